"""Find all facts of one paragraph in one pass: literals first, then only the patterns that can match.

One scan of the folded paragraph (Aho-Corasick) yields words at once and names the patterns worth running, and for most
of them the places where a match can begin. Those run with a timeout; they are compiled when first wanted. A scan
depends on the paragraph alone, so it can be remembered. No context, no policy, no clock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

import ahocorasick
import regex

from proviso.text import fold

from .literals import requirement
from .needs import EDGE, bare, collapse
from .runner import TIMEOUT_S, Hit, Runner, Window, widest
from .spec import FactSpec, Pattern, Word, post_wide
from .validators import VALIDATORS
from .words import Folded, clean_entry, entry_pattern, fold_paragraph, is_plain, is_word, word_end

if TYPE_CHECKING:
    from collections.abc import Container, Generator, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from .asked import Asked

LONG: Final = 2_000  # characters of a paragraph that is scanned in steps
_Tries = dict[int, list[int] | None]  # by pattern: where a match can begin; None: anywhere


class Scan(NamedTuple):
    """What was found in a paragraph, and what was not finished."""

    hits: tuple[Hit, ...]
    unfinished: tuple[int, ...] = ()  # patterns without an answer: out of time, skipped, or after one out of time
    late: tuple[int, ...] = ()  # those that ran out of time


EMPTY: Final = Scan(())


class _PlainWord(NamedTuple):
    """A word of a list, which is found without a pattern."""

    fact: str
    any_ending: bool
    exact: str | None  # the spelling, when case matters
    window: Window | None


class _Clue(NamedTuple):
    """A literal of some set that patterns wait for, and whether a word is over at its ends."""

    set: int
    before: bool
    after: bool


_Entries = dict[str, tuple[list[_PlainWord], list[_Clue]]]  # by literal: the words it is, the sets it belongs to


_DIGITS: Final = regex.compile("[0-9]+")
Result = TypeVar("Result")


def finished(steps: Generator[None, None, Result]) -> Result:
    """Take all steps at once."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result


