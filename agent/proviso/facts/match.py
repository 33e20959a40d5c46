"""What a validator is given: a match, with its paragraph in normal form around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Match:
    """What a pattern matched, with its paragraph in normal form around it."""

    paragraph: str
    start: int
    end: int

    @property
    def text(self) -> str:
        """The matched characters."""
        return self.paragraph[self.start : self.end]

    @property
    def digits(self) -> str:
        """The matched digits alone."""
        return "".join(char for char in self.text if char.isdecimal())

    @property
    def code(self) -> str:
        """The matched letters and digits alone, in capitals."""
        return "".join(char for char in self.text if char.isalnum()).upper()

    def before(self, length: int) -> str:
        """Up to `length` characters in front of the match."""
        return self.paragraph[max(0, self.start - length) : self.start]

    def after(self, length: int) -> str:
        """Up to `length` characters behind the match."""
        return self.paragraph[self.end : self.end + length]


Validator = Callable[[Match], bool]
