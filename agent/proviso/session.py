"""One composer: the newest revision wins, what was read is remembered, nobody else waits long.

The engine has no clock; this room watches it: after 5 ms of work others are let in. A pattern that ran out of time has
far more of it in a worker, before the report says `incomplete`; one that does not finish there either, three times, is
set aside for as long as the rulebook is in use. Text is kept as long as the composer lives and never written anywhere.
"""

from __future__ import annotations

import asyncio
from time import perf_counter
from typing import TYPE_CHECKING, Final, NamedTuple

from proviso.engine import Memory, to_read
from proviso.engine import check as check_post

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proviso.facts.readings import ParagraphCache, Reading
    from proviso.model import Context, Post, Report
    from proviso.packs import Rulebook

TURN_S: Final = 0.005  # of work before others are let in; what comes by socket or timer needs three turns to be heard
RETRY_S: Final = 0.5  # of processor time for a pattern that ran out of time, in a worker
WARM_PAUSE_S: Final = 0.005  # between two patterns compiled in idle time


class _Read(NamedTuple):
    """A paragraph that was read, and who remembers it."""

    cache: ParagraphCache
    reading: Reading


class Session:
    """The checks of one composer."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._memory = Memory(rulebook, rulebook.quarantine)
        self._newest = -1

    @property
    def rulebook(self) -> Rulebook:
        """What it works with now."""
        return self._rulebook

    @property
    def cache(self) -> Memory:
        """What is remembered of the text, for whoever explains a report."""
        return self._memory

    def swap(self, rulebook: Rulebook) -> None:
        """Work with another rulebook from the next check on."""
        self._rulebook = rulebook
        self._memory = Memory(rulebook, rulebook.quarantine)

    async def check(self, post: Post, revision: int) -> Report | None:
        """Check a post. None when a newer revision has come meanwhile: what was read is remembered for it."""
        self._newest = max(self._newest, revision)
        rulebook, memory = self._rulebook, self._memory
        unfinished: list[_Read] = []
        turn = perf_counter()
        for read in _read(post, rulebook, memory):
            if read is not None and read.reading.scan.unfinished:
                unfinished.append(read)
            if perf_counter() - turn > TURN_S:
                await asyncio.sleep(0)
                turn = perf_counter()
            if revision < self._newest:
                return None
        for read in unfinished:
            if not await _retried(read):
                break  # one pattern out of time in the worker is enough for one check
            if revision < self._newest:
                return None
        return check_post(post, rulebook, memory)


def _read(post: Post, rulebook: Rulebook, memory: Memory) -> Iterator[_Read | None]:
    """Read every paragraph; None is a stop within a long one."""
    for cache, paragraph in to_read(post, rulebook, memory):
        reading = yield from cache.steps(paragraph)
        yield _Read(cache, reading)


async def _retried(read: _Read) -> bool:
    """Give what a paragraph left unfinished more time, in a worker. False when it was not enough."""
    cache, reading = read
    aside = frozenset(cache.quarantine.set_aside)
    if reading.was_retried or aside.issuperset(reading.scan.unfinished):
        return True  # nothing new would come of it
    scan = await asyncio.to_thread(cache.finder.finish, reading.normal.text, reading.scan, aside, RETRY_S)
    cache.finish(reading.text, scan)
    return not scan.late


async def warm(rulebook: Rulebook, person: Context) -> None:
    """Compile in idle time, one at a time, the patterns that this person's posts can need: the first does not wait."""
    for _ in rulebook.finder.warm(rulebook.facts_of(rulebook.active(person))):
        await asyncio.sleep(WARM_PAUSE_S)
