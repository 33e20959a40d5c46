"""`proviso update`, `proviso import`, and what doctor and a running agent say of updates."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from filelock import FileLock

from fleets import PATIENT, Works
from proviso.cli.doctor import Diagnosis, _updates
from proviso.cli.install import Machine
from proviso.cli.main import main
from proviso.settings import Paths
from proviso.updates.fetch import Limits
from proviso.updates.standing import Standing, write_standing
from proviso.updates.updater import LOCK_NAME, Updater
from rulebooks import rule
from running import PATIENCE_S, Home

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Works:
    works = Works.written(tmp_path)
    works.publish()
    monkeypatch.setattr("proviso.bundled.rules", lambda: works.rules)
    paths = paths_of(works)
    monkeypatch.setenv("PROVISO_CONFIG_DIR", str(paths.config))
    monkeypatch.setenv("PROVISO_STATE_DIR", str(paths.state))
    monkeypatch.setenv("PROVISO_MANAGED_FILE", str(paths.managed))
    return works


def paths_of(works: Works) -> Paths:
    return Paths(works.folder / "config", works.folder / "state", works.folder / "managed" / "settings.toml")


def settle(works: Works, *, by_employer: bool = False) -> None:
    """Name the repository as update server."""
    paths = paths_of(works)
    path = paths.managed if by_employer else paths.settings
    path.parent.mkdir(exist_ok=True)
    path.write_text(f'[updates]\nurl = "{works.fleet.repository.as_uri()}/"\n')


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def test_without_a_server_it_says_what_to_write(works: Works) -> None:
    result = run("update")

    assert 1 == result.exit_code
    assert 'url = "https://rules.example.gov/proviso/"' in result.output


def test_without_a_root_nothing_is_believed(works: Works) -> None:
    settle(works)
    result = run("update")

    assert 1 == result.exit_code
    assert "get it from your IT staff: proviso update --root FILE" in result.output


def test_an_employer_who_names_the_server_brings_the_root(works: Works) -> None:
    settle(works, by_employer=True)
    paths_of(works).config.mkdir()
    paths_of(works).root.write_bytes(works.root)  # the person's own counts for nothing here
    assert "your IT staff put it there" in run("update").output
    paths_of(works).managed_root.write_bytes(works.root)

    assert "Release 1 of stable is in force now.\n" == run("update").output


def test_the_outcome_as_json(works: Works) -> None:
    settle(works)
    paths_of(works).root.parent.mkdir(exist_ok=True)
    paths_of(works).root.write_bytes(works.root)
    told = json.loads(run("update", "--json").output)

    assert ("activated", "stable", 1, None) == (told["state"], told["channel"], told["release"], told["error"])


def test_a_failure_is_an_exit_code_and_a_sentence(works: Works) -> None:
    settle(works)
    paths_of(works).root.write_bytes(works.root)
    works.fleet.repository.rename(works.folder / "gone")
    result = run("update")

    assert 1 == result.exit_code
    assert "The update server cannot be reached; Proviso tries again by itself. What Proviso came with stays in force.\n" == result.output  # fmt: skip


def test_a_root_may_come_before_the_server(works: Works) -> None:
    result = run("update", "--root", str(works.fleet.metadata / "1.root.json"))

    assert 0 == result.exit_code
    assert "Trusted from now on, fingerprint:" in result.output


def test_a_copy_of_a_repository_is_imported(works: Works) -> None:
    run("update", "--root", str(works.fleet.metadata / "1.root.json"))

    assert "Release 1 of stable is in force now.\n" == run("import", str(works.fleet.repository)).output
    assert 1 == run("import", str(works.fleet.repository), "--channel", "nightly").exit_code


def test_a_copy_is_checked_like_any_update(works: Works) -> None:
    run("update", "--root", str(works.fleet.metadata / "1.root.json"))
    [pack] = (works.fleet.targets / "packs" / "base").iterdir()
    pack.write_bytes(pack.read_bytes()[:-1] + b"x")
    result = run("import", str(works.fleet.repository))

    assert 1 == result.exit_code
    assert "is not what was signed" in result.output


def diagnosis() -> Diagnosis:
    [one] = _updates(Machine.this())
    return one


def test_doctor_says_where_updates_stand(works: Works) -> None:
    assert "updates: none asked for" in diagnosis().what
    settle(works)
    assert ("wrong", "nothing can be believed") == (diagnosis().state, diagnosis().what.rpartition(": ")[2])
    run("update", "--root", str(works.fleet.metadata / "1.root.json"))
    assert "Release 1 of stable is in force now. Last good look: 2" in diagnosis().what
    write_standing(paths_of(works).state, Standing(error="tampered", sentence="Tell your IT staff."))

    assert ("wrong", "Tell your IT staff.") == (diagnosis().state, diagnosis().remedy)


def test_an_update_that_goes_on_is_waited_for(works: Works) -> None:
    agent = works.agent()
    lock = FileLock(agent.state / LOCK_NAME, thread_local=False)
    lock.acquire()
    assert "busy" == agent.update().state
    threading.Timer(0.2, lock.release).start()
    patient = Updater(agent.state, agent.source, agent.updater.in_use, PATIENT, patience_s=60.0)

    assert "activated" == patient.run().state


async def test_a_stuck_update_holds_nobody_up(works: Works, monkeypatch: pytest.MonkeyPatch) -> None:
    stuck = threading.Event()
    monkeypatch.setattr("proviso.updates.updater._GRACE_S", 0.0)
    monkeypatch.setattr(Updater, "run", lambda _: stuck.wait())
    agent = works.agent()
    updater = Updater(agent.state, agent.source, agent.updater.in_use, Limits(0.01, 0.01, 0.01))
    outcome = await updater.update("test")
    stuck.set()

    assert ("failed", "timeout") == (outcome.state, outcome.error)


async def test_an_update_runs_beside_the_loop(works: Works) -> None:
    turns = 0

    async def turn() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    turning = asyncio.create_task(turn())
    outcome = await works.agent().updater.update("test")
    turning.cancel()

    assert "activated" == outcome.state
    assert turns > 10


def test_a_running_agent_takes_up_what_a_command_brings(works: Works, tmp_path: Path) -> None:
    works.write(text=rule() + rule(id="new"))
    works.publish(allow_shrink=True)  # the rules that this agent comes with are more
    home = Home(tmp_path / "home")
    home.folder.mkdir()
    home.settle(f'[updates]\nurl = "{works.fleet.repository.as_uri()}/"\n')
    home.paths.root.write_bytes(works.root)
    with home.agent():
        before = json.loads(home.run("status", "--json").stdout)
        said = home.run("update")
        end = time.monotonic() + PATIENCE_S
        after = before
        while time.monotonic() < end and after["rulebook"] == before["rulebook"]:
            after = json.loads(home.run("status", "--json").stdout)

    assert (0, "Release 2 of stable is in force now.\n") == (said.returncode, said.stdout), said.stderr
    assert [("base", 2)] == [(pack["name"], pack["rules"]) for pack in after["packs"]]
    assert "current" == after["rules"]


def test_a_start_imports_nothing_of_updates_that_is_heavy(works: Works, tmp_path: Path) -> None:
    home = Home(tmp_path)
    code = "import sys, proviso.app; print(sorted({'tuf', 'urllib3', 'cryptography', 'websockets'} & set(sys.modules)))"
    said = subprocess.run(
        [sys.executable, "-c", code], env=home.environment, capture_output=True, text=True, check=True
    )

    assert "[]\n" == said.stdout


def test_standing_knows_no_time_before_the_newest_signature() -> None:
    standing = Standing(issued="2026-11-20T00:00:00+00:00", expires="2026-11-19T00:00:00+00:00")

    assert standing.is_stale(datetime(2020, 1, 1, tzinfo=UTC))
    assert not Standing().is_stale(datetime(2020, 1, 1, tzinfo=UTC))
