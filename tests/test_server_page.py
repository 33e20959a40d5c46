"""The local page: a key opens it once, a cookie keeps it open, and nothing but named files is served."""

from __future__ import annotations

import json
import os
import re
import time
from typing import TYPE_CHECKING

import pytest
import websockets

from knocking import OURS, UPGRADE, Answer, House, knock, open_house
from proviso import bundled
from proviso.server.state import KEY_LIFE_S

if TYPE_CHECKING:
    from pathlib import Path

STRICT = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
)


def own(house: House, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """Headers as the page itself sends them."""
    return [("Host", f"127.0.0.1:{house.port}"), ("Origin", f"http://127.0.0.1:{house.port}"), *more]


async def get(house: House, path: str, *more: tuple[str, str]) -> Answer:
    return await knock(house.port, [("Host", f"127.0.0.1:{house.port}"), *more], path)


async def redeem(house: House, key: object, headers: list[tuple[str, str]] | None = None) -> Answer:
    body = json.dumps({"key": key}).encode()
    length = ("Content-Length", str(len(body)))
    return await knock(house.port, [*(headers or own(house)), length], "/page/session", "POST", body)


async def cookie(house: House) -> tuple[str, str]:
    answer = await redeem(house, house.state.issue_page_key())
    return ("Cookie", (answer.header("Set-Cookie") or "").split(";")[0])


async def test_a_key_is_exchanged_for_a_cookie_that_scripts_cannot_read(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        answer = await redeem(house, house.state.issue_page_key())

    attributes = {part.strip() for part in (answer.header("Set-Cookie") or "").split(";")[1:]}
    assert (204, b"") == (answer.status, answer.body)
    assert {"HttpOnly", "SameSite=Strict", "Path=/page/"} <= attributes


async def test_a_key_is_good_once(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        key = house.state.issue_page_key()
        first, second = await redeem(house, key), await redeem(house, key)

    assert [204, 403] == [first.status, second.status]


async def test_several_keys_may_wait_at_the_same_time(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        keys = [house.state.issue_page_key() for _ in range(3)]
        answers = [(await redeem(house, key)).status for key in keys]

    assert [204, 204, 204] == answers


async def test_an_old_key_is_refused(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        key = house.state.issue_page_key()
        past = time.time() - KEY_LIFE_S - 1
        for path in house.state.folder.glob("page-key-*"):
            os.utime(path, (past, past))
        answer = await redeem(house, key)

    assert 403 == answer.status


@pytest.mark.parametrize("key", ["", "guess", None, ["x"], "../token", "\ud800"], ids=repr)
async def test_a_wrong_key_is_refused(tmp_path: Path, key: object) -> None:
    async with open_house(tmp_path) as house:
        answer = await redeem(house, key)

    assert (403, None) == (answer.status, answer.header("Set-Cookie"))


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost:PORT", "http://127.0.0.1:1", OURS, None]
)
async def test_only_the_page_itself_may_exchange_a_key(tmp_path: Path, origin: str | None) -> None:
    async with open_house(tmp_path) as house:
        key = house.state.issue_page_key()
        headers = [("Host", f"127.0.0.1:{house.port}")]
        headers += [("Origin", origin.replace("PORT", str(house.port)))] if origin else []
        refused = await redeem(house, key, headers)
        accepted = await redeem(house, key)

    assert (403, 204) == (refused.status, accepted.status)  # a refused knock does not spend the key


async def test_the_cookie_opens_the_pages_socket(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        answer = await knock(house.port, [*own(house, await cookie(house)), *UPGRADE], "/page/agent")

    assert 101 == answer.status


async def test_on_the_pages_socket_the_page_says_who_writes(tmp_path: Path) -> None:
    check = {"type": "check", "conversation": "c", "revision": 1, "text": "t", "context": {"account": "official"}}
    async with open_house(tmp_path) as house:
        headers = dict([own(house)[1], await cookie(house)])
        address = f"ws://127.0.0.1:{house.port}/page/agent"
        async with websockets.connect(address, additional_headers=headers, compression=None, proxy=None) as connection:
            ready = json.loads(await connection.recv())
            await connection.send(json.dumps(check))
            report = json.loads(await connection.recv())

    assert ("ready", "official") == (ready["type"], report["account"])


@pytest.mark.parametrize("case", ["no cookie", "wrong cookie", "empty cookie", "our extension", "evil page", "rebound"])
async def test_without_cookie_and_origin_the_pages_socket_stays_shut(tmp_path: Path, case: str) -> None:
    async with open_house(tmp_path) as house:
        good = await cookie(house)
        name = good[1].split("=")[0]
        host, origin = own(house)
        headers = {
            "no cookie": [host, origin],
            "wrong cookie": [host, origin, ("Cookie", f"{name}=guess")],
            "empty cookie": [host, origin, ("Cookie", f"{name}=")],
            "our extension": [host, ("Origin", OURS), good],
            "evil page": [host, ("Origin", "https://evil.example"), good],
            "rebound": [("Host", f"evil.example:{house.port}"), origin, good],
        }[case]
        answer = await knock(house.port, [*headers, *UPGRADE], "/page/agent")

    assert (421 if case == "rebound" else 403, b"") == (answer.status, answer.body)


async def test_files_of_the_extension_are_served_as_they_are_with_their_types(tmp_path: Path) -> None:
    folder = bundled.extension()
    paths = ["manifest.json", "content/words.js", "content/content.css", "_locales/en/messages.json"]
    async with open_house(tmp_path) as house:
        answers = [await get(house, f"/page/extension/{path}") for path in paths]

    kinds = [None, "text/javascript; charset=utf-8", "text/css; charset=utf-8", "application/json; charset=utf-8"]
    assert [404, 200, 200, 200] == [answer.status for answer in answers]  # the manifest is nothing the page needs
    assert kinds[1:] == [answer.header("Content-Type") for answer in answers[1:]]
    assert [(folder / path).read_bytes() for path in paths[1:]] == [answer.body for answer in answers[1:]]


async def test_every_file_that_the_page_names_is_served(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        page = await get(house, "/page/")
        named = re.findall(r'(?:src|href)="([^"#]+)"', page.body.decode())
        statuses = {name: (await get(house, f"/page/{name}")).status for name in named}

    assert "text/html; charset=utf-8" == page.header("Content-Type")
    assert dict.fromkeys(named, 200) == statuses
    assert named


@pytest.mark.parametrize("path", ["/page/", "/page/page.js", "/page/page.css", "/page/extension/content/words.js"])
async def test_every_file_comes_with_a_strict_policy(tmp_path: Path, path: str) -> None:
    async with open_house(tmp_path) as house:
        answer = await get(house, path)
        port = house.port

    policy = (answer.header("Content-Security-Policy") or "").split("; ")
    assert 200 == answer.status
    assert set(STRICT) <= set(policy)
    assert f"connect-src 'self' ws://127.0.0.1:{port}" in policy
    assert "nosniff" == answer.header("X-Content-Type-Options")
    assert "same-origin" == answer.header("Cross-Origin-Resource-Policy")
    assert answer.header("Access-Control-Allow-Origin") is None


@pytest.mark.parametrize(
    "path",
    [
        "/page/../state/token",
        "/page/..%2fstate%2ftoken",
        "/page/%2e%2e/%2e%2e/app.py",
        "/page/extension/../../pyproject.toml",
        "/page/extension/..%5c..%5cpyproject.toml",
        "/page/extension//etc/passwd",
        "/page//etc/passwd",
        "/page/extension/content/words.js%00.html",
        "/page/extension/content",
        "/page/extension/background.js",
        "/page/__init__.py",
        "/page/index.html/",
        "/pages/",
        "/",
        "/favicon.ico",
    ],
)
async def test_only_named_files_are_served(tmp_path: Path, path: str) -> None:
    async with open_house(tmp_path) as house:
        answer = await get(house, path)

    assert (404, b"") == (answer.status, answer.body)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
async def test_another_page_may_not_load_our_files(tmp_path: Path, site: str) -> None:
    async with open_house(tmp_path) as house:
        answer = await get(house, "/page/extension/content/words.js", ("Sec-Fetch-Site", site))

    assert (403, b"") == (answer.status, answer.body)


async def test_a_rebound_name_does_not_reach_the_page(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        answer = await knock(house.port, [("Host", f"evil.example:{house.port}")], "/page/")

    assert 421 == answer.status


async def test_a_large_body_is_refused(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        answer = await redeem(house, "x" * 100_000)

    assert answer.status in {403, 413}
