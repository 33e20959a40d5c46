"""What the tests of several commands, and of the bundled rules, share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import proviso
from proven import furnish, proved

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


@pytest.fixture(scope="session")
def checker() -> proviso.Checker:
    """The bundled rules, loaded once."""
    return proviso.Checker(state=proved())
