"""The crx as an agency publishes it: Chromium installs it by policy, its own id pairs, and what the employer sets holds."""

from __future__ import annotations

import contextlib
import json
import os
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from aiohttp import web
from playwright.async_api import async_playwright

from e2e.agent import Agent
from e2e.guests import SETTINGS, SSN
from e2e.harness import SWITCHES, UNDERLINED, find_browser, selector, serve_x, settle
from e2e.managed import managed, why_no_policies
from packages import CRX, URL, Crx, package, write_key

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from playwright.async_api import BrowserContext

pytestmark = pytest.mark.skipif(why_no_policies() is not None, reason=why_no_policies() or "")

# What would keep the browser from fetching an extension, and the driver from looking into one that a policy has installed.
UNWANTED = ("--disable-extensions", "--disable-component-update", "--disable-background-networking")


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("released")
    done = package("--out", out, "--key", write_key(out / "key.pem"), "--url", URL)
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="module")
def identifier(released: Path) -> str:
    return Crx.read((released / CRX).read_bytes()).identifier


@contextlib.asynccontextmanager
async def published(released: Path) -> AsyncIterator[str]:
    """Lay the files out on a server; its address."""
    runner = web.AppRunner(web.Application(), access_log=None, shutdown_timeout=1)
    runner.app.router.add_static("/", released)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    announced = released / "update.xml"
    announced.write_text(announced.read_text("utf-8").replace(URL, address), "utf-8")
    try:
        yield address
    finally:
        await runner.cleanup()


def policy(released: Path, address: str, identifier: str) -> str:
    """The policy as it was made, with the address of this test; and the employer keeps Proviso on."""
    read = json.loads((released / "policies/linux/chromium-family.json").read_text("utf-8").replace(URL, address))
    read["3rdparty"]["extensions"][identifier]["keep_on"] = True
    return json.dumps({**read, "DeveloperToolsAvailability": 1})


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def browser(
    tmp_path_factory: pytest.TempPathFactory, released: Path, identifier: str
) -> AsyncIterator[BrowserContext]:
    """A Chromium on a managed computer, and an agent that was told the agency's own id."""
    folder = tmp_path_factory.mktemp("managed")
    agent = Agent(folder / "agent")
    agent.settle(f'{SETTINGS}[agent]\nextensions = ["{identifier}"]\n')
    await agent.start()
    await agent.introduce(folder / "profile")
    program = find_browser()
    assert program
    async with published(released) as address, async_playwright() as playwright:
        name = "chromium/policies/managed/proviso.json"
        context = await playwright.chromium.launch_persistent_context(
            folder / "profile",
            executable_path=managed(program, folder, {name: policy(released, address, identifier)}),
            env={**os.environ, "HOME": str(folder), **agent.environment},
            ignore_default_args=[*UNWANTED],
            args=[switch for switch in SWITCHES if switch not in UNWANTED],
        )
        await context.route("https://x.com/**", serve_x)
        try:
            yield context
        finally:
            await context.close()
            await agent.stop()


async def installed(browser: BrowserContext) -> list[str]:
    return [worker.url.split("/")[2] for worker in browser.service_workers]


async def test_chromium_takes_the_signature_and_gives_it_the_id_of_the_key(
    browser: BrowserContext, identifier: str
) -> None:
    await settle(lambda: installed(browser), [identifier])


async def test_it_finds_the_agent_and_underlines(browser: BrowserContext, identifier: str) -> None:
    await settle(lambda: installed(browser), [identifier])
    page = await browser.new_page()
    await page.goto("https://x.com/home")
    await page.locator(selector("home/tweetTextarea_0")).click()
    await page.keyboard.type(f"my number is {SSN}")

    await settle(lambda: page.evaluate(UNDERLINED), [SSN])
    await page.close()


async def test_what_the_employer_keeps_on_is_said_and_cannot_be_switched_off(
    browser: BrowserContext, identifier: str
) -> None:
    await settle(lambda: installed(browser), [identifier])
    page = await browser.new_page()
    await page.goto(f"chrome-extension://{identifier}/options/options.html")

    await settle(page.locator("#sites p").inner_text, "Your employer keeps Proviso on in this browser.")
    assert await page.locator("#sites input").first.is_disabled()
    await page.close()
