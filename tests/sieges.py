"""An agent under siege: a fleet on release 1, an agent that has it, and between them a server that may do anything.

A test module that names `siege_fixtures` in `pytest_plugins` has the three as fixtures.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from fleets import Machine, Works, passing_folder
from proviso.packs.read import read_vocabulary
from proviso.store.fresh import compile_source
from proviso.updates.standing import read_standing
from rulebooks import FACTS, files, rule

if TYPE_CHECKING:
    from pathlib import Path

    from mirrors import Mirror

OLD, NEW = ["base/fruit"], ["base/fruit", "base/new"]


@cache
def on_release_1() -> Path:
    folder = passing_folder()
    works = Works.written(folder)
    works.publish()
    works.agent().update()
    return folder


def publish_new(works: Works) -> None:
    works.write(text=rule() + rule(id="new"))
    works.publish()


def pack_of(works: Works) -> bytes:
    """What is served as the newest pack."""
    return max(
        (works.fleet.targets / "packs" / "base").iterdir(), key=lambda path: path.stat().st_mtime_ns
    ).read_bytes()


def evil_pack() -> bytes:
    """A pack of somebody else, good enough to pass the gate."""
    source = files(rules=rule() + rule(id="evil"))
    return compile_source("base", source, read_vocabulary({"facts/test.toml": FACTS.encode()}))


def refused(agent: Machine, error: str) -> None:
    """The update fails with this code, and nothing has changed."""
    outcome = agent.update()

    assert ("failed", error, 1) == (outcome.state, outcome.error, outcome.release)
    assert OLD == agent.rules
    assert error == read_standing(agent.state).error
    assert "Release 1 of stable stays in force." in outcome.sentence


def heals(mirror: Mirror, agent: Machine) -> None:
    """The next honest answer is taken."""
    mirror.answers.clear()

    assert ("activated", 2) == (agent.update().state, agent.update().release)
    assert NEW == agent.rules
