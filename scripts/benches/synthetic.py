"""Rulebooks of any size and texts to check with them: seeded, made of pseudo-words and of the words of the bundled policies.

The mix is that of real packs: word lists, phrases with a gap, labelled numbers, accented words, and a dozen number shapes that have no literal.
Nothing here is a policy; nothing here is used outside measurements.
"""

from __future__ import annotations

import random
from functools import cache
from typing import Final

import regex

from proviso import bundled
from proviso.packs import Rulebook
from proviso.packs.compiled import compile_pack, load_pack
from proviso.packs.read import read_pack, read_vocabulary, source_tables

SIZES: Final = (50, 300, 1000, 5000)
LENGTHS: Final = (280, 2000, 63206)  # code points: a post on X, a long post, the most Facebook takes
SHAPES: Final = (
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
_SYLLABLES: Final = [
    "ba",
    "be",
    "bi",
    "bo",
    "bu",
    "da",
    "de",
    "di",
    "do",
    "ka",
    "ke",
    "ko",
    "la",
    "le",
    "li",
    "lo",
    "ma",
    "me",
    "mi",
    "mo",
    "na",
    "ne",
    "no",
    "pa",
    "pe",
    "po",
    "ra",
    "re",
    "ri",
    "ro",
    "sa",
    "se",
    "so",
    "ta",
    "te",
    "to",
    "va",
    "ve",
]
_ACCENTED: Final = "áéíóúñçüöä"


@cache
def policy_words() -> tuple[str, ...]:
    """The words of the bundled policies, in their order: what texts are made of."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(bundled.rules().glob("packs/*/policy.txt")))
    return tuple(word for text in texts for word in regex.findall(r"[A-Za-z]{2,}", text))


def patterns(count: int, seed: int = 7) -> list[str]:
    """`count` patterns in the mix of real packs."""
    dice = random.Random(seed)
    shapes = list(SHAPES[: min(len(SHAPES), max(1, count // 8))])
    made = (_one_pattern(dice) for _ in range(count - len(shapes)))
    return shapes + list(made)


def _word(dice: random.Random) -> str:
    return "".join(dice.choices(_SYLLABLES, k=dice.randint(2, 4)))


def _one_pattern(dice: random.Random) -> str:
    kind = dice.random()
    if kind < 0.45:
        return rf"\b(?:{'|'.join(_word(dice) for _ in range(dice.randint(4, 10)))})\b"
    if kind < 0.70:
        return rf"\b{_word(dice)}\b.{{0,40}}?\b(?:{_word(dice)}|{_word(dice)})\b"
    if kind < 0.90:
        return rf"\b{_word(dice)}[ #:-]{{0,3}}\d{{{dice.randint(4, 9)}}}\b"
    return rf"\b(?:{_word(dice)}{dice.choice(_ACCENTED)}|{_word(dice)}{dice.choice(_ACCENTED)}s?)\b"


def rulebook(count: int, seed: int = 7) -> Rulebook:
    """A rulebook of `count` rules, each resting on one pattern, as the agent would load it."""
    facts = "".join(_fact_block(number, source) for number, source in enumerate(patterns(count, seed)))
    rules = "".join(_rule_block(number) for number in range(count))
    files = {"pack.toml": _PACK, "clauses.toml": _CLAUSES, "policy.txt": b"Measured.\n", "rules.toml": rules.encode()}
    tables = source_tables("synthetic", files, read_vocabulary({"facts.toml": facts.encode()}))
    return Rulebook((load_pack(compile_pack(tables, read_pack(tables, {})), {}),))


def _fact_block(number: int, source: str) -> str:
    trigger = {True: 'trigger = "at"\n', False: 'trigger = "digits"\n'}["@" in source] if source in SHAPES else ""
    return f"[[fact]]\nname = \"f{number}\"\npattern = '{source}'\n{trigger}\n"


def _rule_block(number: int) -> str:
    return (
        f'[[rule]]\nid = "r{number}"\nclauses = ["synthetic.one"]\ncategory = "pii"\nseverity = "warning"\ntitle = "Measured"\n'
        f'message = "Measured."\nwhy = "It is measured."\nwhen = {{ all = ["f{number}"] }}\n\n'
    )


_PACK: Final = (
    b'name = "synthetic"\ntitle = "Synthetic"\nversion = "1"\ndocument = "Synthetic"\nlevel = "base"\n[[applies]]\n'
)
_CLAUSES: Final = b'[[clause]]\nid = "synthetic.one"\nlocator = "1"\nquote = "Measured."\n'


def text(length: int, *, dense: bool, seed: int = 11) -> str:
    """A text of `length` code points in paragraphs of up to 2,000; `dense` holds a hit about every 40 of them."""
    dice = random.Random(seed)
    words, made, line, total = policy_words(), [], 0, 0
    hits = [_hit(dice) for _ in range(200)]
    while total < length:
        word = dice.choice(hits) if dense and dice.random() < 0.14 else dice.choice(words)
        end = "\n" if line > 1900 and length > 2000 else " "
        made.append(word + end)
        total += len(word) + 1
        line = 0 if end == "\n" else line + len(word) + 1
    return "".join(made)[:length]


def _hit(dice: random.Random) -> str:
    """Something a pattern of the smallest rulebook finds."""
    source = dice.choice(patterns(SIZES[0]))
    words = regex.findall(r"[a-z]{4,}", source)
    return dice.choice([f"{word} {dice.randint(1000, 999999)}" for word in words] or ["219-09-9999", "202-555-0143"])
