"""Digits that are not written as digits: number words, "oh" for zero, letters that look like digits.

Reads, never guesses: a text that has anything else in it has no reading. Knows nothing of what a number is for.
"""

from __future__ import annotations

from typing import Final

import regex

_UNITS: Final = {
    "zero": "0", "oh": "0", "o": "0", "nought": "0", "naught": "0", "nil": "0", "cero": "0",
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
_TEENS: Final = {
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16",
    "seventeen": "17", "eighteen": "18", "nineteen": "19",
}  # fmt: skip
_TENS: Final = {
    "twenty": "2", "thirty": "3", "forty": "4", "fourty": "4", "fifty": "5", "sixty": "6", "seventy": "7",
    "eighty": "8", "ninety": "9",
}  # fmt: skip
_TIMES: Final = {"double": 2, "triple": 3, "treble": 3}
_WORD: Final = "|".join(sorted((*_UNITS, *_TEENS, *_TENS, *_TIMES), key=len, reverse=True))
# Words of which a spoken number has at least one; "one", "two", "ten" and "oh" are in too many other words.
_TELLING: Final = "zero|three|four|five|six|seven|eight|nine|eleven|twelve"
_STEP: Final = rf"(?:(?:{_WORD})(?![^\W_])|\d{{1,4}}(?!\d))"
_UNIT: Final = rf"(?:{'|'.join(_UNITS)})"

# Four numbers and more, one after the other, at least one of them a word: "two one two, five five five ..."
SPOKEN: Final = rf"{_STEP}(?=[^\n]{{0,60}}(?:{_TELLING}))(?:[\W_]{{1,3}}+{_STEP}){{3,15}}+"
# Nine digits as words, joined by hyphens, so that it is clear where they end.
HYPHENATED: Final = rf"{_UNIT}-{_UNIT}-(?:(?:{_TELLING})-{_UNIT}-|{_UNIT}-(?:{_TELLING})-){_UNIT}(?:-{_UNIT}){{4}}"
# A digit, or a letter that looks like one.
LOOKALIKE: Final = "[0-9OILSBZ]"


_LOOKALIKE: Final = str.maketrans("OILSBZ", "011582")
_TOKEN: Final = regex.compile(rf"\d+|(?:{_WORD})(?![^\W\d_])", regex.IGNORECASE)
_ENCODED_DASH: Final = regex.compile("%2d", regex.IGNORECASE)  # RFC 3986, in a query
_SIGN: Final = regex.compile(r"[\W_]+")


def readings(text: str) -> frozenset[str]:
    """Every string of digits that the text can be read as; "twenty one" is 21 and 201. Empty: it has other words."""
    bare = "".join(char for char in _ENCODED_DASH.sub("-", text) if char.isalnum())
    if bare.isdecimal():
        return frozenset({bare})
    words = _words(text.casefold())
    if words is None:
        letters = bare.upper().translate(_LOOKALIKE)
        return frozenset({letters}) if letters.isdecimal() else frozenset()
    return frozenset(_read(words))


def _words(text: str) -> list[str] | None:
    words: list[str] = []
    at = 0
    while at < len(text):
        if sign := _SIGN.match(text, at):
            at = sign.end()
        elif token := _TOKEN.match(text, at):
            words.append(token[0])
            at = token.end()
        else:
            return None
    return (
        words if any(word in _TENS or word in _TEENS or (word in _UNITS and len(word) > 1) for word in words) else None
    )


def _read(words: list[str]) -> set[str]:
    """All readings of words; tens take a unit that follows them, or stand for themselves."""
    read = {""}
    index = 0
    while index < len(words):
        word, following = words[index], words[index + 1] if index + 1 < len(words) else ""
        step = 1
        if word in _TIMES and following in _UNITS:
            ways, step = {_UNITS[following] * _TIMES[word]}, 2
        elif word in _TENS and _UNITS.get(following, "0") != "0":
            ways, step = {_TENS[word] + _UNITS[following], f"{_TENS[word]}0{_UNITS[following]}"}, 2
        elif word in _TENS:
            ways = {f"{_TENS[word]}0"}
        else:
            ways = {_UNITS.get(word) or _TEENS.get(word) or (word if word.isdecimal() else "")}
        read = {head + tail for head in read for tail in ways}
        index += step
    return read
