import assert from "node:assert/strict";
import test from "node:test";
import { Clock, LIMITS, STATUS, loadContent, settle } from "./fakes.mjs";

const finding = (start, end, more = {}) => ({ id: "f1", rule: "r", severity: "error", start, end, message: "", clauses: [], fixes: [], ...more });

/** A conversation over a link that is played by the test. */
function aConversation({ state = "open", status = STATUS, context = {}, recognised = true, off = null } = {}) {
  const clock = new Clock();
  const { Conversation } = loadContent(["conversation.js"], ["Conversation"], clock);
  const link = Object.assign(new EventTarget(), { state, status, limits: LIMITS, off, sent: [], send: (m) => link.sent.push(m), note() {} });
  const views = [];
  const leaving = new AbortController();
  const onChange = (view) => views.push(view);
  const conversation = new Conversation({ link, context: () => context, signal: leaving.signal, onChange, recognised: () => recognised });
  const receive = (detail) => link.dispatchEvent(new CustomEvent("message", { detail }));
  return {
    conversation, link, views, clock, leaving, Conversation,
    type: async (text) => { conversation.text(text); await settle(); },
    checks: () => link.sent.filter(({ type }) => type === "check"),
    /** Answer the newest check, or an older one. */
    answer: (findings = [], more = {}) => {
      const { conversation: id, revision } = link.sent.filter(({ type }) => type === "check").at(-1);
      receive({ type: "report", conversation: id, revision, status: "complete", hold: "none", findings, ...more });
    },
    fail: (code) => {
      const { conversation: id, revision } = link.sent.at(-1);
      receive({ type: "error", code, message: "", conversation: id, revision });
    },
    become: async (changes) => { Object.assign(link, changes); link.dispatchEvent(new Event("state")); await settle(); },
  };
}

test("each text has a higher revision than the one before", async () => {
  const { type, checks } = aConversation();
  for (const text of ["a", "ab", "a"]) await type(text);

  assert.deepEqual(checks().map(({ revision, text }) => [revision, text]), [[1, "a"], [2, "ab"], [3, "a"]]);
});

test("changes within one task become one check of the last text", async () => {
  const { conversation, checks } = aConversation();
  conversation.text("a");
  conversation.text("ab");
  await settle();

  assert.deepEqual(checks().map(({ text }) => text), ["ab"]);
});

test("a text that has not changed is not checked again", async () => {
  const { type, checks } = aConversation();
  await type("a");
  await type("a");

  assert.equal(checks().length, 1);
});

test("an answer to an older text is dropped", async () => {
  const { conversation, type, answer } = aConversation();
  await type("a");
  await type("ab");
  answer([finding(0, 1)], { revision: 1 });

  assert.deepEqual([conversation.view.state, conversation.view.findings.length], ["checking", 0]);
});

test("what says that the account may be the wrong one stands first, the rest in its order", async () => {
  const { conversation, type, answer } = aConversation();
  await type("abcdefgh");
  answer([finding(0, 1), finding(2, 3, { rule: "b" }), finding(4, 5, { rule: "c", also: ["base/wrong"] })], { first: ["b", "base/wrong"] });

  assert.deepEqual(conversation.view.findings.map(({ start, first }) => [start, first ?? false]), [[2, true], [4, true], [0, false]]);
});

test("an answer to another composer is dropped", async () => {
  const { conversation, type, answer } = aConversation();
  await type("a");
  answer([finding(0, 1)], { conversation: "someone-else" });

  assert.equal(conversation.view.state, "checking");
});

test("what was sent while the link was down is sent again when it opens, under the same revision", async () => {
  const { type, become, checks } = aConversation({ state: "away" });
  await type("a");
  await become({ state: "open" });

  assert.deepEqual(checks().map(({ revision }) => revision), [1, 1]);
});

test("a link that says open again without having been away is no reason to check", async () => {
  const { type, become, checks } = aConversation();
  await type("a");
  await become({ state: "open" });

  assert.equal(checks().length, 1);
});

for (const [what, changed] of Object.entries({
  rulebook: { rulebook: "sha256:2" },
  policy: { policy: { jurisdiction: "us-ma", agency: null } },
})) {
  test(`a new ${what} checks the text again under a new revision`, async () => {
    const { type, answer, become, checks, conversation } = aConversation();
    await type("a");
    answer();
    await become({ status: { ...STATUS, ...changed } });

    assert.deepEqual(checks().map(({ revision }) => revision), [1, 2]);
    assert.equal(conversation.view.state, "checking");
  });
}

