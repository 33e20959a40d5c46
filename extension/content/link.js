// @ts-check
// The way to the agent: a port to the background, which owns the one socket. Connects again when the background was ended,
// but only when somebody needs it: an idle tab keeps no worker awake. Keeps no text; a conversation sends its own again.

/** ms before the port is opened again, by how often in a row it broke without a word from the background. */
const PORT_WAITS_MS = [0, 200, 1000, 5000];

/** A port that is opened while the extension is being replaced is neither answered nor closed: by now it shows. */
const REPLACED_WITHIN_MS = 500;

class Link {
  /** Not inherited from: in Firefox, what a content script derives from a class of the page has none of its own methods. */
  #events = new EventTarget();
  /** @type {LinkState} */
  state = "connecting";
  /** The last one known, also while the agent is away. @type {AgentStatus|null} */
  status = null;
  /** @type {AgentLimits|null} */
  limits = null;
  /** What the person has switched off here. @type {"paused"|"off-here"|null} */
  off = null;
  /** What each conversation shows, for the popup. @type {Map<string, {state: string, count: number}>} */
  #views = new Map();
  /** What the toolbar icon was told last. */
  #shown = "";
  /** @type {Set<unknown>} conversations that wait for an answer */
  #unanswered = new Set();
  #cards = new CardShelf((message) => this.send(message));
  /** @type {chrome.runtime.Port|null} */
  #port = null;
  #focused = false;
  #losses = 0;
  #signal;

  /** @param {AbortSignal} signal */
  constructor(signal) {
    this.#signal = signal;
    signal.addEventListener("abort", () => this.#port?.disconnect(), { once: true });
    // A page that comes back from the back/forward cache has lost its port.
    addEventListener("pageshow", (event) => event.persisted && this.#connect(), { signal });
    this.#answerPopup();
    this.#connect();
  }

  /**
   * Hear of `message` (`detail` is the message) and `state`.
   * @param {"message"|"state"} type @param {(event: Event) => void} listener @param {AddEventListenerOptions} [options]
   */
  addEventListener(type, listener, options) {
    this.#events.addEventListener(type, listener, options);
  }

  /**
   * Send to the agent, as far as there is a way to it now. A check that did not get through is sent again by its
   * conversation when the state turns to `open`.
   * @param {Message} message
   */
  send(message) {
    if (message.type === "focus") this.#focused = message.focused === true;
    if (message.type === "check") this.#unanswered.add(message.conversation);
    if (message.type === "close") this.#forget(message.conversation);
    if (this.state === "orphaned" || this.#signal.aborted) return;
    if (!this.#port) return this.#wakeUp();
    try {
      this.#port.postMessage(message);
    } catch {
      this.#lost(this.#port); // the extension was updated under our feet
    }
  }

  /** What a finding's card shows. @param {{rule: string, clauses: string[]}} finding @returns {Promise<Card>} */
  card(finding) {
    return this.#cards.fetch(finding);
  }

  /** Say what a conversation shows: the toolbar icon and the popup repeat it. @param {string} conversation @param {View} view */
  note(conversation, { state, findings }) {
    const seen = { state, count: findings.length };
    this.#views.set(conversation, seen);
    if (state === "checking") return; // every keystroke: nothing that an icon should follow
    const shown = JSON.stringify([conversation, seen]);
    if (shown === this.#shown || !this.#port) return;
    this.#shown = shown;
    this.send({ type: "view", conversation, ...seen });
  }

  /** Do what the panel offers for a state. @param {string} action */
  act(action) {
    if (action === "reload") location.reload();
    else this.send({ type: "act", action });
  }

  #connect() {
    if (this.#port || this.#signal.aborted || this.state === "orphaned") return;
    try {
      this.#port = chrome.runtime.connect({ name: "proviso" });
    } catch {
      return this.#become("orphaned");
    }
    const port = this.#port;
    port.onMessage.addListener((message) => this.#receive(message));
    port.onDisconnect.addListener(() => this.#lost(port));
    if (this.#focused) port.postMessage({ type: "focus", focused: true });
  }

  /** The background was ended while nobody needed it. Now somebody does. */
  #wakeUp() {
    if (this.state === "open") this.#become("connecting");
    this.#connect();
  }

  /** @param {chrome.runtime.Port} port */
  #lost(port) {
    if (this.#port !== port) return;
    this.#port = null;
    if (!chrome.runtime?.id) return this.#become("orphaned");
    if (!this.#focused && !this.#unanswered.size) return; // asleep: what is known stays known
    const wait = PORT_WAITS_MS[Math.min(this.#losses++, PORT_WAITS_MS.length - 1)];
    this.#become(this.#losses > 2 ? "away" : "connecting");
    setTimeout(() => this.#connect(), wait);
    setTimeout(() => chrome.runtime?.id || this.#become("orphaned"), wait + REPLACED_WITHIN_MS);
  }

  /** @param {Message} message */
  #receive(message) {
    this.#losses = 0;
    if (message.type === "link") return this.#learn(message);
    if (message.type === "card") return this.#cards.answer(message);
    if ("conversation" in message) this.#unanswered.delete(message.conversation);
    this.#events.dispatchEvent(new CustomEvent("message", { detail: message }));
  }

  /** @param {Message} message */
  #learn({ state, status, limits, off }) {
    this.status = /** @type {AgentStatus|null} */ (status);
    this.limits = /** @type {AgentLimits|null} */ (limits);
    this.off = /** @type {"paused"|"off-here"|null} */ (off ?? null);
    this.#cards.keepFor(this.status?.rulebook ?? "");
    this.#become(/** @type {LinkState} */ (state));
    if (this.state === "open") this.#cards.askAgain();
  }

  /** @param {LinkState} state */
  #become(state) {
    this.state = state;
    this.#events.dispatchEvent(new Event("state"));
  }

  /** @param {unknown} conversation */
  #forget(conversation) {
    this.#unanswered.delete(conversation);
    this.#views.delete(String(conversation));
  }

  /** The popup asks the tab itself, because the background may have been ended since. */
  #answerPopup() {
    /** @param {unknown} message @param {unknown} sender @param {(answer: unknown) => void} answer */
    const listener = (message, sender, answer) => {
      if (/** @type {Message} */ (message)?.type === "views") answer({ views: [...this.#views.values()], off: this.off });
    };
    chrome.runtime.onMessage.addListener(listener);
    this.#signal.addEventListener("abort", () => chrome.runtime?.onMessage?.removeListener(listener), { once: true });
  }
}
