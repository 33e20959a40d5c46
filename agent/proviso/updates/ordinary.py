"""Ordinary posts, on which hardly any rule has something to say: one that minds most of them is a mistake."""

from __future__ import annotations

import time
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from proviso.engine import Sight, drafts_of
from proviso.model import Context, Post, Severity

if TYPE_CHECKING:
    from proviso.packs import Rulebook

SHARE: Final = 0.5  # of the posts
_WRITERS: Final = ("personal", "official")
_PER_LOOK: Final = 5  # posts between two looks at the clock


@cache
def ordinary_posts() -> tuple[str, ...]:
    """One text a line of ordinary.txt."""
    text = files("proviso.updates").joinpath("ordinary.txt").read_text("utf-8")
    return tuple(line for line in text.splitlines() if line.strip())


def too_eager(rulebook: Rulebook, end: float) -> str | None:
    """A rule that objects to more than half of the ordinary posts of somebody; None when there is none.

    Hints do not count: some say at every official post what to remember. `end` is when to stop, by the monotonic
    clock; whoever set it looks at it too.
    """
    names = tuple(pack.name for pack in rulebook.packs)
    posts = ordinary_posts()
    for account in _WRITERS:
        context = Context.from_mapping({"packs": names, "account": account, "platform": "x", "surface": "post"})
        counts: Counter[str] = Counter()
        for number, text in enumerate(posts):
            if number % _PER_LOOK == 0 and time.monotonic() > end:
                return None
            sight = Sight(Post(text, context), rulebook)
            counts.update(
                {
                    draft.rule.name
                    for draft in drafts_of(sight, rulebook)
                    if draft.severity > Severity.INFO and draft.mode != "shadow"
                }
            )
        for rule, count in counts.most_common(1):
            if count > SHARE * len(posts):
                return rule
    return None
