// @ts-check
/** The popup of the toolbar icon: how this tab and the agent stand, and how to pause. Reads no page. */
import { closedSites, ownSites } from "../background/access.js";
import { hostOf, siteOf } from "../background/switches.js";
import { openPort } from "../pages/background_port.js";
import { agentStanding, tabStanding } from "../pages/standing.js";
import { countedWords, fillIn, part, words } from "../pages/words.js";
import { showDuty } from "./duty.js";
import { offerPageCheck } from "./page_check.js";

/** @typedef {import("../pages/background_port.js").Standing} Standing */
/** @typedef {import("../pages/standing.js").TabAnswer} TabAnswer */

const LOOK_EVERY_MS = 500; // while the popup is open: the tab goes on
const until = { signal: new AbortController().signal };

/** What one can do about a tab. @type {Record<string, string>} */
const TAB_ACTIONS = {
  "reload": "action_reload", "no-access": "action_grant", "paused": "action_resume", "off-here": "action_turn_on", "away": "action_wake",
  "no-policy": "action_choose_policy", "stale-rules": "action_refresh_rules",
};

const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
const site = siteOf(hostOf(tab?.url ?? ""));
/** @type {Standing|null} */
let standing = null;
let tabState = "elsewhere";
/** Sites that the browser does not let Proviso read. @type {string[]} */
let closed = [];

fillIn();
const ask = openPort({ onStanding: showAgent });
await showTab();
setInterval(showTab, LOOK_EVERY_MS);

part("tab-action", HTMLButtonElement).addEventListener("click", actOnTab, until);
part("agent-action", HTMLButtonElement).addEventListener("click", actOnAgent, until);
part("options", HTMLButtonElement).addEventListener("click", () => void chrome.runtime.openOptionsPage(), until);
offerPageCheck(tab?.id);
const { pausedTab, pausedAll, siteOff } = switchButtons();
pausedTab.addEventListener("click", () => ask({ type: "pause-tab", tab: tab.id, paused: pausedTab.ariaPressed !== "true" }), until);
pausedAll.addEventListener("click", () => ask({ type: "pause-all", paused: pausedAll.ariaPressed !== "true" }), until);
siteOff.addEventListener("click", () => ask({ type: "turn-site", site, off: siteOff.ariaPressed !== "true" }), until);

async function showTab() {
  /** @type {TabAnswer|null} */
  const answer = tab?.id === undefined ? null : await chrome.tabs.sendMessage(tab.id, { type: "views" }).catch(() => null);
  closed = await closedSites();
  const { state, count } = tabStanding({ answer, isOurs: ownSites().has(site), isGranted: !closed.length });
  tabState = state;
  const line = part("tab", HTMLElement);
  const sentence = sentenceOf(state, count);
  if (line.textContent !== sentence) line.textContent = sentence;
  line.dataset.well = String(["clear", "ready", "checking", "elsewhere"].includes(state));
  const action = part("tab-action", HTMLButtonElement);
  action.hidden = !TAB_ACTIONS[state];
  action.textContent = words(TAB_ACTIONS[state] ?? "");
  part("controls", HTMLElement).hidden = !answer;
  showAgentSection();
}

/** What the tab says already is not said twice. */
function showAgentSection() {
  const isSaid = ["away", "no-policy", "stale-rules"].includes(tabState);
  const isNews = standing?.state === "unpaired" || standing?.state === "refused";
  part("agent", HTMLElement).hidden = isSaid && !isNews;
}

/** @param {string} state @param {number} count */
function sentenceOf(state, count) {
  if (count && state === "findings") return countedWords("state_findings", count);
  // On which of its sites a tab without access is, the browser does not tell.
  if (state === "no-access") return words("access_closed", closed.join(", "));
  const isOwnState = state === "ready" || state === "elsewhere"; // which only the popup has words for
  return words(`${isOwnState ? "popup" : "state"}_${state.replace(/-/g, "_")}`);
}

/** @param {Standing} news */
function showAgent(news) {
  standing = news;
  const { sentence, action, well } = agentStanding(news);
  part("standing", HTMLElement).textContent = words(sentence);
  part("standing", HTMLElement).dataset.well = String(well);
  part("agent", HTMLElement).dataset.well = String(well);
  part("agent-action", HTMLButtonElement).textContent = words(`agent_action_${action}`);
  const { pausedTabs, pausedAll: all, offSites } = news.switches;
  showAgentSection();
  const buttons = switchButtons();
  setSwitch(buttons.pausedTab, tab?.id !== undefined && pausedTabs.includes(tab.id), "popup_pause_tab", "popup_resume_tab");
  setSwitch(buttons.pausedAll, all, "popup_pause_all", "popup_resume_all");
  setSwitch(buttons.siteOff, offSites.includes(site), "popup_turn_off", "popup_turn_on");
  showManaged(news.managed);
  showDuty(news, ask);
}

/** What the employer has decided is not offered to the person. @param {Standing["managed"]} managed */
function showManaged({ keepOn, offSites }) {
  const isTheirs = offSites.includes(site);
  const { pausedTab, pausedAll, siteOff } = switchButtons();
  for (const button of [pausedTab, pausedAll]) button.hidden = keepOn;
  siteOff.hidden = keepOn || isTheirs;
  part("managed", HTMLElement).textContent = isTheirs ? words("managed_site_off", site) : keepOn ? words("managed_keep_on") : "";
}

function switchButtons() {
  return {
    pausedTab: part("pause-tab", HTMLButtonElement),
    pausedAll: part("pause-all", HTMLButtonElement),
    siteOff: part("turn-site", HTMLButtonElement),
  };
}

/** @param {HTMLButtonElement} button @param {boolean} isOff @param {string} turnOff @param {string} turnOn */
function setSwitch(button, isOff, turnOff, turnOn) {
  button.textContent = words(isOff ? turnOn : turnOff, site);
  button.ariaPressed = String(isOff);
}

async function actOnTab() {
  if (tabState === "reload") await chrome.tabs.reload(Number(tab.id));
  if (tabState === "no-access") await chrome.permissions.request({ origins: closed.flatMap((one) => ownSites().get(one) ?? []) });
  if (tabState === "paused") for (const paused of ["pause-tab", "pause-all"]) ask({ type: paused, tab: tab.id, paused: false });
  if (tabState === "off-here") ask({ type: "turn-site", site, off: false });
  if (tabState === "away") ask({ type: "retry" });
  if (tabState === "stale-rules") ask({ type: "status" });
  if (tabState === "no-policy") await chrome.runtime.openOptionsPage();
}

function actOnAgent() {
  if (!standing) return;
  const { action } = agentStanding(standing);
  if (action === "retry") ask({ type: "retry" });
  else if (action === "refresh") ask({ type: "status" });
  else void chrome.runtime.openOptionsPage();
}
