// Marks every "teh" in the editor that has the focus, redraws at every change of the page, and lays a box with a button over the editor.
const overlay = document.createElement("other-checker");
overlay.attachShadow({ mode: "open" }).append(Object.assign(document.createElement("button"), { textContent: "1" }));
overlay.style.cssText = "position: fixed; z-index: 2147483647; pointer-events: none";

function mark() {
  const editor = document.activeElement?.closest("[contenteditable=true]");
  if (!editor) return;
  editor.setAttribute("data-other-checker", "on");
  const ranges = [];
  const walker = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (const { index } of node.data.matchAll(/\bteh\b/g)) {
      const range = new Range();
      range.setStart(node, index);
      range.setEnd(node, index + 3);
      ranges.push(range);
    }
  }
  CSS.highlights.set("other-spelling", new Highlight(...ranges));
  const { right, bottom } = editor.getBoundingClientRect();
  overlay.style.left = `${right - 30}px`;
  overlay.style.top = `${bottom - 30}px`;
  if (!overlay.isConnected) document.body.append(overlay);
}

addEventListener("input", mark, true);
addEventListener("keyup", mark, true);
new MutationObserver(mark).observe(document.body, { subtree: true, childList: true, characterData: true });
