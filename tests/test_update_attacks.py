"""Attacks and accidents on the way from a repository to an agent, against the real agent over HTTP.

Every time the agent goes on checking with the last good rules, says what happened, and takes the next honest release.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

import pytest

import mirrors
from attacks import ON_THE_PACK, ON_THE_TIMESTAMP
from fleets import SHORT, Machine, Works
from proviso.fleet.roles import as_bytes, read_roles
from proviso.fleet.upkeep import refresh
from proviso.updates.standing import read_standing
from sieges import NEW, heals, pack_of, publish_new, refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from mirrors import Answer, Mirror

pytest_plugins = ("siege_fixtures",)


@pytest.mark.parametrize(("attack", "error"), ON_THE_PACK.values(), ids=ON_THE_PACK)
def test_a_pack_that_was_touched_is_not_used(
    works: Works, mirror: Mirror, agent: Machine, attack: Callable[[bytes], Answer], error: str
) -> None:
    publish_new(works)
    mirror.answers[".json.gz"] = attack(pack_of(works))
    refused(replace(agent, limits=SHORT) if error == "timeout" else agent, error)

    heals(mirror, agent)


@pytest.mark.parametrize(("attack", "error"), ON_THE_TIMESTAMP.values(), ids=ON_THE_TIMESTAMP)
def test_a_timestamp_that_was_touched_changes_nothing(
    works: Works, mirror: Mirror, agent: Machine, attack: Answer, error: str
) -> None:
    publish_new(works)
    mirror.answers["timestamp.json"] = attack
    refused(replace(agent, limits=SHORT) if error == "timeout" else agent, error)

    heals(mirror, agent)


def test_endless_data_is_read_as_far_as_was_signed(works: Works, mirror: Mirror, agent: Machine) -> None:
    mirror.answers["timestamp.json"] = mirrors.endless
    mirror.sent = 0
    refused(agent, "too-long")

    assert mirror.sent < mirrors.ENDLESS / 4


def test_nobody_follows_a_redirect(works: Works, mirror: Mirror, agent: Machine) -> None:
    mirror.answers["timestamp.json"] = mirrors.body(b"", 302, Location="/elsewhere")
    agent.update()

    assert [] == [path for path in mirror.asked if "elsewhere" in path]


def test_a_sign_in_page_changes_nothing(works: Works, mirror: Mirror, agent: Machine) -> None:
    publish_new(works)
    mirror.answers[""] = mirrors.portal
    refused(agent, "garbled")

    heals(mirror, agent)


def test_a_server_that_is_gone_changes_nothing(works: Works, agent: Machine) -> None:
    with mirrors.mirrored(works.fleet.repository) as other:
        url = other.url
    refused(replace(agent, source=replace(agent.source, url=url)), "offline")


def test_a_server_may_ask_for_patience(works: Works, mirror: Mirror, agent: Machine) -> None:
    mirror.answers["timestamp.json"] = mirrors.body(b"", 503, Retry_After="7200")

    assert 7200 == agent.update().retry_after_s


def test_an_old_timestamp_is_refused(works: Works, mirror: Mirror, agent: Machine) -> None:
    old = (works.fleet.metadata / "timestamp.json").read_bytes()
    refresh(works.publisher)
    agent.update()
    mirror.answers["timestamp.json"] = mirrors.body(old)

    refused(agent, "replayed")


def test_a_repository_that_was_rolled_back_is_refused(works: Works, mirror: Mirror, agent: Machine) -> None:
    shutil.copytree(works.fleet.repository, works.folder / "old")
    publish_new(works)
    agent.update()
    mirror.folder = works.folder / "old"
    outcome = agent.update()

    assert ("failed", "replayed", NEW) == (outcome.state, outcome.error, agent.rules)


def test_a_frozen_repository_is_noticed_when_its_signatures_expire(
    works: Works, mirror: Mirror, agent: Machine
) -> None:
    later = replace(agent, days=8)
    refused(later, "expired")

    now = datetime.now(UTC) + timedelta(days=8)
    standing = read_standing(agent.state)
    assert standing.is_stale(now)
    assert "The rules are stale" in str(standing.problem(now))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Turn python-tuf's clock, as the machine's."""

    def turn(days: int) -> None:
        class Turned(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
                return datetime.now(tz) + timedelta(days=days)

        monkeypatch.setattr("tuf.ngclient._internal.trusted_metadata_set.datetime.datetime", Turned)

    return turn


def test_a_clock_that_was_set_back_does_not_make_old_signatures_good(
    works: Works, clock: Callable[[int], None]
) -> None:
    """An old repository is replayed to a new machine whose clock is as old: the root it was given is newer."""
    refresh(replace(works, days=-400).publisher)
    clock(-400)
    outcome = replace(works.agent("new"), days=-400).update()

    assert ("failed", "clock") == (outcome.state, outcome.error)


def test_a_clock_that_is_behind_is_told(works: Works, agent: Machine, clock: Callable[[int], None]) -> None:
    clock(-3)
    outcome = replace(agent, days=-3).update()

    assert "current" == outcome.state
    assert "correct the clock" in str(read_standing(agent.state).problem(datetime.now(UTC) - timedelta(days=3)))


@pytest.mark.parametrize("role", ["snapshot", "targets"])
def test_old_and_new_metadata_do_not_mix(works: Works, mirror: Mirror, role: str) -> None:
    roles = read_roles(works.fleet.metadata)
    old = as_bytes(roles.snapshot) if role == "snapshot" else as_bytes(roles.targets)
    publish_new(works)
    version = getattr(read_roles(works.fleet.metadata), role).signed.version
    mirror.answers[f"{version}.{role}.json"] = mirrors.body(old)
    outcome = works.agent("fresh", mirror.url).update()

    assert ("failed", "tampered") == (outcome.state, outcome.error)
