"""The agent's ear: what it takes for news, how often it nudges, and that no hub can do it harm."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.asyncio.server import ServerConnection, serve

from announcing import PATIENCE_S, announcing, publish, until
from proviso.fleet.hub import port_of
from proviso.updates.announcement import MAX_JITTER_S, Announcement, read_announcement
from proviso.updates.listener import REST_S, Listener

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

    from websockets.http11 import Request, Response


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


async def soon(_: float) -> None:
    await asyncio.sleep(0.01)


@asynccontextmanager
async def listening(
    url: str, local: Callable[[], int] = lambda: 0, sleep: Callable[[float], Awaitable[None]] = soon
) -> AsyncIterator[list[float]]:
    """A listener at work that waits for nothing; the nudges it has given."""
    nudges: list[float] = []
    task = asyncio.create_task(Listener(url, local, nudges.append, sleep=sleep).run())
    try:
        yield nudges
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


class Liar:
    """A hub that says whatever it was given to say, to each who comes."""

    def __init__(self, *says: str | bytes, is_leaving: bool = False) -> None:
        self.says = says
        self.is_leaving = is_leaving
        self.guests: list[ServerConnection] = []

    async def meet(self, guest: ServerConnection) -> None:
        self.guests.append(guest)
        for message in self.says:
            await guest.send(message)
        if not self.is_leaving:
            await guest.wait_closed()

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[str]:
        async with serve(self.meet, "127.0.0.1", 0, compression=None) as server:
            yield f"ws://127.0.0.1:{port_of(server)}/"


def release(version: object, jitter: object = 0) -> str:
    return json.dumps({"type": "release", "timestamp_version": version, "max_jitter": jitter})


async def test_a_release_nudges_with_the_spread_that_the_hub_asks_for(tmp_path: Path) -> None:
    async with announcing(tmp_path, max_jitter_s=42) as port, listening(f"ws://127.0.0.1:{port}/") as nudges:
        publish(tmp_path, 1)
        await until(lambda: bool(nudges))

    assert [42] == nudges


async def test_what_is_here_already_is_no_news() -> None:
    async with Liar(release(4), release(5), release(6)).opened() as url, listening(url, local=lambda: 5) as nudges:
        await until(lambda: bool(nudges))

    assert [0] == nudges


async def test_the_same_number_twice_is_one_hint() -> None:
    async with Liar(release(7), release(7), release(8, 1)).opened() as url, listening(url) as nudges:
        await until(lambda: 1 in nudges)

    assert [0, 1] == nudges


async def test_a_flood_of_hints_causes_one_pull_a_minute() -> None:
    rests: list[float] = []

    async def rest(seconds: float) -> None:
        if seconds == REST_S:
            rests.append(seconds)
            await asyncio.Event().wait()  # the minute does not end

    liar = Liar(*(release(number) for number in range(1, 500)))
    async with liar.opened() as url, listening(url, sleep=rest) as nudges:
        await until(lambda: bool(rests))

        assert ([0], [60]) == (nudges, rests)


async def test_a_lost_hub_is_looked_for_again() -> None:
    liar = Liar(is_leaving=True)
    async with liar.opened() as url, listening(url):
        await until(lambda: len(liar.guests) > 2)


async def test_a_redirect_is_not_followed() -> None:
    elsewhere, asked = Liar(release(9)), []

    def moved(listener: ServerConnection, _: Request) -> Response:
        asked.append(listener)
        answer = listener.respond(HTTPStatus.FOUND, "")
        answer.headers["Location"] = url
        return answer

    async with (
        elsewhere.opened() as url,
        serve(elsewhere.meet, "127.0.0.1", 0, process_request=moved) as server,
        listening(f"ws://127.0.0.1:{port_of(server)}/"),
    ):
        await until(lambda: len(asked) > 2)

    assert [] == elsewhere.guests


async def test_a_fleet_spreads_when_it_starts_and_when_its_hub_is_lost() -> None:
    drawn: list[tuple[float, float]] = []
    enough = asyncio.Event()

    def draw(low: float, high: float) -> float:
        drawn.append((low, high))
        return 0

    async def sleep(_: float) -> None:
        if len(drawn) == 4:
            enough.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(Listener("ws://127.0.0.1:1/", lambda: 0, lambda _: None, draw, sleep).run())
    async with asyncio.timeout(PATIENCE_S):
        await enough.wait()
    task.cancel()

    assert [(0, 120), (0, 600), (0, 600), (0, 600)] == drawn


@pytest.mark.parametrize("url", ["https://hub.example", "hub.example", "ws://", "file:///hub"])
def test_an_address_of_something_else_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="wss://host/path"):
        Listener(url, lambda: 0, lambda _: None)


@given(st.integers(1, 2**53 - 1), st.integers())
def test_jitter_stays_within_its_bounds(version: int, jitter: int) -> None:
    said = read_announcement(release(version, jitter))

    assert said is not None
    assert version == said.timestamp_version
    assert min(max(jitter, 0), MAX_JITTER_S) == said.max_jitter_s


@given(st.integers(1, 2**53 - 1), st.integers(0, MAX_JITTER_S))
def test_what_a_hub_writes_a_listener_reads(version: int, jitter: int) -> None:
    said = Announcement(version, jitter)

    assert said == read_announcement(said.encode())


NONSENSE: list[str | bytes] = [
    "",
    "[",
    "[]",
    "7",
    "null",
    "[" * 1000,
    "{}",
    '{"type":"rules"}',
    b"\xff\xfe",
    "x" * 5000,
]
NONSENSE += [release(version) for version in (0, -1, True, 2**53, 1.5, "7", None)]
NONSENSE += [release(1, "soon"), release(1, 1.5), release(1, jitter=True), release(1, []), release(1, None)]


@pytest.mark.parametrize("message", NONSENSE)
def test_nonsense_is_no_announcement(message: str | bytes) -> None:
    assert read_announcement(message) is None


@given(st.text() | st.binary())
def test_no_message_breaks_the_reader(message: str | bytes) -> None:
    assert read_announcement(message) is None


@pytest.mark.parametrize("message", ["", "{", b"\x00\xff", "[" * 1000])
async def test_nonsense_does_not_end_the_listening(message: str | bytes) -> None:
    async with Liar(message, release(3, 5)).opened() as url, listening(url) as nudges:
        await until(lambda: bool(nudges))

    assert [5] == nudges


async def test_an_endless_message_is_cut_off() -> None:
    liar = Liar("x" * 1_000_000, release(3))
    async with liar.opened() as url, listening(url) as nudges:
        await until(lambda: len(liar.guests) > 1)

    assert [] == nudges
