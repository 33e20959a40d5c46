"""`proviso install` tells browsers how to reach the agent, and the system to start it; `uninstall` removes every trace.

Only of this person: nothing here needs or uses root.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from proviso import bundled, native_host
from proviso.cli.browsers import BROWSERS, Place, System, manifest, place_in, places, wrapper, wrapper_name
from proviso.cli.logon import AtLogon, Run, at_logon, forget, put, run_command
from proviso.cli.registry import Registry, this_registry
from proviso.files import write_atomically
from proviso.identity import NATIVE_HOST, chromium_id, firefox_id
from proviso.server.state import State, StateError
from proviso.settings import Paths, load

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_INSTALLED: Final = "installed.json"  # the manifests that were written, so that each is found again
_KEPT: Final = ("PROVISO_CONFIG_DIR", "PROVISO_MANAGED_FILE")
_STATE: Final = "PROVISO_STATE_DIR"  # browsers are given it by the wrapper
_STOP_WAIT_S: Final = 5.0


@dataclass(frozen=True, slots=True)
class Machine:
    """What installing depends on, passed in so that every system can be tried on every other."""

    system: System
    home: Path
    environment: Mapping[str, str]
    registry: Registry
    paths: Paths
    run: Run = run_command

    @staticmethod
    def this() -> Machine:
        """The machine we run on."""
        system: System = "win32" if sys.platform == "win32" else "darwin" if sys.platform == "darwin" else "linux"
        return Machine(system, Path.home(), os.environ, this_registry(), Paths.find())

    def places(self) -> dict[str, Place]:
        """Where each browser looks."""
        return places(self.system, self.home, self.environment, self.paths.state)

    @property
    def kept(self) -> dict[str, str]:
        """Variables that the agent needs, and whoever starts it may not have."""
        return {name: self.environment[name] for name in _KEPT if self.environment.get(name)}

    def at_logon(self) -> AtLogon:
        """What starts the agent when this person logs on."""
        named = self.environment.get(_STATE)
        kept = {**self.kept, **({_STATE: named} if named else {})}
        return at_logon(
            self.system, self.home, self.environment, self.paths.state, python=Path(sys.executable), kept=kept
        )

    @property
    def wrapper(self) -> Path:
        """The program that browsers start."""
        return self.paths.state / wrapper_name(self.system)


@click.command()
@click.option(
    "--browser", "names", multiple=True, type=click.Choice([b.name for b in BROWSERS]), help="Only this browser."
)
@click.option(
    "--user-data-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="A Chromium-family browser that runs with this folder of its own.",
)
@click.option("--at-logon", "starts_at_logon", is_flag=True, help="Also start the agent whenever this person logs on.")
def install(names: tuple[str, ...], user_data_dir: Path | None, *, starts_at_logon: bool) -> None:
    """Let the browsers of this person find and start the agent."""
    machine = Machine.this()
    wanted = choose(machine, names, user_data_dir)
    if not wanted and not starts_at_logon:
        raise click.ClickException(
            "No browser has been used here yet; start yours once, or name it: proviso install --browser chrome"
        )
    try:
        State(machine.paths.state).prepare()
        for place in install_in(machine, wanted):
            click.echo(f"{place.title}: {place.manifest}")
        if starts_at_logon:
            click.echo(put(machine.at_logon(), machine.run))
    except (StateError, OSError) as error:
        raise click.ClickException(str(error)) from None


def choose(machine: Machine, names: Iterable[str], user_data: Path | None) -> list[Place]:
    """Take the browsers that were named, else those that this person has used."""
    known = machine.places()
    chosen = [known[name] for name in dict.fromkeys(names)]
    if user_data is not None:
        chosen.append(place_in(user_data.absolute()))
    return chosen or [place for place in known.values() if place.profile is None or place.profile.is_dir()]


def install_in(machine: Machine, wanted: Iterable[Place]) -> list[Place]:
    """Write the wrapper and a manifest for each place."""
    state = machine.paths.state
    program = wrapper(machine.system, Path(sys.executable), Path(native_host.__file__), state, machine.kept)
    write_atomically(machine.wrapper, program)
    machine.wrapper.chmod(0o700)
    declared = bundled.extension() / "manifest.json"
    own = chromium_id(declared)
    ids = frozenset(load(machine.paths).extensions) | ({own} if own else frozenset())
    done = list(wanted)
    for place in done:
        write_atomically(place.manifest, manifest(place.family, machine.wrapper, ids, firefox_id(declared)))
        if place.key is not None:
            machine.registry.write(place.key, str(place.manifest))
    _remember(state, done)
    return done


def _remember(state: Path, done: Iterable[Place]) -> None:
    written = sorted({*remembered(state), *(str(place.manifest) for place in done)})
    write_atomically(state / _INSTALLED, json.dumps(written, indent=2) + "\n")


def remembered(state: Path) -> list[str]:
    """List the manifests that were written by earlier installs."""
    try:
        written = json.loads((state / _INSTALLED).read_text("utf-8"))
    except (OSError, ValueError):
        return []
    return [path for path in written if isinstance(path, str)] if isinstance(written, list) else []


@click.command()
@click.option("--yes", is_flag=True, help="Ask nothing; remove the settings as well.")
@click.option("--keep-settings", is_flag=True, help="Do not ask about the settings; keep them.")
def uninstall(*, yes: bool, keep_settings: bool) -> None:
    """End the agent and remove every trace of it: manifests, state, and the settings after a question."""
    machine = Machine.this()
    state = machine.paths.state
    if not yes:
        click.confirm(f"Remove what browsers know of Proviso, and everything in {state}?", abort=True)
    try:
        stop_agent(State(state))
        for path in remove_traces(machine):
            click.echo(f"removed {path}")
    except (StateError, OSError) as error:
        raise click.ClickException(str(error)) from None
    settings = machine.paths.settings
    if settings.exists() and not keep_settings and (yes or click.confirm(f"Remove your settings too ({settings})?")):
        settings.unlink()
        _remove_if_empty(settings.parent)
        click.echo(f"removed {settings}")


def stop_agent(state: State) -> None:
    """End a running agent and wait for its goodbye.

    Raises:
        StateError: it does not end.
    """
    running = state.running() if state.folder.is_dir() else None
    if running is None:
        return
    os.kill(running.pid, signal.SIGTERM)
    end = time.monotonic() + _STOP_WAIT_S
    while native_host.agent_holds_lock(str(state.folder)):
        if time.monotonic() > end:
            raise StateError(f"Process {running.pid} does not end; end it yourself and run again: proviso uninstall")
        time.sleep(0.05)


def remove_traces(machine: Machine) -> list[Path]:
    """Remove every manifest and registry key, then the state folder."""
    state = machine.paths.state
    manifests = {Path(path) for path in remembered(state)} | {place.manifest for place in machine.places().values()}
    removed = [*forget(machine.at_logon(), machine.run), *(path for path in sorted(manifests) if _remove_ours(path))]
    for key in {place.key for place in machine.places().values() if place.key is not None}:
        machine.registry.remove(key)
    if (state / native_host.LOCK_NAME).exists() or machine.wrapper.exists():  # a folder of ours, not somebody's home
        native_host.verify_folder(str(state))
        shutil.rmtree(state)
        removed.append(state)
    return removed


def _remove_ours(path: Path) -> bool:
    if path.name.startswith(NATIVE_HOST) and path.is_file():
        path.unlink()
        _remove_if_empty(path.parent)
        return True
    return False


def _remove_if_empty(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
