"""What starts the agent when a person logs on: a systemd unit, a LaunchAgent or a logon task.

Always as the person, never as root or SYSTEM: an agent sees one person's drafts and nobody else's. Before the agent,
each log-on tells the browsers of this person where it is, for they may have used a new one meanwhile.
"""

from __future__ import annotations

import plistlib
import shlex
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from proviso.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import PurePath

    from proviso.cli.browsers import System

LABEL: Final = "org.proviso.agent"
UNIT: Final = "proviso.service"
TASK: Final = "Proviso"

_WAIT_S: Final = 30.0
_NO_PROGRAM: Final = 127  # as a shell says it

Command = tuple[str, ...]
Run = Callable[[Command], int]  # a program of the system: its exit code


def run_command(command: Command) -> int:
    """Run a program of the system, quietly."""
    try:
        return subprocess.run(command, check=False, capture_output=True, timeout=_WAIT_S).returncode  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return _NO_PROGRAM


@dataclass(frozen=True, slots=True)
class AtLogon:
    """A file, and the commands that make this system heed it at once, or forget it."""

    file: Path
    content: bytes
    begin: tuple[Command, ...]
    end: tuple[Command, ...]
    link: Path | None = None  # what `systemctl --user enable` makes, which needs a session of systemd; a link does not
    needs_command: bool = False  # without the commands the file alone does nothing


def at_logon(
    system: System, home: Path, environment: Mapping[str, str], state: Path, *, python: Path, kept: Mapping[str, str]
) -> AtLogon:
    """Work out what one person's system wants. `kept`: variables that the agent needs."""
    if system == "win32":
        file = state / f"{LABEL}.xml"
        user = f"{environment.get('USERDOMAIN', '.')}\\{environment.get('USERNAME', '')}"
        create = ("schtasks", "/Create", "/F", "/TN", TASK, "/XML", str(file))
        run, delete = ("schtasks", "/Run", "/TN", TASK), ("schtasks", "/Delete", "/F", "/TN", TASK)
        return AtLogon(file, logon_task(python, user), (create, run), (delete,), needs_command=True)
    if system == "darwin":
        file = home / "Library" / "LaunchAgents" / f"{LABEL}.plist"
        load, remove = ("launchctl", "load", "-w", str(file)), ("launchctl", "remove", LABEL)
        return AtLogon(file, launch_agent(python, kept), (load,), (remove,))
    units = _configuration(home, environment) / "systemd" / "user"
    reload, start = ("systemctl", "--user", "daemon-reload"), ("systemctl", "--user", "start", UNIT)
    link = units / "default.target.wants" / UNIT
    return AtLogon(units / UNIT, systemd_unit(python, kept), (reload, start), (reload,), link)


def _configuration(home: Path, environment: Mapping[str, str]) -> Path:
    named = environment.get("XDG_CONFIG_HOME")
    return Path(named) if named else home / ".config"


def put(wanted: AtLogon, run: Run) -> str:
    """Write it, and start the agent now where the system lets us. Says what was done.

    Raises:
        OSError: it could not be written, or the system does not take it.
    """
    write_atomically(wanted.file, wanted.content)
    if wanted.link is not None:
        wanted.link.parent.mkdir(parents=True, exist_ok=True)
        wanted.link.unlink(missing_ok=True)
        wanted.link.symlink_to(wanted.file)
    is_heeded = all(run(command) == 0 for command in wanted.begin)
    if not is_heeded and wanted.needs_command:
        raise OSError(f"the system does not take {wanted.file}; run yourself: {' '.join(wanted.begin[0])}")
    return f"At log-on: {wanted.file}" + ("" if is_heeded else " (from the next log-on on)")


def forget(wanted: AtLogon, run: Run) -> list[Path]:
    """Take back what `put` did; nothing happens when there is nothing."""
    gone = [path for path in (wanted.link, wanted.file) if path is not None and path.is_symlink() | path.exists()]
    for path in gone:
        path.unlink()
        if not any(path.parent.iterdir()):
            path.parent.rmdir()
    for command in wanted.end if gone else ():
        run(command)
    return gone


def _commands(python: PurePath) -> tuple[Command, Command]:
    """Tell the browsers, then run."""
    return (str(python), "-I", "-m", "proviso", "install"), (str(python), "-I", "-m", "proviso", "run")


_UNIT: Final = """\
[Unit]
Description=Proviso: a second look before you post
# An agent that a browser has started meanwhile is good enough: give up after a few tries.
StartLimitIntervalSec=300
StartLimitBurst=4

[Service]
ExecStartPre=-{install}
ExecStart={run}
{environment}Restart=on-failure
RestartSec=20
UMask=0077
LimitCORE=0
MemoryMax=512M
NoNewPrivileges=yes
LockPersonality=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service

[Install]
WantedBy=default.target
"""


def systemd_unit(python: PurePath, kept: Mapping[str, str]) -> bytes:
    """Render the user unit. No mount namespace: many user sessions cannot have one."""
    install, run = (" ".join(map(_quoted, command)) for command in _commands(python))
    environment = "".join(f"Environment={_quoted(f'{name}={value}')}\n" for name, value in sorted(kept.items()))
    return _UNIT.format(install=install, run=run, environment=environment).encode()


def _quoted(word: str) -> str:
    """As systemd reads words: specifiers and variables are not meant."""
    plain = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{plain}"' if plain != word or " " in word or "'" in word else word


def launch_agent(python: PurePath, kept: Mapping[str, str]) -> bytes:
    """Render the LaunchAgent."""
    install, run = (" ".join(map(shlex.quote, command)) for command in _commands(python))
    return plistlib.dumps(
        {
            "Label": LABEL,
            "ProgramArguments": ["/bin/sh", "-c", f"{install}; exec {run}"],
            "EnvironmentVariables": dict(kept),
            "RunAtLoad": True,
            "KeepAlive": {"SuccessfulExit": False},
            "ThrottleInterval": 20,
            "LimitLoadToSessionType": "Aqua",
            "ProcessType": "Interactive",
            "Umask": 0o077,
            "HardResourceLimits": {"Core": 0},
        }
    )


_TASK: Final = """\
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.3" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Proviso: a second look before you post</Description>
  </RegistrationInfo>
  <Triggers>
    <LogonTrigger>{trigger}</LogonTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">{principal}<RunLevel>LeastPrivilege</RunLevel></Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <Hidden>true</Hidden>
    <RestartOnFailure><Interval>PT1M</Interval><Count>3</Count></RestartOnFailure>
  </Settings>
  <Actions Context="Author">
{actions}
  </Actions>
</Task>
"""
_USERS: Final = "S-1-5-32-545"  # the group of all who may log on


def logon_task(python: PurePath, user: str | None) -> bytes:
    """Render the logon task of one person, or with None of whoever logs on. Never a service: it would see everybody."""
    windowless = python.with_name("pythonw.exe")
    actions = "\n".join(
        f"    <Exec><Command>{escape(words[0])}</Command><Arguments>{' '.join(words[1:])}</Arguments></Exec>"
        for words in _commands(windowless)
    )
    if user is None:
        trigger, principal = "", f"<GroupId>{_USERS}</GroupId>"
    else:
        trigger = f"<UserId>{escape(user)}</UserId>"
        principal = f"{trigger}<LogonType>InteractiveToken</LogonType>"
    return b"\xff\xfe" + _TASK.format(trigger=trigger, principal=principal, actions=actions).replace(
        "\n", "\r\n"
    ).encode("utf-16-le")
