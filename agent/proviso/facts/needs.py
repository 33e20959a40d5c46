"""What a piece of a pattern requires of a text, and how the needs of its pieces make the need of the whole.

All strings here are folded, with one space for a run of spaces: the form in which texts are searched. A string may
begin or end with `EDGE`: there the word is over, when its last character is one of a word.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING, Final

from proviso.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_ALTERNATIVES: Final = 64
# Characters, or two that begin a word, or one that is no letter of ours; shorter ones are in every text.
MIN_LENGTH: Final = 3
_MAX_SET: Final = 16  # a class of more characters is "anything"
_MAX_REPEAT: Final = 1000
_LONG: Final = 10  # characters, with which a literal is rare whatever follows
_MAX_COMPARED: Final = 4096  # pairs of strings
_TELLING: Final = 6  # characters; more do not make a literal rarer
COMMONPLACE: Final = 1
_COMMON: Final = frozenset(
    "a all and are as at be been but by can for from has have he her his i in is it me my not of on or our out she so "
    "that the their them they this to up us was we were what who will with you your".split()
)
_EMPTY: Final = frozenset({""})
EDGE: Final = "\b"  # as patterns write it
# Of these nothing is said: folding drops U+0307 after some letters and not after others, and EDGE is taken.
_UNSURE: Final = frozenset({"\u0307", EDGE})


@dataclass(frozen=True, slots=True)
class Need:
    """What every match contains.

    `exact`: all strings it can be, when few; `inside`: one of these is within it, and one of `also`, too; `start`: it
    begins with one of these; `digits`: so many at least; `row`: so many at least one behind the other; `is_number`:
    there is nothing but digits.
    """

    exact: frozenset[str] | None = None
    inside: frozenset[str] | None = None
    also: frozenset[str] | None = None
    start: frozenset[str] | None = None
    digits: int = 0
    row: int = 0
    is_number: bool = False
    at: bool = False

    def best(self) -> frozenset[str] | None:
        """The most telling set of strings of which one must be there."""
        return self.pair()[0]

    def pair(self) -> tuple[frozenset[str] | None, frozenset[str] | None]:
        """The two most telling sets; one string of each must be there."""
        return two_best([_solid(self.exact), self.inside, self.also])

    def beginning(self) -> frozenset[str] | None:
        """The strings of which every match begins with one."""
        return self.exact if self.exact is not None else self.start


ANYTHING: Final = Need()
NOTHING: Final = Need(exact=_EMPTY, is_number=True)  # matches without consuming: anchors, look-behind
WORD_EDGE: Final = Need(exact=frozenset({EDGE}), is_number=True)
DIGIT: Final = Need(digits=1, row=1, is_number=True)


def collapse(text: str) -> str:
    """One space for a run of spaces."""
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def bare(string: str) -> str:
    """A string without its edges."""
    return string.strip(EDGE)


def shortest(strings: frozenset[str]) -> int:
    """The length of the shortest string; where a word begins counts as well, and so do signs that few texts have."""
    return min(map(_length, strings), default=0)


def _length(string: str) -> int:
    text = bare(string)
    if not text.isascii():
        return len(text) + MIN_LENGTH - 1
    return len(text) + (len(text) > 1 and string.startswith(EDGE))


def telling(strings: frozenset[str] | None) -> tuple[bool, int]:
    """How rare the strings make a text that has one of them; strings too short to search for come last.

    Longer is rarer, up to where it does not matter; a word of every other sentence is as good as one letter.
    """
    words = [bare(string).strip() for string in strings or ("",)]
    rarity = min(COMMONPLACE if word in _COMMON else min(len(word), _TELLING) for word in words)
    return shortest(strings or frozenset()) >= MIN_LENGTH, rarity


def joined(head: str, tail: str) -> str:
    """One string after another. What is no longer at an end is no edge."""
    text = collapse(bare(head) + bare(tail))
    if not text:
        return EDGE if EDGE in (head + tail) else ""
    before = head[:1] == EDGE or (not bare(head) and tail[:1] == EDGE)
    after = tail[-1:] == EDGE or (not bare(tail) and head[-1:] == EDGE)
    return f"{EDGE * before}{text}{EDGE * after}"


def character(text: str) -> Need:
    """One character."""
    if text in _UNSURE:
        return ANYTHING
    exact, is_digit = frozenset({fold(text)}), text.isdecimal()
    return Need(exact, digits=int(is_digit), row=int(is_digit), is_number=is_digit, at=text == "@")


def one_of(members: frozenset[str]) -> Need:
    """A class of characters."""
    if not members.isdisjoint(_UNSURE):
        return ANYTHING
    folded = frozenset(fold(char) for char in members)
    kind = DIGIT if all(char.isdecimal() for char in members) else ANYTHING
    return replace(kind, exact=folded if len(folded) <= _MAX_SET else None, at=members == {"@"})


def ahead(item: Need) -> Need:
    """What must follow is in the text, but not part of the match: it joins with nothing around it."""
    inside, also = item.pair()
    return replace(NOTHING, inside=inside, also=also)


def sequence(items: list[Need]) -> Need:
    """One after the other."""
    found: list[frozenset[str] | None] = []
    start: frozenset[str] | None = None
    run = _EMPTY
    is_first = True  # the run began where the match does
    for item in items:
        found += [item.inside, item.also]
        if item.exact is not None and len(run) * len(item.exact) <= _most(run, item.exact):
            run = _product(run, item.exact)
            continue
        begun = run if shortest(run) >= _TELLING else _begun(run, item.start) or run
        found.append(_solid(begun))
        if is_first:
            start = _solid(begun)
        run = item.exact if item.exact is not None else _EMPTY
        is_first = False
    inside, also = two_best([*found, _solid(run)])
    return Need(
        exact=run if is_first else None,
        inside=inside,
        also=also,
        start=start,
        digits=sum(need.digits for need in items),
        row=_longest_row(items),
        is_number=all(need.is_number for need in items),
        at=any(need.at for need in items),
    )


def _most(run: frozenset[str], more: frozenset[str]) -> int:
    """How many strings a run may become. What is long enough to be rare need not become several."""
    return 1 if len(more) > 1 and shortest(run) >= _LONG else MAX_ALTERNATIVES


def _longest_row(items: Iterable[Need]) -> int:
    longest = row = 0
    for item in items:
        row = row + item.digits if item.is_number else 0
        longest = max(longest, row, item.row)
    return longest


def _begun(run: frozenset[str], start: frozenset[str] | None) -> frozenset[str] | None:
    if start is None or " " in start or (len(run) > 1 and len(run) * len(start) > MAX_ALTERNATIVES):
        return None  # a space behind a letter tells nothing
    return _product(run, start)


def _product(heads: frozenset[str], tails: frozenset[str]) -> frozenset[str]:
    return frozenset(joined(head, tail) for head in heads for tail in tails)


def branches(items: list[Need]) -> Need:
    """One or another: only what all of them require is required."""
    if len(items) == 1:
        return items[0]
    exact = _united(item.exact for item in items)
    inside = _united(item.pair()[0] for item in items)
    also = _united(item.pair()[1] for item in items)
    start = _united(item.beginning() for item in items)
    exact = exact if exact is not None and len(exact) <= MAX_ALTERNATIVES else None
    return Need(
        exact=exact,
        inside=inside,
        also=also,
        start=start,
        digits=min(need.digits for need in items),
        row=min(need.row for need in items),
        is_number=all(need.is_number for need in items),
        at=all(need.at for need in items),
    )


def _united(parts: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    found: frozenset[str] = frozenset()
    for part in parts:
        if part is None:
            return None
        found |= part
    return found


def repeated(item: Need, least: int, most: int | None) -> Need:
    """At least so often, and at most."""
    if least == 0:
        maybe = item.exact | _EMPTY if most == 1 and item.exact is not None else None
        return Need(maybe, is_number=item.is_number)
    if least == most == 1:
        return item
    digits = item.digits * min(least, _MAX_REPEAT)
    row = digits if item.is_number else item.row
    exact = None
    if least == most and item.exact is not None and len(item.exact) == 1 and least <= MAX_ALTERNATIVES:
        exact = frozenset({reduce(joined, list(item.exact) * least)})
    return Need(exact, *item.pair(), item.beginning(), digits, row, item.is_number, item.at)


def _solid(exact: frozenset[str] | None) -> frozenset[str] | None:
    return exact if exact and shortest(exact) else None


def two_best(
    sets: Iterable[frozenset[str] | None], first: frozenset[str] | None = None
) -> tuple[frozenset[str] | None, frozenset[str] | None]:
    """The two most telling of sets that are all required: longer strings first, then fewer of them.

    The second says something that the first does not; `first` is taken as it is when it is given.
    """
    known = dict.fromkeys(strings for strings in sets if strings is not None)
    ranked = sorted(known, key=lambda strings: (*telling(strings), -len(strings)), reverse=True)
    best = first or next(iter(ranked), None)
    return best, next((other for other in ranked if best and other and not _akin(best, other)), None)


def _akin(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one set says nothing that the other does not say: each string of one has a string of the other in it."""
    if len(one) * len(other) > _MAX_COMPARED:
        return False
    these, those = list(map(bare, one)), list(map(bare, other))
    return all(any(b in a for b in those) for a in these) or all(any(a in b for a in these) for b in those)
