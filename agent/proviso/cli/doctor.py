"""`proviso doctor`: look at everything that keeps Proviso from working; name each remedy. Changes nothing."""

from __future__ import annotations

import json
import os
import shutil
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import click

from proviso import bundled, native_host
from proviso.app import listen
from proviso.cli.install import Machine, remembered
from proviso.identity import chromium_id
from proviso.server.errand import NoAnswerError, ask_status
from proviso.server.pairings import Pairings
from proviso.server.state import State, StateError
from proviso.settings import load
from proviso.store import load_rules
from proviso.store.ledger import NAME as PROOFS
from proviso.updates.standing import read_standing
from proviso.updates.trust import TrustError, trusted_root

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proviso.cli.browsers import Place

_PROGRAMS: Final = (
    "google-chrome",
    "google-chrome-stable",
    "chromium",
    "chromium-browser",
    "microsoft-edge",
    "brave-browser",
    "vivaldi",
    "firefox",
)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing that was looked at."""

    state: Literal["ok", "note", "wrong"]  # note: works, but somebody should know
    what: str
    remedy: str = ""


@click.command()
def doctor() -> None:
    """Look at everything that keeps Proviso from working. Exit code 1 when something is wrong."""
    found = list(examine(Machine.this()))
    for one in found:
        click.echo(f"{one.state:>5}  {one.what}" + (f"\n       -> {one.remedy}" if one.remedy else ""))
    if any(one.state == "wrong" for one in found):
        raise SystemExit(1)


def examine(machine: Machine) -> Iterator[Diagnosis]:
    """Look at one thing after the other."""
    yield from _settings(machine)
    folder_is_good = True
    for one in _state(machine):
        folder_is_good &= one.state != "wrong"
        yield one
    if folder_is_good:
        yield from _agent(machine)
        yield from _port(machine)
    yield from _extension()
    yield from _manifests(machine)
    yield from _updates(machine)
    yield from _employer(machine)
    yield from _browser(machine)
    yield from _clock()


def _settings(machine: Machine) -> Iterator[Diagnosis]:
    settings = load(machine.paths)
    for problem in settings.problems:
        yield Diagnosis("wrong", "settings: a file is not as it should be", problem)
    if not settings.problems:
        yield Diagnosis("ok", f"settings: {machine.paths.settings}" + _presence(machine.paths.settings))
    if machine.paths.managed.exists():
        yield Diagnosis("ok", f"your employer's settings: {machine.paths.managed}, {len(settings.locked)} keys locked")
    if settings.policy is None and settings.packs is None:
        yield Diagnosis("note", "no policy chosen: only identifiers are looked for", "proviso policy JURISDICTION")


def _presence(path: Path) -> str:
    return "" if path.exists() else " (none, so defaults apply)"


def _state(machine: Machine) -> Iterator[Diagnosis]:
    folder = machine.paths.state
    try:
        native_host.verify_folder(str(folder))
        for name in native_host.STATE_FILES:
            if (folder / name).exists() or (folder / name).is_symlink():
                native_host.read_private(str(folder), name)
    except FileNotFoundError:
        yield Diagnosis("ok", f"state folder: {folder} (made at the first start)")
    except (native_host.PrivateFileError, OSError) as error:
        yield Diagnosis("wrong", "state folder: not this person's alone", str(error))
    else:
        yield Diagnosis("ok", f"state folder: {folder}, this person's alone")


def _agent(machine: Machine) -> Iterator[Diagnosis]:
    state = State(machine.paths.state)
    try:
        running = state.running()
        if running is None:
            if state.leftovers():
                yield Diagnosis(
                    "note", "the last run ended without goodbye", "nothing to do: the next start replaces its files"
                )
            yield Diagnosis(
                "note", "the agent does not run", "proviso run (an installed browser starts it when it is needed)"
            )
            yield from _packs(machine)
            return
        told = ask_status(running, chromium_id(bundled.extension() / "manifest.json") or "")
    except (StateError, NoAnswerError) as error:
        yield Diagnosis("wrong", "the agent does not answer", str(error))
        return
    yield Diagnosis("ok", f"agent: process {running.pid} answers on 127.0.0.1:{running.port} and has proven itself")
    yield from _told(told)


def _packs(machine: Machine) -> Iterator[Diagnosis]:
    """Look at the packs, since no agent can be asked: what was proved before counts, else they are proved here and now.

    Nothing of it is kept where no agent has been yet.
    """
    state = machine.paths.state
    loaded = load_rules(state if (state / PROOFS).exists() else None, config=machine.paths.config)
    yield from _proved([f"{pack.name} {pack.version}" for pack in loaded.rulebook.packs])
    for problem in loaded.problems:
        yield Diagnosis("wrong", "a pack is not used", problem)


def _proved(names: list[str]) -> Iterator[Diagnosis]:
    if names:
        yield Diagnosis("ok", f"proved packs: {', '.join(names)}")
    else:
        yield Diagnosis("wrong", "proved packs: none, so nothing is checked", "install Proviso again")


def _told(told: dict[str, object]) -> Iterator[Diagnosis]:
    packs = told.get("packs")
    names = [f"{p['name']} {p['version']}" for p in packs if isinstance(p, dict)] if isinstance(packs, list) else []
    yield from _proved(names)
    problems = told.get("problems")
    for problem in problems if isinstance(problems, list) else []:
        yield Diagnosis("wrong", "the agent reports a problem", str(problem))


def _port(machine: Machine) -> Iterator[Diagnosis]:
    state = State(machine.paths.state)
    pairings = Pairings(state)
    port = load(machine.paths).port or pairings.port()
    if port == 0 or native_host.agent_holds_lock(str(state.folder)):
        return
    listener, problems = listen(port)
    listener.close()
    for problem in problems:
        yield Diagnosis("wrong", f"port {port}, which {len(pairings.load())} paired browsers use, is taken", problem)


def _extension() -> Iterator[Diagnosis]:
    declared = bundled.extension() / "manifest.json"
    identifier = chromium_id(declared)
    if identifier is None:
        yield Diagnosis("wrong", f"extension: {declared} has no readable key", "install Proviso again")
    else:
        yield Diagnosis("ok", f"extension: {declared.parent}, id {identifier}")


def _manifests(machine: Machine) -> Iterator[Diagnosis]:
    known = machine.places()
    by_path = {str(place.manifest): place for place in known.values()}
    written = remembered(machine.paths.state)
    for name, place in known.items():
        if place.profile is not None and place.profile.is_dir() and str(place.manifest) not in written:
            yield Diagnosis("note", f"{place.title} does not know Proviso", f"proviso install --browser {name}")
    for path in written:
        yield _manifest(machine, Path(path), by_path.get(path))


def _manifest(machine: Machine, path: Path, place: Place | None) -> Diagnosis:
    again = "proviso install" if place is None else f"proviso install --browser {_name(machine, place)}"
    try:
        declared = json.loads(path.read_text("utf-8"))
        program = Path(declared["path"])
        callers = declared.get("allowed_origins") or declared.get("allowed_extensions")
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Diagnosis("wrong", f"native host: {path} is missing or unreadable", again)
    if not (program.is_file() and os.access(program, os.X_OK)):
        return Diagnosis(
            "wrong", f"native host: {path} points to {program}, which is not there or cannot be started", again
        )
    if not callers:
        return Diagnosis("wrong", f"native host: {path} lets no extension call it", again)
    if place is not None and place.key is not None and machine.registry.read(place.key) != str(path):
        return Diagnosis("wrong", f"native host: the registry does not name {path}", again)
    return Diagnosis("ok", f"native host: {path}")


def _name(machine: Machine, place: Place) -> str:
    return next(name for name, known in machine.places().items() if known == place)


def _updates(machine: Machine) -> Iterator[Diagnosis]:
    """Where newer rules come from, and whether they do."""
    updates = load(machine.paths).updates
    if updates is None:
        yield Diagnosis("ok", "updates: none asked for, so the rules are those that Proviso came with")
        return
    try:
        trusted_root(machine.paths, updates)
    except TrustError as error:
        yield Diagnosis("wrong", f"updates from {updates.url}: nothing can be believed", str(error))
        return
    standing, now = read_standing(machine.paths.state), datetime.now(UTC)
    problem = standing.problem(now)
    if problem is not None:
        yield Diagnosis("wrong", f"updates from {updates.url}: {standing.error or 'not as they should be'}", problem)
    elif standing.good_at is None:
        yield Diagnosis("note", f"updates from {updates.url}: not looked for yet", "proviso update")
    else:
        yield Diagnosis("ok", f"updates from {updates.url}: {standing.sentence} Last good look: {standing.good_at}")


def _employer(machine: Machine) -> Iterator[Diagnosis]:
    """What the employer is told, so that the person knows it; and whether that works."""
    folder = load(machine.paths).status_folder
    if folder is None:
        return
    told = f"your employer asks for status in {folder}: version, digests of rules, state and error code, nothing else"
    if folder.is_dir() and os.access(folder, os.W_OK):
        yield Diagnosis("note", told)
    else:
        yield Diagnosis("wrong", told, f"ask your IT staff to make {folder} a folder that you can write to")


def _browser(machine: Machine) -> Iterator[Diagnosis]:
    named = machine.environment.get("PROVISO_BROWSER")
    if named and not Path(named).is_file():
        yield Diagnosis(
            "wrong", f"$PROVISO_BROWSER names {named}, which is not there", "name an installed browser, or unset it"
        )
        return
    found = named or next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if found or machine.system != "linux":  # elsewhere browsers are not on the search path
        yield Diagnosis("ok", f"browser: {found or 'not looked for on this system'}")
    else:
        yield Diagnosis(
            "wrong", "browser: none found", "install Chromium, Google Chrome, Edge, Brave, Vivaldi or Firefox"
        )


def _clock() -> Iterator[Diagnosis]:
    installed = Path(__file__).stat().st_mtime
    if time.time() < installed - 86_400:
        yield Diagnosis(
            "wrong", "clock: it stands before the day Proviso was installed", "set the date: rules depend on it"
        )
    else:
        yield Diagnosis("ok", "clock: plausible")
