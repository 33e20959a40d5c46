"""Offsets in UTF-16 code units, which is how browsers count. Converts numbers, never text."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

import regex

_ASTRAL: Final = regex.compile(r"[\U00010000-\U0010FFFF]")


@dataclass(frozen=True, slots=True)
class Utf16Map:
    """Code points to UTF-16 units and back, for one text. Make it with `utf16_map`."""

    length: int  # of the text in code points
    astral: tuple[int, ...] = ()  # offsets of the characters that take two units

    @property
    def units(self) -> int:
        """The length of the text in UTF-16 units."""
        return self.length + len(self.astral)

    def to_utf16(self, offset: int) -> int:
        """Turn a code point offset into UTF-16 units."""
        return offset + bisect_left(self.astral, offset) if self.astral else offset

    def to_code_points(self, units: int) -> int:
        """Turn UTF-16 units into a code point offset; the middle of a pair rounds down to its beginning."""
        if not self.astral:
            return units
        low, high = 0, len(self.astral)
        while low < high:  # how many astral characters end at or before `units`
            middle = (low + high) // 2
            if self.astral[middle] + middle + 2 <= units:
                low = middle + 1
            else:
                high = middle
        offset = units - low
        is_inside = low < len(self.astral) and self.astral[low] + 1 == offset
        return offset - is_inside


def utf16_map(text: str) -> Utf16Map:
    """Find the characters that take two units. Lone surrogates take one, as in JavaScript."""
    if text.isascii() or len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text):
        return Utf16Map(len(text))
    return Utf16Map(len(text), tuple(found.start() for found in _ASTRAL.finditer(text)))
