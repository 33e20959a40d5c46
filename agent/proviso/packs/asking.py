"""Which rules can speak at all where a post is written, and by whom: before a single fact is looked for.

A rule for official accounts has nothing to ask of a private one, so its facts need not be looked for there. This
decides only what is not worth looking at; what a rule says is the engine's business.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .conditions import WHERE_AND_WHO, Condition, FieldIs, Not
from .pack import WHOEVER_WRITES

if TYPE_CHECKING:
    from collections.abc import Hashable

    from proviso.model import Context, Truth

    from .pack import Rule

# Fields of few values, the same from one keystroke to the next. What else a context holds is left to the rules.
ASKED_FIRST: Final = (*sorted(WHERE_AND_WHO), "reply_target")


@dataclass(frozen=True, slots=True)
class _Blank:
    """A post of which nothing is known but where and by whom it is written."""

    context: Context

    def holds(self, name: str) -> Truth:
        """Not known yet."""
        del name  # whatever fact it is
        return None

    def unknown_places(self, name: str) -> tuple[str, ...]:
        """Not asked."""
        del name
        return ()


def setting(context: Context) -> Hashable:
    """What tells two contexts apart for `may_speak`."""
    return tuple(getattr(context, name) for name in ASKED_FIRST)


def may_speak(rule: Rule, context: Context) -> bool:
    """Whether some text could make the rule speak in this context."""
    blank = _Blank(context)
    for condition in rule.conditions:
        if not _is_asked_first(condition):
            continue
        truth = condition.truth(blank)
        if truth is False:
            return False
        if truth is None and condition.is_where_and_who and rule.category not in WHOEVER_WRITES:
            return False
    return True


def _is_asked_first(condition: Condition) -> bool:
    if isinstance(condition, Not):
        return all(map(_is_asked_first, condition.conditions))
    return isinstance(condition, FieldIs) and condition.name in ASKED_FIRST
