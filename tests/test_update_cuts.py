"""A power cut in the middle of an update leaves the old rules or the new ones, and the next update mends the rest."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from cuts import SCENES, scenes

if TYPE_CHECKING:
    from pathlib import Path

SLICE = 4  # cuts of each kind; scripts/campaign cuts has every write

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="counts writes by an audit hook in a fork")


def test_a_power_cut_leaves_whole_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proviso.bundled.rules", lambda: tmp_path / "bundled")
    seen = []
    for scene in scenes(tmp_path):
        writes = scene.writes()
        seen.append(scene.name)
        for number in range(SLICE):
            after = scene.cut(1 + number * (writes - 1) // (SLICE - 1), number)

            assert (True, True) == (after.is_whole, after.is_mended), (scene.name, number, writes)
    assert SCENES == tuple(seen)
