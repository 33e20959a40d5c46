"""The Python door, as other tools embed it."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version

import proviso


def test_a_checker_answers_with_code_points() -> None:
    report = proviso.Checker().check("👩 078-05-1120", {"agency": "SSA"})

    assert [(finding.rule, finding.start, finding.end) for finding in report.findings] == [("base/us-ssn", 2, 13)]
    assert report.findings[0].clauses == ("ssa.prohibited.a-ii-ssn", "base.id-ssn")


def test_a_checker_takes_a_context_as_a_value_or_a_mapping() -> None:
    checker = proviso.Checker()

    assert checker.check("SSI", {"agency": "SSA"}) == checker.check("SSI", proviso.Context(agency="SSA"))


def test_importing_proviso_loads_none_of_its_rooms() -> None:
    script = "import sys, proviso; print([name for name in sys.modules if name.startswith('proviso.')])"
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout

    assert out == "[]\n"


def test_everything_it_offers_is_there() -> None:
    assert all(getattr(proviso, name) is not None for name in proviso.__all__)
    assert version("proviso") == proviso.__version__
