"""What an edit changed: the words that it took out and those that it put in, mended spelling and grammar left out.

So that a rule can tell a corrected letter from a changed hour. It compares words and guesses no meaning: where it is
not plain that a word was only misspelt, the word counts as changed.
"""

from __future__ import annotations

import difflib
from collections import Counter
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, Final

import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

EDIT_PLACES: Final = ("taken_out", "put_in")
_WORD: Final = regex.compile(r"[\p{L}\p{N}](?:[\p{L}\p{N}'\u2019./:@$%-]*[\p{L}\p{N}])?")
_SIGNS: Final = regex.compile(r"[^\s\p{L}\p{N}]*")
_SAME_IN_GRAMMAR: Final = tuple(
    frozenset(words.split())
    for words in (
        "is are am", "was were", "has have", "do does", "a an the", "its it's", "your you're", "their there they're",
        "to too", "than then", "who whom", "whose who's", "that which", "in on at", "lose loose", "affect effect",
    )
)  # fmt: skip
_MAY_COME_AND_GO: Final = frozenset({"a", "an", "the"})
# Words that are near to others and mean another thing: a letter more or less is no slip there.
_MEANT: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun january february march april "
    "may june july august september october november december one two three four five six seven eight nine ten not now "
    "no none can can't cannot will won't must free fee".split()
)
_MAX_PAIRS: Final = 10_000  # of equal words; a post of 300 words has some 2,000
_LONGEST: Final = 40  # letters of a word that can be misspelt
_LEAST: Final = 4  # letters of a word in which one or two may be wrong
_LEAST_MEANT: Final = 6  # and of one of the words above
_NEAR: Final = 0.8  # of the letters of two words are the same, in the same order


def edited(before: str, after: str, place: str) -> str:
    """The words that were taken out of a post, or put into it, as `place` asks: one stretch a line."""
    return _changes(before, after)[EDIT_PLACES.index(place)]


@lru_cache(maxsize=4)  # both places are asked for at each keystroke; texts of one draft, kept in memory only
def _changes(before: str, after: str) -> tuple[str, str]:
    old, new = list(_WORD.finditer(before)), list(_WORD.finditer(after))
    old_words, new_words = ([_plain(word.group()) for word in words] for words in (old, new))
    out: list[str] = []
    put: list[str] = []
    for i, j, k, m in _replaced(old_words, new_words):
        if _is_mended(old_words[i:j], new_words[k:m]):
            continue
        out.extend(_stretch(before, old[i:j]))
        put.extend(_stretch(after, new[k:m]))
    return "\n".join(out), "\n".join(put)


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Stretches of words that differ: from and to in `old`, from and to in `new`.

    What repeats itself beyond measure is not compared word by word, which would take minutes: all of it is changed.
    """
    begin = _in_common(zip(old, new, strict=False))
    end = _in_common(zip(reversed(old[begin:]), reversed(new[begin:]), strict=False))
    old_words, new_words = old[begin : len(old) - end], new[begin : len(new) - end]
    often = Counter(old_words)
    if sum(often[word] for word in new_words) > _MAX_PAIRS:
        yield begin, len(old) - end, begin, len(new) - end
        return
    matcher = difflib.SequenceMatcher(None, old_words, new_words, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind != "equal":
            yield begin + i, begin + j, begin + k, begin + m


def _in_common(pairs: Iterable[tuple[str, str]]) -> int:
    """How many pairs there are before two words differ."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _stretch(text: str, words: Sequence[regex.Match[str]]) -> Iterator[str]:
    """The text from the first of some words to the last, with the signs that stand right beside it."""
    if words:
        start, end = words[0].start(), words[-1].end()
        start = max(text.rfind(" ", 0, start), text.rfind("\n", 0, start)) + 1
        behind = _SIGNS.match(text, end)
        yield text[start : behind.end() if behind else end]


def _plain(word: str) -> str:
    return word.casefold().replace("\u2019", "'")


def _is_mended(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether words differ in spelling or grammar alone: word for word, or written together and apart."""
    if "".join(old).replace("-", "") == "".join(new).replace("-", ""):
        return True
    if len(old) == len(new):
        return all(map(_is_slip, old, new))
    return set(old) | set(new) <= _MAY_COME_AND_GO


def _is_slip(old: str, new: str) -> bool:
    """Whether two words are one that was misspelt, or two forms of one. Numbers never are."""
    bare = [word.replace("'", "") for word in (old, new)]
    if bare[0] == bare[1] or any({old, new} <= same for same in _SAME_IN_GRAMMAR):
        return True
    if not all(map(str.isalpha, bare)) or {old, new} <= _MEANT:
        return False
    if old.removesuffix("s") == new.removesuffix("s"):
        return True
    least = _LEAST_MEANT if {old, new} & _MEANT else _LEAST
    return min(len(old), len(new)) >= least and _is_near(old, new)


def _is_near(old: str, new: str) -> bool:
    """Whether a slip of the finger tells two words apart: the same letters in another order, or one or two more."""
    if old[0] != new[0] or max(len(old), len(new)) > _LONGEST:
        return False
    return sorted(old) == sorted(new) or difflib.SequenceMatcher(None, old, new, autojunk=False).ratio() >= _NEAR
