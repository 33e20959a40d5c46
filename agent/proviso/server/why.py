"""Answer "why?": an explanation of the newest text as a message. Spans and names of facts, and no word of the text.

What is sent is short whatever the text: a long post may hold a fact a thousand times, and wake hundreds of rules.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from proviso.proof.explain import ANSWERS, explain, trace
from proviso.proof.in_words import claim_in_words, fact_in_words, place_in_words, question_in_words
from proviso.server.wire import clause_values
from proviso.text import utf16_map

if TYPE_CHECKING:
    from collections.abc import Iterable

    from proviso.model import Post, Report
    from proviso.packs import Rulebook
    from proviso.proof.traces import Explanation, Seen, Step, Trace
    from proviso.server.messages import Check, Explain
    from proviso.session import Session
    from proviso.text import Utf16Map

MAX_SPANS: Final = 20  # of one fact
MAX_TRACES: Final = 40
_encoder: Final = json.JSONEncoder(separators=(",", ":"), check_circular=False)


async def explanation(asked: Explain, check: Check, post: Post, session: Session) -> str:
    """Explain a check as it was, or would be, reported.

    Raises:
        MessageError: a newer text has come, or the rule is gone.
    """
    report = await session.check(post, check.revision)
    if report is None:
        raise asked.refused("outdated", "The text has changed; ask again.")
    found = explain(post, session.rulebook, session.cache)
    if asked.rule is not None:
        found = _narrowed(found, asked, post, session, report)
    return _encoder.encode(_values(asked, check, found, session.rulebook))


def _narrowed(found: Explanation, asked: Explain, post: Post, session: Session, report: Report) -> Explanation:
    """One rule, those that came to the same at the same place, and their facts."""
    known = {trace.rule: trace for trace in found.traces}
    also = (name for finding in report.findings if finding.rule == asked.rule for name in finding.also)
    try:
        rule = session.rulebook.rule(asked.rule or "")
    except KeyError:
        gone = "The rules have changed and this one is gone; check the text again."
        raise asked.refused("bad-message", gone) from None
    first = known.get(rule.name) or trace(rule, post, session.rulebook, session.cache)
    traces = (first, *(known[name] for name in dict.fromkeys(also) if name in known))
    return replace(found, traces=traces, facts=tuple(dict.fromkeys(seen for one in traces for seen in one.facts)))


def _values(asked: Explain, check: Check, found: Explanation, rulebook: Rulebook) -> dict[str, object]:
    offsets = utf16_map(check.text)
    heard = [trace for trace in found.traces if trace.mode != "shadow"]
    return {
        "type": "explanation",
        "conversation": asked.conversation,
        "revision": asked.revision,
        "rule": asked.rule,
        "status": "complete" if found.is_complete and not check.truncated else "incomplete",
        "account": found.account,
        "packs": [{"name": name, "title": rulebook.pack(name).title} for name in found.packs],
        "rules": found.rules,
        "looked": _places(found.looked),
        "not_known": _places(found.not_known),
        "facts": [_fact(seen, offsets) for seen in found.facts],
        "traces": [_trace(one) for one in heard[:MAX_TRACES]],
        "more": max(0, len(heard) - MAX_TRACES),
    }


def _places(fields: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(place_in_words(field) for field in fields if field != "text"))


def _fact(seen: Seen, offsets: Utf16Map) -> dict[str, object]:
    return {
        "fact": seen.fact,
        "words": fact_in_words(seen.fact),
        "spans": [[offsets.to_utf16(start), offsets.to_utf16(end)] for start, end in seen.spans[:MAX_SPANS]],
        "count": len(seen.spans),
        "places": _places(seen.places),
        "told": claim_in_words(seen.told) if seen.told else None,
    }


def _trace(found: Trace) -> dict[str, object]:
    return {
        "rule": found.rule,
        "title": found.title,
        "outcome": found.outcome,
        "steps": [_step(step) for step in found.steps],
        "clauses": [clause_values(clause) for clause in found.clauses],
        "remark": found.remark,
    }


def _step(step: Step) -> dict[str, object]:
    return {
        "condition": step.in_words,
        "answer": ANSWERS[step.answer],
        "missing": [question_in_words(field) for field in step.missing],
        "facts": [seen.fact for seen in step.facts],
    }
