"""One paragraph as it was read, and the memory of one composer's paragraphs.

What a paragraph holds depends on it alone (and on the day, for dated words), so a keystroke costs the paragraph it is
typed into. No context, no policy, no clock; the cache lives as long as its composer and is never written anywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from proviso.text import NormalText, normalise, sentence_spans

from .combining import Span, combined
from .finder import finished
from .quarantine import Quarantine

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence

    from .asked import Asked
    from .finder import Finder, Scan
    from .runner import Hit
    from .spec import FactSpec

_CACHE_SIZE: Final = 4096  # paragraphs


class Reading:
    """One paragraph: its normal form, the facts found in it, and what follows from them inside it."""

    __slots__ = ("_inside", "_spans", "_split", "facts", "found", "normal", "scan", "text", "was_retried")

    def __init__(
        self, text: str, normal: NormalText, scan: Scan, facts: Mapping[str, FactSpec], date: str | None
    ) -> None:
        self.text = text
        self.normal = normal
        self.scan = scan
        self.found: dict[str, list[Span]] = {}  # atomic facts, in the normal form
        self.was_retried = False  # unfinished patterns had more time, in vain
        self.facts = facts
        self._inside: dict[str, tuple[Span, ...]] = {}
        self._spans: dict[str, tuple[Span, ...]] = {}
        self._split: Sequence[Span] | None = None  # its sentences, once asked for
        for hit in scan.hits:
            if hit.window is None or _is_current(hit, date):
                self.found.setdefault(hit.fact, []).append((hit.start, hit.end))

    def spans(self, name: str) -> tuple[Span, ...]:
        """Where a fact holds, in the paragraph's own characters. The fact must not need the whole post."""
        known = self._spans.get(name)
        if known is None:
            known = self._spans[name] = self._typed(self._in(name))
        return known

    def own(self, name: str) -> tuple[Span, ...]:
        """Where a fact's own words and patterns were found, whatever else it asks for."""
        return self._typed(self.found[name])

    def sentences(self) -> tuple[Span, ...]:
        """Its sentences, in its own characters."""
        return self._typed(self._sentences())

    def _typed(self, inside: Sequence[Span]) -> tuple[Span, ...]:
        """Spans of the normal form in the paragraph as it was typed."""
        return tuple([self.normal.span(*span) for span in inside]) if self.normal.pieces else tuple(inside)

    def _in(self, name: str) -> tuple[Span, ...]:
        """Where a fact holds in the normal form."""
        known = self._inside.get(name)
        if known is None:
            fact = self.facts[name]
            own = self.found.get(name, ())
            known = (
                tuple(own)
                if fact.is_atomic
                else combined(fact, own, self._in, lambda: self._scopes(fact), self.normal.text)
            )
            self._inside[name] = known
        return known

    def _scopes(self, fact: FactSpec) -> Sequence[Span]:
        return self._sentences() if fact.within == "sentence" else ((0, len(self.normal.text)),)

    def _sentences(self) -> Sequence[Span]:
        if self._split is None:
            self._split = sentence_spans(self.normal.text)
        return self._split


class ParagraphCache:
    """Remembers one composer's paragraphs. Patterns that ran out of time in one are not run in the next."""

    def __init__(self, finder: Finder, quarantine: Quarantine | None = None) -> None:
        self.finder = finder
        self.quarantine = quarantine or Quarantine()
        self._date: str | None = None
        self._asked: Asked | None = None
        self._readings: dict[str, Reading] = {}
        self.joined: dict[object, Reading] = {}  # what stands over lines, by what it was read from

    def on(self, date: str | None) -> None:
        """Say which day it is: on another one dated words mean something else, and everything is forgotten."""
        if date != self._date:
            self._date = date
            self._forget()

    def ask(self, asked: Asked | None) -> None:
        """Say what to look for; None: everything. When it is not what it was before, everything is read anew."""
        if asked is not self._asked and asked != self._asked:
            self._asked = asked
            self._forget()

    def read(self, paragraph: str) -> Reading:
        """Read a paragraph as it was typed, or recall it."""
        known = self._readings.get(paragraph)
        return known if known is not None else finished(self.steps(paragraph))

    def steps(self, paragraph: str) -> Generator[None, None, Reading]:
        """Read a paragraph, or recall it, with the stops of `Finder.steps`."""
        known = self._readings.get(paragraph)
        if known is not None:
            return known
        normal = normalise(paragraph)
        scan = yield from self.finder.steps(normal.text, self.quarantine.slow, self._asked)
        self.quarantine.ran_late(scan.late)
        return self._keep(paragraph, normal, scan)

    def finish(self, paragraph: str, scan: Scan) -> None:
        """Put the scan of a paragraph that had more time in place of the unfinished one."""
        self.quarantine.strike(scan.late)
        self._keep(paragraph, normalise(paragraph), scan).was_retried = bool(scan.late)

    def _forget(self) -> None:
        self._readings.clear()
        self.joined.clear()

    def _keep(self, paragraph: str, normal: NormalText, scan: Scan) -> Reading:
        if len(self._readings) >= _CACHE_SIZE:
            self._forget()
        reading = Reading(paragraph, normal, scan, self.finder.facts, self._date)
        self._readings[paragraph] = reading
        return reading


def _is_current(hit: Hit, date: str | None) -> bool:
    since, until = hit.window or (None, None)
    return date is None or ((since is None or since <= date) and (until is None or date <= until))
