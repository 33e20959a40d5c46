"""An errand to the running agent: `proviso status` and `proviso doctor` knock as a guest does and ask one question."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

from aiohttp import ClientError, ClientSession, ClientTimeout, ClientWebSocketResponse, TCPConnector

from proviso.server.handshake import GuestHandshake, Proven, Send

if TYPE_CHECKING:
    from proviso.server.state import Running

_LIMIT_S = 3.0  # the handshake itself may take two


class NoAnswerError(Exception):
    """What listens on the port is not our agent, or it does not answer. The message says what to do."""


def ask_status(running: Running, extension: str) -> dict[str, object]:
    """Return the running agent's status, after both sides have proven themselves.

    Raises:
        NoAnswerError: nobody answers, or somebody else.
    """
    return asyncio.run(_ask(running, extension))


async def _ask(running: Running, extension: str) -> dict[str, object]:
    address = f"http://127.0.0.1:{running.port}/agent"
    headers = {"Origin": f"chrome-extension://{extension}"}
    try:
        async with (
            ClientSession(connector=TCPConnector(), timeout=ClientTimeout(total=_LIMIT_S), trust_env=False) as session,
            asyncio.timeout(_LIMIT_S),
            session.ws_connect(address, headers=headers, compress=0) as connection,
        ):
            return await _shake_hands(connection, GuestHandshake("token", running.token))
    except (ClientError, TimeoutError, TypeError, ValueError) as error:
        raise NoAnswerError(
            f"Process {running.pid} holds Proviso's lock but port {running.port} does not answer as Proviso "
            f"({type(error).__name__}); end that process and start again with: proviso run"
        ) from None


async def _shake_hands(connection: ClientWebSocketResponse, handshake: GuestHandshake) -> dict[str, object]:
    await connection.send_str(handshake.hello())
    while True:
        text = await connection.receive_str()
        step = handshake.receive(text)
        if isinstance(step, Proven):
            status = json.loads(text)["status"]
            return {str(key): value for key, value in status.items()}
        if not isinstance(step, Send):
            raise TypeError
        await connection.send_str(step.text)
