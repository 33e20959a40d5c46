// @ts-check
/** The words of the local page, from the same table as the extension's: the person's language, or English. */

const TABLES = ["en", "es"];

/** @returns {Promise<Record<string, string>>} */
export async function loadWords() {
  const wanted = navigator.languages.map((language) => language.slice(0, 2)).find((language) => TABLES.includes(language));
  const answer = await fetch(`extension/_locales/${wanted ?? "en"}/messages.json`);
  /** @type {Record<string, {message: string}>} */
  const messages = await answer.json();
  return Object.fromEntries(Object.entries(messages).map(([key, { message }]) => [key, message]));
}

/** Put the words into the page: text, names for assistive technology, hints. @param {Record<string, string>} words */
export function fillIn(words) {
  document.documentElement.lang = words.language;
  document.title = words.page_title;
  /** @type {[string, (spot: Element, said: string) => void][]} */
  const ways = [
    ["data-words", (spot, said) => (spot.textContent = said)],
    ["data-label", (spot, said) => spot.setAttribute("aria-label", said)],
    ["data-hint", (spot, said) => spot.setAttribute("aria-placeholder", said)],
  ];
  for (const [attribute, put] of ways) {
    for (const spot of document.querySelectorAll(`[${attribute}]`)) put(spot, words[spot.getAttribute(attribute) ?? ""] ?? "");
  }
}
