// @ts-check
/** The part of the options page where a person allows Proviso on further sites, and takes that back. */
import { addedOrigins, siteTyped } from "../background/elsewhere.js";
import { hostOf } from "../background/switches.js";
import { part, words } from "../pages/words.js";

const until = { signal: new AbortController().signal };
/** Sites that the settings ask for. @type {readonly string[]} */
let wanted = [];

/** Show what is allowed now, and again after every change. */
export function followAddedSites() {
  chrome.permissions.onAdded.addListener(() => void show());
  chrome.permissions.onRemoved.addListener(() => void show());
  part("add-site", HTMLFormElement).addEventListener("submit", add, until);
  void show();
}

/** @param {readonly string[]} sites that the settings of the person or of the employer ask for */
export function showWantedSites(sites) {
  if (JSON.stringify(sites) === JSON.stringify(wanted)) return;
  wanted = sites;
  void show();
}

async function show() {
  const added = await addedOrigins();
  const hosts = added.map((origin) => hostOf(origin.replace("://*.", "://")));
  const missing = wanted.filter((host) => !hosts.includes(host));
  const rows = [
    ...added.map((origin, at) => row(words("options_site_added", hosts[at]), "options_site_remove", () => chrome.permissions.remove({ origins: [origin] }))),
    ...missing.map((host) => row(words("access_closed", host), "action_grant", () => chrome.permissions.request({ origins: [`https://${host}/*`] }))),
  ];
  part("added-sites", HTMLElement).replaceChildren(...rows);
}

/** @param {string} sentence @param {string} action @param {() => unknown} act */
function row(sentence, action, act) {
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: words(action) });
  button.addEventListener("click", () => void act(), until);
  const made = document.createElement("p");
  made.className = "closed";
  made.append(sentence, " ", button);
  return made;
}

/** The browser itself asks the person; it may say no. @param {SubmitEvent} event */
function add(event) {
  event.preventDefault();
  const box = part("site", HTMLInputElement);
  const site = siteTyped(box.value);
  const outcome = part("site-outcome", HTMLElement);
  if (!site) {
    outcome.textContent = words("options_site_wrong");
    return;
  }
  void chrome.permissions.request({ origins: [site.origin] }).then((isAllowed) => {
    outcome.textContent = isAllowed ? words("options_site_reload", site.host) : words("options_site_refused", site.host);
    if (isAllowed) box.value = "";
  });
}
