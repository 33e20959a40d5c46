import assert from "node:assert/strict";
import test from "node:test";
import { Routes } from "../../extension/background/routes.js";
import { Clock, LIMITS, STATUS, loadContent, settle } from "./fakes.mjs";
import { examplesOf, fitsSchema } from "./schema.mjs";

const { valid, invalid } = examplesOf("agent-to-client", "explanation");
const QUESTION = { conversation: "c7", revision: 12, rule: null };
const CLEAR = valid.find(({ name }) => name === "a clear post").message;

/** The questions of one composer, and what was sent. */
function questions() {
  const clock = new Clock();
  const sent = [];
  const { Explanations } = loadContent(["explanations.js"], ["Explanations"], clock);
  return { clock, sent, explanations: new Explanations((message) => sent.push(message)) };
}

for (const { name, message } of valid) {
  test(`an explanation of ${name} is taken as it is`, async () => {
    const { explanations } = questions();
    const { conversation, revision, rule } = message;
    const asked = explanations.ask({ conversation, revision, rule });
    assert.equal(explanations.answer(message), true);

    assert.deepEqual(await asked, message);
  });
}

for (const { name, message } of invalid.filter(({ name }) => name.startsWith("an ") || name.startsWith("packs"))) {
  test(`an explanation with ${name} is never shown`, async () => {
    const { explanations } = questions();
    const asked = explanations.ask(QUESTION);
    explanations.answer({ ...message, packs: name.startsWith("packs") ? "base" : message.packs });

    await assert.rejects(asked);
  });
}

test("a question is what the protocol wants, about a rule or the whole post", () => {
  const { explanations, sent } = questions();
  void explanations.ask(QUESTION).catch(() => {});
  void explanations.ask({ ...QUESTION, rule: "base/us-ssn" }).catch(() => {});

  assert.deepEqual(sent.map((message) => fitsSchema("client-to-agent.explain", message)), [true, true]);
});

test("a question that waits is not asked twice, and both are answered", async () => {
  const { explanations, sent } = questions();
  const asked = [explanations.ask(QUESTION), explanations.ask(QUESTION)];
  explanations.answer(CLEAR);

  assert.deepEqual([await Promise.all(asked), sent.length], [[CLEAR, CLEAR], 1]);
});

test("an answer about another rule or an older text is nobody's", async () => {
  const { explanations, clock } = questions();
  const asked = explanations.ask(QUESTION);
  assert.equal(explanations.answer({ ...CLEAR, rule: "base/us-ssn" }), true);
  assert.equal(explanations.answer({ ...CLEAR, revision: 11 }), true);
  clock.pass(3000);

  await assert.rejects(asked, /in time/);
});

test("an error that answers a question ends it, and can be asked again", async () => {
  const { explanations, sent } = questions();
  const asked = explanations.ask(QUESTION);
  assert.equal(explanations.answer({ type: "error", code: "outdated", answers: "explain", revision: 12 }), true);
  await assert.rejects(asked, /outdated/);
  void explanations.ask(QUESTION).catch(() => {});

  assert.equal(sent.length, 2);
});

for (const message of [{ type: "report", revision: 12 }, { type: "error", code: "internal", revision: 12 }]) {
  test(`a ${message.type} about the check is not taken for an answer`, () => {
    assert.equal(questions().explanations.answer(message), false);
  });
}

/** A conversation whose text has been checked, over a link that the test plays. */
async function aConversation(more = {}) {
  const clock = new Clock();
  const { Conversation } = loadContent(["explanations.js", "conversation.js"], ["Conversation"], clock);
  const link = Object.assign(new EventTarget(), { state: "open", status: STATUS, limits: LIMITS, off: null, sent: [], send: (m) => link.sent.push(m), note() {}, ...more });
  const conversation = new Conversation({ link, context: () => ({}), signal: new AbortController().signal, onChange: () => {} });
  const say = (detail) => link.dispatchEvent(new CustomEvent("message", { detail }));
  const last = () => link.sent.at(-1);
  conversation.text("see you");
  await settle();
  return { conversation, link, say, last };
}

test("a conversation asks about its newest text and gives that text with the answer", async () => {
  const { conversation, say, last } = await aConversation();
  const asked = conversation.explain(null);
  const { type, ...question } = last();
  say({ ...CLEAR, ...question });
  conversation.text("see you soon");
  const { explanation, text } = await asked;

  assert.deepEqual([type, question.revision, explanation.revision, text], ["explain", 1, 1, "see you"]);
});

test("a question that goes wrong does not make the check incomplete", async () => {
  const { conversation, say, last } = await aConversation();
  const { conversation: id, revision } = last();
  say({ type: "report", conversation: id, revision, status: "complete", hold: "none", findings: [] });
  const asked = conversation.explain(null);
  say({ type: "error", code: "internal", message: "", conversation: id, revision, answers: "explain" });
  await assert.rejects(asked);

  assert.equal(conversation.view.state, "clear");
});

for (const [what, more] of Object.entries({ "away": { state: "away" }, "switched off": { off: "paused" } })) {
  test(`while Proviso is ${what} nothing is asked`, async () => {
    const { conversation, link } = await aConversation(more);
    await assert.rejects(conversation.explain(null));

    assert.deepEqual(link.sent.filter(({ type }) => type === "explain"), []);
  });
}

