"""Which conditions of a rule does no example need? Drop each in turn: if all examples still hold, none does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from proviso.engine import Sight, judge
from proviso.packs.conditions import Condition, FieldIs, Has

from .prove import expected_spans, post_of, spans_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proviso.packs.pack import Example, Pack, Rule
    from proviso.packs.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Survivor:
    """A change of a rule that none of its examples noticed."""

    rule: Rule
    dropped: str  # read aloud: "account is personal"


def survivors(pack: Pack, rulebook: Rulebook) -> Iterator[Survivor]:
    """Every condition, and every value of a condition, that no example needs."""
    for rule in pack.rules:
        seen = [(example, Sight(post_of(example, rule.pack, ["base"]), rulebook)) for example in rule.examples]
        for dropped, mutant in _mutants(rule):
            if all(_holds(mutant, example, sight) for example, sight in seen):
                yield Survivor(rule, dropped)


def _holds(rule: Rule, example: Example, sight: Sight) -> bool:
    """Whether a rule does what the example says: fires or not, where, and how severely when it says so."""
    verdict = judge(rule, sight)
    if verdict is None or not example.is_flagged:
        return (verdict is not None) is example.is_flagged
    return spans_in(rule, sight) == expected_spans(example) and example.severity in (None, verdict.severity)


def _mutants(rule: Rule) -> Iterator[tuple[str, Rule]]:
    for number, condition in enumerate(rule.conditions):
        others = rule.conditions[:number], rule.conditions[number + 1 :]
        yield condition.label, replace(rule, conditions=(*others[0], *others[1]))
        for label, weaker in _narrowed(condition):
            yield label, replace(rule, conditions=(*others[0], weaker, *others[1]))


def _narrowed(condition: Condition) -> Iterator[tuple[str, Condition]]:
    """The condition without one of its alternatives."""
    if isinstance(condition, Has) and len(condition.names) > 1:
        for name in condition.names:
            yield f"{name} in: {condition.label}", Has(tuple(other for other in condition.names if other != name))
    if isinstance(condition, FieldIs) and len(condition.values) > 1:
        for value in sorted(map(str, condition.values)):
            yield f"{value} in: {condition.label}", FieldIs(condition.name, condition.values - {value})
