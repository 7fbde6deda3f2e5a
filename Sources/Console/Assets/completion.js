(() => {
  "use strict";
  if (!window.queryEditor) return;
  const { editor, form, replace, placeOf } = window.queryEditor;
  const shownMax = 50;

  let words = null;
  const load = async () => {
    if (words) return words;
    const response = await fetch("/query/words.json");
    if (!response.ok) throw new Error("no words");
    return words = await response.json();
  };
  // They are there before the first key, where the server has counted the fields.
  editor.addEventListener("focus", () => load().catch(() => {}), { once: true });

  const list = document.createElement("ul");
  list.id = "completions";
  list.className = "completions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Completions");
  list.hidden = true;
  document.body.append(list);
  editor.setAttribute("role", "combobox");
  editor.setAttribute("aria-autocomplete", "list");
  editor.setAttribute("aria-haspopup", "listbox");
  editor.setAttribute("aria-controls", list.id);
  editor.setAttribute("aria-expanded", "false");

  let offers = [], chosen = 0, start = 0, isDismissed = false;

  /** What is before the caret: the word there, and whether a command is to come; null in strings and comments. */
  const place = () => {
    if (editor.selectionStart !== editor.selectionEnd) return null;
    const before = editor.value.slice(0, editor.selectionStart);
    const bare = before.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, (text) => " ".repeat(text.length));
    const line = bare.slice(bare.lastIndexOf("\n") + 1);
    if (/["']/.test(bare) || line.includes("#")) return null;
    const word = /`?[@\w.\-]*$/.exec(before)[0];
    return { word: word.replace("`", ""), start: before.length - word.length, isCommand: /(?:^|\|)\s*$/.test(bare.slice(0, bare.length - word.length)) };
  };
  const percent = (field) => (field.percent > 0 ? `${field.percent} %` : "< 1 %");
  const candidates = ({ word, isCommand }) => {
    const text = word.toLowerCase(), begins = (name) => name.toLowerCase().startsWith(text);
    if (isCommand) {
      return words.commands.filter((command) => [command.name, ...command.synonyms].some(begins))
        .map((command) => ({ name: command.name, text: command.name + " ", detail: command.summary, kind: "command" }));
    }
    const calls = words.functions.filter((call) => text !== "" && begins(call.name))
      .map((call) => ({ name: call.name, text: call.name + "(", detail: call.signature.slice(call.name.length), help: call.summary, kind: "function" }));
    const inside = (name) => name.toLowerCase().split(".").some((part, index) => index > 0 && part.startsWith(text));
    const fields = words.fields.filter((field) => begins(field.name) || (text !== "" && inside(field.name)))
      .sort((left, right) => begins(right.name) - begins(left.name) || right.percent - left.percent)
      .map((field) => ({ name: field.name, text: field.written, detail: percent(field), kind: "field" }));
    const keywords = words.keywords.filter((name) => text !== "" && begins(name)).map((name) => ({ name, text: name + " ", detail: "", kind: "keyword" }));
    return [...keywords, ...fields, ...calls];
  };

  const choose = (index) => {
    chosen = (index + offers.length) % offers.length;
    [...list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === chosen)));
    list.children[chosen].scrollIntoView({ block: "nearest" });
    editor.setAttribute("aria-activedescendant", list.children[chosen].id);
  };
  const close = () => {
    list.hidden = true;
    offers = [];
    editor.setAttribute("aria-expanded", "false");
    editor.removeAttribute("aria-activedescendant");
  };
  const take = (offer) => {
    const end = editor.selectionStart;
    close();
    replace(start, end, offer.text);
    close();
  };
  const open = (found, at) => {
    offers = found.slice(0, shownMax);
    start = at.start;
    list.replaceChildren(...offers.map((offer, index) => {
      const option = document.createElement("li");
      option.id = "completion-" + index;
      option.setAttribute("role", "option");
      const name = document.createElement("b"), detail = document.createElement("span");
      name.textContent = offer.name;
      detail.textContent = offer.detail;
      option.append(name, detail);
      if (offer.help) {
        const help = document.createElement("small");
        help.textContent = offer.help;
        option.append(help);
      }
      option.addEventListener("pointerdown", (event) => { event.preventDefault(); take(offer); });
      return option;
    }));
    list.hidden = false;
    const { left, bottom } = placeOf(at.start);
    list.style.left = `${Math.max(8, Math.min(left, innerWidth - list.offsetWidth - 8)) + scrollX}px`;
    list.style.top = `${bottom + scrollY + 2}px`;
    editor.setAttribute("aria-expanded", "true");
    choose(0);
  };

  /** Offers what may stand here; takes it at once if there is only one. */
  const complete = async (isAsked) => {
    const at = place();
    if (!at) return close();
    try { await load(); } catch { return close(); }
    const now = place();
    if (!now || now.start !== at.start) return;
    const found = candidates(now);
    if (found.length === 0 || (found.length === 1 && found[0].name === now.word && !isAsked)) return close();
    if (isAsked && found.length === 1) {
      start = now.start;
      return take(found[0]);
    }
    open(found, now);
  };

  editor.addEventListener("keydown", (event) => {
    if (event.key === " " && event.ctrlKey) {
      event.preventDefault();
      complete(true);
      return;
    }
    if (!list.hidden) {
      const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
      if (event.key in steps) {
        event.preventDefault();
        const step = steps[event.key];
        choose(Math.abs(step) === 1 ? chosen + step : Math.max(0, Math.min(offers.length - 1, chosen + step)));
      } else if ((event.key === "Enter" && !event.ctrlKey && !event.metaKey) || (event.key === "Tab" && !event.shiftKey)) {
        event.preventDefault();
        take(offers[chosen]);
      } else if (event.key === "Escape") {
        event.preventDefault();
        event.stopPropagation();
        isDismissed = true;
        close();
      }
      return;
    }
    // Tab goes on to the next field where there is nothing to complete, and after Esc.
    if (event.key === "Tab" && !event.shiftKey && !event.ctrlKey && !event.altKey && !isDismissed) {
      const at = place();
      if (!at || (at.word === "" && !(at.isCommand && editor.value.trim() !== ""))) return;
      event.preventDefault();
      complete(true);
    } else if (event.key === "Escape") {
      isDismissed = true;
    }
  }, true);
  editor.addEventListener("input", () => {
    isDismissed = false;
    if (!list.hidden) complete(false);
  });
  editor.addEventListener("click", close);
  editor.addEventListener("blur", close);
  form.addEventListener("submit", close);
})();
