"""One composer: the newest revision wins, finished paragraphs are remembered, nobody else waits long.

The engine has no clock; this room watches it: after 40 ms of work others are let in, and a pattern that ran out of
time is tried once more in a worker before the report says `incomplete`. Text is kept as long as the composer lives
and is never written anywhere.
"""

from __future__ import annotations

import asyncio
from time import perf_counter
from typing import TYPE_CHECKING, Final

from proviso.engine import check as check_post
from proviso.engine import paragraphs_of
from proviso.facts.sightings import ParagraphCache

if TYPE_CHECKING:
    from proviso.model import Post, Report
    from proviso.packs import Rulebook

TURN_S: Final = 0.040  # of work before others are let in
RETRY_S: Final = 0.5  # of processor time for a pattern that ran out of time, in a worker
RETRIES: Final = 2  # paragraphs a check; more would keep the answer waiting
WARM_PAUSE_S: Final = 0.005  # between two patterns compiled in idle time


class Session:
    """The checks of one composer."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._cache = ParagraphCache()
        self._newest = -1

    @property
    def rulebook(self) -> Rulebook:
        """What it works with now."""
        return self._rulebook

    @property
    def cache(self) -> ParagraphCache:
        """What is remembered of the text, for whoever explains a report."""
        return self._cache

    def swap(self, rulebook: Rulebook) -> None:
        """Work with another rulebook from the next check on."""
        self._rulebook = rulebook

    async def check(self, post: Post, revision: int) -> Report | None:
        """Check a post. None when a newer revision has come meanwhile: what was found stays in the cache for it."""
        self._newest = max(self._newest, revision)
        rulebook, cache = self._rulebook, self._cache
        turn = perf_counter()
        for paragraph in paragraphs_of(post, rulebook):
            cache.scan(rulebook.finder, paragraph)
            if perf_counter() - turn > TURN_S:
                await asyncio.sleep(0)
                turn = perf_counter()
            if revision < self._newest:
                return None
        for paragraph, patterns in cache.unfinished()[:RETRIES]:
            finished = await asyncio.to_thread(rulebook.finder.retry, paragraph, patterns, RETRY_S)
            if finished is not None:
                cache.finish(paragraph, finished, patterns)
            if revision < self._newest:
                return None
        return check_post(post, rulebook, cache)


async def warm(rulebook: Rulebook) -> None:
    """Compile patterns in idle time, one at a time, so that the first post that needs one does not wait for it."""
    for _ in range(rulebook.finder.size):
        rulebook.finder.warm()
        await asyncio.sleep(WARM_PAUSE_S)
