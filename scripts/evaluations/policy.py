"""The rules for federal employees on posts from outside: labelled ones, and real ones of members of Congress.

The folder that PROVISO_EVALUATION names has all of them; without it there is nothing to measure. The held-out half of the
labelled posts (policies/check) is only handed to its scorer: nothing here reads it. Real posts are judged as if a less
restricted employee had written them on duty, so an office's own news should be silent and a campaign's should not.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final, NotRequired, TypedDict

from benches.figures import Figures

from .posts import OWN, LabelledPost, folder_outside, found_by_proviso, lines_of
from .scores import percent
from .sets import HALVES, what_scorer_prints

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ON_DUTY: Final[dict[str, object]] = {
    "account": "personal",
    "platform": "x",
    "surface": "post",
    "jurisdiction": "us-federal",
    "hatch": "less",
    "on_duty": True,
}
PARTIES: Final = ("D", "R")
LABELS: Final = ("campaign", "office")
EVEN: Final = (0.8, 1.25)  # the flag rates of the two parties, one divided by the other


class RealPost(TypedDict):
    """A post of a member of Congress, with the day it was written: candidacies have one."""

    id: str
    text: str
    date: str
    party: str
    partisan: NotRequired[str]  # where somebody read the text: yes, grey, no
    label: NotRequired[str]  # where only the kind of account is known


def measure() -> list[Figures]:
    """Labelled posts, then real ones. Nothing when no folder is named."""
    folder = folder_outside()
    if folder is None:
        return []
    return [
        Figures(
            "Policy, labelled posts",
            ("posts", "number", "recall", "precision", "severity exact", "hard negatives flagged"),
            list(_labelled(folder)),
        ),
        _tagged(folder / "data" / "partisan_dev.jsonl"),
        _by_account(folder / "data" / "congress_tweets.jsonl"),
    ]


def _labelled(folder: Path) -> Iterator[tuple[str, ...]]:
    scorer = folder / "score" / "score_policy.py"
    seen = folder / "data" / "policy_dev.jsonl"
    yield _scored("seen, every policy", seen, scorer)
    with tempfile.TemporaryDirectory() as place:
        federal = Path(place) / "federal.jsonl"
        federal.write_text("".join(_federal_lines(seen)), encoding="utf-8")
        yield _scored("seen, federal law alone", federal, scorer)
    for half in HALVES:
        yield _scored(f"employees, {half}", OWN / f"employees_{half}.jsonl", scorer)
    held_out = folder / "policies" / "check" / "policy_check.jsonl"
    if held_out.exists():
        yield _scored("held out, every policy", held_out, scorer)


def _federal_lines(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
        context = json.loads(line)["context"]
        if context.get("jurisdiction") == "us-federal" and not context.get("agency"):
            yield line


def _scored(name: str, cases: Path, scorer: Path) -> tuple[str, ...]:
    score = json.loads(what_scorer_prints(cases, scorer))
    names = ("recall", "precision", "severity_exact", "hard_negative_alarm_rate")
    with cases.open("rb") as lines:
        return (name, str(sum(1 for _ in lines)), *(percent(score[one]) for one in names))


def _tagged(path: Path) -> Figures:
    """Whether what a reader calls partisan is flagged. What they call grey counts neither way."""
    posts = _read(path)
    flagged = _flagged(posts)
    count = Counter((post["partisan"], post["id"] in flagged) for post in posts)
    recall = count["yes", True] / (count["yes", True] + count["yes", False])
    precision = count["yes", True] / (count["yes", True] + count["no", True])
    return Figures(
        "Real posts, read and labelled",
        ("partisan", "not partisan", "recall", "precision", "grey, flagged"),
        [
            (
                str(count["yes", True] + count["yes", False]),
                str(count["no", True] + count["no", False]),
                percent(recall),
                percent(precision),
                f"{count['grey', True]} of {count['grey', True] + count['grey', False]}",
            )
        ],
        {"precision at least 90 %": precision >= 0.9, "recall at least 60 %": recall >= 0.6},
    )


def _by_account(path: Path) -> Figures:
    """How often either party is flagged, by the kind of account."""
    posts = _read(path)
    flagged = _flagged(posts)
    total = Counter((post["label"], post["party"]) for post in posts)
    hit = Counter((post["label"], post["party"]) for post in posts if post["id"] in flagged)
    share = {key: hit[key] / total[key] for key in total}
    ratio = {label: share[label, "D"] / share[label, "R"] for label in LABELS}
    office = sum(hit["office", party] for party in PARTIES) / sum(total["office", party] for party in PARTIES)
    return Figures(
        "Real posts, by the kind of account",
        ("account", "posts", *(f"{party}, flagged" for party in PARTIES), "D divided by R"),
        [
            (
                label,
                str(sum(total[label, party] for party in PARTIES)),
                *(f"{hit[label, party]} = {percent(share[label, party])}" for party in PARTIES),
                f"{ratio[label]:.2f}",
            )
            for label in LABELS
        ],
        {
            "at most 3 % of office posts": office <= 0.03,
            "the parties' rates within 0.8 and 1.25": all(EVEN[0] <= one <= EVEN[1] for one in ratio.values()),
        },
    )


def _flagged(posts: Sequence[RealPost]) -> frozenset[str]:
    labelled = (LabelledPost(post["id"], post["text"], {**ON_DUTY, "date": post["date"]}) for post in posts)
    found = found_by_proviso(labelled)
    return frozenset(name for name, marks in found.items() if any(mark.category == "hatch-act" for mark in marks))


def _read(path: Path) -> list[RealPost]:
    return [json.loads(line) for line in lines_of(path)]
