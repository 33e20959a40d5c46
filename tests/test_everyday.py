"""What employees of four agencies write about their own lives, and about everybody's: nobody is to be warned for it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pytest

import proviso
from proven import proved
from proviso.model import Severity

HALVES: Final = Path(__file__).parent / "data"


@pytest.fixture(scope="module")
def checker() -> proviso.Checker:
    return proviso.Checker(state=proved())


# Above these the rules have become too loud; they were 0.03 and 0.08 when this was written, and ought to be nought.
@pytest.mark.parametrize(("half", "limit"), [("tuning", 0.04), ("checking", 0.09)])
def test_posts_about_everyday_life_are_left_alone(checker: proviso.Checker, half: str, limit: float) -> None:
    posts = [json.loads(line) for line in (HALVES / f"everyday_{half}.jsonl").read_text("utf-8").splitlines()]
    warned = {
        post["id"]: [finding.rule for finding in findings]
        for post in posts
        if (
            findings := [
                one for one in checker.check(post["text"], post["context"]).findings if one.severity > Severity.INFO
            ]
        )
    }

    assert len(warned) <= limit * len(posts), warned
