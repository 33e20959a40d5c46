// @ts-check
/** "Check this page": what Proviso recognises of the page in front, in sentences. Sites change; a person can see whether it still fits. */
import { part, words } from "../pages/words.js";

/** @typedef {{part: string, found: boolean, detail: string}} CheckedPart  as content/pagecheck.js answers */

const until = { signal: new AbortController().signal };

/** @param {number|undefined} tab */
export function offerPageCheck(tab) {
  part("check-page", HTMLButtonElement).addEventListener("click", () => void check(tab), until);
}

/** @param {number|undefined} tab */
async function check(tab) {
  /** @type {{parts: CheckedPart[]}|null} */
  const answer = tab === undefined ? null : await chrome.tabs.sendMessage(tab, { type: "check-page" }).catch(() => null);
  const rows = (answer?.parts ?? []).map(({ part: name, found, detail }) => ({ found, sentence: sentenceOf(name, found, detail) }));
  if (answer && !answer.parts.some(({ part: name }) => name === "composer")) rows.push({ found: false, sentence: words("check_nothing") });
  part("checked", HTMLElement).replaceChildren(...rows.map(({ found, sentence }) => {
    const row = Object.assign(document.createElement("li"), { textContent: `${found ? "✓" : "✗"} ${sentence}` });
    row.dataset.well = String(found);
    return row;
  }));
  part("checked", HTMLElement).hidden = !rows.length;
}

/** @param {string} name @param {boolean} found @param {string} detail */
function sentenceOf(name, found, detail) {
  const shown = name === "surface" && detail ? words(`surface_${detail}`) : detail;
  return words(`check_${name}${found ? "" : "_missing"}`, shown);
}
