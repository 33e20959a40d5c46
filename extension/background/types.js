// @ts-check
/**
 * The shapes that travel between agent, background and pages, for the type checker and the reader. No code.
 * docs/protocol.md says what they mean.
 *
 * @typedef {{jurisdiction: string|null, agency: string|null, managed?: boolean}} Policy
 * @typedef {{platform: string, handle: string}} OfficialAccount
 * @typedef {{name: string, title: string, version: string, rules: number}} PackInfo
 * @typedef {{agent: string, rulebook: string, rules: "current"|"stale", policy: Policy|null, official: OfficialAccount[], packs: PackInfo[], duty?: Duty, sites?: string[], problems?: string[]}} Status
 * @typedef {{on_duty: boolean|null, on_break: boolean|null, because: string, said: boolean, until: string|null}} Duty  null: not known
 * @typedef {{text_units: number, message_bytes: number, ping_ms: number}} Limits
 * @typedef {{status: Status, limits: Limits}} Ready
 * @typedef {Record<string, unknown> & {type: string}} Message
 *
 * @typedef {"open"|"connecting"|"away"|"unpaired"|"refused"} LinkState
 * @typedef {{port: number, key: string, secret: string}} Endpoint  where an agent listens, and what both sides know
 * @typedef {{id: string, secret: string, port: number}} Pairing
 */
export {};
