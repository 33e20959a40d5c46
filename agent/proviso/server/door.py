"""The loopback door: aiohttp on 127.0.0.1. Guards, shakes hands, then hands every frame to a guest.

No CORS header anywhere, no compression, no access log. Whoever is refused gets a status and an empty body.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from aiohttp import WSCloseCode, WSMessage, WSMsgType, web

from proviso.server import wire
from proviso.server.guard import is_our_extension, is_our_host, is_our_page
from proviso.server.guest import Guest
from proviso.server.handshake import MAX_BYTES, PROOF_ERROR, PROTOCOL_ERROR, AgentHandshake, Proven, Refuse, Send, Step
from proviso.server.local_page import PREFIX, LocalPage
from proviso.server.messages import MAX_BYTES as MAX_MESSAGE_BYTES
from proviso.server.messages import NotAMessageError
from proviso.server.pairings import Pairings
from proviso.server.quiet import quiet_logger

if TYPE_CHECKING:
    import socket
    from pathlib import Path

    from proviso.server.desk import Desk
    from proviso.server.state import State

MAX_CONNECTIONS: Final = 16
HANDSHAKE_S: Final = 2.0
_GOODBYE_S: Final = 1.0  # how long a guest may take to say goodbye

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class RefusedError(Exception):
    """Somebody who may not come in. Becomes a status with an empty body."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status)
        self.status = status


@dataclass(frozen=True, slots=True)
class Welcome:
    """Who may come in."""

    extensions: frozenset[str]  # ids of the Chromium family
    extension_folder: Path  # its files are served to the local page


class Door:
    """Listens while it is open; tells every guest what changes."""

    def __init__(self, desk: Desk, state: State, welcome: Welcome) -> None:
        self._desk = desk
        self._state = state
        self._welcome = welcome
        self._pairings = Pairings(state)
        self._page = LocalPage(state, welcome.extension_folder)
        self._open: set[web.WebSocketResponse] = set()
        self._guests: set[Guest] = set()
        self._token = ""
        self._port = 0

    @contextlib.asynccontextmanager
    async def opened(self, listener: socket.socket) -> AsyncIterator[None]:
        """Serve on a listening socket, with port and token in the state folder; say goodbye to all at the end."""
        self._port = listener.getsockname()[1]
        app = web.Application(middlewares=[self._guard], client_max_size=MAX_BYTES)
        app.on_response_prepare.append(_name_no_versions)
        app.router.add_get("/agent", self._agent, allow_head=False)
        app.router.add_get(PREFIX + "agent", self._page_agent, allow_head=False)
        app.add_routes(self._page.routes())
        runner = web.AppRunner(app, access_log=None, logger=quiet_logger(), shutdown_timeout=_GOODBYE_S)
        await runner.setup()
        await web.SockSite(runner, listener).start()
        self._token = self._state.announce(self._port)
        try:
            yield
        finally:
            if self.is_announced:
                self._state.withdraw()
            await asyncio.gather(*(one.close(code=WSCloseCode.GOING_AWAY) for one in list(self._open)))
            await runner.cleanup()

    @property
    def is_announced(self) -> bool:
        """Whether guests can still find this door."""
        return self._state.is_announced(self._token)

    def announce(self) -> None:
        """Tell every guest the status, because rules or policy have changed."""
        for guest in self._guests:
            guest.tell_status()

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if not is_our_host(request.headers.getall("Host", []), self._port):
            return _refusal(HTTPStatus.MISDIRECTED_REQUEST)
        try:
            return await handler(request)
        except (RefusedError, web.HTTPException) as refused:
            return _refusal(refused.status)

    async def _agent(self, request: web.Request) -> web.StreamResponse:
        if not is_our_extension(request.headers.getall("Origin", []), self._welcome.extensions):
            raise RefusedError(HTTPStatus.FORBIDDEN)
        origin = request.headers["Origin"]
        async with self._upgraded(request) as connection:
            proven = await self._shake_hands(connection, origin)
            if isinstance(proven, Refuse):
                await connection.close(code=proven.code)
            else:
                pairing = self._keep_pairing(proven, origin)
                await self._host(connection, wire.ready(self._desk.status(), pairing), whole_context=False)
        return connection

    async def _page_agent(self, request: web.Request) -> web.StreamResponse:
        if not is_our_page(request.headers.getall("Origin", []), self._port) or not self._page.is_open(
            request, self._port
        ):
            raise RefusedError(HTTPStatus.FORBIDDEN)
        async with self._upgraded(request) as connection:
            await self._host(connection, wire.ready(self._desk.status(), None), whole_context=True)
        return connection

    @contextlib.asynccontextmanager
    async def _upgraded(self, request: web.Request) -> AsyncIterator[web.WebSocketResponse]:
        # aiohttp refuses from its limit on.
        connection = web.WebSocketResponse(compress=False, max_msg_size=MAX_MESSAGE_BYTES + 1, timeout=_GOODBYE_S)
        if not connection.can_prepare(request):
            raise RefusedError(HTTPStatus.UPGRADE_REQUIRED)
        if len(self._open) >= MAX_CONNECTIONS:
            raise RefusedError(HTTPStatus.SERVICE_UNAVAILABLE)
        self._open.add(connection)
        try:
            await connection.prepare(request)
            yield connection
        except ConnectionError:
            pass  # the guest has gone: nobody is left to be told
        finally:
            self._open.discard(connection)

    async def _shake_hands(self, connection: web.WebSocketResponse, origin: str) -> Proven | Refuse:
        handshake = AgentHandshake(lambda key: self._secret(key, origin))
        try:
            async with asyncio.timeout(HANDSHAKE_S):
                while True:
                    step = _step(handshake, await connection.receive())
                    if not isinstance(step, Send):
                        break
                    await connection.send_str(step.text)
        except TimeoutError:
            return Refuse(PROOF_ERROR)
        if isinstance(step, Proven) and step.key == "code" and not self._state.spend_code():
            return Refuse(PROOF_ERROR)
        return step

    def _secret(self, key: str, origin: str) -> str | None:
        if key == "token":
            return self._token
        if key == "code":
            return self._state.code()
        pairing = self._pairings.find(key, origin, self._port)
        return pairing.key if pairing else None

    def _keep_pairing(self, proven: Proven, origin: str) -> str | None:
        if proven.pairing_key is None:
            return None
        return self._pairings.add(proven.pairing_key, origin, self._port).id

    async def _host(self, connection: web.WebSocketResponse, ready: str, *, whole_context: bool) -> None:
        guest = Guest(self._desk, connection.send_str, self.announce, whole_context=whole_context)
        await connection.send_str(ready)
        self._guests.add(guest)
        try:
            async for frame in connection:
                if frame.type is not WSMsgType.TEXT:
                    raise NotAMessageError  # noqa: TRY301 - the same end as for text that is no JSON object
                await guest.receive(frame.data)
        except NotAMessageError:
            await connection.close(code=PROTOCOL_ERROR)
        finally:
            self._guests.discard(guest)
            guest.leave()


def _step(handshake: AgentHandshake, frame: WSMessage) -> Step:
    if frame.type is not WSMsgType.TEXT:
        return Refuse(PROTOCOL_ERROR)
    # The server's own limit is that of later messages: it cannot be changed once the connection stands.
    if len(frame.data.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        return Refuse(WSCloseCode.MESSAGE_TOO_BIG)
    return handshake.receive(frame.data)


def _refusal(status: int) -> web.Response:
    return web.Response(status=status, headers={"Connection": "close"})


async def _name_no_versions(_: web.Request, response: web.StreamResponse) -> None:
    response.headers["Server"] = "Proviso"
