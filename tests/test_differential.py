"""The engine finds exactly what a plain loop of all patterns finds."""

from __future__ import annotations

import random

import pytest

from proviso import bundled
from proviso.facts.literals import requirement
from proviso.facts.spec import FactSpec, Pattern, Word
from proviso.packs.read import read_vocabulary
from proviso.proof.differential import differences
from proviso.store.files import read_sources


def bundled_facts() -> list[FactSpec]:
    facts, _ = read_sources(bundled.rules())
    return list(read_vocabulary(facts).values())


def made_up_facts(seed: int) -> list[FactSpec]:
    """Word lists, gaps, prefixed numbers, accents: the shapes that packs are made of."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret

    def word() -> str:
        return "".join(chance.choice("bdfgklmnprst") + chance.choice("aeiou") for _ in range(chance.randint(2, 3)))

    def pattern(source: str) -> FactSpec:
        need = requirement(source)
        found = Pattern(source, need.literals, None if need.literals else "always", need.digits)
        return FactSpec(f"p{chance.random()}", patterns=(found,))

    lists = [
        FactSpec(
            f"w{n}",
            words=tuple(
                Word(chance.choice(["{}", "{}*", "{} {}", "{}* {}", "{}'s", "#{}"]).format(word(), word()))
                for _ in range(6)
            ),
            case=n % 5 == 0,
        )
        for n in range(20)
    ]
    return [*lists, *(pattern(chance.choice([rf"\b{word()}\b.{{0,20}}?\b{word()}", rf"{word()}\s?\d{{1,3}}\b", rf"(?:{word()}é|{word()}ss|{word()})", rf"{word()}[iks]{word()}"])) for _ in range(30))]  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2])
def test_made_up_facts_are_found_as_by_the_plain_loop(seed: int) -> None:
    assert list(differences(made_up_facts(seed), 150, seed)) == []


def test_bundled_facts_are_found_as_by_the_plain_loop() -> None:
    assert list(differences(bundled_facts(), 250, 7)) == []


def test_a_wrong_literal_would_be_noticed() -> None:
    wrong = FactSpec("p", patterns=(Pattern("apple", ("pear",)),))

    assert list(differences([wrong, FactSpec("w", words=(Word("apple"),))], 20, 1)) != []
