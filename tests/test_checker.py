"""The Python door, as other tools embed it."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest

import proviso
from proven import proved

if TYPE_CHECKING:
    from pathlib import Path


@cache
def checker() -> proviso.Checker:
    """The bundled rules, loaded once."""
    return proviso.Checker(state=proved())


def test_a_checker_answers_with_code_points() -> None:
    report = checker().check("👩 078-05-1120", {"agency": "SSA"})

    assert [(finding.rule, finding.start, finding.end) for finding in report.findings] == [("base/us-ssn", 2, 13)]
    assert report.findings[0].clauses == ("ssa.prohibited.a-ii-ssn", "base.id-ssn")


def test_a_checker_takes_a_context_as_a_value_or_a_mapping() -> None:
    assert checker().check("SSI", {"agency": "SSA"}) == checker().check("SSI", proviso.Context(agency="SSA"))


def test_importing_proviso_loads_none_of_its_rooms() -> None:
    script = "import sys, proviso; print([name for name in sys.modules if name.startswith('proviso.')])"
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout

    assert out == "[]\n"


def test_everything_it_offers_is_there() -> None:
    assert all(getattr(proviso, name) is not None for name in proviso.__all__)
    assert version("proviso") == proviso.__version__


def test_a_checker_explains_what_it_reports() -> None:
    text, context = "👩 078-05-1120", {"agency": "SSA"}
    [finding] = checker().check(text, context).findings
    [trace] = checker().explain(text, context).of(finding)

    assert ("base/us-ssn", "error", ((2, 13),)) == (trace.rule, trace.outcome, trace.spans)
    assert trace == checker().trace("base/us-ssn", text, context)


def test_a_rule_that_does_not_exist_cannot_be_traced() -> None:
    with pytest.raises(KeyError):
        checker().trace("base/gone", "text")


def test_a_checker_names_the_packs_that_it_could_not_use(tmp_path: Path) -> None:
    (tmp_path / "packs" / "bad").mkdir(parents=True)
    [problem] = proviso.Checker(rules=tmp_path).problems

    assert problem.startswith('The pack "bad" is not used: bad/pack.toml: is missing')
    assert () == checker().problems


def test_a_checker_takes_overrides_from_a_folder(tmp_path: Path) -> None:
    changes = '[override."base/us-ssn"]\nseverity = "info"\nreason = "A test"\nuntil = "2999-12-31"\n'
    (tmp_path / "overrides.toml").write_text(changes)
    mild = proviso.Checker(state=proved(), config=tmp_path)

    assert [proviso.Severity.INFO] == [finding.severity for finding in mild.check("078-05-1120").findings]
    assert "changed by an override until 2999-12-31: A test" == mild.trace("base/us-ssn", "078-05-1120").remark
