"""Agents of a fleet, all in this process: real desks, doors, pollers and ears, and each with a composer in which somebody types."""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from websockets.exceptions import ConnectionClosed

from knocking import ID, Guest, House, guest
from proviso import bundled
from proviso.app import listen
from proviso.renewal import Renewal, load_in_force, poller_for
from proviso.server.desk import Desk
from proviso.server.door import Door, Welcome
from proviso.server.state import State
from proviso.settings import Paths, load
from proviso.store.active import read_active
from proviso.updates.listener import Listener
from proviso.updates.standing import read_standing

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from proviso.updates.outcome import Outcome
    from proviso.updates.poller import Poller

TYPES_EVERY_S: Final = 0.25
_NEVER_S: Final = 1e6  # nobody looks by itself meanwhile


@dataclass
class Hand:
    """One agent, and what its composer has seen."""

    paths: Paths
    desk: Desk
    outcomes: list[Outcome] = field(default_factory=list)
    first_seen: dict[str, float] = field(default_factory=dict)  # when a report first came from a rulebook, by digest
    asked: int = 0
    answered: int = 0
    dropped: int = 0

    @property
    def release(self) -> int | None:
        """The release in force."""
        current = read_active(self.paths.state).current
        return current.number if current else None

    @property
    def rules(self) -> int:
        """How many rules it checks with."""
        return len(self.desk.rulebook.rules)

    def active_at(self) -> float | None:
        """When the composer first had an answer from the rules in force."""
        return self.first_seen.get(self.desk.rulebook.digest)

    async def type(self, connection: Guest) -> None:
        """Type for ever; the answers are counted."""
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(self._read(connection))
                while True:
                    self.asked += 1
                    await connection.send(
                        type="check", conversation="c1", revision=self.asked, text=f"an apple {self.asked}", context={}
                    )
                    await asyncio.sleep(TYPES_EVERY_S)
        except* ConnectionClosed:
            self.dropped += 1

    async def _read(self, connection: Guest) -> None:
        async for text in connection.connection:
            message = json.loads(text)
            if message["type"] == "report":
                self.answered = max(self.answered, message["revision"])
                self.first_seen.setdefault(message["rulebook"], time.perf_counter())


@asynccontextmanager
async def a_hand(folder: Path, url: str, hub: str, root: bytes) -> AsyncIterator[Hand]:
    """Run one agent with an open composer."""
    paths = Paths(folder / "config", folder / "state", folder / "managed.toml")
    paths.config.mkdir(parents=True)
    paths.root.write_bytes(root)
    paths.settings.write_text(f'[updates]\nurl = "{url}"\n', encoding="utf-8")
    state = State(paths.state)
    state.prepare()
    loaded, settings = load_in_force(paths), load(paths)
    desk = Desk(paths, settings, loaded.rulebook)
    door = Door(desk, state, Welcome(frozenset({ID}), bundled.extension()))
    listener, _ = listen(0)
    hand = Hand(paths, desk)
    with state.alone():
        async with door.opened(listener):
            running = state.running()
            if running is None or settings.updates is None:
                raise RuntimeError(settings.problems)
            renewal = Renewal(paths, desk, door.announce, loaded)
            poller = poller_for(paths, desk, settings.updates, renewal.wake)
            async with guest(House(door, desk, paths, state, running)) as connection:
                works = [
                    renewal.run(),
                    _eager(poller, hand).run(),
                    _ear(hub, hand, poller).run(),
                    hand.type(connection),
                ]
                tasks = [asyncio.create_task(work) for work in works]
                try:
                    yield hand
                finally:
                    for task in tasks:
                        task.cancel()
                    await asyncio.gather(*tasks, return_exceptions=True)


def _eager(poller: Poller, hand: Hand) -> Poller:
    """Look only when told, at once, as often as told; remember what came of it."""
    poller.first_s, poller.every_s, poller.gap_s = 0.0, _NEVER_S, 0.0
    told = poller.told

    def remember(outcome: Outcome) -> None:
        hand.outcomes.append(outcome)
        told(outcome)

    poller.told = remember
    return poller


def _ear(hub: str, hand: Hand, poller: Poller) -> Listener:
    async def no_rest(_: float) -> None:
        await asyncio.sleep(0)

    def version() -> int:
        return read_standing(hand.paths.state).version

    return Listener(hub, version, poller.nudge, draw=lambda *_: 0.0, sleep=no_rest)
