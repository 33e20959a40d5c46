"""Why: for a rule and a post the facts at their spans, each condition's answer, the clause; else what was looked at.

The engine's own functions answer here, so an explanation cannot differ from the finding. Its words of the post are for
the screen of its author; nothing here writes a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from proviso.engine import Sight, capped, drafts_of, is_complete, places_of
from proviso.packs.merging import unsettled, with_match
from proviso.packs.pack import WHOEVER_WRITES
from proviso.proof.in_words import in_words
from proviso.proof.traces import Explanation, Outcome, Seen, Step, Trace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from proviso.engine import Memory
    from proviso.model import Post, Severity
    from proviso.packs.conditions import Condition
    from proviso.packs.merging import Draft
    from proviso.packs.pack import Rule
    from proviso.packs.rulebook import Rulebook

ANSWERS: Final = {True: "yes", False: "no", None: "unknown"}
_OUTCOMES: Final[tuple[Outcome, ...]] = ("info", "warning", "error")  # by severity


@dataclass(frozen=True, slots=True)
class _Judged:
    """A post, and what the engine says of it."""

    sight: Sight
    rulebook: Rulebook
    drafts: dict[str, Draft]  # rules that speak, as they are heard
    severities: dict[str, Severity]  # and how severe they were before a protected disclosure was considered


def explain(post: Post, rulebook: Rulebook, memory: Memory | None = None) -> Explanation:
    """Everything that was looked at, with the rules that came into question."""
    judged = _judge(post, rulebook, memory)
    sight = judged.sight
    names = sight.active.names
    rules = [rule for rule in rulebook.rules if rule.pack in names]
    facts = dict.fromkeys(name for rule in rules for name in rule.facts)
    places = sorted({place for name in facts for place in rulebook.facts[name].places})
    unknown = {place for name in facts for place in sight.unknown_places(name)}
    return Explanation(
        packs=tuple(pack.name for pack in sight.active.packs),
        account=sight.active.account,
        rules=len(rules),
        looked=tuple(place for place in places if place not in unknown),
        not_known=tuple(place for place in places if place in unknown),
        facts=_seen(sorted(facts), judged),
        traces=_in_question(judged),
        conflicts=rulebook.conflicts(sight.active),
        is_complete=is_complete(sight, rulebook),
    )


def trace(rule: Rule, post: Post, rulebook: Rulebook, memory: Memory | None = None) -> Trace:
    """Follow one rule through one post."""
    return _trace(rule, _judge(post, rulebook, memory))


def _judge(post: Post, rulebook: Rulebook, memory: Memory | None) -> _Judged:
    sight = Sight(post, rulebook, memory)
    drafts = list(drafts_of(sight, rulebook))
    heard = {draft.rule.name: draft for draft in capped(drafts, sight)}
    return _Judged(sight, rulebook, heard, {draft.rule.name: draft.severity for draft in drafts})


def _in_question(judged: _Judged) -> tuple[Trace, ...]:
    """The rules that speak, gravest first, then those that at least one fact woke, nearest first."""
    candidates = judged.rulebook.candidates(judged.sight.sightings.atoms(), judged.sight.active)
    traces = (_trace(rule, judged) for rule in candidates)
    return tuple(sorted((trace for trace in traces if trace.speaks or trace.facts), key=_distance))


def _distance(trace: Trace) -> tuple[int, int]:
    if trace.speaks:
        return -_OUTCOMES.index(trace.outcome) - 1, 0
    answers = [step.answer for step in trace.steps]
    return answers.count(False), answers.count(None)


def _trace(rule: Rule, judged: _Judged) -> Trace:
    sight, rulebook = judged.sight, judged.rulebook
    draft = judged.drafts.get(rule.name)
    spans = tuple(span for fact, span in places_of(rule, sight) if fact is not None) if draft else ()
    words = sight.post.text[slice(*spans[0])] if spans else ""
    clauses = rulebook.cited(rule, sight.active) or rule.clauses
    return Trace(
        rule=rule.name,
        title=rule.title,
        outcome=_OUTCOMES[draft.severity] if draft else "silent",
        mode=draft.mode if draft else rule.mode,
        message=with_match(unsettled(rule, draft.missing), words) if draft else "",
        spans=spans,
        steps=tuple(_step(condition, judged) for condition in rule.conditions),
        facts=_seen(rule.facts, judged),
        clauses=rulebook.card(rule.name, clauses).clauses,
        remark="; ".join(_remarks(rule, judged)),
    )


def _step(condition: Condition, judged: _Judged) -> Step:
    return Step(
        condition=condition.label,
        in_words=in_words(condition),
        answer=condition.truth(judged.sight),
        missing=condition.missing(judged.sight),
        facts=_seen(condition.facts, judged),
    )


def _seen(names: Iterable[str], judged: _Judged) -> tuple[Seen, ...]:
    return tuple(_sighting(name, judged) for name in names if judged.sight.holds(name))


def _sighting(name: str, judged: _Judged) -> Seen:
    sightings, fact = judged.sight.sightings, judged.rulebook.facts[name]
    spans = sightings.spans(name)
    places = tuple(place for place in fact.places if place != "text" and sightings.matches(name, place))
    return Seen(name, spans, places, told=None if spans or places else fact.override)


def _remarks(rule: Rule, judged: _Judged) -> Iterator[str]:
    sight, rulebook, draft = judged.sight, judged.rulebook, judged.drafts.get(rule.name)
    date = sight.context.date
    if rule.pack not in sight.active.names:
        yield f"the pack {rule.pack} does not apply to this post"
    elif date is not None and not (rule.since or "") <= date <= (rule.until or "9999"):
        yield f"the rule is not in force on {date}"
    elif draft is None:
        yield from _silences(rule, sight)
    if (draft.mode if draft else rule.mode) == "shadow":
        yield "the rule is in the shadow: evaluated, never shown"
    override = rulebook.overrides.rules.get(rule.name)
    if override is not None and (date is None or date <= override.until):
        yield f"changed by an override until {override.until}: {override.reason}"
    if draft and draft.severity < judged.severities[rule.name]:
        yield "a protected disclosure on a personal account is never more than a hint"


def _silences(rule: Rule, sight: Sight) -> Iterator[str]:
    """Why a rule is silent although no condition says no."""
    unknown = [condition for condition in rule.conditions if condition.truth(sight) is None]
    if any(condition.truth(sight) is False for condition in rule.conditions):
        return
    who = [name for condition in unknown if condition.is_where_and_who for name in condition.missing(sight)]
    asked = [name for condition in unknown for name in (*condition.missing(sight), *condition.facts)]
    sure = [name for name in asked if name in rule.certain]
    if who and rule.category not in WHOEVER_WRITES:
        yield f"silent until it is known: {', '.join(dict.fromkeys(who))}"
    elif sure:
        yield f"silent until it is certain: {', '.join(dict.fromkeys(sure))}"
    else:
        yield "silent because nothing that must be there is known to be there"
