"""Made-up rulebooks and texts of any size, the same for the same seed: for benches, campaigns and differential tests.

The mix is that of real packs: word lists, alternations, phrases with a gap, labelled numbers, accented words, and at most
a dozen numbers without any letter. The words are made of few short syllables, so that at every size many of them begin
in, or lie inside, the words of honest texts. Nothing here is a policy.
"""

from __future__ import annotations

import random
from functools import cache
from typing import Final

import regex

from proviso import bundled
from proviso.facts.literals import requirement
from proviso.facts.spec import FactSpec, Pattern, Word
from proviso.model import Severity
from proviso.packs import Rulebook
from proviso.packs.conditions import Has
from proviso.packs.pack import Pack, Rule

NAME: Final = "made-up"
SIZES: Final = (50, 300, 1000, 5000)  # rules
LENGTHS: Final = (280, 2000, 63206)  # code points: a post on X, a long post, the most that Facebook takes
_SHAPES: Final = (
    r"(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)",
    r"(?<!\d)\d{3}[-. ]\d{3}[-. ]\d{4}(?!\d)",
    r"(?<!\d)\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}(?!\d)",
    r"(?<!\d)\d{2}-\d{7}(?!\d)",
    r"(?<![\d.])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\d.])",
    r"(?<!\w)[A-Z]\d{8}(?!\w)",
    r"(?<!\w)[A-Z]{2}\d{6}[A-D](?!\w)",
    r"(?<!\d)\d{2}/\d{2}/\d{4}(?!\d)",
    r"(?<!\w)[A-Z]{3}\d{10}(?!\w)",
    r"(?<!\d)\d{3} \d{3} \d{3}(?!\d)",
    r"(?<!\w)\d{5}-\d{4}(?!\w)",
    r"(?<!\w)[\w.]{1,40}@[\w-]{1,40}\.\w{2,10}(?!\w)",
)
_CONSONANTS, _VOWELS = "bdklmnprstv", "aeio"
_ENTRIES: Final = ("{}", "{}", "{}", "{}*", "{} {}", "{}* {}", "{}'s", "#{}")
_ODD: Final = "“quoted” don\u2019t — 👩‍👩‍👧 https://www.ssa.gov/benefits/ @SocialSecurity #veterans 2026 $1,234 50% naïve 1-800-772-1213"
_COULD_BE_MADE_UP: Final = regex.compile(rf"(?:[{_CONSONANTS}][{_VOWELS}])+", regex.IGNORECASE)


class _Words:
    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - repeatable, not secret

    def word(self, least: int = 2) -> str:
        syllables = range(self.chance.randint(least, 4))
        return "".join(self.chance.choice(_CONSONANTS) + self.chance.choice(_VOWELS) for _ in syllables)


def facts(count: int, seed: int = 1) -> list[FactSpec]:
    """`count` facts, numbers without a letter first."""
    words = _Words(seed)
    shapes = _SHAPES[: min(len(_SHAPES), max(1, count // 8))]
    numbers = [_pattern(f"f{n}", shape, "at" if "@" in shape else "digits") for n, shape in enumerate(shapes)]
    return numbers + [_fact(f"f{n}", words) for n in range(len(shapes), count)]


def _fact(name: str, words: _Words) -> FactSpec:
    kind, word, chance = words.chance.random(), words.word, words.chance
    if kind < 0.30:
        entries = (chance.choice(_ENTRIES) for _ in range(chance.randint(4, 10)))
        return FactSpec(name, words=tuple(Word(entry.format(word(), word())) for entry in entries), case=kind < 0.02)
    if kind < 0.45:
        return _pattern(name, rf"\b(?:{'|'.join(word() for _ in range(chance.randint(4, 10)))})\b")
    if kind < 0.70:
        return _pattern(name, rf"\b{word()}\b.{{0,40}}?\b(?:{word()}|{word()})\b")
    if kind < 0.90:
        return _pattern(name, rf"\b{word()}[ #:-]{{0,3}}\d{{{chance.randint(4, 9)}}}\b")
    return _pattern(name, rf"\b(?:{word()}é|{word()}ss|{word()}[iks]{word()})\b")


def _pattern(name: str, source: str, trigger: str | None = None) -> FactSpec:
    need = requirement(source)
    literals = () if trigger else need.literals
    trigger = trigger or (None if literals else "always")
    return FactSpec(
        name, patterns=(Pattern(source, literals, trigger, need.digits, need.row, need.leading and not trigger),)
    )


def rulebook(count: int, seed: int = 1) -> Rulebook:
    """One rule for each fact."""
    return Rulebook([pack(count, seed)])


def pack(count: int, seed: int = 1) -> Pack:
    """One rule for each fact, whoever writes."""
    found = facts(count, seed)
    rules = tuple(_rule(fact.name) for fact in found)
    return Pack(
        name=NAME, title=NAME, version="1", level="base", applies=({},), since=None, until=None, hold="none", official=(), wording={},
        protected_disclosure=None, disclosure_fact=None, clauses={}, rules=rules, cites=(), conflicts=(),
        facts={fact.name: fact for fact in found},
    )  # fmt: skip


def _rule(fact: str) -> Rule:
    return Rule(
        name=f"{NAME}/{fact}", pack=NAME, clauses=(), category="conduct", severity=Severity.WARNING, title="Made up", message="About “{match}”.",
        why="Because.", conditions=(Has((fact,)),), underline=(fact,), once=False, first=False, certain=frozenset(), settles={}, fixes=(), mode="enforce",
        since=None, until=None, examples=(),
    )  # fmt: skip


@cache
def policy_words() -> tuple[str, ...]:
    """The words of the bundled policies, save those that a made-up rule could be about: what clean texts are made of."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(bundled.rules().glob("packs/*/policy.txt")))
    words = (word for text in texts for word in regex.findall(r"[A-Za-z]{2,}", text))
    return tuple(word for word in words if not _COULD_BE_MADE_UP.fullmatch(word))


@cache
def _hits(seed: int) -> tuple[str, ...]:
    """What the rules of the smallest rulebook are about, so that every size finds the same."""
    sources = [fact for fact in facts(SIZES[0], seed) if fact.words or not fact.patterns[0].trigger]
    return (*(hit for fact in sources for hit in _hits_of(fact)), "219-09-9999", "202-555-0143", "jo@example.org")


def _hits_of(fact: FactSpec) -> list[str]:
    if fact.words:
        return [word.text.replace("*", "") for word in fact.words]
    made_up = regex.findall(rf"(?:[{_CONSONANTS}][{_VOWELS}]){{2,}}", fact.patterns[0].source)
    if fact.patterns[0].digits:
        return [f"{made_up[0]} {'1234567890'[: fact.patterns[0].digits]}"]
    return [" ".join(made_up[:2])] if ".{" in fact.patterns[0].source else made_up[:2]


def text(length: int, *, dense: bool = False, seed: int = 1) -> str:
    """A text of `length` code points in paragraphs of 200 to 2,000; `dense`: a hit about every 40 of them."""
    chance = random.Random(seed)  # noqa: S311
    parts, made, line = [], 0, chance.randint(200, 2000)
    while made < length:
        roll = chance.random()
        words = _hits(1) if dense and roll < 0.16 else _ODD.split() if roll > 0.98 else policy_words()
        word = chance.choice(words)
        line -= len(word) + 1
        parts.append(word + (" " if line > 0 else "\n"))
        line = line if line > 0 else chance.randint(200, 2000)
        made += len(parts[-1])
    return "".join(parts)[:length]
