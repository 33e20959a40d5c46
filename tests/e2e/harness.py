"""A person's desk for the tests: a real browser with the extension in it, X's real editor, and a real agent beside it.

The browser is one that is installed; nothing is downloaded. https://x.com is answered by route interception with the
page under tests/pages, so no request leaves the machine. Refuses to hide anything: what the extension says on the
console as an error or warning, or throws, is kept in `Desk.errors` and fails the test that caused it.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from playwright.async_api import (
    BrowserContext,
    CDPSession,
    ConsoleMessage,
    Locator,
    Page,
    Worker,
    async_playwright,
)

from e2e import web

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence

    from e2e.agent import Agent

ROOT = Path(__file__).parents[2]
PAGES = web.PAGES
serve_x = web.serve
EXTENSION = ROOT / "extension"
EXTENSION_ID = "ocifghhldafgdjjpnjlcpnkpfkbdgfng"  # follows from `key` in the manifest
# Chromium first: since version 137 Chrome itself loads no extension from a folder.
BROWSERS = ("chromium", "chromium-browser", "/usr/bin/chromium", "google-chrome", "google-chrome-stable")
SWITCHES = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE_S = 20  # how long something may take that usually takes milliseconds, on a machine with much else to do


def find_browser() -> Path | None:
    """The browser that the tests drive: $PROVISO_BROWSER, or an installed Chrome or Chromium, or none."""
    named = os.environ.get("PROVISO_BROWSER")
    if named:
        return Path(named)
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    return Path(found) if found else None


def why_no_browser_tests() -> str | None:
    """The reason to skip, with its remedy, or None when everything is there."""
    browser = find_browser()
    if browser is None or not browser.exists():
        return "no browser: install Chromium or Google Chrome, or name one in $PROVISO_BROWSER"
    if not (PAGES / "node_modules" / "draft-js").is_dir():
        return "the editors of the test pages are not installed: run scripts/setup test"
    return None


# An error that nobody catches in a service worker is told to nobody; on the console it is heard.
TELL_ERRORS = """
addEventListener("error", (event) => console.error("thrown:", event.message));
addEventListener("unhandledrejection", (event) => console.error("thrown:", String(event.reason)));
"""


def copy_extension(target: Path) -> Path:
    """The extension as it ships, except that tests can look into its shadow roots and hear what its worker throws."""
    shutil.copytree(EXTENSION, target)
    manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    for scripts in manifest["content_scripts"]:
        scripts["js"].insert(0, "testing.js")
    manifest["background"]["service_worker"] = "testing-worker.js"
    (target / "testing.js").write_text("globalThis.PROVISO_OPEN_SHADOW = true;\n", encoding="utf-8")
    (target / "testing-errors.js").write_text(TELL_ERRORS, encoding="utf-8")
    (target / "testing-worker.js").write_text(
        'import "./testing-errors.js";\nimport "./background.js";\n', encoding="utf-8"
    )
    (target / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return target


@dataclass
class XPage:
    """One tab. X's editors are named as the page names them: "home/tweetTextarea_0", "modal/tweetTextarea_1"; others by one word: "dm"."""

    page: Page
    session: CDPSession
    world: int  # execution context of the content scripts

    def editor(self, key: str = "home/tweetTextarea_0") -> Locator:
        """The editable element."""
        return self.page.locator(selector(key))

    async def text(self, key: str = "home/tweetTextarea_0") -> str | None:
        """What draft-js itself holds: the truth that is posted."""
        found = await self.page.evaluate("key => window.__state[key] ?? null", key)
        return found if found is None else str(found)

    async def posts(self) -> list[str]:
        """The texts that were posted, oldest first."""
        return [str(text) for text in await self.page.evaluate("window.__posts.map((post) => post.text)")]

    async def write(self, text: str, key: str = "home/tweetTextarea_0") -> None:
        """Type the text with real key events; "\\n" is Enter."""
        await self.editor(key).click()
        for number, line in enumerate(text.split("\n")):
            if number:
                await self.page.keyboard.press("Enter")
            await self.page.keyboard.type(line)

    async def enter(self, text: str, key: str = "home/tweetTextarea_0") -> None:
        """Enter the text as an input method or an emoji panel does, each line at once; "\\n" is Enter."""
        await self.editor(key).click()
        for number, line in enumerate(text.split("\n")):
            if number:
                await self.page.keyboard.press("Enter")
            await self.page.keyboard.insert_text(line)

    async def underlined(self) -> list[str]:
        """The words under an underline now, in the order of the page, as the browser paints them."""
        return [str(words) for words in await self.page.evaluate(UNDERLINED)]

    async def underlines(self, expected: list[str]) -> None:
        """Wait until exactly these words are underlined; a failure shows what was underlined instead."""
        await settle(self.underlined, expected)

    async def holds(self, expected: str, key: str = "home/tweetTextarea_0") -> None:
        """Wait until the editor's own state is this text, and the page shows it."""
        await settle(lambda: self.text(key), expected)
        await settle(lambda: self.in_extension(f"snapshot({self.element(key)}).text"), expected)

    def element(self, key: str = "home/tweetTextarea_0") -> str:
        """The editable element, as an expression for `in_extension`."""
        return f"document.querySelector({json.dumps(selector(key))})"

    async def in_extension(self, expression: str) -> object:
        """Evaluate in the world of the content scripts. A promise is awaited."""
        answer = await self.session.send(
            "Runtime.evaluate",
            {"expression": expression, "contextId": self.world, "returnByValue": True, "awaitPromise": True},
        )
        if "exceptionDetails" in answer:
            raise AssertionError(json.dumps(answer["exceptionDetails"])[:600])
        return answer["result"].get("value")


