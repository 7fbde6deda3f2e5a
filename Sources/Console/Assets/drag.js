(() => {
  "use strict";
  // A drag over a chart of times narrows the time of the page; with the keyboard, the links of its columns do.
  const least = 6;
  const isoTime = (milliseconds) => new Date(milliseconds).toISOString().replace("T", " ").replace("Z", "");
  const prepare = (chart) => {
    const plot = chart.matches(".plot") ? chart : chart.querySelector(".plot");
    const svg = plot?.querySelector("svg");
    const count = svg?.querySelectorAll(".target").length;
    if (!count || chart.dataset.drag) return;
    chart.dataset.drag = "ready";
    plot.classList.add("draggable");
    const first = Number(chart.dataset.first), step = Number(chart.dataset.step);
    let start = null, shade = null, isDragged = false;
    const columnAt = (event) => {
      const box = svg.getBoundingClientRect();
      const share = (event.clientX - box.left) / box.width;
      return Math.min(count - 1, Math.max(0, Math.floor(share * count)));
    };
    const range = (event) => {
      const columns = [start.column, columnAt(event)];
      return [Math.min(...columns), Math.max(...columns)];
    };
    const end = () => {
      shade?.remove();
      start = shade = null;
    };
    plot.addEventListener("pointerdown", (event) => {
      isDragged = false;
      if (event.button !== 0 || event.pointerType === "touch") return;
      start = { x: event.clientX, column: columnAt(event), pointer: event.pointerId };
    });
    plot.addEventListener("dragstart", (event) => event.preventDefault());
    plot.addEventListener("pointermove", (event) => {
      if (!start || event.pointerId !== start.pointer) return;
      if (!shade && Math.abs(event.clientX - start.x) < least) return;
      if (!shade) {
        plot.setPointerCapture(event.pointerId);
        shade = document.createElement("div");
        shade.className = "shade";
        plot.append(shade);
      }
      isDragged = true;
      const [from, to] = range(event), box = svg.getBoundingClientRect(), outer = plot.getBoundingClientRect();
      shade.style.left = `${box.left - outer.left + box.width * from / count}px`;
      shade.style.width = `${box.width * (to - from + 1) / count}px`;
    });
    plot.addEventListener("pointerup", (event) => {
      if (!start) return;
      const isChosen = shade !== null, [from, to] = range(event);
      end();
      if (!isChosen) return;
      const url = new URL(location.href);
      for (const name of ["since", "start", "end", "id", "from"]) url.searchParams.delete(name);
      url.searchParams.set("start", isoTime(first + from * step));
      url.searchParams.set("end", isoTime(first + (to + 1) * step - 1));
      location.assign(url);
    });
    plot.addEventListener("pointercancel", end);
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") { isDragged = start !== null; end(); } });
    // The click that ends a drag does not follow the link of a column.
    plot.addEventListener("click", (event) => {
      if (!isDragged) return;
      isDragged = false;
      event.preventDefault();
      event.stopPropagation();
    }, true);
  };
  const prepareAll = () => document.querySelectorAll("[data-first][data-step]").forEach(prepare);
  document.addEventListener("console:shown", prepareAll);
  prepareAll();
})();
