(() => {
  "use strict";
  const said = document.getElementById("said");

  // Tables: the first rows are in one table, the others in a folded one; sorting goes through both.
  const value = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.value ?? cell.textContent;
  };
  const compare = (left, right) => {
    const a = Number(left), b = Number(right);
    if (!Number.isNaN(a) && !Number.isNaN(b)) return a - b;
    return left < right ? -1 : left > right ? 1 : 0;
  };
  for (const box of document.querySelectorAll(".table")) {
    const [table, others] = box.querySelectorAll("table");
    const fold = box.querySelector("details");
    const rows = [...box.querySelectorAll("tbody tr")];
    const shown = table.tBodies[0].rows.length;
    const heads = [...table.tHead.rows[0].cells];
    let order = rows;
    const place = () => {
      const count = fold && !fold.open ? shown : rows.length;
      table.tBodies[0].append(...order.slice(0, count));
      if (others) others.tBodies[0].append(...order.slice(count));
    };
    if (fold) {
      // Opened, all rows are in one table, whose columns are aligned.
      fold.addEventListener("toggle", () => { others.hidden = fold.open; place(); });
      const label = fold.querySelector(".screen"), text = label.textContent;
      fold.addEventListener("toggle", () => { label.textContent = fold.open ? "Show the first rows only" : text; });
    }
    if (rows.length < 2) continue;
    const select = document.createElement("select");
    const sort = (head, descending) => {
      for (const other of heads) other.removeAttribute("aria-sort");
      if (!head) {
        order = rows;
      } else {
        const column = head.cellIndex;
        head.setAttribute("aria-sort", descending ? "descending" : "ascending");
        order = [...rows].sort((left, right) => {
          const a = value(left, column), b = value(right, column);
          // What has no value is last in both orders.
          if (a === "" || b === "") return a === b ? 0 : a === "" ? 1 : -1;
          return descending ? compare(b, a) : compare(a, b);
        });
      }
      select.value = head ? String(head.cellIndex) : "";
      place();
    };
    select.append(new Option("Default order", ""));
    for (const head of heads.filter((head) => head.dataset.name)) {
      const isDescending = head.dataset.order === "down";
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const now = head.getAttribute("aria-sort");
        sort(head, now ? now === "ascending" : isDescending);
      });
      select.append(new Option(head.dataset.name, String(head.cellIndex)));
    }
    select.addEventListener("change", () => {
      const head = select.value === "" ? null : heads[Number(select.value)];
      sort(head, head?.dataset.order === "down");
    });
    const label = document.createElement("label");
    label.className = "sort of-" + table.className;
    label.append("Sort by ", select);
    box.prepend(label);
  }

  // Shortened names: a button copies all of them.
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // A page from a server without TLS has no clipboard of its own.
      const field = document.createElement("textarea");
      field.value = text;
      field.className = "unseen";
      document.body.append(field);
      field.select();
      const isDone = document.execCommand("copy");
      field.remove();
      if (!isDone) throw new Error("not copied");
    }
  };
  for (const name of document.querySelectorAll(".id")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.title = "Copy " + name.title;
    button.setAttribute("aria-label", button.title);
    button.addEventListener("click", async () => {
      try {
        await copy(name.title);
        button.classList.add("done");
        said.textContent = "Copied";
        setTimeout(() => { button.classList.remove("done"); said.textContent = ""; }, 2000);
      } catch {
        said.textContent = "Not copied";
      }
    });
    name.append(button);
  }

  // A chosen entry closes the contents.
  const contents = document.getElementById("contents");
  contents?.addEventListener("click", (event) => {
    if (event.target.closest("a") && contents.matches(":popover-open")) contents.hidePopover();
  });
})();
