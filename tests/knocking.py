"""Ways to stand before the loopback door: a door in this process, raw sockets, and a guest made with an independent library."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import struct
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import websockets

from proven import proved
from proviso import bundled
from proviso.app import listen
from proviso.server.desk import Desk
from proviso.server.door import Door, Welcome
from proviso.server.handshake import GuestHandshake, Proven, Send
from proviso.server.state import Running, State
from proviso.settings import Paths, load
from proviso.store import load_rulebook

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from pathlib import Path

    from websockets.asyncio.client import ClientConnection

    from proviso.packs import Rulebook

ID = "ocifghhldafgdjjpnjlcpnkpfkbdgfng"
OURS = f"chrome-extension://{ID}"
FIREFOX = "moz-extension://0b5c2a40-91b3-4a2e-8c1d-5e6f7a8b9c0d"
PATIENCE_S = 20.0  # longer than anything here takes: a test that waits forever is no test


@cache
def rulebook() -> Rulebook:
    """The bundled rules, loaded once."""
    return load_rulebook(proved())


@dataclass(frozen=True)
class House:
    """An open door, and what stands behind it."""

    door: Door
    desk: Desk
    paths: Paths
    state: State
    running: Running

    @property
    def port(self) -> int:
        return self.running.port


def paths_in(folder: Path) -> Paths:
    """Folders of one person, all inside `folder`."""
    return Paths(config=folder / "config", state=folder / "state", managed=folder / "managed.toml")


@asynccontextmanager
async def open_house(
    folder: Path,
    settings: str = "",
    managed: str = "",
    *,
    port: int = 0,
    patience_s: float = PATIENCE_S,
    book: Rulebook | None = None,
) -> AsyncIterator[House]:
    """Open a door with real rules, or with those of a `book`; settings are TOML."""
    paths = paths_in(folder)
    paths.config.mkdir(parents=True, exist_ok=True)
    if settings:
        paths.settings.write_text(settings, encoding="utf-8")
    if managed:
        paths.managed.write_text(managed, encoding="utf-8")
    state = State(paths.state)
    state.prepare()
    desk = Desk(paths, load(paths), book or rulebook())
    door = Door(desk, state, Welcome(frozenset({ID}), bundled.extension()))
    listener, _ = listen(port)
    with state.alone():
        async with asyncio.timeout(patience_s), door.opened(listener):
            running = state.running()
            assert running is not None
            yield House(door, desk, paths, state, running)


@dataclass(frozen=True)
class Answer:
    """What came back to a raw request."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


def upgrade(port: int, *, host: str | None = None, origin: str | None = OURS) -> list[tuple[str, str]]:
    """The headers of a good knock; change one and knock again."""
    headers = [("Host", host if host is not None else f"127.0.0.1:{port}")]
    if origin is not None:
        headers.append(("Origin", origin))
    return [*headers, *UPGRADE]


UPGRADE = (
    ("Connection", "Upgrade"),
    ("Upgrade", "websocket"),
    ("Sec-WebSocket-Version", "13"),
    ("Sec-WebSocket-Key", base64.b64encode(os.urandom(16)).decode()),
)


async def knock(
    port: int, headers: Sequence[tuple[str, str]], path: str = "/agent", method: str = "GET", body: bytes = b""
) -> Answer:
    """Send one request over a bare socket, with exactly these headers, and read the answer; of an upgrade only its head."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers)]
        writer.write(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1") + body)
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        status = int(head[0].split()[1])
        found = tuple((name, value.strip()) for name, _, value in (line.partition(":") for line in head[1:] if line))
        length = next((int(value) for name, value in found if name.lower() == "content-length"), 0)
        return Answer(status, found, b"" if status == 101 else await reader.readexactly(length))
    finally:
        writer.close()


def frame(payload: bytes, opcode: int = 1, *, final: bool = True) -> bytes:
    """A masked frame, as a browser sends it."""
    mask = os.urandom(4)
    first = (0x80 if final else 0) | opcode
    size = len(payload)
    if size < 126:
        head = struct.pack("!BB", first, 0x80 | size)
    elif size < 1 << 16:
        head = struct.pack("!BBH", first, 0x80 | 126, size)
    else:
        head = struct.pack("!BBQ", first, 0x80 | 127, size)
    return head + mask + bytes(byte ^ mask[n % 4] for n, byte in enumerate(payload))


@asynccontextmanager
async def stranger(port: int, origin: str = OURS) -> AsyncIterator[ClientConnection]:
    """A connection that has passed the guard and proven nothing."""
    async with websockets.connect(
        f"ws://127.0.0.1:{port}/agent",
        additional_headers={"Origin": origin},
        compression=None,
        proxy=None,
        max_size=None,
    ) as connection:
        yield connection


@asynccontextmanager
async def guest(
    house: House, key: str = "token", secret: str | None = None, origin: str = OURS
) -> AsyncIterator[Guest]:
    """A connection after the handshake."""
    async with stranger(house.port, origin) as connection:
        handshake = GuestHandshake(key, house.running.token if secret is None else secret)
        yield Guest(connection, *await shake_hands(connection, handshake))


@dataclass(frozen=True)
class Guest:
    """An authenticated connection that speaks in messages."""

    connection: ClientConnection
    ready: dict[str, object]
    proven: Proven

    async def send(self, **message: object) -> None:
        await self.connection.send(json.dumps(message))

    async def receive(self) -> dict[str, object]:
        return dict(json.loads(await self.connection.recv()))

    async def ask(self, **message: object) -> dict[str, object]:
        await self.send(**message)
        return await self.receive()


async def shake_hands(connection: ClientConnection, handshake: GuestHandshake) -> tuple[dict[str, object], Proven]:
    """Go through the handshake; what `ready` said."""
    await connection.send(handshake.hello())
    while True:
        text = str(await connection.recv())
        step = handshake.receive(text)
        if isinstance(step, Proven):
            return dict(json.loads(text)), step
        assert isinstance(step, Send)
        await connection.send(step.text)


async def close_code(connection: ClientConnection) -> int | None:
    """Wait for the end; the code it came with."""
    await connection.wait_closed()
    return connection.close_code