def selector(key: str) -> str:
    """How the page is asked for an editor. Those of other pages than X's timeline have a name for tests."""
    if "/" not in key:
        return f'[data-composer="{key}"]'
    place, _, name = key.partition("/")
    inside = "[role=dialog]" if place == "modal" else "main"
    return f'{inside} [data-testid="{name}"]'


async def settle(read: Callable[[], Awaitable[object]], expected: object) -> None:
    """Read again until it is as expected; after a while, fail with what it is instead."""
    actual = await read()
    for _ in range(PATIENCE_S * 50):
        if actual == expected:
            return
        await asyncio.sleep(0.02)
        actual = await read()

    assert expected == actual


UNDERLINED = """() => [...CSS.highlights.values()].flatMap((group) => [...group])
  .filter((range) => !range.collapsed && range.startContainer.isConnected)
  .sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b)).map((range) => range.toString())"""


@dataclass
class Desk:
    """A browser profile with Proviso in it, and the agent it is paired with."""

    context: BrowserContext
    extension: Path
    agent: Agent | None
    errors: list[str] = field(default_factory=list)

    async def open(self, path: str = "/home", **account: str) -> XPage:
        """Open a tab on x.com; `handle` and `name` say who is signed in."""
        renamed = {"handle": "as"}
        query = {renamed.get(name, name): value for name, value in account.items()}
        return await self.visit(f"https://x.com{path}" + (f"?{urlencode(query)}" if query else ""))

    async def visit(self, url: str) -> XPage:
        """Open a tab on any of the sites that `web` answers for."""
        page = await self.context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.errors.append(f"thrown: {error}"))
        session = await self.context.new_cdp_session(page)
        worlds: list[Mapping[str, object]] = []
        session.on("Runtime.executionContextCreated", lambda event: worlds.append(event["context"]))
        await session.send("Runtime.enable")
        await page.goto(url)
        await page.wait_for_selector("[contenteditable=true], textarea")
        ours = [world["id"] for world in worlds if EXTENSION_ID in str(world["origin"])]
        if not ours:
            raise RuntimeError("the browser did not load the extension; load it unpacked by hand to see why")
        return XPage(page, session, int(str(ours[-1])))

    def listen_to(self, worker: Worker) -> None:
        """Hear what the extension's service worker says on its console."""
        worker.on("console", self._hear)

    def _hear(self, message: ConsoleMessage) -> None:
        # What a page says itself is not ours to judge.
        is_ours = message.page is None or "chrome-extension://" in str(message.location)
        if is_ours and message.type in {"error", "warning"}:
            self.errors.append(f"{message.type}: {message.text}")


@asynccontextmanager
async def at_desk(
    folder: Path, *, agent: Agent | None, switches: Sequence[str] = (), extension: Path | None = None
) -> AsyncIterator[Desk]:
    """Start a browser with a fresh profile in `folder`, and the agent with it; end both afterwards.

    An `agent` that has been started is paired through native messaging, as `proviso install` does it; with none, the
    browser has never heard of an agent.
    """
    browser = find_browser()
    if browser is None:
        raise RuntimeError("no browser; tests that need one are skipped before they come here")
    profile = folder / "profile"
    extension = extension or copy_extension(folder / "extension")
    if agent:
        await agent.introduce(profile)
    async with async_playwright() as playwright:
        context = await playwright.chromium.launch_persistent_context(
            profile,
            executable_path=browser,
            headless=True,
            env={**os.environ, "HOME": str(folder), **(agent.environment if agent else {})},
            ignore_default_args=["--disable-extensions"],
            args=[*SWITCHES, f"--disable-extensions-except={extension}", f"--load-extension={extension}", *switches],
        )
        await web.serve_all(context)
        desk = Desk(context, extension, agent)
        context.on("serviceworker", desk.listen_to)
        for worker in context.service_workers:
            desk.listen_to(worker)
        try:
            yield desk
        finally:
            await context.close()
