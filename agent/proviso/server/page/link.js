// @ts-check
// The local page's way to the agent: the same `Link` as the extension's, over the page's own socket. Nothing is proven here
// beyond the cookie that the one-time key was exchanged for; the text on this page is nobody's post.

/** ms before the socket is opened again, by how often in a row it could not be. */
const SOCKET_WAITS_MS = [0, 1000, 2000, 5000];

class Link extends EventTarget {
  /** @type {LinkState} */
  state = "connecting";
  /** @type {AgentStatus|null} */
  status = null;
  /** @type {AgentLimits|null} */
  limits = null;
  /** Nothing can be switched off here. @type {null} */
  off = null;
  #cards = new CardShelf((message) => this.send(message));
  /** @type {WebSocket|null} */
  #socket = null;
  #failures = 0;
  #signal;

  /** @param {AbortSignal} signal */
  constructor(signal) {
    super();
    this.#signal = signal;
    signal.addEventListener("abort", () => this.#socket?.close(), { once: true });
    this.#connect();
  }

  /** Send what the agent itself understands. @param {Message} message */
  send(message) {
    const isForAgent = ["check", "close", "card", "explain", "status", "choose-policy"].includes(message.type);
    if (isForAgent && this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  /** @param {{rule: string, clauses: string[]}} finding @returns {Promise<Card>} */
  card(finding) {
    return this.#cards.fetch(finding);
  }

  /** There is no toolbar icon to tell. @param {...unknown} _ */
  note(..._) {}

  /** @param {string} action */
  act(action) {
    if (action === "reload") location.reload();
    if (action === "refresh-rules") this.send({ type: "status" });
    if (action === "wake" && !this.#socket) this.#connect();
  }

  #connect() {
    if (this.#signal.aborted) return;
    const socket = new WebSocket(`ws://${location.host}/page/agent`);
    this.#socket = socket;
    socket.onmessage = ({ data }) => this.#receive(JSON.parse(data));
    socket.onclose = () => this.#lost();
  }

  async #lost() {
    this.#socket = null;
    const wait = SOCKET_WAITS_MS[Math.min(this.#failures++, SOCKET_WAITS_MS.length - 1)];
    // An agent that serves this page but refuses the socket does not know our cookie: the key is used up, or it was restarted.
    const isThere = await fetch("page.css").then((answer) => answer.ok, () => false);
    this.#become(isThere ? "refused" : "away");
    setTimeout(() => this.#socket ?? this.#connect(), wait);
  }

  /** @param {Message} message */
  #receive(message) {
    if (message.type === "ready" || message.type === "status") return this.#learn(message);
    if (message.type === "card") return this.#cards.answer(message);
    this.dispatchEvent(new CustomEvent("message", { detail: message }));
  }

  /** @param {Message} message */
  #learn({ status, limits }) {
    this.#failures = 0;
    // Who writes is chosen on this page and sent with each check, so the person's own settings are not missed here.
    const known = /** @type {AgentStatus} */ (status);
    this.status = { ...known, policy: known.policy ?? { jurisdiction: "us-federal", agency: "SSA" } };
    this.limits = /** @type {AgentLimits} */ (limits ?? this.limits);
    this.#cards.keepFor(known.rulebook);
    this.#become("open");
    this.#cards.askAgain();
  }

  /** @param {LinkState} state */
  #become(state) {
    this.state = state;
    this.dispatchEvent(new Event("state"));
    document.dispatchEvent(new CustomEvent("proviso-link", { detail: state })); // the page shows what to do
  }
}
