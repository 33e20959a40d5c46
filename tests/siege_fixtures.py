"""Fixtures of a siege: see sieges.py. A plug-in, because a module of tests would import their names only to shadow them."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

import mirrors
from fleets import Machine, Works
from sieges import on_release_1

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mirrors import Mirror


@pytest.fixture
def works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Works:
    """A fleet on release 1, which `agent` has; what Proviso came with are these same rules."""
    shutil.copytree(on_release_1(), tmp_path, dirs_exist_ok=True)
    works = Works(tmp_path)
    monkeypatch.setattr("proviso.bundled.rules", lambda: works.rules)
    return works


@pytest.fixture
def mirror(works: Works) -> Iterator[Mirror]:
    with mirrors.mirrored(works.fleet.repository) as mirror:
        yield mirror


@pytest.fixture
def agent(works: Works, mirror: Mirror) -> Machine:
    """An agent that has release 1, from a server that may do anything."""
    return works.agent(url=mirror.url)
