// @ts-check
// Stands in for content/link.js in tests of what a person sees: the agent's answers are made here, by the words of the draft,
// and a test says how the agent is: `scripted.become({state: "away"})`, `scripted.delayMs = 900`, `scripted.official()`.

const RULES = [
  {
    rule: "base/us-ssn", pattern: /\d{3}-\d{2}-\d{4}/g, category: "pii", entity: "US_SSN", severity: "error",
    message: "This looks like a Social Security number.", clauses: ["base.id-ssn", "ssa.prohibited.a-ii-ssn"],
    fixes: (/** @type {number} */ start, /** @type {number} */ end) => [
      { label: "Remove the number", applicability: "safe", edits: [{ start, end, text: "[removed]" }] },
    ],
  },
  {
    rule: "ssa-2014/disclaimer-in-post", pattern: /\b(?:Medicare|SSI)\b/g, category: "disclaimer", entity: null, severity: "warning",
    message: "You mention “Medicare”. A disclaimer shows that you speak for yourself.", clauses: ["ssa.personal.v-disclaimer-post"],
    fixes: (/** @type {number} */ start, /** @type {number} */ end, /** @type {string} */ text) => [
      { label: "Leave the name out", applicability: "unsafe", edits: [{ start, end, text: "the programme" }] },
      { label: "Add the disclaimer", applicability: "safe", edits: [{ start: text.length, end: text.length, text: " Views are my own." }] },
    ],
  },
  {
    rule: "base/phone", pattern: /\b555-01\d\d\b/g, category: "pii", entity: "PHONE_NUMBER", severity: "info",
    message: "This looks like a phone number.", clauses: ["base.phone"], fixes: () => [],
  },
];

const CLAUSES = {
  "base.id-ssn": ["Proviso base rules", "1.1", "Do not publish a Social Security number, your own or anyone else's."],
  "ssa.prohibited.a-ii-ssn": ["SSA social media policy (2014)", "Prohibited, (a)(ii)", "You may not post Social Security numbers."],
  "ssa.personal.v-disclaimer-post": [
    "SSA social media policy (2014)", "Personal use, (v)",
    "If you mention the agency's programmes, use a disclaimer such as: the views expressed are my own.",
  ],
  "base.phone": ["Proviso base rules", "1.4", null],
};

class Link extends EventTarget {
  state = "open";
  off = null;
  /** @type {any} */
  status = {
    agent: "0.1.0", rulebook: "sha256:0", rules: "current", policy: { jurisdiction: "us-federal", agency: "SSA" },
    official: [{ platform: "x", handle: "@SocialSecurity" }], packs: [],
  };
  limits = { text_units: 63206, message_bytes: 524288, ping_ms: 20000 };
  delayMs = 0;
  hold = "advice";
  answer = "complete";
  /** Whether it refuses to explain. */
  silent = false;
  /** @type {string[]} */
  acts = [];
  /** @type {number} */
  checks = 0;

  constructor() {
    super();
    /** @type {any} */ (globalThis).scripted = this;
  }

  /** @param {any} message */
  send(message) {
    if (message.type === "explain") setTimeout(() => this.explain(message), this.delayMs);
    if (message.type !== "check" || this.state !== "open") return;
    this.newest = message;
    this.checks += 1;
    setTimeout(() => this.reply(message), this.delayMs);
  }

  /** @param {any} message */
  reply({ conversation, revision, text, context }) {
    if (this.state !== "open") return;
    const findings = RULES.flatMap(({ pattern, fixes, ...rest }) =>
      [...text.matchAll(pattern)].map((match) => {
        const [start, end] = [match.index, match.index + match[0].length];
        return { ...rest, also: [], start, end, fixes: fixes(start, end, text) };
      })).sort((one, other) => one.start - other.start).map((finding, number) => ({ id: `f${number}`, ...finding }));
    const official = context.handle === "@SocialSecurity";
    const raises = findings.some((finding) => finding.severity !== "info");
    const hold = raises ? this.hold : "none";
    const detail = {
      type: "report", conversation, revision, status: this.answer, rulebook: "sha256:0", hold, room_left: 200, findings,
      account: official ? "official" : "personal",
    };
    this.dispatchEvent(new CustomEvent("message", { detail }));
  }

  /** @param {{rule: string, clauses: string[]}} finding */
  async card({ rule, clauses }) {
    if (this.state !== "open") throw new Error("away");
    const made = clauses.map((id) => {
      const [document, locator, quote] = /** @type {any} */ (CLAUSES)[id];
      return { id, document, locator, quote };
    });
    const title = { "base/us-ssn": "Social Security number", "base/phone": "Phone number" }[rule] ?? "Disclaimer missing";
    return { rule, title, why: "People can be harmed by what others learn about them.", clauses: made };
  }

  /** Which rule found what, as the agent says it. @param {any} question */
  explain({ conversation, revision, rule }) {
    const about = { conversation, revision, rule };
    if (this.silent || this.newest?.revision !== revision) {
      const error = { type: "error", code: "outdated", message: "", conversation, revision, answers: "explain" };
      return this.dispatchEvent(new CustomEvent("message", { detail: error }));
    }
    const found = RULES.map(({ pattern, rule: name, severity, clauses }) => {
      const fact = name.split("/")[1];
      const spans = [...this.newest.text.matchAll(pattern)].map((match) => [match.index, match.index + match[0].length]);
      const steps = [
        { condition: `has ${fact}`, answer: spans.length ? "yes" : "no", missing: [], facts: [fact] },
        { condition: "has no disclaimer", answer: "unknown", missing: ["what your profile says"], facts: [] },
      ];
      const cited = clauses.map((id) => ({ id, document: CLAUSES[id][0], locator: CLAUSES[id][1], quote: CLAUSES[id][2] }));
      const trace = { rule: name, title: `About ${fact}`, outcome: spans.length ? severity : "silent", steps, clauses: cited, remark: "" };
      return { fact: { fact, words: fact, spans: spans.slice(0, 20), count: spans.length, places: [], told: null }, trace };
    }).filter(({ trace }) => rule === null || trace.rule === rule);
    const facts = found.map(({ fact }) => fact).filter(({ count }) => count);
    const detail = {
      type: "explanation", ...about, status: this.answer, account: "personal", packs: [{ name: "base", title: "Proviso base rules" }],
      rules: 3, looked: ["a link"], not_known: ["your profile"], facts, traces: found.map(({ trace }) => trace), more: 0,
    };
    this.dispatchEvent(new CustomEvent("message", { detail }));
  }

  note() {}

  /** @param {string} action */
  act(action) {
    this.acts.push(action);
  }

  /** @param {object} how */
  become(how) {
    Object.assign(this, how);
    this.dispatchEvent(new Event("state"));
  }
}
