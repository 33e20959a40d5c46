"""Everything that the rules which fired say of one post; what they say of a paragraph is remembered.

A keystroke seldom changes which rules fire. Then only the paragraph that it falls into is spoken of again, and the
findings of those behind it are moved. A finding that rests on more than its paragraph (a fact of the whole post, a rule
that speaks once, wording added at the end) is made anew each time.
"""

from __future__ import annotations

from bisect import insort
from typing import TYPE_CHECKING, Final

from proviso.model import Finding

from .fixing import moved_fix
from .merging import Draft, Voice, voice_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from proviso.facts.readings import Reading
    from proviso.facts.sightings import Place

    from .rulebook import Active, Rulebook

Span = tuple[int, int]
Spot = tuple[str | None, Span]  # the fact that is underlined; None: the post as a whole
_Row = tuple[str | None, Draft]  # a rule, for the fact that it underlines
_Topic = tuple[str, str]  # short name of a fact (or of a rule about the whole post), and category
_POST: Final[Spot] = (None, (0, 0))


class Speech:
    """The rules that fired, by what they speak of."""

    def __init__(self, drafts: Sequence[Draft], active: Active, rulebook: Rulebook) -> None:
        self._drafts = drafts
        self._active = active
        self._rulebook = rulebook
        self._voices: dict[tuple[tuple[str | None, int], ...], Voice] = {}
        self._said: dict[Reading, tuple[int, tuple[Finding, ...]]] = {}  # and where the paragraph stood
        topics: dict[_Topic, list[_Row]] = {}
        for draft in drafts:
            for fact in draft.facts or (None,):
                topics.setdefault(_topic(fact, draft), []).append((fact, draft))
        self._local = {topic: rows for topic, rows in topics.items() if all(map(self._is_local, rows))}
        self._by_fact = _by_fact(self._local)
        self._worked_out = [name for name in self._by_fact if not rulebook.facts[name].is_atomic]

    def findings(self, place: Place, room: int | None) -> tuple[Finding, ...]:
        """The findings of a post, by place."""
        said: dict[Reading, tuple[int, tuple[Finding, ...]]] = {}
        found: list[Finding] = []
        for at, reading in place.readings:
            before, told = said.get(reading) or self._said.get(reading) or (at, self._of_paragraph(reading, at))
            told = _moved(told, at - before)
            said[reading] = at, told
            _add(found, told)
        self._said = said
        _add(found, self._of_post(place, room))
        return tuple(found)

    def _of_paragraph(self, reading: Reading, at: int) -> tuple[Finding, ...]:
        """What is said of a paragraph, which needs to know nothing of the others."""
        groups: dict[tuple[_Topic, Span], list[_Row]] = {}
        for fact in (*reading.found, *self._worked_out):
            for topic, rows in self._by_fact.get(fact, ()):
                for span in reading.spans(fact):
                    groups.setdefault((topic, span), []).extend(rows)
        return self._spoken(groups, reading.text, at, None)

    def _of_post(self, place: Place, room: int | None) -> tuple[Finding, ...]:
        """What is said of places that no paragraph decides alone."""
        groups: dict[tuple[_Topic, Span], list[_Row]] = {}
        for draft in self._drafts:
            if all(_topic(fact, draft) in self._local for fact in draft.facts or (None,)):
                continue
            for fact, span in spots(draft.facts, place, once=draft.rule.once):
                topic = _topic(fact, draft)
                if topic not in self._local:
                    groups.setdefault((topic, span), []).append((fact, draft))
        return self._spoken(groups, place.text, 0, room)

    def _spoken(
        self, groups: Mapping[tuple[_Topic, Span], Sequence[_Row]], text: str, at: int, room: int | None
    ) -> tuple[Finding, ...]:
        found = [self._voice(rows).of(span, text, at, room) for (_, span), rows in groups.items()]
        return tuple(sorted(found, key=_order))

    def _voice(self, rows: Sequence[_Row]) -> Voice:
        key = tuple([(fact, id(draft)) for fact, draft in rows])
        known = self._voices.get(key)
        if known is None:
            group = list({id(draft): draft for _, draft in rows}.values())
            known = self._voices[key] = voice_of(group, rows[0][0], self._active, self._rulebook)
        return known

    def _is_local(self, row: _Row) -> bool:
        """Whether a paragraph alone decides what a rule says of a fact in it."""
        fact, draft = row
        is_wide = fact is None or fact in self._rulebook.finder.wide
        return not (is_wide or draft.rule.once or any(fix.kind == "insert" for fix in draft.rule.fixes))


def spots(facts: Iterable[str], place: Place, *, once: bool) -> tuple[Spot, ...]:
    """Where a rule is underlined; the post as a whole when its facts are not in the text."""
    found = tuple((fact, span) for fact in facts for span in place.spans(fact))
    return (found[:1] if once else found) or (_POST,)


def _topic(fact: str | None, draft: Draft) -> _Topic:
    # Two rules about the whole post are two findings; a pack's own fact counts as the shared one of its name.
    return (fact or draft.rule.name).rpartition("/")[2], draft.rule.category


def _by_fact(topics: Mapping[_Topic, Iterable[_Row]]) -> dict[str, list[tuple[_Topic, list[_Row]]]]:
    found: dict[str, dict[_Topic, list[_Row]]] = {}
    for topic, rows in topics.items():
        for fact, draft in rows:
            found.setdefault(fact or "", {}).setdefault(topic, []).append((fact, draft))
    return {fact: list(rows.items()) for fact, rows in found.items()}


def _moved(findings: tuple[Finding, ...], by: int) -> tuple[Finding, ...]:
    """The same findings further on in the text."""
    if not by:
        return findings
    return tuple([_moved_one(finding, by) for finding in findings])


def _moved_one(one: Finding, by: int) -> Finding:
    return Finding(
        one.rule, one.category, one.severity, one.start + by, one.end + by, one.message, one.why, one.clauses, one.also,
        one.entity, tuple([moved_fix(fix, by) for fix in one.fixes]),
    )  # fmt: skip


def _add(found: list[Finding], told: Sequence[Finding]) -> None:
    """Add findings in their order: as a rule they follow, but what stands over a line end comes after the lines."""
    if found and told and _order(told[0]) < _order(found[-1]):
        for finding in told:
            insort(found, finding, key=_order)
    else:
        found.extend(told)


def _order(finding: Finding) -> tuple[int, int, int, str]:
    return finding.start, finding.end, -finding.severity, finding.rule
