"""What a piece of a pattern requires of a text, and how the needs of its pieces make the need of the whole.

All strings here are folded, with one space for a run of spaces: the form in which texts are searched.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from proviso.text import fold

MAX_ALTERNATIVES: Final = 64
_MAX_SET: Final = 6  # a class of more characters is "anything"
_MAX_REPEAT: Final = 1000
_TELLING: Final = 6  # characters; more do not make a literal rarer
_EMPTY: Final = frozenset({""})


@dataclass(frozen=True, slots=True)
class Need:
    """What every match contains. `exact`: all strings it can be, when few; `inside`: one of these is within it."""

    exact: frozenset[str] | None = None
    inside: frozenset[str] | None = None
    digits: int = 0
    at: bool = False

    def best(self) -> frozenset[str] | None:
        """The most telling set of strings of which one must be there."""
        return _better(_solid(self.exact), self.inside)


ANYTHING: Final = Need()
NOTHING: Final = Need(exact=_EMPTY)  # matches without consuming: anchors, look-behind


def collapse(text: str) -> str:
    """One space for a run of spaces."""
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def shortest(strings: frozenset[str]) -> int:
    """The length of the shortest string."""
    return min(map(len, strings), default=0)


def character(text: str) -> Need:
    """One character. Folding drops U+0307 after some letters and not after others, so nothing is said of it."""
    if text == "\u0307":
        return ANYTHING
    return Need(exact=frozenset({collapse(fold(text))}), digits=int(text.isdecimal()), at=text == "@")


def one_of(members: frozenset[str]) -> Need:
    """A class of characters."""
    folded = frozenset(fold(char) for char in members)
    digits = int(all(char.isdecimal() for char in members))
    return Need(folded if len(folded) <= _MAX_SET else None, None, digits, at=members == {"@"})


def ahead(item: Need) -> Need:
    """What must follow is in the text, but not part of the match: it joins with nothing around it."""
    return Need(_EMPTY, item.best())


def sequence(items: list[Need]) -> Need:
    """One after the other."""
    best: frozenset[str] | None = None
    run = _EMPTY
    is_whole = True
    for item in items:
        best = _better(best, item.inside)
        if item.exact is not None and len(run) * len(item.exact) <= MAX_ALTERNATIVES:
            run = frozenset(collapse(head + tail) for head in run for tail in item.exact)
            continue
        best = _better(best, _solid(run))
        run = item.exact if item.exact is not None else _EMPTY
        is_whole = False
    best = _better(best, _solid(run))
    return Need(run if is_whole else None, best, sum(n.digits for n in items), at=any(n.at for n in items))


def branches(items: list[Need]) -> Need:
    """One or another: only what all of them require is required."""
    if len(items) == 1:
        return items[0]
    exact: frozenset[str] | None = frozenset()
    inside: frozenset[str] | None = frozenset()
    for item in items:
        exact = exact | item.exact if exact is not None and item.exact is not None else None
        best = item.best()
        inside = inside | best if inside is not None and best is not None else None
    exact = exact if exact is not None and len(exact) <= MAX_ALTERNATIVES else None
    return Need(exact, inside, min(n.digits for n in items), at=all(n.at for n in items))


def repeated(item: Need, least: int, most: int | None) -> Need:
    """At least so often, and at most."""
    if least == 0:
        return Need(exact=item.exact | _EMPTY if most == 1 and item.exact is not None else None)
    if least == most == 1:
        return item
    digits = item.digits * min(least, _MAX_REPEAT)
    exact = None
    if least == most and item.exact is not None and len(item.exact) == 1 and least <= MAX_ALTERNATIVES:
        exact = frozenset({collapse(next(iter(item.exact)) * least)})
    return Need(exact, item.best(), digits, item.at)


def _solid(exact: frozenset[str] | None) -> frozenset[str] | None:
    return exact if exact and "" not in exact else None


def _better(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    """The more telling of two sets that are both required: longer strings first, then fewer of them."""
    if one is None or other is None:
        return other if one is None else one
    return max(one, other, key=lambda strings: (min(shortest(strings), _TELLING), -len(strings)))
