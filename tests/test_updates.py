"""From a publisher's folder to the rules of an agent: what is published is fetched, verified, proved, put in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fleets import Works
from rulebooks import rule

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def works(tmp_path: Path) -> Works:
    return Works.written(tmp_path)


def test_a_published_release_is_put_in_force(works: Works) -> None:
    works.publish()
    agent = works.agent()
    outcome = agent.update()

    assert ("activated", 1, None) == (outcome.state, outcome.release, outcome.error)
    assert ["base/fruit"] == agent.rules


def test_nothing_new_changes_nothing(works: Works) -> None:
    works.publish()
    agent = works.agent()
    agent.update()
    before = (agent.state / "active.json").stat().st_mtime_ns

    assert "current" == agent.update().state
    assert before == (agent.state / "active.json").stat().st_mtime_ns


def test_a_second_release_takes_the_place_of_the_first(works: Works) -> None:
    works.publish()
    agent = works.agent()
    agent.update()
    works.write(text=rule() + rule(id="pear"))
    works.publish()

    assert ("activated", 2) == (agent.update().state, agent.update().release)
    assert ["base/fruit", "base/pear"] == agent.rules
