// @ts-check
// One composer's talk with the agent: gives each text a revision, drops every answer that is not for the newest one, and
// says what is known now. Touches neither page nor storage. Never silently off: each thing that can be wrong is a state.

const DEFAULT_TEXT_UNITS = 63_206; // what the agent takes, until it has said so itself
const LONGEST_CONTEXT_FIELD = 10_000; // UTF-16 units
const LATE_MS = 5000; // an answer usually takes a few

/**
 * @typedef {{link: LinkState, off: "paused"|"off-here"|null, recognised: boolean, status: AgentStatus|null, report: AgentReport|null,
 *   failed: boolean}} Known  `report` is the one for the newest revision, `failed` that none can be had
 */

class Conversation {
  static #count = 0;

  /**
   * The state that a person is shown. Order matters: what stops everything comes first, and "clear" is what is left.
   * @param {Known} known @returns {ViewState}
   */
  static stateOf({ link, off, recognised, status, report, failed }) {
    if (link === "orphaned") return "reload";
    if (off) return off;
    if (!recognised) return "unrecognised";
    if (link === "away" || link === "unpaired" || link === "refused") return "away";
    if (failed || (report && report.status !== "complete")) return "incomplete";
    if (!report) return "checking";
    if (status?.rules !== "current") return "stale-rules";
    if (!status.policy) return "no-policy";
    return report.findings.length ? "findings" : "clear";
  }

  /**
   * Findings of an older text as they lie in a newer one, until the answer for the newer one is here: moved along with the
   * text, and dropped where the change touched them.
   * @param {Finding[]} findings @param {string} before @param {string} after @returns {Finding[]}
   */
  static carriedOver(findings, before, after) {
    if (!findings.length) return [];
    const change = changeBetween(before, after);
    return findings.flatMap((finding) => {
      const moved = movedBy(change, finding);
      const fixes = finding.fixes.flatMap((fix) => {
        const edits = fix.edits.map((edit) => movedBy(change, edit));
        return edits.includes(null) ? [] : [{ ...fix, edits: /** @type {Edit[]} */ (edits) }];
      });
      return moved ? [{ ...moved, fixes }] : [];
    });
  }

  #id = `c${++Conversation.#count}`;
  #closing = new AbortController();
  #revision = 0;
  #text = "";
  /** @type {AgentReport|null} */
  #report = null;
  /** @type {Finding[]} */
  #findings = [];
  #failed = false;
  #isQueued = false;
  #wasOpen = false;
  #rulebook = "";
  #digest = "";
  /** When the rules last changed under this draft. @type {number|null} */
  #rulesChanged = null;
  /** Made for the first "why?". @type {Explanations|null} */
  #explanations = null;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  #late;
  #link;
  #context;
  #onChange;
  #recognised;