test("a question goes out under the port's name, and its answer comes back to that port alone", () => {
  const routes = new Routes();
  for (const port of ["p1", "p2"]) {
    routes.add(port);
    routes.outward(port, { type: "check", conversation: "c7", revision: 12, text: "a" });
  }
  const out = routes.outward("p2", { type: "explain", ...QUESTION });
  const { ports, message } = routes.inward({ ...CLEAR, conversation: out.conversation });

  assert.deepEqual([out, ports, message], [{ type: "explain", ...QUESTION, conversation: "p2.c7" }, ["p2"], CLEAR]);
});

test("a question about a composer that was never checked or is gone goes nowhere", () => {
  const routes = new Routes();
  routes.add("p1");
  const never = routes.outward("p1", { type: "explain", ...QUESTION });
  routes.outward("p1", { type: "check", conversation: "c7", revision: 12, text: "a" });
  routes.outward("p1", { type: "close", conversation: "c7" });

  assert.deepEqual([never, routes.outward("p1", { type: "explain", ...QUESTION })], [null, null]);
});

// --- what is drawn: every element becomes its text, every sentence its key

const made = (...parts) => parts.join("");
const { traceBlocks, lookedBlocks } = loadContent(["trace.js"], ["traceBlocks", "lookedBlocks"], {
  element: (tag, attributes, ...children) => (["p", "li", "h3", "div"].includes(tag) ? made("\n", ...children, "\n") : made(...children)),
  words: (key, ...subs) => (key === "quote" ? `“${subs[0]}”` : [key, ...subs].join(" ")),
  countedWords: (key, count, ...subs) => [key, count, ...subs].join(" "),
  shorten: (text) => text,
  severityMark: (severity) => `(${severity})`,
  citation: ({ document, locator }) => `${document}, ${locator}`,
});
const drawn = (draw, message, text) => draw({ explanation: { ...CLEAR, ...message }, text }).join("").trim().split(/\n+/);
const fact = (more) => ({ fact: "f", words: "fruit", spans: [], count: 0, places: [], told: null, ...more });
const step = (more) => ({ condition: "has fruit", answer: "yes", missing: [], facts: [], ...more });
const trace = (more) => ({ rule: "a/b", title: "Fruit", outcome: "error", steps: [step()], clauses: [], remark: "", ...more });

test("each condition is shown with its answer, the words of the draft and what would settle it", () => {
  const told = valid.find(({ name }) => name === "one rule").message;
  const text = "Proud to help people get SSI every day, or Medicare.";

  assert.deepEqual(drawn(traceBlocks, { ...told, facts: [{ ...told.facts[0], spans: [[25, 28], [43, 51]] }, told.facts[1]] }, text), [
    "why_some",
    "why_yesthe account is personal",
    "why_yeshas agency programme “SSI”, “Medicare”",
    "why_yeshas employer shown your profile shows your employer",
    "why_unknownhas no disclaimer why_depends what your profile says",
  ]);
});

for (const [outcome, answers, lead] of [
  ["error", ["yes", "yes"], "why_all"], ["warning", ["yes", "unknown"], "why_some"], ["silent", ["yes", "no"], "why_silent"],
]) {
  test(`a rule whose answers are ${answers.join(" and ")} begins with ${lead}`, () => {
    assert.equal(drawn(traceBlocks, { traces: [trace({ outcome, steps: answers.map((answer) => step({ answer })) })] }, "")[0], lead);
  });
}

test("of several rules each has its name, its clause and its remark", () => {
  const clauses = [{ id: "c", document: "A policy", locator: "1", quote: null }];
  const lines = drawn(traceBlocks, { traces: [trace({ clauses }), trace({ title: "Apples", remark: "changed by an override" })] }, "");

  assert.deepEqual(lines.filter((line) => !/^why_(all|yes)/.test(line)), ["Fruit", "why_clause A policy, 1", "Apples", "changed by an override"]);
});

test("the same words are shown once and the other places counted", () => {
  const seen = fact({ spans: [[0, 1], [2, 3], [4, 5], [6, 7], [8, 9]], count: 40 });

  assert.ok(drawn(lookedBlocks, { facts: [seen] }, "a a b c d").includes("fruit “a”, “b”, “c”, why_more_places 36"));
});

test("of a clear post it is said what was applied, read and seen", () => {
  assert.deepEqual(drawn(lookedBlocks, {}, "hello"), [
    "why_rules 3 Proviso base rules", "why_personal", "why_read why_draft, a link", "why_not_known your profile", "why_seen_none",
  ]);
});

test("a post that no rule applies to says so, and not that nothing was seen", () => {
  const lines = drawn(lookedBlocks, { packs: [], rules: 0, account: null, looked: [], not_known: [] }, "hello");

  assert.deepEqual(lines, ["why_no_rules", "why_no_account", "why_read why_draft"]);
});

test("a check that did not finish says so first", () => {
  assert.equal(drawn(lookedBlocks, { status: "incomplete" }, "hello")[0], "state_incomplete");
});

test("rules that came near say what kept them silent, and only the nearest are shown", () => {
  const silent = trace({ outcome: "silent", steps: [step(), step({ answer: "no", condition: "the account is official" })] });
  const lines = drawn(lookedBlocks, { traces: [trace({ outcome: "info" }), ...Array(7).fill(silent)], more: 2 }, "");
  const near = ["Fruit", "why_no: the account is official"];

  assert.deepEqual(lines.slice(lines.indexOf("why_spoke")), ["why_spoke", "(info) Fruit", "why_near", ...near, ...near, ...near, ...near, ...near, "why_more_rules 4"]);
});
