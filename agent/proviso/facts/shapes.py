"""Shapes that several facts share, written `{name}` in their patterns and values.

They are written out when a fact is read, so that a compiled pack and the prefilter see plain patterns.
"""

from __future__ import annotations

from typing import Final

import regex

from .dates import DATE, SPELT_DATE, WHOLE_DATE
from .names import PERSON, PLACE, SURNAME
from .spoken import HYPHENATED, LOOKALIKE, SPOKEN

SHAPES: Final = {
    # Nine digits with at most five signs between them, wherever those stand.
    "nine": r"\d(?:[\W_]{0,5}\d){8}",
    "spoken": SPOKEN,
    "hyphenated": HYPHENATED,
    "lookalike": LOOKALIKE,
    "date": DATE,
    "whole-date": WHOLE_DATE,
    "spelt-date": SPELT_DATE,
    "place": PLACE,
    "surname": SURNAME,
    "person": PERSON,
}
_SHAPE: Final = regex.compile(r"\{(" + "|".join(SHAPES) + r")\}")


def expanded(pattern: str) -> str:
    """A pattern with its shapes written out."""
    return _SHAPE.sub(lambda found: f"(?:{SHAPES[found[1]]})", pattern)
