"""The native-messaging host: a program of its own that hands over port and token, and starts the agent."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from examples import Example, examples
from knocking import open_house
from proven import furnish
from proviso import native_host
from running import Home

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name != "posix", reason="started through a shell script here")

PAIR = b'{"type":"pair"}'


def framed(message: bytes) -> bytes:
    return len(message).to_bytes(4, sys.byteorder) + message


def ask(home: Home, sent: bytes = framed(PAIR), *options: str) -> dict[str, object]:
    """Run the host as a browser does; its answer."""
    return dict(json.loads(run(home, sent, *options).stdout[4:]))


def run(home: Home, sent: bytes, *options: str) -> subprocess.CompletedProcess[bytes]:
    command = [
        sys.executable,
        "-I",
        "-S",
        *options,
        native_host.__file__,
        str(home.paths.state),
        "chrome-extension://x/",
    ]
    return subprocess.run(command, input=sent, capture_output=True, env=home.environment, timeout=30, check=True)


async def test_it_hands_over_port_and_token_of_the_running_agent(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        answer = ask(Home(tmp_path))

    assert {"port": house.port, "token": house.running.token} == answer


async def test_the_length_in_front_of_the_answer_is_right(tmp_path: Path) -> None:
    async with open_house(tmp_path):
        output = run(Home(tmp_path), framed(PAIR)).stdout

    assert len(output) - 4 == int.from_bytes(output[:4], sys.byteorder)


async def test_it_imports_nothing_of_proviso_and_no_event_loop(tmp_path: Path) -> None:
    async with open_house(tmp_path):
        imported = run(Home(tmp_path), framed(PAIR), "-X", "importtime").stderr.decode()

    modules = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in imported.splitlines()}
    assert not modules & {"proviso", "asyncio", "aiohttp", "ssl", "pathlib", "site"}


def test_it_starts_the_agent_when_none_runs(tmp_path: Path) -> None:
    home = Home(tmp_path)
    furnish(home.paths.state)  # the very first start proves the rules, which may take longer than the host waits
    answer = ask(home)
    running = home.await_agent()
    os.kill(running.pid, signal.SIGTERM)
    home.await_end()

    assert {"port": running.port, "token": running.token} == answer


def test_after_a_crash_it_starts_a_new_agent_whatever_lies_in_the_state_folder(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with home.agent() as agent:
        agent.end(signal.SIGKILL)
    assert (home.paths.state / "token").exists()
    answer = ask(home)
    running = home.await_agent()
    os.kill(running.pid, signal.SIGTERM)
    home.await_end()

    assert {"port": running.port, "token": running.token} == answer
    assert agent.running.token != running.token


def test_the_agent_it_starts_is_a_process_of_its_own(tmp_path: Path) -> None:
    home = Home(tmp_path)
    ask(home)
    running = home.await_agent()
    group = os.getpgid(running.pid)
    os.kill(running.pid, signal.SIGTERM)
    home.await_end()

    assert (running.pid, True) == (group, group != os.getpgrp())  # closing the browser does not end it


def test_an_agent_that_does_not_start_is_named_with_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(native_host, "start_agent", lambda _: None)
    monkeypatch.setattr(native_host, "_START_WAIT_S", 0.1)
    answer = native_host.answer(str(tmp_path / "state"), {"type": "pair"})

    assert "not-running" == answer["error"]
    assert "proviso run" in str(answer["remedy"])


def test_a_program_that_cannot_be_started_is_named_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "gone"))
    answer = native_host.answer(str(tmp_path / "state"), {"type": "pair"})

    assert ("not-running", True) == (answer["error"], "proviso doctor" in str(answer["remedy"]))


@pytest.mark.parametrize("name", ["token", "port", "."])
async def test_it_hands_over_nothing_that_others_can_read(tmp_path: Path, name: str) -> None:
    async with open_house(tmp_path) as house:
        (house.state.folder / name).chmod(0o755)
        answer = ask(Home(tmp_path))
        (house.state.folder / name).chmod(0o700)

    assert "state-folder" == answer["error"]
    assert "chmod" in str(answer["remedy"])
    assert house.running.token not in json.dumps(answer)


async def test_it_follows_no_link(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        (house.state.folder / "token").rename(tmp_path / "token")
        (house.state.folder / "token").symlink_to(tmp_path / "token")
        answer = ask(Home(tmp_path))

    assert "state-folder" == answer["error"]


@pytest.mark.parametrize("example", [e for e in examples("extension-to-host") if not e.is_valid], ids=str)
def test_another_message_is_refused(tmp_path: Path, example: Example) -> None:
    assert example.answer == ask(Home(tmp_path), framed(example.text.encode()))["error"]


@pytest.mark.parametrize(
    "sent",
    [b"", b"\x00\x00", framed(PAIR)[:9], framed(b"no json"), framed(b"[" * 4000), b"\xff\xff\xff\xff" + PAIR],
    ids=["nothing", "half a length", "half a message", "no json", "deep", "4 GB"],
)
def test_half_a_message_is_refused(tmp_path: Path, sent: bytes) -> None:
    assert "bad-message" == ask(Home(tmp_path), sent)["error"]
