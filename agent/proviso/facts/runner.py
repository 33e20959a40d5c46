"""One pattern of a fact, compiled when first wanted and run with a timeout. No clock but the one inside `regex`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import regex

from .validators import Match

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .spec import Pattern
    from .validators import Validator

TIMEOUT_S: Final = 0.02  # of processor time for one pattern on one paragraph
_FEW: Final = 4  # places tried one by one, each with its share of the time; more are searched for in one go
Window = tuple[str | None, str | None]  # the dates between which a word means anything


class Hit(NamedTuple):
    """One place in a paragraph where one way of a fact holds. Offsets are those of the paragraph."""

    fact: str
    start: int
    end: int
    window: Window | None = None


@dataclass(slots=True)
class Runner:
    """A pattern, and what becomes of its matches."""

    fact: str
    spec: Pattern
    case: bool
    validator: Validator | None
    window: Window | None
    compiled: regex.Pattern[str] | None = None
    group: int | str = 0

    def pattern(self) -> regex.Pattern[str]:
        """The compiled pattern."""
        if self.compiled is None:
            flags = 0 if self.case else regex.IGNORECASE
            self.compiled = regex.compile(self.spec.source, flags, cache_pattern=False)
            self.group = "mark" if "mark" in self.compiled.groupindex else 0
        return self.compiled

    def find(self, paragraph: str, starts: Sequence[int] | None, timeout_s: float) -> Iterator[Hit]:
        """Find every match; when `starts` are given, every match begins at one of them. Raises TimeoutError."""
        pattern = self.pattern()
        if starts is None or len(starts) > _FEW:
            first = min(starts, default=0) if starts else 0
            matches: Iterable[regex.Match[str]] = pattern.finditer(paragraph, first, timeout=timeout_s)
        else:
            matches = _matches_at(pattern, paragraph, starts, timeout_s / len(starts))
        for match in matches:
            start, end = match.span(self.group)
            if start < end and (self.validator is None or self.validator(Match(paragraph, start, end))):
                yield Hit(self.fact, start, end, self.window)


def _matches_at(
    pattern: regex.Pattern[str], paragraph: str, starts: Iterable[int], timeout_s: float
) -> Iterator[regex.Match[str]]:
    """One after the other, as `finditer` gives them."""
    reach = 0
    for start in sorted(starts):  # a longer literal that began earlier is found later
        if start >= reach and (match := pattern.match(paragraph, start, timeout=timeout_s)):
            reach = match.end()
            yield match


def widest(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Sorted, each once, without those inside another of their fact ("Social Security" in "… Administration")."""
    kept: list[Hit] = []
    reach: dict[str, int] = {}
    for hit in sorted(set(hits), key=lambda hit: (hit.start, -hit.end, hit.fact, hit.window is not None)):
        if hit.end <= reach.get(hit.fact, -1):
            continue
        if hit.window is None:
            reach[hit.fact] = hit.end
        kept.append(hit)
    return tuple(kept)
