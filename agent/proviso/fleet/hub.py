"""The announcement hub: looks at the repository every few seconds and tells its listeners when something is new.

Several hubs need no broker, because each looks for itself: the repository is what they share. A hub holds no key,
verifies nothing and is believed by nobody: it tells a number, and agents verify what they then pull. It keeps nothing
on disk and knows no listener by name.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from websockets.asyncio.server import Server, ServerConnection, broadcast, serve
from websockets.exceptions import ConnectionClosed

from proviso.fleet.watch import watched
from proviso.updates.announcement import USUAL_JITTER_S, Announcement

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from websockets.http11 import Request, Response

LOOK_S: Final = 5.0  # between two looks at the repository
PILOT_LOOK_S: Final = 1.0
PILOT_JITTER_S: Final = 10
MOST: Final = 50_000  # listeners of one hub; more need another hub
_SILENT: Final = 125  # bytes: a listener has nothing to say
_BACKLOG: Final = 4096  # connections that wait to be taken, as after a restart
_QUIET: Final = logging.Logger("hub", logging.CRITICAL)  # noqa: LOG001 - a stranger's broken HTTP fills no journal


class Hub:
    """Its listeners, and what they were told last."""

    def __init__(self, max_jitter_s: int = USUAL_JITTER_S, most: int = MOST) -> None:
        self._max_jitter_s = max_jitter_s
        self._most = most
        self._listeners: set[ServerConnection] = set()
        self._last: str | None = None

    @property
    def listeners(self) -> int:
        """How many there are."""
        return len(self._listeners)

    def tell(self, version: int) -> None:
        """Tell every listener of a version, and later every newcomer."""
        self._last = Announcement(version, self._max_jitter_s).encode()
        broadcast(self._listeners, self._last)

    async def welcome(self, listener: ServerConnection) -> None:
        """Keep one listener until it goes. It may have missed the last announcement, so it is told."""
        self._listeners.add(listener)
        try:
            with contextlib.suppress(ConnectionClosed):
                if self._last is not None:
                    await listener.send(self._last)
                await listener.recv()  # never comes: whoever speaks is let go
        finally:
            self._listeners.discard(listener)

    def refuse(self, listener: ServerConnection, request: Request) -> Response | None:
        """Refuse who is one too many."""
        del request
        if self.listeners < self._most:
            return None
        return listener.respond(HTTPStatus.SERVICE_UNAVAILABLE, "This hub is full; try again later.\n")

    @contextlib.asynccontextmanager
    async def opened(self, host: str, port: int) -> AsyncIterator[Server]:
        """Listen on an address. No pings: a listener sends them, because it is the one who has to know."""
        async with serve(
            self.welcome,
            host,
            port,
            origins=[None],  # agents send no Origin: no page of a browser can listen
            process_request=self.refuse,
            compression=None,
            ping_interval=None,
            max_size=_SILENT,
            max_queue=1,
            server_header=None,
            logger=_QUIET,
            backlog=_BACKLOG,
        ) as server:
            yield server


async def serve_announcements(
    repository: str,
    host: str,
    port: int,
    *,
    max_jitter_s: int = USUAL_JITTER_S,
    look_s: float = LOOK_S,
    after_s: float = 0.0,
    started: Callable[[int], None] = lambda _port: None,
) -> None:
    """Announce what appears in a repository (a folder or a URL) until cancelled; `started` is told the port.

    `after_s` is how long caches between the repository and its agents may keep what was there before: whoever looked
    within that time would find nothing new, and would not look again before its next poll.

    Raises:
        OSError: the address cannot be used.
    """
    hub = Hub(max_jitter_s)
    async with hub.opened(host, port) as server:
        started(port_of(server))
        async for version in watched(repository, look_s):
            await asyncio.sleep(after_s)
            hub.tell(version)


def port_of(server: Server) -> int:
    """The port that a server listens on."""
    port: int = next(iter(server.sockets)).getsockname()[1]
    return port
