// @ts-check
/**
 * The extension's own pages (options, popup), each on a port named `proviso-pages`. They may do what a content script may
 * not: pair, choose a policy, switch off, forget. A port from anywhere else is refused.
 */

/** @typedef {import("./types.js").Message} Message */

/** Is this port one of our own pages? A content script's sender is the web page. @param {chrome.runtime.Port} port */
export const isOwnPage = (port) => (port.sender?.url ?? "").startsWith(chrome.runtime.getURL(""));

export class PagePorts {
  /** @type {Set<chrome.runtime.Port>} */
  #ports = new Set();
  #deps;

  /**
   * @param {{
   *   state: () => Promise<Message>,
   *   onAsk: (message: Message, reply: (message: Message) => void) => void,
   *   onOpen: () => void,
   * }} deps
   */
  constructor(deps) {
    this.#deps = deps;
  }

  get open() {
    return this.#ports.size > 0;
  }

  /** @param {chrome.runtime.Port} port */
  add(port) {
    if (!isOwnPage(port)) return port.disconnect();
    this.#ports.add(port);
    port.onMessage.addListener((message) => this.#deps.onAsk(message, (answer) => this.#post(port, answer)));
    port.onDisconnect.addListener(() => this.#ports.delete(port));
    void this.#deps.state().then((message) => this.#post(port, message));
    this.#deps.onOpen();
  }

  async tellAll() {
    if (this.open) this.deliver(await this.#deps.state());
  }

  /** @param {Message} message */
  deliver(message) {
    for (const port of this.#ports) port.postMessage(message);
  }

  /** @param {chrome.runtime.Port} port @param {Message} message */
  #post(port, message) {
    if (this.#ports.has(port)) port.postMessage(message);
  }
}
