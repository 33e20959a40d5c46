// @ts-check
/**
 * The shapes that content scripts share, for the type checker and the reader. No code, and never loaded.
 * Findings, fixes and cards are what docs/protocol.md says; offsets are UTF-16 code units, half open.
 *
 * @typedef {"error"|"warning"|"info"} Severity
 * @typedef {{start: number, end: number, text: string}} Edit
 * @typedef {{label: string, applicability: "safe"|"unsafe", edits: Edit[], keeps?: boolean}} Fix  one that `keeps` puts the draft aside
 * @typedef {{id: string, rule: string, also?: string[], category: string, entity?: string|null, severity: Severity, start: number,
 *   end: number, message: string, clauses: string[], fixes: Fix[], duty?: boolean,
 *   first?: boolean}} Finding  `first`: said before all others
 * @typedef {{id: string, document: string, locator: string, quote: string|null}} Clause  a null quote: wording not seen, cited only
 * @typedef {{rule: string, title: string, why: string, clauses: Clause[]}} Card
 *
 * @typedef {{fact: string, words: string, spans: [number, number][], count: number, places: string[], told: string|null}} SeenFact
 *   `count` says in how many places of the text it is; only the first are among the spans
 * @typedef {{condition: string, answer: "yes"|"no"|"unknown", missing: string[], facts: string[]}} TraceStep
 * @typedef {{rule: string, title: string, outcome: Severity|"silent", steps: TraceStep[], clauses: Clause[], remark: string}} Trace
 * @typedef {{rule: string|null, status: "complete"|"incomplete", account: "personal"|"official"|null, packs: {name: string, title: string}[],
 *   rules: number, looked: string[], not_known: string[], facts: SeenFact[], traces: Trace[], more: number}} Explanation
 * @typedef {{explanation: Explanation, text: string}} Explained  an explanation, and the text that its places are in
 *
 * @typedef {{conversation: string, revision: number, status: "complete"|"incomplete", account?: string,
 *   hold: "none"|"advice"|"acknowledge", room_left?: number|null, findings: Finding[], first?: string[], duty?: Duty}} AgentReport
 *
 * @typedef {"checking"|"clear"|"findings"|"held"|"incomplete"|"paused"|"off-here"|"away"|"stale-rules"|"no-policy"|"no-access"|
 *   "unrecognised"|"reload"} ViewState
 * @typedef {{state: ViewState, findings: Finding[], report: AgentReport|null, official: boolean, text?: string,
 *   ignored?: number, unmarked?: boolean, missing?: ("account"|"button")[],
 *   rulesChanged?: number|null}} View
 *   what is known of one composer now; `text` is the draft that the findings were found in, `ignored` how many its author has left
 *   out, `unmarked` says that the page removes the underlines, `missing` what of the page is expected and not seen,
 *   `rulesChanged` when the rules changed under the draft (milliseconds, as Date.now())
 *
 * @typedef {"recheck"|"list"|"answer"|"resume"|"turn-on"|"wake"|"refresh-rules"|"choose-policy"|"grant"|"help"|"reload"} StateAction
 * @typedef {"advice"|"acknowledge"|"away-official"|"incomplete"} AskMode
 * @typedef {{ok: boolean, reason?: string}} Applied
 *
 * @typedef {{agent: string, rulebook: string, rules: "current"|"stale", policy: {jurisdiction: string|null, agency: string|null}|null,
 *   official: {platform: string, handle: string}[], packs: {name: string, title: string, version: string, rules: number}[], duty?: Duty}} AgentStatus
 * @typedef {{text_units: number, message_bytes: number, ping_ms: number}} AgentLimits
 * @typedef {"open"|"connecting"|"away"|"unpaired"|"refused"|"orphaned"} LinkState
 * @typedef {Record<string, unknown> & {type: string}} Message
 *   what the agent works with, what it takes, and how the way to it stands
 */
