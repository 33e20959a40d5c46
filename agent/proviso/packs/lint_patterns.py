r"""What is dangerous in a pattern: control characters out of "\b", half-bound anchors, no literal, no end."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

import regex

from proviso.facts.literals import requirement
from proviso.facts.needs import bare
from proviso.facts.words import clean_entry, entry_pattern, is_plain
from proviso.text import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proviso.facts.spec import FactSpec, Pattern

MAX_PATTERN: Final = 2000  # characters
_MAX_WEIGHT: Final = 5000  # repetitions of repetitions; compiling is not covered by the timeout
_CONTROL: Final = regex.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_FUZZY: Final = regex.compile(r"(?<!\\)\{[^}]*[a-z][^}]*\}")
_PROPERTY: Final = regex.compile(r"\\[pP]\{[^}]*\}")
_SINGLE: Final = regex.compile(r"\\.|\[(?:\\.|[^\]\\])*\]")  # an escape or a class: one character of a match
_COUNT: Final = regex.compile(r"\{(\d*),?(\d*)\}")
_PUMPED: Final = 1500  # repetitions: enough to make quadratic patterns slow, little enough for good ones
_SHOWN: Final = 40  # characters of a pattern in a message
_QUICK_S: Final = 0.05  # of processor time, that of other threads included: no question is asked below it
_TRIALS: Final = 3  # before a pattern counts as slow: once may be a busy machine
_YARDSTICK: Final = regex.compile(r"[^\s]+\s")  # what anybody would write, quadratic where no space comes
_MOST_S: Final = 2.0  # whatever the machine
SLOW: Final = "takes too long on repeated characters; bound what repeats: {0,40} instead of *"
_LETTERS: Final = regex.compile(r"\\.|[[:alnum:]@,.;:/ -]")
_WORDS: Final = regex.compile(r"\\.|[[:alpha:]]{2,}")
_SINGLE_QUOTES: Final = "as \"\\b\" becomes one; write it in single quotes: '\\b'"


@lru_cache(maxsize=8192)  # packs share facts, and what is wrong with one is wrong in each of them
def fact_problems(fact: FactSpec, *, is_tried: bool) -> tuple[tuple[str, str], ...]:
    """What must be changed in the patterns and words of a fact, each with its key.

    `is_tried`: run every pattern on texts that make bad ones slow. It takes a second for a hundred patterns.
    """
    return tuple(_fact_problems(fact, is_tried=is_tried))


def _fact_problems(fact: FactSpec, *, is_tried: bool) -> Iterator[tuple[str, str]]:
    yield from (("words", text) for word in fact.words for text in _word_problems(word.text))
    for pattern in fact.patterns:
        source = pattern.source
        shown = source if len(source) <= _SHOWN else f"{source[: _SHOWN - 1]}…"
        compiled = _compiled(source)
        if isinstance(compiled, str):
            yield "pattern", f"{shown!r} {compiled}"
            continue
        yield from (("pattern", f"{shown!r} {text}") for text in _dangers(source, compiled))
        yield from (("trigger", f"{shown!r} {text}") for text in _trigger_problems(pattern))
        if is_tried and _is_slow(source, compiled):
            yield "pattern", f"{shown!r} {SLOW}"


def _word_problems(text: str) -> Iterator[str]:
    entry = clean_entry(text)
    if _CONTROL.search(text):
        yield f"hold a control character, {_SINGLE_QUOTES}"
    elif not entry.strip("* "):
        yield f"{text!r} says nothing; write the words to look for"
    elif not is_plain(entry) and not requirement(entry_pattern(entry)).literals:
        yield f'{text!r} has no three letters beside its "*"; add a word, or write out what "*" stands for'


def _compiled(source: str) -> regex.Pattern[str] | str:
    """The pattern, or why it cannot even be compiled."""
    if _CONTROL.search(source):
        return f"holds a control character, {_SINGLE_QUOTES}"
    if len(source) > MAX_PATTERN:
        return f"has {len(source)} characters; make it a word list, or several patterns"
    if _weight(source) > _MAX_WEIGHT:
        return "repeats what it repeats too often; make the numbers in { } smaller"
    try:
        return regex.compile(source, regex.IGNORECASE, cache_pattern=False)
    except (regex.error, RecursionError) as error:
        return f"does not compile: {error}"


def _dangers(source: str, compiled: regex.Pattern[str]) -> Iterator[str]:
    """What the pattern would do that its author does not mean."""
    if _anchors_one_branch(source):
        yield "anchors one branch only; put the branches in (?:…)"
    if _FUZZY.search(_PROPERTY.sub("", source)):
        yield "matches fuzzily; the normal form covers disguises, write the words themselves"
    if compiled.fullmatch(""):
        yield "matches nothing at all as well; make it need at least one character"
    if not source.isascii() and normalise(source).text != source:
        yield f"has characters that the normal form never has; write {normalise(source).text!r}"


def _weight(source: str) -> int:
    """The largest product of counts one inside the other."""
    inner: list[list[int]] = [[1]]
    bare = _SINGLE.sub("_", source)
    index = 0
    while index < len(bare):
        char = bare[index]
        count = _COUNT.match(bare, index)
        if char == "(":
            inner.append([1])
        elif char == ")" and len(inner) > 1:
            inner[-2].append(max(inner.pop()))
        elif count:
            inner[-1][-1] *= max(int(count[1] or 1), int(count[2] or 1))
            index = count.end() - 1
        else:
            inner[-1].append(1)
        index += 1
    return max(max(group) for group in inner)


def _trigger_problems(pattern: Pattern) -> Iterator[str]:
    """A gate that the pattern could slip past, or none at all."""
    need = requirement(pattern.source)
    if pattern.trigger is None and not pattern.literals:
        yield 'has no literal of three letters; add one, or trigger = "digits", "at" or "always"'
    if pattern.trigger == "digits" and not need.digits:
        yield 'can match without a digit; take trigger = "digits" away'
    if pattern.trigger == "at" and not need.at:
        yield 'can match without "@"; take trigger = "at" away'


def _is_slow(source: str, compiled: regex.Pattern[str]) -> bool:
    """Try the pattern on its own characters, repeated: the texts on which ambiguous repetition shows."""
    found = [token for token in _LETTERS.findall(source) if len(token) == 1]
    words = [bare(literal) for literal in requirement(source).literals[:3]]
    branches = [word for word in _WORDS.findall(source) if "\\" not in word]
    units = dict.fromkeys(
        (" ", "a", "0", "a ", "0-", "a.", "ab", *found[:24], *branches[:12], *words, *(f"{w} " for w in words))
    )
    texts = (text for unit in units for text in (unit * _PUMPED, *(w + unit * _PUMPED for w in words[:1])))
    return not all(_is_quick(compiled, f"{text}!") for text in texts)


def _is_quick(compiled: regex.Pattern[str], text: str) -> bool:
    """Whether the pattern gets through: at once, or at least not much behind a known one on this machine, just now."""
    return _finishes(compiled, text, _QUICK_S) or any(_finishes(compiled, text, _limit_s()) for _ in range(_TRIALS))


def _limit_s() -> float:
    """Seconds in which the yardstick would finish twice: more on a slow machine, more on a busy one."""
    limit_s = _QUICK_S
    while limit_s < _MOST_S and not _finishes(_YARDSTICK, "ab" * _PUMPED, limit_s / 2):
        limit_s *= 2
    return limit_s


def _finishes(compiled: regex.Pattern[str], text: str, limit_s: float) -> bool:
    try:
        for _ in compiled.finditer(text, timeout=limit_s):
            pass
    except TimeoutError:
        return False
    return True


def _anchors_one_branch(source: str) -> bool:
    """`^a|b$`: an anchor at one end, and a bar outside all brackets."""
    bare = _SINGLE.sub("_", source)
    depth, bars = 0, False
    for char in bare:
        depth += (char == "(") - (char == ")")
        bars = bars or (char == "|" and depth == 0)
    return bars and (bare.startswith("^") or bare.endswith("$"))
