// @ts-check
// The findings of one draft as a list: the primary interface. Works by keyboard alone, and redraws without losing the focus.

/**
 * @typedef {{
 *   signal: AbortSignal,
 *   onCard: (finding: Finding, row: number) => void,
 *   onFix: (finding: Finding, fix: Fix) => void,
 *   onAction: (action: StateAction) => void,
 *   onRestore: () => void,
 *   onClose: () => void,
 *   explain?: () => Promise<Explained>,
 *   onResized?: () => void,
 * }} ListOptions
 */

/**
 * One finding in the list: `now` is the finding that its buttons are about, and its place.
 * @typedef {{now: {finding: Finding, at: number}, listening: AbortController, element: HTMLElement}} FindingRow
 */

class FindingsList {
  /** @param {ListOptions} options */
  constructor(options) {
    this.options = options;
    this.sentence = element("p", { tabindex: "-1" });
    this.note = element("div", { class: "note" });
    this.items = element("ul", { class: "items", role: "list", "aria-label": words("list_label") });
    this.foot = element("div", { class: "foot soft" });
    this.why = this.#makeWhy();
    const close = button("icon", [cross()], options.onClose, options.signal);
    close.setAttribute("aria-label", words("list_close"));
    this.element = element(
      "div",
      { class: "list sheet", role: "dialog", "aria-label": words("list_label"), hidden: true },
      element("div", { class: "head" }, this.sentence, close),
      this.note,
      this.items,
      ...(this.why ? [this.why.element] : []),
      this.foot,
    );
    /** The findings as they are shown. @type {FindingRow[]} */
    this.rows = [];
    /** What stands around the findings, as it was last drawn, and the listeners there. */
    this.drawn = "";
    this.drawing = new AbortController();
    options.signal.addEventListener("abort", () => this.#endListening(), { once: true });
  }

  /**
   * Show a view. What is shown already stays the same element: a press that has begun on a button ends on it, and the focus keeps its place.
   * @param {View} view
   */
  render(view) {
    const focused = this.#focusedPlace();
    this.sentence.textContent = describe(view).sentence;
    this.#drawAround(view);
    this.#drawRows(view.findings.map((finding, row) => this.#row(finding, row, view.text ?? "")));
    this.#drawWhy(view);
    if (focused) this.#keepFocus(focused);
  }

  /** Put the focus where reading starts: the first finding, or the sentence when there is none. */
  focusFirst() {
    (this.#openers()[0] ?? this.sentence).focus({ preventScroll: true });
  }

  /** How high it is with everything in it to be seen. Read without a change, so that nothing scrolls back. */
  get wholeHeight() {
    const hidden = [this.items, this.why?.region].map((part) => (part ? part.scrollHeight - part.clientHeight : 0));
    return hidden.reduce((sum, height) => sum + height, this.element.getBoundingClientRect().height);
  }

  /**
   * Arrow keys, Home and End walk from finding to finding.
   * @param {KeyboardEvent} event
   * @param {Element | null} focused
   * @returns {boolean} whether the key was one of these
   */
  walk(event, focused) {
    if (focused && focused === this.why?.region) return false; // there they scroll
    const openers = this.#openers();
    const at = openers.findIndex((opener) => opener.closest("li")?.contains(focused));
    const goal = { ArrowDown: at + 1, ArrowUp: Math.max(at - 1, 0), Home: 0, End: openers.length - 1 }[event.key];
    if (goal === undefined || openers.length === 0) return false;
    openers[Math.min(goal, openers.length - 1)].focus();
    return true;
  }

  /**
   * The focus back to a finding, as after its card was closed.
   * @param {number} row
   */
  focusRow(row) {
    const openers = this.#openers();
    (openers[Math.min(row, openers.length - 1)] ?? this.sentence).focus();
  }

  /** @returns {HTMLButtonElement[]} */
  #openers() {
    return [...this.items.querySelectorAll("button")].filter((found) => found.classList.contains("open"));
  }

  /**
   * @param {Finding} finding
   * @param {number} at
   * @param {string} text
   * @returns {FindingRow}
   */
  #row(finding, at, text) {
    const now = { finding, at };
    const listening = new AbortController();
    const { signal } = listening;
    const label = [findingHead(finding, text), element("span", { class: "message" }, finding.message)];
    const opener = button("open", label, () => this.options.onCard(now.finding, now.at), signal);
    const fixes = inOrder(finding.fixes).map((fix, place) =>
      fixRow(fix, text, () => this.options.onFix(now.finding, inOrder(now.finding.fixes)[place]), signal));
    return { now, listening, element: element("li", {}, opener, ...fixes) };
  }

