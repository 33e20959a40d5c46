"""Posts of employees by writers who never saw a rule: what is wrong is found, what only looks wrong is left alone.

The limits lie a little below what was measured, so that a change for the worse is seen (tests/data/README.md).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from proviso.model import Severity

if TYPE_CHECKING:
    from proviso import Checker
    from proviso.model import Finding

FOLDER: Final = Path(__file__).parent / "data"


def is_found(row: dict[str, Any], expected: dict[str, str], findings: list[Finding]) -> bool:
    categories = {expected["category"], *row.get("alt_categories", [])}
    return any(one.category in categories and one.severity >= Severity.WARNING for one in findings)


def is_alarm(row: dict[str, Any], finding: Finding) -> bool:
    welcome = {one["category"] for one in row["expect"]} | set(row.get("alt_categories", []))
    tolerated = (one["severity"] for one in row.get("tolerate", []) if one["category"] == finding.category)
    most = max((Severity[word.upper()] for word in tolerated), default=Severity.INFO)
    return finding.severity > most and finding.category not in welcome


# A fourth of the half that was worked with, half of the other one: the whole is scripts/evaluate's.
@pytest.mark.parametrize(
    ("half", "step", "least_found", "most_alarms"), [("tuning", 4, 0.88, 0.05), ("checking", 2, 0.70, 0.12)]
)
def test_what_employees_write_is_judged_as_well_as_it_was(
    checker: Checker, half: str, step: int, least_found: float, most_alarms: float
) -> None:
    found = expected = alarms = innocent = 0
    for line in (FOLDER / f"employees_{half}.jsonl").read_text(encoding="utf-8").splitlines()[::step]:
        row = json.loads(line)
        findings = list(checker.check(row["text"], row["context"]).findings)
        expected += len(row["expect"])
        found += sum(is_found(row, one, findings) for one in row["expect"])
        innocent += row["hard_negative"]
        alarms += row["hard_negative"] and any(is_alarm(row, one) for one in findings)

    assert found / expected >= least_found
    assert alarms / innocent <= most_alarms
