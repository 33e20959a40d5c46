"""Labelled posts, and what was found in them. The formats are those of tests/data/README.md and of `proviso check --jsonl`."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NotRequired, TypedDict

from proviso.checker import Checker

if TYPE_CHECKING:
    from collections.abc import Iterable

OWN: Final = Path(__file__).parents[2] / "tests" / "data"


def folder_outside() -> Path | None:
    """The folder of further sets that PROVISO_EVALUATION names; None when it names none."""
    named = os.environ.get("PROVISO_EVALUATION")
    return Path(named) if named else None


@dataclass(frozen=True)
class Mark:
    """A stretch of a post and what it is: a label, or a finding."""

    start: int
    end: int
    kind: str | None  # an entity; for what has none, its category
    category: str = ""
    severity: str = ""


@dataclass(frozen=True)
class LabelledPost:
    """A post with what is in it: places, or (for rules about the whole post) categories."""

    id: str
    text: str
    context: Mapping[str, object] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()
    expected: frozenset[str] = frozenset()


def is_about_people(mark: Mark) -> bool:
    """A private person, or what is said of one."""
    return mark.kind is not None and (mark.kind == "PERSON" or mark.kind.endswith("_FACT"))


class _Span(TypedDict):
    start: int
    end: int
    type: str


class _Expected(TypedDict):
    category: str


class _Row(TypedDict):
    id: str
    text: str
    context: NotRequired[dict[str, object]]
    spans: NotRequired[list[_Span]]
    expect: NotRequired[list[_Expected]]


Found = Mapping[str, Sequence[Mark]]  # by post; a post that is missing has no answer


def read(path: Path) -> list[LabelledPost]:
    """The posts of one file."""
    return [_post(json.loads(line)) for line in lines_of(path)]


def lines_of(path: Path) -> list[str]:
    """The lines of a JSONL file; a line separator inside a text is none."""
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line]


@cache
def bundled_checker() -> Checker:
    """The bundled packs, compiled and proved once for all sets."""
    return Checker()


def _post(row: _Row) -> LabelledPost:
    return LabelledPost(
        id=row["id"],
        text=row["text"],
        context=row.get("context", {}),
        marks=tuple(Mark(span["start"], span["end"], span["type"]) for span in row.get("spans", [])),
        expected=frozenset(one["category"] for one in row.get("expect", [])),
    )


def found_by_proviso(posts: Iterable[LabelledPost]) -> dict[str, list[Mark]]:
    """What the bundled packs say of each post above a hint. An incomplete answer is none."""
    checker = bundled_checker()
    reports = ((post, checker.check(post.text, post.context)) for post in posts)
    return {
        post.id: [
            Mark(one.start, one.end, one.entity or one.category, one.category, one.severity.word)
            for one in report.findings
            if one.severity.word != "info"
        ]
        for post, report in reports
        if report.status == "complete"
    }