  /** @param {FindingRow[]} wanted in their order */
  #drawRows(wanted) {
    const before = this.rows;
    let from = 0;
    this.rows = wanted.map((row) => {
      const same = before.findIndex((old, place) => place >= from && old.element.isEqualNode(row.element));
      if (same < 0) return row;
      from = same + 1;
      Object.assign(before[same].now, row.now);
      return before[same];
    });
    for (const { element: gone, listening } of before.filter((old) => !this.rows.includes(old))) {
      listening.abort();
      gone.remove();
    }
    this.rows.forEach(({ element: item }, place) => {
      const there = this.items.children[place] ?? null;
      if (there !== item) this.items.insertBefore(item, there);
    });
  }

  /** The action and the remarks above the findings, and what was left out below. @param {View} view */
  #drawAround(view) {
    const { action, actionWords } = describe(view);
    const remarks = [
      ...(view.unmarked && view.findings.length ? [words("list_unmarked")] : []),
      ...(view.missing ?? []).map((part) => words(`list_missing_${part}`)),
      ...(view.rulesChanged ? [rulesChangedWords(view.rulesChanged)] : []),
    ];
    const ignored = view.ignored ?? 0;
    const drawn = JSON.stringify([action, actionWords, remarks, ignored]);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.drawing.abort();
    this.drawing = new AbortController();
    const offer = action === "list" ? [] : [button("button", actionWords, () => this.options.onAction(action), this.drawing.signal)];
    this.note.replaceChildren(...offer, ...remarks.map((remark) => element("p", { class: "soft" }, remark)));
    this.note.hidden = this.note.childElementCount === 0;
    this.#drawFoot(ignored);
  }

  /** @param {number} ignored */
  #drawFoot(ignored) {
    this.foot.hidden = ignored === 0;
    this.foot.replaceChildren();
    if (ignored === 0) return;
    const undo = button("link", words("list_ignored_undo"), this.options.onRestore, this.drawing.signal);
    this.foot.append(element("span", {}, countedWords("list_ignored", ignored)), undo);
  }

  #endListening() {
    this.drawing.abort();
    for (const { listening } of this.rows) listening.abort();
  }

  #makeWhy() {
    const { signal, explain, onResized } = this.options;
    if (!explain) return null;
    return new Why({ signal, label: words("why_looked"), ask: explain, draw: lookedBlocks, onResized: () => onResized?.() });
  }

  /** What was looked at can be asked where something was; an answer goes with the check that it is about. @param {View} view */
  #drawWhy({ state, report }) {
    if (!this.why) return;
    if (report && report.revision !== this.revision) this.why.close();
    this.revision = report?.revision ?? this.revision;
    this.why.element.hidden = !report && state !== "checking";
  }

  /** Which control has the focus, and of which finding. */
  #focusedPlace() {
    const root = /** @type {ShadowRoot} */ (this.element.getRootNode());
    const focused = root.activeElement;
    if (!focused || !this.element.contains(focused)) return null;
    const row = this.rows.findIndex(({ element: item }) => item.contains(focused));
    const controls = row < 0 ? [] : [...this.rows[row].element.querySelectorAll("button")];
    return { focused, row, control: controls.findIndex((control) => control === focused) };
  }

  /** Where the focused control is gone, the same control of what has taken its place has the focus. @param {{focused: Element, row: number, control: number}} place */
  #keepFocus({ focused, row, control }) {
    if (focused.isConnected) return;
    const item = this.rows[Math.min(row, this.rows.length - 1)]?.element;
    const controls = item ? [...item.querySelectorAll("button")] : [];
    (controls[control] ?? controls[0] ?? this.sentence).focus({ preventScroll: true });
  }
}

/**
 * A severity as shape and word.
 * @param {Severity} severity
 */
function severityMark(severity) {
  return element("span", { class: `tone ${severity}` }, shape(severity), words(`severity_${severity}`));
}

/**
 * What kind of finding it is and the words it is about, on one line.
 * @param {Finding} finding
 * @param {string} text
 */
function findingHead({ severity, start, end }, text) {
  const excerpt = shorten(text.slice(start, end));
  const about = excerpt ? [element("span", { class: "excerpt" }, words("quote", excerpt))] : [];
  return element("span", { class: "what" }, severityMark(severity), ...about);
}

/**
 * Safe fixes first: they change nothing but the words they are about.
 * @param {readonly Fix[]} fixes
 */
function inOrder(fixes) {
  return [...fixes].sort((one, other) => Number(one.applicability === "unsafe") - Number(other.applicability === "unsafe"));
}

/**
 * A fix as a button with, beside it, what the text becomes; advice that no button can follow as a sentence.
 * @param {Fix} fix
 * @param {string} text the draft that its edits count in
 * @param {() => void} run
 * @param {AbortSignal} signal
 */
function fixRow(fix, text, run, signal) {
  if (!fix.edits.length) return fix.keeps ? element("div", { class: "fix" }, button("button", fix.label, run, signal)) : element("p", { class: "soft" }, fix.label);
  const changes = fix.edits.flatMap((edit) => changeOf(shorten(text.slice(edit.start, edit.end)), edit.text.trim()));
  const warning = fix.applicability === "unsafe" ? [element("span", { class: "unsafe" }, words("fix_unsafe"))] : [];
  const change = element("span", { class: "change" }, ...changes, ...warning);
  return element("div", { class: "fix" }, button("button", fix.label, run, signal), change);
}

/**
 * Old text struck out, new text after it; for a screen reader the same in words.
 * @param {string} before
 * @param {string} after
 */
function changeOf(before, after) {
  const spoken = !after ? words("fix_result_empty", before) : before ? words("fix_change", before, after) : words("fix_result", after);
  const seen = [...(before ? [element("del", {}, before)] : []), ...(after ? [element("ins", {}, after)] : [])];
  return [element("span", { class: "unseen" }, spoken), element("span", { "aria-hidden": "true" }, ...seen.flatMap((part) => [part, " "]))];
}

/**
 * A text on one line, cut in the middle when it is long.
 * @param {string} text
 */
function shorten(text) {
  const characters = [...text.replace(/\s+/gu, " ").trim()];
  if (characters.length <= 60) return characters.join("");
  return `${characters.slice(0, 38).join("")}…${characters.slice(-18).join("")}`;
}
