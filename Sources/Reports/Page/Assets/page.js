(() => {
  "use strict";
  const value = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.value ?? cell.textContent;
  };
  const compare = (left, right) => {
    const a = Number(left), b = Number(right);
    if (!Number.isNaN(a) && !Number.isNaN(b)) return a - b;
    return left < right ? -1 : left > right ? 1 : 0;
  };
  const sort = (table, column, descending) => {
    const body = table.tBodies[0];
    const rows = [...body.rows];
    rows.sort((left, right) => {
      const a = value(left, column), b = value(right, column);
      // What has no value stands last either way.
      if (a === "" || b === "") return a === b ? 0 : a === "" ? 1 : -1;
      return descending ? compare(b, a) : compare(a, b);
    });
    body.append(...rows);
    for (const head of table.tHead.rows[0].cells) {
      head.removeAttribute("aria-sort");
      if (head.cellIndex === column) head.setAttribute("aria-sort", descending ? "descending" : "ascending");
    }
  };
  for (const table of document.querySelectorAll("table.sortable")) {
    const select = document.createElement("select");
    select.append(new Option("as the report has them", ""));
    const original = [...table.tBodies[0].rows];
    for (const head of table.tHead.rows[0].cells) {
      if (!head.dataset.name) continue;
      const column = head.cellIndex, isNumber = head.classList.contains("number");
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const order = head.getAttribute("aria-sort");
        // Of numbers and times the largest are wanted first.
        const first = isNumber || head.matches(".time, .day");
        sort(table, column, order ? order === "ascending" : first);
        select.value = "";
      });
      select.append(new Option(head.dataset.name, String(column)));
    }
    select.addEventListener("change", () => {
      if (select.value === "") {
        table.tBodies[0].append(...original);
        for (const head of table.tHead.rows[0].cells) head.removeAttribute("aria-sort");
        return;
      }
      const head = table.tHead.rows[0].cells[Number(select.value)];
      sort(table, head.cellIndex, head.matches(".number, .time, .day"));
    });
    const label = document.createElement("label");
    label.className = table.classList.contains("many") ? "sort of-many" : "sort";
    label.append("Sort by ", select);
    table.parentElement.before(label);
  }
})();
