"""What is worth looking for in a paragraph, given which facts are asked for.

A fact that only ever counts beside others need not be looked for where those cannot be. This says what may be left out
and never what holds: a fact that is asked for by itself is always looked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from .spec import FactSpec

_Way = frozenset[frozenset[str]]  # of each group one fact must be there
_MOST: Final = 16  # ways for a fact to count; one that has more is simply looked for


@dataclass(frozen=True, slots=True)
class Asked:
    """The facts that are asked for, and those that are parts of them."""

    facts: frozenset[str]
    beside: Mapping[str, tuple[_Way, ...]]  # of facts that only count beside others: the ways in which they can

    def is_idle(self, name: str, possible: AbstractSet[str]) -> bool:
        """Whether a fact cannot count in a paragraph where these are all that can be there."""
        ways = self.beside.get(name)
        return ways is not None and all(any(map(possible.isdisjoint, way)) for way in ways)


def asked_for(names: Iterable[str], facts: Mapping[str, FactSpec], wide: AbstractSet[str]) -> Asked:
    """Work out what asking for some facts needs. Those in `wide` may have their parts in several paragraphs."""
    roots = frozenset(names)
    needed = resting_on(roots, facts)
    users: dict[str, list[tuple[str, _Way]]] = {}
    for name in needed:
        for part, way in _parts(facts[name], facts):
            users.setdefault(part, []).append((name, frozenset() if name in wide else way))

    @cache
    def ways(name: str) -> frozenset[_Way]:
        if name in roots:
            return frozenset({frozenset()})
        found = frozenset(way | above for user, way in users[name] for above in ways(user))
        return found if len(found) <= _MOST and frozenset() not in found else frozenset({frozenset()})

    patterned = (name for name in needed if facts[name].patterns or facts[name].words)
    beside = {name: tuple(ways(name)) for name in patterned if frozenset() not in ways(name)}
    return Asked(needed, beside)


def resting_on(names: Iterable[str], facts: Mapping[str, FactSpec]) -> frozenset[str]:
    """Facts, and the facts that they are built from."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(facts[name].needs())
    return frozenset(found)


def waking_facts(names: Iterable[str], facts: Mapping[str, FactSpec]) -> frozenset[str]:
    """Facts with words or patterns of their own, of which one must be seen before one of `names` can hold."""
    found: set[str] = set()
    for name in names:
        fact = facts[name]
        if fact.words or fact.patterns:
            found.add(name)
        if fact.together:
            found |= waking_facts(fact.together[0], facts)
    return frozenset(found)


def _parts(fact: FactSpec, facts: Mapping[str, FactSpec]) -> Iterator[tuple[str, _Way]]:
    """What a fact is built from, each with what else must be there for it to matter."""
    groups = [waking_facts(part, facts) for part in fact.together]
    for number, part in enumerate(fact.together):
        others = frozenset(groups[:number] + groups[number + 1 :])
        yield from ((name, others) for name in part)
    yield from ((name, frozenset(groups)) for name in fact.without)
    yield from ((name, frozenset({waking_facts((fact.name,), facts)})) for name in fact.outside)
