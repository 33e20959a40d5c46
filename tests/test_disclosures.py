"""Promise 7 on the labelled disclosures: what the law protects is never above a hint, and a leak beside a name is no report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from proviso.model import Severity

if TYPE_CHECKING:
    from proviso.checker import Checker

ROWS: Final = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "disclosures.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("row", [row for row in ROWS if row["protected"]], ids=lambda row: row["id"])
def test_a_protected_disclosure_raises_no_alarm_but_for_other_people_s_identifiers(
    row: dict[str, object], checker: Checker
) -> None:
    context, text = row["context"], row["text"]
    assert isinstance(context, dict)

    found = checker.check(str(text), context).findings

    assert {"pii", "tax-information"} >= {one.category for one in found if one.severity > Severity.INFO}


@pytest.mark.parametrize(
    ("text", "is_capped"),
    [
        ("I reported the unreleased audit of our office to the Inspector General.", True),
        ("I showed the unreleased audit of our office to my neighbor.", False),
    ],
)
def test_a_report_is_a_hint_and_the_same_words_to_a_neighbor_are_not(
    text: str, *, is_capped: bool, checker: Checker
) -> None:
    context = {"account": "personal", "jurisdiction": "us-federal"}
    found = [one for one in checker.check(text, context).findings if one.category == "nonpublic"]

    assert found
    assert is_capped == all(one.severity == Severity.INFO for one in found)
