"""Explanations as a person reads them in the terminal."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

import regex

from proviso.proof.explain import ANSWERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from proviso.model import Clause
    from proviso.packs.pack import Rule
    from proviso.proof.traces import Explanation, Seen, Step, Trace

_MAX_PLACES: Final = 5  # of one fact; a long post may have thousands
_MAX_WORDS: Final = 60  # characters of the post at one place
_MAX_SILENT: Final = 12  # rules that came near
_CONTROL: Final = regex.compile(r"[\p{Cc}\p{Cs}]")


def folded(text: str, width: int | None) -> str:
    """The lines no wider than this, and what follows a fold further in. None: as they are."""
    if width is None:
        return text
    return "\n".join(part for line in text.splitlines() for part in _fold(line, width))


def _fold(line: str, width: int) -> list[str]:
    indent = " " * (len(line) - len(line.lstrip()) + 4)
    return textwrap.wrap(line, max(width, 40), subsequent_indent=indent, break_on_hyphens=False) or [""]


def tell_trace(trace: Trace, rule: Rule, text: str | None) -> str:
    """One rule: what it asks, what the post answers, what it rests on. Without a text: what it asks."""
    return "\n".join(_trace_lines(trace, rule, text))


def _trace_lines(trace: Trace, rule: Rule, text: str | None) -> Iterator[str]:
    yield f"{rule.name}: {rule.title} ({rule.category}, {rule.severity.word}, {rule.mode})"
    yield f"  {rule.why}"
    if text is None:
        yield from (f"  asks: {step.condition}" for step in trace.steps)
    else:
        yield from (f"  {line}" for step in trace.steps for line in _step_lines(step, text))
        yield f"  outcome: {trace.outcome}" + (f": {trace.message}" if trace.message else "")
        if trace.remark:
            yield f"  note: {trace.remark}"
    yield from (f"  {line}" for clause in trace.clauses for line in _clause_lines(clause))


def _step_lines(step: Step, text: str) -> Iterator[str]:
    missing = f" (not known: {', '.join(step.missing)})" if step.missing else ""
    yield f"{ANSWERS[step.answer]}: {step.condition}{missing}"
    yield from (f"  saw {line}" for seen in step.facts for line in _seen_lines(seen, text))


def _seen_lines(seen: Seen, text: str) -> Iterator[str]:
    for start, end in seen.spans[:_MAX_PLACES]:
        yield f"{seen.fact} at {start}-{end}: “{_excerpt(text[start:end])}”"
    if len(seen.spans) > _MAX_PLACES:
        yield f"{seen.fact} at {len(seen.spans) - _MAX_PLACES} more places"
    for place in seen.places:
        yield f"{seen.fact} in {place}"
    if seen.told:
        yield f"{seen.fact} because {seen.told} = true"


def _excerpt(text: str) -> str:
    """Words of the post on one line. A control character could do anything to a terminal."""
    words = _CONTROL.sub("�", " ".join(text.split()))
    return words if len(words) <= _MAX_WORDS else f"{words[: _MAX_WORDS - 1]}…"


def _clause_lines(clause: Clause) -> Iterator[str]:
    yield f"{clause.id}: {clause.document}, {clause.locator}"
    if clause.quote:
        yield f"  “{' '.join(clause.quote.split())}”"


def tell_clause(clause: Clause, rules: Sequence[str]) -> str:
    """A clause and the rules that rest on it."""
    return "\n".join([*_clause_lines(clause), f"  rules: {', '.join(rules) or 'none'}"])


def tell_explanation(found: Explanation, text: str) -> str:
    """What was looked at for a post."""
    return "\n".join(_explanation_lines(found, text))


def _explanation_lines(found: Explanation, text: str) -> Iterator[str]:
    packs, account = ", ".join(found.packs) or "none apply", found.account or "not known"
    yield f"packs: {packs}; {found.rules} rules; account: {account}"
    yield f"read: {', '.join(found.looked) or 'nothing'}"
    if found.not_known:
        yield f"not known: {', '.join(found.not_known)}"
    if not found.is_complete:
        yield "incomplete: a pattern ran out of time, so this is not all"
    for conflict in found.conflicts:
        yield f"conflict: {conflict.clause} and {conflict.other}: {conflict.text}"
    yield from (f"saw {line}" for fact in found.facts for line in _seen_lines(fact, text))
    if not found.facts:
        yield "saw none of the facts that these rules look for"
    yield from _verdict_lines(found.traces)


def _verdict_lines(traces: Sequence[Trace]) -> Iterator[str]:
    speaking = [trace for trace in traces if trace.speaks]
    silent = [trace for trace in traces if not trace.speaks]
    yield from (line for trace in (*speaking, *silent[:_MAX_SILENT]) for line in _verdict(trace))
    if len(silent) > _MAX_SILENT:
        yield f"{len(silent) - _MAX_SILENT} more rules came near and are silent"


def _verdict(trace: Trace) -> Iterator[str]:
    yield f"{trace.rule}: {trace.outcome}" + (f": {trace.message}" if trace.message else "")
    yield from (f"  {ANSWERS[step.answer]}: {step.condition}" for step in trace.steps if not step.answer)
    if trace.remark:
        yield f"  note: {trace.remark}"
