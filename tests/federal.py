"""The pack us-federal for its tests: its rulebook and people, and what it says of a post."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Final

from proven import compiled_pack
from proviso.engine import check
from proviso.model import Context, Finding, Post, Severity
from proviso.packs import Rulebook

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

import hatch_act  # noqa: E402 - a script, not a package

__all__ = [
    "CAST",
    "PACK",
    "ROOT",
    "ROWS",
    "RULEBOOK",
    "TODAY",
    "alarms",
    "as_person",
    "findings",
    "hatch_act",
    "own_posts",
    "worst",
]

PACK = compiled_pack("us-federal")
RULEBOOK = Rulebook([PACK])
CAST: Final = hatch_act.cast()
ROWS: Final = hatch_act.read_rows()
TODAY: Final = "2026-11-21"


def findings(text: str, **context: object) -> tuple[Finding, ...]:
    values = {"packs": ["us-federal"], "date": TODAY, **context}
    return check(Post(text, Context.from_mapping(values)), RULEBOOK).findings


def as_person(who: str, text: str, **context: object) -> tuple[Finding, ...]:
    return findings(text, **{**CAST[who], **context})


def alarms(found: tuple[Finding, ...]) -> list[str]:
    return [finding.rule for finding in found if finding.severity >= Severity.WARNING]


def worst(found: tuple[Finding, ...], category: str = "hatch-act") -> str:
    severities = (finding.severity for finding in found if finding.category == category)
    return max(severities, default=Severity.INFO).word


def own_posts() -> tuple[tuple[str, str, dict[str, object], tuple[tuple[str, str], ...]], ...]:
    rows = []
    for half in ("tuning", "checking"):
        source = (ROOT / f"tests/data/political_{half}.jsonl").read_text(encoding="utf-8")
        for row in map(json.loads, source.splitlines()):
            expected = tuple((item["category"], item["severity"]) for item in row["expect"])
            rows.append((row["id"], row["text"], row["context"], expected))
    return tuple(rows)
