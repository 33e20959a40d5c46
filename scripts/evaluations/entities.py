"""Identifiers by entity: which kind is found how often in the half that no pattern was written with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benches.figures import Figures

from .posts import OWN, found_by_proviso, read
from .scores import by_place, percent
from .sets import is_identifier

if TYPE_CHECKING:
    from .scores import Score


def measure() -> list[Figures]:
    """One line for each entity."""
    posts = read(OWN / "identifiers_checking.jsonl")
    score = by_place(posts, found_by_proviso(posts), is_identifier)
    return [Figures("Identifiers, checking half", ("entity", "labels", "found", "by name"), _rows(score))]


def _rows(score: Score) -> list[tuple[str, ...]]:
    return [
        (kind, str(total), percent(score.found[kind] / total), percent(score.typed[kind] / total))
        for kind, total in sorted(score.total.items())
    ]
