"""Patterns that took too long, remembered for as long as a rulebook is in use, by whoever watches the clock.

A pattern that ran out of time once is slow: it is run beside the event loop only. One that had far more time there and
still did not finish, three times, is set aside: it is not run again, and what needs it is never called complete.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

STRIKES: Final = 3


class Quarantine:
    """The slow patterns of one finder, by number."""

    def __init__(self) -> None:
        self.slow: set[int] = set()  # those set aside are among them
        self.set_aside: set[int] = set()
        self._strikes: Counter[int] = Counter()

    def ran_late(self, patterns: Iterable[int]) -> None:
        """Remember patterns that did not finish in their usual time."""
        self.slow.update(patterns)

    def strike(self, patterns: Iterable[int]) -> None:
        """Remember patterns that did not finish although they had more time."""
        self._strikes.update(patterns)
        self.set_aside.update(number for number, strikes in self._strikes.items() if strikes >= STRIKES)
