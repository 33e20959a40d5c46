"""What starts the agent at log-on, on each system: what is written, what is run, and that nothing of it stays behind."""

from __future__ import annotations

import os
import plistlib
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from proviso.cli.install import Machine, install, install_in, remove_traces
from proviso.cli.logon import AtLogon, Command, launch_agent, logon_task, put, run_command, systemd_unit
from proviso.cli.registry import NoRegistry
from proviso.server.state import State
from proviso.settings import Paths

if TYPE_CHECKING:
    from collections.abc import Callable

    from proviso.cli.browsers import System

SAMPLES = Path(__file__).parents[1] / "docs" / "deploy-agent"
EVERYWHERE = PurePosixPath("/opt/proviso/bin/python")
ON_WINDOWS = PureWindowsPath(r"C:\Program Files\Proviso\Scripts\python.exe")
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


class Remembered:
    """The programs of a system, none of which is run."""

    def __init__(self, code: int = 0) -> None:
        self.code = code
        self.commands: list[Command] = []

    def __call__(self, command: Command) -> int:
        self.commands.append(command)
        return self.code


def machine(folder: Path, system: System, run: Remembered | None = None) -> Machine:
    paths = Paths(folder / "config", folder / "state", folder / "managed.toml")
    State(paths.state).prepare()
    environment = {"USERDOMAIN": "AGENCY", "USERNAME": "dana", "PROVISO_STATE_DIR": str(paths.state)}
    return Machine(system, folder / "home", environment, NoRegistry(), paths, run or Remembered())


def files(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_symlink() or path.is_file()}


@pytest.mark.parametrize(
    ("system", "file", "programs"),
    [
        ("linux", "home/.config/systemd/user/proviso.service", ["systemctl", "systemctl"]),
        ("darwin", "home/Library/LaunchAgents/org.proviso.agent.plist", ["launchctl"]),
        ("win32", "state/org.proviso.agent.xml", ["schtasks", "schtasks"]),
    ],
)
def test_each_system_is_told_in_its_own_way(tmp_path: Path, system: System, file: str, programs: list[str]) -> None:
    run = Remembered()
    said = put(machine(tmp_path, system).at_logon(), run)

    assert f"At log-on: {tmp_path / file}" == said
    assert (tmp_path / file).is_file()
    assert programs == [command[0] for command in run.commands]


@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_uninstalling_leaves_nothing_of_it(tmp_path: Path, system: System) -> None:
    run = Remembered()
    on = machine(tmp_path, system, run)
    install_in(on, [])
    put(on.at_logon(), run)
    run.commands.clear()
    remove_traces(on)

    assert set() == files(tmp_path)
    assert 1 == len(run.commands)


def test_what_was_never_asked_for_is_not_taken_back(tmp_path: Path) -> None:
    run = Remembered()
    on = machine(tmp_path, "linux", run)
    install_in(on, [])
    remove_traces(on)

    assert [] == run.commands


def test_the_unit_is_enabled_by_a_link_because_there_may_be_no_session_yet(tmp_path: Path) -> None:
    on = machine(tmp_path, "linux")
    put(on.at_logon(), Remembered())
    put(on.at_logon(), Remembered())

    link = tmp_path / "home/.config/systemd/user/default.target.wants/proviso.service"
    assert link.resolve() == tmp_path / "home/.config/systemd/user/proviso.service"


@pytest.mark.parametrize("system", ["linux", "darwin"])
def test_where_nothing_can_be_started_now_the_next_logon_does(tmp_path: Path, system: System) -> None:
    said = put(machine(tmp_path, system).at_logon(), Remembered(code=1))

    assert said.endswith("(from the next log-on on)")


def test_a_task_that_windows_does_not_take_is_an_error_with_the_command_to_run(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"run yourself: schtasks /Create /F /TN Proviso /XML .*org\.proviso\.agent\.xml"):
        put(machine(tmp_path, "win32").at_logon(), Remembered(code=1))


def test_a_moved_configuration_folder_is_followed_on_linux(tmp_path: Path) -> None:
    on = replace(machine(tmp_path, "linux"), environment={"XDG_CONFIG_HOME": "/conf"})

    assert Path("/conf/systemd/user/proviso.service") == on.at_logon().file


