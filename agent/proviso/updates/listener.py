"""The agent's ear: an outbound connection to an announcement hub. What it hears only makes the agent look sooner.

Polling is the truth and goes on whatever happens here. A hub can lie, fall silent or flood: the worst it can cause is
one verified pull a minute, at a moment that the agent draws for itself. Nothing is sent but the handshake and pings.
"""

from __future__ import annotations

import asyncio
import random
from contextlib import suppress
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from websockets.asyncio.client import connect

from proviso import __version__
from proviso.updates.announcement import MAX_BYTES, read_announcement

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

# Seconds. The moments within the first two are drawn, so that a fleet never moves as one.
FIRST_S: Final = 120.0  # the first connection comes within this time of the start
AGAIN_S: Final = 600.0  # and the next one within this time of a loss: a hub that restarts is not overrun
REST_S: Final = 60.0  # between two nudges
PING_S: Final = 50.0  # below the 60 s after which proxies take a silent connection for dead
GOODBYE_S: Final = 1.0  # how long a hub may take to say goodbye


class Listener:
    """Listens to one hub for as long as `run` runs."""

    def __init__(
        self,
        url: str,
        local_version: Callable[[], int],
        nudge: Callable[[float], None],
        draw: Callable[[float, float], float] = random.uniform,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """`local_version` is that of the last verified timestamp; `nudge(s)` asks for a pull within `s` seconds.

        Raises:
            ValueError: the URL is not one of a hub.
        """
        if urlsplit(url).scheme not in {"ws", "wss"} or not urlsplit(url).hostname:
            raise ValueError(f"{url!r} is no address of a hub; write wss://host/path")
        self._url = url
        self._local_version = local_version
        self._nudge = nudge
        self._draw = draw
        self._sleep = sleep
        self._last_heard = 0

    async def run(self) -> None:
        """Connect, listen, connect again; ends when it is cancelled."""
        await self._sleep(self._draw(0, FIRST_S))
        while True:
            with suppress(Exception):  # proxies, certificates, sockets: whatever it is, polling goes on
                await self._listen()
            await self._sleep(self._draw(0, AGAIN_S))

    async def _listen(self) -> None:
        async with _Connect(
            self._url,
            compression=None,
            max_size=MAX_BYTES,
            ping_interval=PING_S,
            ping_timeout=PING_S,
            close_timeout=GOODBYE_S,
            user_agent_header=f"Proviso/{__version__}",
        ) as connection:
            async for message in connection:
                if self._heard(message):
                    await self._sleep(REST_S)  # what comes meanwhile waits in the connection's buffers

    def _heard(self, message: str | bytes) -> bool:
        """Nudge when a message is news; say whether it was."""
        said = read_announcement(message)
        if said is None or said.timestamp_version <= self._local_version():
            return False
        if said.timestamp_version == self._last_heard:  # a pull that has failed is the poller's to repeat
            return False
        self._last_heard = said.timestamp_version
        self._nudge(said.max_jitter_s)
        return True


class _Connect(connect):
    """Follows no redirect: a hub has one address, the one that was set."""

    def process_redirect(self, exc: Exception) -> Exception | str:
        return exc
