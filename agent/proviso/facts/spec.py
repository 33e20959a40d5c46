"""How one fact is recognised: the frozen form of a `[[fact]]` block.

No matching (that is `finder` and `sightings`) and no reading of files (that is `proviso.packs`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

SCOPES: Final = ("sentence", "paragraph", "post")
# Of facts together: the first part, all from the first part to the last, or the clause around the first part.
MARKS: Final = ("first", "all", "clause")
TRIGGERS: Final = ("digits", "at", "always")


@dataclass(frozen=True, slots=True)
class Word:
    """One entry of a word list: whole words; a `*` at the end of a word stands for any ending, alone for one word.

    `since` and `until` (YYYY-MM-DD, inclusive) say when the entry means anything: candidates, slogans, campaigns.
    """

    text: str
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern and what must be in a text before it is worth running.

    `literals`: folded strings, one of which every match contains (`leading`: begins with), with `EDGE` where a word is
    over; and one of `also`, when there are any. `trigger` stands in when there are none: `digits`, `at` (a match
    contains "@") or `always`. A match has at least `digits` digits, and `row` of them one behind the other.
    """

    source: str
    literals: tuple[str, ...] = ()
    trigger: str | None = None
    digits: int = 0
    row: int = 0
    leading: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FactSpec:
    """A fact holds wherever one of its ways does: a word, a pattern (that its validator accepts), facts together."""

    name: str  # "us-ssn", or "ssa-2014/programme" for a pack's own
    entity: str | None = None
    places: tuple[str, ...] = ("text",)  # the text and fields of the context in which it is looked for
    override: str | None = None  # a yes/no field of the context that answers for every place but the text
    case: bool = False
    words: tuple[Word, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    validator: str | None = None
    together: tuple[tuple[str, ...], ...] = ()  # `and`: each inner tuple is "any of these"
    without: tuple[str, ...] = ()  # none of these in the same scope
    within: str | int = "sentence"  # a scope, or a number of characters between the first and each other
    mark: str = "first"  # the span of `and`: one of MARKS
    outside: tuple[str, ...] = ()  # a match that overlaps one of these does not count
    over_lines: bool = False  # also where a label and its value, or the parts of a value, stand on lines of their own
    source: tuple[str, int] = field(default=("", 0), compare=False)  # file and line, for messages to its author

    @property
    def is_atomic(self) -> bool:
        """Whether the fact can be read off one paragraph without knowing other facts."""
        return not self.together and not self.outside

    def needs(self) -> tuple[str, ...]:
        """Names of the facts this one is built from."""
        return tuple(name for part in self.together for name in part) + self.without + self.outside


def post_wide(facts: Mapping[str, FactSpec]) -> frozenset[str]:
    """Names of the facts that no single paragraph can decide: those with `within = "post"`, and what rests on them."""
    wide = {fact.name for fact in facts.values() if fact.within == "post"}
    while more := {fact.name for fact in facts.values() if not wide.isdisjoint(fact.needs())} - wide:
        wide |= more
    return frozenset(wide)
