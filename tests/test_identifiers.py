"""The base pack's identifiers: every form people write, the labelled halves, fixes and words for one's own number."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from proven import proved
from proviso import Checker
from proviso.model import ENTITIES
from test_labelled_sets import HALVES, LabelledPost

if TYPE_CHECKING:
    from proviso.model import Finding

FORMS: Final = Path(__file__).parent / "data" / "identifier_forms.txt"
FULL_WIDTH: Final = "".join(chr(ord(char) + 0xFEE0) for char in "078-05-1120")
IDENTIFIERS: Final = frozenset(e for e in ENTITIES if e != "PERSON" and not e.endswith("_FACT"))
MARK: Final = re.compile(r"\[\[(.*?)\]\](?!\])", re.DOTALL)
# Of labels found, by name, and of innocent posts flagged: a little worse than measured, so that a slip shows.
FLOORS: Final = {"tuning": (0.98, 0.01), "checking": (0.88, 0.03)}


@cache
def checker() -> Checker:
    return Checker(state=proved())


def found(text: str, context: dict[str, str] | None = None) -> list[Finding]:
    """Identifiers above a hint."""
    findings = checker().check(text, context).findings
    return [one for one in findings if one.entity in IDENTIFIERS and one.severity.word != "info"]


def covers(finding: Finding, start: int, end: int) -> bool:
    shared = min(finding.end, end) - max(finding.start, start)
    return shared * 2 >= end - start and finding.end - finding.start <= 2 * (end - start)


def forms() -> dict[str, list[str]]:
    """The forms of the file by entity, with line ends as such."""
    listed: dict[str, list[str]] = {}
    for line in FORMS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            entity, _, form = line.partition(" ")
            listed.setdefault(entity, []).append(form.replace("\\n", "\n"))
    return listed


def unmarked(form: str) -> tuple[str, list[tuple[int, int]]]:
    """A form without its marks, and where they were."""
    spans: list[tuple[int, int]] = []
    text, at = "", 0
    for mark in MARK.finditer(form):
        text += form[at : mark.start()]
        spans.append((len(text), len(text) + len(mark[1])))
        text += mark[1]
        at = mark.end()
    return text + form[at:], spans


@pytest.mark.parametrize("entity", sorted(forms()))
def test_every_form_is_found_under_its_name(entity: str) -> None:
    missed = []
    for form in forms()[entity]:
        text, spans = unmarked(form)
        findings = [one for one in found(text) if one.entity == entity]
        if not spans or not all(any(covers(one, *span) for one in findings) for span in spans):
            missed.append(form)

    assert missed == []


def test_there_are_forms_of_every_identifier() -> None:
    assert forms().keys() == IDENTIFIERS


@pytest.mark.parametrize("half", HALVES)
def test_labels_are_found_no_less_often_than_before(half: str) -> None:
    labels = [(post, span) for post in HALVES[half] for span in post.spans]
    hits = [
        span
        for post, span in labels
        if any(covers(f, span.start, span.end) and f.entity == span.type for f in all_found(post))
    ]

    assert len(hits) / len(labels) >= FLOORS[half][0]


@pytest.mark.parametrize("half", HALVES)
def test_innocent_posts_are_flagged_no_more_often_than_before(half: str) -> None:
    innocent = [post for post in HALVES[half] if not post.spans]

    assert sum(bool(all_found(post)) for post in innocent) / len(innocent) <= FLOORS[half][1]


@cache
def all_found(post: LabelledPost) -> list[Finding]:
    return found(post.text)


def fixed(text: str, label: str) -> str:
    """A text after the fix of its only finding that has this label."""
    (finding,) = found(text)
    (fix,) = [one for one in finding.fixes if one.label == label]
    for edit in reversed(fix.edits):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def test_a_number_is_taken_out_and_the_sentence_stays() -> None:
    assert fixed("My SSN is 078-05-1120, please help.", "Remove the number") == "My SSN is [removed], please help."


def test_only_the_last_four_are_kept_whatever_the_disguise() -> None:
    label = "Keep the last four only"

    assert fixed("My SSN is 078 05 1120.", label) == "My SSN is XXX-XX-1120."
    assert fixed(f"my ssn: {FULL_WIDTH}", label) == "my ssn: XXX-XX-1120"


def test_a_reply_can_go_on_in_private() -> None:
    text = fixed("My SSN is 078-05-1120.", "Add: continue in private")

    assert text.startswith("My SSN is 078-05-1120.")
    assert "private" in text


@pytest.mark.parametrize(
    ("text", "is_own"),
    [
        ("My SSN is 078-05-1120.", True),
        ("our old social, 219-09-9999, is all over the internet", True),
        ("my mother's SSN is 078-05-1120", False),
        ("The claimant's SSN is 078-05-1120.", False),
        ("SSN 078-05-1120", False),
    ],
)
def test_ones_own_number_is_warned_about_in_other_words(text: str, is_own: bool) -> None:
    (finding,) = found(text)

    assert is_own == ("your own" in finding.message)


def test_every_number_of_a_list_is_a_finding() -> None:
    numbers = "SSNs: 219099999, 078051120 and 123456789; claims 219-09-9999A and 078-05-1120C1"

    assert [one.entity for one in found(numbers)] == ["US_SSN"] * 3 + ["SSA_CLAIM_NUMBER"] * 2


def test_a_number_broken_by_a_line_end_is_one_finding() -> None:
    text = "SSN 078-05-\n1120"
    (finding,) = found(text)

    assert text[finding.start : finding.end] == "078-05-\n1120"
