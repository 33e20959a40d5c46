"""The rules that come with Proviso: without lint, proved, every condition needed, every quote in its document."""

from __future__ import annotations

import pytest

from proviso import bundled
from proviso.packs import Rulebook
from proviso.proof.mutate import survivors
from proviso.proof.prove import prove
from proviso.store.author import Draft, read_drafts

DRAFTS = read_drafts(bundled.rules())


def book(draft: Draft) -> Rulebook:
    others = [d.pack for d in DRAFTS if d.pack and d.pack.level == "base" and d.name != draft.name]
    assert draft.pack is not None
    return Rulebook([*others, draft.pack])


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda draft: draft.name)
def test_a_pack_has_no_lint(draft: Draft) -> None:
    assert list(map(str, draft.problems)) == []


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda draft: draft.name)
def test_every_example_holds(draft: Draft) -> None:
    assert draft.pack is not None
    proof = prove(draft.pack, book(draft))

    assert list(map(str, proof.problems)) == []
    assert proof.held >= 4 * len(draft.pack.rules)


def test_every_condition_is_needed_by_an_example() -> None:
    """For the packs that have come so far; a pack joins when its author has seen to it."""
    loose = [
        f"{survivor.rule.name}: {survivor.dropped}"
        for draft in DRAFTS
        if draft.pack and draft.name in ("base", "ssa-2014")
        for survivor in survivors(draft.pack, book(draft))
    ]

    assert loose == []


def test_all_packs_work_together() -> None:
    packs = [draft.pack for draft in DRAFTS if draft.pack]

    assert {pack.name for pack in packs} == {info.name for info in Rulebook(packs).packs}


def test_every_clause_is_in_one_pack_only() -> None:
    clauses = [clause for draft in DRAFTS if draft.pack for clause in draft.pack.clauses]

    assert len(set(clauses)) == len(clauses)
