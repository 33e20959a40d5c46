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
    /** Ends with each redraw, and with it the listeners of the items that are gone. */
    this.drawing = new AbortController();
    options.signal.addEventListener("abort", () => this.drawing.abort(), { once: true });
  }

  /**
   * Show a view. A focused control keeps the focus when the same control is still there.
   * @param {View} view
   */
  render(view) {
    const kept = this.#focusedPlace();
    this.drawing.abort();
    this.drawing = new AbortController();
    const { sentence, action, actionWords } = describe(view);
    this.sentence.textContent = sentence;
    const offer = action === "list" ? [] : [button("button", actionWords, () => this.options.onAction(action), this.drawing.signal)];
    const unmarked = view.unmarked && view.findings.length ? [element("p", { class: "soft" }, words("list_unmarked"))] : [];
    const missing = (view.missing ?? []).map((part) => element("p", { class: "soft" }, words(`list_missing_${part}`)));
    const changed = view.rulesChanged ? [element("p", { class: "soft" }, rulesChangedWords(view.rulesChanged))] : [];
    this.note.replaceChildren(...offer, ...unmarked, ...missing, ...changed);
    this.note.hidden = this.note.childElementCount === 0;
    this.items.replaceChildren(...view.findings.map((finding, row) => this.#item(finding, row, view.text ?? "")));
    this.#drawFoot(view.ignored ?? 0);
    this.#drawWhy(view);
    if (kept) this.#focusPlace(kept);
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
   * @param {number} row
   * @param {string} text
   */
  #item(finding, row, text) {
    const { signal } = this.drawing;
    const label = [findingHead(finding, text), element("span", { class: "message" }, finding.message)];
    const opener = button("open", label, () => this.options.onCard(finding, row), signal);
    const fixes = inOrder(finding.fixes).map((fix) => fixRow(fix, text, () => this.options.onFix(finding, fix), signal));
    return element("li", {}, opener, ...fixes);
  }

  /** @param {number} ignored */
  #drawFoot(ignored) {
    this.foot.hidden = ignored === 0;
    this.foot.replaceChildren();
    if (ignored === 0) return;
    const undo = button("link", words("list_ignored_undo"), this.options.onRestore, this.drawing.signal);
    this.foot.append(element("span", {}, countedWords("list_ignored", ignored)), undo);
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

  /** Which control of which finding has the focus. */
  #focusedPlace() {
    const root = /** @type {ShadowRoot} */ (this.element.getRootNode());
    const focused = root.activeElement;
    if (!focused || !this.element.contains(focused)) return null;
    const rows = [...this.items.children];
    const row = rows.findIndex((item) => item.contains(focused));
    return row < 0 ? { row, control: 0, keep: focused.isConnected && !this.note.contains(focused) && !this.foot.contains(focused) }
      : { row, control: [...rows[row].querySelectorAll("button")].findIndex((control) => control === focused), keep: false };
  }

  /** @param {{row: number, control: number, keep: boolean}} place */
  #focusPlace({ row, control, keep }) {
    if (keep) return;
    const rows = [...this.items.children];
    const item = rows[Math.min(row, rows.length - 1)];
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
