"""Start-up without a network, and the crash-loop guard: what ends an agent while it is new is taken back."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import pytest

from fleets import Machine, Works
from proviso import renewal
from proviso.renewal import Renewal, load_in_force
from proviso.server.desk import Desk
from proviso.settings import Paths, Settings
from proviso.store.active import Active, Release, read_active, write_active
from proviso.updates.probation import begin, settle
from rulebooks import rule

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Works:
    works = Works.written(tmp_path)
    monkeypatch.setattr("proviso.bundled.rules", lambda: works.rules)
    works.publish()
    return works


def settled(works: Works) -> Machine:
    """An agent that has worked with release 1, and now has release 2."""
    agent = works.agent()
    agent.update()
    start(agent)
    settle(agent.state)
    works.write(text=rule() + rule(id="new"))
    works.publish()
    agent.update()
    return agent


def start(agent: Machine) -> tuple[str, ...]:
    """What an agent does first."""
    return begin(agent.state)


def release(agent: Machine) -> int | None:
    current = read_active(agent.state).current
    return current.number if current else None


def test_a_release_that_ends_the_agent_is_taken_back_at_the_next_start(works: Works) -> None:
    agent = settled(works)
    start(agent)  # and then it crashes
    told = start(agent)

    assert 1 == release(agent)
    assert ["base/fruit"] == agent.rules
    assert "Release 2 of stable was taken back, because Proviso ended while it began to work with it." in told[0]


def test_a_release_that_worked_stays(works: Works) -> None:
    agent = settled(works)
    start(agent)
    settle(agent.state)

    assert ((), 2) == (start(agent), release(agent))


def test_one_crash_may_be_a_power_cut_two_are_not(works: Works) -> None:
    agent = settled(works)
    start(agent)
    start(agent)
    assert "activated" == agent.update().state
    start(agent)
    start(agent)

    assert ("rejected", "crash", 1) == (agent.update().state, agent.update().error, release(agent))


def test_when_the_release_before_crashes_too_the_bundled_rules_are_left(works: Works) -> None:
    agent = settled(works)
    for _ in range(4):
        start(agent)

    assert release(agent) is None
    assert agent.rules


def test_a_start_needs_no_network_and_no_update_code(works: Works) -> None:
    agent = settled(works)
    works.fleet.repository.rename(works.folder / "gone")

    assert ["base/fruit", "base/new"] == agent.rules


def test_a_missing_pack_sends_back_to_the_release_before(works: Works) -> None:
    agent = settled(works)
    newest = read_active(agent.state).current
    assert newest is not None
    (agent.state / "released" / f"{newest.packs['base'].removeprefix('sha256:')}.json").unlink()

    assert ["base/fruit"] == agent.rules
    assert "Release 2 of stable is not used: the pack" in agent.loaded.problems[0]


def test_without_any_release_the_bundled_rules_are_left(works: Works) -> None:
    agent = settled(works)
    for path in (agent.state / "released").iterdir():
        path.write_bytes(b"{}")

    assert agent.rules
    assert 2 == len(agent.loaded.problems)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        '{"format": 1}',
        '{"format": 2, "current": null, "previous": null, "settled": true}',
        '{"format": 1, "current": {"channel": 1}, "previous": null, "settled": true}',
        '{"format": 1, "current": {"channel": "a", "number": 1, "packs": {"b": 3}, "overrides": {}}, "previous": null}',
        "[" * 100_000,
    ],
)
def test_a_spoilt_pointer_is_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "active.json").write_text(content)

    assert Active() == read_active(tmp_path)


def test_a_pointer_is_read_back(tmp_path: Path) -> None:
    one = Release("stable", 1, {"base": "sha256:1"}, {"override": {}})
    active = Active(one, None).followed_by(Release("stable", 2, {}, {}))
    write_active(tmp_path, active)

    assert active == read_active(tmp_path)
    assert not json.loads((tmp_path / "active.json").read_text())["settled"]


class Running:
    """A desk whose rules are kept those in force."""

    def __init__(self, agent: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(renewal, "_LOOK_S", 0.001)
        self.paths = Paths(agent.state / "config", agent.state, agent.state / "managed.toml")
        loaded = load_in_force(self.paths)
        self.desk = Desk(self.paths, Settings(), loaded.rulebook)
        self.told = asyncio.Event()
        self.renewal = Renewal(self.paths, self.desk, self.told.set, loaded)
        self.task = asyncio.create_task(self.renewal.run())

    async def until(self, claim: Callable[[], bool]) -> None:
        async with asyncio.timeout(30):
            while not claim():
                await asyncio.sleep(0.001)

    async def end(self) -> None:
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)


async def test_a_running_agent_takes_up_what_is_put_in_force(works: Works, monkeypatch: pytest.MonkeyPatch) -> None:
    agent = works.agent()
    agent.update()
    running = Running(agent, monkeypatch)
    works.write(text=rule() + rule(id="new"))
    works.publish()
    await asyncio.to_thread(agent.update)
    await running.until(lambda: len(running.desk.rulebook.rules) == 2)
    await running.until(running.told.is_set)
    await running.end()

    assert read_active(agent.state).is_settled  # an orderly end is no crash


async def test_a_release_settles_after_a_while(works: Works, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renewal, "SETTLES_S", 0.001)
    agent = works.agent()
    agent.update()
    running = Running(agent, monkeypatch)
    await running.until(lambda: read_active(agent.state).is_settled)
    await running.end()


async def test_stale_rules_are_told_and_go_on(works: Works, monkeypatch: pytest.MonkeyPatch) -> None:
    agent = works.agent()
    agent.update()
    running = Running(agent, monkeypatch)
    standing = agent.state / "updates.json"
    values = json.loads(standing.read_text())
    standing.write_text(json.dumps({**values, "expires": "2020-01-01T00:00:00+00:00"}))
    await running.until(lambda: running.desk.is_stale)
    await running.end()

    status = running.desk.status()
    assert "stale" == status["rules"]
    assert "The rules are stale" in str(status["problems"])
    assert 1 == len(running.desk.rulebook.rules)


def test_a_rulebook_without_a_release_has_no_probation(tmp_path: Path) -> None:
    assert () == begin(tmp_path)
    settle(tmp_path)

    assert [] == list(tmp_path.iterdir())
