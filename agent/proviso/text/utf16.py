"""Offsets in UTF-16 code units, which is how browsers count. Converts numbers, never text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Final

import regex

_ASTRAL: Final = regex.compile(r"[\U00010000-\U0010FFFF]")


@dataclass(frozen=True, slots=True)
class Utf16Map:
    """Code points to UTF-16 units and back, for one text. Made by `utf16_map`."""

    length: int  # of the text in code points
    astral: tuple[int, ...] = ()  # where the characters that take two units begin, in code points
    pairs: tuple[int, ...] = ()  # and where they end, in units

    @property
    def units(self) -> int:
        """The length of the text in UTF-16 units."""
        return self.length + len(self.astral)

    def to_utf16(self, offset: int) -> int:
        """Turn a code point offset into UTF-16 units."""
        return offset + bisect_left(self.astral, offset) if self.astral else offset

    def to_code_points(self, units: int) -> int:
        """Turn UTF-16 units into a code point offset; the middle of a pair rounds down to where the pair begins."""
        whole = bisect_right(self.pairs, units)
        is_inside = whole < len(self.pairs) and self.pairs[whole] == units + 1
        return units - whole - is_inside


def utf16_map(text: str) -> Utf16Map:
    """Find the characters that take two units. A lone surrogate takes one, as in JavaScript."""
    if text.isascii() or len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text):
        return Utf16Map(len(text))
    astral = tuple([found.start() for found in _ASTRAL.finditer(text)])
    return Utf16Map(len(text), astral, tuple([offset + index + 2 for index, offset in enumerate(astral)]))
