"""Examples are proved exactly; mutants and previews tell authors what they would not see; explanations follow the engine."""

from __future__ import annotations

import pytest

from proviso.model import Context, Post
from proviso.packs import Rulebook
from proviso.proof.explain import explain, overview
from proviso.proof.mutate import survivors
from proviso.proof.preview import preview
from proviso.proof.prove import prove
from rulebooks import check, files, pack, rule, rulebook


def problems(old: str = "", new: str = "", more: str = "", head: str = "") -> list[str]:
    text = rule(more=more)
    assert old in text
    source = pack(files(head=head, rules=text.replace(old, new)))
    return [str(problem).partition(": ")[2] for problem in prove(source, Rulebook([source])).problems]


def test_good_examples_hold() -> None:
    source = pack(files(rules=rule()))

    assert (prove(source, Rulebook([source])).held, prove(source, Rulebook([source])).problems) == (4, ())


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("a [[pear]]", "[[a]] pear", 'rule "fruit", flagged 2: expected "[[a]] pear", found "a [[pear]]"'),
        ("a [[pear]]", "a pear", 'rule "fruit", flagged 2: expected a finding about the whole post, found "a [[pear]]"'),
        ("a [[pear]]", "a [[plum]]", 'rule "fruit", flagged 2: expected "a [[plum]]", found nothing'),
        ("a [[pear]]", "apple [[pear]]", 'rule "fruit", flagged 2: expected "apple [[pear]]", found "[[apple]] [[pear]]"'),
        ("a pearl", "a pear", 'rule "fruit", clean 2: expected nothing, found "a [[pear]]"'),
        ('text = "a [[pear]]"', 'text = "a [[pear]]"\nseverity = "info"', 'rule "fruit", flagged 2: expected severity info, found error'),
    ],
)  # fmt: skip
def test_an_example_that_does_not_hold_is_shown(old: str, new: str, expected: str) -> None:
    assert [expected] == problems(old, new)


def test_a_safe_fix_must_do_what_it_promises() -> None:
    told = problems(more='fix = { redact = "another pear" }')

    assert [line.partition(": ")[2] for line in told] == [
        "its safe fix leaves the finding as it was; change the fix, or say safe = false"
    ] * 2
    assert problems(more='fix = { redact = "[removed]" }') == []


def mutants(when: str, clean: str = "", flagged: str = "") -> list[str]:
    source = pack(files(rules=rule(when) + clean + flagged))
    return [survivor.dropped for survivor in survivors(source, Rulebook([source]))]


def test_conditions_that_no_example_needs_are_reported() -> None:
    clean = '[[rule.clean]]\ntext = "apple"\ncontext = { account = "official" }\n'

    assert mutants('{ all = ["fruit"], account = "personal" }') == ["account is personal"]
    assert mutants('{ all = ["fruit"], account = "personal" }', clean) == []


def test_alternatives_that_no_example_needs_are_reported() -> None:
    assert mutants('{ any = ["fruit", "employer"], certain = ["employer"] }') == ["employer in: has fruit or employer"]


def test_a_preview_shows_which_posts_change() -> None:
    posts = [("1", Post("an apple")), ("2", Post("a plum")), ("3", Post("a pear"))]
    old = rulebook(files(rules=rule()))
    new = rulebook(files(rules=rule(severity="info")), facts='[[fact]]\nname = "fruit"\nwords = ["apple", "plum"]')
    changes = list(preview(posts, old, new))

    assert [(change.number, change.gone, change.new) for change in changes] == [
        (1, (("base/fruit", "error", 3, 8),), (("base/fruit", "info", 3, 8),)),
        (2, (), (("base/fruit", "info", 2, 6),)),
        (3, (("base/fruit", "error", 2, 6),), ()),
    ]


def test_a_preview_sees_shadow_rules() -> None:
    shadow = rulebook(files(rules=rule(more='mode = "shadow"')))
    [change] = preview([("1", Post("an apple"))], Rulebook([]), shadow)

    assert change.new == (("base/fruit", "error (shadow)", 3, 8),)


WHEN = '{ all = ["fruit", "employer"], on_duty = true }'


def test_an_explanation_names_facts_conditions_and_clause() -> None:
    book = rulebook(files(rules=rule(WHEN)))
    post = Post("an apple", Context(bio="the orchard"))
    trace = explain(book.rule("base/fruit"), post, book)

    assert [(s.condition, s.answer) for s in trace.steps] == [("on_duty is true", None), ("has fruit", True), ("has employer", True)]  # fmt: skip
    assert [(s.fact, s.spans, s.elsewhere) for s in trace.facts] == [("fruit", ((3, 8),), ()), ("employer", (), ("bio",))]  # fmt: skip
    assert (trace.outcome, tuple(clause.id for clause in trace.clauses)) == ("warning", ("base.fruit",))
    assert check(book, post.text, bio="the orchard").findings[0].message == trace.message


def test_a_silent_rule_is_explained_too() -> None:
    book = rulebook(files(rules=rule(WHEN)))
    trace = explain(book.rule("base/fruit"), Post("an apple", Context(on_duty=False)), book)

    assert (trace.outcome, trace.message, trace.spans) == ("silent", "", ())


@pytest.mark.parametrize(
    ("more", "context", "expected"),
    [
        ('mode = "shadow"', Context(), "the rule is in the shadow: evaluated, never shown"),
        ("until = 2025-01-01", Context(date="2026-01-01"), "the rule is not in force on 2026-01-01"),
        ("", Context(packs=("other",)), "the pack base does not apply to this post"),
    ],
)
def test_what_besides_conditions_decides_is_said(more: str, context: Context, expected: str) -> None:
    book = rulebook(files(rules=rule(more=more)))

    assert expected == explain(book.rule("base/fruit"), Post("an apple", context), book).remark


def test_a_clean_post_shows_what_was_looked_at() -> None:
    book = rulebook(files(rules=rule('{ all = ["fruit"], account = "official" }')))
    seen = overview(Post("an apple", Context(account="personal")), book)

    assert (seen.packs, seen.rules, [fact.fact for fact in seen.facts]) == (("base",), 1, ["fruit"])
    assert [(trace.rule, trace.outcome) for trace in seen.near] == [("base/fruit", "silent")]
