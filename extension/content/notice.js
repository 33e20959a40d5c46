// @ts-check
// A sentence that outlives a composer: said in a corner of the page, read aloud politely, gone after a while. Takes no focus.

const NOTICE_MS = 8000;

class Notice {
  /** @param {AbortSignal} signal */
  constructor(signal) {
    this.shadow = new ShadowHost({ signal, sheets: [BASE_STYLE, NOTICE_STYLE], outlives: true });
    this.sentence = element("p", { role: "status" });
    this.box = element("div", { class: "notice sheet", hidden: true }, shape("off"), this.sentence);
    this.shadow.frame.append(this.box);
    this.shadow.host.addEventListener("pointerenter", () => clearTimeout(this.timer), { signal });
    this.shadow.host.addEventListener("pointerleave", () => this.#goSoon(), { signal });
    signal.addEventListener("abort", () => clearTimeout(this.timer), { once: true });
    this.signal = signal;
  }

  /**
   * Say a sentence, and offer one thing to do.
   * @param {string} sentence
   * @param {{label: string, run: () => void}} [offer]
   */
  say(sentence, offer) {
    this.box.querySelectorAll("button").forEach((old) => old.remove());
    if (offer) this.box.append(button("button", offer.label, () => offer.run(), this.signal));
    const close = button("icon", [cross()], () => this.#go(), this.signal);
    close.setAttribute("aria-label", words("card_close"));
    this.box.append(close);
    this.shadow.matchTheme(document.body);
    this.shadow.enter(document.activeElement);
    this.box.hidden = false;
    this.sentence.textContent = sentence;
    this.#goSoon();
  }

  /**
   * A fix that was not applied: say so, and keep its text within reach.
   * @param {Fix} fix
   */
  offerCopy(fix) {
    const text = fix.edits.map((edit) => edit.text).join("").trim();
    const copy = async () => {
      await navigator.clipboard.writeText(text);
      this.say(words("fix_copied"));
    };
    this.say(words("fix_failed"), text ? { label: words("fix_copy"), run: copy } : undefined);
  }

  /**
   * Put a draft on the clipboard, for later. It is kept nowhere else.
   * @param {string} text
   */
  async keep(text) {
    const isKept = await navigator.clipboard.writeText(text).then(() => true, () => false);
    this.say(words(isKept ? "duty_kept" : "duty_not_kept"));
  }

  #goSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#go(), NOTICE_MS);
  }

  #go() {
    clearTimeout(this.timer);
    this.box.hidden = true;
    this.shadow.leave();
  }
}
