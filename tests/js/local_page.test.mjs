import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import vm from "node:vm";
import { CAST, SAMPLES, initialsOf } from "../../agent/proviso/server/page/cast.js";
import { SCRIPTS } from "../../agent/proviso/server/page/scripts.js";
import { Clock, LIMITS, STATUS, settle } from "./fakes.mjs";

const root = new URL("../../", import.meta.url);
const read = (path) => readFileSync(new URL(path, root), "utf8");
const READY = { type: "ready", v: 1, status: STATUS, limits: LIMITS };

test("the page loads what the manifest loads, in its order, with its own way to the agent", () => {
  const { js } = JSON.parse(read("extension/manifest.json")).content_scripts[0];
  const expected = js.map((path) => (path === "content/link.js" ? "link.js" : `extension/${path}`));

  assert.deepEqual(SCRIPTS, expected);
});

test("the page has nothing inline, which its policy would refuse", () => {
  assert.doesNotMatch(read("agent/proviso/server/page/index.html"), /<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon\w+=/);
});

for (const language of ["en", "es"]) {
  test(`every sentence of the page is there in ${language}`, () => {
    const known = JSON.parse(read(`extension/_locales/${language}/messages.json`));
    const sources = ["index.html", "page.js"].map((name) => read(`agent/proviso/server/page/${name}`)).join();
    const named = [...sources.matchAll(/data-(?:words|label|hint)="(\w+)"|"(page_\w+)"/g)].map((match) => match[1] ?? match[2]);
    const people = CAST.flatMap(({ title, about }) => [title, about]);

    assert.ok(named.length > 15);
    assert.deepEqual([...named, ...people].filter((key) => !known[key]), []);
  });
}

test("one can be an employee off duty, on duty, and the official page", () => {
  assert.deepEqual(CAST.map(({ context }) => [context.handle, context.on_duty]), [
    ["@dreyes_mke", false], ["@dreyes_mke", true], ["@SocialSecurity", true],
  ]);
});

test("no sample holds anybody's number", () => {
  const numbers = SAMPLES.join(" ").match(/\d[\d-]{6,}/g);

  assert.deepEqual(numbers, ["078-05-1120", "202-555-0142"]);
});

test("initials are those of the first two names", () => {
  assert.deepEqual(["Dana Reyes", "Social Security", "Ann"].map(initialsOf), ["DR", "SS", "A"]);
});

/** The page's link over sockets that the test plays. */
function aLink({ isServed = true } = {}) {
  const clock = new Clock();
  const sockets = [];
  class FakeSocket {
    static OPEN = 1;
    readyState = 1;
    sent = [];
    constructor(url) {
      this.url = url;
      sockets.push(this);
    }
    send(text) {
      this.sent.push(JSON.parse(text));
    }
    close() {}
  }
  const shown = new EventTarget();
  const scope = vm.createContext({
    EventTarget, Event, CustomEvent, AbortSignal, WebSocket: FakeSocket, location: { host: "127.0.0.1:41234" }, document: shown,
    setTimeout: clock.setTimeout, clearTimeout: clock.clearTimeout, fetch: async () => ({ ok: isServed }),
  });
  for (const path of ["extension/content/cards.js", "agent/proviso/server/page/link.js"]) vm.runInContext(read(path), scope);
  const Link = vm.runInContext("Link", scope);
  const link = new Link(new AbortController().signal);
  const states = [];
  link.addEventListener("state", () => states.push(link.state));
  return { link, sockets, states, clock, tell: (message) => sockets.at(-1).onmessage({ data: JSON.stringify(message) }) };
}

test("the page's link is open when the agent is ready", () => {
  const { link, sockets, tell } = aLink();
  tell(READY);

  assert.deepEqual([link.state, { ...link.limits }, sockets[0].url], ["open", LIMITS, "ws://127.0.0.1:41234/page/agent"]);
});

test("on the page a policy is always chosen, because one chooses who writes", () => {
  const { link, tell } = aLink();
  tell({ ...READY, status: { ...STATUS, policy: null } });

  assert.equal(link.status.policy.jurisdiction, "us-federal");
});

for (const [isServed, state] of [[true, "refused"], [false, "away"]]) {
  test(`a socket that closes while the page is ${isServed ? "" : "not "}served is ${state}, and tried again later`, async () => {
    const { link, sockets, clock } = aLink({ isServed });
    await sockets[0].onclose();
    await settle();
    assert.equal(link.state, state);
    clock.pass(60_000);

    assert.equal(sockets.length, 2);
  });
}

test("what only the extension's background understands is not sent to the agent", () => {
  const { link, sockets, tell } = aLink();
  tell(READY);
  for (const type of ["focus", "view", "act", "check"]) link.send({ type });

  assert.deepEqual(sockets[0].sent.map(({ type }) => type), ["check"]);
});

test("the page's cards come from the agent", async () => {
  const { link, tell } = aLink();
  tell(READY);
  const card = link.card({ rule: "base/us-ssn", clauses: ["base.id-ssn"] });
  tell({ type: "card", rule: "base/us-ssn", title: "t", why: "w", clauses: [{ id: "base.id-ssn" }] });

  assert.equal((await card).title, "t");
});

test("the page asks why, and its conversations hear the answer", () => {
  const { link, sockets, tell } = aLink();
  const heard = [];
  link.addEventListener("message", (event) => heard.push(event.detail.type));
  tell(READY);
  link.send({ type: "explain", conversation: "c1", revision: 1, rule: null });
  tell({ type: "explanation", conversation: "c1", revision: 1, rule: null });

  assert.deepEqual([sockets[0].sent.map(({ type }) => type), heard], [["explain"], ["explanation"]]);
});
