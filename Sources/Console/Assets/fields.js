(() => {
  "use strict";
  if (!window.queryEditor) return;
  const { editor, form, replace } = window.queryEditor;

  // Beside the editor: the fields, and the values of each within the filters of the query.
  const bench = document.createElement("div");
  bench.className = "workbench";
  form.before(bench);
  const panel = document.createElement("details");
  panel.className = "field-panel";
  panel.id = "fields";
  panel.open = matchMedia("(min-width: 60rem)").matches;
  const title = document.createElement("summary");
  title.textContent = "Fields";
  const filter = document.createElement("input");
  filter.type = "search";
  filter.placeholder = "Filter fields";
  filter.setAttribute("aria-label", "Filter fields");
  const list = document.createElement("ul");
  const note = document.createElement("p");
  note.className = "note";
  note.setAttribute("role", "status");
  panel.append(title, filter, note, list);
  bench.append(form, panel);

  const scopeNames = ["since", "start", "end", "cluster", "service", "account", "region", "unmask"];
  const scope = () => new URLSearchParams([...new URLSearchParams(location.search)].filter(([name]) => scopeNames.includes(name)));
  const element = (name, properties, ...content) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...content);
    return element;
  };
  const bar = (share) => {
    const outer = element("span", { className: "share" });
    outer.setAttribute("aria-hidden", "true");
    const inner = element("span");
    inner.style.width = `${Math.max(0, Math.min(100, share))}%`;
    outer.append(inner);
    return outer;
  };

  const insert = (text) => {
    const before = editor.value.slice(0, editor.selectionStart);
    replace(editor.selectionStart, editor.selectionEnd, (/[\s(,=<>|]$|^$/.test(before) ? "" : " ") + text);
  };
  const values = async (field, box) => {
    const parameters = scope();
    if (editor.value.trim()) parameters.set("q", editor.value);
    const path = "/fields/" + encodeURIComponent(field.name);
    box.replaceChildren(element("li", { className: "note" }, "Counting…"));
    try {
      const response = await fetch(`${path}.json?${parameters}`);
      const answer = await response.json();
      if (!response.ok) throw new Error(answer.error);
      const total = answer.stops || 1;
      const rows = answer.rows.map((row) => {
        const line = element("li", {}, element("span", { className: "value" }, row.value ?? "no value"), bar(row.stops * 100 / total),
          element("span", { className: "count" }, row.stops.toLocaleString("en-US")));
        for (const [name, text] of [["only", row.only], ["not", row.not]]) {
          if (!text) continue;
          const link = element("a", { href: "/query?" + new URLSearchParams([["q", text], ...scope()]), textContent: name });
          link.setAttribute("aria-label", `${name === "only" ? "Only" : "Not"} ${row.value ?? "without a value"}`);
          link.addEventListener("click", (event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            replace(0, editor.value.length, text);
            form.requestSubmit();
          });
          line.append(link);
        }
        return line;
      });
      if (answer.note) rows.push(element("li", { className: "note" }, answer.note));
      rows.push(element("li", { className: "note" }, element("a", { href: `${path}?${parameters}` }, "Page of this field")));
      box.replaceChildren(...rows);
    } catch (error) {
      box.replaceChildren(element("li", { className: "note" }, error.message || "The server cannot be reached."));
    }
  };
  const line = (field) => {
    const share = field.percent > 0 ? `${field.percent} %` : "< 1 %";
    const box = element("ul", { className: "values", hidden: true });
    const open = element("button", { type: "button", className: "open", textContent: "▸" });
    open.setAttribute("aria-expanded", "false");
    open.setAttribute("aria-label", `Values of ${field.name}`);
    open.addEventListener("click", () => {
      box.hidden = !box.hidden;
      open.textContent = box.hidden ? "▸" : "▾";
      open.setAttribute("aria-expanded", String(!box.hidden));
      if (!box.hidden) values(field, box);
    });
    const name = element("button", { type: "button", className: "name", textContent: field.name, title: `Insert ${field.name}: in ${share} of the stops` });
    name.addEventListener("click", () => insert(field.written));
    return element("li", {}, open, name, bar(field.percent), element("span", { className: "count" }, share), box);
  };
  let isLoaded = false;
  const load = async () => {
    if (isLoaded || !panel.open) return;
    isLoaded = true;
    note.textContent = "Counting the fields…";
    try {
      const response = await fetch("/query/words.json");
      const { fields } = await response.json();
      list.replaceChildren(...[...fields].sort((left, right) => (right.origin === "ecs-stops") - (left.origin === "ecs-stops") || right.percent - left.percent).map(line));
      note.textContent = "";
      apply();
    } catch {
      isLoaded = false;
      note.textContent = "The fields cannot be read from the server.";
    }
  };
  const apply = () => {
    const text = filter.value.toLowerCase();
    let count = 0;
    for (const item of list.children) {
      item.hidden = !item.querySelector(".name").textContent.toLowerCase().includes(text);
      if (!item.hidden) count += 1;
    }
    note.textContent = count === 0 && list.children.length > 0 ? "No field has this in its name." : "";
  };
  filter.addEventListener("input", apply);
  panel.addEventListener("toggle", load);
  load();
})();
