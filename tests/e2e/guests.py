"""What the tests of the way to the agent share: pairing by code, the extension's own pages, agents that a browser has started."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from typing import TYPE_CHECKING

from e2e.harness import EXTENSION_ID, settle

if TYPE_CHECKING:
    from playwright.async_api import Page

    from e2e.agent import Agent
    from e2e.harness import Desk, XPage

SETTINGS = '[person]\njurisdiction = "us-federal"\nagency = "SSA"\n'
SSN = "078-05-1120"
OTHER = "219-09-9999"


async def own_page(desk: Desk, name: str) -> Page:
    """Open "options" or "popup" in a tab; what it throws fails the test."""
    page = await desk.context.new_page()
    page.on("pageerror", lambda error: desk.errors.append(f"thrown in {name}: {error}"))
    await page.goto(f"chrome-extension://{EXTENSION_ID}/{name}/{name}.html")
    return page


async def enter_code(options: Page, code: str) -> None:
    """Type a pairing code into the options page, as a person does."""
    await options.locator("#pairing").evaluate("box => { box.open = true; }")
    await options.locator("#code").fill(code)
    await options.locator("#pair button").click()


async def pair_by_code(desk: Desk, agent: Agent) -> None:
    """Pair the browser with the agent by a code."""
    code = (await agent.command("pair")).split()[0]
    options = await own_page(desk, "options")
    await enter_code(options, code)
    await settle(options.locator("#pair-outcome").inner_text, "Paired. From now on the agent starts on the same port.")
    await options.close()


async def state_of(tab: XPage) -> object:
    """The state that the first composer shows."""
    return await tab.in_extension("watch.composers()[0]?.view.state")


async def end_what_the_browser_started(agent: Agent) -> None:
    """End an agent that the native host has started in this test's own folder."""
    with contextlib.suppress(FileNotFoundError, ProcessLookupError, ValueError):
        pid = int((agent.state / "pid").read_text("ascii"))
        os.kill(pid, signal.SIGTERM)
        for _ in range(100):
            os.kill(pid, 0)  # raises once it is gone
            await asyncio.sleep(0.05)
