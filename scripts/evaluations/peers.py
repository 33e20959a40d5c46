"""Proviso beside presidio-analyzer on the same posts, in one run, each in a process of its own.

PROVISO_PEER names a Python that has presidio-analyzer; docs/accuracy.md says how to make one. Without it nothing is
compared. Presidio gives every finding a score and leaves the threshold to its user, so two of them are shown.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NotRequired, TypedDict

from benches.figures import Figures

from .posts import OWN, LabelledPost, Mark, read
from .scores import by_place, percent, touches
from .sets import HALVES, is_identifier

if TYPE_CHECKING:
    from .scores import Score

PEER: Final = "PROVISO_PEER"
THRESHOLDS: Final = (0.4, 0.6)
# What Presidio names without a claim that it identifies somebody. It counts where it is right and nowhere else.
_NEUTRAL: Final = frozenset({"DATE_TIME", "URL", "UUID", "UK_POSTCODE", "CA_POSTAL_CODE", "CRYPTO"})
_HERE: Final = Path(__file__).parent


class _Finding(TypedDict):
    start: int
    end: int
    entity: str | None
    category: NotRequired[str]
    score: float


@dataclass(frozen=True)
class Answers:
    """What one of the two found, with scores, and what it took."""

    findings: dict[str, list[tuple[Mark, float]]]
    ms: float
    mib: float

    def least(self, threshold: float, posts: list[LabelledPost]) -> dict[str, list[Mark]]:
        """The findings with at least this score, without the neutral ones that are beside every label."""
        labels = {post.id: post.marks for post in posts}
        return {
            name: [
                mark
                for mark, score in findings
                if score >= threshold and (mark.kind not in _NEUTRAL or touches(mark, labels[name]))
            ]
            for name, findings in self.findings.items()
        }


def measure() -> list[Figures]:
    """Both halves of the identifiers."""
    peer = os.environ.get(PEER)
    if not peer:
        return []
    rows = [line for half in HALVES for line in _rows(half, peer)]
    columns = ("posts", "who", "labels found", "findings on a label", "innocent posts flagged", "ms a post", "MiB")
    return [Figures("Identifiers, beside presidio-analyzer", columns, rows)]


def _rows(half: str, peer: str) -> list[tuple[str, ...]]:
    path = OWN / f"identifiers_{half}.jsonl"
    posts = read(path)
    ours = _answers(sys.executable, "proviso_peer.py", path)
    theirs = _answers(peer, "presidio_peer.py", path)
    scores = [("Proviso", ours, by_place(posts, ours.least(0, posts), is_identifier))]
    for threshold in THRESHOLDS:
        score = by_place(posts, theirs.least(threshold, posts), is_identifier)
        scores.append((f"Presidio, score {threshold} and more", theirs, score))
    return [_row(half, name, answers, score) for name, answers, score in scores]


def _row(half: str, name: str, answers: Answers, score: Score) -> tuple[str, ...]:
    shares = (percent(score.recall), percent(score.precision), percent(score.alarms))
    return (half, name, *shares, f"{answers.ms:.2f}", f"{answers.mib:.0f}")


def _answers(python: str, script: str, path: Path) -> Answers:
    with path.open("rb") as posts:
        ask = [python, str(_HERE / script)]
        told = subprocess.run(ask, stdin=posts, capture_output=True, text=True, check=True)
    *rows, took = map(json.loads, told.stdout.splitlines())
    return Answers({row["id"]: [_scored(one) for one in row["findings"]] for row in rows}, took["ms"], took["mib"])


def _scored(finding: _Finding) -> tuple[Mark, float]:
    category = finding.get("category", "pii")
    return Mark(finding["start"], finding["end"], finding["entity"] or category, category, "warning"), finding["score"]
