// @ts-check
// The second look at the moment of posting. Listens before the page does, lets a post through or asks first.
// Never edits, never posts by itself, never stores an answer; when nothing can be known it fails open on personal accounts and says so.

const ANSWER_WITHIN_MS = 700; // longer than this a press on Post does not wait
const LOOK_EVERY_MS = 25;
const SPENT_MS = 800; // what is left of a double click or a held key after a post does not post again

/**
 * What the guard needs of a composer.
 * @typedef {{
 *   editor: {element: HTMLElement},
 *   view: View,
 *   submitKeys: "mod-enter" | "enter" | "none",
 *   submitButton: () => HTMLElement | null,
 *   form?: HTMLFormElement | null,
 *   submit: () => void,
 *   refresh: () => void,
 *   hold: (held: boolean) => void,
 *   card: (finding: Finding) => Promise<Card>,
 *   fix: (finding: Finding, fix: Fix) => unknown,
 * }} Guarded `refresh` reads the text as it is now; `submit` presses the page's own button; `form` publishes when it is submitted
 *
 * @typedef {"pass" | "wait" | "pass-unchecked" | AskMode} Verdict
 */

class Guard {
  /** Composers whose press on Post waits for an answer. @type {Set<Guarded>} */
  #waiting = new Set();
  /** The report that "Post anyway" was said to: a changed text has another one. @type {WeakMap<Guarded, AgentReport>} */
  #accepted = new WeakMap();
  /** When the last post was let go by us. */
  #spentUntil = 0;
  #isPassing = false;
  /** Where the caret stood when the pointer went down on Post: an editor that loses the focus may forget. @type {Caret | null} */
  #caret = null;
  /** A key whose press was taken must not be seen when it comes up either. */
  #takenKey = "";

