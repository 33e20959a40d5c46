// @ts-check
/**
 * What the extension keeps: the pairing, the last known status, and what is switched off. Never a word of a post.
 * `local` outlives the browser, `session` only the worker.
 */
import { ALL_ON, withEntry } from "./switches.js";

/** @typedef {import("./types.js").Pairing} Pairing */
/** @typedef {import("./types.js").Status} Status */
/** @typedef {import("./types.js").Limits} Limits */
/** @typedef {import("./switches.js").Switches} Switches */

/** @returns {Promise<Pairing|undefined>} */
export async function storedPairing() {
  const { pairing } = await chrome.storage.local.get("pairing");
  return /** @type {Pairing|undefined} */ (pairing);
}

/** @param {Pairing} pairing */
export const storePairing = (pairing) => chrome.storage.local.set({ pairing });

/** @returns {Promise<{status: Status|null, limits: Limits|null}>} what the agent said last, for the time it is away */
export async function lastKnown() {
  const { known } = await chrome.storage.local.get("known");
  return /** @type {{status: Status, limits: Limits}|undefined} */ (known) ?? { status: null, limits: null };
}

/** @param {Status|null} status @param {Limits|null} limits */
export const storeKnown = (status, limits) => chrome.storage.local.set({ known: { status, limits } });

/** @returns {Promise<Switches>} */
export async function storedSwitches() {
  const [session, local] = await Promise.all([chrome.storage.session.get(ALL_ON), chrome.storage.local.get("offSites")]);
  return /** @type {Switches} */ ({ ...ALL_ON, ...session, ...local });
}

/** @param {number} tab @param {boolean} isPaused */
export async function pauseTab(tab, isPaused) {
  const { pausedTabs } = await storedSwitches();
  await chrome.storage.session.set({ pausedTabs: withEntry(pausedTabs, tab, isPaused) });
}

/** Until the browser restarts. @param {boolean} isPaused */
export const pauseAll = (isPaused) => chrome.storage.session.set({ pausedAll: isPaused });

/** @param {string} site @param {boolean} isOff */
export async function turnSite(site, isOff) {
  const { offSites } = await storedSwitches();
  await chrome.storage.local.set({ offSites: withEntry(offSites, site, isOff) });
}

/** Everything this browser has kept for Proviso. */
export async function forgetEverything() {
  await Promise.all([chrome.storage.local.clear(), chrome.storage.session.clear()]);
}
