r"""What is dangerous in a pattern: control characters out of "\b", an anchor bound to one branch only, no literal, no mercy on time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import regex

from proviso.facts.literals import requirement
from proviso.text import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proviso.facts.spec import FactSpec, Pattern

MAX_PATTERN: Final = 2000  # characters
_CONTROL: Final = regex.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_FUZZY: Final = regex.compile(r"(?<!\\)\{[^}]*[a-z][^}]*\}")
_PROPERTY: Final = regex.compile(r"\\[pP]\{[^}]*\}")
_PUMPED: Final = 1500  # repetitions: enough to make quadratic patterns slow, little enough for good ones
_SLOW_S: Final = 0.05  # of processor time
_LETTERS: Final = regex.compile(r"\\.|[[:alnum:]@,.;:/ -]")


def pattern_problems(fact: FactSpec) -> Iterator[str]:
    """What must be changed in the patterns and words of a fact."""
    for word in fact.words:
        if _CONTROL.search(word.text):
            yield r"a word holds a control character; write patterns and words in single quotes: " "'\\b'"
    for pattern in fact.patterns:
        yield from _problems(pattern)


def _problems(pattern: Pattern) -> Iterator[str]:
    source = pattern.source
    shown = source if len(source) <= 40 else f"{source[:39]}…"
    if _CONTROL.search(source):
        yield f"pattern {shown!r} holds a control character, as \"\\b\" becomes; write it in single quotes: '\\b'"
        return
    if len(source) > MAX_PATTERN:
        yield f"pattern {shown!r} has {len(source)} characters; make it a word list, or several patterns"
        return
    try:
        regex.compile(source, regex.IGNORECASE, cache_pattern=False)
    except (regex.error, RecursionError) as error:
        yield f"pattern {shown!r} does not compile: {error}"
        return
    if _anchors_one_branch(source):
        yield f"pattern {shown!r} anchors one branch only; put the branches in (?:…)"
    if _FUZZY.search(_PROPERTY.sub("", source)):
        yield f"pattern {shown!r} matches fuzzily; the normal form covers disguises, write the words themselves"
    if _is_slow(source):
        yield f"pattern {shown!r} takes too long on repeated characters; bound what repeats: {{0,40}} for *, {{1,40}} for +"
    if not source.isascii() and normalise(source).text != source:
        yield f"pattern {shown!r} has characters the normal form never has; write {normalise(source).text!r}"
    yield from _trigger_problems(pattern, shown)


def _trigger_problems(pattern: Pattern, shown: str) -> Iterator[str]:
    need = requirement(pattern.source)
    if pattern.trigger is None and not pattern.literals:
        yield f'pattern {shown!r} has no literal of three letters; add one, or declare trigger = "digits", "at" or "always"'
    if pattern.trigger == "digits" and not need.digits:
        yield f'pattern {shown!r} can match without a digit; take trigger = "digits" away'
    if pattern.trigger == "at" and not need.at:
        yield f'pattern {shown!r} can match without "@"; take trigger = "at" away'
    if regex.compile(pattern.source, regex.IGNORECASE, cache_pattern=False).fullmatch(""):
        yield f"pattern {shown!r} matches nothing at all as well; make it need at least one character"


def _is_slow(source: str) -> bool:
    """Try the pattern on its own characters, repeated: the texts on which ambiguous repetition shows."""
    compiled = regex.compile(source, regex.IGNORECASE, cache_pattern=False)
    found = [token for token in _LETTERS.findall(source) if len(token) == 1]
    words = [literal for literal in requirement(source).literals[:3]]
    units = dict.fromkeys((" ", "a", "0", "a ", "0-", "a.", "ab", *found[:24], *words, *(f"{w} " for w in words)))
    texts = (text for unit in units for text in (unit * _PUMPED, *(w + unit * _PUMPED for w in words[:1])))
    return not all(_finishes(compiled, f"{text}!") for text in texts)


def _finishes(compiled: regex.Pattern[str], text: str) -> bool:
    try:
        for _ in compiled.finditer(text, timeout=_SLOW_S):
            pass
    except TimeoutError:
        return False
    return True


def _anchors_one_branch(source: str) -> bool:
    """`^a|b$`: an anchor at one end, and a bar outside all brackets."""
    bare = regex.sub(r"\\.|\[(?:\\.|[^\]\\])*\]", "_", source)
    depth, bars = 0, False
    for char in bare:
        depth += (char == "(") - (char == ")")
        bars = bars or (char == "|" and depth == 0)
    return bars and (bare.startswith("^") or bare.endswith("$"))
