// One editor of Facebook: the real Lexical with the behaviours that Facebook gives it. What tests read:
//   window.__state["post"]    the editor's own text, by the name of its composer
//   window.__editors["post"]  the LexicalEditor
//   window.__errors           what Lexical complained about
import { $createParagraphNode, $createTextNode, $getRoot, COMMAND_PRIORITY_HIGH, KEY_ENTER_COMMAND, createEditor } from "lexical";
import { registerRichText } from "@lexical/rich-text";
import { createEmptyHistoryState, registerHistory } from "@lexical/history";
import { HashtagNode, registerLexicalHashtag } from "@lexical/hashtag";

const { React } = window;
const h = React.createElement;

window.__state = {};
window.__editors = {};
window.__errors = [];

/** Lexical's text with one "\n" between paragraphs. */
const textOf = (state) => state.read(() => $getRoot().getChildren().map((block) => block.getTextContent()).join("\n"));

/** A selection takes the focus, so an editor that nobody opened has none. */
function fill(text, { select = true } = {}) {
  const blocks = text.split("\n").map((line) => {
    const block = $createParagraphNode();
    return line ? block.append($createTextNode(line)) : block;
  });
  $getRoot().clear().append(...blocks);
  if (select) $getRoot().selectEnd();
}

/**
 * `label` is the accessible name; `enter` makes Enter submit, as in comments and messages; `onSubmit` is given the text.
 */
export function Editor({ name, label, placeholder = label, initial = "", enter = false, focus = true, onText, onSubmit }) {
  const root = React.useRef(null);
  const latest = React.useRef({});
  latest.current = { onText, onSubmit };
  React.useEffect(() => {
    const editor = createEditor({
      namespace: name,
      nodes: [HashtagNode],
      theme: { hashtag: "hash", paragraph: "xdj266r" },
      onError: (error) => window.__errors.push(String(error)),
    });
    const undo = [
      registerRichText(editor),
      registerHistory(editor, createEmptyHistoryState(), 300),
      registerLexicalHashtag(editor),
      editor.registerUpdateListener(({ editorState }) => {
        window.__state[name] = textOf(editorState);
        latest.current.onText?.(window.__state[name]);
      }),
      editor.registerCommand(KEY_ENTER_COMMAND, (event) => {
        if (!enter || !event || event.shiftKey) return false;
        event.preventDefault();
        const text = window.__state[name];
        if (!text) return true;
        latest.current.onSubmit?.(text);
        editor.update(() => fill(""));
        return true;
      }, COMMAND_PRIORITY_HIGH),
    ];
    editor.update(() => fill(initial, { select: focus }), { tag: "history-merge" });
    editor.setRootElement(root.current);
    if (focus) editor.focus();
    window.__editors[name] = editor;
    window.__state[name] = initial;
    return () => {
      for (const off of undo) off();
      editor.setRootElement(null);
      delete window.__editors[name];
      delete window.__state[name];
    };
  }, []);
  return h("div", {
    ref: root, contentEditable: true, suppressContentEditableWarning: true, role: "textbox", className: "notranslate", spellCheck: true,
    tabIndex: 0, "aria-label": label, "aria-placeholder": placeholder, "data-composer": name,
  });
}

/** Empty an editor, as after its button was pressed. */
export const empty = (name) => window.__editors[name]?.update(() => fill(""));
