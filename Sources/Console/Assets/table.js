(() => {
  "use strict";
  // Columns of a query's rows: hide, widen, wrap; cells: copy.
  const said = document.getElementById("said");
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = Object.assign(document.createElement("textarea"), { value: text, className: "unseen" });
      document.body.append(field);
      field.select();
      const isDone = document.execCommand("copy");
      field.remove();
      if (!isDone) throw new Error("not copied");
    }
  };
  const button = (text, label, act) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    if (label) button.setAttribute("aria-label", label);
    button.addEventListener("click", act);
    return button;
  };

  /** The text of a cell without its links. */
  const textOf = (cell) => {
    const bare = cell.cloneNode(true);
    const whole = bare.querySelector("details.long > div");
    if (whole) return whole.textContent;
    for (const part of bare.querySelectorAll(".filters, .none")) part.remove();
    return bare.textContent.trim();
  };
  const addCopy = (cell) => {
    if (cell.querySelector(".copy-cell") || cell.querySelector(".none")) return;
    let box = cell.querySelector(".filters");
    if (!box) {
      box = document.createElement("span");
      box.className = "filters";
      cell.append(box);
    }
    const act = button("copy", "Copy this value", async () => {
      try {
        await copy(textOf(cell));
        said.textContent = "Copied";
        act.textContent = "copied";
      } catch {
        said.textContent = "Not copied";
      }
      setTimeout(() => { act.textContent = "copy"; said.textContent = ""; }, 2000);
    });
    act.className = "copy-cell";
    box.append(" ", act);
  };

  const prepare = () => {
    const table = document.getElementById("rows");
    if (!table || table.dataset.columns) return;
    table.dataset.columns = "ready";
    const heads = [...table.tHead.rows[0].cells].filter((head) => head.dataset.name !== undefined);
    const menu = document.createElement("details");
    menu.className = "menu columns";
    menu.dataset.kind = "column";
    const title = document.createElement("summary"), list = document.createElement("ul");
    title.textContent = "Columns";
    menu.append(title, list);
    const cells = (head) => [...table.rows].map((row) => row.cells[head.cellIndex]).filter(Boolean);
    const say = () => {
      const hidden = heads.filter((head) => head.hidden).length;
      title.textContent = hidden === 0 ? "Columns" : `Columns: ${hidden} hidden`;
    };
    for (const head of heads) {
      const item = document.createElement("li"), label = document.createElement("label"), box = document.createElement("input");
      box.type = "checkbox";
      box.checked = true;
      box.addEventListener("change", () => {
        for (const cell of cells(head)) cell.hidden = !box.checked;
        say();
      });
      label.append(box, ` ${head.dataset.name}`);
      const toggle = (name, text) => {
        const act = button(text, `${text} ${head.dataset.name}`, () => {
          const isOn = act.getAttribute("aria-pressed") !== "true";
          act.setAttribute("aria-pressed", String(isOn));
          for (const cell of cells(head)) cell.classList.toggle(name, isOn);
        });
        act.setAttribute("aria-pressed", "false");
        return act;
      };
      item.append(label, toggle("widened", "Widen"), toggle("unwrapped", "One line"));
      list.append(item);
    }
    const scroll = table.closest(".scroll") ?? table;
    scroll.before(menu);
    // Buttons come to the cell that the pointer or the focus is in.
    const enter = (event) => {
      const cell = event.target.closest?.("td");
      if (cell && !cell.classList.contains("row") && table.contains(cell)) addCopy(cell);
    };
    table.addEventListener("pointerover", enter);
    table.addEventListener("focusin", enter);
    // The table is one stop of the Tab key; arrows go from cell to cell.
    const body = table.tBodies[0];
    const stops = (cell) => { if (cell) cell.tabIndex = 0; };
    for (const cell of body.querySelectorAll("td")) cell.tabIndex = -1;
    stops(body.rows[0]?.cells[0]);
    const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
    body.addEventListener("keydown", (event) => {
      const cell = event.target;
      if (cell.tagName !== "TD" || !(event.key in steps) || event.ctrlKey || event.metaKey || event.altKey) return;
      const [down, right] = steps[event.key], row = body.rows[cell.parentElement.rowIndex - body.rows[0].rowIndex + down];
      let next = row?.cells[cell.cellIndex + right];
      while (next?.hidden) next = row.cells[next.cellIndex + (right || 1)];
      if (!next) return;
      event.preventDefault();
      cell.tabIndex = -1;
      stops(next);
      next.focus();
    });
  };
  document.addEventListener("console:shown", prepare);
  prepare();
})();
