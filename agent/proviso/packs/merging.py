"""Rules that share a place become one finding, in the words of the most specific pack. Nothing here knows a whole post.

A post of thousands of hits is possible, so everything that does not depend on the place is worked out once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from proviso.model import Finding, Fix, Severity

from .conditions import QUESTIONS
from .fixing import build_fixes, moved_fix
from .own import is_own

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .pack import Rule
    from .rulebook import Active, Rulebook

Span = tuple[int, int]
_MAX_MATCH: Final = 60  # characters of the post repeated in a message


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule that fired, before places that several rules share become one finding."""

    rule: Rule
    severity: Severity
    missing: tuple[str, ...]  # fields that would settle what is unknown
    mode: str
    facts: tuple[str, ...]  # what is underlined; none: the finding is about the post as a whole


@dataclass(frozen=True, slots=True)
class Voice:
    """What is said of every place that the same drafts share."""

    rule: Rule
    severity: Severity
    message: str  # with {match} still in it
    own: str  # the same of a thing of the writer's own; "": no other words for it
    clauses: tuple[str, ...]
    also: tuple[str, ...]
    entity: str | None
    fixing: Rule
    wording: Mapping[str, tuple[str, ...]]

    def of(self, span: Span, text: str, at: int, room: int | None) -> Finding:
        """The finding for one place of a text that begins at `at` of the post."""
        start, end = span
        fixes: tuple[Fix, ...] = ()
        if self.fixing.fixes:
            built = build_fixes(self.fixing.fixes, text, span, self.wording, room)
            fixes = tuple([moved_fix(fix, at) for fix in built])
        return Finding(
            rule=self.rule.name,
            category=self.rule.category,
            severity=self.severity,
            start=start + at,
            end=end + at,
            message=with_match(self.own if self.own and is_own(text, start) else self.message, text[start:end]),
            why=self.rule.why,
            clauses=self.clauses,
            also=self.also,
            entity=self.entity,
            fixes=fixes,
        )


def voice_of(group: Sequence[Draft], fact: str | None, active: Active, rulebook: Rulebook) -> Voice:
    """Let the most specific pack speak, with the highest severity and the clauses of all."""
    rank = {pack.name: number for number, pack in enumerate(active.packs)}  # most specific first
    ordered = sorted(group, key=lambda draft: rank[draft.rule.pack])
    speaker = ordered[0]
    fixing = max((draft.rule for draft in ordered), key=_helpfulness)
    return Voice(
        rule=speaker.rule,
        severity=max(draft.severity for draft in ordered),
        message=unsettled(speaker.rule, speaker.missing),
        own=speaker.rule.own and unsettled(speaker.rule, speaker.missing, speaker.rule.own),
        clauses=_clauses(ordered, rank, active, rulebook),
        also=tuple(dict.fromkeys(draft.rule.name for draft in ordered[1:] if draft.rule is not speaker.rule)),
        entity=rulebook.facts[fact].entity if fact else None,
        fixing=fixing,
        wording=rulebook.pack(fixing.pack).wording,
    )


def _helpfulness(rule: Rule) -> int:
    """What one click can mend comes before what can only be asked for; of two alike the first one helps."""
    return 2 if any(fix.kind != "ask" for fix in rule.fixes) else int(bool(rule.fixes))


def _clauses(drafts: Iterable[Draft], rank: Mapping[str, int], active: Active, rulebook: Rulebook) -> tuple[str, ...]:
    """Each clause once: agency, then jurisdiction, then base."""
    every = dict.fromkeys(clause for draft in drafts for clause in rulebook.cited(draft.rule, active))
    return tuple(sorted(every, key=lambda clause: rank.get(rulebook.owner(clause), len(rank))))


def with_match(message: str, match: str) -> str:
    """The message with the words it is about; the post as a whole has none."""
    if "{match}" not in message:
        return message
    words = " ".join(match.split())
    shown = words if len(words) <= _MAX_MATCH else f"{words[: _MAX_MATCH - 1]}…"
    return message.replace("{match}", shown or "this post")


def unsettled(rule: Rule, missing: Sequence[str], message: str | None = None) -> str:
    """A rule's message (or another one of its own) with what would settle what is not known."""
    said = rule.message if message is None else message
    return " ".join((said, *_settling(rule.settles, missing))) if missing else said


def _settling(settles: Mapping[str, str], missing: Sequence[str]) -> Iterator[str]:
    """The rule's own words, then one sentence for all the rest."""
    yield from dict.fromkeys(settles[field] for field in missing if field in settles)
    asked = [QUESTIONS.get(field, field.replace("_", " ")) for field in missing if field not in settles]
    if asked:
        listed = " and ".join(filter(None, (", ".join(asked[:-1]), asked[-1])))
        yield f"It depends on {listed}, which {'is' if len(asked) == 1 else 'are'} not known."
