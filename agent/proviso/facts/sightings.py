"""Which facts hold for one post: in the text, in the bio, in what is answered, or because the context says so.

Three answers: yes with its spans, no, or unknown when a place was not given. Facts built from facts are worked out
when they are asked for. No policy, no clock; what is remembered is in the cache that is given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from proviso.text import paragraphs

from .answering import ANSWER_PLACES, in_common
from .combining import Span, combined
from .editing import EDIT_PLACES, edited
from .joints import join, joints

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from proviso.model import Context, Post, Truth

    from .readings import ParagraphCache, Reading
    from .spec import FactSpec

ANSWERING: Final = frozenset({"reply", "comment", "share", "quote", "dm"})
MAX_PLACE: Final = 20_000  # characters of a context field that are read; only the text itself has no such limit


class Place:
    """One text that was looked at: its paragraphs as they were read, and the facts that hold somewhere in it."""

    def __init__(self, text: str, cache: ParagraphCache) -> None:
        self.text = text
        lines = paragraphs(text) if text else []
        self.readings: list[tuple[int, Reading]] = [(start, cache.read(line)) for start, line in lines]
        if len(lines) > 1 and cache.finder.over_lines:
            self.readings.extend(_joined(text, lines, cache))
        self._facts: Mapping[str, FactSpec] = cache.finder.facts
        self._wide: AbstractSet[str] = cache.finder.wide
        self._seen: dict[str, list[tuple[int, Reading]]] = {}
        self._spans: dict[str, tuple[Span, ...]] = {}
        for located in self.readings:
            for name in located[1].found:
                self._seen.setdefault(name, []).append(located)

    @property
    def atoms(self) -> AbstractSet[str]:
        """Names of the atomic facts in it."""
        return self._seen.keys()

    @property
    def unfinished(self) -> Iterator[int]:
        """Patterns that gave no answer for some paragraph."""
        return (number for _, reading in self.readings for number in reading.scan.unfinished)

    def has(self, name: str) -> bool:
        """Whether a fact holds anywhere in it."""
        fact = self._facts[name]
        if fact.is_atomic:
            return name in self._seen
        if name in self._wide:
            return bool(self.spans(name))
        return any(reading.spans(name) for _, reading in self.readings)

    def spans(self, name: str) -> tuple[Span, ...]:
        """Where a fact holds, first to last."""
        known = self._spans.get(name)
        if known is None:
            known = self._spans[name] = tuple(self._wide_spans(name) if name in self._wide else self._all(name))
        return known

    def _all(self, name: str) -> Iterator[Span]:
        located = self._seen.get(name, ()) if self._facts[name].is_atomic else self.readings
        for at, reading in located:
            yield from ((at + start, at + end) for start, end in reading.spans(name))

    def _wide_spans(self, name: str) -> Iterable[Span]:
        """The spans of a fact that needs the whole post."""
        fact = self._facts[name]
        own = [(at + start, at + end) for at, reading in self._seen.get(name, ()) for start, end in reading.own(name)]
        return combined(fact, own, self.spans, lambda: self._scopes(fact), self.text)

    def _scopes(self, fact: FactSpec) -> Sequence[Span]:
        if fact.within == "post":
            return ((0, len(self.text)),)
        if fact.within == "sentence":
            return [(at + start, at + end) for at, reading in self.readings for start, end in reading.sentences()]
        return [(start, start + len(line)) for start, line in paragraphs(self.text)]


def _joined(text: str, lines: Sequence[tuple[int, str]], cache: ParagraphCache) -> Iterator[tuple[int, Reading]]:
    """What stands over line ends, as far as there is anything."""
    for joint in joints(text, lines):
        joined = join(joint, cache)
        if joined.found or joined.scan.unfinished:
            yield joint.at, joined


class Sightings:
    """The facts of one post."""

    def __init__(self, post: Post, cache: ParagraphCache, fields: ParagraphCache | None = None) -> None:
        """Look at the text; what fields of the context hold is remembered in `fields`, when it is given."""
        self.post = post
        self._facts: Mapping[str, FactSpec] = cache.finder.facts
        self._fields = fields or cache
        cache.on(post.context.date)
        self.text = Place(post.text, cache)
        self._places: dict[str, Place | None] = {"text": self.text}

    @property
    def unfinished(self) -> frozenset[int]:
        """Patterns that gave no answer for some part of the post."""
        return frozenset(number for place in self._places.values() if place for number in place.unfinished)

    def read(self, places: Iterable[str]) -> None:
        """Look at fields of the context too."""
        for place in places:
            if place not in self._places:
                text = place_text(self.post, place)
                self._places[place] = None if text is None else Place(text[:MAX_PLACE], self._fields)

    def atoms(self) -> AbstractSet[str]:
        """Names of all atomic facts seen anywhere."""
        return frozenset().union(*(place.atoms for place in self._places.values() if place))

    def holds(self, name: str) -> Truth:
        """Yes, no, or unknown because a place was not given."""
        fact = self._facts[name]
        if self.is_in_text(name):
            return True
        if fact.override is not None and (told := getattr(self.post.context, fact.override)) is not None:
            return bool(told)
        answers = [self._holds_in(name, place) for place in fact.places]
        return True if True in answers else None if None in answers else False

    def is_in_text(self, name: str) -> bool:
        """Whether the fact holds in the text itself, so that it can be underlined."""
        return "text" in self._facts[name].places and self.text.has(name)

    def unknown_places(self, name: str) -> tuple[str, ...]:
        """The fields whose absence leaves the fact unknown."""
        return tuple(place for place in self._facts[name].places if self._holds_in(name, place) is None)

    def spans(self, name: str) -> tuple[Span, ...]:
        """Where in the source text the fact holds, first to last. Empty when it holds elsewhere only."""
        return self.text.spans(name) if self.is_in_text(name) else ()

    def matches(self, name: str, place: str) -> tuple[str, ...]:
        """The words of a place that were taken for the fact."""
        looked = self._places.get(place)
        return tuple(looked.text[start:end] for start, end in looked.spans(name)) if looked else ()

    def _holds_in(self, name: str, place: str) -> Truth:
        if place not in self._places:
            self.read([place])
        looked = self._places[place]
        return None if looked is None else looked.has(name)


def place_text(post: Post, place: str) -> str | None:
    """What stands in a field of the context, what an edit changed or an answer takes up; None when it is not known."""
    context = post.context
    if place in ANSWER_PLACES:
        answered = place_text(post, "replying_to")
        return in_common(answered, post.text) if answered else answered
    if place in EDIT_PLACES:
        before = place_text(post, "previous_text")
        return edited(before, post.text, place) if before else before
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
            fields = (getattr(item, name) for name in ("alt", "description", "text", "licence"))
            yield from (words for words in fields if words)


def is_empty_by_nature(context: Context, place: str) -> bool:
    """A post that answers nothing has nothing it answers; only an edit has a text that went before."""
    if context.surface is None:
        return False
    if place in ("replying_to", "reply_target"):
        return context.surface not in ANSWERING
    return place == "previous_text" and context.surface != "edit"