test("a view says when the rules changed under the draft", async () => {
  const { type, become, conversation } = aConversation();
  await type("a");
  const began = Date.now();
  await become({ status: { ...STATUS, rulebook: "sha256:2" } });

  assert.ok(conversation.view.rulesChanged >= began && conversation.view.rulesChanged <= Date.now());
});

test("the next draft knows nothing of a change before it", async () => {
  const { type, become, conversation } = aConversation();
  await type("a");
  await become({ status: { ...STATUS, rulebook: "sha256:2" } });
  await type("");
  await type("b");

  assert.equal(conversation.view.rulesChanged, null);
});

test("another policy with the same rules, and a first status, are no change of rules", async () => {
  const { type, become, conversation } = aConversation({ state: "connecting", status: null });
  await type("a");
  await become({ state: "open", status: STATUS });
  await become({ status: { ...STATUS, policy: { jurisdiction: "us-ma", agency: null } } });

  assert.equal(conversation.view.rulesChanged, null);
});

test("rules that changed while the agent was away are a change", async () => {
  const { type, become, conversation } = aConversation();
  await type("a");
  await become({ state: "away", status: null });
  await become({ state: "open", status: { ...STATUS, rulebook: "sha256:2" } });

  assert.ok(conversation.view.rulesChanged);
});

test("a text over the agent's limit is cut and says so", async () => {
  const { type, checks, link } = aConversation();
  link.limits = { ...LIMITS, text_units: 10 };
  await type("x".repeat(11));

  assert.deepEqual([checks()[0].text, checks()[0].truncated], ["x".repeat(10), true]);
});

test("a text of exactly the limit is whole", async () => {
  const { type, checks, link } = aConversation();
  link.limits = { ...LIMITS, text_units: 10 };
  await type("x".repeat(10));

  assert.ok(!("truncated" in checks()[0]));
});

test("a cut never leaves half a character", async () => {
  const { type, checks, link } = aConversation();
  link.limits = { ...LIMITS, text_units: 10 };
  await type("x".repeat(9) + "😀");

  assert.equal(checks()[0].text, "x".repeat(9));
});

test("a field of the page cannot crowd out the text", async () => {
  const { type, checks } = aConversation({ context: { bio: "b".repeat(1_000_000), on_duty: true } });
  await type("a");

  assert.deepEqual([checks()[0].context.bio.length, checks()[0].context.on_duty], [10_000, true]);
});

test("a closed composer says so once and sends nothing more", async () => {
  const { conversation, leaving, type, link } = aConversation();
  leaving.abort();
  conversation.close();
  await type("a");

  assert.deepEqual(link.sent.map(({ type }) => type), ["close"]);
});

test("an answer that does not come is incomplete, never clear", async () => {
  const { conversation, type, clock } = aConversation();
  await type("a");
  clock.pass(5000);

  assert.equal(conversation.view.state, "incomplete");
});

test("an answer that comes late is still taken", async () => {
  const { conversation, type, clock, answer } = aConversation();
  await type("a");
  clock.pass(5000);
  answer();

  assert.equal(conversation.view.state, "clear");
});

test("an error instead of an answer is incomplete", async () => {
  const { conversation, type, fail } = aConversation();
  await type("a");
  fail("too-long");

  assert.equal(conversation.view.state, "incomplete");
});

test("findings of a text that has not changed outlive the agent", async () => {
  const { conversation, type, answer, become } = aConversation();
  await type("a b");
  answer([finding(0, 1)]);
  await become({ state: "away" });

  assert.deepEqual([conversation.view.state, conversation.view.findings.length], ["away", 1]);
});

for (const [what, [before, after, [start, end]], expected] of [
  ["text typed before a finding moves it", ["see 123", "now see 123", [4, 7]], [8, 11]],
  ["text typed behind a finding leaves it", ["see 123 x", "see 123 xy", [4, 7]], [4, 7]],
  ["a finding that is typed into is dropped", ["see 123", "see 1x23", [4, 7]], null],
  ["a finding that is typed on is dropped", ["see 123", "see 1234", [4, 7]], null],
  ["a finding that is deleted is dropped", ["see 123 x", "see x", [4, 7]], null],
  ["a replaced text drops everything", ["see 123", "other", [4, 7]], null],
]) {
  test(`until the answer is here, ${what}`, async () => {
    const { conversation, type, answer } = aConversation();
    await type(before);
    answer([finding(start, end)]);
    await type(after);

    assert.equal(conversation.view.state, "checking");
    assert.deepEqual(conversation.view.findings.map((f) => [f.start, f.end])[0] ?? null, expected);
  });
}

