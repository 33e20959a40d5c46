"""Attacks and accidents on the way from a repository to an agent, against the real agent over HTTP.

Every time the agent goes on checking with the last good rules, says what happened, and takes the next honest release.
"""

from __future__ import annotations

import shutil
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from typing import TYPE_CHECKING

import pytest

import mirrors
from fleets import SHORT, Machine, Works, passing_folder
from forging import forge, stolen, thief
from proviso.fleet.roles import as_bytes, read_roles, renew, sign
from proviso.fleet.upkeep import refresh, renew_terms, rotate
from proviso.packs.read import read_vocabulary
from proviso.store.fresh import compile_source
from proviso.updates.standing import read_standing
from rulebooks import FACTS, files, rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from mirrors import Answer, Mirror

OLD, NEW = ["base/fruit"], ["base/fruit", "base/new"]


@pytest.fixture
def works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Works:
    """A fleet on release 1, which `agent` has; what Proviso came with are these same rules."""
    shutil.copytree(on_release_1(), tmp_path, dirs_exist_ok=True)
    works = Works(tmp_path)
    monkeypatch.setattr("proviso.bundled.rules", lambda: works.rules)
    return works


@cache
def on_release_1() -> Path:
    folder = passing_folder()
    works = Works(folder)
    works.write()
    works.publish()
    works.agent().update()
    return folder


@pytest.fixture
def mirror(works: Works) -> Iterator[Mirror]:
    with mirrors.mirrored(works.fleet.repository) as mirror:
        yield mirror


@pytest.fixture
def agent(works: Works, mirror: Mirror) -> Machine:
    """An agent that has release 1, from a server that may do anything."""
    return works.agent(url=mirror.url)


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


ON_THE_PACK: dict[str, tuple[Callable[[bytes], Answer], str]] = {
    "tampered, same length": (lambda good: mirrors.body(good[:-9] + b"X" + good[-8:]), "tampered"),
    "a byte longer": (lambda good: mirrors.body(good + b"X"), "too-long"),
    "shorter": (lambda good: mirrors.body(good[:100]), "tampered"),
    "cut in the middle": (lambda good: mirrors.cut(good, 100), "offline"),
    "connection reset": (lambda _: mirrors.reset, "offline"),
    "endless": (lambda _: mirrors.endless, "too-long"),
    "gzip bomb": (lambda _: mirrors.bomb, "too-long"),
    "byte by byte": (lambda _: mirrors.drip, "timeout"),
    "headers byte by byte": (lambda _: mirrors.drip_headers, "timeout"),
    "no answer": (lambda _: mirrors.hang, "timeout"),
    "sent elsewhere": (lambda _: mirrors.body(b"", 302, Location="/metadata/timestamp.json"), "redirect"),
    "missing": (lambda _: mirrors.body(b"", 404), "server"),
    "not even gzip": (lambda good: mirrors.body(bytes(len(good))), "tampered"),
}


@pytest.mark.parametrize(("attack", "error"), ON_THE_PACK.values(), ids=ON_THE_PACK)
def test_a_pack_that_was_touched_is_not_used(
    works: Works, mirror: Mirror, agent: Machine, attack: Callable[[bytes], Answer], error: str
) -> None:
    publish_new(works)
    mirror.answers[".json.gz"] = attack(pack_of(works))
    refused(replace(agent, limits=SHORT) if error == "timeout" else agent, error)

    heals(mirror, agent)


ON_THE_TIMESTAMP: dict[str, tuple[Answer, str]] = {
    "endless": (mirrors.endless, "too-long"),
    "gzip bomb": (mirrors.bomb, "too-long"),
    "no JSON": (mirrors.body(b"<html>"), "garbled"),
    "JSON of another kind": (mirrors.body(b'{"signed": {}}'), "garbled"),
    "down": (mirrors.body(b"", 503), "server"),
    "sent elsewhere": (mirrors.body(b"", 307, Location="https://example.org/timestamp.json"), "redirect"),
    "headers byte by byte": (mirrors.drip_headers, "timeout"),
}


@pytest.mark.parametrize(("attack", "error"), ON_THE_TIMESTAMP.values(), ids=ON_THE_TIMESTAMP)
def test_a_timestamp_that_was_touched_changes_nothing(
    works: Works, mirror: Mirror, agent: Machine, attack: Answer, error: str
) -> None:
    publish_new(works)
    mirror.answers["timestamp.json"] = attack
    refused(replace(agent, limits=SHORT) if error == "timeout" else agent, error)

    heals(mirror, agent)


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


STOLEN = {
    "timestamp": ({"timestamp"}, "unsigned"),
    "timestamp and snapshot": ({"timestamp", "snapshot"}, "unsigned"),
    "targets": ({"targets"}, "unsigned"),
}


@pytest.mark.parametrize(("roles", "error"), STOLEN.values(), ids=STOLEN)
def test_some_of_the_keys_bring_no_rules(works: Works, agent: Machine, roles: set[str], error: str) -> None:
    forge(works.fleet, roles, evil_pack())

    refused(agent, error)


