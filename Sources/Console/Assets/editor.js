(() => {
  "use strict";
  const editor = document.getElementById("editor");
  const form = document.getElementById("query") ?? document.getElementById("query-form");
  if (!editor || !form) return;

  // What other scripts of the page use of the editor.
  const shared = window.queryEditor = {
    editor, form,
    /** Replaces a part of the text, so that the browser can undo it. */
    replace(start, end, text) {
      editor.focus();
      editor.setSelectionRange(start, end);
      const isDone = text === "" ? document.execCommand("delete") : document.execCommand("insertText", false, text);
      if (!isDone) {
        editor.setRangeText(text, start, end, "end");
        editor.dispatchEvent(new Event("input", { bubbles: true }));
      }
    },
    /** Where a place of the text is on the screen. */
    placeOf(offset) {
      const walker = document.createTreeWalker(backdrop, NodeFilter.SHOW_TEXT);
      let rest = offset;
      while (walker.nextNode()) {
        const length = walker.currentNode.data.length;
        if (rest <= length) {
          const range = document.createRange();
          range.setStart(walker.currentNode, Math.max(0, rest - 1));
          range.setEnd(walker.currentNode, rest);
          const boxes = range.getClientRects(), box = boxes[boxes.length - 1] ?? backdrop.getBoundingClientRect();
          const isLineEnd = walker.currentNode.data[rest - 1] === "\n";
          return isLineEnd || rest === 0
            ? { left: backdrop.getBoundingClientRect().left + 10, bottom: box.bottom + (isLineEnd ? box.height : 0) }
            : { left: box.right, bottom: box.bottom };
        }
        rest -= length;
      }
      const box = backdrop.getBoundingClientRect();
      return { left: box.left + 10, bottom: box.top + 24 };
    },
  };

  // The text is drawn once more behind the field, in colors and with marks.
  const frame = document.createElement("div");
  frame.className = "editor";
  editor.before(frame);
  const backdrop = document.createElement("div");
  backdrop.className = "backdrop";
  backdrop.setAttribute("aria-hidden", "true");
  frame.append(backdrop, editor);

  const token = new RegExp([
    "(?<comment>#[^\\n]*)", "(?<string>\"(?:\\\\.|[^\"\\\\])*\"?|'(?:\\\\.|[^'\\\\])*'?)",
    "(?<regex>(?<=(?:like|=~|~=)\\s*)\\/(?:\\\\.|[^\\/\\\\\\n])*\\/?)", "(?<quoted>`[^`]*`?)",
    "(?<command>(?<=(?:^|\\|)\\s*)[A-Za-z]+)", "(?<call>[A-Za-z_]\\w*(?=\\())",
    "(?<keyword>\\b(?:and|or|not|in|like|as|by|asc|desc)\\b)",
    "(?<name>[@A-Za-z_][\\w.@-]*)", "(?<number>\\b\\d[\\w.]*)", "(?<pipe>\\|)",
  ].join("|"), "gi");
  const colored = new Set(["comment", "string", "regex", "command", "call", "keyword", "number", "pipe"]);
  const pieces = (text) => {
    const found = [];
    for (const match of text.matchAll(token)) {
      const kind = Object.keys(match.groups).find((name) => match.groups[name] !== undefined);
      if (colored.has(kind)) found.push({ start: match.index, end: match.index + match[0].length, kind });
    }
    return found;
  };

  let diagnostics = [];
  const draw = () => {
    const text = editor.value, tokens = pieces(text);
    const cuts = new Set([0, text.length]);
    for (const part of [...tokens, ...diagnostics]) { cuts.add(Math.min(part.start, text.length)); cuts.add(Math.min(part.end, text.length)); }
    const places = [...cuts].sort((a, b) => a - b);
    const nodes = [];
    for (let index = 0; index + 1 < places.length; index++) {
      const [start, end] = [places[index], places[index + 1]];
      const span = document.createElement("span");
      const kind = tokens.find((part) => part.start <= start && end <= part.end)?.kind;
      const mark = diagnostics.find((part) => part.start <= start && end <= part.end);
      span.className = [kind && "t-" + kind, mark && "m-" + mark.severity].filter(Boolean).join(" ");
      if (mark) span.dataset.message = mark.message;
      span.textContent = text.slice(start, end);
      nodes.push(span);
    }
    // A last line that is empty has its height, too.
    nodes.push("\n\u200b");
    backdrop.replaceChildren(...nodes);
    scroll();
  };
  const scroll = () => { backdrop.scrollTop = editor.scrollTop; backdrop.scrollLeft = editor.scrollLeft; };
  editor.addEventListener("scroll", scroll);
  editor.addEventListener("pointermove", (event) => {
    const mark = [...backdrop.querySelectorAll("[data-message]")].find((span) =>
      [...span.getClientRects()].some((box) => event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom));
    editor.title = mark?.dataset.message ?? "";
  });

  // What is wrong with the text, while it is typed: below it in words, and marked in it.
  const list = document.createElement("ul");
  list.id = "checked";
  list.className = "diagnostics";
  list.setAttribute("aria-live", "polite");
  list.setAttribute("aria-label", "Errors and warnings of the query");
  frame.after(list);
  editor.setAttribute("aria-describedby", "diagnostics checked");

  /** The diagnostic with places as JavaScript counts them: the server counts characters. */
  const placed = (text) => {
    const offsets = [0];
    for (const character of text) offsets.push(offsets.at(-1) + character.length);
    const offset = (number) => offsets[Math.min(number, offsets.length - 1)];
    return (diagnostic) => {
      const start = offset(diagnostic.startCharOffset), end = Math.max(offset(diagnostic.endCharOffset), start + 1);
      const hints = (diagnostic.hints ?? []).map((hint) => ({
        ...hint,
        start: hint.startCharOffset === undefined ? start : offset(hint.startCharOffset),
        end: hint.endCharOffset === undefined ? offset(diagnostic.endCharOffset) : offset(hint.endCharOffset),
      }));
      return { ...diagnostic, start, end, hints };
    };
  };
  const item = (diagnostic) => {
    const item = document.createElement("li");
    item.className = diagnostic.severity;
    const place = document.createElement("button");
    place.type = "button";
    place.className = "place";
    place.textContent = `${diagnostic.severity === "error" ? "Error" : "Warning"}, line ${diagnostic.line}`;
    place.title = "Go there";
    place.addEventListener("click", () => { editor.focus(); editor.setSelectionRange(diagnostic.start, diagnostic.end); });
    item.append(place, ` ${diagnostic.message} `);
    for (const hint of diagnostic.hints) {
      if (hint.replacement === undefined) {
        item.append(` ${hint.message} `);
        continue;
      }
      const button = document.createElement("button");
      button.type = "button";
      button.className = "fix";
      button.textContent = hint.message;
      button.title = "Change it to: " + hint.replacement;
      button.addEventListener("click", () => shared.replace(hint.start, hint.end, hint.replacement));
      item.append(button);
    }
    return item;
  };
  const show = (found) => {
    diagnostics = found;
    const isWrong = found.some((one) => one.severity === "error");
    if (isWrong) editor.setAttribute("aria-invalid", "true"); else editor.removeAttribute("aria-invalid");
    list.replaceChildren(...found.map(item));
    draw();
  };

  let timer = 0, checking = null;
  const check = async () => {
    checking?.abort();
    const text = editor.value;
    if (!text.trim()) return show([]);
    const call = checking = new AbortController();
    try {
      const response = await fetch("/query/check.json?q=" + encodeURIComponent(text), { signal: call.signal });
      const answer = await response.json();
      if (editor.value === text) show((answer.diagnostics ?? []).map(placed(text)));
    } catch {
      // Typed on meanwhile, or the server is away: running the query will tell.
    }
  };
  editor.addEventListener("input", () => {
    // What the server said of the text before is about that.
    document.getElementById("diagnostics")?.remove();
    const length = editor.value.length;
    diagnostics = diagnostics.filter((one) => one.end <= Math.min(length, editor.selectionStart - 1));
    draw();
    clearTimeout(timer);
    timer = setTimeout(check, 250);
  });
  const adopt = () => {
    clearTimeout(timer);
    const text = editor.value;
    const given = [...document.querySelectorAll("#diagnostics [data-start]")].map((element) => ({
      severity: element.dataset.severity, message: element.dataset.message, hints: [],
      startCharOffset: Number(element.dataset.start), endCharOffset: Number(element.dataset.end),
    }));
    diagnostics = given.map(placed(text));
    list.replaceChildren();
    draw();
  };
  document.addEventListener("console:shown", adopt);
  adopt();

  const format = document.createElement("button");
  format.type = "button";
  format.id = "format";
  format.textContent = "Format";
  format.title = "One command a line, names and operators in one spelling";
  format.addEventListener("click", async () => {
    const text = editor.value;
    if (!text.trim()) return;
    try {
      const response = await fetch("/query/format.json?q=" + encodeURIComponent(text));
      const answer = await response.json();
      if (!response.ok) return show((answer.diagnostics ?? []).map(placed(text)));
      if (answer.text !== text) shared.replace(0, text.length, answer.text);
      editor.focus();
    } catch {
      document.getElementById("said").textContent = "The server cannot be reached";
    }
  });
  form.querySelector("button[type=submit]").after(format);
})();
