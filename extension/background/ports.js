// @ts-check
/**
 * The content scripts of all tabs, each on a port named `proviso`. Passes checks down and answers up; tells every port how
 * the link to the agent stands. Keeps nothing that a killed worker could lose: a port that comes back says all of it again.
 */
import { badgeText } from "./badge.js";
import { Routes } from "./routes.js";
import { hostOf, offReason, siteOf } from "./switches.js";

/** @typedef {import("./types.js").Message} Message */
/** @typedef {import("./switches.js").Switches} Switches */
/** @typedef {{port: chrome.runtime.Port, tab: number|undefined, host: string, focused: boolean}} Guest */

export class ContentPorts {
  /** @type {Map<string, Guest>} */
  #guests = new Map();
  #routes = new Routes();
  #count = 0;
  #deps;

  /**
   * @param {{
   *   agent: import("./agent.js").Agent,
   *   ready: Promise<unknown>,
   *   switches: () => Switches,
   *   act: (action: string, tab: number|undefined, site: string) => void,
   *   onFocus: () => void,
   * }} deps
   */
  constructor(deps) {
    this.#deps = deps;
  }

  /** Does a composer have the focus, in any tab? */
  get focused() {
    return [...this.#guests.values()].some((guest) => guest.focused);
  }

  /** Listens at once, because a message that finds no listener is lost; acts when what is stored has been read. @param {chrome.runtime.Port} port */
  add(port) {
    const name = `p${++this.#count}`;
    const guest = { port, tab: port.sender?.tab?.id, host: hostOf(port.sender?.url ?? ""), focused: false };
    this.#guests.set(name, guest);
    this.#routes.add(name);
    const { ready, agent } = this.#deps;
    port.onMessage.addListener((message) => void ready.then(() => this.#receive(name, guest, message)));
    port.onDisconnect.addListener(() => this.#remove(name));
    void ready.then(() => this.#guests.has(name) && this.#tell(guest)).then(() => agent.want());
  }

  /** Tell everybody how the link stands. */
  tellAll() {
    for (const guest of this.#guests.values()) this.#tell(guest);
  }

  /** An answer of the agent. @param {Message} message */
  deliver(message) {
    const { ports, message: answer } = this.#routes.inward(message);
    for (const name of ports) this.#guests.get(name)?.port.postMessage(answer);
  }

  /** @param {string} name @param {Guest} guest @param {Message} message */
  #receive(name, guest, message) {
    if (!this.#guests.has(name)) return;
    if (message?.type === "focus") return this.#focus(guest, message.focused === true);
    if (message?.type === "view") return void this.#badge(guest, message);
    if (message?.type === "act") return this.#deps.act(String(message.action), guest.tab, siteOf(guest.host));
    const outward = message && this.#routes.outward(name, message);
    if (!outward || offReason(this.#deps.switches(), guest.tab, guest.host)) return; // what is off sends nothing
    const outcome = this.#deps.agent.send(outward);
    if (outcome === "not-open") this.#deps.agent.want(); // the composer sends it again once the link is open
    if (outcome === "too-long") this.#refuse(guest, message);
  }

  /** @param {Guest} guest @param {Message} message */
  #refuse(guest, { conversation, revision }) {
    guest.port.postMessage({ type: "error", code: "too-long", message: "", conversation, revision });
  }

  /** @param {Guest} guest @param {boolean} isFocused */
  #focus(guest, isFocused) {
    guest.focused = isFocused;
    this.#deps.onFocus();
    if (isFocused) this.#deps.agent.want();
  }

  /** @param {Guest} guest @param {Message} message */
  async #badge({ tab }, { state, count }) {
    try {
      if (tab !== undefined) await chrome.action.setBadgeText({ tabId: tab, text: badgeText(state, count) });
    } catch {
      // The tab may be gone by now, and a badge is decoration.
    }
  }

  /** @param {Guest} guest */
  #tell({ port, tab, host }) {
    const { state, status, limits } = this.#deps.agent;
    port.postMessage({ type: "link", state, status, limits, off: offReason(this.#deps.switches(), tab, host) });
  }

  /** @param {string} name */
  #remove(name) {
    this.#guests.delete(name);
    for (const message of this.#routes.remove(name)) this.#deps.agent.send(message);
    this.#deps.onFocus();
  }
}
