"""Every labelled set in one table: the project's own, then those of the folder that PROVISO_EVALUATION names.

A further set of the project is a line in `SETS`; its file belongs into tests/data. A folder from outside holds
`data/*.jsonl` and `score/*.py`; its scorers are asked about its sets, and what they print is read.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import regex
from benches.figures import Figures

from .conduct import is_conduct
from .posts import OWN, LabelledPost, Mark, folder_outside, found_by_proviso, is_about_people, read
from .scores import COLUMNS, NONE, Score, by_category, by_place, percent, row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .posts import Found

HALVES: Final = ("tuning", "checking")  # a pattern is repaired with the first half, the other one is only scored
# Real posts of people who write about anything: what is found in them is as good as always a false alarm.
TWEETS: Final = ("btc", "wnut", "tweebank")
_PII_LINE: Final = regex.compile(
    r"recall (?P<recall>[\d.]+)  typed (?P<typed>[\d.]+)  span precision (?P<precision>[\d.]+)  "
    r"clean posts flagged (?P<flagged>\d+)/(?P<clean>\d+) = (?P<share>[\d.]+)"
)


def is_identifier(mark: Mark) -> bool:
    """A number, an address, a date, a secret: not a name, and not what is said of somebody."""
    return mark.category in ("pii", "tax-information") and not is_about_people(mark)


def _is_marking(mark: Mark) -> bool:
    return mark.category in ("sensitive-marking", "nonpublic", "security", "litigation", "tax-information")


def _is_political(mark: Mark) -> bool:
    return mark.category in ("hatch-act", "official-capacity", "endorsement", "fundraising", "nonpublic")


def _is_of_employees(mark: Mark) -> bool:
    return _is_political(mark) or mark.category in ("conduct", "disclaimer", "work-email", "private-message")


@dataclass(frozen=True)
class LabelledSet:
    """One of the project's own sets: which findings it asks for, and how they are compared with its labels."""

    name: str
    counts: Callable[[Mark], bool]
    score: Callable[[Sequence[LabelledPost], Found, Callable[[Mark], bool]], Score] = by_place


SETS: Final = (
    LabelledSet("identifiers", is_identifier),
    LabelledSet("people", is_about_people),
    LabelledSet("markings", _is_marking),
    LabelledSet("conduct", is_conduct),
    LabelledSet("political", _is_political, by_category),
    LabelledSet("political_written", _is_political, by_category),
    LabelledSet("employees", _is_of_employees, by_category),
)


def measure() -> list[Figures]:
    """All sets, one line each."""
    return [Figures("Labelled posts", COLUMNS, [*_own(), *_from_outside()])]


def scored(labelled: LabelledSet, half: str) -> tuple[int, Score]:
    """How many posts a half of a set has, and its score."""
    posts = read(OWN / f"{labelled.name}_{half}.jsonl")
    return len(posts), labelled.score(posts, found_by_proviso(posts), labelled.counts)


def _own() -> Iterator[tuple[str, ...]]:
    for labelled in SETS:
        for half in HALVES:
            yield row(f"{labelled.name}, {half}", *scored(labelled, half))


def _from_outside() -> Iterator[tuple[str, ...]]:
    folder = folder_outside()
    if folder is None:
        return
    for path in sorted((folder / "data").glob("*.jsonl")):
        shape = json.loads(path.read_text(encoding="utf-8").partition("\n")[0])
        if "spans" in shape:
            yield _identifiers(path, folder / "score" / "score_pii.py")
        elif "expect" in shape:
            yield _policy(path, folder / "score" / "score_policy.py")


def _identifiers(path: Path, scorer: Path) -> tuple[str, ...]:
    is_tweets = path.name.startswith(TWEETS)
    line = _PII_LINE.search(what_scorer_prints(path, scorer, *(["--alarms"] if is_tweets else [])))
    if line is None:
        return (path.stem, "", "", "the scorer's answer was not understood", "", "", "")
    shares = [percent(float(line[name])) for name in ("recall", "typed", "precision")]
    alarms = f"{line['flagged']} of {line['clean']} = {percent(float(line['share']))}"
    return (path.stem, str(len(read(path))), "", *([NONE] * 3 if is_tweets else shares), alarms)


def _policy(path: Path, scorer: Path) -> tuple[str, ...]:
    score = json.loads(what_scorer_prints(path, scorer))
    recall, precision = percent(score["recall"]), percent(score["precision"])
    return (path.stem, str(len(read(path))), "", recall, NONE, precision, percent(score["hard_negative_alarm_rate"]))


def what_scorer_prints(path: Path, scorer: Path, *flags: str) -> str:
    """The answers of `proviso check --jsonl` to a set, as a scorer from outside judges them."""
    check = [sys.executable, "-m", "proviso", "check", "--jsonl", "--exit-zero"]
    with tempfile.TemporaryDirectory() as folder, path.open("rb") as posts:
        answers = Path(folder) / "answers.jsonl"
        with answers.open("wb") as out:
            subprocess.run(check, stdin=posts, stdout=out, check=True)
        ask = [sys.executable, str(scorer), str(path), str(answers), *flags]
        return subprocess.run(ask, capture_output=True, text=True, check=True).stdout
