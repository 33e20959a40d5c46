"""Stolen keys by role, roots of somebody else, and honest roots that change, against the real agent over HTTP.

Every time the agent goes on checking with the last good rules, says what happened, and takes the next honest release.
"""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

import mirrors
from attacks import STOLEN
from forging import forge, stolen, thief
from proviso.fleet.roles import as_bytes, read_roles, renew, sign
from proviso.fleet.upkeep import renew_terms, rotate
from sieges import NEW, OLD, evil_pack, publish_new, refused

if TYPE_CHECKING:
    from fleets import Machine, Works
    from mirrors import Mirror

pytest_plugins = ("siege_fixtures",)


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
