"""One normal form of a text, with a way back to every source code point.

For finding things in spite of how they are written: full-width and mathematical letters, foreign digits, every kind of
dash, space and quote, zero-width and bidi characters, keycaps, homoglyphs. No I/O, no clock. It never changes case,
never moves a line break, and knows no pattern: what the words mean is `facts`' business.

Combining marks: a mark that composes stays (é). One that does not is dropped over Latin letters, digits, symbols and
after nothing, where it is decoration, and kept in scripts that spell with marks.
Homoglyphs: Cyrillic and Greek letters become the Latin letter they look like only in a token whose other letters are
all Latin, and which has a Latin letter or a digit; so honest Cyrillic and Greek stay what they are. A word disguised
in lookalikes alone is not recognised, nor are regional-indicator letters (flags).
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Final, NamedTuple

import regex

from .folds import EXTENDER_SET, FORMAT_SET, fold_cluster

_LOOKALIKES: Final = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХԌԚԜҮаеѕіјкорсухһԁԛԝүёїЁЇӏӀΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορυχϲϳ",
        "ABESIJKMHOPCTYXGQWYaesijkopcyxhdqwyëïËÏlIABEZHIKMNOPTYXaiкvopuxcj".replace("к", "k"),
        strict=True,
    )
)
_LOOKALIKE: Final = regex.compile(f"[{''.join(_LOOKALIKES)}]")
_TOKEN: Final = regex.compile(r"[\p{L}\p{N}\p{M}]+")
_HONEST: Final = regex.compile(rf"(?V1)[\p{{L}}--[{''.join(_LOOKALIKES)}]--\p{{Latin}}]")
_ANCHOR: Final = regex.compile(r"[\p{Latin}\p{Nd}]")
_MASKED: Final = regex.compile(rf"[{''.join(_LOOKALIKES)}](?!\p{{M}})")

_RUN: Final = regex.compile(r"[^\x00-\x7F]+")
_JOINS: Final = regex.compile(rf"(?V1){FORMAT_SET}*{EXTENDER_SET}")
_TAIL: Final = rf"(?:{FORMAT_SET}*{EXTENDER_SET})"
_CLUSTER: Final = regex.compile(
    rf"(?V1)[^\p{{Cc}}\u2028\u2029\p{{Cf}}\p{{Default_Ignorable_Code_Point}}\p{{M}}]{_TAIL}*|{_TAIL}+|{FORMAT_SET}+|.",
    regex.DOTALL,
)

_NOT_ONE_TO_ONE: Final = "\uffff"
_MEMORY: Final = 20_000  # characters remembered; a hostile text could hold more than a million different ones


class NormalPiece(NamedTuple):
    """A stretch of the normal form and the source characters it was made from."""

    normal: int  # where it begins in the normal form; it ends where the next piece begins
    start: int  # source code points, half open
    end: int
    step: int  # 1: one source character for each; 0: every normal character came from all of them


@dataclass(frozen=True, slots=True)
class NormalText:
    """The normal form of a text and its map to the source. No pieces: the same offsets in both."""

    text: str
    pieces: tuple[NormalPiece, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the source code points `[start, end)` of the normal form came from, whole characters only.

        Characters that were dropped are inside when both their neighbours are, and outside at either end. An empty
        span gives the place before the character at `start`, or after the last one.
        """
        if not self.pieces:
            return start, end
        if start < end:
            return self._source(start)[0], self._source(end - 1)[1]
        place = self._source(start)[0] if start < len(self.text) else self.pieces[-1].end
        return place, place

    def _source(self, index: int) -> tuple[int, int]:
        piece = self.pieces[bisect_right(self.pieces, index, key=itemgetter(0)) - 1]
        if not piece.step:
            return piece.start, piece.end
        start = piece.start + index - piece.normal
        return start, start + 1


def normalise(text: str) -> NormalText:
    """Give the normal form of a text with its map."""
    if text.isascii():
        return NormalText(text)
    plain = text.translate(_ONE_TO_ONE)
    if _NOT_ONE_TO_ONE not in plain:
        return NormalText(_unmask(plain))
    building = _Building()
    done = 0
    for run in _RUN.finditer(text):
        start, end = run.span()
        if start > done and text[start - 1] >= " " and text[start - 1] != "\x7f" and _JOINS.match(text, start):
            start -= 1
        building.copy(text, done, start)
        for cluster in _CLUSTER.finditer(text, start, end):
            building.add(cluster[0], cluster.start())
        done = end
    building.copy(text, done, len(text))
    return NormalText(_unmask("".join(building.parts)), tuple(building.pieces))


@dataclass(slots=True)
class _Building:
    parts: list[str] = field(default_factory=list)
    pieces: list[NormalPiece] = field(default_factory=list)
    length: int = 0

    def copy(self, text: str, start: int, end: int) -> None:
        if start < end:
            self._append(text[start:end], start, end, 1)

    def add(self, cluster: str, start: int) -> None:
        folded = _fold(cluster)
        if len(folded) == len(cluster) == 1 or (
            len(folded) == len(cluster) and folded == "".join(_fold(char) for char in cluster)
        ):
            self._append(folded, start, start + len(cluster), 1)
        elif folded:
            self._append(folded, start, start + len(cluster), 0)

    def _append(self, folded: str, start: int, end: int, step: int) -> None:
        last = self.pieces[-1] if self.pieces else None
        if last and step and last.step and last.end == start:
            self.pieces[-1] = last._replace(end=end)
        else:
            self.pieces.append(NormalPiece(self.length, start, end, step))
        self.parts.append(folded)
        self.length += len(folded)


class _Folds(dict[str, str]):
    """The normal form of single characters, found when first asked for."""

    def __missing__(self, char: str) -> str:
        if len(self) >= _MEMORY:
            self.clear()
        folded = self[char] = fold_cluster(char)
        return folded


class _OneToOne(dict[int, str]):
    """For `str.translate`: the one character a character becomes, or the mark that says "look closer"."""

    def __missing__(self, code: int) -> str:
        if len(self) >= _MEMORY:
            self.clear()
        char = chr(code)
        folded = fold_cluster(char)
        simple = len(folded) == 1 and not _JOINS.match(char)
        self[code] = folded if simple else _NOT_ONE_TO_ONE
        return self[code]


_FOLDS: Final = _Folds()
_ONE_TO_ONE: Final = _OneToOne()


def _fold(cluster: str) -> str:
    return _FOLDS[cluster] if len(cluster) == 1 else fold_cluster(cluster)


def _unmask(text: str) -> str:
    if not _LOOKALIKE.search(text):
        return text
    return _TOKEN.sub(_unmask_token, text)


def _unmask_token(match: regex.Match[str]) -> str:
    token = match[0]
    if token.isascii() or not _LOOKALIKE.search(token) or _HONEST.search(token) or not _ANCHOR.search(token):
        return token
    return _MASKED.sub(lambda lookalike: _LOOKALIKES[lookalike[0]], token)


def fold(text: str) -> str:
    """Fold case for the literal prefilter: whatever `regex` matches without regard to case is equal after this.

    U+0130 is the only trap: `regex` lets "İ" match "i", and casefold leaves a dot above behind.
    """
    if text.isascii():
        return text.lower()
    return text.casefold().replace("i\u0307", "i")
