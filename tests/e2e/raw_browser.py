"""A browser that is driven through one page and nothing else.

The test driver attaches to an extension's worker and thereby keeps it alive. Here a plain DevTools connection goes to the
page alone, so the worker lives and dies as it does for a person.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import aiohttp
from websockets.asyncio.client import ClientConnection, connect

from e2e.harness import SWITCHES, UNDERLINED, find_browser, settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from pathlib import Path

STARTS_WITHIN_S = 30


@dataclass
class RawPage:
    """One page, by the DevTools protocol."""

    connection: ClientConnection
    _count: int = field(default=0)

    async def send(self, method: str, **params: object) -> dict[str, object]:
        """Send one command and wait for its answer."""
        self._count += 1
        await self.connection.send(json.dumps({"id": self._count, "method": method, "params": params}))
        while True:
            answer = json.loads(await self.connection.recv())
            if answer.get("id") == self._count:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                result: dict[str, object] = answer["result"]
                return result

    async def evaluate(self, expression: str) -> object:
        """Evaluate in the page's own world."""
        answer = await self.send("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        result = answer["result"]
        if not isinstance(result, dict) or "exceptionDetails" in answer:
            raise TypeError(f"not evaluated: {expression}")
        return result.get("value")

    async def until(self, expression: str) -> None:
        """Wait until an expression is true."""
        await settle(lambda: self.evaluate(expression), expected=True)

    async def press_end(self) -> None:
        """Press the key End: an editor that is given the focus again may begin at its start."""
        key = {"key": "End", "code": "End", "windowsVirtualKeyCode": 35}
        await self.send("Input.dispatchKeyEvent", type="rawKeyDown", **key)
        await self.send("Input.dispatchKeyEvent", type="keyUp", **key)

    async def type(self, text: str) -> None:
        """Press keys, one after the other."""
        for character in text:
            await self.send("Input.dispatchKeyEvent", type="keyDown", text=character, key=character)
            await self.send("Input.dispatchKeyEvent", type="keyUp", key=character)

    async def underlined(self) -> object:
        """The words under an underline now."""
        return await self.evaluate(f"({UNDERLINED})()")


@contextlib.asynccontextmanager
async def browse(profile: Path, extension: Path, switches: Sequence[str], address: str) -> AsyncIterator[RawPage]:
    """Start a browser on one page; end it afterwards."""
    process = await asyncio.create_subprocess_exec(
        str(find_browser()),
        *SWITCHES,
        *switches,
        f"--user-data-dir={profile}",
        f"--disable-extensions-except={extension}",
        f"--load-extension={extension}",
        "--remote-debugging-port=0",
        address,
        env={**os.environ, "HOME": str(profile.parent)},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        target = await _page_of(profile, address)
        async with connect(target, max_size=None, proxy=None) as connection:
            page = RawPage(connection)
            await page.send("Emulation.setFocusEmulationEnabled", enabled=True)
            yield page
    finally:
        process.terminate()
        await process.wait()


async def _page_of(profile: Path, address: str) -> str:
    """The address of the page's own DevTools socket."""
    host = urlsplit(address).hostname or ""
    async with asyncio.timeout(STARTS_WITHIN_S), aiohttp.ClientSession(trust_env=False) as session:
        while True:
            with contextlib.suppress(OSError, ValueError, aiohttp.ClientError):
                port = int((profile / "DevToolsActivePort").read_text("ascii").split()[0])
                async with session.get(f"http://127.0.0.1:{port}/json/list") as answer:
                    for target in await answer.json():
                        if target["type"] == "page" and urlsplit(target["url"]).hostname == host:
                            return str(target["webSocketDebuggerUrl"])
            await asyncio.sleep(0.1)
