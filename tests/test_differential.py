"""The engine finds exactly what a plain loop of all patterns finds."""

from __future__ import annotations

import pytest

from proviso import bundled
from proviso.facts.spec import FactSpec, Pattern, Word
from proviso.packs.read import read_vocabulary
from proviso.proof.differential import differences
from proviso.store.files import read_sources
from synthetic import facts


def bundled_facts() -> list[FactSpec]:
    shared, _ = read_sources(bundled.rules())
    return list(read_vocabulary(shared).values())


@pytest.mark.parametrize("seed", [1, 2])
def test_made_up_facts_are_found_as_by_the_plain_loop(seed: int) -> None:
    assert list(differences(facts(60, seed), 150, seed)) == []


def test_bundled_facts_are_found_as_by_the_plain_loop() -> None:
    assert list(differences(bundled_facts(), 250, 7)) == []


def test_a_wrong_literal_would_be_noticed() -> None:
    wrong = FactSpec("p", patterns=(Pattern("apple", ("pear",)),))

    assert list(differences([wrong, FactSpec("w", words=(Word("apple"),))], 20, 1)) != []
