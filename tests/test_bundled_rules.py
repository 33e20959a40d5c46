"""The rules that come with Proviso: without lint, proved, every condition needed, every quote in its document."""

from __future__ import annotations

from functools import cache

import pytest

from proviso import bundled
from proviso.packs import Rulebook
from proviso.proof.mutate import survivors
from proviso.proof.prove import prove, proving_book
from proviso.store.author import Draft, read_drafts

NAMES = sorted(folder.name for folder in (bundled.rules() / "packs").iterdir() if folder.is_dir())


@cache
def drafts() -> dict[str, Draft]:
    """Every bundled pack as an author reads it; scripts/check has tried every pattern on texts that make it slow."""
    return {draft.name: draft for draft in read_drafts(bundled.rules(), is_tried=False)}


def book(draft: Draft) -> Rulebook:
    assert draft.pack is not None
    return proving_book(draft.pack, [other.pack for other in drafts().values() if other.pack])


@pytest.mark.parametrize("name", NAMES)
def test_a_pack_has_no_lint(name: str) -> None:
    assert list(map(str, drafts()[name].problems)) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_example_holds(name: str) -> None:
    draft = drafts()[name]
    assert draft.pack is not None
    proof = prove(draft.pack, book(draft))

    assert list(map(str, proof.problems)) == []
    assert proof.held >= 4 * len(draft.pack.rules)


@pytest.mark.parametrize("name", ["base", "ssa-2014"])
def test_every_condition_is_needed_by_an_example(name: str) -> None:
    """The two largest; `proviso rules test --mutate` tries the others."""
    draft = drafts()[name]
    assert draft.pack is not None

    assert [f"{one.rule.name}: {one.dropped}" for one in survivors(draft.pack, book(draft))] == []


def test_all_packs_work_together() -> None:
    packs = [draft.pack for draft in drafts().values() if draft.pack]

    assert {pack.name for pack in packs} == {info.name for info in Rulebook(packs).packs}


def test_every_clause_is_in_one_pack_only() -> None:
    clauses = [clause for draft in drafts().values() if draft.pack for clause in draft.pack.clauses]

    assert len(set(clauses)) == len(clauses)
