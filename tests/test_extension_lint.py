"""Mozilla's linter has nothing to say about the package for Firefox, and one thing about the folder, on purpose."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from packages import EXTENSION, ROOT, XPI, package
from test_javascript import NODE

if TYPE_CHECKING:
    from pathlib import Path

# What `web-ext lint` runs.
LINTER = ROOT / "tests" / "lint" / "node_modules" / "addons-linter" / "bin" / "addons-linter"
pytestmark = [
    pytest.mark.skipif(NODE is None, reason="no Node: run scripts/setup test"),
    pytest.mark.skipif(not LINTER.exists(), reason="no linter for extensions: run scripts/setup test"),
]


def complaints(package: Path, *options: str) -> list[str]:
    """The codes of everything that the linter says: errors, warnings and notices."""
    done = subprocess.run(
        [str(NODE), str(LINTER), str(package), "--output", "json", *options],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    found = json.loads(done.stdout)
    return [said["code"] for kind in ("errors", "warnings", "notices") for said in found[kind]]


def test_the_linter_has_nothing_to_say_about_the_package_for_firefox(tmp_path: Path) -> None:
    assert package("--out", tmp_path).returncode == 0

    assert [] == complaints(tmp_path / XPI)


def test_the_linter_has_nothing_to_say_about_a_package_that_an_agency_hosts(tmp_path: Path) -> None:
    assert package("--out", tmp_path, "--url", "https://it.agency.example/proviso").returncode == 0

    assert [] == complaints(tmp_path / XPI, "--self-hosted")


def test_of_the_folder_it_says_only_that_firefox_ignores_the_service_worker() -> None:
    assert ["BACKGROUND_SERVICE_WORKER_IGNORED"] == complaints(EXTENSION)


def test_the_linter_finds_what_it_is_asked_to_find(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"manifest_version": 3, "name": "x", "version": "1"}', encoding="utf-8")
    (tmp_path / "page.js").write_text("document.body.innerHTML = location.hash;", encoding="utf-8")

    assert "UNSAFE_VAR_ASSIGNMENT" in complaints(tmp_path)
