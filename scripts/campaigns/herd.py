"""When the agents of a fleet come to the repository after an announcement: real pollers, each nudged by what its ear heard."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from typing import TYPE_CHECKING, Final

from proviso.updates.announcement import read_announcement
from proviso.updates.outcome import Outcome
from proviso.updates.poller import Poller

if TYPE_CHECKING:
    from collections.abc import Sequence

_LATER_S: Final = 1e6  # nobody polls by itself meanwhile
_PATIENCE_S: Final = 60.0  # beyond the jitter


async def arrivals(told: Sequence[bytes]) -> Counter[int]:
    """How many pull in each second after the announcement, whole seconds from the first."""
    moments: list[float] = []
    everybody = asyncio.Event()

    async def pull(_reason: str) -> Outcome:
        moments.append(time.perf_counter())
        if len(moments) == len(told):
            everybody.set()
        return Outcome("current", "stable")

    pollers = [Poller(pull, lambda _: None, every_s=_LATER_S, first_s=_LATER_S) for _ in told]
    tasks = [asyncio.create_task(poller.run()) for poller in pollers]
    await asyncio.sleep(0)  # each has drawn its own first poll
    began, longest = time.perf_counter(), 0
    for poller, message in zip(pollers, told, strict=True):
        said = read_announcement(message)
        if said is not None:
            longest = max(longest, said.max_jitter_s)
            poller.nudge(said.max_jitter_s)
    await asyncio.wait_for(everybody.wait(), longest + _PATIENCE_S)
    for task in tasks:
        task.cancel()
    return Counter(int(moment - began) for moment in moments)
