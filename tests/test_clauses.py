"""What packs say of their own clauses: how each is kept, when a tip is of use, where documents disagree."""

from __future__ import annotations

from proven import compiled_pack
from proviso.packs.keeping import CHECKABLE, ELEMENTS, MOMENTS

DOCUMENTS = ("ssa-2014", "ma-sample", "ky-cio-061", "dss-au-2014", "ctg-2010")
PACKS = {name: compiled_pack(name) for name in (*DOCUMENTS, "base", "us-federal")}
KEEPINGS = [spec.keeping for name in DOCUMENTS for spec in PACKS[name].clauses.values()]


def test_every_statement_of_the_five_documents_is_a_clause() -> None:
    assert [98, 80, 77, 103, 21] == [len(PACKS[name].clauses) for name in DOCUMENTS]
    assert 221 == sum(keeping.check in CHECKABLE for keeping in KEEPINGS)


def test_every_clause_says_how_it_is_kept_and_what_element_it_belongs_to() -> None:
    assert {None} != {keeping.check for keeping in KEEPINGS}
    assert all(keeping.check and keeping.element in ELEMENTS for keeping in KEEPINGS)


def test_every_clause_that_asks_to_be_remembered_has_one_of_ten_moments() -> None:
    moments = [keeping.moment for keeping in KEEPINGS if keeping.check == "reminder"]

    assert 76 == len(moments)
    assert set(moments) == set(MOMENTS)
    assert 10 == len(MOMENTS)


def test_the_documents_disagree_about_clauses_that_exist() -> None:
    clauses = {clause for pack in PACKS.values() for clause in pack.clauses}
    named = {name for pack in PACKS.values() for c in pack.conflicts for name in (c.clause, c.other)}

    assert named <= clauses
