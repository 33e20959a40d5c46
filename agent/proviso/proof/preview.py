"""What a change of the rules would do to real posts: which verdicts change between two rulebooks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from proviso.engine import Sight, drafts_of, places_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from proviso.model import Post
    from proviso.packs.rulebook import Rulebook

Line = tuple[str, str, int, int]  # rule, severity (with its mode when in the shadow), start, end


@dataclass(frozen=True, slots=True)
class Change:
    """A post whose verdict differs, and how. `number` is its place in the corpus, from 1."""

    number: int
    identifier: str
    gone: tuple[Line, ...]
    new: tuple[Line, ...]


def preview(posts: Iterable[tuple[str, Post]], old: Rulebook, new: Rulebook) -> Iterator[Change]:
    """Compare two rulebooks post by post, shadow rules included: a preview is what the shadow is for."""
    for number, (identifier, post) in enumerate(posts, start=1):
        before, after = lines(post, old), lines(post, new)
        if before != after:
            yield Change(number, identifier, tuple(sorted(before - after)), tuple(sorted(after - before)))


def lines(post: Post, rulebook: Rulebook) -> frozenset[Line]:
    """Every rule that fires on a post, with severity and place."""
    sight = Sight(post, rulebook)
    return frozenset(
        (draft.rule.name, draft.severity.word + (" (shadow)" if draft.mode == "shadow" else ""), *span)
        for draft in drafts_of(sight, rulebook)
        for _, span in places_of(draft.rule, sight)
    )
