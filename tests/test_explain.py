"""An explanation follows the engine: it says of every rule what the report says, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knocking import rulebook as bundled_rules
from proviso.engine import Memory, check
from proviso.model import Context, Post
from proviso.packs.conditions import FieldBetween, FieldGiven, FieldIs, Has, HasAttachment, Not
from proviso.packs.exemptions import Exempt
from proviso.packs.overrides import read_overrides
from proviso.proof.explain import explain, trace
from proviso.proof.in_words import in_words
from rulebooks import files, rule, rulebook

if TYPE_CHECKING:
    from proviso.packs.conditions import Condition

WHEN = '{ all = ["fruit", "employer"], on_duty = true }'


def test_an_explanation_names_facts_conditions_and_clause() -> None:
    book = rulebook(files(rules=rule(WHEN)))
    post = Post("an apple", Context(bio="the orchard"))
    found = trace(book.rule("base/fruit"), post, book)

    assert [(s.condition, s.answer) for s in found.steps] == [("on_duty is true", None), ("has fruit", True), ("has employer", True)]  # fmt: skip
    assert [(s.fact, s.spans, s.places) for s in found.facts] == [("fruit", ((3, 8),), ()), ("employer", (), ("bio",))]
    assert [[seen.fact for seen in step.facts] for step in found.steps] == [[], ["fruit"], ["employer"]]
    assert (found.outcome, tuple(clause.id for clause in found.clauses)) == ("warning", ("base.fruit",))
    assert check(post, book).findings[0].message == found.message


def test_a_silent_rule_is_explained_too() -> None:
    book = rulebook(files(rules=rule(WHEN)))
    found = trace(book.rule("base/fruit"), Post("an apple", Context(on_duty=False)), book)

    assert (found.outcome, found.message, found.spans, found.remark) == ("silent", "", (), "")


def test_a_fact_that_a_field_answers_for_says_which() -> None:
    book = rulebook(files(rules=rule('{ all = ["fruit", "employer"] }')))
    found = trace(book.rule("base/fruit"), Post("an apple", Context(identifies_employer=True)), book)

    assert [("fruit", None), ("employer", "identifies_employer")] == [(seen.fact, seen.told) for seen in found.facts]


@pytest.mark.parametrize(
    ("when", "more", "context", "outcome", "remark"),
    [
        ("", 'mode = "shadow"', Context(), "error", "the rule is in the shadow: evaluated, never shown"),
        ("", "until = 2025-01-01", Context(date="2026-01-01"), "silent", "the rule is not in force on 2026-01-01"),
        ("", "", Context(packs=("other",)), "silent", "the pack base does not apply to this post"),
        (', account = "official"', "", Context(), "silent", "silent until it is known: account"),
        (', on_duty = true, certain = ["on_duty"]', "", Context(), "silent", "silent until it is certain: on_duty"),
    ],
)
def test_what_besides_conditions_decides_is_said(
    when: str, more: str, context: Context, outcome: str, remark: str
) -> None:
    book = rulebook(files(rules=rule(f'{{ all = ["fruit"]{when} }}', more)))
    found = trace(book.rule("base/fruit"), Post("an apple", context), book)

    assert (outcome, remark) == (found.outcome, found.remark)


def test_a_rule_that_rests_on_unknowns_alone_says_so() -> None:
    book = rulebook(files(rules=rule('{ all = ["employer"], on_duty = true }').replace('"personal"', '"official"')))
    found = trace(book.rule("base/fruit"), Post("an apple"), book)

    assert ("silent", "silent because nothing that must be there is known to be there") == (found.outcome, found.remark)


def test_an_override_is_told_with_its_reason_while_it_lasts() -> None:
    changes = '[override."base/fruit"]\nseverity = "info"\nreason = "Ripe soon"\nuntil = "2026-12-31"\n'
    book = rulebook(files(rules=rule()), overrides=read_overrides(changes.encode()))
    now, later = (
        trace(book.rule("base/fruit"), Post("an apple", Context(date=date)), book)
        for date in ("2026-12-31", "2027-01-01")
    )

    assert ("info", "changed by an override until 2026-12-31: Ripe soon") == (now.outcome, now.remark)
    assert ("error", "") == (later.outcome, later.remark)


PROTECTED = '[protected]\nstatement = "Report it."\nfact = "employer"\n'


def test_a_protected_disclosure_is_explained_as_mildly_as_it_is_reported() -> None:
    book = rulebook(files(head=PROTECTED, rules=rule()))
    found = trace(book.rule("base/fruit"), Post("an apple of the orchard", Context(account="personal")), book)

    assert ("info", "a protected disclosure on a personal account is never more than a hint") == (found.outcome, found.remark)  # fmt: skip


def test_a_clean_post_shows_what_was_looked_at() -> None:
    book = rulebook(files(rules=rule('{ all = ["fruit", "employer"], account = "official" }')))
    seen = explain(Post("an apple", Context(account="personal")), book)

    assert (seen.packs, seen.rules, seen.looked, seen.not_known) == (("base",), 1, ("text",), ("bio",))
    assert ["fruit"] == [fact.fact for fact in seen.facts]
    assert [("base/fruit", "silent")] == [(trace.rule, trace.outcome) for trace in seen.traces]


def test_rules_that_no_fact_woke_are_not_listed() -> None:
    book = rulebook(files(rules=rule('{ on_duty = true, account = "official" }', "underline = []\n")))

    assert () == explain(Post("an apple", Context(account="personal", on_duty=True)), book).traces


def test_what_speaks_comes_first_then_what_came_nearest() -> None:
    rules = [
        rule('{ all = ["fruit"], account = "official", on_duty = true }', id="far"),
        rule('{ all = ["fruit"], account = "official" }', id="near"),
        rule('{ all = ["fruit"] }', id="hint", severity="info"),
        rule('{ all = ["fruit"] }', id="error"),
    ]
    book = rulebook(files(rules="".join(rules)))
    found = explain(Post("an apple", Context(account="personal", on_duty=False)), book)

    assert ["base/error", "base/hint", "base/near", "base/far"] == [trace.rule for trace in found.traces]


def test_a_finding_of_several_packs_is_explained_by_each_of_their_rules() -> None:
    book = rulebook(files(rules=rule()), files("agency", "agency", rules=rule(name="agency")))
    post = Post("an apple")
    [finding] = check(post, book).findings

    assert ["agency/fruit", "base/fruit"] == [trace.rule for trace in explain(post, book).of(finding)]


ORCHARD = rulebook(
    files(
        head=PROTECTED,
        rules="".join(
            [
                rule(WHEN, id="duty"),
                rule('{ all = ["fruit"], account = "official" }', id="official"),
                rule('{ any = ["fruit", "number"], none = ["employer"] }', id="none", severity="warning"),
                rule('{ all = ["number"], exempt = { device = "own" } }', id="pii", category="pii"),
            ]
        ),
    ),
    files("agency", "agency", rules=rule('{ all = ["fruit"] }', 'mode = "advise"', name="agency")),
)
words = st.lists(st.sampled_from(["apple", "pear", "orchard", "078-05-1120", "x", "\n"]), max_size=6).map(" ".join)
contexts = st.builds(
    Context,
    account=st.sampled_from([None, "personal", "official"]),
    on_duty=st.sampled_from([None, True, False]),
    device=st.sampled_from([None, "own", "work"]),
    bio=st.sampled_from([None, "", "the orchard"]),
    identifies_employer=st.sampled_from([None, True, False]),
    packs=st.sampled_from([None, ("base",), ("agency", "base"), ()]),
)


@given(words, contexts)
def test_an_explanation_says_what_the_report_says(text: str, context: Context) -> None:
    post = Post(text, context)
    report = check(post, ORCHARD)
    found = explain(post, ORCHARD)
    spoken = {trace.rule: trace for trace in found.traces if trace.speaks}

    assert {name for finding in report.findings for name in (finding.rule, *finding.also)} == set(spoken)
    for finding in report.findings:
        behind = found.of(finding)
        assert finding.severity.word == behind[0].outcome or len(behind) > 1
        assert finding.severity.word in {trace.outcome for trace in behind}
        assert all((finding.start, finding.end) in (trace.spans or ((0, 0),)) for trace in behind)
        assert {clause.id for trace in behind for clause in trace.clauses} == set(finding.clauses)
    assert report.account == found.account


@given(words, contexts)
def test_one_rule_is_explained_as_it_is_among_all(text: str, context: Context) -> None:
    post = Post(text, context)

    for found in explain(post, ORCHARD).traces:
        assert found == trace(ORCHARD.rule(found.rule), post, ORCHARD)


@given(words, contexts)
def test_the_answers_of_a_rule_add_up_to_its_outcome(text: str, context: Context) -> None:
    post = Post(text, context)

    for name in ORCHARD.rules:
        found = trace(name, post, ORCHARD)
        answers = {step.answer for step in found.steps}
        assert not (found.speaks and False in answers)
        assert found.speaks or False in answers or found.remark


def test_a_scan_that_is_known_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    book, cache, post = ORCHARD, Memory(ORCHARD), Post("an apple")
    expected = explain(post, book, cache)
    monkeypatch.setattr(type(book.finder), "steps", None)

    assert expected == explain(post, book, cache)


def condition_cases() -> list[tuple[Condition, str]]:
    duty, official = FieldIs("on_duty", frozenset([True])), FieldIs("account", frozenset(["official"]))
    return [
        (official, "the account is official"),
        (FieldIs("surface", frozenset(["reply", "post"])), "what you write is post or reply"),
        (FieldIs("reply_target", frozenset(["friend-page"])), "whom you answer is friend page"),
        (duty, "you are on duty"),
        (FieldIs("on_duty", frozenset([False])), "you are off duty"),
        (FieldGiven("consent_record", wanted=True), "the consent record is given"),
        (FieldGiven("consent_record", wanted=False), "the consent record is known to be empty"),
        (FieldBetween("date", "2026-01-01", "2026-02-01"), "the date is between 2026-01-01 and 2026-02-01"),
        (Has(("ssa-2014/employer-shown", "us-ssn")), "has employer shown or us ssn"),
        (Not((Has(("disclaimer",)),)), "has no disclaimer"),
        (Not((official, duty)), "not so: the account is official and you are on duty"),
        (Exempt((FieldIs("hatch", frozenset(["none"])),)), "not known to be so: your position under the Hatch Act is none"),
        (HasAttachment((("kind", frozenset(["image"])), ("alt", frozenset([""])))), "an attachment has kind image, alt nothing"),
    ]  # fmt: skip


@pytest.mark.parametrize(("condition", "expected"), condition_cases(), ids=lambda case: str(case)[:40])
def test_a_condition_is_read_aloud(condition: Condition, expected: str) -> None:
    assert expected == in_words(condition)


def test_every_condition_of_the_bundled_rules_reads_without_names_of_keys() -> None:
    read = [in_words(condition) for rule in bundled_rules().rules for condition in rule.conditions]

    assert [] == [words for words in read if "_" in words or "/" in words or "frozenset" in words]
    assert len(read) > 5