class Finder:
    """Recognises the atomic part of a set of facts. Immutable to its users; patterns are compiled when needed."""

    def __init__(self, facts: Sequence[FactSpec]) -> None:
        self.facts: Mapping[str, FactSpec] = {fact.name: fact for fact in facts}
        self.wide = post_wide(self.facts)
        self.over_lines = frozenset(fact.name for fact in facts if fact.over_lines) - self.wide
        self._runners: list[Runner] = []
        self._always: list[int] = []
        self._at: list[int] = []
        self._digits: list[int] = []
        self._sets: dict[tuple[str, ...], int] = {}  # of literals, of which a pattern needs one
        self._waiting: dict[int, list[tuple[int, int | None]]] = {}  # by set: patterns, and the other set they need
        entries: _Entries = {}
        for fact in facts:
            self._add_fact(fact, entries)
        self._automaton = _automaton(entries)

    def fact_of(self, pattern: int) -> str:
        """The fact that a pattern belongs to."""
        return self._runners[pattern].fact

    def warm(self, facts: Container[str] | None = None) -> Iterator[str]:
        """Compile the patterns of these facts, or of all, one at each step; the fact that it belongs to."""
        for runner in self._runners:
            if runner.compiled is None and (facts is None or runner.fact in facts):
                runner.pattern()
                yield runner.fact

    def scan(self, paragraph: str, skip: AbstractSet[int] = frozenset()) -> Scan:
        """Find every fact in a paragraph of normal text. Patterns in `skip` are not run, and said to be unfinished."""
        return finished(self.steps(paragraph, skip))

    def steps(
        self, paragraph: str, skip: AbstractSet[int] = frozenset(), asked: Asked | None = None
    ) -> Generator[None, None, Scan]:
        """Scan, with a stop after each pattern when the paragraph is long, so that a caller can let others in.

        One pattern out of time is enough for one paragraph: what has not been run then is unfinished too. With `asked`
        only what is asked for is looked for, and nobody misses the rest.
        """
        if not paragraph or paragraph.isspace():
            return EMPTY
        hits: list[Hit] = []
        tries = self._with_digits(self._tries(paragraph, hits), paragraph)
        unfinished: list[int] = []
        late: tuple[int, ...] = ()
        for number, starts in self._in_turn(tries, hits, unfinished, asked):
            if late or number in skip:
                unfinished.append(number)
                continue
            try:
                hits.extend(self._runners[number].find(paragraph, starts, TIMEOUT_S))
            except TimeoutError:
                late = (number,)
                unfinished.append(number)
            if len(paragraph) > LONG:
                yield
        return Scan(widest(hits), tuple(sorted(unfinished)), late) if hits or unfinished else EMPTY

    def finish(self, paragraph: str, scan: Scan, skip: AbstractSet[int], timeout_s: float) -> Scan:
        """Run what a scan left unfinished, with more time for each pattern, up to the first that is late even then."""
        hits = list(scan.hits)
        unfinished: list[int] = []
        late: tuple[int, ...] = ()
        for number in scan.unfinished:
            if late or number in skip:
                unfinished.append(number)
                continue
            try:
                hits.extend(self._runners[number].find(paragraph, None, timeout_s))
            except TimeoutError:
                late = (number,)
                unfinished.append(number)
        return Scan(widest(hits), tuple(unfinished), late)

    def _with_digits(self, tries: _Tries, paragraph: str) -> _Tries:
        """Those patterns for which there are digits enough."""
        rows = [len(row) for row in _DIGITS.findall(paragraph)]
        digits, longest = sum(rows), max(rows, default=0)
        specs = [(number, self._runners[number].spec) for number in tries]
        return {number: tries[number] for number, spec in specs if spec.digits <= digits and spec.row <= longest}

    def _in_turn(
        self, tries: _Tries, hits: Sequence[Hit], unfinished: Sequence[int], asked: Asked | None
    ) -> Iterator[tuple[int, list[int] | None]]:
        """What is asked for by itself, then what counts beside others only, as far as those can be there."""
        if asked is None:
            yield from tries.items()
            return
        waiting: list[tuple[int, str]] = []
        for number, starts in tries.items():
            fact = self._runners[number].fact
            if fact in asked.beside:
                waiting.append((number, fact))
            elif fact in asked.facts:
                yield number, starts
        possible = {hit.fact for hit in hits}
        possible.update(fact for _, fact in waiting)
        possible.update(map(self.fact_of, unfinished))
        for number, fact in waiting:
            if not asked.is_idle(fact, possible):
                yield number, tries[number]

    def _tries(self, paragraph: str, hits: list[Hit]) -> _Tries:
        """The patterns worth running, and where; words are hits at once."""
        tries: _Tries = dict.fromkeys((*self._always, *self._digits))
        if self._at and "@" in paragraph:
            tries.update(dict.fromkeys(self._at))
        if self._automaton is None:
            return tries
        folded = fold_paragraph(paragraph)
        text = folded.text
        seen: dict[int, list[int]] = {}  # by set of literals: where one of them begins
        for last, (length, opens, words, clues) in self._automaton.iter(text):
            start, end = last + 1 - length, last + 1
            begins = start == 0 or not is_word(text[start - 1])
            if opens and not begins and not clues:
                continue
            ends = end == len(text) or not is_word(text[end])
            if words and (begins or not opens):
                hits.extend(_confirmed(words, paragraph, folded, (start, end), ends=ends))
            for number, before, after in clues:
                # An underscore is no part of a word for some patterns, so it is none for their clues.
                opened = begins or not before or text[start - 1] == "_"
                if opened and (ends or not after or text[end] == "_"):
                    seen.setdefault(number, []).append(folded.back(start, end)[0])
        tries.update(self._woken(seen))
        return tries

    def _woken(self, seen: Mapping[int, list[int]]) -> Iterator[tuple[int, list[int] | None]]:
        """The patterns whose literals were seen, and where a match can begin."""
        for number, starts in seen.items():
            for pattern, other in self._waiting.get(number, ()):
                if other is None or other in seen:
                    yield pattern, starts if self._runners[pattern].spec.leading else None

    def _add_fact(self, fact: FactSpec, entries: _Entries) -> None:
        for word in fact.words:
            self._add_word(fact, word, entries)
        for pattern in fact.patterns:
            validator = VALIDATORS[fact.validator] if fact.validator else None
            self._add_runner(Runner(fact.name, pattern, fact.case, validator, None), entries)

    def _add_word(self, fact: FactSpec, word: Word, entries: _Entries) -> None:
        text = clean_entry(word.text)
        window = (word.since, word.until) if word.since or word.until else None
        if not is_plain(text):
            source = entry_pattern(text)
            need = requirement(source)
            pattern = Pattern(source, need.literals, "always", leading=need.leading, also=need.also)
            self._add_runner(Runner(fact.name, pattern, fact.case, None, window), entries)
            return
        plain = text.removesuffix("*")
        one = _PlainWord(fact.name, text.endswith("*"), plain if fact.case else None, window)
        entries.setdefault(fold(plain), ([], []))[0].append(one)

    def _add_runner(self, runner: Runner, entries: _Entries) -> None:
        number = len(self._runners)
        self._runners.append(runner)
        pattern = runner.spec
        if pattern.literals:
            other = self._set_of(pattern.also, entries) if pattern.also else None
            self._waiting.setdefault(self._set_of(pattern.literals, entries), []).append((number, other))
            return
        gates: Mapping[str | None, list[int]] = {"digits": self._digits, "at": self._at}
        gates.get(pattern.trigger, self._always).append(number)

    def _set_of(self, literals: tuple[str, ...], entries: _Entries) -> int:
        """The number of a set of literals; patterns that need the same ones share it."""
        if literals in self._sets:
            return self._sets[literals]
        number = self._sets[literals] = len(self._sets)
        clues = {(b, a): _Clue(number, b, a) for b in (False, True) for a in (False, True)}
        for literal in literals:
            text = bare(literal)
            before, after = literal[0] == EDGE and is_word(text[0]), literal[-1] == EDGE and is_word(text[-1])
            entries.setdefault(text, ([], []))[1].append(clues[before, after])
        return number


def _automaton(entries: _Entries) -> ahocorasick.Automaton | None:
    """Finds every literal; with each its length, whether it begins as words do, and what it means."""
    if not entries:
        return None
    automaton = ahocorasick.Automaton()
    for literal, (words, clues) in entries.items():
        automaton.add_word(literal, (len(literal), is_word(literal[0]), tuple(words), tuple(clues)))
    automaton.make_automaton()
    return automaton


def _confirmed(
    words: Sequence[_PlainWord], paragraph: str, folded: Folded, span: tuple[int, int], *, ends: bool
) -> Iterator[Hit]:
    """The words that a literal at `span` of the folded paragraph is. A sign at the edge ("#") is its own boundary."""
    start, end = span
    closes = not ends and is_word(folded.text[end - 1])
    for word in words:
        if closes and not word.any_ending:
            continue
        if word.exact is not None and collapse(paragraph[slice(*folded.back(start, end))]) != word.exact:
            continue
        stop = word_end(folded.text, end) if word.any_ending else end
        yield Hit(word.fact, *folded.back(start, stop), word.window)
