"""Examples are proved exactly; mutants and previews tell authors what they would not see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from proviso.facts.runner import Runner
from proviso.model import Post
from proviso.packs import Rulebook
from proviso.proof.mutate import survivors
from proviso.proof.preview import preview
from proviso.proof.prove import prove
from rulebooks import files, pack, rule, rulebook

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from proviso.facts.runner import Hit


def problems(old: str = "", new: str = "", more: str = "", head: str = "") -> list[str]:
    text = rule(more=more)
    assert old in text
    source = pack(files(head=head, rules=text.replace(old, new)))
    return [str(problem).partition(": ")[2] for problem in prove(source, Rulebook([source])).problems]


def test_good_examples_hold() -> None:
    source = pack(files(rules=rule()))

    assert (prove(source, Rulebook([source])).held, prove(source, Rulebook([source])).problems) == (4, ())


@pytest.mark.parametrize(("moments", "is_good"), [(1, True), (2, True), (3, False)])
def test_a_busy_moment_disproves_nothing(moments: int, is_good: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    number = (
        rule('{ all = ["number"] }', id="number")
        .replace("[[pear]]", "[[078-05-1120]]")
        .replace("[[apple]]", "[[219-09-9999]]")
    )
    source = pack(files(rules=number))
    find, late = Runner.find, [TimeoutError()] * moments

    def running_late(runner: Runner, paragraph: str, starts: Sequence[int] | None, timeout_s: float) -> Iterator[Hit]:
        if late:
            raise late.pop()
        return find(runner, paragraph, starts, timeout_s)

    monkeypatch.setattr(Runner, "find", running_late)

    assert prove(source, Rulebook([source])).is_good is is_good


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


def test_a_severity_that_an_example_names_needs_the_condition_that_lowers_it() -> None:
    lowered = '[[rule.flagged]]\ntext = "an [[apple]]"\nseverity = "warning"\n'

    assert mutants('{ all = ["fruit"], on_duty = true }') == ["on_duty is true"]
    assert mutants('{ all = ["fruit"], on_duty = true }', lowered) == []


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
