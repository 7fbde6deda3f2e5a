// The page of SQL: names of tables and columns go where the cursor is, and Ctrl+Enter runs the statement.
(() => {
  "use strict";
  const editor = document.getElementById("sql");
  if (!editor) return;
  editor.addEventListener("keydown", event => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      editor.form.requestSubmit();
    }
  });
  for (const name of document.querySelectorAll("#schema [data-insert]")) {
    name.hidden = false;
    name.addEventListener("click", () => {
      editor.focus();
      editor.setRangeText(name.dataset.insert, editor.selectionStart, editor.selectionEnd, "end");
    });
  }
})();
