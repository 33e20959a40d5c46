"""Made-up rulebooks and texts of any size, the same for the same seed: for the bench, the campaign and the differential tests."""

from __future__ import annotations

import random
from typing import Final

from proviso.facts.literals import requirement
from proviso.facts.spec import FactSpec, Pattern, Word
from proviso.model import Severity
from proviso.packs import Rulebook
from proviso.packs.conditions import Has
from proviso.packs.pack import Pack, Rule

NAME: Final = "made-up"
_ENTRIES: Final = ("{}", "{}", "{}", "{}*", "{} {}", "{}* {}", "{}'s", "#{}")
_COMMON: Final = (
    "the of and to in that for on with as at by from your you our this will may can benefits office payment account"
    " policy social public agency page post comment employee information service questions program record personal"
    " official media view please visit today"
)


class _Words:
    def __init__(self, seed: int, shortest: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
        self._shortest = shortest

    def word(self) -> str:
        syllables = range(self.chance.randint(self._shortest, self._shortest + 2))
        return "".join(self.chance.choice("bdfgklmnprstvz") + self.chance.choice("aeiou") for _ in syllables)


def facts(count: int, seed: int = 1, shortest: int = 3) -> list[FactSpec]:
    """Word lists, phrases with a gap, prefixed numbers, accents, and at most twelve numbers without any letter."""
    words = _Words(seed, shortest)
    return [_fact(number, words) for number in range(count)]


def _fact(number: int, words: _Words) -> FactSpec:
    kind, name, word = words.chance.random(), f"f{number}", words.word
    if kind < 0.42:
        entries = (words.chance.choice(_ENTRIES) for _ in range(words.chance.randint(4, 10)))
        return FactSpec(name, words=tuple(Word(entry.format(word(), word())) for entry in entries), case=kind < 0.02)
    if kind < 0.70:
        return _pattern(name, rf"\b{word()}\b.{{0,40}}?\b{word()}")
    if kind < 0.89:
        return _pattern(name, rf"\b{word()}\s?\d{{3,6}}\b")
    if kind < 0.98 or number % 80:
        return _pattern(name, rf"\b(?:{word()}é|{word()}ss|{word()}[iks]{word()})\b")
    return FactSpec(name, patterns=(Pattern(rf"(?<!\d)\d{{3}}-\d{{2}}-{number % 10}\d{{3}}(?!\d)", (), "digits", 9),))


def _pattern(name: str, source: str) -> FactSpec:
    need = requirement(source)
    return FactSpec(name, patterns=(Pattern(source, need.literals, None if need.literals else "always", need.digits),))


def rulebook(count: int, seed: int = 1) -> Rulebook:
    """One rule for each fact, in a pack that always applies."""
    found = facts(count, seed)
    rules = tuple(_rule(fact.name) for fact in found)
    pack = Pack(
        name=NAME, title=NAME, version="1", level="base", applies=({},), since=None, until=None, hold="none", official=(), wording={},
        protected_disclosure=None, disclosure_fact=None, clauses={}, rules=rules, cites=(), conflicts=(),
        facts={fact.name: fact for fact in found},
    )  # fmt: skip
    return Rulebook([pack])


def _rule(fact: str) -> Rule:
    return Rule(
        name=f"{NAME}/{fact}", pack=NAME, clauses=(), category="conduct", severity=Severity.WARNING, title="Made up", message="About “{match}”.",
        why="Because.", conditions=(Has((fact,)),), underline=(fact,), once=False, certain=frozenset(), settles={}, fixes=(), mode="enforce",
        since=None, until=None, examples=(),
    )  # fmt: skip


def text(size: int, seed: int = 1, dense: Rulebook | None = None) -> str:
    """A text of common words in paragraphs of 200 to 2,000 characters; `dense`: a word of that rulebook about every 40."""
    chance = random.Random(seed)  # noqa: S311
    hits = [word.text.rstrip("*") for fact in (dense.facts.values() if dense else ()) for word in fact.words]
    common, parts, length, line = _COMMON.split(), [], 0, chance.randint(200, 2000)
    while length < size:
        word = chance.choice(hits if hits and chance.random() < 0.15 else common)
        line -= len(word) + 1
        parts.append(word + (" " if line > 0 else "\n"))
        line = line if line > 0 else chance.randint(200, 2000)
        length += len(parts[-1])
    return "".join(parts)[:size]
