// docs/surfaces.md says of every kind of composer what is read there, and says what extension/content/sites.js says.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { loadContent } from "./fakes.mjs";

const { SITES, ANYWHERE, LOCAL } = loadContent(["sites.js"], ["SITES", "ANYWHERE", "LOCAL"]);
const PAGE = readFileSync(new URL("../../docs/surfaces.md", import.meta.url), "utf8");
const FIELDS = [
  "handle", "display_name", "bio", "audience", "reply_target", "replying_to", "links", "attachments", "paste_origin", "previous_text",
];

/** The rows of the first table below a heading, cell by cell, without its head. */
function tableBelow(heading) {
  const section = PAGE.split(`## ${heading}\n`)[1].split("\n## ")[0];
  const rows = section.split("\n").filter((line) => line.startsWith("|"));
  return rows.slice(2).map((row) => row.split("|").slice(1, -1).map((cell) => cell.trim()));
}

test("every kind of composer has its row, with what is read there and what is not", () => {
  const expected = [...SITES.filter((site) => site !== LOCAL && site.composers !== ANYWHERE.composers), ANYWHERE].flatMap((site) =>
    site.composers.map(({ name, reads }) => [site.hosts[0] ?? "anywhere else", name, ...FIELDS.map((field) => (reads.includes(field) ? "✓" : "–"))]));

  assert.deepEqual(JSON.parse(JSON.stringify(expected)), tableBelow("What can be read"));
});