  /** @param {{signal: AbortSignal, notice: Notice, composers: () => Guarded[]}} options */
  constructor({ signal, notice, composers }) {
    this.signal = signal;
    this.notice = notice;
    this.composers = composers;
    const options = { signal, capture: true };
    window.addEventListener("pointerdown", (event) => this.#onPointerDown(event), { ...options, passive: true });
    window.addEventListener("click", (event) => this.#onClick(event), options);
    window.addEventListener("keydown", (event) => this.#onKeyDown(event), options);
    window.addEventListener("keyup", (event) => this.#onKeyUp(event), options);
    window.addEventListener("submit", (event) => this.#onSubmit(event), options);
  }

  /** @param {PointerEvent} event */
  #onPointerDown(event) {
    const [pressed] = event.target instanceof Element ? this.#pressedBy(event.target) : [];
    this.#caret = pressed ? new Caret(pressed.editor.element) : null;
  }

  /** @param {MouseEvent} event */
  #onClick(event) {
    if (this.#isPassing || !(event.target instanceof Element)) return;
    this.#judge(event, this.#pressedBy(event.target));
  }

  /** @param {KeyboardEvent} event */
  #onKeyDown(event) {
    if (this.#isPassing || event.isComposing || !(event.target instanceof Element)) return;
    if (event.key !== "Enter" && event.key !== " ") return;
    const pressed = this.#pressedBy(event.target);
    const group = pressed.length ? pressed : this.#sentFrom(event.target, event);
    if (this.#judge(event, group)) this.#takenKey = event.key;
  }

  /** @param {KeyboardEvent} event */
  #onKeyUp(event) {
    if (event.key !== this.#takenKey) return;
    this.#takenKey = "";
    if (event.target instanceof Element && this.#pressedBy(event.target).length) take(event);
  }

  /** A form can be submitted from any of its fields. @param {SubmitEvent} event */
  #onSubmit(event) {
    if (this.#isPassing) return;
    this.#judge(event, this.composers().filter(({ form }) => form && form === event.target));
  }

  /**
   * The composers that this button publishes: several for a thread.
   * @param {Element} target
   */
  #pressedBy(target) {
    return this.composers().filter((composer) => composer.submitButton()?.contains(target));
  }

  /**
   * The composers that this key publishes.
   * @param {Element} target
   * @param {KeyboardEvent} event
   */
  #sentFrom(target, event) {
    if (event.key !== "Enter") return [];
    const all = this.composers();
    const typed = all.find(({ editor }) => editor.element.contains(target));
    if (!typed || !publishes(typed.submitKeys, event) || isChoosing(typed.editor.element)) return [];
    const submit = typed.submitButton();
    return submit ? all.filter((composer) => composer === typed || composer.submitButton() === submit) : [typed];
  }

  /**
   * Let an attempt to post through, or take it and ask.
   * @param {MouseEvent | KeyboardEvent | SubmitEvent} event
   * @param {Guarded[]} group
   * @returns {boolean} whether the event was taken from the page
   */
  #judge(event, group) {
    if (group.length === 0) return false;
    const isRepeat = event instanceof KeyboardEvent && event.repeat;
    if (isRepeat || group.some((composer) => this.#waiting.has(composer)) || performance.now() < this.#spentUntil) return take(event);
    for (const composer of group) composer.refresh();
    const verdicts = group.map((composer) => this.#verdict(composer));
    if (verdicts.every((verdict) => verdict === "pass" || verdict === "pass-unchecked")) {
      this.#tellIfUnchecked(group);
      return false;
    }
    void this.#ask(group);
    return take(event);
  }

  /** @param {Guarded} composer */
  #verdict(composer) {
    const { view } = composer;
    return view.report && this.#accepted.get(composer) === view.report ? "pass" : verdictOn(view);
  }

  /**
   * Wait for what is still being checked, ask where it is needed, and post once.
   * @param {Guarded[]} group
   */
  async #ask(group) {
    const caret = this.#caret ?? new Caret(group[0].editor.element);
    this.#caret = null;
    for (const composer of group) this.#waiting.add(composer);
    try {
      await this.#answersOf(group);
      for (const composer of group) if (!(await this.#mayPass(composer, caret))) return;
      this.#tellIfUnchecked(group);
      this.#post(group[0]);
    } finally {
      for (const composer of group) this.#waiting.delete(composer);
    }
  }

  /** @param {Guarded[]} group */
  async #answersOf(group) {
    const until = performance.now() + ANSWER_WITHIN_MS;
    while (performance.now() < until && group.some((composer) => this.#verdict(composer) === "wait")) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }

  /**
   * @param {Guarded} composer
   * @param {Caret} caret
   * @returns {Promise<boolean>}
   */
  async #mayPass(composer, caret) {
    const { view } = composer;
    const verdict = this.#verdict(composer);
    const mode = verdict === "wait" ? (view.official ? "incomplete" : "pass-unchecked") : verdict;
    if (mode === "pass" || mode === "pass-unchecked") return true;
    composer.hold(true);
    const answer = await askBeforePosting({
      view,
      mode,
      signal: this.signal,
      anchor: composer.editor.element,
      caret,
      fetchCard: (finding) => composer.card(finding),
      onFix: (finding, fix) => composer.fix(finding, fix),
    });
    composer.hold(false);
    if (answer === "back") return false;
    composer.refresh();
    if (composer.view.text !== view.text) return this.#mayPass(composer, caret); // the answer was for another text
    if (view.report) this.#accepted.set(composer, view.report);
    return true;
  }

  /** @param {Guarded} composer */
  #post(composer) {
    this.#isPassing = true;
    try {
      composer.submit();
    } finally {
      this.#isPassing = false;
      this.#spentUntil = performance.now() + SPENT_MS;
    }
  }

  /** @param {Guarded[]} group */
  #tellIfUnchecked(group) {
    const unchecked = group.map(({ view }) => view).find((view) => !view.official && ["wait", "pass-unchecked"].includes(verdictOn(view)));
    if (!unchecked) return;
    const { state } = unchecked;
    this.notice.say(words(state === "away" || state === "reload" ? `passed_${state}` : "passed_incomplete"));
  }
}

/**
 * Whether Enter with these other keys publishes.
 * @param {Guarded["submitKeys"]} keys
 * @param {KeyboardEvent} event
 */
function publishes(keys, { shiftKey, ctrlKey, metaKey }) {
  return keys === "enter" ? !shiftKey : keys === "mod-enter" && (ctrlKey || metaKey);
}

/**
 * Whether a list of suggestions is open, from which Enter chooses.
 * @param {HTMLElement} editor
 */
function isChoosing(editor) {
  return editor.hasAttribute("aria-activedescendant") || editor.getAttribute("aria-expanded") === "true";
}

/** Switched off by the person, or never on: not ours to hold. @type {readonly ViewState[]} */
const SWITCHED_OFF = ["paused", "off-here", "no-access", "unrecognised"];

/**
 * What a press on Post means for what is known now.
 * @param {View} view
 * @returns {Verdict}
 */
function verdictOn({ state, report, official }) {
  if (SWITCHED_OFF.includes(state)) return "pass";
  if (report && report.hold !== "none") return report.hold;
  if (report?.status === "complete") return "pass"; // the newest text was checked, whatever has become of the agent since
  if (state === "away" || state === "reload") return official ? "away-official" : "pass-unchecked";
  if (state === "incomplete") return official ? "incomplete" : "pass-unchecked";
  return "wait";
}

/**
 * Keep an event from the page.
 * @param {Event} event
 */
function take(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
  return true;
}
