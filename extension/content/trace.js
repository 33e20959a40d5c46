// @ts-check
// An explanation on the screen: the conditions of a rule with their answers and the words they rest on, or what was looked at in
// a draft. The words come from the draft itself, by their places: the agent repeats none.

const MOST_EXCERPTS = 3; // of one fact
const MOST_NEAR = 5; // rules that came near

/** @type {Readonly<Record<TraceStep["answer"], string>>} */
const ANSWER_WORDS = Object.freeze({ yes: "why_yes", no: "why_no", unknown: "why_unknown" });

/**
 * Why a finding is there: the rule that speaks, then those that came to the same. The card shows the clauses of all of them; here
 * they are told apart only where there are several rules.
 * @param {Explained} explained
 * @returns {HTMLElement[]}
 */
function traceBlocks({ explanation, text }) {
  const facts = new Map(explanation.facts.map((fact) => [fact.fact, fact]));
  return explanation.traces.map((trace) => {
    const isOne = explanation.traces.length === 1;
    const title = isOne ? [] : [element("h3", {}, trace.title)];
    const clauses = isOne ? [] : trace.clauses.map((clause) => words("why_clause", citation(clause)));
    const steps = trace.steps.map((step) => stepRow(step, facts, text));
    return element(
      "div",
      { class: "trace" },
      ...title,
      element("p", { class: "soft" }, words(leadOf(trace))),
      element("ul", { class: "steps", role: "list" }, ...steps),
      ...softLines(trace.remark, ...clauses),
    );
  });
}

/**
 * What was looked at in a draft, whether anything was found or not.
 * @param {Explained} explained
 * @returns {HTMLElement[]}
 */
function lookedBlocks({ explanation, text }) {
  const { packs, rules, facts, traces, more, status } = explanation;
  const speaking = traces.filter(({ outcome }) => outcome !== "silent");
  const near = traces.filter(({ outcome }) => outcome === "silent");
  const left = near.length - MOST_NEAR + more;
  const titles = packs.map(({ title }) => title).join(" · ");
  return [
    ...softLines(status === "complete" ? "" : words("state_incomplete")),
    element("p", {}, packs.length ? countedWords("why_rules", rules, titles) : words("why_no_rules")),
    ...softLines(...readLines(explanation)),
    ...namedList(words("why_seen"), facts.map((fact) => element("li", {}, fact.words, " ", ...foundParts(fact, text)))),
    ...softLines(facts.length || !packs.length ? "" : words("why_seen_none")),
    ...namedList(words("why_spoke"), speaking.map(({ outcome, title }) => element("li", {}, severityMark(/** @type {Severity} */ (outcome)), " ", title))),
    ...namedList(words("why_near"), near.slice(0, MOST_NEAR).map(nearRow)),
    ...softLines(left > 0 ? countedWords("why_more_rules", left) : ""),
  ];
}

/** @param {Trace} trace @returns {string} the key of a sentence */
function leadOf({ outcome, steps }) {
  if (outcome === "silent") return "why_silent";
  return steps.some(({ answer }) => answer === "unknown") ? "why_some" : "why_all";
}

/**
 * @param {TraceStep} step
 * @param {ReadonlyMap<string, SeenFact>} facts
 * @param {string} text
 */
function stepRow({ condition, answer, missing, facts: names }, facts, text) {
  const found = names.flatMap((name) => facts.get(name) ?? []).flatMap((fact) => foundParts(fact, text));
  const missed = missing.length ? [element("span", { class: "soft" }, words("why_depends", listedWords(missing)))] : [];
  const said = element("span", {}, condition, ...found.flatMap((part) => [" ", part]), ...missed.flatMap((part) => [" ", part]));
  return element("li", {}, element("span", { class: `answer ${answer}` }, words(ANSWER_WORDS[answer])), said);
}

/**
 * The words in which a fact was seen, or where else, or what answered for it.
 * @param {SeenFact} fact
 * @param {string} text
 */
function foundParts({ spans, count, places, told }, text) {
  const excerpts = [...new Set(spans.map(([start, end]) => shorten(text.slice(start, end))))].filter(Boolean);
  const shown = excerpts.slice(0, MOST_EXCERPTS).map((excerpt) => words("quote", excerpt));
  const rest = count - spans.length + excerpts.length - shown.length;
  const parts = [...shown, ...(rest > 0 ? [countedWords("why_more_places", rest)] : []), ...places, ...(told ? [told] : [])];
  return parts.length ? [element("span", { class: "excerpt" }, listedWords(parts))] : [];
}

/** @param {Explanation} explanation */
function readLines({ account, looked, not_known: notKnown }) {
  return [
    account ? words(account === "official" ? "why_official" : "why_personal") : words("why_no_account"),
    words("why_read", listedWords([words("why_draft"), ...looked])),
    notKnown.length ? words("why_not_known", listedWords(notKnown)) : "",
  ];
}

/** A rule that said nothing, and what kept it from speaking. @param {Trace} trace */
function nearRow({ title, steps, remark }) {
  const against = steps.filter(({ answer }) => answer !== "yes").map(({ answer, condition }) => `${words(ANSWER_WORDS[answer])}: ${condition}`);
  return element("li", {}, title, ...softLines(...against, remark));
}

/**
 * A list under its name, or nothing when it is empty.
 * @param {string} name
 * @param {HTMLElement[]} rows
 */
function namedList(name, rows) {
  if (rows.length === 0) return [];
  return [element("p", { class: "label" }, name), element("ul", { class: "plain", role: "list", "aria-label": name }, ...rows)];
}

/** @param {...string} lines those that say something become paragraphs */
function softLines(...lines) {
  return lines.filter(Boolean).map((line) => element("p", { class: "soft" }, line));
}

/** @param {readonly string[]} parts */
function listedWords(parts) {
  return parts.join(", ");
}
