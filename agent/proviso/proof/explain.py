"""Why: for a rule and a post the facts at their spans, each condition's answer, the clause; else what was looked at.

The engine's own functions answer here, so an explanation cannot differ from the finding. Its words of the post are for
the screen of its author; nothing here writes a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from proviso.engine import Sight, judge, places_of
from proviso.packs.merging import unsettled, with_match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proviso.model import Clause, Post, Truth
    from proviso.packs.pack import Conflict, Rule
    from proviso.packs.rulebook import Rulebook

ANSWERS: Final = {True: "yes", False: "no", None: "unknown"}
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Step:
    """One condition of a rule and its answer for the post."""

    condition: str
    answer: Truth
    missing: tuple[str, ...]  # fields that would settle an unknown


@dataclass(frozen=True, slots=True)
class Seen:
    """A fact that holds: where in the text, or in which other places."""

    fact: str
    spans: tuple[Span, ...]
    elsewhere: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """How a rule came to speak, or to be silent."""

    rule: str
    outcome: str  # severity, or "silent"
    message: str  # "" when silent
    spans: tuple[Span, ...]
    steps: tuple[Step, ...]
    facts: tuple[Seen, ...]
    clauses: tuple[Clause, ...]
    remark: str  # what besides the conditions decided: not in force, in the shadow, a pack that does not apply


@dataclass(frozen=True, slots=True)
class Overview:
    """What was looked at for a post, whether anything was found or not."""

    packs: tuple[str, ...]
    account: str | None
    rules: int  # of the packs that apply
    facts: tuple[Seen, ...]  # every fact that was seen
    near: tuple[Trace, ...]  # rules that a fact woke: those that spoke and those that one condition kept silent
    conflicts: tuple[Conflict, ...]  # where the documents of these packs disagree
    is_complete: bool


def explain(rule: Rule, post: Post, rulebook: Rulebook) -> Trace:
    """Follow one rule through one post."""
    return _trace(rule, Sight(post, rulebook), rulebook)


def overview(post: Post, rulebook: Rulebook) -> Overview:
    """Everything that was looked at, with the rules that came into question."""
    sight = Sight(post, rulebook)
    names = sight.active.names
    return Overview(
        packs=tuple(pack.name for pack in sight.active.packs),
        account=sight.active.account,
        rules=sum(rule.pack in names for rule in rulebook.rules),
        facts=tuple(seen for name in sorted(rulebook.facts) if (seen := _seen(name, sight, rulebook)) is not None),
        near=tuple(
            trace
            for rule in rulebook.candidates(sight.sightings.atoms(), sight.active)
            if (trace := _trace(rule, sight, rulebook)).outcome != "silent" or _was_woken(trace)
        ),
        conflicts=rulebook.conflicts(sight.active),
        is_complete=not sight.sightings.unfinished,
    )


def _trace(rule: Rule, sight: Sight, rulebook: Rulebook) -> Trace:
    steps = tuple(
        Step(condition.label, condition.truth(sight), condition.missing(sight)) for condition in rule.conditions
    )
    verdict = judge(rule, sight)
    spans = tuple(span for _, span in places_of(rule, sight)) if verdict else ()
    words = sight.post.text[slice(*spans[0])] if spans else ""
    clauses = rulebook.cited(rule, sight.active) or rule.clauses
    return Trace(
        rule=rule.name,
        outcome=verdict.severity.word if verdict else "silent",
        message=with_match(unsettled(rule, verdict.missing), words) if verdict else "",
        spans=spans,
        steps=steps,
        facts=tuple(seen for name in rule.facts if (seen := _seen(name, sight, rulebook)) is not None),
        clauses=rulebook.card(rule.name, clauses).clauses,
        remark="; ".join(_remarks(rule, sight, rulebook)),
    )


def _seen(name: str, sight: Sight, rulebook: Rulebook) -> Seen | None:
    if not sight.holds(name):
        return None
    places = [place for place in rulebook.facts[name].places if place != "text"]
    elsewhere = tuple(place for place in places if sight.sightings.matches(name, place))
    spans = sight.sightings.spans(name)
    override = rulebook.facts[name].override
    told = (f"{override} = true",) if override and not spans and not elsewhere else ()
    return Seen(name, spans, elsewhere + told)


def _was_woken(trace: Trace) -> bool:
    return bool(trace.facts)


def _remarks(rule: Rule, sight: Sight, rulebook: Rulebook) -> Iterator[str]:
    if rule.pack not in sight.active.names:
        yield f"the pack {rule.pack} does not apply to this post"
    if rule.mode == "shadow":
        yield "the rule is in the shadow: evaluated, never shown"
    date = sight.context.date
    if date is not None and not (rule.since or "") <= date <= (rule.until or "9999"):
        yield f"the rule is not in force on {date}"
    if rule.name in rulebook.overrides.rules:
        override = rulebook.overrides.rules[rule.name]
        yield f"changed by an override until {override.until}: {override.reason}"
