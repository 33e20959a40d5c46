"""Keeps the rules of a running agent those that are in force: looks for newer ones, loads them, watches over them.

Whoever puts a release in force, this agent or a command beside it, writes the same small file; what matters here is
that file alone. Nobody waits for any of this: checks go on with the old rules until the new ones are loaded.
"""

from __future__ import annotations

import asyncio
import gc
import time
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from proviso.session import warm
from proviso.store import load_rules
from proviso.store.active import NAME as ACTIVE
from proviso.store.active import read_active
from proviso.updates.outcome import Outcome
from proviso.updates.poller import Poller
from proviso.updates.probation import SETTLES_S, begin, settle
from proviso.updates.standing import NAME as STANDING
from proviso.updates.standing import read_standing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from proviso.packs import Rulebook
    from proviso.server.desk import Desk
    from proviso.settings import Paths, Updates
    from proviso.store import Loaded
    from proviso.updates.updater import Updater

_LOOK_S: Final = 1.0  # how often the two files are looked at
_WARM_AFTER_S: Final = 10.0  # two seconds of work that a start, or a draft that is open just now, need not share
_TELL_S: Final = 30.0  # how soon the employer's folder says what has changed


def load_in_force(paths: Paths) -> Loaded:
    """Load what is in force; what ended the agent while it was new is taken back first.

    Rules stay: walking through all of them for garbage would stop the event loop for a tenth of a second.
    """
    taken_back = begin(paths.state)
    gc.disable()
    try:
        loaded = load_rules(paths.state, config=paths.config)
    finally:
        gc.freeze()
        gc.enable()
    return loaded.with_problems(taken_back)


class Renewal:
    """Serves one desk for as long as `run` runs."""

    def __init__(self, paths: Paths, desk: Desk, announce: Callable[[], None], loaded: Loaded) -> None:
        self._paths = paths
        self._desk = desk
        self._announce = announce
        self._problems = loaded.problems
        self._release = self._key()
        self._since = time.monotonic()
        self._told: str | None = None
        self._standing = read_standing(paths.state)
        self._stamps: tuple[int, ...] = ()
        self._woken = asyncio.Event()
        self._warming: asyncio.Task[None] = asyncio.ensure_future(self._warm_later(loaded.rulebook))

    async def run(self) -> None:
        """Look until cancelled. An orderly end is no crash: what is in force has worked."""
        try:
            while True:
                self._woken.clear()  # before the look: what comes during it is looked at next
                if await self._is_changed():
                    self._announce()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._woken.wait(), _LOOK_S)
        finally:
            self._warming.cancel()
            settle(self._paths.state)

    def wake(self) -> None:
        """Look at once: there may be something new."""
        self._woken.set()

    async def _is_changed(self) -> bool:
        stamps = tuple(_stamp(self._paths, name) for name in (ACTIVE, STANDING))
        is_touched, self._stamps = stamps != self._stamps, stamps
        if is_touched:
            self._standing = read_standing(self._paths.state)
        is_new = is_touched and self._key() != self._release
        if is_new:
            await self._reload()
        elif time.monotonic() - self._since > SETTLES_S:
            settle(self._paths.state)
            self._since = float("inf")
        return self._is_told_anew() or is_new

    async def _reload(self) -> None:
        self._release, self._since = self._key(), time.monotonic()
        loaded = await asyncio.to_thread(load_in_force, self._paths)
        self._problems = loaded.problems
        self._use(loaded.rulebook)
        self._warming.cancel()
        self._warming = asyncio.ensure_future(self._warm_later(loaded.rulebook))

    async def _warm_later(self, rulebook: Rulebook) -> None:
        await asyncio.sleep(_WARM_AFTER_S)
        await warm(rulebook, self._desk.settings.person())

    def _is_told_anew(self) -> bool:
        """Say what updates have to say, once; whether it is something new."""
        now = datetime.now(UTC)
        told, is_stale = self._standing.problem(now), self._standing.is_stale(now)
        if (told, is_stale) == (self._told, self._desk.is_stale):
            return False
        self._told, self._desk.is_stale = told, is_stale
        self._use(self._desk.rulebook)
        return True

    def _use(self, rulebook: Rulebook) -> None:
        self._desk.use(rulebook, (*self._problems, *((self._told,) if self._told else ())))

    def _key(self) -> str | None:
        current = read_active(self._paths.state).current
        return current.key if current else None


def poller_for(paths: Paths, desk: Desk, updates: Updates, told: Callable[[], None]) -> Poller:
    """What looks for newer rules by itself, and calls `told` when it has. An announcement may `nudge` it."""

    async def update(reason: str) -> Outcome:
        updater = await asyncio.to_thread(_updater, paths, updates, lambda: desk.rulebook)
        return Outcome("failed", updates.channel, error="root") if updater is None else await updater.update(reason)

    return Poller(update, lambda _: told(), updates.every_s)


def _updater(paths: Paths, updates: Updates, in_force: Callable[[], Rulebook]) -> Updater | None:
    """The updater; none without a root of trust, which is noted."""
    from proviso.updates.configured import note_no_root, updater_for  # noqa: PLC0415 - a tenth of a second of imports
    from proviso.updates.gate import InUse  # noqa: PLC0415 - see above
    from proviso.updates.trust import TrustError  # noqa: PLC0415 - see above

    try:
        return updater_for(paths, updates, lambda: InUse.of(in_force()))
    except TrustError as error:
        note_no_root(paths.state, updates.channel, str(error))
        return None


async def hear(url: str, paths: Paths, nudge: Callable[[float], None]) -> None:
    """Listen to a hub until cancelled."""
    from proviso.updates.listener import Listener  # noqa: PLC0415 - most agents have no hub

    await Listener(url, lambda: read_standing(paths.state).version, nudge).run()


async def tell_employer(folder: Path, paths: Paths, desk: Desk) -> None:
    """Write into the employer's folder what the employer may know, until cancelled."""
    from proviso.updates.status_log import StatusLog, status_of  # noqa: PLC0415 - only where it is asked for

    log = StatusLog(folder)
    while True:
        now = datetime.now(UTC)
        with suppress(OSError):  # no such folder, or a full disk: the next look tries again
            log.tell(status_of(paths.state, desk.rulebook.digest, now), now)
        await asyncio.sleep(_TELL_S)


def _stamp(paths: Paths, name: str) -> int:
    try:
        return (paths.state / name).stat().st_mtime_ns
    except OSError:
        return 0
