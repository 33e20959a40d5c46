"""How much of what is labelled was found, and how much of what was found is labelled."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from .posts import is_about_people

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .posts import Found, LabelledPost, Mark

NONE: Final = "-"  # where a set has nothing to say
_WIDE, _WIDEST = 2, 4  # times as long as the label, and for people and what is said of them


@dataclass(frozen=True)
class Score:
    """Counts of one set. A post without an answer finds nothing, and is flagged."""

    total: Counter[str] = field(default_factory=Counter)  # labels by kind
    found: Counter[str] = field(default_factory=Counter)
    typed: Counter[str] = field(default_factory=Counter)  # found, and called by its name
    right: int = 0  # findings on a label
    wrong: int = 0
    innocent: int = 0  # posts with nothing in them
    flagged: int = 0  # of those

    @property
    def recall(self) -> float:
        """The share of labels that were found."""
        return self.found.total() / max(1, self.total.total())

    @property
    def typed_recall(self) -> float:
        """The share of labels that were found under their own name."""
        return self.typed.total() / max(1, self.total.total())

    @property
    def precision(self) -> float:
        """The share of findings that are on a label."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def alarms(self) -> float:
        """The share of innocent posts that were flagged."""
        return self.flagged / max(1, self.innocent)


def by_place(posts: Sequence[LabelledPost], found: Found, counts: Callable[[Mark], bool]) -> Score:
    """Compare labels with findings that overlap them: at least half of the label, and not much more than it."""
    total, hit, typed = Counter[str](), Counter[str](), Counter[str]()
    right = innocent = flagged = findings = 0
    for post in posts:
        marks = [mark for mark in found.get(post.id, ()) if counts(mark)]
        findings += len(marks)
        innocent += not post.marks
        flagged += not post.marks and (bool(marks) or post.id not in found)
        right += sum(touches(mark, post.marks) for mark in marks)
        for label in post.marks:
            kind = label.kind or ""
            covering = [mark for mark in marks if _covers(mark, label)]
            total[kind] += 1
            hit[kind] += bool(covering)
            typed[kind] += any(mark.kind == label.kind for mark in covering)
    return Score(total, hit, typed, right, findings - right, innocent, flagged)


def by_category(posts: Sequence[LabelledPost], found: Found, counts: Callable[[Mark], bool]) -> Score:
    """Compare expected categories with those that were found anywhere in the post."""
    total, hit = Counter[str](), Counter[str]()
    right = wrong = innocent = flagged = 0
    for post in posts:
        categories = {mark.category for mark in found.get(post.id, ()) if counts(mark)}
        innocent += not post.expected
        flagged += not post.expected and (bool(categories) or post.id not in found)
        right += len(categories & post.expected)
        wrong += len(categories - post.expected)
        total.update(post.expected)
        hit.update(categories & post.expected)
    return Score(total, hit, hit, right, wrong, innocent, flagged)


def touches(mark: Mark, labels: Sequence[Mark]) -> bool:
    """Whether a finding is on any label."""
    return any(mark.start < label.end and label.start < mark.end for label in labels)


def _covers(mark: Mark, label: Mark) -> bool:
    size = label.end - label.start
    widest: Final = size * (_WIDEST if is_about_people(label) else _WIDE)
    shared = min(mark.end, label.end) - max(mark.start, label.start)
    return shared * 2 >= size and mark.end - mark.start <= widest


def percent(share: float) -> str:
    """A share as tables show it."""
    return f"{share * 100:.1f} %"


def row(name: str, posts: int, score: Score) -> tuple[str, ...]:
    """One line of a table of sets."""
    labels = score.total.total()
    return (
        name,
        str(posts),
        str(labels),
        percent(score.recall) if labels else NONE,
        percent(score.typed_recall) if labels else NONE,
        percent(score.precision) if labels else NONE,
        f"{score.flagged} of {score.innocent} = {percent(score.alarms)}" if score.innocent else NONE,
    )


COLUMNS: Final = ("set", "posts", "labels", "found", "by name", "findings on a label", "innocent posts flagged")
