// @ts-check
/** The words of the extension's own pages. Every sentence lives in _locales; an unknown key shows itself. */

/** @param {string} key @param {...(string|number)} subs */
export const words = (key, ...subs) => chrome.i18n.getMessage(key, subs.map(String)) || key;

/** @param {string} key @param {number} count */
export function countedWords(key, count) {
  const form = new Intl.PluralRules(words("language")).select(count) === "one" ? "one" : "other";
  return words(`${key}_${form}`, count);
}

/** Put the words into a page: `data-words` names what an element says, `data-label` its name for assistive technology. */
export function fillIn() {
  document.documentElement.lang = words("language");
  for (const spot of document.querySelectorAll("[data-words]")) spot.textContent = words(spot.getAttribute("data-words") ?? "");
  for (const spot of document.querySelectorAll("[data-label]")) spot.setAttribute("aria-label", words(spot.getAttribute("data-label") ?? ""));
}

/** An element of this page; the page and its script are one thing, so it is there. @template {HTMLElement} Kind @param {string} id @param {new () => Kind} kind */
export function part(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`no #${id} on this page`);
  return found;
}
