// @ts-check
/**
 * Whether the browser lets Proviso read its sites. A person can take that back (in Firefox under "Permissions" of the add-on, in
 * Chrome under "Site access"), and then no content script runs: nothing on the page can say so, so the toolbar icon does.
 */
import { badgeText } from "./badge.js";
import { hostOf, siteOf } from "./switches.js";

/** The sites of the manifest, with the addresses of each. @returns {Map<string, string[]>} */
export function ownSites() {
  const sites = new Map();
  for (const pattern of chrome.runtime.getManifest().host_permissions ?? []) {
    const site = siteOf(hostOf(pattern.replace("://*.", "://")));
    sites.set(site, [...(sites.get(site) ?? []), pattern]);
  }
  return sites;
}

/** The sites that the browser does not let Proviso read. @returns {Promise<string[]>} */
export async function closedSites() {
  const asked = [...ownSites()].map(async ([site, origins]) => ((await chrome.permissions.contains({ origins })) ? [] : [site]));
  return (await Promise.all(asked)).flat();
}

/** Say on the toolbar icon which sites are closed, now and after every change. */
export function showAccess() {
  chrome.permissions.onAdded.addListener(() => void mark());
  chrome.permissions.onRemoved.addListener(() => void mark());
  void mark();
}

async function mark() {
  const closed = await closedSites();
  const title = closed.length ? chrome.i18n.getMessage("access_closed", [closed.join(", ")]) : chrome.runtime.getManifest().action?.default_title;
  // What a tab shows of its own, a number of findings, still goes before this.
  await chrome.action.setBadgeText({ text: closed.length ? badgeText("no-access", 0) : "" });
  await chrome.action.setTitle({ title: title ?? "" });
}
