"""What every match of a pattern must contain: the literal strings, the number of digits, an "@".

The prefilter may run a pattern only when its literals are in the text, so these must be right; they may be poor. This
is a small parser of its own because `regex` keeps its parse tree private. Whatever it does not understand (flags, back
references, conditionals, fuzzy matching, recursion) requires nothing, and the author is told to declare a trigger.
Nothing here compiles or runs a pattern.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import regex

from .needs import (
    ANYTHING,
    COMMONPLACE,
    DIGIT,
    MAX_ALTERNATIVES,
    MIN_LENGTH,
    NOTHING,
    WORD_EDGE,
    Need,
    ahead,
    bare,
    branches,
    character,
    one_of,
    repeated,
    sequence,
    shortest,
    telling,
    two_best,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_CONTROL: Final = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "a": "\a"}
_HEX: Final = {"x": 2, "u": 4, "U": 8}
_EDGES: Final = "bmM"
# What must not be beside it when a word is over: no letter and no digit, whatever else.
_NO_WORD: Final = regex.compile(r"(?:\\w|\[\\w(?:(?!--|&&|\|\||~~)[^\[\]\\]|\\.)*\]|\[\^\\W_\])[|)]")
_ANCHORS: Final = "BAZz"
_CLASSES: Final = "dDwWsSRXhHVK"


class UnclearPatternError(ValueError):
    """The pattern uses something this module does not follow. Nothing may be concluded from it."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """The conclusion for a whole pattern; all empty when nothing is known.

    `literals`: one of these is in every match, and one of `also`, when there are any; `EDGE` at an end says that the
    word is over there. `leading`: a match begins with one of `literals`, so that the pattern need not be tried
    elsewhere. `digits`: it has so many at least, and
    `row` of them one behind the other.
    """

    literals: tuple[str, ...] = ()
    leading: bool = False
    digits: int = 0
    row: int = 0
    at: bool = False
    also: tuple[str, ...] = ()


@lru_cache(maxsize=8192)  # asked when a pack is linted, when it is compiled and when it is loaded
def requirement(source: str) -> Requirement:
    """What a text must contain before `source` can match in it."""
    try:
        need = _Parser(source).whole()
    except (UnclearPatternError, RecursionError):
        return Requirement()
    (best, second), start = need.pair(), need.beginning()
    # A run of spaces counts as one, so its first space is not where a match with one space begins.
    leads = (
        start is not None and telling(start) >= telling(best) and not any(s.startswith(" ") for s in map(bare, start))
    )
    chosen = start if leads else best
    if chosen is None or shortest(chosen) < MIN_LENGTH:
        return Requirement((), leading=False, digits=need.digits, row=need.row, at=need.at)
    also = two_best([chosen, best, second], first=chosen)[1]
    return Requirement(tuple(sorted(chosen)), leads, need.digits, need.row, need.at, _also(also))


def _also(other: frozenset[str] | None) -> tuple[str, ...]:
    """The strings of which one is required besides: none when too short, or in every other sentence."""
    return tuple(sorted(other)) if other is not None and telling(other) > (True, COMMONPLACE) else ()


class _Parser:
    """Recursive descent over one pattern. Every method returns the need of what it has read."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0

    def whole(self) -> Need:
        need = self._alternatives()
        if self._at < len(self._source):
            raise UnclearPatternError("unbalanced parenthesis")
        return need

    def _peek(self) -> str:
        return self._source[self._at : self._at + 1]

    def _take(self, text: str) -> bool:
        if not self._source.startswith(text, self._at):
            return False
        self._at += len(text)
        return True

    def _next(self) -> str:
        char = self._peek()
        if not char:
            raise UnclearPatternError("unexpected end")
        self._at += 1
        return char

    def _until(self, end: str) -> str:
        stop = self._source.find(end, self._at)
        if stop < 0:
            raise UnclearPatternError(f"no {end}")
        text = self._source[self._at : stop]
        self._at = stop + len(end)
        return text

    def _alternatives(self) -> Need:
        found = [self._branch()]
        while self._take("|"):
            found.append(self._branch())
        return branches(found)

    def _branch(self) -> Need:
        items: list[Need] = []
        while self._peek() not in ("", "|", ")"):
            items.append(self._quantified(self._atom()))
        return sequence(items)

    def _atom(self) -> Need:
        char = self._next()
        if char == "(":
            return self._group()
        if char == "[":
            return self._set()
        if char == "\\":
            return self._escape()
        if char in "^$":
            return NOTHING
        if char == ".":
            return ANYTHING
        if char in "*+?{":
            raise UnclearPatternError("a quantifier with nothing before it")
        return character(char)

    def _quantified(self, item: Need) -> Need:
        bounds = self._bounds()
        if bounds is None:
            return item
        self._take("?") or self._take("+")
        if self._peek() and self._peek() in "*+?{":
            raise UnclearPatternError("two quantifiers")
        return repeated(item, *bounds)

    def _bounds(self) -> tuple[int, int | None] | None:
        if self._take("*"):
            return 0, None
        if self._take("+"):
            return 1, None
        if self._take("?"):
            return 0, 1
        if not self._take("{"):
            return None
        low, comma, high = self._until("}").partition(",")
        if not (low or "0").isdecimal() or (high and not high.isdecimal()) or not (low or high):
            raise UnclearPatternError("a fuzzy match, or a brace that should be escaped")
        least = int(low or 0)
        return least, (int(high) if high else None) if comma else least

    def _escape(self) -> Need:
        char = self._next()
        if char == "d":
            return DIGIT
        if char in _EDGES:
            return WORD_EDGE
        if char in _ANCHORS:
            return NOTHING
        if char in "pP":
            self._expect("{")
            self._until("}")
            return ANYTHING
        if char in _CLASSES:
            return NOTHING if char == "K" else ANYTHING
        return character(self._escaped_character(char))

    def _escaped_character(self, char: str) -> str:
        if char in _CONTROL:
            return _CONTROL[char]
        if char in _HEX:
            digits = self._source[self._at : self._at + _HEX[char]]
            self._at += _HEX[char]
            return _from_hex(digits, _HEX[char])
        if char.isalnum():
            raise UnclearPatternError(f"\\{char}")
        return char

    def _expect(self, text: str) -> None:
        if not self._take(text):
            raise UnclearPatternError(f"expected {text}")

    def _group(self) -> Need:
        if not self._take("?"):
            return self._closed(lambda need: need)
        if self._take("#"):
            self._until(")")
            return NOTHING
        for opening in (":", ">", "|", "-i:"):  # with case, what folds to a literal still holds it
            if self._take(opening):
                return self._closed(lambda need: need)
        for opening in ("<=", "<!", "!"):
            if self._take(opening):
                seen = WORD_EDGE if opening != "<=" and _NO_WORD.match(self._source, self._at) else NOTHING
                self._closed(lambda need: need)
                return seen
        if self._take("="):
            return self._closed(ahead)
        if self._take("P<") or self._take("<"):
            self._until(">")
            return self._closed(lambda need: need)
        raise UnclearPatternError("flags, conditionals and recursion are not followed")

    def _closed(self, then: Callable[[Need], Need]) -> Need:
        need = self._alternatives()
        self._expect(")")
        return then(need)

    def _set(self) -> Need:
        if self._take("^"):
            self._set_members()
            return ANYTHING
        members = self._set_members()
        if members is None or not members:
            return ANYTHING
        return one_of(frozenset(members))

    def _set_members(self) -> set[str] | None:
        """Single characters of a class; None when it holds a property or something else that is not a list of them."""
        members: set[str] | None = set()
        is_first = True
        while is_first or self._peek() != "]":
            is_first = False
            low = self._set_member()
            if self._source.startswith(("--", "&&", "||", "~~", "[:"), self._at - 1):
                raise UnclearPatternError("set operations and POSIX classes")
            if low is None:
                members = None
                continue
            if self._peek() == "-" and self._source[self._at + 1 : self._at + 2] != "]":
                self._next()
                high = self._set_member()
                span = range(ord(low), ord(high) + 1) if high is not None else range(0)
                low = None if high is None or len(span) > MAX_ALTERNATIVES else "".join(map(chr, span))
            members = None if members is None or low is None else members | set(low)
        self._next()
        return members

    def _set_member(self) -> str | None:
        char = self._next()
        if char != "\\":
            return char
        escaped = self._next()
        if escaped in "pP":
            self._expect("{")
            self._until("}")
            return None
        if escaped == "d":
            return None
        return None if escaped in _CLASSES else self._escaped_character(escaped)


def _from_hex(digits: str, width: int) -> str:
    try:
        return chr(int(digits, 16)) if len(digits) == width else ""
    except (ValueError, OverflowError):
        raise UnclearPatternError("a hexadecimal escape") from None
