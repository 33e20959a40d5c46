"""The announcement hub over real sockets, and how it watches a repository; several hubs watch the same one."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
from contextlib import AsyncExitStack, asynccontextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest
import websockets
from aiohttp import web
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from websockets.exceptions import ConnectionClosed, InvalidStatus

from announcing import PATIENCE_S, announcing, publish, until
from proviso.cli.fleet_announce import announce
from proviso.fleet.hub import Hub, port_of
from proviso.fleet.watch import version_in, watched
from proviso.updates.announcement import Announcement, read_announcement

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from websockets.asyncio.client import ClientConnection

SLICE = 200  # listeners; scripts/campaign hub has 10,000


def ear(port: int, **more: str) -> websockets.connect:
    headers = {name.title(): value for name, value in more.items()}
    return websockets.connect(f"ws://127.0.0.1:{port}/", additional_headers=headers, proxy=None)


async def heard(listener: ClientConnection) -> Announcement | None:
    async with asyncio.timeout(PATIENCE_S):
        return read_announcement(await listener.recv())


async def test_two_hundred_listeners_hear_of_a_release(tmp_path: Path) -> None:
    async with announcing(tmp_path) as port, AsyncExitStack() as stack:
        listeners = [await stack.enter_async_context(ear(port)) for _ in range(SLICE)]
        publish(tmp_path, 7)
        told = await asyncio.gather(*map(heard, listeners))

    assert [Announcement(7, 300)] * SLICE == told


async def test_three_hubs_need_nothing_but_the_repository(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        ports = [await stack.enter_async_context(announcing(tmp_path)) for _ in range(3)]
        listeners = [await stack.enter_async_context(ear(port)) for port in ports]
        publish(tmp_path, 7)
        told = await asyncio.gather(*map(heard, listeners))

    assert [Announcement(7, 300)] * 3 == told


async def test_a_newcomer_is_told_what_it_missed(tmp_path: Path) -> None:
    publish(tmp_path, 3)
    async with announcing(tmp_path) as port:
        async with ear(port) as first:
            await heard(first)
        async with ear(port) as second:
            told = await heard(second)

    assert Announcement(3, 300) == told


async def test_a_page_of_a_browser_cannot_listen(tmp_path: Path) -> None:
    async with announcing(tmp_path) as port:
        with pytest.raises(InvalidStatus) as refused:
            await ear(port, origin="https://evil.example")

    assert HTTPStatus.FORBIDDEN == refused.value.response.status_code


async def test_one_too_many_is_refused() -> None:
    hub = Hub(most=1)
    async with hub.opened("127.0.0.1", 0) as server, ear(port_of(server)):
        await until(lambda: hub.listeners == 1)
        with pytest.raises(InvalidStatus) as refused:
            await ear(port_of(server))

    assert HTTPStatus.SERVICE_UNAVAILABLE == refused.value.response.status_code


async def test_whoever_speaks_is_let_go() -> None:
    hub = Hub()
    async with hub.opened("127.0.0.1", 0) as server, ear(port_of(server)) as listener:
        await listener.send("a draft")
        async with asyncio.timeout(PATIENCE_S):
            with pytest.raises(ConnectionClosed):
                await listener.recv()

        await until(lambda: hub.listeners == 0)


async def test_a_listener_that_is_gone_is_forgotten() -> None:
    hub = Hub()
    async with hub.opened("127.0.0.1", 0) as server:
        async with ear(port_of(server)) as listener:
            await until(lambda: hub.listeners == 1)
            listener.transport.abort()

        await until(lambda: hub.listeners == 0)


async def versions(repository: str, count: int) -> list[int]:
    async with asyncio.timeout(PATIENCE_S):
        seen: list[int] = []
        async for version in watched(repository, 0.01):
            seen.append(version)
            if len(seen) == count:
                break
    return seen


async def test_a_repository_that_is_not_there_yet_is_looked_at_again(tmp_path: Path) -> None:
    async def late() -> None:
        publish(tmp_path / "later", 5)

    seen, _ = await asyncio.gather(versions(str(tmp_path / "later"), 1), late())

    assert [5] == seen


@asynccontextmanager
async def served(*answers: web.Response) -> AsyncIterator[str]:
    """A web server that gives each answer once and the last one for ever."""
    left = list(answers)

    async def answer(_: web.Request) -> web.Response:
        given = left.pop(0) if len(left) > 1 else left[0]
        return web.Response(status=given.status, body=given.body, headers=given.headers)

    app = web.Application()
    app.router.add_get("/rules/metadata/timestamp.json", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/rules/"
    finally:
        await runner.cleanup()


def timestamp(version: object) -> web.Response:
    return web.Response(text=json.dumps({"signed": {"version": version}}))


async def test_bad_answers_of_a_web_server_are_passed_over() -> None:
    moved = web.Response(status=302, headers={"Location": "/elsewhere"})
    portal, endless = web.Response(text="<html>Log in</html>"), web.Response(body=b"[" * 200_000)
    unwell = web.Response(status=503, text=json.dumps({"signed": {"version": 99}}))
    async with served(timestamp(1), moved, portal, endless, unwell, timestamp(1), timestamp(2)) as repository:
        assert [1, 2] == await versions(repository, 2)


async def test_after_a_wrong_high_number_the_right_ones_are_told() -> None:
    async with served(timestamp(1), timestamp(10**6), timestamp(2)) as repository:
        assert [1, 10**6, 2] == await versions(repository, 3)


@given(
    st.binary() | st.builds(json.dumps, st.recursive(st.none() | st.integers() | st.text(), st.lists)).map(str.encode)
)
def test_no_version_is_read_out_of_garbage(garbage: bytes) -> None:
    assert version_in(garbage) is None


@pytest.mark.parametrize("version", [0, -1, True, 1.5, "7", None])
def test_a_version_is_a_whole_number_from_one(version: object) -> None:
    assert version_in(json.dumps({"signed": {"version": version}}).encode()) is None


@pytest.mark.parametrize(
    ("words", "lines", "jitter"),
    [
        (("announce", "{folder}/repository", "--port", "0", "--after", "0.1"), 1, 300),
        (("serve", "--fleet", "{folder}", "--port", "0", "--announce-port", "0"), 2, 10),
    ],
)
def test_the_commands_say_where_they_listen_and_tell_of_a_release(
    tmp_path: Path, words: tuple[str, ...], lines: int, jitter: int
) -> None:
    publish(tmp_path / "repository", 4)
    command = [sys.executable, "-m", "proviso", "fleet", *(word.format(folder=tmp_path) for word in words)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as hub:
        assert hub.stdout is not None
        said = [hub.stdout.readline() for _ in range(lines)]
        told = asyncio.run(_first(int(said[-1].split("127.0.0.1:")[1].split(".")[0])))
        hub.terminate()

    assert Announcement(4, jitter) == told


async def _first(port: int) -> Announcement | None:
    async with ear(port) as listener:
        return await heard(listener)


def test_an_address_that_is_taken_is_named_with_a_remedy() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = CliRunner().invoke(announce, ["repository", "--port", str(port)])

    assert 1 == result.exit_code
    assert f"127.0.0.1:{port} cannot be used" in result.output
    assert "choose another --port" in result.output
