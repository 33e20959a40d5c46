// @ts-check
/**
 * The extension's content scripts in the order of its manifest, with the page's own way to the agent. A test compares the two.
 */

const BEFORE_LINK = [
  "words", "elements", "states", "labels", "sites", "pairing", "context", "pasted", "pagecheck", "textmap", "edits", "styles", "host", "place",
  "mirror", "editor", "highlight", "cards",
];
const BEHIND_LINK = [
  "explanations", "conversation", "caret", "why", "list", "announcer", "panel", "clauses", "trace", "hover", "ignored", "notice", "duty", "card", "dialog",
  "guard", "surroundings", "composer", "main",
];

/** @param {string} name */
const content = (name) => `extension/content/${name}.js`;

export const SCRIPTS = [...BEFORE_LINK.map(content), "link.js", ...BEHIND_LINK.map(content)];
