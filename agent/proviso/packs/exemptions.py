"""A condition for exceptions that must be known to hold: `exempt` in a rule's `when`.

`unless` lowers a rule when the exception is not known; an exemption does not. Somebody in federal service is bound by
the Hatch Act unless it is known that it does not apply. Nothing here is ever unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .conditions import Exclusion, View, all_of

if TYPE_CHECKING:
    from proviso.model import Truth


@dataclass(frozen=True, slots=True)
class Exempt(Exclusion):
    """Not known to be the exception: no as soon as all of its conditions plainly hold, else yes."""

    @property
    def label(self) -> str:
        """Read aloud."""
        return f"not known that {' and '.join(condition.label for condition in self.conditions)}"

    def truth(self, view: View) -> Truth:
        """Yes also when the exception is not known."""
        return all_of(condition.truth(view) for condition in self.conditions) is not True

    def missing(self, view: View) -> tuple[str, ...]:
        """Nothing: an exemption that nobody claims is not missed."""
        del view
        return ()
