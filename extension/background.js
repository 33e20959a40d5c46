// @ts-check
/**
 * The background of the extension: the one socket to the agent, and the ports of all tabs and pages that share it.
 *
 * The browser may end this worker at any moment and starts it again for the next port. So every listener is registered at
 * once, and everything else is read from storage or said again by the ports.
 */
import { showAccess } from "./background/access.js";
import { Agent } from "./background/agent.js";
import { followAddedSites } from "./background/elsewhere.js";
import { UNMANAGED, storedManaged, underPolicy } from "./background/managed.js";
import * as memory from "./background/memory.js";
import { PagePorts } from "./background/pages.js";
import { HOST, findAgent, parseCode } from "./background/pairing.js";
import { ContentPorts } from "./background/ports.js";
import { connect } from "./background/socket.js";
import { ALL_ON } from "./background/switches.js";

/** @typedef {import("./background/types.js").Message} Message */

/** @type {import("./background/switches.js").Switches} */
let switches = ALL_ON;
/** @type {import("./background/managed.js").Managed} */
let managed = UNMANAGED;
let known = "";

/** @type {Agent} */
const agent = new Agent({
  find: () => findAgent(() => chrome.runtime.sendNativeMessage(HOST, { type: "pair" }), memory.storedPairing),
  connect,
  interested: () => tabs.focused || pages.open,
  onChange: () => {
    remember();
    keepAlive();
    tellEverybody();
  },
  onMessage: (message) => {
    tabs.deliver(message);
    // Answers to what only pages ask; a report or a card goes to its own port.
    if (message.type === "status" || (message.type === "error" && !("conversation" in message))) pages.deliver(message);
  },
});

const ready = Promise.all([memory.lastKnown(), readSwitches()]).then(([last]) => {
  known = JSON.stringify(last);
  agent.status ??= last.status;
  agent.limits ??= last.limits;
}).catch(() => {}); // storage that cannot be read must not keep a post unchecked

/** @type {ContentPorts} */
const tabs = new ContentPorts({ agent, ready, switches: () => switches, act, onFocus: keepAlive });
/** @type {PagePorts} */
const pages = new PagePorts({ state: pageState, onAsk, onOpen: () => agent.want() });

chrome.runtime.onConnect.addListener((port) => {
  if (port.name === "proviso") tabs.add(port);
  if (port.name === "proviso-pages") pages.add(port);
});

showAccess();
followAddedSites();

chrome.storage.onChanged.addListener((changes) => {
  if (Object.keys(changes).every((key) => key === "known")) return;
  void ready.then(readSwitches).then(tellEverybody);
});

/** What the person has switched off, as far as the employer lets them. */
async function readSwitches() {
  const [own, theirs] = await Promise.all([memory.storedSwitches(), storedManaged()]);
  managed = theirs;
  switches = underPolicy(own, theirs);
}

function tellEverybody() {
  tabs.tellAll();
  void pages.tellAll();
}

/** Keep the status for the time when the agent is away. */
function remember() {
  const { state, status, limits } = agent;
  const now = JSON.stringify({ status, limits });
  if (state !== "open" || now === known) return;
  known = now;
  void memory.storeKnown(status, limits);
}

/** @type {ReturnType<typeof setInterval>|undefined} */
let ping;

/** Ping while a composer has the focus: without it the browser ends an idle worker, and with it the socket, after 30 s. */
function keepAlive() {
  const wanted = agent.state === "open" && tabs.focused;
  const pingMs = agent.limits?.ping_ms ?? 20_000;
  if (wanted && ping === undefined) ping = setInterval(sendPing, pingMs);
  if (!wanted) {
    clearInterval(ping);
    ping = undefined;
  }
}

/** Chromium counts what goes over the socket as work, Firefox only what is asked of the browser itself. */
function sendPing() {
  agent.send({ type: "ping" });
  void chrome.runtime.getPlatformInfo();
}

/** What a person does about a state, from the panel beside a composer. @param {string} action @param {number|undefined} tab @param {string} site */
function act(action, tab, site) {
  if (action === "resume") void Promise.all([memory.pauseAll(false), tab !== undefined && memory.pauseTab(tab, false)]);
  const isTheirs = managed.offSites.includes(site);
  if (action === "turn-on" && !isTheirs) void memory.turnSite(site, false);
  if (action === "turn-on" && isTheirs) void chrome.runtime.openOptionsPage(); // which says who has switched it off
  // Waking is of no use to an agent that this browser does not know: there a person has to do something.
  const isUnknown = agent.state === "unpaired" || agent.state === "refused";
  if (action === "wake" && isUnknown) void chrome.runtime.openOptionsPage();
  if (action === "wake") agent.want();
  if (action === "refresh-rules") agent.send({ type: "status" });
  if (action in DUTY_WORDS) agent.send({ type: "say-duty", on_duty: DUTY_WORDS[action] });
  if (action === "choose-policy" || action === "help") void chrome.runtime.openOptionsPage();
}

/** What a person says of their duty; null: ask the clock again. @type {Record<string, boolean|null>} */
const DUTY_WORDS = { "off-duty": false, "on-duty": true, "ask-clock": null };

/** Everything that options and popup show. @returns {Promise<Message>} */
async function pageState() {
  await ready;
  const { state, status, limits, remedy } = agent;
  return { type: "link", state, status, limits, remedy, switches, managed, paired: Boolean(await memory.storedPairing()) };
}

/** What options and popup ask for. @param {Message} message @param {(message: Message) => void} reply */
function onAsk(message, reply) {
  if (["status", "choose-policy", "say-duty"].includes(message.type)) agent.send(message);
  if (message.type === "retry") agent.want();
  if (message.type === "pair") void pair(String(message.code)).then(reply);
  if (message.type === "forget") void memory.forgetEverything().then(() => agent.reconnect());
  if (message.type === "pause-tab") void memory.pauseTab(Number(message.tab), message.paused === true);
  if (message.type === "pause-all") void memory.pauseAll(message.paused === true);
  if (message.type === "turn-site") void memory.turnSite(String(message.site), message.off === true);
}

/** Connect with a pairing code, and keep the key that both sides derive from it. @param {string} code @returns {Promise<Message>} */
async function pair(code) {
  const endpoint = parseCode(code);
  if (!endpoint) return { type: "pairing", outcome: "not-a-code" };
  try {
    const connection = await connect(endpoint);
    if (connection.pairing) await memory.storePairing(connection.pairing);
    agent.adopt(connection);
    return { type: "pairing", outcome: "paired" };
  } catch (error) {
    const { failure } = /** @type {{failure?: string}} */ (error);
    return { type: "pairing", outcome: failure === "proof" ? "wrong-code" : "no-agent" };
  }
}
