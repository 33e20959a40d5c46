"""The agent as a person meets it on the command line: real processes, real folders."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import signal
import socket
import sys
import time
from pathlib import Path

import pytest
import websockets

from knocking import OURS, knock, shake_hands
from proven import furnish
from proviso.server.handshake import GuestHandshake
from running import PATIENCE_S, Agent, Home

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")

CANARY = "canary-6b1f0c5e"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


async def say(agent: Agent, *messages: dict[str, object]) -> list[dict[str, object]]:
    """Say something as an authenticated guest; the answers."""
    async with websockets.connect(
        f"ws://127.0.0.1:{agent.running.port}/agent", additional_headers={"Origin": OURS}, compression=None, proxy=None
    ) as connection:
        await shake_hands(connection, GuestHandshake("token", agent.running.token))
        answers = []
        for message in messages:
            await connection.send(json.dumps(message))
            answers.append(dict(json.loads(await connection.recv())))
        return answers


def test_run_says_where_it_listens(home: Home) -> None:
    with home.agent() as agent:
        agent.end(signal.SIGTERM)

    assert f"Proviso listens on 127.0.0.1:{agent.running.port}." in agent.said


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_it_cleanly(home: Home, number: int) -> None:
    with home.agent() as agent:
        code = agent.end(number)

    left = {path.name for path in home.paths.state.iterdir() if path.is_file()}
    assert 0 == code
    assert not left & {"port", "token", "pid"}
    assert "Traceback" not in agent.said


async def test_a_signal_ends_it_cleanly_while_a_guest_is_there(home: Home) -> None:
    with home.agent() as agent:
        async with websockets.connect(
            f"ws://127.0.0.1:{agent.running.port}/agent", additional_headers={"Origin": OURS}, proxy=None
        ) as connection:
            await shake_hands(connection, GuestHandshake("token", agent.running.token))
            code = await asyncio.to_thread(agent.end, signal.SIGTERM)
            await connection.wait_closed()

    assert (0, 1001) == (code, connection.close_code)


def test_an_agent_whose_state_folder_is_gone_ends_itself(home: Home) -> None:
    with home.agent() as agent:
        shutil.rmtree(home.paths.state)

        assert 0 == agent.process.wait(PATIENCE_S)


def test_an_agent_whose_state_folder_was_taken_over_ends_itself_and_leaves_it_alone(home: Home) -> None:
    with home.agent() as first:
        shutil.rmtree(home.paths.state)
        with home.agent() as second:
            code = first.process.wait(PATIENCE_S)
            running = home.state.running()

    assert 0 == code
    assert second.running == running


def test_a_second_run_says_who_runs_and_where(home: Home) -> None:
    with home.agent() as agent:
        second = home.run("run")

    assert 1 == second.returncode
    assert f"process {agent.process.pid}, 127.0.0.1:{agent.running.port}" in second.stderr


def test_what_a_crash_left_behind_is_replaced(home: Home) -> None:
    with home.agent() as first:
        first.end(signal.SIGKILL)
    with home.agent() as second:
        second.end(signal.SIGTERM)

    assert "An earlier run had ended without goodbye" in second.said
    assert first.running.token != second.running.token


def test_after_a_crash_nobody_is_said_to_run(home: Home) -> None:
    with home.agent() as agent:
        agent.end(signal.SIGKILL)
    told = home.run("status")

    assert (1, True) == (told.returncode, "does not run" in told.stderr)


@pytest.mark.parametrize("settings", ["[person\n", '[person]\nhatch = "plenty"\n'])
def test_a_wrong_settings_file_is_named_and_the_agent_runs(home: Home, settings: str) -> None:
    home.settle(settings)
    with home.agent() as agent:
        told = home.run("status")

    assert str(home.paths.settings) in agent.said
    assert f"Problem: {home.paths.settings}" in told.stdout


def test_a_taken_port_is_named_and_another_one_is_used(home: Home) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        with home.agent("--port", str(taken)) as agent:
            told = home.run("status", "--json")

    assert agent.running.port != taken
    assert f"Port {taken} cannot be used" in agent.said
    assert [f"Port {taken}"] == [problem[: len(f"Port {taken}")] for problem in json.loads(told.stdout)["problems"]]


def test_a_free_port_that_is_asked_for_is_used_again_at_once(home: Home) -> None:
    with home.agent() as first:
        port = first.running.port
        first.end(signal.SIGTERM)
    with home.agent("--port", str(port)) as second:
        assert port == second.running.port


def test_a_state_folder_that_others_can_read_is_refused_with_the_remedy(home: Home) -> None:
    home.paths.state.mkdir(mode=0o755)
    refused = home.run("run")

    assert 1 == refused.returncode
    assert f"chmod 700 '{home.paths.state}'" in refused.stderr


def test_status_shows_policy_and_packs(home: Home) -> None:
    home.settle('[person]\njurisdiction = "us-federal"\nagency = "SSA"\n')
    with home.agent():
        told = home.run("status")

    assert "Policy:  us-federal, SSA" in told.stdout
    assert "(base)" in told.stdout


def test_status_as_json_is_the_status_of_the_protocol(home: Home) -> None:
    with home.agent() as agent:
        told = json.loads(home.run("status", "--json").stdout)

    assert (agent.process.pid, agent.running.port, None) == (told["pid"], told["port"], told["policy"])


async def test_status_is_not_fooled_by_a_program_on_the_port(home: Home) -> None:
    with home.agent(), socket.create_server(("127.0.0.1", 0)) as other:
        (home.paths.state / "port").write_text(str(other.getsockname()[1]), encoding="ascii")
        told = await asyncio.to_thread(home.run, "status")

    assert (1, True) == (told.returncode, "does not answer as Proviso" in told.stderr)


async def test_a_policy_chosen_on_the_command_line_reaches_the_running_agent(home: Home) -> None:
    with home.agent() as agent:
        saved = await asyncio.to_thread(home.run, "policy", "us-federal", "--agency", "SSA")
        end = time.monotonic() + PATIENCE_S
        policy: object = None
        while policy is None and time.monotonic() < end:
            [told] = await say(agent, {"type": "status"})
            policy = dict(told["status"])["policy"]  # type: ignore[call-overload]

    assert 0 == saved.returncode
    assert {"jurisdiction": "us-federal", "agency": "SSA", "managed": False} == policy


def test_a_managed_policy_is_not_changed_on_the_command_line(home: Home) -> None:
    home.paths.managed.write_text('[person]\njurisdiction = "au"\n', encoding="utf-8")
    refused = home.run("policy", "us-federal")

    assert (1, True) == (refused.returncode, "Your employer has chosen" in refused.stderr)


@pytest.mark.parametrize("words", [("page",), ("pair",), ("status",)])
def test_without_an_agent_a_command_says_how_to_start_it(home: Home, words: tuple[str, ...]) -> None:
    told = home.run(*words)

    assert (1, "Error: Proviso does not run. Start it with: proviso run\n") == (told.returncode, told.stderr)


async def test_every_page_command_prints_an_address_that_opens_once(home: Home) -> None:
    with home.agent("--page") as agent:
        second = await asyncio.to_thread(home.run, "page")
        said = re.findall(r"http://127\.0\.0\.1:\d+/page/#\S+", agent.said + second.stdout)
        statuses = [await open_page(agent, address.partition("#")[2]) for address in (*said, said[0])]

    assert [204, 204, 403] == statuses


async def open_page(agent: Agent, key: str) -> int:
    body = json.dumps({"key": key}).encode()
    place = f"127.0.0.1:{agent.running.port}"
    headers = [("Host", place), ("Origin", f"http://{place}"), ("Content-Length", str(len(body)))]
    return (await knock(agent.running.port, headers, "/page/session", "POST", body)).status


async def test_pair_prints_where_to_knock_and_a_code(home: Home) -> None:
    with home.agent() as agent:
        shown = (await asyncio.to_thread(home.run, "pair")).stdout.strip()
        port, _, code = shown.partition("-")
        async with websockets.connect(
            f"ws://127.0.0.1:{port}/agent", additional_headers={"Origin": OURS}, proxy=None
        ) as connection:
            ready, _ = await shake_hands(connection, GuestHandshake("code", code.replace("-", "")))

    assert re.fullmatch(r"\d+(-[0-9A-Z]{4}){4}", shown)
    assert (str(agent.running.port), True) == (port, "pairing" in ready)


async def paired(home: Home, agent: Agent) -> None:
    """Pair an extension by a code."""
    shown = (await asyncio.to_thread(home.run, "pair")).stdout.strip()
    address = f"ws://127.0.0.1:{agent.running.port}/agent"
    async with websockets.connect(address, additional_headers={"Origin": OURS}, proxy=None) as connection:
        await shake_hands(connection, GuestHandshake("code", shown.partition("-")[2].replace("-", "")))


async def test_after_a_pairing_the_agent_comes_back_on_the_same_port(home: Home) -> None:
    with home.agent() as first:
        await paired(home, first)
        first.end(signal.SIGTERM)
    with home.agent() as second:
        assert first.running.port == second.running.port


async def test_a_paired_port_that_is_taken_is_named_by_doctor_and_by_the_agent(home: Home) -> None:
    with home.agent() as first:
        await paired(home, first)
        first.end(signal.SIGTERM)
    port = first.running.port
    with socket.create_server(("127.0.0.1", port)):
        doctor = await asyncio.to_thread(home.run, "doctor")
        with home.agent() as second:
            second.end(signal.SIGTERM)

    assert f"port {port}, which 1 paired browsers use, is taken" in doctor.stdout
    assert f"Port {port} cannot be used" in second.said


@pytest.mark.skipif(sys.platform != "linux", reason="/proc")
def test_no_core_is_dumped(home: Home) -> None:
    with home.agent() as agent:
        limits = Path(f"/proc/{agent.process.pid}/limits").read_text("ascii")

    [core] = [line for line in limits.splitlines() if line.startswith("Max core file size")]
    assert ["0", "0"] == core.split()[4:6]


async def test_no_word_of_a_post_is_in_any_file_or_output(home: Home) -> None:
    text = f"{CANARY} 078-05-1120"
    context = {"bio": CANARY, "handle": CANARY, "replying_to": CANARY}
    with home.agent() as agent:
        answers = await say(
            agent,
            {"type": "check", "conversation": CANARY, "revision": 1, "text": text, "context": context},
            {"type": "check", "conversation": CANARY, "revision": 2, "text": [CANARY]},
            {"type": CANARY},
            {"type": "card", "rule": CANARY, "clauses": [CANARY]},
            {"type": "choose-policy", "jurisdiction": CANARY},
        )
        await knock(agent.running.port, [("Host", CANARY), ("Origin", CANARY)], f"/{CANARY}")
        with pytest.raises(websockets.ConnectionClosed):
            await say(agent, [CANARY])  # type: ignore[arg-type]
        agent.end(signal.SIGTERM)

    everything = b"".join(path.read_bytes() for path in home.folder.rglob("*") if path.is_file())
    assert "report" == answers[0]["type"]
    assert CANARY.encode() not in everything
    assert not [answer for answer in answers[2:] if CANARY in json.dumps(answer)]


def test_doctor_names_a_remedy_for_everything_that_is_wrong(home: Home) -> None:
    home.settle("[person\n")
    home.paths.state.mkdir(mode=0o755)
    told = home.run("doctor")
    lines = told.stdout.splitlines()
    wrong = [number for number, line in enumerate(lines) if line.lstrip().startswith("wrong")]

    assert 1 == told.returncode
    assert 2 == len([line for line in lines if "settings: a file" in line or "not this person's alone" in line])
    assert all("->" in lines[number + 1] for number in wrong)


def test_doctor_looks_at_the_packs_itself_when_no_agent_runs(home: Home) -> None:
    furnish(home.paths.state)
    before = {path: path.stat().st_mtime_ns for path in home.folder.rglob("*")}
    told = home.run("doctor")

    assert "note  the agent does not run" in told.stdout
    assert "ok  proved packs: base" in told.stdout
    assert before == {path: path.stat().st_mtime_ns for path in home.folder.rglob("*")}  # looking changes nothing


def test_doctor_is_content_with_a_running_agent(home: Home) -> None:
    home.settle('[person]\njurisdiction = "us-federal"\nagency = "SSA"\n')
    with home.agent() as agent:
        told = home.run("doctor")

    assert f"process {agent.process.pid} answers on 127.0.0.1:{agent.running.port} and has proven itself" in told.stdout
    assert "proved packs: base" in told.stdout


def test_doctor_finds_a_manifest_that_points_nowhere(home: Home) -> None:
    furnish(home.paths.state)
    (home.folder / ".config" / "chromium").mkdir(parents=True)
    installed = home.run("install")
    (home.paths.state / "native-host").unlink()
    told = home.run("doctor")

    assert 0 == installed.returncode
    assert "native-host, which is not there or cannot be started" in told.stdout
    assert "-> proviso install --browser chromium" in told.stdout


def test_install_without_a_browser_says_what_to_do(home: Home) -> None:
    told = home.run("install")

    assert (1, True) == (told.returncode, "proviso install --browser chrome" in told.stderr)


def test_uninstall_ends_the_agent_and_leaves_nothing(home: Home) -> None:
    furnish(home.paths.state)
    (home.folder / ".config" / "chromium").mkdir(parents=True)
    home.settle('[person]\nagency = "SSA"\n')
    home.run("install")
    with home.agent() as agent:
        told = home.run("uninstall", "--yes")
        code = agent.process.wait(PATIENCE_S)

    left = [path for path in home.folder.rglob("*") if path.is_file() and path.name != "said"]
    assert ([], 0, 0) == (left, told.returncode, code)
    assert not home.paths.state.exists()


def test_uninstall_can_keep_the_settings(home: Home) -> None:
    home.settle('[person]\nagency = "SSA"\n')
    home.run("uninstall", "--yes", "--keep-settings")

    assert home.paths.settings.exists()
