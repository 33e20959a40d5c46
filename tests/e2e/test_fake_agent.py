"""Something else listens where the agent should be: it is given a nonce, and not one byte of a draft."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from e2e.guests import SSN, own_page, state_of
from e2e.harness import at_desk, settle
from e2e.recording_agent import LIMITS, STATUS, introduce

if TYPE_CHECKING:
    from pathlib import Path

TOKEN = "07" * 32
NONCE = "a9" * 32
READY = {"type": "ready", "v": 1, "status": STATUS, "limits": LIMITS}
# What a fake may answer to our hello, and what the person is then offered.
PAIR, RETRY = "Pair with a code", "Try again"
FAKES: dict[str, tuple[list[dict[str, object]], str]] = {
    "a mac that it has made up": ([{"type": "challenge", "nonce": NONCE, "mac": "c1" * 32}], PAIR),
    "our own nonce": ([{"type": "challenge", "nonce": "ours", "mac": "ours"}], PAIR),
    "ready at once": ([READY], PAIR),
    "everything at once": ([{"type": "challenge", "nonce": NONCE, "mac": "c1" * 32}, READY], PAIR),
    "nothing": ([], RETRY),
}


@pytest.mark.parametrize(("answers", "action"), FAKES.values(), ids=FAKES.keys())
async def test_a_fake_agent_is_given_no_text(tmp_path: Path, answers: list[dict[str, object]], action: str) -> None:
    heard: list[dict[str, object]] = []

    async def fake(connection: ServerConnection) -> None:
        try:
            async for text in connection:
                heard.append(json.loads(text))
                for answer in answers:
                    await connection.send(json.dumps(answer).replace('"ours"', f'"{heard[-1].get("nonce")}"'))
        except ConnectionClosed:
            pass

    async with serve(fake, "127.0.0.1", 0, compression=None) as server:
        introduce(tmp_path / "profile", next(iter(server.sockets)).getsockname()[1], TOKEN)
        async with at_desk(tmp_path, agent=None) as desk:
            tab = await desk.open("/home")
            await tab.write(f"my number is {SSN}")
            await settle(lambda: state_of(tab), "away")
            options = await own_page(desk, "options")
            await settle(options.locator("#agent-action").inner_text, action)

    assert {str(message["type"]) for message in heard} == {"hello"}
    assert all(sorted(message) == ["key", "nonce", "type", "v"] for message in heard)
