"""Something else listens where the agent should be: it is given a nonce, and not one byte of a draft."""

from __future__ import annotations

import asyncio
import contextlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from e2e.guests import SSN, own_page, state_of
from e2e.harness import Desk, at_desk, settle
from e2e.recording_agent import LIMITS, STATUS, introduce

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

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


@dataclass
class Fake:
    """Listens where the browser looks for the agent, and answers as a test wants it to."""

    answers: list[dict[str, object]] = field(default_factory=list)
    heard: list[dict[str, object]] = field(default_factory=list)
    left: int = 0  # how often the browser has hung up

    async def receive(self, connection: ServerConnection) -> None:
        with contextlib.suppress(ConnectionClosed):
            async for text in connection:
                self.heard.append(json.loads(text))
                for answer in self.answers:
                    await connection.send(json.dumps(answer).replace('"ours"', f'"{self.heard[-1].get("nonce")}"'))
        self.left += 1


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def fake() -> AsyncIterator[Fake]:
    yield Fake()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def desk(fake: Fake, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    """A browser that was introduced to the fake."""
    folder = tmp_path_factory.mktemp("fake")
    async with serve(fake.receive, "127.0.0.1", 0, compression=None) as server:
        introduce(folder / "profile", next(iter(server.sockets)).getsockname()[1], TOKEN)
        async with at_desk(folder, agent=None) as desk:
            yield desk


@pytest.mark.parametrize(("answers", "action"), FAKES.values(), ids=FAKES.keys())
async def test_a_fake_agent_is_given_no_text(
    desk: Desk, fake: Fake, answers: list[dict[str, object]], action: str
) -> None:
    fake.answers = answers
    tab = await desk.open("/home")
    await tab.write(f"my number is {SSN}")
    left = fake.left
    await settle(
        lambda: asyncio.sleep(0, fake.left > left + 1), expected=True
    )  # the last try began after the last word
    await settle(lambda: state_of(tab), "away")
    options = await own_page(desk, "options")
    await settle(options.locator("#agent-action").inner_text, action)

    assert {str(message["type"]) for message in fake.heard} == {"hello"}
    assert all(sorted(message) == ["key", "nonce", "type", "v"] for message in fake.heard)
    await options.close()
    await tab.page.close()
