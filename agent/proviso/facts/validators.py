"""Named checks for what a pattern alone cannot decide: areas never issued, check digits, exchange codes.

Each takes the match and answers whether it stands. A validator permits; it never looks at who writes or where.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

_SSN_DIGITS: Final = 9
_NANP_DIGITS: Final = 10


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

    def before(self, length: int) -> str:
        """Up to `length` characters in front of the match."""
        return self.paragraph[max(0, self.start - length) : self.start]

    def after(self, length: int) -> str:
        """Up to `length` characters behind the match."""
        return self.paragraph[self.end : self.end + length]


Validator = Callable[[Match], bool]


def us_ssn(match: Match) -> bool:
    """Issued or issuable. The published specimens pass too: a number that looks real is not to be posted."""
    digits = match.digits
    if len(digits) != _SSN_DIGITS:
        return False
    area, group, serial = digits[:3], digits[3:5], digits[5:]
    if digits[:8] == "98765432":  # 987-65-4320 to -4329: kept for advertisements, so it is the one 9xx that is shown
        return True
    return area not in ("000", "666") and area < "900" and group != "00" and serial != "0000"


def nanp_phone(match: Match) -> bool:
    """A telephone number of the North American plan: area and exchange start with 2 to 9; toll-free ones are public."""
    digits = match.digits
    digits = digits.removeprefix("1")  # no area begins with 1, so this is the country
    if len(digits) != _NANP_DIGITS:
        return False
    area, exchange = digits[:3], digits[3:6]
    is_toll_free = area[0] == "8" and area[1] == area[2]
    return area[0] in "23456789" and exchange[0] in "23456789" and area[1:] != "11" and not is_toll_free


VALIDATORS: Final[Mapping[str, Validator]] = {"us-ssn": us_ssn, "nanp-phone": nanp_phone}
