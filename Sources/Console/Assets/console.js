(() => {
  "use strict";
  // A slash goes to the editor, or to the field of the page that says so.
  const isTyping = (target) => target.matches?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const field = document.getElementById("editor") ?? document.querySelector('[data-shortcut="/"]');
    if (!field) return;
    event.preventDefault();
    field.focus();
  });

  // Times are UTC; the local time is a tooltip.
  const local = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
  const addTimes = (root) => {
    for (const element of root.querySelectorAll("[data-time]")) {
      const time = Number(element.dataset.time);
      if (Number.isFinite(time)) element.title = `Your time: ${local.format(time)}`;
    }
  };

  // Menus: one is open at a time; Esc or a click elsewhere closes it. Long ones have a box that filters them.
  const longMenu = 10;
  const close = (menu, focuses) => {
    if (!menu?.open) return;
    menu.open = false;
    if (focuses) menu.querySelector("summary").focus();
  };
  const addFilter = (menu) => {
    const items = [...menu.querySelectorAll("li")];
    if (items.length < longMenu || menu.querySelector("[type=search]")) return;
    const box = document.createElement("input");
    box.type = "search";
    box.placeholder = "Filter";
    box.setAttribute("aria-label", `Filter the list of ${menu.dataset.kind}s`);
    box.addEventListener("input", () => {
      const text = box.value.toLowerCase();
      for (const item of items) item.hidden = !item.textContent.toLowerCase().includes(text);
    });
    box.addEventListener("keydown", (event) => {
      // The form is sent by its button.
      if (event.key === "Enter") event.preventDefault();
    });
    const line = document.createElement("li");
    line.className = "filter";
    line.append(box);
    items[0].before(line);
  };
  const openMenus = () => document.querySelectorAll("details.menu[open]");
  document.addEventListener("toggle", (event) => {
    const menu = event.target;
    if (!menu.matches?.("details.menu") || !menu.open) return;
    for (const other of openMenus()) if (other !== menu) close(other);
    addFilter(menu);
    menu.querySelector("[type=search]")?.focus();
  }, true);
  document.addEventListener("pointerdown", (event) => {
    for (const menu of openMenus()) if (!menu.contains(event.target)) close(menu);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") for (const menu of openMenus()) close(menu, menu.contains(document.activeElement));
  });

  // A box above a long table leaves the rows that have a text.
  const addTableFilter = (root) => {
    for (const table of root.querySelectorAll("table[data-filter]")) {
      const box = document.createElement("input");
      box.type = "search";
      box.placeholder = table.dataset.filter;
      box.setAttribute("aria-label", table.dataset.filter);
      box.className = "table-filter";
      box.addEventListener("input", () => {
        const text = box.value.toLowerCase();
        for (const row of table.tBodies[0].rows) row.hidden = !row.cells[0].textContent.toLowerCase().includes(text);
      });
      table.parentElement.before(box);
    }
  };
  const prepare = () => { addTimes(document); addTableFilter(document); };
  document.addEventListener("console:shown", () => addTimes(document));
  prepare();
})();
