import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";
import { AGENCIES, JURISDICTIONS, agentStanding, tabStanding } from "../../extension/pages/standing.js";
import { STATUS } from "./fakes.mjs";

const extension = new URL("../../extension/", import.meta.url);
const read = (path) => readFileSync(new URL(path, extension), "utf8");
const languages = readdirSync(new URL("_locales/", extension));
const messages = (language) => JSON.parse(read(`_locales/${language}/messages.json`));

for (const [link, sentence, action, well] of [
  [{ state: "open", status: STATUS }, "agent_open", "refresh", true],
  [{ state: "open", status: { ...STATUS, rules: "stale" } }, "state_stale_rules", "refresh", false],
  [{ state: "open", status: { ...STATUS, policy: null } }, "state_no_policy", "policy", false],
  [{ state: "connecting", status: null }, "agent_connecting", "retry", false],
  [{ state: "away", status: STATUS }, "agent_away", "retry", false],
  [{ state: "unpaired", status: null }, "agent_unpaired", "pair", false],
  [{ state: "refused", status: null }, "agent_refused", "pair", false],
]) {
  test(`an agent that is ${link.state} with rules ${link.status?.rules} and policy ${JSON.stringify(link.status?.policy)} has one sentence and one action`, () => {
    assert.deepEqual(agentStanding(link), { sentence, action, well });
    for (const language of languages) {
      assert.ok(messages(language)[sentence].message && messages(language)[`agent_action_${action}`].message, language);
    }
  });
}

const answer = (views = [], off = null) => ({ views, off });
const GRANTED = { isOurs: true, isGranted: true };
for (const [what, tab, expected] of [
  ["a paused tab", { ...GRANTED, answer: answer([{ state: "clear", count: 0 }], "paused") }, { state: "paused", count: 0 }],
  ["a tab where nothing was written", { ...GRANTED, answer: answer() }, { state: "ready", count: 0 }],
  ["several composers", { ...GRANTED, answer: answer([{ state: "clear", count: 0 }, { state: "findings", count: 2 }]) }, { state: "findings", count: 2 }],
  ["a composer that was not fully checked", { ...GRANTED, answer: answer([{ state: "findings", count: 2 }, { state: "incomplete", count: 0 }]) }, { state: "incomplete", count: 2 }],
  ["a state of a later version", { ...GRANTED, answer: answer([{ state: "new", count: 0 }, { state: "clear", count: 0 }]) }, { state: "clear", count: 0 }],
  ["a tab from before the update", { ...GRANTED, answer: null }, { state: "reload", count: 0 }],
  ["a site without access", { isOurs: false, isGranted: false, answer: null }, { state: "no-access", count: 0 }],
  ["another site", { isOurs: false, isGranted: true, answer: null }, { state: "elsewhere", count: 0 }],
]) {
  test(`the popup over ${what} says ${expected.state}`, () => {
    assert.deepEqual(tabStanding(tab), expected);
  });
}

/** Keys that the pages name in markup and in code. */
const sources = ["options/options.html", "popup/popup.html", "options/options.js", "options/added_sites.js", "popup/popup.js", "popup/page_check.js"];
const named = sources.flatMap((path) => [
  ...read(path).matchAll(/data-(?:words|label)="(\w+)"|words\(\s*"(\w+)"|"((?:popup|options)_\w+)"/g),
].map((match) => match[1] ?? match[2] ?? match[3]));
const built = [
  ...["paired", "not_a_code", "wrong_code", "no_agent", "begun"].map((outcome) => `options_pairing_${outcome}`),
  ...["site", "language", "account", "composer", "surface", "button"].flatMap((checked) => [`check_${checked}`, `check_${checked}_missing`]),
  ...["post", "reply", "comment", "share", "quote", "dm", "profile", "edit"].map((surface) => `surface_${surface}`),
  ...["none", ...JURISDICTIONS].map((place) => `place_${place.replace(/-/g, "_")}`),
  ...["none", ...Object.values(AGENCIES).flat()].map((agency) => `agency_${agency.toLowerCase()}`),
];

for (const language of languages) {
  test(`every sentence of options and popup is there in ${language}`, () => {
    const known = messages(language);
    const missing = [...named, ...built].filter((key) => !known[key]?.message && !known[`${key}_one`]);

    assert.deepEqual(missing, []);
    assert.ok(named.length > 40, "the pages name their words");
  });
}

test("no page carries inline script, style or a handler in markup", () => {
  for (const path of ["options/options.html", "popup/popup.html"]) {
    assert.doesNotMatch(read(path), /<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon\w+=/);
  }
});