test("a fix moves along with its finding, and is dropped where the change touched it", async () => {
  const { conversation, type, answer } = aConversation();
  await type("see 123 end");
  const fixes = [{ label: "a", applicability: "safe", edits: [{ start: 4, end: 7, text: "" }] },
    { label: "b", applicability: "safe", edits: [{ start: 11, end: 11, text: "!" }] }];
  answer([finding(4, 7, { fixes })]);
  await type("see 123 ends");

  assert.deepEqual(conversation.view.findings[0].fixes.map(({ label }) => label), ["a"]);
});

test("paused, a composer sends nothing and shows no findings", async () => {
  const { conversation, type, become, answer, checks } = aConversation();
  await type("a");
  answer([finding(0, 1)]);
  await become({ off: "paused" });
  await type("ab");

  assert.deepEqual([conversation.view.state, conversation.view.findings.length, checks().length], ["paused", 0, 1]);
});

test("what was typed while paused is checked when Proviso is on again", async () => {
  const { type, become, checks } = aConversation({ off: "paused" });
  await type("a");
  await become({ off: null });

  assert.deepEqual(checks().map(({ text }) => text), ["a"]);
});

test("the text of a composer that is not recognised is never sent", async () => {
  const { conversation, type, checks } = aConversation({ recognised: false });
  await type("a");

  assert.deepEqual([checks(), conversation.view.state], [[], "unrecognised"]);
});

test("an official account is known by its handle while the agent is away", async () => {
  const { conversation, type } = aConversation({ state: "away", context: { platform: "x", handle: "socialsecurity" } });
  await type("a");

  assert.equal(conversation.view.official, true);
});

test("the same handle on another platform is not the official account", () => {
  const { conversation } = aConversation({ state: "away", context: { platform: "facebook", handle: "@SocialSecurity" } });

  assert.equal(conversation.view.official, false);
});

test("what the agent says about an account counts for more than its handle", async () => {
  const { conversation, type, answer } = aConversation({ context: { platform: "x", handle: "@jane" } });
  await type("a");
  answer([], { account: "official" });

  assert.equal(conversation.view.official, true);
});

const { Conversation } = aConversation();
const COMPLETE = { status: "complete", findings: [] };
const WELL = { link: "open", off: null, recognised: true, status: STATUS, report: COMPLETE, failed: false };
const TABLE = [
  [{}, "clear"],
  [{ report: { status: "complete", findings: [finding(0, 1)] } }, "findings"],
  [{ report: null }, "checking"],
  [{ link: "connecting", report: null }, "checking"],
  [{ link: "connecting" }, "clear"], // the answer to this very text is here already
  [{ link: "away" }, "away"],
  [{ link: "away", report: null, failed: true }, "away"],
  [{ link: "unpaired" }, "away"],
  [{ link: "refused" }, "away"],
  [{ link: "orphaned", off: "paused" }, "reload"],
  [{ off: "paused", link: "away" }, "paused"],
  [{ off: "off-here" }, "off-here"],
  [{ recognised: false }, "unrecognised"],
  [{ failed: true, report: null }, "incomplete"],
  [{ report: { status: "incomplete", findings: [] } }, "incomplete"],
  [{ report: { status: "incomplete", findings: [finding(0, 1)] } }, "incomplete"],
  [{ report: { status: "of a later version", findings: [] } }, "incomplete"],
  [{ status: { ...STATUS, rules: "stale" } }, "stale-rules"],
  [{ status: { ...STATUS, policy: null } }, "no-policy"],
  [{ status: null }, "stale-rules"],
];
for (const [known, expected] of TABLE) {
  test(`a composer with ${JSON.stringify(known)} shows ${expected}`, () => {
    assert.equal(Conversation.stateOf({ ...WELL, ...known }), expected);
  });
}

test("clear is shown only when everything is well", () => {
  const links = ["open", "connecting", "away", "unpaired", "refused", "orphaned"];
  const reports = [null, COMPLETE, { status: "incomplete", findings: [] }, { status: "complete", findings: [finding(0, 1)] }];
  const statuses = [null, STATUS, { ...STATUS, rules: "stale" }, { ...STATUS, policy: null }];
  const cleared = [];
  for (const link of links) for (const off of [null, "paused", "off-here"]) for (const recognised of [true, false])
    for (const report of reports) for (const status of statuses) for (const failed of [true, false]) {
      const known = { link, off, recognised, status, report, failed };
      if (Conversation.stateOf(known) === "clear") cleared.push(known);
    }

  assert.deepEqual(cleared, [WELL, { ...WELL, link: "connecting" }].sort((a, b) => (a.link === "open" ? -1 : 1)));
});
