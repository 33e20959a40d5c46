"""Take the first step of some work at once, and give the rest to a task only when there is a rest.

Most checks are done before they wait for anything; a task for each would cost them a turn of the event loop, a tenth of
the time that an answer takes. From Python 3.12 on asyncio calls this an eager task; this is the little that we need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Coroutine, Generator


def begin(work: Coroutine[object, object, None]) -> Rest | None:
    """Run the work until it waits. None when it never did; else await what is left, in a task of its own."""
    try:
        return Rest(work, work.send(None))
    except StopIteration:
        return None


class Rest:
    """Work that waits for something; awaiting it goes on from there."""

    def __init__(self, work: Coroutine[object, object, None], waits_for: object) -> None:
        self._work = work
        self._waits_for = waits_for  # the future that the loop must hear of; None: just another turn

    def __await__(self) -> Generator[object, object, None]:
        """Pass on what the work waits for, and to the work what comes of it."""
        waits_for = self._waits_for
        try:
            while True:
                try:
                    came = yield waits_for
                except BaseException as error:  # noqa: BLE001 - a cancellation too is the work's to answer
                    waits_for = self._work.throw(error)
                else:
                    waits_for = self._work.send(came)
        except StopIteration:
            return
