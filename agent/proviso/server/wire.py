"""What the agent says: frozen values in, JSON text out. Offsets become UTF-16 code units here and nowhere else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from proviso.server.handshake import VERSION
from proviso.server.messages import LIMITS, Check, MessageError
from proviso.text import Utf16Map, utf16_map

if TYPE_CHECKING:
    from collections.abc import Mapping

    from proviso.model import Card, Clause, Finding, Fix, Report
    from proviso.server.duty_clock import DutyTold

_encoder: Final = json.JSONEncoder(separators=(",", ":"), check_circular=False)  # escapes lone surrogates as well
PONG: Final = '{"type":"pong"}'


def report(check: Check, found: Report, digest: str, duty: DutyTold | None = None) -> str:
    """Answer a check. Findings without a problem of their own keep their order; ids hold for this report only.

    Without `duty`, as for the local page, which chooses its own, nothing is said of it.
    """
    offsets = utf16_map(check.text)
    return _encoder.encode(
        {
            "type": "report",
            "conversation": check.conversation,
            "revision": check.revision,
            # A check of the beginning of a text says nothing about its end.
            "status": "incomplete" if check.truncated else found.status,
            "rulebook": digest,
            "account": found.account,
            "hold": found.hold,
            "room_left": found.room_left,
            **({"first": found.first} if found.first else {}),
            "findings": [
                {**_finding(f"f{n}", finding, offsets), **_on_duty(finding, offsets, duty)}
                for n, finding in enumerate(found.findings, 1)
            ],
            **({"duty": duty.values} if duty else {}),
        }
    )


def _on_duty(finding: Finding, offsets: Utf16Map, duty: DutyTold | None) -> dict[str, object]:
    """What a finding says more when it turns on duty: advice to wait becomes a draft kept on the clipboard."""
    if duty is None or finding.rule not in duty.rules:
        return {}
    keeps = {"label": duty.later, "applicability": "unsafe", "edits": [], "keeps": True}
    return {"duty": True, "fixes": [_fix(fix, offsets) if fix.edits else keeps for fix in finding.fixes]}


def _finding(identifier: str, finding: Finding, offsets: Utf16Map) -> dict[str, object]:
    return {
        "id": identifier,
        "rule": finding.rule,
        "also": finding.also,
        "category": finding.category,
        "entity": finding.entity,
        "severity": finding.severity.word,
        "start": offsets.to_utf16(finding.start),
        "end": offsets.to_utf16(finding.end),
        "message": finding.message,
        "clauses": finding.clauses,
        "fixes": [_fix(fix, offsets) for fix in finding.fixes],
    }


def _fix(fix: Fix, offsets: Utf16Map) -> dict[str, object]:
    edits = [{"start": offsets.to_utf16(e.start), "end": offsets.to_utf16(e.end), "text": e.text} for e in fix.edits]
    return {"label": fix.label, "applicability": fix.applicability, "edits": edits}


def card(shown: Card) -> str:
    """Answer a request for a card."""
    clauses = [clause_values(clause) for clause in shown.clauses]
    named = {"rule": shown.rule, "title": shown.title, "why": shown.why, "clauses": clauses}
    return _encoder.encode({"type": "card", **named, "statement": shown.statement})


def clause_values(clause: Clause) -> dict[str, object]:
    """Say what a clause says and where it stands."""
    return {"id": clause.id, "document": clause.document, "locator": clause.locator, "quote": clause.quote}


def ready(status: Mapping[str, object], pairing: str | None) -> str:
    """End the handshake."""
    extra = {} if pairing is None else {"pairing": pairing}
    return _encoder.encode({"type": "ready", "v": VERSION, "status": status, "limits": LIMITS, **extra})


def status(status: Mapping[str, object]) -> str:
    """Say what the agent is working with."""
    return _encoder.encode({"type": "status", "status": status})


def error(found: MessageError) -> str:
    """Answer a message that could not be served."""
    place = {"conversation": found.conversation, "revision": found.revision}
    known = {key: value for key, value in {**place, "answers": found.answers}.items() if value is not None}
    return _encoder.encode({"type": "error", "code": found.code, "message": found.message, **known})
