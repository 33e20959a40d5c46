"""When to update: by itself every hour or so, later when the server cannot, sooner when somebody says so.

All agents of a fleet must not ask at once, so every wait is drawn anew. A nudge is never more than a hint.
"""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from .outcome import PASSING, Outcome

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

FIRST_S: Final = 120.0  # within this time after the start
SPREAD: Final = 0.5  # a wait is longer or shorter by up to this share
MAX_BACKOFF_S: Final = 6 * 3600.0
NUDGE_GAP_S: Final = 60.0  # between two updates, whoever asks
MAX_JITTER_S: Final = 3600.0


@dataclass(slots=True)
class Poller:
    """Calls `update` for as long as it runs, and tells `told` what came of it."""

    update: Callable[[str], Awaitable[Outcome]]
    told: Callable[[Outcome], None]
    every_s: float = 3600.0
    first_s: float = FIRST_S
    gap_s: float = NUDGE_GAP_S
    draw: random.Random = field(default_factory=random.SystemRandom)
    clock: Callable[[], float] = time.monotonic
    _failures: int = 0
    _last: float = float("-inf")
    _due: float = 0.0
    _woken: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self) -> None:
        """Poll until cancelled."""
        self._due = self.clock() + self.draw.uniform(0, self.first_s)
        while True:
            reason = await self._wait()
            outcome = await self._updated(reason)
            self._last = self.clock()
            self._due = self._last + self.wait_after(outcome)
            self.told(outcome)

    async def _updated(self, reason: str) -> Outcome:
        try:
            return await self.update(reason)
        except Exception:  # noqa: BLE001 - whatever it was, the next look must come
            return Outcome("failed", "", error="internal")

    async def _wait(self) -> str:
        """Wait until it is time; a nudge makes that earlier."""
        reason = "poll"
        while (left := self._due - self.clock()) > 0:
            self._woken.clear()
            try:
                await asyncio.wait_for(self._woken.wait(), left)
                reason = "announced"
            except TimeoutError:
                break
        return reason

    def nudge(self, max_jitter_s: float) -> None:
        """Update within `max_jitter_s`, not more often than once a minute. Never later than planned anyway."""
        jitter = self.draw.uniform(0, min(max(max_jitter_s, 0.0), MAX_JITTER_S))
        due = max(self.clock() + jitter, self._last + self.gap_s)
        if due < self._due:
            self._due = due
            self._woken.set()

    def wait_after(self, outcome: Outcome) -> float:
        """Seconds to the next poll: twice as long after each failure, as long as the server asked at least."""
        self._failures = self._failures + 1 if outcome.error in PASSING else 0
        base = min(self.every_s * 2.0 ** min(self._failures, 16), max(MAX_BACKOFF_S, self.every_s))
        wait = base * self.draw.uniform(1 - SPREAD, 1 + SPREAD)
        return max(wait, outcome.retry_after_s or 0.0)
