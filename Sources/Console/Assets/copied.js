(() => {
  "use strict";
  // What is there to be taken away has a button that copies it.
  const said = document.getElementById("said");
  for (const text of document.querySelectorAll("pre.copied")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy-all";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      // A page from a server without TLS may have no clipboard: then the text is selected, to be copied by hand.
      getSelection().selectAllChildren(text);
      try {
        await navigator.clipboard.writeText(text.textContent);
        said.textContent = "Copied";
      } catch {
        said.textContent = document.execCommand("copy") ? "Copied" : "Selected";
      }
      button.textContent = said.textContent;
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
    text.before(button);
  }
})();
