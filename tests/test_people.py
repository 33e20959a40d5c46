"""Private persons and what is told of them: who counts as one, which words are marked, how much of it is found."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given

from proviso.facts.match import Match
from proviso.facts.people import private_name, public_name, titled_name, unlisted_name
from proviso.model import Severity
from proviso.text import clause_spans
from texts import TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import proviso

HALVES: Final = Path(__file__).parent / "data"


def match(text: str, name: str) -> Match:
    start = text.index(name)
    return Match(text, start, start + len(name))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Saw Marlene Tisdale today", "Marlene Tisdale"),
        ("Kelly Ann Hobbs called", "Kelly Ann Hobbs"),
        ("Jean-Luc Moreau waits", "Jean-Luc Moreau"),
        ("Otis Granger's file", "Otis Granger's"),
        ("Oksana Stewart came", "Oksana Stewart"),  # a rare first name before a common last one
    ],
)
def test_two_words_that_can_be_a_name_are_a_private_person(text: str, name: str) -> None:
    assert private_name(match(text, name))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Serena Williams won", "Serena Williams"),
        ("King Charles spoke", "King Charles"),
        ("Harry Potter slept", "Harry Potter"),
        ("Amy Coney Barrett wrote", "Coney Barrett"),  # the end of a name everybody knows
        ("Senator Tabitha Morgan came", "Tabitha Morgan"),  # in public office
        ("the novel by Dorothy Banks", "Dorothy Banks"),
        ("at the James Martin in Tampa", "James Martin"),  # a thing called like a person
        ("Virginia Beach is full", "Virginia Beach"),
        ("Quality Street", "Quality Street"),
        ("Jane Doe applies", "Jane Doe"),
        ("Dorothy Banks wrote the first chapter here", "Dorothy Banks"),
        ("Dorothy Banks's memoir is out", "Dorothy Banks"),
        ("my name is Trent Bowers", "Trent Bowers"),
    ],
)
def test_who_is_public_or_a_thing_is_no_private_person(text: str, name: str) -> None:
    assert not private_name(match(text, name))


def test_a_title_names_a_person_unless_everybody_knows_them() -> None:
    assert titled_name(match("Mrs. Tisdale called", "Mrs. Tisdale"))
    assert not titled_name(match("Mr. Rogers smiled", "Mr. Rogers"))
    assert not titled_name(match("Officer Award", "Officer Award"))


def test_two_words_on_no_list_can_be_a_name_unless_they_are_somebody_public() -> None:
    assert unlisted_name(match("Tuyet Quang came in", "Tuyet Quang"))
    assert not unlisted_name(match("Serena Williams came in", "Serena Williams"))
    assert not unlisted_name(match("the novel by Tuyet Quang", "Tuyet Quang"))


def test_somebody_public_is_known_by_a_list_or_by_what_stands_beside_the_name() -> None:
    assert public_name(match("Serena Williams won", "Serena Williams"))
    assert public_name(match("Senator Tabitha Morgan came", "Tabitha Morgan"))
    assert not public_name(match("Tabitha Morgan came", "Tabitha Morgan"))


@pytest.mark.parametrize(
    "text",
    [
        "Linda's surgery went well, thank you all for praying for my wife",
        "Happy birthday to my cousin Randy, he's finally off dialysis!",
        "Emma failed her driving test again lol, my poor kid",
        "My breast cancer is back, so the call centre has to do without me",
        "Mike's divorce is final, drinks at my place",
        "Serena Williams nearly died of an embolism and won again",
        "Sandy has diabetes and is the best dog ever",
    ],
)
def test_the_family_of_an_employee_is_nobodys_case(checker: proviso.Checker, text: str) -> None:
    context = {"account": "personal", "author_role": "employee", "platform": "facebook", "surface": "post"}
    assert [] == [finding.rule for finding in checker.check(text, context).findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Otis Granger, lupus, three kids", ["Otis Granger", "lupus", "three kids"]),
        ("she owes $2,300.50 and cried", ["she owes $2,300.50", "and cried"]),
        ("he lost it - again", ["he lost it", "- again"]),
        (" ... ", []),
    ],
)
def test_a_clause_ends_at_a_sign_or_a_joining_word(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in clause_spans(text)] == expected


@given(TEXTS)
def test_clauses_lie_in_order_inside_their_text(text: str) -> None:
    spans = clause_spans(text)

    assert all(start < end for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))


@pytest.mark.parametrize(
    "text",
    [
        "I was diagnosed with lupus, ask me anything.",
        "My mom has dementia and I am her payee.",
        "People with lupus can file at any age.",
        "Forrest Gump's claim would take nine examiners.",
        "Would Gordon Whitlow lose his SSI in that case? Discuss.",
        "In 1874 Edna Pierce was arrested here.",
        "Training slide: Edna Pierce has $2,500 in the bank and applies for SSI.",
        "Heather was denied the last doughnut.",
    ],
)
def test_what_gives_nobody_away_is_no_finding(checker: proviso.Checker, text: str) -> None:
    assert [f.rule for f in checker.check(text, {}).findings if f.rule.startswith("base/person-")] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Cheryl in 204 makes $92,500.", "Cheryl"),
        ("Sheila was sanctioned for a late bus, and she is my client.", "Sheila"),
    ],
)
def test_a_first_name_is_enough_where_those_who_work_there_know_who_is_meant(
    checker: proviso.Checker, text: str, name: str
) -> None:
    named = [f for f in checker.check(text, {}).findings if f.rule == "base/person-named"]

    assert [text[f.start : f.end] for f in named] == [name]


# Below these the rules have lost something; they were 0.80 and 0.01, 0.66 and 0.09 when they were written.
@pytest.mark.parametrize(("half", "found", "flagged"), [("tuning", 0.75, 0.03), ("checking", 0.6, 0.12)])
def test_the_labelled_posts_are_found_as_often_as_before(
    checker: proviso.Checker, half: str, found: float, flagged: float
) -> None:
    posts = list(labelled(checker, half))
    hits = [_is_found(span, alarms) for spans, alarms in posts for span in spans]
    innocent = [bool(alarms) for spans, alarms in posts if not spans]

    assert sum(hits) / len(hits) >= found
    assert sum(innocent) / len(innocent) <= flagged


def labelled(checker: proviso.Checker, half: str) -> Iterator[tuple[list[Mapping[str, int]], list[proviso.Finding]]]:
    """The spans of each post, and what is shown on it."""
    for line in (HALVES / f"people_{half}.jsonl").read_text("utf-8").splitlines():
        post = json.loads(line)
        findings = checker.check(post["text"], post["context"]).findings
        yield (
            post["spans"],
            [f for f in findings if f.severity >= Severity.WARNING and f.category in ("pii", "tax-information")],
        )


def _is_found(span: Mapping[str, int], alarms: list[proviso.Finding]) -> bool:
    return any(
        min(f.end, span["end"]) - max(f.start, span["start"]) >= (span["end"] - span["start"]) / 2 for f in alarms
    )
