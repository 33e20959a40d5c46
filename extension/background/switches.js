// @ts-check
/**
 * What the person has switched off: this tab, everything until the browser restarts, or one site. Pure; switchboard.js keeps it.
 */

/**
 * @typedef {{pausedTabs: number[], pausedAll: boolean, offSites: string[]}} Switches
 */

/** @type {Switches} */
export const ALL_ON = { pausedTabs: [], pausedAll: false, offSites: [] };

/**
 * Why Proviso is off in a tab, or null when it is on.
 * @param {Switches} switches @param {number|undefined} tab @param {string} host
 * @returns {"paused"|"off-here"|null}
 */
export function offReason(switches, tab, host) {
  if (switches.offSites.includes(siteOf(host))) return "off-here";
  if (switches.pausedAll || (tab !== undefined && switches.pausedTabs.includes(tab))) return "paused";
  return null;
}

/** One name for a site and its old, mobile and professional addresses. @param {string} host */
export function siteOf(host) {
  const bare = host.toLowerCase().replace(/^(www|m|mobile)\./, "");
  if (/(^|\.)(x|twitter)\.com$/.test(bare)) return "x.com";
  return /(^|\.)facebook\.com$/.test(bare) ? "facebook.com" : bare;
}

/** @param {string} url @returns {string} the host, or "" when there is none to know */
export function hostOf(url) {
  try {
    return new URL(url).hostname;
  } catch {
    return "";
  }
}

/** A list with or without an entry. @template T @param {readonly T[]} list @param {T} entry @param {boolean} isIn */
export const withEntry = (list, entry, isIn) => [...list.filter((item) => item !== entry), ...(isIn ? [entry] : [])];
