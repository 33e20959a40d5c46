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
from operator import attrgetter
from typing import Final, NamedTuple

import regex

from .folds import fold_cluster, is_extender, is_format
from .lookalikes import unmask

_MEMORY: Final = 20_000  # characters remembered; a hostile text could hold more than a million different ones
_LONGEST: Final = 3  # code points of a character with what joins it, to be remembered: a keycap

# Noncharacters that stand for "look closer" while a text is translated; in a source they are looked at closely, too.
_OTHER, _EXTENDER, _FORMAT = "\ufdd0", "\ufdd1", "\ufdd2"
_NOT_ASCII: Final = regex.compile(r"[^\x00-\x7F]+")
_ZONE: Final = regex.compile(r"[\uFDD0-\uFDD2]+")
_CLUSTER: Final = regex.compile(r"[^\uFDD1\uFDD2](?:\uFDD2*\uFDD1)*|(?:\uFDD2*\uFDD1)+|\uFDD2+")
_JOINS: Final = regex.compile(r"\uFDD2*\uFDD1")
_NO_BASE: Final = regex.compile(r"[\p{Cc}\p{Zl}\p{Zp}]")  # a mark on a line break is a mark on nothing


class Piece(NamedTuple):
    """A stretch of the normal form and the source characters it was made from; it ends where the next one begins."""

    normal: int  # offset in the normal form
    source: int  # offset in the source
    block: int  # 0: one source character for each; else every character of it came from this many source characters


@dataclass(frozen=True, slots=True)
class NormalText:
    """The normal form of a text and its map to the source. No pieces: the same offsets in both."""

    text: str
    pieces: tuple[Piece, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the source code points that `[start, end)` of the normal form came from, whole characters only.

        Characters that were dropped are inside when both their neighbours are, and outside at either end; a mark, a
        variation selector or a keycap belongs to its character. An empty span gives the place before the character at
        `start`, or after the last one.
        """
        if not self.pieces:
            return start, end
        if start < end:
            return self._source(start)[0], self._source(end - 1)[1]
        place = self._source(start)[0] if start < len(self.text) else self._source(start - 1)[1]
        return place, place

    def _source(self, index: int) -> tuple[int, int]:
        piece = self.pieces[bisect_right(self.pieces, index, key=_NORMAL) - 1]
        if piece.block:
            return piece.source, piece.source + piece.block
        start = piece.source + index - piece.normal
        return start, start + 1


_NORMAL: Final = attrgetter("normal")


def normalise(text: str) -> NormalText:
    """Give the normal form of a text with its map."""
    if text.isascii():
        return NormalText(text)
    plain = _NOT_ASCII.sub(_one_to_one, text)
    if _ZONE.search(plain) is None:
        return NormalText(unmask(plain))
    parts = _Parts()
    done = 0
    for zone in _ZONE.finditer(plain):
        start, end = zone.span()
        if start > done and _JOINS.match(plain, start, end) and not _NO_BASE.match(plain, start - 1):
            start -= 1
        parts.copy(plain[done:start], done)
        for cluster in _CLUSTER.finditer(plain, start, end):
            parts.fold(text[cluster.start() : cluster.end()], cluster.start())
        done = end
    parts.copy(plain[done:], done)
    return NormalText(unmask("".join(parts.texts)), parts.map())


def _one_to_one(match: regex.Match[str]) -> str:
    return match[0].translate(_ONE_TO_ONE)


def fold(text: str) -> str:
    """Fold case for the literal prefilter: whatever `regex` matches without regard to case is equal after this.

    U+0130 is the only trap: `regex` lets it match "i", and casefold leaves a dot above behind.
    """
    if text.isascii():
        return text.lower()
    return text.casefold().replace("i\u0307", "i")


@dataclass(slots=True)
class _Parts:
    """A normal form in the making."""

    texts: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    length: int = 0
    next: int = -1  # the source offset that would go on with the last piece

    def copy(self, plain: str, start: int) -> None:
        """Take over characters that stand one for one."""
        if not plain:
            return
        if start != self.next:
            self.pieces.append(Piece(self.length, start, 0))
        self.texts.append(plain)
        self.length += len(plain)
        self.next = start + len(plain)

    def fold(self, cluster: str, start: int) -> None:
        """Take what is visible of a character with what joins it."""
        folded = _FOLDS[cluster]
        if len(folded) == len(cluster) and list(folded) == [_FOLDS[char] for char in cluster]:
            self.copy(folded, start)
        elif folded:
            self.pieces.append(Piece(self.length, start, len(cluster)))
            self.texts.append(folded)
            self.length += len(folded)

    def map(self) -> tuple[Piece, ...]:
        """Give the pieces, or none when the offsets are the same."""
        return () if self.pieces == [(0, 0, 0)] else tuple(self.pieces)


class _Folds(dict[str, str]):
    """The normal form of characters with what joins them, found when first asked for."""

    def __missing__(self, cluster: str) -> str:
        folded = fold_cluster(cluster)
        if len(cluster) <= _LONGEST:
            if len(self) >= _MEMORY:
                self.clear()
            self[cluster] = folded
        return folded


class _OneToOne(dict[int, str]):
    """For `str.translate`: the one character a character becomes, or a mark that says "look closer"."""

    def __missing__(self, code: int) -> str:
        if len(self) >= _MEMORY:
            self.clear()
        self[code] = self._find(chr(code))
        return self[code]

    def _find(self, char: str) -> str:
        if is_format(char):
            return _FORMAT
        if is_extender(char):
            return _EXTENDER
        folded = fold_cluster(char)
        return folded if len(folded) == 1 and not _ZONE.match(char) else _OTHER


_FOLDS: Final = _Folds()
_ONE_TO_ONE: Final = _OneToOne()
