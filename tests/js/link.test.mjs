import assert from "node:assert/strict";
import test from "node:test";
import { Clock, FakeChrome, LIMITS, STATUS, loadContent } from "./fakes.mjs";

const FINDING = { rule: "base/us-ssn", clauses: ["base.id-ssn"] };
const CARD = { type: "card", rule: "base/us-ssn", title: "t", why: "w", clauses: [{ id: "base.id-ssn" }] };
const CHECK = { type: "check", conversation: "c1", revision: 1, text: "a", context: {} };

/** A link, the fake browser behind it, and the states it went through. */
function aLink() {
  const clock = new Clock();
  const chrome = new FakeChrome();
  const pageEvents = new EventTarget();
  const { Link } = loadContent(["cards.js", "link.js"], ["Link"], {
    chrome, setTimeout: clock.setTimeout, clearTimeout: clock.clearTimeout,
    addEventListener: pageEvents.addEventListener.bind(pageEvents),
  });
  const leaving = new AbortController();
  const link = new Link(leaving.signal);
  const states = [];
  link.addEventListener("state", () => states.push(link.state));
  const open = (more = {}) => chrome.tell({ type: "link", state: "open", status: STATUS, limits: LIMITS, off: null, ...more });
  return { link, chrome, clock, states, open, leaving, pageEvents };
}

test("a link is connecting until the background says how it stands", () => {
  const { link, open } = aLink();
  assert.equal(link.state, "connecting");
  open();

  assert.deepEqual([link.state, link.status, link.limits], ["open", STATUS, LIMITS]);
});

test("while the agent is away its last status is still known", () => {
  const { link, open } = aLink();
  open({ state: "away" });

  assert.deepEqual([link.state, link.status.official], ["away", STATUS.official]);
});

test("a worker that ends while a composer has focus is started again at once", () => {
  const { link, chrome, clock, open, states } = aLink();
  open();
  link.send({ type: "focus", focused: true });
  chrome.killWorker();
  clock.pass(0);
  open();

  assert.equal(chrome.ports.length, 2);
  assert.deepEqual(states, ["open", "connecting", "open"]);
});

test("a new worker is told that a composer has focus", () => {
  const { link, chrome, clock, open } = aLink();
  open();
  link.send({ type: "focus", focused: true });
  chrome.killWorker();
  clock.pass(0);

  assert.deepEqual(chrome.port.sent, [{ type: "focus", focused: true }]);
});

test("a worker that ends while a check is unanswered is started again at once", () => {
  const { link, chrome, clock, open } = aLink();
  open();
  link.send(CHECK);
  chrome.killWorker();
  clock.pass(0);

  assert.equal(chrome.ports.length, 2);
});

test("an idle tab lets the worker sleep and keeps what it knows", () => {
  const { link, chrome, clock, open } = aLink();
  open();
  link.send(CHECK);
  chrome.tell({ type: "report", conversation: "c1", revision: 1, status: "complete", findings: [] });
  chrome.killWorker();
  clock.pass(60_000);

  assert.deepEqual([chrome.ports.length, link.state], [1, "open"]);
});

test("a sleeping link wakes for the next check and says that it is connecting", () => {
  const { link, chrome, open, states } = aLink();
  open();
  chrome.killWorker();
  link.send(CHECK);
  open();

  assert.deepEqual([chrome.ports.length, states], [2, ["open", "connecting", "open"]]);
});

test("a background that keeps breaking is shown as away and not hammered", () => {
  const { link, chrome, clock } = aLink();
  link.send({ type: "focus", focused: true });
  for (let loss = 0; loss < 10; loss++) {
    chrome.killWorker();
    clock.pass(1000);
  }

  assert.equal(link.state, "away");
  assert.ok(chrome.ports.length <= 6, `${chrome.ports.length} ports`);
});

test("after an update of the extension the tab has to be reloaded", () => {
  const { link, chrome, open } = aLink();
  open();
  chrome.update();

  assert.equal(link.state, "orphaned");
});

