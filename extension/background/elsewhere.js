// @ts-check
/**
 * Sites beyond those of the manifest, which a person has allowed one by one: the browser's own list of permissions is the list of
 * them, and nothing else remembers it. The same content scripts run there; which parts they know there is said on the page.
 */

const ID = "added-sites";

/** What the browser lets Proviso read beyond its manifest, as patterns. @returns {Promise<string[]>} */
export async function addedOrigins() {
  const { origins = [] } = await chrome.permissions.getAll();
  const own = chrome.runtime.getManifest().host_permissions ?? [];
  return origins.filter((origin) => !own.includes(origin)).sort();
}

/**
 * What to ask the browser for, from the name or the address of a site as a person types it; null when it is neither.
 * @param {string} typed
 * @returns {{host: string, origin: string}|null}
 */
export function siteTyped(typed) {
  const host = /^(?:https:\/\/)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:[/?#].*)?$/iu.exec(typed.trim())?.[1].toLowerCase();
  return host ? { host, origin: `https://${host}/*` } : null;
}

/** Run on these sites from now on, and on no others, whenever the person allows one or takes it back. */
export function followAddedSites() {
  let last = Promise.resolve();
  const follow = () => void (last = last.then(register).catch(() => {})); // a browser without this ability runs on its own sites alone
  chrome.permissions.onAdded.addListener(follow);
  chrome.permissions.onRemoved.addListener(follow);
  follow();
}

async function register() {
  const matches = await addedOrigins();
  const [now] = await chrome.scripting.getRegisteredContentScripts({ ids: [ID] });
  if (!matches.length) return now && (await chrome.scripting.unregisterContentScripts({ ids: [ID] }));
  const { content_scripts: [own] = [], host_permissions: excludeMatches } = chrome.runtime.getManifest();
  const { js = [], css = [] } = own;
  const script = { id: ID, matches, excludeMatches, js, css, runAt: /** @type {const} */ ("document_start"), persistAcrossSessions: true };
  await (now ? chrome.scripting.updateContentScripts([script]) : chrome.scripting.registerContentScripts([script]));
}
