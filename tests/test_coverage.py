"""`proviso coverage`: no clause is forgotten, and what is not done is never told as if it were."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from proviso.cli.main import main
from proviso.packs import Rulebook
from proviso.packs.compiled import load_pack
from proviso.packs.keeping import ELEMENTS
from proviso.packs.read import read_vocabulary
from proviso.proof.coverage import Coverage, coverage
from proviso.store.fresh import compile_source
from rulebooks import FACTS, files, rule

if TYPE_CHECKING:
    from pathlib import Path

REVIEW = "[review]\nlast = 2024-01-01\ndue = 2026-01-01\n"
TODAY = "2026-11-21"


def clause(name: str, said: str = "") -> str:
    return f'[[clause]]\nid = "base.{name}"\nlocator = "1"\nquote = "Keep secrets."\nctg_element = "content"\n{said}\n'


def covered(said: str = "", more: str = "", *, head: str = "", name: str = "fruit") -> Coverage:
    """A pack whose rule rests on the clause `fruit`, and a clause that says something of itself."""
    source = files(head=head, rules=rule() + more)
    source["clauses.toml"] = (clause("fruit") + (clause(name, said) if name != "fruit" else "")).encode()
    compiled = compile_source("base", source, read_vocabulary({"facts/test.toml": FACTS.encode()}))
    pack = load_pack(compiled, {})
    return coverage([pack], Rulebook([pack]), TODAY)


def status(said: str, more: str = "") -> str:
    (document,) = covered(said, more, name="other").documents
    return document.rows[1].status


def test_a_clause_with_a_rule_is_checked_and_its_examples_are_counted() -> None:
    (document,) = covered().documents
    (row,) = document.rows

    assert "checked" == row.status
    assert [("base/fruit", 2, 2)] == [(c.rule, c.flagged, c.clean) for c in row.checkings]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ('check = "text"', "missing"),
        ('check = "workflow"', "missing"),
        ("", "missing"),
        ('check = "reminder"\nmoment = "first-use"', "reminder"),
        ('check = "none"\nreason = "a heading"', "outside"),
        ('check = "attachment"\nwaits_for = "attachments text"', "waiting"),
        ('check = "none"\nreason = "a heading"\nimplemented_by = "base.fruit"', "checked"),
    ],
)
def test_a_clause_without_a_rule_has_the_status_that_its_pack_gives_it(said: str, expected: str) -> None:
    assert expected == status(said)


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ('{ attachments = { kind = "image", licence = "unknown" } }', "waiting"),
        ('{ attachments = { kind = "image", alt = "" } }', "checked"),
        ("{ page_avatar = true }", "waiting"),
        ('{ all = ["fruit"], unless = { signature = true } }', "checked"),
    ],
)
def test_a_rule_that_needs_a_field_which_nobody_fills_waits(when: str, expected: str) -> None:
    waiting = rule(when, id="other").replace('"base.fruit"', '"base.other"')

    assert expected == status('check = "attachment"', waiting)


def test_a_rule_in_the_shadow_checks_nothing() -> None:
    shadow = rule(id="other", more='mode = "shadow"').replace('"base.fruit"', '"base.other"')

    assert "missing" == status('check = "text"', shadow)


def test_a_workflow_clause_with_a_rule_is_told_as_workflow() -> None:
    assert "workflow" == status('check = "workflow"', rule(id="other").replace('"base.fruit"', '"base.other"'))


def test_clauses_that_wait_are_listed_by_field() -> None:
    found = covered('check = "attachment"\nwaits_for = "page_avatar"', name="other")

    assert {"page_avatar": ("base.other",)} == found.waiting


def test_silence_of_the_policy_is_not_told_as_something_that_proviso_does_not_do() -> None:
    cells = {element: row["base"].verdict for element, row in covered().matrix.items()}
    outside = covered(
        'check = "none"\nreason = "x"\nctg_element = "security"'.replace("ctg_element", "#"), name="other"
    )

    assert {"content": "done"} == {element: verdict for element, verdict in cells.items() if verdict != "silent"}
    assert {"checked": 1, "outside": 1} == outside.matrix["content"]["base"].counts


def test_an_element_with_clauses_that_nothing_keeps_is_not_done() -> None:
    source = files(rules=rule().replace('"base.fruit"', '"base.secret"'))
    source["clauses.toml"] += b'check = "text"\n'
    source["clauses.toml"] = source["clauses.toml"].replace(
        b'locator = "1"', b'locator = "1"\nctg_element = "security"'
    )
    pack = load_pack(compile_source("base", source, read_vocabulary({"facts/test.toml": FACTS.encode()})), {})
    found = coverage([pack], Rulebook([pack]), TODAY)

    assert "not-done" == found.matrix["security"]["base"].verdict


def test_a_review_that_is_over_is_told() -> None:
    (late,) = covered(head=REVIEW).documents
    (silent,) = covered().documents

    assert (late.is_overdue, silent.is_overdue) == (True, False)


def test_every_clause_of_the_bundled_packs_is_accounted_for() -> None:
    answer = json.loads(run("--format", "json"))
    rows = [row for pack in answer["packs"] for row in pack["clauses"]]
    five = [len(p["clauses"]) for p in answer["packs"] if p["name"] not in ("base", "us-federal")]

    assert 379 == sum(five)
    assert answer["clauses"] == len(rows) == sum(sum(pack["counts"].values()) for pack in answer["packs"])
    assert set(answer["matrix"]) == set(ELEMENTS)
    assert [] == [row["id"] for row in rows if row["status"] == "checked" and not row["rules"]]


def test_only_the_packs_that_apply_are_told_when_a_context_is_set(tmp_path: Path) -> None:
    folder = tmp_path / "packs" / "base"
    folder.mkdir(parents=True)
    for file, text in files(head=REVIEW, rules=rule()).items():
        (folder / file).write_bytes(text)
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "test.toml").write_text(FACTS)
    everything = run("--rules", str(tmp_path))

    assert "2 clauses: 1 checked, 1 missing; reviewed 2024-01-01, next due 2026-01-01, which has passed" in everything
    assert "base/fruit: 2 flagged, 2 clean examples" in everything
    assert "clauses:" not in run("--rules", str(tmp_path), "--set", "packs=other")


def test_the_page_shows_every_clause_and_runs_nothing() -> None:
    shown = run("--format", "html")

    assert "ssa.prohibited.a-ii-ssn" in shown
    assert "the policy is silent" in shown
    assert "<script" not in shown
    assert "http:" not in shown
    assert shown.count("<table") == shown.count("</table>")


def run(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["coverage", *arguments])
    assert result.exit_code == 0, result.output
    return result.output
