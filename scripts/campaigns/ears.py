"""Many listeners in one process: bare sockets that shake hands and note when something is said to them, and what.

The agent's own listener does more and weighs more; what is measured here is the hub.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

AT_ONCE: Final = 100  # handshakes under way
_REQUEST: Final = (
    "GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
)
_TEXT: Final = 0x81  # a whole text frame, under 126 bytes, as an announcement is


class Ear(asyncio.Protocol):
    """One listener."""

    def __init__(self, port: int, heard: Callable[[bytes], None], opened: asyncio.Future[None]) -> None:
        self._port = port
        self._heard = heard
        self._opened = opened
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Knock."""
        if isinstance(transport, asyncio.WriteTransport):
            transport.write(_REQUEST.format(port=self._port).encode())

    def data_received(self, data: bytes) -> None:
        """Read the answer to the knock, then announcements."""
        self._received += data
        if not self._opened.done():
            head, found, self._received = self._received.partition(b"\r\n\r\n")
            if not found:
                self._received = head
                return
            self._opened.set_result(None)
        while len(self._received) > 1 and len(self._received) >= 2 + self._received[1]:
            kind, length = self._received[0], self._received[1]
            message, self._received = self._received[2 : 2 + length], self._received[2 + length :]
            if kind == _TEXT:
                self._heard(message)


@dataclass
class Ears:
    """Listeners of one or several hubs, and when each heard the last announcement."""

    count: int
    moments: list[float] = field(default_factory=list)
    said: list[bytes] = field(default_factory=list)
    _all: asyncio.Event = field(default_factory=asyncio.Event)
    _transports: list[asyncio.BaseTransport] = field(default_factory=list)

    async def open(self, ports: list[int]) -> None:
        """Connect all of them, spread evenly over the hubs."""
        for start in range(0, self.count, AT_ONCE):
            numbers = range(start, min(start + AT_ONCE, self.count))
            await asyncio.gather(*(self._open(ports[number % len(ports)]) for number in numbers))

    async def _open(self, port: int) -> None:
        loop = asyncio.get_running_loop()
        opened: asyncio.Future[None] = loop.create_future()
        transport, _ = await loop.create_connection(lambda: Ear(port, self._note, opened), "127.0.0.1", port)
        self._transports.append(transport)
        await opened

    def _note(self, message: bytes) -> None:
        self.moments.append(time.perf_counter())
        self.said.append(message)
        if len(self.moments) == self.count:
            self._all.set()

    def forget(self) -> None:
        """Listen for the next announcement."""
        self.moments.clear()
        self.said.clear()
        self._all.clear()

    async def hear(self, within_s: float) -> None:
        """Wait until every one has heard.

        Raises:
            TimeoutError: some have not.
        """
        await asyncio.wait_for(self._all.wait(), within_s)

    def close(self) -> None:
        """Hang up."""
        for transport in self._transports:
            transport.close()
