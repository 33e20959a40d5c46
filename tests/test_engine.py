"""What a rule means: three-valued conditions, unknowns, merging, citations, overrides, disclosures, holds, fixes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proviso.facts.spec import Pattern
from proviso.model import Context
from proviso.packs import Overrides, Rulebook
from rulebooks import check, files, fired, pack, rule, rulebook

ERROR, WARNING, INFO = [("base/fruit", word) for word in ("error", "warning", "info")]


def book(when: str, more: str = "", **keys: str) -> Rulebook:
    return rulebook(files(rules=rule(when, more, **keys)))


# condition, context, what the rule says of a post with the word "apple" in it
UNKNOWNS = [
    ('{ all = ["fruit"] }', {}, ERROR),
    ('{ all = ["fruit"], account = "personal" }', {"account": "personal"}, ERROR),
    ('{ all = ["fruit"], account = "personal" }', {"account": "official"}, None),
    ('{ all = ["fruit"], account = "personal" }', {}, None),  # who writes must be known
    ('{ all = ["fruit"], surface = ["post", "reply"] }', {"surface": "reply"}, ERROR),
    ('{ all = ["fruit"], surface = "post" }', {}, None),
    ('{ all = ["fruit"], platform = "x" }', {}, None),
    ('{ all = ["fruit"], author_role = "employee" }', {}, None),
    ('{ all = ["fruit"], unless = { author_role = "authorised-poster" } }', {}, None),
    ('{ all = ["fruit"], unless = { author_role = "authorised-poster" } }', {"author_role": "employee"}, ERROR),
    ('{ all = ["fruit"], on_duty = true }', {"on_duty": True}, ERROR),
    ('{ all = ["fruit"], on_duty = true }', {"on_duty": False}, None),
    ('{ all = ["fruit"], on_duty = true }', {}, WARNING),
    ('{ all = ["fruit"], on_duty = true, certain = ["on_duty"] }', {}, None),
    ('{ all = ["fruit"], on_duty = true, hatch = "further" }', {}, WARNING),  # two unknowns lower it once
    ('{ all = ["fruit", "employer"] }', {"bio": "orchard"}, ERROR),
    ('{ all = ["fruit", "employer"] }', {"bio": ""}, None),
    ('{ all = ["fruit", "employer"] }', {}, WARNING),
    ('{ all = ["fruit", "employer"], certain = ["employer"] }', {}, None),
    ('{ all = ["fruit", "employer"] }', {"identifies_employer": True}, ERROR),
    ('{ all = ["fruit"], none = ["employer"] }', {"bio": "orchard"}, None),
    ('{ all = ["fruit"], none = ["employer"] }', {"bio": ""}, ERROR),
    ('{ all = ["fruit"], none = ["employer"] }', {}, WARNING),
    ('{ all = ["fruit"], unless = { on_break = true, device = "own" } }', {"on_break": True, "device": "own"}, None),
    ('{ all = ["fruit"], unless = { on_break = true, device = "own" } }', {"on_break": False}, ERROR),
    ('{ all = ["fruit"], unless = { on_break = true, device = "own" } }', {"on_break": True}, WARNING),
    ('{ all = ["fruit"], unless = [{ on_break = true }, { device = "own" }] }', {"device": "own"}, None),
    ('{ all = ["employer"] }', {}, None),  # nothing but an unknown is no reason to speak
    ('{ all = ["employer"], reply_target = "friend" }', {"reply_target": "friend"}, WARNING),
    ('{ any = ["fruit", "employer"] }', {}, ERROR),
    ('{ all = ["fruit"], reply_target = "friend" }', {"surface": "post"}, None),  # a post answers nobody
    ('{ all = ["fruit"], reply_target = "friend" }', {"surface": "reply"}, WARNING),
    ('{ all = ["fruit"], approval = ["none", "pending"] }', {"approval": "pending: by phone"}, ERROR),
    ('{ all = ["fruit"], consent_record = true }', {"consent_record": "yes"}, ERROR),
    ('{ all = ["fruit"], consent_record = false }', {"consent_record": "none"}, ERROR),
    ('{ all = ["fruit"], consent_record = false }', {"consent_record": "form 3"}, None),
    ('{ all = ["fruit"], consent_record = false }', {}, WARNING),
    ('{ all = ["fruit"], links = true }', {"links": ["https://example.org"]}, ERROR),
    ('{ all = ["fruit"], links = true }', {"links": []}, None),
    ('{ all = ["fruit"], date = { since = "2026-09-01", until = "2026-11-03" } }', {"date": "2026-11-03"}, ERROR),
    ('{ all = ["fruit"], date = { since = "2026-09-01", until = "2026-11-03" } }', {"date": "2026-11-04"}, None),
    ('{ all = ["fruit"], local_time = { since = "22:00", until = "06:00" } }', {"local_time": "Sat 23:30"}, ERROR),
    ('{ all = ["fruit"], local_time = { since = "22:00", until = "06:00" } }', {"local_time": "12:00"}, None),
    ('{ all = ["fruit"], attachments = { kind = "image", alt = "" } }', {"attachments": [{"kind": "image", "alt": ""}]}, ERROR),
    ('{ all = ["fruit"], attachments = { kind = "image", alt = "" } }', {"attachments": [{"kind": "image", "alt": "x"}]}, None),
    ('{ all = ["fruit"], attachments = { kind = "image", alt = "" } }', {"attachments": [{"kind": "image"}]}, WARNING),
    ('{ account = "personal" }', {"account": "personal"}, ERROR),  # a rule about the post as a whole
]  # fmt: skip


@pytest.mark.parametrize(("when", "context", "expected"), UNKNOWNS)
def test_a_condition_is_yes_no_or_unknown(
    when: str, context: dict[str, object], expected: tuple[str, str] | None
) -> None:
    assert ([expected] if expected else []) == fired(check(book(when), "an apple", **context))


@pytest.mark.parametrize("category", ["pii", "tax-information", "sensitive-marking"])
def test_identifiers_and_markings_fire_whoever_writes(category: str) -> None:
    found = check(book('{ all = ["fruit"], account = "personal" }', category=category), "apple")

    assert fired(found) == [ERROR]


def test_the_message_says_what_would_settle_an_unknown() -> None:
    one = check(book('{ all = ["fruit"], on_duty = true }'), "apple").findings[0]
    own = check(
        book('{ all = ["fruit"], on_duty = true }', 'unknown = { on_duty = "Allowed only off duty." }'), "apple"
    ).findings[0]

    assert one.message == "About “apple” in base. It depends on whether you are on duty, which is not known."
    assert own.message == "About “apple” in base. Allowed only off duty."


def test_every_place_is_a_finding_unless_the_rule_speaks_once() -> None:
    assert len(check(book('{ all = ["fruit"] }'), "apple, pear").findings) == 2
    assert len(check(book('{ all = ["fruit"] }', "once = true"), "apple, pear").findings) == 1


def test_a_rule_without_a_place_is_about_the_whole_post() -> None:
    found = check(book('{ account = "personal", all = ["employer"] }'), "hi", account="personal", bio="orchard")

    assert [(finding.start, finding.end) for finding in found.findings] == [(0, 0)]


AGENCY = {"name": "agency", "severity": "warning"}


def test_a_shadow_rule_is_never_shown() -> None:
    assert fired(check(book('{ all = ["fruit"] }', 'mode = "shadow"'), "apple")) == []


@pytest.mark.parametrize(
    ("date", "expected"), [("2025-12-31", []), ("2026-01-01", [ERROR]), ("2026-02-28", [ERROR]), ("2026-03-01", [])]
)
def test_a_rule_is_in_force_between_its_dates(date: str, expected: list[tuple[str, str]]) -> None:
    dated = book('{ all = ["fruit"] }', "since = 2026-01-01\nuntil = 2026-02-28")

    assert expected == fired(check(dated, "apple", date=date))


def test_a_pack_is_in_force_from_its_date() -> None:
    head = files(rules=rule())["pack.toml"].replace(b'version = "1"', b'version = "1"\nsince = 2026-06-01')
    later = rulebook({**files(rules=rule()), "pack.toml": head})

    assert fired(check(later, "apple", date="2026-05-31")) == []
    assert fired(check(later, "apple", date="2026-06-01")) == [ERROR]


PROTECTED = '[protected]\nfact = "employer"\nstatement = "Nothing here forbids a report."\n'


@pytest.mark.parametrize(
    ("account", "category", "expected"),
    [("personal", "conduct", "info"), (None, "conduct", "info"), ("official", "conduct", "error"), ("personal", "pii", "error")],
)  # fmt: skip
def test_a_protected_disclosure_is_never_above_a_hint_on_a_personal_account(
    account: str | None, category: str, expected: str
) -> None:
    protected = rulebook(files(head=PROTECTED, rules=rule(category=category)))

    assert [("base/fruit", expected)] == fired(check(protected, "the orchard's apple", account=account))


def test_the_card_of_a_confidentiality_clause_carries_the_statement() -> None:
    protected = rulebook(files(head=PROTECTED, rules=rule()))

    assert protected.card("base/fruit", ["base.fruit"]).statement is None
    assert protected.card("base/fruit", ["base.secret"]).statement == "Nothing here forbids a report."


def test_a_card_shows_the_clauses_in_the_order_of_the_finding() -> None:
    both = rulebook(files(rules=rule()), files("agency", "agency", rules=rule(**AGENCY)))
    card = both.card("base/fruit", ["agency.secret", "base.fruit"])

    assert [clause.quote for clause in card.clauses] == ["Keep secrets.", "Do not talk about fruit."]
    assert (card.title, card.why) == ("Fruit", "Because.")


HELD = '[hold]\nofficial = "acknowledge"\n[[official]]\nplatform = "x"\nhandle = "@Agency"\n'


@pytest.mark.parametrize(
    ("severity", "more", "context", "expected"),
    [
        ("error", "", {"account": "official"}, "acknowledge"),
        ("warning", "", {"account": "official"}, "acknowledge"),
        ("info", "", {"account": "official"}, "none"),
        ("error", 'mode = "advise"', {"account": "official"}, "advice"),
        ("error", "", {"account": "personal"}, "advice"),
        ("error", "", {}, "advice"),
        ("error", "", {"handle": "@agency", "platform": "x"}, "acknowledge"),
        ("error", "", {"handle": "@agency", "platform": "facebook"}, "advice"),
    ],
)
def test_only_an_official_account_is_held(severity: str, more: str, context: dict[str, object], expected: str) -> None:
    held = rulebook(files(head=HELD, rules=rule(more=more, severity=severity)))

    assert expected == check(held, "apple", **context).hold


@pytest.mark.parametrize(
    ("context", "account"),
    [
        ({"handle": "@AGENCY", "platform": "x"}, "official"),
        ({"handle": "agency"}, "official"),
        ({"handle": "@someone"}, "personal"),
        ({}, None),
        ({"handle": "@agency", "account": "personal"}, "personal"),
    ],
)
def test_the_register_says_whose_account_it_is(context: dict[str, object], account: str | None) -> None:
    assert account == check(rulebook(files(head=HELD, rules=rule())), "hi", **context).account


def test_conflicts_between_active_packs_are_listed() -> None:
    head = '[[conflict]]\nclause = "agency.fruit"\nother = "base.secret"\ntext = "One forbids what the other allows."\n'
    both = rulebook(files(rules=rule()), files("agency", "agency", head=head, rules=rule(**AGENCY)))
    active = both.active(check_context("agency", "base"))

    assert [conflict.other for conflict in both.conflicts(active)] == ["base.secret"]
    assert both.conflicts(both.active(check_context("agency"))) == ()


def check_context(*packs: str) -> Context:
    return Context(packs=packs)


WORDING = '[wording]\ndisclaimer = ["Mine alone and nobody else\'s.", "Mine."]\n'


@pytest.mark.parametrize(
    ("text", "platform", "expected"),
    [
        ("An apple", "x", "An apple. Mine alone and nobody else's."),
        ("An apple!  ", "x", "An apple! Mine alone and nobody else's."),
        ("apple " + "a" * 255, "x", "apple " + "a" * 255 + ". Mine."),
        ("apple " + "a" * 273, "x", None),
        ("apple " + "a" * 273, "facebook", "apple " + "a" * 273 + ". Mine alone and nobody else's."),
    ],
)
def test_the_longest_wording_that_fits_is_offered(text: str, platform: str, expected: str | None) -> None:
    written = rulebook(files(head=WORDING, rules=rule(more='fix = { insert = "disclaimer" }')))
    [finding] = check(written, text, platform=platform, surface="post").findings
    edits = [edit for fix in finding.fixes for edit in fix.edits]

    assert ([expected] if expected else []) == [text[: e.start] + e.text + text[e.end :] for e in edits]


@pytest.mark.parametrize(
    ("fix", "expected"),
    [
        ('{ redact = "[removed]" }', ("an [removed] tart", "safe")),
        ("{ redact = true }", ("an [removed] tart", "safe")),
        ('{ replace = "plum" }', ("an plum tart", "unsafe")),
        ('{ replace = "plum", safe = true }', ("an plum tart", "safe")),
        ('{ redact = "" }', ("an tart", "safe")),
    ],
)
def test_a_fix_changes_the_words_it_is_about(fix: str, expected: tuple[str, str]) -> None:
    [finding] = check(book('{ all = ["fruit"] }', f"fix = {fix}"), "an apple tart").findings
    [offered] = finding.fixes
    [edit] = offered.edits

    assert expected == ("an apple tart"[: edit.start] + edit.text + "an apple tart"[edit.end :], offered.applicability)


def test_asking_changes_nothing() -> None:
    [finding] = check(book('{ all = ["fruit"] }', 'fix = { ask = "Ask the cook" }'), "apple").findings

    assert [(fix.label, fix.edits) for fix in finding.fixes] == [("Ask the cook", ())]


def test_blanks_are_filled_in_everywhere_but_not_in_strange_brackets() -> None:
    head = '[parameters]\n"agency name" = "the agency"\n'
    text = rule(more="").replace("Because.", "[Agency name] says so, [sic].")
    blank = pack(files(head=head, rules=text), parameters={"Agency Name": "The Orchard"})

    assert blank.rules[0].why == "The Orchard says so, [sic]."


def test_a_pattern_out_of_time_makes_the_report_incomplete() -> None:
    facts = "[[fact]]\nname = 'fruit'\nwords = ['apple']\n"
    source = pack(files(rules=rule()), facts)
    slow = replace(source.facts["fruit"], patterns=(Pattern("(?:x|xx)+$", (), "always"),))
    book = Rulebook([replace(source, facts={"fruit": slow})])

    assert check(book, "x" * 60 + "!").status == "incomplete"


def test_an_empty_rulebook_says_nothing() -> None:
    assert fired(check(Rulebook([], Overrides()), "My SSN is 078-05-1120")) == []


@settings(max_examples=200)
@given(st.text(st.sampled_from("aple r,\n\u200b\u0301👩\u200d🦰İß  é078-51120") | st.characters(), max_size=80))
def test_every_finding_lies_in_the_source_whatever_is_written(text: str) -> None:
    for finding in check(EVERYTHING, text, account="personal").findings:
        assert 0 <= finding.start <= finding.end <= len(text)
        assert finding.start < finding.end


EVERYTHING = rulebook(
    files(rules=rule() + rule('{ all = ["number"] }', id="number", category="pii")),
)
