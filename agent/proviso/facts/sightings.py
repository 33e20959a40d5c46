"""Which facts hold for one post: in the text, in the bio, in what is answered, or because the context says so.

Three answers: yes with its spans, no, or unknown when a place was not given. Facts built from facts are worked out
when they are asked for. No policy, no clock; the cache lives as long as its composer and is never written anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from proviso.text import NormalText, normalise, paragraphs, sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from proviso.model import Context, Post, Truth

    from .finder import Finder, Hit, Scan
    from .spec import FactSpec

Span = tuple[int, int]

ANSWERING: Final = frozenset({"reply", "comment", "share", "quote", "dm"})
_CACHE_SIZE: Final = 4096  # paragraphs
MAX_PLACE: Final = 20_000  # characters of a context field that are read; only the text itself has no such limit


class ParagraphCache:
    """Remembers the scans of one composer's paragraphs, and which patterns ran out of time. Lives in memory only."""

    def __init__(self) -> None:
        self._finder: Finder | None = None
        self._scans: dict[str, Scan] = {}
        self._unfinished: dict[str, tuple[int, ...]] = {}
        self.quarantined: set[int] = set()

    def scan(self, finder: Finder, paragraph: str) -> Scan:
        """Scan a paragraph, or recall it. A scan that ran out of time is not kept: its patterns are quarantined."""
        if finder is not self._finder:
            self._finder = finder
            self._scans.clear()
            self._unfinished.clear()
            self.quarantined.clear()
        known = self._scans.get(paragraph)
        if known is not None:
            return known
        scan = finder.scan(paragraph, self.quarantined)
        if scan.unfinished:
            if not self.quarantined.issuperset(scan.unfinished):
                self._unfinished[paragraph] = scan.unfinished
            self.quarantined.update(scan.unfinished)
            return scan
        if len(self._scans) >= _CACHE_SIZE:
            self._scans.clear()
        self._scans[paragraph] = scan
        return scan

    def unfinished(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """Paragraphs with the patterns that ran out of time on them, once; asking takes them off the list."""
        waiting = tuple(self._unfinished.items())
        self._unfinished.clear()
        return waiting

    def finish(self, paragraph: str, scan: Scan, patterns: Iterable[int]) -> None:
        """Keep a scan that was finished with more time; its patterns leave quarantine: slow, but not endless."""
        self._scans[paragraph] = scan
        self.quarantined.difference_update(patterns)


@dataclass(slots=True)
class _Place:
    """One text that was looked at, in normal form, with the atomic facts found in it."""

    normal: NormalText
    found: dict[str, list[Span]] = field(default_factory=dict)
    memo: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    sentences: tuple[Span, ...] | None = None
    lines: tuple[Span, ...] | None = None

    def scopes(self, within: str) -> tuple[Span, ...]:
        """The stretches of a scope; sentences and paragraphs are worked out once."""
        if within == "post":
            return ((0, len(self.normal.text)),)
        if within == "paragraph":
            if self.lines is None:
                self.lines = tuple((line.start, line.start + len(line.text)) for line in paragraphs(self.normal.text))
            return self.lines
        if self.sentences is None:
            self.sentences = sentence_spans(self.normal.text)
        return self.sentences


class Sightings:
    """The facts of one post."""

    def __init__(self, post: Post, facts: Mapping[str, FactSpec], finder: Finder, cache: ParagraphCache) -> None:
        self.post = post
        self.unfinished: set[int] = set()
        self._facts = facts
        self._finder = finder
        self._cache = cache
        self._places: dict[str, _Place | None] = {"text": self._look(post.text)}

    def read(self, places: Iterable[str]) -> None:
        """Look at fields of the context too."""
        for place in places:
            if place not in self._places:
                text = place_text(self.post.context, place)
                self._places[place] = None if text is None else self._look(text[:MAX_PLACE])

    def atoms(self) -> set[str]:
        """Names of all atomic facts seen anywhere."""
        seen: set[str] = set()
        for place in self._places.values():
            if place is not None:
                seen.update(place.found)
        return seen

    def holds(self, name: str) -> Truth:
        """Yes, no, or unknown because a place was not given."""
        fact = self._facts[name]
        if "text" in fact.places and self._in(name, "text"):
            return True
        if fact.override is not None and (told := getattr(self.post.context, fact.override)) is not None:
            return bool(told)
        answers = [self._holds_in(name, place) for place in fact.places]
        return True if True in answers else None if None in answers else False

    def unknown_places(self, name: str) -> tuple[str, ...]:
        """The fields whose absence leaves the fact unknown."""
        return tuple(place for place in self._facts[name].places if self._holds_in(name, place) is None)

    def spans(self, name: str) -> tuple[Span, ...]:
        """Where in the source text the fact holds, first to last. Empty when it holds elsewhere only."""
        place = self._places["text"]
        if place is None or "text" not in self._facts[name].places:
            return ()
        return tuple(place.normal.span(start, end) for start, end in self._in(name, "text"))

    def matches(self, name: str, place: str) -> tuple[str, ...]:
        """The words of a place that were taken for the fact, as they stand in the normal form."""
        looked = self._places.get(place)
        if looked is None:
            return ()
        return tuple(looked.normal.text[start:end] for start, end in self._in(name, place))

    def _holds_in(self, name: str, place: str) -> Truth:
        if place not in self._places:
            self.read([place])
        return None if self._places[place] is None else bool(self._in(name, place))

    def _look(self, text: str) -> _Place:
        place = _Place(normalise(text))
        date = self.post.context.date
        for start, paragraph in paragraphs(place.normal.text):
            scan = self._cache.scan(self._finder, paragraph)
            self.unfinished.update(scan.unfinished)
            for hit in scan.hits:
                if hit.window is None or _is_current(hit, date):
                    place.found.setdefault(hit.fact, []).append((start + hit.start, start + hit.end))
        return place

    def _in(self, name: str, place_name: str) -> tuple[Span, ...]:
        """Spans of a fact in a place, in its normal form."""
        place = self._places[place_name]
        if place is None:
            return ()
        if name not in place.memo:
            place.memo[name] = self._work_out(self._facts[name], place_name, place)
        return place.memo[name]

    def _work_out(self, fact: FactSpec, place_name: str, place: _Place) -> tuple[Span, ...]:
        spans = list(place.found.get(fact.name, ()))
        if fact.together:
            spans.extend(self._together(fact, place_name, place))
        barred = [span for name in fact.outside for span in self._in(name, place_name)]
        return tuple(sorted({span for span in spans if not any(_overlap(span, other) for other in barred)}))

    def _together(self, fact: FactSpec, place_name: str, place: _Place) -> Iterator[Span]:
        parts = [tuple(span for name in part for span in self._in(name, place_name)) for part in fact.together]
        if not all(parts):
            return
        without = [span for name in fact.without for span in self._in(name, place_name)]
        if isinstance(fact.within, int):
            yield from _near(parts, without, fact, place.scopes("paragraph"))
            return
        for scope in place.scopes(fact.within):
            inside = [[span for span in part if _within(span, scope)] for part in parts]
            if all(inside) and not any(_within(span, scope) for span in without):
                yield from _marked(inside, fact)


def place_text(context: Context, place: str) -> str | None:
    """What stands in a field of the context; None when it is not known."""
    value = getattr(context, place)
    if place in ("links", "attachments"):
        # A post's links and attachments are in front of the one who reads the page: not given means there are none.
        return "\n".join(_words_of(value or ()))
    if value is None and is_empty_by_nature(context, place):
        return ""
    return value if value is None else str(value)


def _words_of(items: Iterable[object]) -> Iterator[str]:
    for item in items:
        if isinstance(item, str):
            yield item
        else:
            fields = (getattr(item, name) for name in ("alt", "description", "text"))
            yield from (words for words in fields if words)


def is_empty_by_nature(context: Context, place: str) -> bool:
    """A post that answers nothing has nothing it answers; only an edit has a text that went before."""
    if context.surface is None:
        return False
    if place in ("replying_to", "reply_target"):
        return context.surface not in ANSWERING
    return place == "previous_text" and context.surface != "edit"


def _is_current(hit: Hit, date: str | None) -> bool:
    since, until = hit.window or (None, None)
    return date is None or ((since is None or since <= date) and (until is None or date <= until))


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _within(span: Span, scope: Span) -> bool:
    return scope[0] <= span[0] and span[1] <= scope[1]


def _gap(one: Span, other: Span) -> int:
    return max(0, one[0] - other[1], other[0] - one[1])


def _marked(parts: Sequence[Sequence[Span]], fact: FactSpec) -> Iterable[Span]:
    """The spans that stand for the whole: those of the marked part, or one from the first to the last."""
    if fact.mark == "all":
        every = [span for part in parts for span in part]
        return [(min(start for start, _ in every), max(end for _, end in every))]
    return parts[0]


def _near(
    parts: Sequence[Sequence[Span]], without: Sequence[Span], fact: FactSpec, lines: Sequence[Span]
) -> Iterator[Span]:
    reach = fact.within if isinstance(fact.within, int) else 0
    for anchor in parts[0]:
        line = next((line for line in lines if _within(anchor, line)), anchor)
        close = [[s for s in part if _within(s, line) and _gap(anchor, s) <= reach] for part in parts[1:]]
        if all(close) and not any(_within(s, line) and _gap(anchor, s) <= reach for s in without):
            nearest = [min(part, key=lambda span: _gap(anchor, span)) for part in close]
            yield from _marked([[anchor], *([span] for span in nearest)], fact)
