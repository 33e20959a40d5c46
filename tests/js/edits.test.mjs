// What edits do to a text, and where the caret is afterwards: extension/content/edits.js.
import assert from "node:assert/strict";
import test from "node:test";
import { loadContent } from "./fakes.mjs";

const { joinedEdits, withEdit, withNeighbour, caretAfter } = loadContent(["edits.js"], ["joinedEdits", "withEdit", "withNeighbour", "caretAfter"]);

const plain = (value) => JSON.parse(JSON.stringify(value)); // values of another realm have other prototypes
const apply = (steps, text) => steps.reduce(withEdit, text);

/** A small generator with a seed, so that a failure can be seen again. */
function dice(seed) {
  let state = seed;
  return (sides) => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state % sides;
  };
}

/** Edits that do not overlap, in any order, over a text of several lines. */
function someEdits(roll) {
  const text = Array.from({ length: 40 }, () => "ab \n#"[roll(5)]).join("");
  const cuts = Array.from({ length: 6 }, () => roll(text.length + 1)).sort((a, b) => a - b);
  const edits = [0, 2, 4].map((i) => ({ start: cuts[i], end: cuts[i + 1], text: ["", "X", "Y\nZ"][roll(3)] }));
  return { text, edits };
}

test("joined edits do what the edits do one by one", () => {
  for (let seed = 1; seed <= 500; seed++) {
    const { text, edits } = someEdits(dice(seed));
    const expected = apply([...edits].reverse(), text);

    assert.equal(apply(joinedEdits(edits, text), text), expected, `seed ${seed}`);
  }
});

test("joined edits are one for each line that has any", () => {
  const edits = [{ start: 0, end: 1, text: "1" }, { start: 4, end: 5, text: "2" }, { start: 8, end: 9, text: "3" }];

  assert.deepEqual(plain(joinedEdits(edits, "a b c d\ne f")), [{ start: 8, end: 9, text: "3" }, { start: 0, end: 5, text: "1 b 2" }]);
});

test("overlapping edits and edits outside the text are refused", () => {
  const refused = [
    [{ start: 0, end: 3, text: "" }, { start: 2, end: 4, text: "" }],
    [{ start: 3, end: 9, text: "" }],
    [{ start: -1, end: 2, text: "" }],
    [{ start: 2, end: 1, text: "" }],
  ];
  for (const edits of refused) assert.throws(() => joinedEdits(edits, "abcdef"), { reason: "refused" });
});

test("a deletion with a neighbour leaves the same text as the deletion", () => {
  for (let seed = 1; seed <= 500; seed++) {
    const roll = dice(seed);
    const text = Array.from({ length: 12 }, () => ["a", "\n", "😀", "é"][roll(4)]).join("");
    const [start, end] = [roll(text.length), roll(text.length)].sort((a, b) => a - b);
    const deletion = { start, end, text: "" };

    assert.equal(withEdit(text, withNeighbour(text, deletion)), withEdit(text, deletion), `seed ${seed}`);
  }
});

test("the neighbour of a deletion is a whole character and never a line end", () => {
  assert.deepEqual(plain(withNeighbour("😀xy", { start: 2, end: 3, text: "" })), { start: 0, end: 3, text: "😀" });
  assert.deepEqual(plain(withNeighbour("\nx😀", { start: 1, end: 2, text: "" })), { start: 1, end: 4, text: "😀" });
  assert.deepEqual(plain(withNeighbour("\nx\n", { start: 1, end: 2, text: "" })), { start: 1, end: 2, text: "" });
});

test("a caret outside the edits stays between the same characters", () => {
  for (let seed = 1; seed <= 500; seed++) {
    const { text, edits } = someEdits(dice(seed));
    const fixed = apply([...edits].reverse(), text);
    for (let caret = 0; caret <= text.length; caret++) {
      if (edits.some(({ start, end }) => start <= caret && caret <= end)) continue;
      const moved = caretAfter([...edits].reverse(), caret);

      assert.equal(fixed[moved], text[caret], `seed ${seed}, caret ${caret}`);
      assert.equal(fixed.length - moved, text.length - caret + edits.filter(({ start }) => start > caret).reduce((sum, { start, end, text: by }) => sum + by.length - (end - start), 0));
    }
  }
});

test("a caret inside an edit moves behind the new words", () => {
  assert.equal(caretAfter([{ start: 2, end: 8, text: "new" }], 5), 5);
  assert.equal(caretAfter([{ start: 2, end: 8, text: "new" }], 8), 5);
  assert.equal(caretAfter([{ start: 2, end: 8, text: "new" }], 2), 2);
});
