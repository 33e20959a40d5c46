"""Conduct: labels that anything on them finds, hints where a hint is enough; and alarms on posts of real people.

The folder that PROVISO_EVALUATION names has the real posts, as `data/*.jsonl`; they are checked as somebody's own posts
on X. `PROVISO_READ=N` prints N of the alarms, drawn evenly, so that somebody can read which of them are right: the
posts are public ones, and no file is written.
"""

from __future__ import annotations

import json
import os
import random
from collections import Counter
from typing import TYPE_CHECKING, Final, NotRequired, TypedDict

from benches.figures import Figures

from .posts import OWN, bundled_checker, folder_outside, lines_of
from .scores import percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from proviso.checker import Checker
    from proviso.model import Finding

    from .posts import Mark

REAL: Final = ("btc_train", "wnut17_train", "tweebank_ner_train", "congress_tweets")
PERSONAL: Final[dict[str, object]] = {"account": "personal", "platform": "x", "surface": "post"}
GOAL: Final = 0.02  # the share of real posts that may be flagged


def is_conduct(mark: Mark | Finding) -> bool:
    """How somebody speaks or trades, whoever is meant."""
    return mark.category in ("conduct", "commerce")


class Span(TypedDict):
    """A label; `level` says that a hint is enough."""

    start: int
    end: int
    level: NotRequired[str]


class Row(TypedDict):
    """A post; real ones have no labels of conduct."""

    text: str
    context: dict[str, object]
    spans: list[Span]


def measure() -> list[Figures]:
    """Both halves of the project's own set, then every set of real posts that is there."""
    checker = bundled_checker()
    halves = Figures(
        "Conduct, any overlap counts",
        ("half", "posts", "labels", "found", "innocent posts flagged", "hints that were alarms"),
        [_half(checker, half) for half in ("tuning", "checking")],
    )
    return [halves, *_alarms(checker)]


def _half(checker: Checker, half: str) -> tuple[str, ...]:
    posts = _rows(OWN / f"conduct_{half}.jsonl")
    count = Counter[str]()
    for post in posts:
        findings = _found(checker, post["text"], post["context"])
        alarms = [finding for finding in findings if finding.severity.word != "info"]
        count["innocent"] += not post["spans"]
        count["flagged"] += not post["spans"] and bool(alarms)
        for span in post["spans"]:
            is_hint = span.get("level") == "info"
            count["labels"] += 1
            count["found"] += any(
                one.start < span["end"] and span["start"] < one.end for one in (findings if is_hint else alarms)
            )
            count["loud"] += is_hint and bool(alarms)
    found, flagged = count["found"] / count["labels"], count["flagged"] / count["innocent"]
    return (
        half,
        str(len(posts)),
        str(count["labels"]),
        f"{count['found']} = {percent(found)}",
        f"{count['flagged']} of {count['innocent']} = {percent(flagged)}",
        str(count["loud"]),
    )


def _alarms(checker: Checker) -> Iterator[Figures]:
    folder = folder_outside()
    if folder is None:
        return
    files = [folder / "data" / f"{name}.jsonl" for name in REAL]
    if not all(file.exists() for file in files):
        return
    shares: list[float] = []
    lines: list[tuple[str, ...]] = []
    flagged: list[tuple[str, list[Finding]]] = []
    for file in files:
        posts = _rows(file)
        here = [(post["text"], alarms) for post in posts if (alarms := _alarms_of(checker, post["text"]))]
        shares.append(len(here) / len(posts))
        lines.append((file.stem, str(len(posts)), f"{len(here)} = {percent(shares[-1])}"))
        flagged += here
    _show(flagged)
    goal = f"at most {percent(GOAL)} of each set"
    yield Figures("Alarms of conduct on real posts", ("set", "posts", "alarms"), lines, {goal: max(shares) <= GOAL})


def _alarms_of(checker: Checker, text: str) -> list[Finding]:
    return [one for one in _found(checker, text, PERSONAL) if one.severity.word != "info"]


def _found(checker: Checker, text: str, context: dict[str, object]) -> list[Finding]:
    return [finding for finding in checker.check(text, context).findings if is_conduct(finding)]


def _show(flagged: Sequence[tuple[str, Sequence[Finding]]]) -> None:
    wanted = min(int(os.environ.get("PROVISO_READ", "0")), len(flagged))
    for text, alarms in random.Random(8).sample(flagged, wanted):
        print(alarms[0].rule, text[alarms[0].start : alarms[0].end], text, sep=" | ")


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in lines_of(path)]
