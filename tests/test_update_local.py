"""What may happen to an agent's own files: garbage in each of them, something in the way, two agents at once.

Every time the agent goes on checking with the last good rules, says what happened, and takes the next honest release.
"""

from __future__ import annotations

import shutil
import threading
from typing import TYPE_CHECKING

import pytest

from sieges import NEW, OLD, publish_new, refused

if TYPE_CHECKING:
    from pathlib import Path

    from fleets import Machine, Works

pytest_plugins = ("siege_fixtures",)


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
