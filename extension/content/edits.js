// @ts-check
// What edits do to a text: pure, no page. An edit replaces `[start, end)`; offsets are UTF-16 code units.

/**
 * @typedef {"vanished"|"changed"|"refused"} Refusal  the editor was removed; its text is no longer the one the fix was made for;
 *   it did not take the change
 */

/** Ends a fix that cannot be applied. Says why, never what the text was. */
class RefusedFix extends Error {
  /** @param {Refusal} reason */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * The edits from last to first, so that none moves another, with those on one line joined: one step back undoes them.
 * @param {readonly Edit[]} edits
 * @param {string} text
 * @returns {Edit[]}
 */
function joinedEdits(edits, text) {
  /** @type {Edit[]} */
  const steps = [];
  for (const edit of [...edits].sort((a, b) => b.start - a.start || b.end - a.end)) {
    const next = steps.at(-1);
    const gap = next && text.slice(edit.end, next.start);
    if (next && edit.end > next.start) throw new RefusedFix("refused");
    if (next && gap !== undefined && !gap.includes("\n")) {
      steps[steps.length - 1] = { start: edit.start, end: next.end, text: edit.text + gap + next.text };
    } else {
      steps.push(edit);
    }
  }
  if (steps.some(({ start, end }) => start < 0 || end < start || end > text.length)) throw new RefusedFix("refused");
  return steps;
}

/**
 * @param {string} text
 * @param {Edit} edit
 */
function withEdit(text, edit) {
  return text.slice(0, edit.start) + edit.text + text.slice(edit.end);
}

/**
 * Where an offset of the old text is in the new one. Inside a replaced stretch it moves behind the new words.
 * @param {readonly Edit[]} steps
 * @param {number} offset
 */
function caretAfter(steps, offset) {
  let moved = offset;
  for (const { start, end, text } of steps) {
    if (end <= offset) moved += text.length - (end - start);
    else if (start < offset) moved += start + text.length - offset;
  }
  return moved;
}

/**
 * A deletion as a replacement: an empty paste deletes nothing, so the character beside the stretch is pasted over both.
 * A line break is left alone; where there is no other neighbour, the deletion stays one.
 * @param {string} text
 * @param {Edit} edit
 * @returns {Edit}
 */
function withNeighbour(text, edit) {
  if (edit.text) return edit;
  const before = /[^\n]$/u.exec(text.slice(0, edit.start))?.[0];
  if (before) return { start: edit.start - before.length, end: edit.end, text: before };
  const after = /^[^\n]/u.exec(text.slice(edit.end))?.[0];
  if (after) return { start: edit.start, end: edit.end + after.length, text: after };
  return edit;
}
