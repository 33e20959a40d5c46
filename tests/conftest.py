"""What the tests of several commands and of the fleet share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fleets import Works
from proven import furnish

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings of one's own and a state folder in which the bundled packs are proved: what a command finds on a machine in use."""
    state = tmp_path / "state"
    furnish(state)
    monkeypatch.setenv("PROVISO_STATE_DIR", str(state))
    monkeypatch.setenv("PROVISO_CONFIG_DIR", str(tmp_path / "config"))
    return state


@pytest.fixture
def works(tmp_path: Path) -> Works:
    """IT's side of a fleet, with a rule written and nothing published yet."""
    works = Works(tmp_path)
    works.write()
    return works
