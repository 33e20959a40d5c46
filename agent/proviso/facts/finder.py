"""Find all facts of one paragraph in one pass: literals first, then only the patterns that can match.

One scan of the folded paragraph (Aho-Corasick) yields words at once and names the patterns worth running; those run
with a timeout. Patterns are compiled when first wanted. A scan depends on the paragraph alone, so it can be
remembered. No context, no policy, no clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Final, NamedTuple

import ahocorasick
import regex

from .literals import requirement
from .needs import collapse
from .spec import FactSpec, Pattern, Word
from .validators import VALIDATORS, Match, Validator
from .words import Folded, clean_entry, entry_pattern, fold_paragraph, is_plain, stands_alone, word_end

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

TIMEOUT_S: Final = 0.02  # of processor time for one pattern on one paragraph
_DIGIT: Final = regex.compile("[0-9]")
Window = tuple[str | None, str | None]  # the dates between which a word means anything


class Hit(NamedTuple):
    """One place in a paragraph where one way of a fact holds. Offsets are those of the paragraph."""

    fact: str
    start: int
    end: int
    window: Window | None = None


class Scan(NamedTuple):
    """All hits of a paragraph, and the patterns that ran out of time (or were not run because they had before)."""

    hits: tuple[Hit, ...]
    unfinished: tuple[int, ...] = ()


EMPTY: Final = Scan(())


@dataclass(frozen=True, slots=True)
class _PlainWord:
    fact: str
    length: int
    any_ending: bool
    exact: str | None  # the spelling, when case matters
    window: Window | None


_Entries = dict[str, tuple[list[_PlainWord], list[int]]]  # literal: words that are it, patterns that need it


@dataclass(slots=True)
class _Runner:
    """A pattern of a fact, compiled when first wanted."""

    fact: str
    source: str
    case: bool
    validator: Validator | None
    window: Window | None
    compiled: regex.Pattern[str] | None = None

    def pattern(self) -> regex.Pattern[str]:
        if self.compiled is None:
            self.compiled = regex.compile(self.source, 0 if self.case else regex.IGNORECASE, cache_pattern=False)
        return self.compiled

    def find(self, paragraph: str, timeout_s: float) -> Iterator[Hit]:
        """Raises TimeoutError when the pattern takes too long."""
        pattern = self.pattern()
        group = "mark" if "mark" in pattern.groupindex else 0
        for match in pattern.finditer(paragraph, timeout=timeout_s):
            start, end = match.span(group)
            if start < end and (self.validator is None or self.validator(Match(paragraph, start, end))):
                yield Hit(self.fact, start, end, self.window)


class Finder:
    """Recognises the atomic part of a set of facts. Immutable to its users; patterns are compiled when needed."""

    def __init__(self, facts: Sequence[FactSpec]) -> None:
        self._runners: list[_Runner] = []
        self._always: list[int] = []
        self._at: list[int] = []
        self._digits: list[tuple[int, int]] = []  # how many digits it takes, pattern
        self._cold: Iterator[int] = count()
        entries: _Entries = {}
        for fact in facts:
            self._add_fact(fact, entries)
        self._automaton = _automaton(entries)

    @property
    def size(self) -> int:
        """How many patterns there are; their numbers are below this."""
        return len(self._runners)

    def fact_of(self, pattern: int) -> str:
        """The fact that a pattern belongs to."""
        return self._runners[pattern].fact

    def warm(self) -> bool:
        """Compile one more pattern. False when all are."""
        for number in self._cold:
            if number >= len(self._runners):
                self._cold = iter(())
                return False
            if self._runners[number].compiled is None:
                self._runners[number].pattern()
                return True
        return False

    def scan(self, paragraph: str, skip: AbstractSet[int] = frozenset()) -> Scan:
        """Find every fact in a paragraph of normal text. Patterns in `skip` are not run, and said to be unfinished."""
        hits: list[Hit] = []
        wanted = self._gated(paragraph)
        if self._automaton is not None:
            folded = fold_paragraph(paragraph)
            for last, (words, patterns) in self._automaton.iter(folded.text):
                hits.extend(hit for word in words if (hit := _confirm(word, paragraph, folded, last + 1)))
                wanted.update(patterns)
        unfinished = []
        for number in wanted:
            try:
                if number in skip:
                    unfinished.append(number)
                else:
                    hits.extend(self._runners[number].find(paragraph, TIMEOUT_S))
            except TimeoutError:
                unfinished.append(number)
        return Scan(widest(hits), tuple(sorted(unfinished))) if hits or unfinished else EMPTY

    def retry(self, paragraph: str, patterns: Sequence[int], timeout_s: float) -> Scan | None:
        """Scan once more with more time for the patterns that had too little. None when even that was not enough."""
        scan = self.scan(paragraph, frozenset(patterns))
        hits = list(scan.hits)
        try:
            for number in patterns:
                hits.extend(self._runners[number].find(paragraph, timeout_s))
        except TimeoutError:
            return None
        return Scan(widest(hits)) if set(scan.unfinished) <= set(patterns) else None

    def _gated(self, paragraph: str) -> set[int]:
        wanted = set(self._always)
        if self._at and "@" in paragraph:
            wanted.update(self._at)
        if self._digits and _DIGIT.search(paragraph):
            there = len(_DIGIT.findall(paragraph))
            wanted.update(number for least, number in self._digits if there >= least)
        return wanted

    def _add_fact(self, fact: FactSpec, entries: _Entries) -> None:
        for word in fact.words:
            self._add_word(fact, word, entries)
        for pattern in fact.patterns:
            validator = VALIDATORS[fact.validator] if fact.validator else None
            self._add_runner(_Runner(fact.name, pattern.source, fact.case, validator, None), pattern, entries)

    def _add_word(self, fact: FactSpec, word: Word, entries: _Entries) -> None:
        text = clean_entry(word.text)
        window = (word.since, word.until) if word.since or word.until else None
        if not is_plain(text):
            source = entry_pattern(text)
            pattern = Pattern(source, requirement(source).literals, "always")
            self._add_runner(_Runner(fact.name, source, fact.case, None, window), pattern, entries)
            return
        bare = text.removesuffix("*")
        folded = fold_paragraph(bare).text
        plain = _PlainWord(fact.name, len(folded), text.endswith("*"), bare if fact.case else None, window)
        entries.setdefault(folded, ([], []))[0].append(plain)

    def _add_runner(self, runner: _Runner, pattern: Pattern, entries: _Entries) -> None:
        number = len(self._runners)
        self._runners.append(runner)
        for literal in pattern.literals:
            entries.setdefault(literal, ([], []))[1].append(number)
        if pattern.literals:
            return
        if pattern.trigger == "digits":
            self._digits.append((max(1, pattern.digits), number))
        elif pattern.trigger == "at":
            self._at.append(number)
        else:
            self._always.append(number)


def _automaton(
    entries: _Entries,
) -> ahocorasick.Automaton | None:
    if not entries:
        return None
    automaton = ahocorasick.Automaton()
    for literal, (words, patterns) in entries.items():
        automaton.add_word(literal, (tuple(words), tuple(patterns)))
    automaton.make_automaton()
    return automaton


def _confirm(word: _PlainWord, paragraph: str, folded: Folded, end: int) -> Hit | None:
    start = end - word.length
    if word.exact is not None and collapse(paragraph[slice(*folded.back(start, end))]) != word.exact:
        return None
    end = word_end(folded.text, end) if word.any_ending else end
    if not stands_alone(folded.text, start, end):
        return None
    return Hit(word.fact, *folded.back(start, end), word.window)


def widest(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Sorted, each once, without those inside another of their fact ("Social Security" in "… Administration")."""
    kept: list[Hit] = []
    reach: dict[str, int] = {}
    for hit in sorted(set(hits), key=lambda hit: (hit.start, -hit.end, hit.fact, hit.window is not None)):
        if hit.end <= reach.get(hit.fact, -1):
            continue
        if hit.window is None:
            reach[hit.fact] = hit.end
        kept.append(hit)
    return tuple(kept)
