// @ts-check
/** The options page: how the agent stands, pairing by code, whose policy, where Proviso looks, and what it knows. */
import { openPort } from "../pages/background_port.js";
import { AGENCIES, JURISDICTIONS, agentStanding } from "../pages/standing.js";
import { fillIn, part, words } from "../pages/words.js";
import { closedSites, ownSites } from "../background/access.js";
import { followAddedSites, showWantedSites } from "./added_sites.js";

/** @typedef {import("../pages/background_port.js").Standing} Standing */
/** @typedef {import("../background/types.js").Message} Message */

const jurisdiction = part("jurisdiction", HTMLSelectElement);
const agency = part("agency", HTMLSelectElement);
const until = { signal: new AbortController().signal };

/** @type {Standing|null} */
let standing = null;
/** Whether the person has chosen something that was not saved yet: then news from the agent must not change it. */
let isChoosing = false;
/** Sites that the browser does not let Proviso read. @type {string[]} */
let closed = [];
let isSaving = false;

fillIn();
fillList(jurisdiction, ["", ...JURISDICTIONS], "place");
listAgencies("");
const ask = openPort({ onStanding: show, onMessage: hear });

void lookAtAccess();
followAddedSites();
chrome.permissions.onAdded.addListener(lookAtAccess);
chrome.permissions.onRemoved.addListener(lookAtAccess);
part("agent-action", HTMLButtonElement).addEventListener("click", act, until);
part("pair", HTMLFormElement).addEventListener("submit", pair, until);
part("policy", HTMLFormElement).addEventListener("submit", choosePolicy, until);
part("forget", HTMLButtonElement).addEventListener("click", forget, until);
jurisdiction.addEventListener("change", () => {
  isChoosing = true;
  listAgencies(jurisdiction.value);
}, until);
agency.addEventListener("change", () => (isChoosing = true), until);

/** @param {Standing} news */
function show(news) {
  standing = news;
  showAgent(news);
  showPolicy(news);
  showSites(news);
  showWantedSites(news.status?.sites ?? []);
  showKnown(news);
}

/** @param {Standing} news */
function showAgent({ state, status, remedy }) {
  const { sentence, action, well } = agentStanding({ state, status });
  const line = part("standing", HTMLElement);
  line.textContent = words(sentence);
  line.dataset.well = String(well);
  if (action === "pair") part("pairing", HTMLDetailsElement).open = true;
  part("agent-action", HTMLButtonElement).textContent = words(`agent_action_${action}`);
  const own = { away: "options_away_how", unpaired: "options_unpaired_how" }[String(state)];
  const advice = part("remedy", HTMLElement);
  advice.textContent = remedy || (own ? words(own) : "");
  advice.hidden = !advice.textContent || state === "open";
  const problems = state === "open" ? (status?.problems ?? []) : [];
  setItems(part("problems", HTMLElement), problems);
}

/** @param {Standing} news */
function showPolicy({ state, status }) {
  const policy = status?.policy;
  const isFixed = policy?.managed === true;
  if (!isChoosing) {
    jurisdiction.value = policy?.jurisdiction ?? "";
    listAgencies(jurisdiction.value);
    agency.value = policy?.agency ?? "";
  }
  for (const control of [jurisdiction, agency, part("policy-save", HTMLButtonElement)]) control.disabled = isFixed || state !== "open";
  if (isFixed) part("policy-outcome", HTMLElement).textContent = words("options_policy_managed");
  const packs = status?.packs.map(({ title, version, rules }) => words("options_pack", title, version, rules)) ?? [];
  setItems(part("packs", HTMLElement), packs);
}

/** @param {Standing} news */
function showSites({ switches, managed }) {
  const rows = [...ownSites()].map(([site, origins]) => {
    if (managed.offSites.includes(site)) return Object.assign(document.createElement("p"), { textContent: words("managed_site_off", site) });
    return closed.includes(site) ? closedRow(site, origins) : openRow(site, switches.offSites, managed.keepOn);
  });
  if (managed.keepOn) rows.push(Object.assign(document.createElement("p"), { textContent: words("managed_keep_on") }));
  part("sites", HTMLElement).replaceChildren(...rows);
}

