"""The running agent: the only place that builds the rooms and hands them to each other."""

from __future__ import annotations

import asyncio
import ctypes
import signal
import socket
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from proviso import bundled
from proviso.identity import chromium_id
from proviso.renewal import Renewal, hear, load_in_force, poller_for, tell_employer
from proviso.server.desk import Desk
from proviso.server.door import Door, Welcome
from proviso.server.pairings import Pairings
from proviso.server.quiet import tell
from proviso.server.state import State, StateError
from proviso.settings import Paths, Settings, load

if TYPE_CHECKING:
    import types
    from collections.abc import Callable
    from pathlib import Path

_WATCH_S: Final = 1.0  # how often the settings files are looked at


@dataclass(frozen=True, slots=True)
class Started:
    """What a person is told once the agent is ready."""

    port: int
    problems: tuple[str, ...]
    replaced: bool  # an earlier run had ended without goodbye


def run(paths: Paths, port: int | None, started: Callable[[Started], None]) -> None:
    """Run the agent until it is told to stop.

    Raises:
        StateError: another agent runs, or the state folder cannot be used.
    """
    _forbid_core_dumps()
    state = State(paths.state)
    state.prepare()
    with state.alone():
        asyncio.run(_run(paths, state, port, started))


async def _run(paths: Paths, state: State, port: int | None, started: Callable[[Started], None]) -> None:
    stop = asyncio.Event()
    _on_stop_signals(stop)
    asyncio.get_running_loop().set_exception_handler(_tell_without_text)
    settings = load(paths)
    replaced = state.leftovers()
    state.withdraw()  # at once: whoever finds the lock held takes what lies here for ours
    loaded = load_in_force(paths)
    listener, taken = listen(_wanted_port(port, settings, state))
    desk = Desk(paths, settings, loaded.rulebook, taken)
    desk.use(loaded.rulebook, loaded.problems)
    door = Door(desk, state, Welcome(_extensions(settings), bundled.extension()))
    async with door.opened(listener):
        started(Started(listener.getsockname()[1], (*settings.problems, *loaded.problems, *taken), replaced))
        renewal = Renewal(paths, desk, door.announce, loaded)
        works = [_watch(paths, desk, door, stop), renewal.run()]
        if settings.updates is not None:
            poller = poller_for(paths, desk, settings.updates, renewal.wake)
            works.append(poller.run())
            if settings.updates.announce is not None:
                works.append(hear(settings.updates.announce, paths, poller.nudge))
        if settings.status_folder is not None:
            works.append(tell_employer(settings.status_folder, paths, desk))
        beside = [asyncio.create_task(work) for work in works]
        await stop.wait()
        for task in beside:
            task.cancel()
        await asyncio.gather(*beside, return_exceptions=True)


def _extensions(settings: Settings) -> frozenset[str]:
    own = chromium_id(bundled.extension() / "manifest.json")
    return frozenset(settings.extensions) | ({own} if own else set())


def _wanted_port(port: int | None, settings: Settings, state: State) -> int:
    """Asked for on the command line, or set, or relied upon by a paired extension, or any."""
    return port or settings.port or Pairings(state).port()


def listen(port: int) -> tuple[socket.socket, tuple[str, ...]]:
    """Listen on the port, or on another one with a sentence that says so: a taken port never stops the agent."""
    try:
        return _bound(port), ()
    except OSError as error:
        problem = (
            f"Port {port} cannot be used ({error.strerror}); Proviso took another one. Browsers paired by a code will "
            "not find it: end the program that uses the port and start Proviso again, or pair anew with: proviso pair"
        )
        return _bound(0), (problem,)


def _bound(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":  # there a second program could share the port otherwise
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:  # a port that is only cooling down is free
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        listener.listen(64)
    except OSError:
        listener.close()
        raise
    return listener


async def _watch(paths: Paths, desk: Desk, door: Door, stop: asyncio.Event) -> None:
    """Notice edited settings, rules set aside, and a state folder that is gone: nobody finds us then, so we end."""
    seen, told, duty = _stamps(paths), desk.rulebook.problems(), desk.duty.context()
    while True:
        await asyncio.sleep(_WATCH_S)
        if not door.is_announced:
            stop.set()
        now, problems = _stamps(paths), desk.rulebook.problems()
        is_changed = now != seen and desk.reload()
        turned = desk.duty.context()
        if is_changed or problems != told or turned != duty:
            door.announce()
        seen, told, duty = now, problems, turned


def _stamps(paths: Paths) -> tuple[tuple[int, int] | None, ...]:
    return tuple(_stamp(path) for path in (paths.settings, paths.managed))


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _on_stop_signals(stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    if sys.platform != "win32":
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            loop.add_signal_handler(number, stop.set)
        return

    def on_signal(_number: int, _frame: types.FrameType | None) -> None:
        loop.call_soon_threadsafe(stop.set)

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGBREAK):
        signal.signal(number, on_signal)


def _tell_without_text(_: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
    error = context.get("exception")
    tell("the event loop", error if isinstance(error, BaseException) else None)


def _forbid_core_dumps() -> None:
    """Keep text out of crash dumps: no core file, and on Linux none for a crash reporter either."""
    if sys.platform == "win32":
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


if sys.platform != "win32":
    import resource

_PR_SET_DUMPABLE: Final = 4  # linux/prctl.h
__all__ = ["Started", "StateError", "listen", "run"]
