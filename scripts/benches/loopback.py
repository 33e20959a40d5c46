"""How long a check takes through the real door, against the same server echoing: the two in turn, in one run.

The posts are of 280 characters, clean and with findings, and no two are the same, as while somebody types: what the agent remembers of
paragraphs helps it nowhere here. The client and the server are two processes.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from aiohttp import ClientSession, ClientWebSocketResponse

import synthetic
from benches.figures import Figures, percentile
from proviso import bundled
from proviso.identity import chromium_id
from proviso.server.handshake import GuestHandshake, Send

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ROUNDS: Final = 2000
GOAL: Final = 3.0
RULES: Final = "1,000 synthetic rules"


def measure() -> list[Figures]:
    """The bench's 1,000 rules and the bundled packs, each against the echo of its own server."""
    rows, ratios = [], []
    for label, rules in ((RULES, 1000), ("the bundled packs", 0)):
        echo, agent = asyncio.run(_measure(rules))
        rows += [_row(f"echo beside {label}", echo, echo), _row(label, agent, echo)]
        ratios.append(percentile(agent, 0.5) / percentile(echo, 0.5))
    goals = {f"{RULES}: p50 at most {GOAL:.0f} times the echo ({ratios[0]:.2f})": ratios[0] <= GOAL}
    columns = ("round trip", "p50 µs", "p95 µs", "p99 µs", "p50 / echo")
    return [Figures("Round trip of a 280-character check on the loopback socket", columns, rows, goals)]


def _row(label: str, values: list[float], echo: list[float]) -> tuple[str, ...]:
    shown = (f"{percentile(values, share) * 1e6:.0f}" for share in (0.5, 0.95, 0.99))
    return (label, *shown, f"{percentile(values, 0.5) / percentile(echo, 0.5):.2f}")


async def _measure(rules: int) -> tuple[list[float], list[float]]:
    posts = [synthetic.text(280, dense=n % 4 == 0, seed=n) for n in range(20)]
    echo: list[float] = []
    agent: list[float] = []
    async with _servers(rules) as (echoing, checking):
        for number in range(ROUNDS):
            text = f"{posts[number % len(posts)][:275]} {number:04}"
            context = {"platform": "x", "surface": "post"}
            message = {"type": "check", "conversation": "bench", "revision": number, "text": text, "context": context}
            sent = json.dumps(message)
            echo.append(await _round_trip(echoing, sent))
            agent.append(await _round_trip(checking, sent))
    warm = ROUNDS // 10
    return echo[warm:], agent[warm:]


async def _round_trip(connection: ClientWebSocketResponse, message: str) -> float:
    began = time.perf_counter()
    await connection.send_str(message)
    await connection.receive_str()
    return time.perf_counter() - began


@asynccontextmanager
async def _servers(rules: int) -> AsyncIterator[tuple[ClientWebSocketResponse, ClientWebSocketResponse]]:
    with tempfile.TemporaryDirectory() as folder:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "benches.loopback_server",
            folder,
            str(rules),
            cwd=Path(__file__).parents[1],
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        if process.stdout is None or process.stdin is None:
            raise RuntimeError("the server has no pipes")
        ports = json.loads(await process.stdout.readline())
        token = (Path(folder) / "state" / "token").read_text(encoding="ascii").strip()
        origin = f"chrome-extension://{chromium_id(bundled.extension() / 'manifest.json')}"
        async with (
            ClientSession() as session,
            session.ws_connect(f"http://127.0.0.1:{ports['echo']}/") as echoing,
            session.ws_connect(f"http://127.0.0.1:{ports['agent']}/agent", headers={"Origin": origin}) as checking,
        ):
            await shake_hands(checking, token)
            yield echoing, checking
        process.stdin.close()
        await process.wait()


async def shake_hands(connection: ClientWebSocketResponse, token: str) -> None:
    """Come in as the extension does."""
    handshake = GuestHandshake("token", token)
    await connection.send_str(handshake.hello())
    while isinstance(step := handshake.receive(await connection.receive_str()), Send):
        await connection.send_str(step.text)
