// @ts-check
/**
 * The local page: choose who you are, write, see what Proviso sees, press Post. Posting shows the post below and nowhere else.
 * What is seen is the extension's own content scripts, in the order of its manifest; only the way to the agent is another.
 */
import { CAST, SAMPLES, initialsOf } from "./cast.js";
import { SCRIPTS } from "./scripts.js";
import { fillIn, loadWords } from "./words.js";

const until = { signal: new AbortController().signal };
const frame = part("frame", HTMLElement);
const post = part("post", HTMLButtonElement);

await openSession();
const words = await loadWords();
/** @type {{PROVISO_WORDS?: Record<string, string>}} */ (globalThis).PROVISO_WORDS = words; // content/words.js looks here
fillIn(words);
showCast();
showSamples();
document.addEventListener("proviso-link", (event) => showTrouble(/** @type {CustomEvent<string>} */ (event).detail), until);
document.addEventListener("input", () => (post.disabled = !draft()), until);
post.addEventListener("click", publish, until);
frame.addEventListener("keydown", onKey, until);
frame.addEventListener("paste", onPaste, until);
for (const address of SCRIPTS) await load(address);
become(CAST[0]);

/** Exchange the one-time key for a cookie, and take it out of the address: it must not end in a history or a bookmark. */
async function openSession() {
  const key = location.hash.slice(1);
  if (!key) return;
  history.replaceState(null, "", location.pathname);
  await fetch("session", { method: "POST", body: JSON.stringify({ key }) });
}

/** @param {string} address */
function load(address) {
  return new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src: address, onload: resolve, onerror: reject });
    document.head.append(script);
  });
}

function showCast() {
  const people = CAST.map((person, number) => {
    const choice = Object.assign(document.createElement("input"), { type: "radio", name: "person", checked: number === 0 });
    choice.addEventListener("change", () => become(person), until);
    const title = Object.assign(document.createElement("strong"), { textContent: words[person.title] });
    const about = Object.assign(document.createElement("span"), { className: "soft", textContent: words[person.about] });
    const label = Object.assign(document.createElement("label"), { className: "person" });
    label.append(choice, title, about);
    return label;
  });
  part("cast", HTMLElement).replaceChildren(...people);
}

function showSamples() {
  const buttons = SAMPLES.map((sample) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: sample });
    button.addEventListener("click", () => begin(sample), until);
    return button;
  });
  part("samples", HTMLElement).replaceChildren(...buttons);
}

/** The same draft, written by somebody else: a new editor, so that nothing known of the old one is kept. @param {typeof CAST[number]} person */
function become({ context }) {
  part("name", HTMLElement).textContent = context.display_name;
  part("handle", HTMLElement).textContent = context.handle;
  part("initials", HTMLElement).textContent = initialsOf(context.display_name);
  frame.dataset.provisoContext = JSON.stringify(context);
  const before = editor();
  const after = /** @type {HTMLElement} */ (before.cloneNode(true));
  before.replaceWith(after);
  if (draft()) after.focus();
}

/** Write a sample as a person would paste it. @param {string} text */
function begin(text) {
  editor().focus();
  getSelection()?.selectAllChildren(editor());
  document.execCommand("insertText", false, text);
}

/** Show the post below. It goes nowhere else. */
function publish() {
  const text = draft();
  if (!text) return;
  part("posted", HTMLElement).prepend(Object.assign(document.createElement("article"), { textContent: text }));
  part("nothing", HTMLElement).hidden = true;
  editor().textContent = "";
  post.disabled = true;
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  event.preventDefault();
  publish();
}

/** Pasted text goes in by the browser's own editing, so that undo knows it; a paste made by a script too. @param {ClipboardEvent} event */
function onPaste(event) {
  event.preventDefault();
  document.execCommand("insertText", false, event.clipboardData?.getData("text/plain") ?? "");
}

/** @param {string} state */
function showTrouble(state) {
  const trouble = part("trouble", HTMLElement);
  trouble.hidden = state === "open" || state === "connecting";
  trouble.textContent = trouble.hidden ? "" : words[state === "refused" ? "page_refused" : "page_away"];
}

function editor() {
  return part("editor", HTMLElement);
}

function draft() {
  return (editor().textContent ?? "").trim();
}

/** @template {HTMLElement} Kind @param {string} id @param {new () => Kind} kind */
function part(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`no #${id} on this page`);
  return found;
}
