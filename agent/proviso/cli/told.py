"""Explanations as a person reads them in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proviso.proof.explain import ANSWERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from proviso.model import Clause
    from proviso.packs.pack import Rule
    from proviso.proof.explain import Overview, Seen, Trace


def tell_trace(trace: Trace, rule: Rule, text: str | None) -> str:
    """One rule: what it asks, what the post answers, what it rests on. Without a text: what it asks."""
    return "\n".join(_trace_lines(trace, rule, text))


def _trace_lines(trace: Trace, rule: Rule, text: str | None) -> Iterator[str]:
    yield f"{rule.name}: {rule.title} ({rule.category}, {rule.severity.word}, {rule.mode})"
    yield f"  {rule.why}"
    for step in trace.steps:
        answer = "" if text is None else f": {ANSWERS[step.answer]}"
        missing = f" ({', '.join(step.missing)} not known)" if text is not None and step.missing else ""
        yield f"  {step.condition}{answer}{missing}"
    if text is not None:
        yield from (f"  saw {line}" for seen in trace.facts for line in _seen_lines(seen, text))
        yield f"  outcome: {trace.outcome}" + (f": {trace.message}" if trace.message else "")
    if trace.remark and text is not None:
        yield f"  note: {trace.remark}"
    yield from (f"  {line}" for clause in trace.clauses for line in _clause_lines(clause))


def _seen_lines(seen: Seen, text: str) -> Iterator[str]:
    for start, end in seen.spans:
        yield f"{seen.fact} at {start}-{end}: “{text[start:end]}”"
    for place in seen.elsewhere:
        yield f"{seen.fact} in {place}"


def _clause_lines(clause: Clause) -> Iterator[str]:
    yield f"{clause.id}: {clause.document}, {clause.locator}"
    if clause.quote:
        yield f"  “{' '.join(clause.quote.split())}”"


def tell_clause(clause: Clause, rules: Sequence[str]) -> str:
    """A clause and the rules that rest on it."""
    return "\n".join([*_clause_lines(clause), f"  rules: {', '.join(rules) or 'none'}"])


def tell_overview(seen: Overview, text: str) -> str:
    """What was looked at for a post."""
    return "\n".join(_overview_lines(seen, text))


def _overview_lines(seen: Overview, text: str) -> Iterator[str]:
    yield f"packs: {', '.join(seen.packs) or 'none apply'}; {seen.rules} rules; account: {seen.account or 'not known'}"
    if not seen.is_complete:
        yield "incomplete: a pattern ran out of time, so this is not all"
    for conflict in seen.conflicts:
        yield f"conflict: {conflict.clause} and {conflict.other}: {conflict.text}"
    yield from (f"saw {line}" for fact in seen.facts for line in _seen_lines(fact, text))
    if not seen.facts:
        yield "saw none of the facts that these rules look for"
    for trace in seen.near:
        against = [step.condition for step in trace.steps if step.answer is False]
        unknown = [step.condition for step in trace.steps if step.answer is None]
        why = [f"not so: {'; '.join(against)}" if against else "", f"unknown: {'; '.join(unknown)}" if unknown else ""]
        yield f"{trace.rule}: {trace.outcome}" + "".join(f" ({part})" for part in why if part)
