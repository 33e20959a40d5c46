// @ts-check
// The text of an editor, and the way from an offset in it back to the page and from the page to an offset. Reads only.
// Offsets are UTF-16 code units, as in JavaScript strings and on the wire.

/**
 * @typedef {{node: Text | HTMLBRElement, at: number, length: number}} Piece  a text node, or a line break: "\n", or of length 0
 *   when it only keeps an empty line open
 * @typedef {{text: string, pieces: Piece[]}} Snapshot  pieces are in the order of the text
 */

const BLOCKS = new Set(["DIV", "P", "LI", "UL", "OL", "PRE", "BLOCKQUOTE", "H1", "H2", "H3", "SECTION"]);

/**
 * Read the text of an editable element, with "\n" between its lines.
 * @param {Element} root
 * @returns {Snapshot}
 */
function snapshot(root) {
  /** @type {Snapshot} */
  const seen = { text: "", pieces: [] };
  const draft = root.querySelectorAll('[data-block="true"]');
  const lines = draft.length ? [...draft].map((block) => [block]) : linesOf(root);
  lines.forEach((line, number) => {
    if (number) seen.text += "\n";
    readLine(line, seen, draft.length > 0);
  });
  return seen;
}

/**
 * The lines of an element: each innermost block, and each run of inline content between blocks.
 * @param {Element} around
 * @returns {Node[][]}
 */
function linesOf(around) {
  /** @type {Node[][]} */
  const lines = [];
  /** @type {Node[]} */
  let run = [];
  let hasBlocks = false;
  for (const child of around.childNodes) {
    if (child instanceof Element && BLOCKS.has(child.tagName)) {
      if (run.length) lines.push(run);
      lines.push(...linesOf(child));
      run = [];
      hasBlocks = true;
    } else {
      run.push(child);
    }
  }
  if (run.length || !hasBlocks) lines.push(run.length ? run : [around]);
  return lines;
}

/**
 * Append one line. A break at its very end keeps the line open and is not a character: Draft and Lexical draw a `<br>` in an empty
 * line, and Draft doubles a "\n" at the end of a block.
 * @param {Node[]} line
 * @param {Snapshot} seen
 * @param {boolean} isDraft
 */
function readLine(line, seen, isDraft) {
  const nodes = line.flatMap(innermost);
  for (const node of nodes) {
    const text = node instanceof Text ? node.data : "\n";
    seen.pieces.push({ node, at: seen.text.length, length: text.length });
    seen.text += text;
  }
  const final = nodes.at(-1);
  const last = seen.pieces.at(-1);
  if (!final || !last) return;
  if (final instanceof Text ? isDraft && final.data.endsWith("\n") : true) {
    last.length -= 1;
    seen.text = seen.text.slice(0, -1);
  }
}

/**
 * The text nodes and line breaks of a node, in order. Empty text nodes hold no offset and are left out.
 * @param {Node} node
 * @returns {(Text | HTMLBRElement)[]}
 */
function innermost(node) {
  if (node instanceof Text) return node.data ? [node] : [];
  if (node instanceof HTMLBRElement) return [node];
  return [...node.childNodes].flatMap(innermost);
}

/**
 * The range of the page that shows `[start, end)`, or null when there is nothing to point at.
 * @param {Snapshot} seen
 * @param {number} start
 * @param {number} end
 * @returns {Range | null}
 */
function rangeFor(seen, start, end) {
  if (!seen.pieces.length || start < 0 || end > seen.text.length) return null;
  const range = document.createRange();
  range.setStart(...pointAtStart(seen, start));
  if (end > start) range.setEnd(...pointAtEnd(seen, end));
  return range;
}

/**
 * Where a range that begins at an offset begins: in the piece that follows, so that it never takes in the end of the one before.
 * @param {Snapshot} seen
 * @param {number} offset
 * @returns {[Node, number]}
 */
function pointAtStart(seen, offset) {
  return pointIn(seen.pieces[lastPiece(seen, offset)], offset);
}

/**
 * Where a range that ends at an offset ends: in the piece before it, or, after the "\n" between two lines, where the next line begins.
 * @param {Snapshot} seen
 * @param {number} offset
 * @returns {[Node, number]}
 */
function pointAtEnd(seen, offset) {
  const index = lastPiece(seen, offset - 1);
  const piece = seen.pieces[index];
  const next = seen.pieces[index + 1];
  const isPast = offset > piece.at + piece.length;
  return pointIn(isPast && next ? next : piece, offset);
}

/**
 * The index of the last piece that begins at or before an offset, by binary search.
 * @param {Snapshot} seen
 * @param {number} offset
 */
function lastPiece(seen, offset) {
  let low = 0;
  let high = seen.pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (seen.pieces[middle].at <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * @param {Piece} piece
 * @param {number} offset
 * @returns {[Node, number]}
 */
function pointIn({ node, at }, offset) {
  if (node instanceof Text) return [node, Math.max(0, Math.min(offset - at, node.data.length))];
  const parent = /** @type {ParentNode & Node} */ (node.parentNode);
  return [parent, [...parent.childNodes].indexOf(node) + (offset > at ? 1 : 0)];
}

/**
 * The offset of a point of the page, such as an end of the selection.
 * @param {Snapshot} seen
 * @param {Node} container
 * @param {number} offset
 * @returns {number}
 */
function offsetOf(seen, container, offset) {
  const own = seen.pieces.find(({ node }) => node === container);
  if (own) return own.at + offset;
  const point = document.createRange();
  point.setStart(container, offset);
  const next = seen.pieces.find(({ node }) => point.comparePoint(node, 0) >= 0);
  return next ? next.at : seen.text.length;
}