  /**
   * @param {{link: Link, context: () => Record<string, unknown>, signal: AbortSignal, onChange: (view: View) => void,
   *   recognised?: () => boolean}} options  a composer that is not recognised is shown, and its text is never sent
   */
  constructor({ link, context, signal, onChange, recognised = () => true }) {
    this.#link = link;
    this.#context = context;
    this.#onChange = onChange;
    this.#recognised = recognised;
    const until = { signal: this.#closing.signal };
    link.addEventListener("message", (event) => this.#receive(/** @type {CustomEvent} */ (event).detail), until);
    link.addEventListener("state", () => this.#linkChanged(), until);
    signal.addEventListener("abort", () => this.close(), { ...until, once: true });
    this.#noteLink();
  }

  /** The composer's text has changed. Several changes within one task become one revision. @param {string} newText */
  text(newText) {
    if (newText === this.#text && this.#revision > 0) return;
    this.#findings = Conversation.carriedOver(this.#findings, this.#text, newText);
    this.#text = newText;
    if (!newText) this.#rulesChanged = null; // the next draft knows no other rules
    this.recheck();
  }

  /** Check the same text again, as when what is known about the page has changed. */
  recheck() {
    this.#revision++;
    this.#report = null;
    this.#failed = false;
    if (this.#isQueued || this.#closing.signal.aborted) return;
    this.#isQueued = true;
    queueMicrotask(() => {
      this.#isQueued = false;
      this.#send();
      this.#changed();
    });
  }

  /**
   * Why the newest text is answered as it is: for one rule, or for everything that was looked at.
   * @param {string|null} rule @returns {Promise<Explained>}
   */
  async explain(rule) {
    if (this.#link.state !== "open" || this.#link.off) throw new Error("The agent is away.");
    const text = this.#text;
    this.#explanations ??= new Explanations((message) => this.#link.send(message));
    const explanation = await this.#explanations.ask({ conversation: this.#id, revision: this.#revision, rule });
    return { explanation, text };
  }

  /** @returns {View} */
  get view() {
    const { state: link, off, status } = this.#link;
    const known = { link, off, recognised: this.#recognised(), status, report: this.#report, failed: this.#failed };
    const state = Conversation.stateOf(known);
    const isOff = state === "paused" || state === "off-here" || state === "unrecognised";
    const findings = isOff ? [] : this.#findings;
    return { state, findings, report: this.#report, official: this.#isOfficial(), text: this.#text, rulesChanged: this.#rulesChanged };
  }

  /** The composer is gone. */
  close() {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    clearTimeout(this.#late);
    this.#link.send({ type: "close", conversation: this.#id });
  }

  #send() {
    clearTimeout(this.#late);
    if (this.#closing.signal.aborted || !this.#recognised() || this.#link.off) return;
    this.#failed = false;
    this.#late = setTimeout(() => this.#fail(), LATE_MS);
    const limit = this.#link.limits?.text_units ?? DEFAULT_TEXT_UNITS;
    const text = beginningOf(this.#text, limit);
    const truncated = text.length < this.#text.length ? { truncated: true } : {};
    const context = clipped(this.#context());
    this.#link.send({ type: "check", conversation: this.#id, revision: this.#revision, text, context, ...truncated });
  }

  /** @param {Message} message */
  #receive(message) {
    if (message.conversation !== this.#id || this.#explanations?.answer(message)) return;
    // An answer for an older text is worth nothing: its offsets lie elsewhere now.
    if (message.revision !== this.#revision) return;
    if (message.type !== "report" && message.type !== "error") return;
    if (!isReport(message)) return this.#fail();
    clearTimeout(this.#late);
    this.#failed = false;
    this.#report = message;
    this.#findings = firstThingsFirst(message);
    this.#changed();
  }

  /** No answer, or none that says anything: incomplete, never clear. An answer that still comes is taken. */
  #fail() {
    clearTimeout(this.#late);
    this.#failed = true;
    this.#changed();
  }

  #linkChanged() {
    const hadRulebook = this.#rulebook;
    const turnedOn = this.#noteLink();
    if (this.#revision > 0 && this.#link.state === "open" && !this.#link.off) {
      if (hadRulebook && hadRulebook !== this.#rulebook) return this.recheck();
      if (turnedOn) this.#send(); // the same revision: what was lost on the way, or while we were off
    }
    this.#changed();
  }

  /** Remember how the link stands. @returns {boolean} whether it has just become possible to send */
  #noteLink() {
    const { status } = this.#link;
    const isOpen = this.#link.state === "open" && !this.#link.off;
    const turnedOn = isOpen && !this.#wasOpen;
    this.#wasOpen = isOpen;
    this.#rulebook = JSON.stringify([status?.rulebook, status?.policy, status?.duty?.on_duty, status?.duty?.on_break]);
    const digest = status?.rulebook ?? this.#digest;
    if (this.#digest && digest !== this.#digest && this.#text) this.#rulesChanged = Date.now();
    this.#digest = digest;
    return turnedOn;
  }

  #changed() {
    const view = this.view;
    this.#link.note(this.#id, view);
    this.#onChange(view);
  }

  #isOfficial() {
    if (this.#report?.account) return this.#report.account === "official";
    const { platform, handle } = this.#context();
    const bare = (/** @type {unknown} */ name) => String(name ?? "").replace(/^@/, "").toLowerCase();
    const accounts = this.#link.status?.official ?? [];
    return Boolean(handle) && accounts.some((account) => account.platform === platform && bare(account.handle) === bare(handle));
  }
}

/**
 * Whether this is an answer that can be shown: a later agent, or a broken one, may send something else.
 * @param {Message} message @returns {message is Message & AgentReport}
 */
function isReport(message) {
  const { type, status, hold, findings } = message;
  const isPlace = (/** @type {unknown} */ place) => Number.isInteger(place) && Number(place) >= 0;
  const isFinding = (/** @type {Partial<Finding>} */ { severity, start, end, fixes }) =>
    ["error", "warning", "info"].includes(String(severity)) && isPlace(start) && isPlace(end) && Array.isArray(fixes);
  const isKnown = (status === "complete" || status === "incomplete") && ["none", "advice", "acknowledge"].includes(String(hold));
  return type === "report" && isKnown && Array.isArray(findings) && findings.every(isFinding);
}

/**
 * The findings as they are shown: what says that the account may be the wrong one, then the others by their place.
 * @param {AgentReport} report @returns {Finding[]}
 */
function firstThingsFirst({ findings, first }) {
  if (!Array.isArray(first)) return findings;
  const marked = findings.map((finding) => ([finding.rule, ...(finding.also ?? [])].some((rule) => first.includes(rule)) ? { ...finding, first: true } : finding));
  return marked.sort((one, other) => Number(other.first === true) - Number(one.first === true));
}

/**
 * What one change did: `[start, end)` of the text before was replaced, and what follows moved by `shift`.
 * @param {string} before @param {string} after
 */
function changeBetween(before, after) {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return { start, end: before.length - tail, shift: after.length - before.length };
}

/**
 * A span after a change, or null when the change touched it or its edge: a word that is typed on is another word.
 * @template {{start: number, end: number}} Span
 * @param {{start: number, end: number, shift: number}} change @param {Span} span @returns {Span|null}
 */
function movedBy({ start, end, shift }, span) {
  if (start === end && shift === 0) return span; // nothing changed
  if (span.end < start) return span;
  return span.start > end ? { ...span, start: span.start + shift, end: span.end + shift } : null;
}

/** The first units of a text, never half a character. @param {string} text @param {number} limit */
function beginningOf(text, limit) {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? limit - 1 : limit);
}

/** A page decides how long these are: none may crowd out the text. @param {Record<string, unknown>} context */
function clipped(context) {
  const clip = (/** @type {unknown} */ value) => (typeof value === "string" ? beginningOf(value, LONGEST_CONTEXT_FIELD) : value);
  return Object.fromEntries(Object.entries(context).map(([name, value]) => [name, clip(value)]));
}
