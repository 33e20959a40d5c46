"""The engine finds exactly what a plain loop of all patterns finds."""

from __future__ import annotations

import pytest

from proven import bundled_facts
from proviso.facts.spec import FactSpec, Pattern, Word
from proviso.proof.differential import compared
from synthetic import facts


@pytest.mark.parametrize("seed", [1, 2])
def test_made_up_facts_are_found_as_by_the_plain_loop(seed: int) -> None:
    assert compared(facts(60, seed), 175, seed).differences == ()


def test_bundled_facts_are_found_as_by_the_plain_loop() -> None:
    assert compared(bundled_facts(), 30, 7).differences == ()


def test_a_wrong_literal_would_be_noticed() -> None:
    wrong = FactSpec("p", patterns=(Pattern("apple", ("pear",)),))

    assert compared([wrong, FactSpec("w", words=(Word("apple"),))], 20, 1).differences != ()