/** @param {string} site @param {string[]} offSites @param {boolean} isKeptOn */
function openRow(site, offSites, isKeptOn) {
  const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: !offSites.includes(site), disabled: isKeptOn });
  box.addEventListener("change", () => ask({ type: "turn-site", site, off: !box.checked }), until);
  const row = document.createElement("label");
  row.className = "check";
  row.append(box, words("options_site", site));
  return row;
}

/** What the browser keeps closed only the person can open. @param {string} site @param {string[]} origins */
function closedRow(site, origins) {
  const allow = Object.assign(document.createElement("button"), { type: "button", textContent: words("action_grant") });
  allow.addEventListener("click", () => void chrome.permissions.request({ origins }), until);
  const row = document.createElement("p");
  row.className = "closed";
  row.append(words("access_closed", site), " ", allow);
  return row;
}

async function lookAtAccess() {
  closed = await closedSites();
  if (standing) showSites(standing);
}

/** @param {Standing} news */
function showKnown({ status, paired, switches }) {
  const policy = status?.policy;
  const place = policy && [policy.jurisdiction && words(placeKey("place", policy.jurisdiction)), policy.agency].filter(Boolean).join(", ");
  const facts = [
    place ? words("options_known_policy", place) : words("options_known_no_policy"),
    words(paired ? "options_known_paired" : "options_known_not_paired"),
    switches.offSites.length ? words("options_known_off", switches.offSites.join(", ")) : "",
    status ? words("options_known_status") : "",
    words("options_known_settings"),
  ];
  setItems(part("known", HTMLElement), facts.filter(Boolean));
}

/** @param {Message} message */
function hear(message) {
  if (message.type === "pairing") {
    part("pair-outcome", HTMLElement).textContent = words(`options_pairing_${String(message.outcome).replace(/-/g, "_")}`);
    if (message.outcome === "paired") part("code", HTMLInputElement).value = "";
  }
  if (!isSaving || (message.type !== "error" && message.type !== "status")) return;
  isSaving = false;
  isChoosing = message.type === "error";
  part("policy-outcome", HTMLElement).textContent = isChoosing ? String(message.message) : words("options_policy_saved");
}

function act() {
  if (!standing) return;
  const { action } = agentStanding(standing);
  if (action === "retry") ask({ type: "retry" });
  if (action === "refresh") ask({ type: "status" });
  if (action === "pair") part("code", HTMLInputElement).focus();
  if (action === "policy") jurisdiction.focus();
}

/** @param {SubmitEvent} event */
function pair(event) {
  event.preventDefault();
  part("pair-outcome", HTMLElement).textContent = words("options_pairing_begun");
  ask({ type: "pair", code: part("code", HTMLInputElement).value });
}

/** @param {SubmitEvent} event */
function choosePolicy(event) {
  event.preventDefault();
  if (!jurisdiction.value) return jurisdiction.focus();
  isSaving = true;
  ask({ type: "choose-policy", jurisdiction: jurisdiction.value, agency: agency.value || null });
}

function forget() {
  ask({ type: "forget" });
  part("forget-outcome", HTMLElement).textContent = words("options_forgotten");
}

/** @param {string} place */
function listAgencies(place) {
  fillList(agency, ["", ...(AGENCIES[place] ?? [])], "agency");
}

/** @param {HTMLSelectElement} list @param {string[]} values @param {string} prefix */
function fillList(list, values, prefix) {
  const before = list.value;
  list.replaceChildren(...values.map((value) => new Option(words(placeKey(prefix, value)), value)));
  if (values.includes(before)) list.value = before;
}

/** @param {string} prefix @param {string} value */
function placeKey(prefix, value) {
  return `${prefix}_${value.replace(/-/g, "_").toLowerCase() || "none"}`;
}

/** @param {HTMLElement} list @param {string[]} sentences */
function setItems(list, sentences) {
  list.replaceChildren(...sentences.map((sentence) => Object.assign(document.createElement("li"), { textContent: sentence })));
  list.hidden = !sentences.length;
}
