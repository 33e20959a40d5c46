"""Dates as people write birthdays, and whether one can be somebody's. Knows no calendar but the lengths of months."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import regex

if TYPE_CHECKING:
    from .match import Match

_DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR: Final = r"(?:19|20)\d\d"
_MONTH: Final = r"\p{L}{3,10}"
# ISO 8601, and the orders of day, month and year that people write in English, French and Spanish; the month's name is
# looked up afterwards.
WHOLE_DATE: Final = (
    rf"{_YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}[-/]\d{{1,2}}[-/](?:19|20)?\d\d|\d{{1,2}}\.\d{{1,2}}\.{_YEAR}"
    rf"|{_DAY}(?: of| de)?[-,. ]{{0,2}}{_MONTH}\.?(?:,| de| of)?[- ]?{_YEAR}"
    rf"|{_MONTH}\.? ?(?:the )?{_DAY}(?:,| of|,? in)? ?{_YEAR}"
)
DATE: Final = (
    rf"{_YEAR}[-/. ]\d{{1,2}}[-/. ]\d{{1,2}}|\d{{1,2}} ?[-/. ] ?\d{{1,2}} ?[-/. ] ?(?:19|20)?\d\d"
    rf"|(?:\p{{L}}{{3,6}}day,? )?(?:the )?{_DAY}(?: of| de)?[-,. ]{{0,2}}{_MONTH}\.?(?:,| de| "
    rf"of)?[- ]?(?:'?\d\d(?!\d)|{_YEAR})"
    rf"|(?:\p{{L}}{{3,6}}day,? )?{_MONTH}\.? ?(?:the )?{_DAY}(?:,| of|,? in)? ?(?:'\d\d|{_YEAR})"
    rf"|{_YEAR}\d{{4}}|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:{_YEAR}|\d\d(?!\d))"
)
_NUMBER_WORD: Final = (
    r"(?:hundred|and|oh|ten|eleven|twelve|\p{L}{3,6}teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
    r"|one|two|three|four|five|six|seven|eight|nine)"
)
_ORDINAL: Final = r"(?:first|second|third|\p{L}{3,9}th|(?:twenty|thirty)-\p{L}{4,7})"
_SPELT_YEAR: Final = rf"(?:nineteen|two thousand|twenty)(?:[- ]{_NUMBER_WORD}){{1,4}}"
SPELT_DATE: Final = (
    rf"(?:the )?{_ORDINAL} (?:day )?of {_MONTH},? (?:in )?{_SPELT_YEAR}"
    rf"|{_MONTH} (?:the )?{_ORDINAL},? (?:in )?{_SPELT_YEAR}"
)

_MONTHS: Final = frozenset(
    "jan january janvier enero feb february février fevrier febrero mar march mars marzo apr april avril abril may "
    "mai mayo jun june juin junio "
    "jul july juillet julio aug august août aout agosto sep sept september septembre septiembre oct october octobre "
    "octubre nov november "
    "novembre noviembre dec december décembre decembre diciembre ene abr ago dic avr juil déc fév".split()
)
_BESIDE_MONTH: Final = frozenset("the of de in st nd rd th and oh hundred day".split())
_WORDS: Final = regex.compile(r"\p{L}+")
_NUMBERS: Final = regex.compile(r"\d+")
_COMPACT: Final = regex.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)|(\d\d)(\d\d)((?:19|20)?\d\d)")
_FIRST, _LAST = 1916, 2029  # hardly anybody born before the first is alive; later ones are plans
_LAST_MONTH, _LAST_DAY = 12, 31
_WHOLE_YEAR: Final = 4  # digits
_OF_A_PROGRAMME: Final = regex.compile(
    r"(?:birthday|anniversary)\W{1,3}(?:to |of |for )?(?:you, )?(?:the )?(?:social security|medicare|medicaid|snap|"
    r"ssi|centrelink|nhs|"
    r"our (?:agency|office|program\w*)|(?:\w+ ){0,2}(?:act|agency|administration|department|program\w*|bureau|office|"
    r"service)\b)",
    regex.IGNORECASE,
)


def birth_date(match: Match) -> bool:
    """Day, month and year in any order that make a date somebody living can be born on; not a programme's birthday."""
    if _OF_A_PROGRAMME.search(match.paragraph):
        return False
    words = [word.casefold() for word in _WORDS.findall(match.text)]
    if words and not any(word in _MONTHS for word in words):
        return False
    compact = _COMPACT.fullmatch(match.text)
    numbers = [part for part in compact.groups() if part] if compact else _NUMBERS.findall(match.text)
    years = [number for number in numbers if len(number) == _WHOLE_YEAR]
    others = [int(number) for number in numbers if len(number) < _WHOLE_YEAR]
    if years and not _FIRST <= int(years[0]) <= _LAST:
        return False
    parts = others if years or words else others[:2]
    if words:  # the other number is a year of two digits
        return not parts or 0 < parts[0] <= _LAST_DAY
    return all(0 < part <= _LAST_DAY for part in parts[:2]) and (len(parts) < 2 or min(parts) <= _LAST_MONTH)  # noqa: PLR2004
