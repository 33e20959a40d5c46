// @ts-check
// Which parts of a page belong together: an element and its editor, an editor and the button that publishes it. Looks, changes
// nothing. Where several things could be meant it answers none rather than one of them.

/**
 * The editor that an element belongs to, and the kind of composer it is.
 * @param {Site} site
 * @param {Element} inside
 * @returns {{root: HTMLElement, kind: ComposerKind} | null}
 */
function editorAround(site, inside) {
  const every = site.composers.map(({ editor }) => editor).join(",");
  const root = inside.closest(every);
  const kind = root && kindOf(site, root);
  return root instanceof HTMLElement && kind ? { root, kind } : null;
}

/**
 * The first kind of composer that an editor is, by what it is called and by what is seen around it now.
 * @param {Site} site
 * @param {Element} root
 * @returns {ComposerKind | null}
 */
function kindOf(site, root) {
  return site.composers.find((kind) => {
    if (!root.matches(kind.editor) || (kind.inside && !root.closest(kind.inside))) return false;
    if (kind.called && !kind.called.some((key) => namesOf(root).some((name) => labelled(key, name)))) return false;
    return !kind.sign || isSeen(kind.sign, regionOf(site, kind, root));
  }) ?? null;
}

/**
 * What an element is called: its accessible name and its placeholder.
 * @param {Element} one
 */
function namesOf(one) {
  return [one.getAttribute("aria-label"), one.getAttribute("aria-placeholder"), one.getAttribute("placeholder")];
}

/**
 * What a button says.
 * @param {Element} one
 */
function nameOfButton(one) {
  return one.getAttribute("aria-label") ?? (one instanceof HTMLInputElement ? one.value : one.textContent ?? "");
}

/**
 * What is around an editor, as far as it may matter.
 * @param {Site} site
 * @param {ComposerKind} kind
 * @param {Element} root
 * @returns {Element}
 */
function regionOf(site, kind, root) {
  return root.closest(kind.inside ?? kind.boundary ?? site.boundary) ?? document.body;
}

/**
 * Whether everything that a sign asks for is seen.
 * @param {Sign} sign
 * @param {Element} region
 */
function isSeen({ button: keys, title, part }, region) {
  if (part && !region.querySelector(part)) return false;
  if (title && ![...region.querySelectorAll("h1, h2, [role='heading']")].some((one) => labelled(title, one.textContent))) return false;
  return !keys || keys.some((key) => buttonCalled(region, key) !== null);
}

/**
 * The first button in an element that has one of the words of a key.
 * @param {Element} around
 * @param {LabelKey} key
 * @returns {HTMLElement | null}
 */
function buttonCalled(around, key) {
  return firstButton(around, "[role='button'], button", key);
}

/**
 * @param {Element} around
 * @param {string} selector
 * @param {LabelKey} [called]
 * @param {Element} [editor] a button of a form publishes what is written in that form, and nothing outside of it
 * @returns {HTMLElement | null}
 */
function firstButton(around, selector, called, editor) {
  for (const found of around.querySelectorAll(selector)) {
    if (!(found instanceof HTMLElement) || (called && !labelled(called, nameOfButton(found)))) continue;
    const form = editor && found.closest("form");
    if (!form || form.contains(editor)) return found;
  }
  return null;
}

/**
 * The button that publishes what is written in an editor: the first one in the nearest ancestor that has one.
 * X keeps the button in a neighbouring subtree, and several composers can be on one page, so neither ancestors nor ids pair them.
 * @param {Site} site
 * @param {ComposerKind} kind
 * @param {Element} root
 * @returns {HTMLElement | null}
 */
function submitButtonOf(site, kind, root) {
  const { submit, submitCalled, boundary = site.boundary } = kind;
  if (!submit) return null;
  for (let around = root.parentElement; around; around = around.parentElement) {
    const found = firstButton(around, submit, submitCalled, root);
    if (found) return found;
    if (around.matches(boundary)) return null;
  }
  return null;
}

/**
 * The button that a later step of publishing shows, in a dialog that no longer has an editor.
 * @param {Site} site
 * @param {ComposerKind} kind
 * @returns {HTMLElement | null}
 */
function laterButtonOf(site, kind) {
  const { later, inside = '[role="dialog"]' } = kind;
  if (!later) return null;
  const editors = site.composers.map(({ editor }) => editor).join(",");
  for (const dialog of [...document.querySelectorAll(inside)].reverse()) {
    const found = dialog.querySelector(editors) ? null : buttonCalled(dialog, later.button);
    if (found) return found;
  }
  return null;
}

/**
 * Whether a press on Post can be heard at all: by a button, by a key, by a form, or because a later step has the button.
 * @param {Site} site
 * @param {ComposerKind} kind
 * @param {HTMLElement} root
 */
function canBeHeld(site, kind, root) {
  if (kind.submitKeys !== "none" || (kind.form && root.closest("form"))) return true;
  if (submitButtonOf(site, kind, root)) return true;
  return Boolean(kind.later && buttonCalled(regionOf(site, kind, root), "next"));
}

/**
 * The editors that are published by the same button: a thread has several.
 * @param {Site} site
 * @param {ComposerKind} kind
 * @param {HTMLElement} root
 * @returns {HTMLElement[]}
 */
function threadOf(site, kind, root) {
  const submit = submitButtonOf(site, kind, root);
  const around = root.closest(kind.boundary ?? site.boundary);
  if (!submit || !around) return [root];
  const editors = /** @type {HTMLElement[]} */ ([...around.querySelectorAll(kind.editor)]);
  return editors.filter((other) => submitButtonOf(site, kind, other) === submit);
}

/**
 * What kind of post this is about to be; null where it cannot be told.
 * @param {Site} site
 * @param {ComposerKind} kind
 * @param {Element} root
 * @returns {Surface | null}
 */
function surfaceOf(site, kind, root) {
  if (kind.surface === null || typeof kind.surface === "string") return kind.surface;
  const dialog = root.closest('[role="dialog"]');
  const found = kind.surface.find(({ sign, path }) => {
    if (path) return !dialog && path.test(location.pathname);
    return !sign || (dialog !== null && isSeen(sign, dialog));
  });
  return found?.surface ?? null;
}
