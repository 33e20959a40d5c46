"""Fields of the context that no part of Proviso fills yet, and the rules that cannot speak without them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from proviso.packs.conditions import HasAttachment, OfField

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proviso.packs.conditions import Condition
    from proviso.packs.pack import Rule

UNFILLED: Final = frozenset({"page_avatar", "signature"})
UNFILLED_OF_ATTACHMENTS: Final = frozenset({"description", "text", "licence"})  # image and document checks come later


def waits_for(rule: Rule) -> tuple[str, ...]:
    """The fields that a rule must know to speak, and that nobody fills."""
    return tuple(dict.fromkeys(field for line in rule.conditions if line.is_evidence for field in _waits(line)))


def _waits(condition: Condition) -> Iterator[str]:
    if isinstance(condition, OfField) and condition.name in UNFILLED:
        yield condition.name
    elif isinstance(condition, HasAttachment):
        yield from (f"attachments {name}" for name, _ in condition.wanted if name in UNFILLED_OF_ATTACHMENTS)