test("an update that comes while the link sleeps is noticed by the next check", () => {
  const { link, chrome, open } = aLink();
  open();
  chrome.killWorker();
  chrome.runtime.id = undefined;
  link.send(CHECK);

  assert.equal(link.state, "orphaned");
});

test("an orphaned link sends nothing and never connects again", () => {
  const { link, chrome, clock } = aLink();
  chrome.update();
  link.send(CHECK);
  link.send({ type: "focus", focused: true });
  clock.pass(60_000);

  assert.deepEqual([chrome.ports.length, chrome.port.sent], [1, []]);
});

test("a page that comes back from the back/forward cache connects again", () => {
  const { chrome, pageEvents, open } = aLink();
  open();
  chrome.killWorker();
  pageEvents.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));

  assert.equal(chrome.ports.length, 2);
});

test("a page that is left sends nothing more", () => {
  const { link, chrome, leaving } = aLink();
  leaving.abort();
  link.send(CHECK);

  assert.deepEqual(chrome.port.sent, []);
});

test("reports go to the conversations, word for word", () => {
  const { link, chrome } = aLink();
  const heard = [];
  link.addEventListener("message", (event) => heard.push(event.detail));
  const report = { type: "report", conversation: "c1", revision: 1, status: "complete", findings: [] };
  chrome.tell(report);

  assert.deepEqual(heard, [report]);
});

test("a card is asked for once, however often it is opened", async () => {
  const { link, chrome, open } = aLink();
  open();
  const first = link.card(FINDING);
  chrome.tell(CARD);
  await first;
  await link.card(FINDING);

  assert.equal(chrome.port.sent.filter(({ type }) => type === "card").length, 1);
});

test("a card is asked for again when the rulebook has changed", async () => {
  const { link, chrome, open } = aLink();
  open();
  const first = link.card(FINDING);
  chrome.tell(CARD);
  await first;
  open({ status: { ...STATUS, rulebook: "sha256:2" } });
  const second = link.card(FINDING);
  chrome.tell({ ...CARD, title: "new" });

  assert.equal((await second).title, "new");
});

test("a card whose clause the agent does not know is still answered", async () => {
  const { link, chrome, open } = aLink();
  open();
  const card = link.card({ rule: "base/us-ssn", clauses: ["base.id-ssn", "gone"] });
  chrome.tell(CARD);

  assert.equal((await card).title, "t");
});

test("a card that is not answered is an error, and can be asked for again", async () => {
  const { link, chrome, clock, open } = aLink();
  open();
  const card = link.card(FINDING);
  clock.pass(3000);
  await assert.rejects(card);
  const again = link.card(FINDING);
  chrome.tell(CARD);

  assert.equal((await again).title, "t");
});

test("a card that was asked for while the agent was away is asked for again when it is back", () => {
  const { link, chrome, open } = aLink();
  open({ state: "away" });
  link.card(FINDING).catch(() => {});
  open();

  assert.equal(chrome.port.sent.filter(({ type }) => type === "card").length, 2);
});

test("the popup learns what the tab shows", () => {
  const { link, chrome, open } = aLink();
  open();
  link.note("c1", { state: "findings", findings: [{}, {}] });
  let answer;
  chrome.runtime.onMessage.fire({ type: "views" }, {}, (given) => (answer = given));

  assert.equal(JSON.stringify(answer), '{"views":[{"state":"findings","count":2}],"off":null}');
});

test("the toolbar icon hears of what changes, not of every keystroke", () => {
  const { link, chrome, open } = aLink();
  open();
  for (const state of ["checking", "clear", "checking", "clear", "checking", "findings"]) link.note("c1", { state, findings: [] });

  assert.deepEqual(chrome.port.sent.map(({ state }) => state), ["clear", "findings"]);
});

test("what a tab shows names no word of the draft", () => {
  const { link, chrome, open } = aLink();
  open();
  link.note("c1", { state: "findings", findings: [{ message: "SECRET" }], text: "SECRET", report: { note: "SECRET" } });

  assert.ok(!JSON.stringify(chrome.port.sent).includes("SECRET"));
});
