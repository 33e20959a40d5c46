// @ts-check
// A clause on the screen: the wording in quotation marks, then document and place. A clause whose wording was never seen is cited
// without quotation marks.

/**
 * @param {Clause} clause
 * @returns {HTMLElement}
 */
function clauseBlock(clause) {
  const wording = clause.quote === null ? [] : [element("blockquote", {}, words("quote", clause.quote))];
  return element("div", { class: "clause" }, ...wording, element("cite", {}, citation(clause)));
}

/** Document and place of a clause. @param {Clause} clause */
function citation({ document: title, locator }) {
  return [title, locator].filter(Boolean).join(", ");
}

/**
 * The first clause, and the others one click away: a card is small, and the first is the most specific.
 * @param {readonly Clause[]} clauses
 * @returns {HTMLElement[]}
 */
function clauseBlocks(clauses) {
  const [first, ...others] = clauses;
  if (!first) return [];
  if (others.length === 0) return [clauseBlock(first)];
  const more = element("details", { class: "more" }, element("summary", {}, countedWords("card_more", others.length)));
  more.append(...others.map(clauseBlock));
  return [clauseBlock(first), more];
}
