// @ts-check
// The words a person reads. Every sentence lives in _locales; this file only fetches them.
//
// All of them are fetched once, at the start: after an update of the extension the browser refuses further calls from tabs
// that were open before, and exactly then the sentence "reload this tab" is needed.

/** Every key that content scripts use. A test compares it with _locales. */
const WORD_KEYS = Object.freeze([
  "language", "state_checking", "state_clear", "state_findings_one", "state_findings_other",
  "state_held", "state_incomplete", "state_paused", "state_off_here", "state_away",
  "state_stale_rules", "state_no_policy", "state_no_access", "state_unrecognised", "state_reload",
  "short_checking", "short_clear", "short_findings_one", "short_findings_other", "short_held",
  "short_incomplete", "short_paused", "short_off_here", "short_away", "short_stale_rules",
  "short_no_policy", "short_no_access", "short_unrecognised", "short_reload", "action_recheck",
  "action_list", "action_answer", "action_resume", "action_turn_on", "action_wake",
  "action_refresh_rules", "action_choose_policy", "action_grant", "action_help", "action_reload",
  "severity_error", "severity_warning", "severity_info", "list_label", "list_open_hint",
  "list_close", "list_unmarked", "list_missing_account", "list_missing_button", "list_ignored_one", "list_ignored_other", "list_ignored_undo",
  "announce_none", "announce_findings_one", "announce_findings_other", "fix_change", "fix_result",
  "fix_result_empty", "fix_unsafe", "fix_failed", "fix_copy", "fix_copied",
  "card_close", "card_back", "card_loading", "card_unavailable", "card_ignore",
  "card_ignore_hint", "card_more_one", "card_more_other", "rules_changed",
  "why", "why_looked", "why_loading", "why_unavailable", "why_yes",
  "why_no", "why_unknown", "why_all", "why_some", "why_silent",
  "why_depends", "why_clause", "why_more_places_one", "why_more_places_other", "why_rules_one",
  "why_rules_other", "why_no_rules", "why_personal", "why_official", "why_no_account",
  "why_read", "why_draft", "why_not_known", "why_seen", "why_seen_none",
  "why_spoke", "why_near", "why_more_rules_one", "why_more_rules_other", "quote", "ask_advice_title",
  "ask_advice_lead_one", "ask_advice_lead_other", "ask_acknowledge_title", "ask_acknowledge_lead_one", "ask_acknowledge_lead_other",
  "ask_away_title", "ask_away_lead", "ask_incomplete_title", "ask_incomplete_lead", "ask_back",
  "ask_post_anyway", "ask_post", "ask_post_unchecked", "ask_read", "ask_not_stored",
  "passed_away", "passed_reload", "passed_incomplete",
  "duty_on", "duty_off", "duty_break", "duty_unknown", "duty_until",
  "duty_say_on_duty", "duty_say_off_duty", "duty_say_ask_clock", "duty_kept", "duty_not_kept",
]);

/** @type {Map<string, string>} */
const wordTable = new Map();

// A placeholder survives the first fetch as itself, so that it can be filled in later.
const PLACEHOLDERS = ["$1", "$2", "$3"];

/** Fetch the words, from the browser or from the table that the local page has set before this script. */
function learnWords() {
  const given = /** @type {{PROVISO_WORDS?: Record<string, string>}} */ (globalThis).PROVISO_WORDS;
  for (const key of WORD_KEYS) {
    const message = given ? given[key] : chrome.i18n.getMessage(key, PLACEHOLDERS);
    if (message) wordTable.set(key, message);
  }
}
learnWords();
const pluralRules = new Intl.PluralRules(wordTable.get("language") ?? "en");

/**
 * The sentence of a key, with `$1`, `$2`, `$3` filled in. An unknown key shows itself: a missing sentence must be seen, not hidden.
 * @param {string} key
 * @param {...(string | number)} subs
 * @returns {string}
 */
function words(key, ...subs) {
  const message = wordTable.get(key) ?? key;
  return message.replace(/\$([1-3])/g, (placeholder, digit) => String(subs[Number(digit) - 1] ?? placeholder));
}

/**
 * A sentence that depends on a number: `KEY_one` or `KEY_other`, by the plural rules of the language.
 * @param {string} key
 * @param {number} count
 * @param {...(string | number)} subs
 */
function countedWords(key, count, ...subs) {
  const form = pluralRules.select(count) === "one" ? "one" : "other";
  return words(`${key}_${form}`, count, ...subs);
}

/**
 * Shadow roots are closed, so that a page can neither read findings nor restyle them. Tests open them to look inside.
 * @returns {ShadowRootMode}
 */
function shadowMode() {
  const open = /** @type {{PROVISO_OPEN_SHADOW?: boolean}} */ (globalThis).PROVISO_OPEN_SHADOW;
  return open ? "open" : "closed";
}
