"""Whether somebody speaks of a thing of their own: the words right in front of it say so.

For the wording of a message alone: one's own number is warned about as anybody's, in other words.
"""

from __future__ import annotations

from typing import Final

import regex

_REACH: Final = 32  # characters in front
_SHORT_NAMES: Final = "ex|rep|boss|kid|son|mom|mum|dad|nan|aunt|wife|cat|dog"
_OTHERS: Final = (
    rf"(?:{_SHORT_NAMES}|mother|father|parent|husband|hubby|spouse|partner|daughter|child|brother|sister|uncle|gran|"
    r"grand|friend|neighbou?r|coworker|colleague|supervisor|manager|landlord|tenant|doctor|therapist|caseworker|client|"
    r"claimant|patient|customer|nephew|niece|cousin|late|employee|member|student|attorney|lawyer|nurse|twin|baby)"
)
_MINE: Final = regex.compile(
    rf"(?<![^\W_])(?:(?:my|our|mine)(?![^\W_])(?!\W{{1,3}}(?:[\w-]{{1,12}}\W{{1,3}})?{_OTHERS})|"
    r"(?:call|text|txt|e-?mail|write|reach|contact|message|msg|ring|i am|i'm|i live|i was born)(?: me)?(?![^\W_]))"
    r"[^.!?\n]*$",
    regex.IGNORECASE,
)


def is_own(text: str, start: int) -> bool:
    """Whether what begins at `start` is said to be the writer's own."""
    return _MINE.search(text[max(0, start - _REACH) : start]) is not None
