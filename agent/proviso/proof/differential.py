"""The engine against the plain loop: run every pattern of every fact over every paragraph, without prefilter or cache.

`compared` builds texts from the rules' own words, changes case, width and accents, and reports each one on which they
disagree. A slice runs with the tests, `scripts/campaign fuzz` runs the rest.
"""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import regex

from proviso.facts.finder import Finder, Scan
from proviso.facts.needs import bare
from proviso.facts.runner import Hit, Window, widest
from proviso.facts.validators import VALIDATORS, Match, Validator
from proviso.facts.words import clean_entry, entry_pattern, is_plain
from proviso.text import normalise, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from proviso.facts.spec import FactSpec

_PLAIN: Final = "the of and to in is you that was on 078-05-1120 202-555-0143 @ # . , ! 12 345 a@example.org 2026-11-03"
_ODD: Final = "\u0130\u00df\u017f\u212a\u212b\u00e9\u201c\u201d\u2014\u2026\u200b"
_FILLERS: Final = (*_PLAIN.split(), *_ODD, "\U0001f469\u200d\U0001f9b0")
_CHANGED: Final = {
    "i": "\u0130\u0131", "k": "\u212a", "s": "\u017f", "-": "\u2013\u2014", " ": "\u00a0\u2009\u3000",
    "'": "\u2019", "e": "\u00e9\u0435", "a": "\u00e0\u0430", "o": "\u043e", "0": "\u0660\U0001d7d8", "1": "\uff11",
}  # fmt: skip
_WIDE: Final = 0xFEE0  # from an ASCII character to its full-width form
_ASCII: Final = range(0x21, 0x7F)
_PATIENCE_S: Final = 60.0  # of processor time for one pattern


@dataclass(frozen=True, slots=True)
class Difference:
    """A text on which the engine and the plain loop disagree. Texts here are made up, never anybody's post."""

    text: str
    only_engine: tuple[Hit, ...]
    only_plain: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many texts were compared, how much both found in them, and where they disagree."""

    texts: int
    hits: int
    differences: tuple[Difference, ...]


class PlainLoop:
    """Finds the same facts as `Finder`, slowly and obviously."""

    def __init__(self, facts: Sequence[FactSpec]) -> None:
        self._rows = [row for fact in facts for row in _rows(fact)]

    def scan(self, paragraph: str) -> tuple[Hit, ...]:
        """Run everything over a paragraph of normal text; a blank one says nothing."""
        if paragraph.isspace():
            return ()
        return widest([hit for row in self._rows for hit in row.find(paragraph)])


@dataclass(frozen=True, slots=True)
class _Row:
    fact: str
    pattern: regex.Pattern[str]
    validator: Validator | None
    window: Window | None
    overlapped: bool  # words are found at every place, matches of a pattern one after the other

    def find(self, paragraph: str) -> Iterator[Hit]:
        group = "mark" if "mark" in self.pattern.groupindex else 0
        for found in self.pattern.finditer(paragraph, overlapped=self.overlapped):
            start, end = found.span(group)
            if start < end and (self.validator is None or self.validator(Match(paragraph, start, end))):
                yield Hit(self.fact, start, end, self.window)


def _rows(fact: FactSpec) -> Iterator[_Row]:
    flags = 0 if fact.case else regex.IGNORECASE
    for word in fact.words:
        window = (word.since, word.until) if word.since or word.until else None
        entry = clean_entry(word.text)
        plain = is_plain(entry)
        folding = regex.FULLCASE if plain and flags else 0  # words are compared as folded, so "ß" is "ss" in them
        pattern = regex.compile(entry_pattern(entry), flags | folding, cache_pattern=False)
        yield _Row(fact.name, pattern, None, window, overlapped=plain)
    validator = VALIDATORS[fact.validator] if fact.validator else None
    for source in fact.patterns:
        compiled = regex.compile(source.source, flags, cache_pattern=False)
        yield _Row(fact.name, compiled, validator, None, overlapped=False)


def compared(facts: Sequence[FactSpec], count: int, seed: int) -> Comparison:
    """Compare both on `count` made-up texts."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    finder, plain = Finder(facts), PlainLoop(facts)
    pieces = _pieces(facts)
    hits = 0
    differences: list[Difference] = []
    for _ in range(count):
        text = make_text(pieces, chance)
        for _, paragraph in paragraphs(normalise(text).text):
            fast, slow = set(_patient(finder, paragraph).hits), set(plain.scan(paragraph))
            hits += len(slow)
            if fast != slow:
                differences.append(Difference(text, tuple(sorted(fast - slow)), tuple(sorted(slow - fast))))
    return Comparison(count, hits, tuple(differences))


def _patient(finder: Finder, paragraph: str) -> Scan:
    """A scan that nothing is left out of: on a busy machine a good pattern may run out of its time."""
    scan = finder.scan(paragraph)
    return finder.finish(paragraph, scan, frozenset(), _PATIENCE_S) if scan.unfinished else scan


def _pieces(facts: Sequence[FactSpec]) -> list[str]:
    """The words and literals that the facts are made of."""
    words = (clean_entry(word.text).replace("*", "") for fact in facts for word in fact.words)
    literals = (bare(literal) for fact in facts for pattern in fact.patterns for literal in pattern.literals)
    return sorted({*words, *literals})


def make_text(pieces: Sequence[str], chance: random.Random) -> str:
    """A text of the rules' own words among others, written in strange ways."""
    every = [*chance.choices(pieces, k=12), *chance.choices(_FILLERS, k=8)] if pieces else list(_FILLERS)
    chance.shuffle(every)
    gaps = chance.choices([" ", " ", " ", "", "  ", "\n", "-", "'s ", ", ", "s ", "\u200b", "\t"], k=len(every))
    return "".join(_disguised(piece, chance) + gap for piece, gap in zip(every, gaps, strict=True))


def _disguised(piece: str, chance: random.Random) -> str:
    way = chance.randrange(8)
    if way == 0:
        return piece.upper()
    if way == 1:
        return piece.title()
    if way == 2:  # noqa: PLR2004 - one of eight ways
        return "".join(chr(ord(char) + _WIDE) if ord(char) in _ASCII else char for char in piece)
    if way == 3:  # noqa: PLR2004
        return "".join(chance.choice([char, *_CHANGED.get(char, char)]) for char in piece)
    if way == 4:  # noqa: PLR2004
        return unicodedata.normalize("NFD", piece)
    return piece
