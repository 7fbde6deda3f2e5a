(() => {
  "use strict";
  if (!window.queryEditor) return;
  const { editor, form } = window.queryEditor;

  // Queries that this browser has run, the last one first.
  const key = "ecs-stops.queries", kept = 50;
  const ran = {
    all() {
      try { return JSON.parse(localStorage.getItem(key)) ?? []; } catch { return []; }
    },
    add(text) {
      if (!text.trim()) return;
      try {
        localStorage.setItem(key, JSON.stringify([text, ...this.all().filter((other) => other !== text)].slice(0, kept)));
      } catch {
        // The browser keeps nothing.
      }
    },
  };
  let walked = -1;
  const walk = (step) => {
    const all = ran.all(), next = walked + step;
    if (next >= all.length || next < -1) return false;
    walked = next;
    editor.value = next < 0 ? "" : all[next];
    editor.setSelectionRange(0, 0);
    editor.dispatchEvent(new CustomEvent("input", { bubbles: true, detail: "history" }));
    return true;
  };
  editor.addEventListener("input", (event) => { if (event.detail !== "history") walked = -1; });

  const status = document.createElement("p");
  status.id = "running";
  status.setAttribute("role", "status");
  const stop = document.createElement("button");
  stop.type = "button";
  stop.textContent = "Stop";
  const time = document.createElement("span");
  form.querySelector(".run, button[type=submit]").after(status);

  let running = null;
  const begin = () => {
    const started = performance.now();
    const tick = () => { time.textContent = `Running, ${Math.floor((performance.now() - started) / 1000)} s. Esc stops. `; };
    tick();
    status.replaceChildren(time, stop);
    document.body.setAttribute("aria-busy", "true");
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  };
  stop.addEventListener("click", () => { running?.abort(); editor.focus(); });

  /** Shows a page around the editor, which stays. */
  const show = (page) => {
    const main = document.getElementById("content"), fresh = page.getElementById("content");
    const own = form.closest(".workbench") ?? form;
    const other = page.getElementById(form.id);
    for (const node of [...main.childNodes]) if (node !== own) node.remove();
    const nodes = [...fresh.childNodes], place = other ? nodes.indexOf(other) : nodes.findIndex((node) => node.nodeName === "H1") + 1;
    for (const node of nodes.slice(0, place)) own.before(node);
    own.after(...nodes.slice(other ? place + 1 : place));
    for (const input of form.querySelectorAll("input[type=hidden]")) input.remove();
    if (other) form.prepend(...other.querySelectorAll("input[type=hidden]"));
    document.title = page.title;
    document.dispatchEvent(new CustomEvent("console:shown"));
  };

  /** Loads a page of this page's path and shows it; its URL is that of what is shown. */
  const load = async (url, isNew) => {
    running?.abort();
    const call = running = new AbortController(), end = begin();
    // Another one may run by now, and says what there is to say.
    const say = (text) => {
      if (running !== call) return;
      document.body.removeAttribute("aria-busy");
      status.textContent = text;
    };
    try {
      const response = await fetch(url, { signal: call.signal, headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      if (!page.getElementById("content")) return location.assign(url);
      if (isNew) window.history.pushState(null, "", response.url);
      if (!isNew) {
        editor.value = page.getElementById("editor")?.value ?? "";
        const limit = form.elements.limit, other = page.getElementById(form.id)?.elements.limit;
        if (limit && other) limit.value = other.value;
      }
      show(page);
      say("");
    } catch (error) {
      say(error.name === "AbortError" ? "Stopped." : "The server cannot be reached.");
    } finally {
      end();
      if (running === call) running = null;
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const url = new URL(form.action, location.href);
    for (const [name, value] of new FormData(form)) if (value !== "") url.searchParams.append(name, value);
    ran.add(editor.value);
    walked = -1;
    load(url.href, true);
  });
  window.addEventListener("popstate", () => load(location.href, false));

  editor.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.key === "ArrowUp" && !event.defaultPrevented && (editor.value === "" || (walked >= 0 && editor.selectionEnd === 0))) {
      if (walk(1)) event.preventDefault();
    } else if (event.key === "ArrowDown" && !event.defaultPrevented && walked >= 0 && editor.selectionEnd === 0) {
      if (walk(-1)) event.preventDefault();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && running && !event.defaultPrevented) {
      event.preventDefault();
      running.abort();
    }
  });
})();
