// @ts-check
/**
 * What an employer has set for the extension through the browser's own policies; schema.json names it. Everybody on this
 * computer can read it, so no secret is looked for here. Whose policy applies to posts is the agent's business, not this one's.
 */
import { ALL_ON, siteOf } from "./switches.js";

/** @typedef {import("./switches.js").Switches} Switches */
/** @typedef {{keepOn: boolean, offSites: string[]}} Managed */

/** @type {Managed} */
export const UNMANAGED = { keepOn: false, offSites: [] };

/** Read what is there; anything of another kind is as if it were not. @param {Record<string, unknown>} stored @returns {Managed} */
export function managedFrom({ keep_on: keepOn, sites_off: sites }) {
  const names = Array.isArray(sites) ? sites.filter((site) => typeof site === "string") : [];
  return { keepOn: keepOn === true, offSites: names.map(siteOf) };
}

/** @returns {Promise<Managed>} */
export async function storedManaged() {
  try {
    return managedFrom(await chrome.storage.managed.get(null));
  } catch {
    return UNMANAGED; // Firefox refuses to be asked where no policy is
  }
}

/** What is switched off when the employer has the last word. @param {Switches} own @param {Managed} managed @returns {Switches} */
export function underPolicy(own, { keepOn, offSites }) {
  const allowed = keepOn ? ALL_ON : own;
  return { ...allowed, offSites: [...new Set([...allowed.offSites, ...offSites])] };
}