def test_all_three_online_keys_bring_rules_until_the_root_takes_them_back(works: Works, agent: Machine) -> None:
    honest = works.folder / "honest"
    shutil.copytree(works.fleet.folder, honest)
    forge(works.fleet, {"targets", "snapshot", "timestamp"}, evil_pack(), ahead=50, number=1000)

    assert ("activated", 1000) == (agent.update().state, agent.update().release)
    shutil.rmtree(works.fleet.folder)
    shutil.copytree(honest, works.fleet.folder)
    assert "replayed" == agent.update().error  # the honest repository looks old now
    for role in ("targets", "snapshot", "timestamp"):
        rotate(works.publisher, role, works.folder / "new" / f"{role}.pem", None)
    assert ("activated", 1) == (agent.update().state, agent.update().release)
    assert OLD == agent.rules


def test_whoever_has_all_keys_still_has_to_pass_the_gate(works: Works, agent: Machine) -> None:
    forge(works.fleet, {"targets", "snapshot", "timestamp"}, evil_pack().replace(b"a pearl", b"a pear "))
    outcome = agent.update()

    assert ("rejected", "example", OLD) == (outcome.state, outcome.error, agent.rules)


def test_a_root_of_somebody_else_is_refused(works: Works, agent: Machine) -> None:
    root = renew(read_roles(works.fleet.metadata).root.signed, datetime.now(UTC))
    sign(root, [thief(), thief()])
    (works.fleet.metadata / "2.root.json").write_bytes(as_bytes(root))

    refused(agent, "unsigned")


def test_one_root_signature_is_not_enough(works: Works, agent: Machine) -> None:
    root = renew(read_roles(works.fleet.metadata).root.signed, datetime.now(UTC))
    sign(root, [stolen(works.fleet, "root")])
    (works.fleet.metadata / "2.root.json").write_bytes(as_bytes(root))

    refused(agent, "unsigned")


def test_no_version_of_the_root_is_left_out(works: Works, agent: Machine) -> None:
    renew_terms(works.publisher, "root")
    renew_terms(works.publisher, "root")
    (works.fleet.metadata / "3.root.json").replace(works.fleet.metadata / "2.root.json")

    refused(agent, "replayed")


def test_a_new_root_that_is_hidden_hides_everything(works: Works, mirror: Mirror, agent: Machine) -> None:
    rotate(works.publisher, "timestamp", works.folder / "new" / "timestamp.pem", None)
    mirror.answers["2.root.json"] = mirrors.body(b"", 404)

    refused(agent, "unsigned")


def test_the_root_may_change_many_times(works: Works, mirror: Mirror, agent: Machine) -> None:
    new = works.folder / "new"
    rotate(works.publisher, "root", new / "root-4.pem", "root-1")
    rotate(works.publisher, "timestamp", new / "timestamp.pem", None)
    rotate(works.publisher, "root", new / "root-5.pem", "root-2")
    publish_new(works)

    assert 4 == read_roles(works.fleet.metadata).root.signed.version
    assert ("activated", NEW) == (agent.update().state, agent.rules)
    fresh = works.agent("fresh", mirror.url)
    assert ("activated", NEW) == (fresh.update().state, fresh.rules)


def local_files(agent: Machine) -> list[Path]:
    return sorted(path for path in agent.state.rglob("*") if path.is_file() and not path.name.endswith(".lock"))


@pytest.mark.parametrize("garbage", [b"", b"\x00garbage\xff", b"{}", b"[1]"], ids=["empty", "bytes", "object", "list"])
def test_garbage_in_every_local_file_is_mended(works: Works, agent: Machine, garbage: bytes) -> None:
    for path in local_files(agent):
        path.write_bytes(garbage)

    assert OLD == agent.rules  # those that Proviso came with
    assert ("activated", 1) == (agent.update().state, agent.update().release)
    assert OLD == agent.rules


def test_garbage_in_any_one_local_file_is_mended(works: Works, agent: Machine) -> None:
    for path in local_files(agent):
        whole = path.read_bytes()
        path.write_bytes(b"\x00garbage")

        assert OLD == agent.rules, path
        assert agent.update().is_good, path
        path.write_bytes(whole)


def test_a_folder_in_the_way_is_told(works: Works, agent: Machine) -> None:
    shutil.rmtree(agent.state / "tuf")
    (agent.state / "tuf").write_text("")

    refused(agent, "disk")


def test_two_agents_at_once_do_no_harm(works: Works, agent: Machine) -> None:
    publish_new(works)
    outcomes: list[str] = []

    def work() -> None:
        outcomes.extend(agent.update().state for _ in range(5))

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert 15 == len(outcomes)
    assert {"activated", "current", "busy"} >= set(outcomes)
    assert 1 == outcomes.count("activated")
    assert NEW == agent.rules