def test_folders_of_ones_own_are_kept(tmp_path: Path) -> None:
    wanted = machine(tmp_path, "linux").at_logon()

    assert f"Environment=PROVISO_STATE_DIR={tmp_path / 'state'}\n".encode() in wanted.content


def test_systemd_reads_awkward_paths_as_they_are() -> None:
    unit = systemd_unit(PurePosixPath('/home/a b/$HOME/100%/"q"/python'), {}).decode()

    assert 'ExecStart="/home/a b/$$HOME/100%%/\\"q\\"/python" -I -m proviso run\n' in unit


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_finds_no_fault_with_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "proviso.service"
    unit.write_bytes(systemd_unit(Path(sys.executable), {"PROVISO_CONFIG_DIR": "/a b/c%"}))
    done = subprocess.run(
        ["systemd-analyze", "--user", "verify", str(unit)],
        env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (0, "") == (done.returncode, done.stderr)


def test_a_launch_agent_comes_back_after_a_crash_and_stays_away_after_a_goodbye() -> None:
    said = plistlib.loads(launch_agent(PurePosixPath("/a b/python"), {"PROVISO_CONFIG_DIR": "/c"}))

    assert {"SuccessfulExit": False} == said["KeepAlive"]
    assert ["/bin/sh", "-c"] == said["ProgramArguments"][:2]
    assert said["ProgramArguments"][2].endswith("; exec '/a b/python' -I -m proviso run")
    assert {"PROVISO_CONFIG_DIR": "/c"} == said["EnvironmentVariables"]


def task(user: str | None) -> ET.Element:
    return ET.fromstring(logon_task(PureWindowsPath(r"C:\A & B\python.exe"), user).decode("utf-16"))  # noqa: S314 - ours


def test_the_logon_task_runs_as_the_person_without_rights_and_without_a_window() -> None:
    found = task("AGENCY\\dana")

    assert "AGENCY\\dana" == found.findtext(f".//{TASK}LogonTrigger/{TASK}UserId")
    assert "LeastPrivilege" == found.findtext(f".//{TASK}RunLevel")
    assert {r"C:\A & B\pythonw.exe"} == {command.text for command in found.iter(f"{TASK}Command")}
    assert ["-I -m proviso install", "-I -m proviso run"] == [words.text for words in found.iter(f"{TASK}Arguments")]


def test_the_logon_task_of_a_whole_machine_runs_as_whoever_logs_on() -> None:
    found = task(None)

    assert found.find(f".//{TASK}UserId") is None
    assert "S-1-5-32-545" == found.findtext(f".//{TASK}GroupId")


@pytest.mark.parametrize(
    ("sample", "made"),
    [
        ("linux/proviso.service", lambda: systemd_unit(EVERYWHERE, {})),
        ("macos/org.proviso.agent.plist", lambda: launch_agent(EVERYWHERE, {})),
        ("windows/org.proviso.agent.xml", lambda: logon_task(ON_WINDOWS, None)),
    ],
)
def test_the_files_for_a_whole_machine_are_those_that_install_writes(sample: str, made: Callable[[], bytes]) -> None:
    assert made() == (SAMPLES / sample).read_bytes()


def test_a_program_that_is_not_there_is_an_exit_code() -> None:
    assert 127 == run_command(("proviso-has-no-such-program",))


def test_the_command_says_what_it_has_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on = machine(tmp_path, "linux")
    monkeypatch.setattr(Machine, "this", lambda: on)
    done = CliRunner().invoke(install, ["--at-logon"])

    assert (0, f"At log-on: {on.at_logon().file}\n") == (done.exit_code, done.output)


def test_a_file_whose_folder_is_shared_leaves_the_folder(tmp_path: Path) -> None:
    on = machine(tmp_path, "darwin")
    wanted: AtLogon = on.at_logon()
    put(wanted, Remembered())
    neighbour = wanted.file.with_name("com.example.other.plist")
    neighbour.write_bytes(b"")
    remove_traces(on)

    assert [neighbour] == list(wanted.file.parent.iterdir())
