// @ts-check
// Building blocks of what Proviso shows: elements made without markup, and the shapes that stand for a severity.

/**
 * Make an element. Strings become text nodes: nothing is ever parsed as markup, which is what Trusted Types asks for.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | boolean>} [attributes] false leaves an attribute out, true sets it empty
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

/**
 * A button that runs something. `type=button`, because a page's form must never be submitted by it.
 * @param {string} look class names
 * @param {string | (Node | string)[]} label
 * @param {(event: MouseEvent) => void} run
 * @param {AbortSignal} signal
 */
function button(look, label, run, signal) {
  const made = element("button", { type: "button", class: look }, ...(typeof label === "string" ? [label] : label));
  made.addEventListener("click", run, { signal });
  return made;
}

// One outline for each tone, on a grid of 16: told apart without colour.
/** @type {Readonly<Record<Tone, string[]>>} */
const SHAPES = Object.freeze({
  error: ["M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2z", "M8 4.6v4.2", "M8 11.2v.2"],
  warning: ["M8 1.8 15 14H1z", "M8 6.2v3.8", "M8 12v.2"],
  info: ["M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13z", "M8 7.4v4", "M8 4.6v.2"],
  clear: ["M2.5 8.6 6.2 12.3 13.5 4.4"],
  wait: ["M3 8h.2", "M8 8h.2", "M13 8h.2"],
  off: ["M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13z", "M3.6 3.6l8.8 8.8"],
});

const SVG = "http://www.w3.org/2000/svg";

/**
 * The shape of a tone. Hidden from screen readers: the word beside it says the same.
 * @param {Tone} tone
 */
function shape(tone) {
  return drawing(`shape ${tone}`, SHAPES[tone]);
}

/** The cross of a closing button. */
function cross() {
  return drawing("shape", ["M3.5 3.5l9 9", "M12.5 3.5l-9 9"]);
}

/** The arrow of a button that leads back. */
function chevron() {
  return drawing("shape turn", ["M10 3 5 8l5 5"]);
}

/**
 * @param {string} look class names
 * @param {readonly string[]} outlines
 */
function drawing(look, outlines) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", look);
  svg.setAttribute("aria-hidden", "true");
  for (const outline of outlines) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", outline);
    svg.append(path);
  }
  return svg;
}
