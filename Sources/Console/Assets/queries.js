(() => {
  "use strict";
  // The list of queries is fetched again while one runs.
  const refresh = async () => {
    const list = document.getElementById("queries");
    if (!list || list.dataset.running === "0") return;
    if (!document.hidden) {
      try {
        const response = await fetch(location.href);
        const page = new DOMParser().parseFromString(await response.text(), "text/html");
        const fresh = page.getElementById("queries");
        if (response.ok && fresh) {
          const focused = list.contains(document.activeElement) ? document.activeElement.id : "";
          list.replaceWith(fresh);
          if (focused) document.getElementById(focused)?.focus();
        }
      } catch {
        // The server is away for a moment; the next time will show.
      }
    }
    setTimeout(refresh, 1000);
  };
  setTimeout(refresh, 1000);
})();
