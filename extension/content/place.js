// @ts-check
// Where to put things without covering what a person reads or presses. Reads the layout, changes nothing.

/** @typedef {{left: number, top: number, width: number, height: number}} Box */

const GAP = 6; // px between what belongs together
const MARGIN = 8; // px to the edge of the window
const PRESSABLE =
  "a[href],button,input,select,textarea,[role=button],[role=link],[role=textbox],[role=tab],[contenteditable=true],summary,label,video";

/**
 * The first place near the anchor where a small box covers neither text nor anything pressable; else the place that covers least.
 * @param {DOMRect} anchor
 * @param {DOMRect | null} submit
 * @param {{width: number, height: number}} size
 * @param {Element} own left out of what is covered
 * @returns {Box | null} null when the anchor cannot be seen
 */
function placeBeside(anchor, submit, size, own) {
  if (anchor.width === 0 || anchor.bottom < 0 || anchor.top > innerHeight || anchor.right < 0 || anchor.left > innerWidth) return null;
  let best = null;
  let least = Infinity;
  for (const [left, top] of [...spotsBeside(submit, size), ...spotsAround(anchor, size)]) {
    const box = { left, top, ...size };
    if (!isInWindow(box)) continue;
    const covered = countCovered(box, own);
    if (covered < least) [best, least] = [box, covered];
    if (covered === 0) break;
  }
  return best ?? clampToWindow({ left: anchor.right - size.width, top: anchor.bottom + GAP, ...size });
}

/**
 * In the row of the button that publishes, as near to it as the page's own signs leave room.
 * @param {DOMRect | null} submit
 * @param {{width: number, height: number}} size
 * @returns {[number, number][]}
 */
function spotsBeside(submit, { width, height }) {
  if (!submit || submit.width === 0) return [];
  const top = submit.top + (submit.height - height) / 2;
  return [0, 36, 72, 108].map((step) => [submit.left - width - 10 - step, top]);
}

/**
 * @param {DOMRect} anchor
 * @param {{width: number, height: number}} size
 * @returns {[number, number][]} left and top, best first
 */
function spotsAround(anchor, { width, height }) {
  const right = anchor.right - width;
  const middle = anchor.left + (anchor.width - width) / 2;
  const below = anchor.bottom + 2;
  const above = anchor.top - height - 2;
  return [
    [right, below], [middle, below], [right, above], [middle, above], [anchor.left, below], [anchor.left, above],
    [anchor.right + GAP, anchor.top], [anchor.right + GAP, anchor.bottom - height], [anchor.left - width - GAP, anchor.bottom - height],
    [right, below + 44], [middle, below + 44], [anchor.left, below + 44], [right, below + 92], [right, above - 44],
  ];
}

/** @param {Box} box */
function isInWindow({ left, top, width, height }) {
  return left >= 0 && top >= 0 && left + width <= innerWidth && top + height <= innerHeight;
}

/** @param {Box} box @returns {Box} */
function clampToWindow(box) {
  return {
    ...box,
    left: Math.max(MARGIN, Math.min(box.left, innerWidth - box.width - MARGIN)),
    top: Math.max(MARGIN, Math.min(box.top, innerHeight - box.height - MARGIN)),
  };
}

/**
 * How many of some sample points of a box lie on text or on something pressable.
 * @param {Box} box
 * @param {Element} own
 */
function countCovered({ left, top, width, height }, own) {
  let covered = 0;
  for (const across of [0.02, 0.25, 0.5, 0.75, 0.98]) {
    for (const down of [0.1, 0.5, 0.9]) {
      if (isOccupied(left + width * across, top + height * down, own)) covered += 1;
    }
  }
  return covered;
}

/**
 * @param {number} x
 * @param {number} y
 * @param {Element} own
 */
function isOccupied(x, y, own) {
  const under = document.elementsFromPoint(x, y).find((at) => at !== own);
  if (!under) return false;
  if (shownHosts.has(under)) return true; // the sign of another composer
  if (under.closest(PRESSABLE)) return true;
  return [...under.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && hasInkAt(node, x, y));
}

/**
 * @param {Node} node
 * @param {number} x
 * @param {number} y
 */
function hasInkAt(node, x, y) {
  if (!node.nodeValue?.trim()) return false;
  const range = document.createRange();
  range.selectNodeContents(node);
  return [...range.getClientRects()].some((ink) => x >= ink.left && x <= ink.right && y >= ink.top && y <= ink.bottom);
}

/**
 * Where a larger box opens: below or above everything in `keepFree`, or beside it; where there is most room.
 * @param {DOMRect[]} keepFree what must stay visible, the thing it belongs to first
 * @param {{width: number, height: number}} size
 * @returns {Box & {maxHeight: number}}
 */
function placeOutside(keepFree, size) {
  const [owner] = keepFree;
  const top = Math.min(...keepFree.map((rect) => rect.top));
  const bottom = Math.max(...keepFree.map((rect) => rect.bottom));
  const right = Math.max(...keepFree.map((rect) => rect.right));
  const left = Math.min(...keepFree.map((rect) => rect.left));
  const along = Math.max(MARGIN, Math.min(owner.left, innerWidth - size.width - MARGIN));
  const roomBelow = innerHeight - bottom - GAP - MARGIN;
  const roomAbove = top - GAP - MARGIN;
  const tall = innerHeight - 2 * MARGIN;
  const beside = Math.max(MARGIN, Math.min(owner.top, innerHeight - Math.min(size.height, tall) - MARGIN));
  const places = [
    { left: along, top: bottom + GAP, room: roomBelow },
    { left: along, top: top - GAP - Math.min(size.height, roomAbove), room: roomAbove },
    { left: right + GAP, top: beside, room: right + GAP + size.width + MARGIN <= innerWidth ? tall : 0 },
    { left: left - GAP - size.width, top: beside, room: left - GAP - size.width >= MARGIN ? tall : 0 },
  ];
  const fitting = places.find(({ room }) => room >= Math.min(size.height, 260));
  const chosen = fitting ?? places.reduce((most, place) => (place.room > most.room ? place : most));
  const maxHeight = Math.max(120, chosen.room);
  const box = clampToWindow({ left: chosen.left, top: chosen.top, width: size.width, height: Math.min(size.height, maxHeight) });
  return { ...box, maxHeight };
}

/**
 * Where a box takes the place of another.
 * @param {DOMRect} rect
 * @param {{width: number, height: number}} size
 * @returns {Box & {maxHeight: number}}
 */
function placeOver(rect, { width, height }) {
  const maxHeight = innerHeight - 2 * MARGIN;
  return { ...clampToWindow({ left: rect.left, top: rect.top, width, height: Math.min(height, maxHeight) }), maxHeight };
}

/**
 * Whether something modal of the page lies over the anchor, so that a sign beside it would float over a stranger.
 * @param {Element} anchor
 * @param {Element} own
 */
function isCovered(anchor, own) {
  const rect = anchor.getBoundingClientRect();
  const x = Math.min(Math.max(rect.left + rect.width / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(rect.top + rect.height / 2, 0), innerHeight - 1);
  const top = document.elementsFromPoint(x, y).find((at) => at !== own);
  if (!top || top.contains(anchor) || anchor.contains(top)) return false;
  const { width, height } = top.getBoundingClientRect();
  const isCurtain = width >= innerWidth * 0.9 && height >= innerHeight * 0.9;
  return isCurtain || top.closest(MODAL) !== anchor.closest(MODAL);
}

const MODAL = "dialog,[role=dialog],[aria-modal=true]";
