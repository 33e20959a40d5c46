"""The agent's own page, as a newcomer uses it: open the address, choose who you are, write, see, fix, press Post."""

from __future__ import annotations

import os
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright

from e2e.agent import Agent
from e2e.axe import complaints
from e2e.guests import OTHER, SSN
from e2e.harness import SWITCHES, UNDERLINED, find_browser, settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import BrowserContext, ConsoleMessage, Locator, Page

USED_UP = "This page's address is used up"
STOPPED = "The agent has stopped"


@dataclass
class Newcomer:
    """A browser without the extension, and an agent whose page it opens."""

    agent: Agent
    context: BrowserContext
    errors: list[str] = field(default_factory=list)

    async def address(self) -> str:
        return (await self.agent.command("page")).strip()

    async def open(self, address: str | None = None) -> Page:
        page = await self.context.new_page()
        page.on("pageerror", lambda error: self.errors.append(f"thrown: {error}"))
        page.on("console", self._hear)
        await page.goto(address or await self.address())
        await loaded(page)
        return page

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type in {"error", "warning"}:
            self.errors.append(said.text)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def newcomer(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Newcomer]:
    agent = Agent(tmp_path_factory.mktemp("page") / "agent")
    await agent.start()
    try:
        async with browser() as context:
            yield Newcomer(agent, context)
    finally:
        await agent.stop()


@asynccontextmanager
async def browser() -> AsyncIterator[BrowserContext]:
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(
            executable_path=find_browser(), args=list(SWITCHES), env={**os.environ}
        )
        context = await chromium.new_context(locale="en-US", viewport={"width": 1000, "height": 1100})
        await context.add_init_script("globalThis.PROVISO_OPEN_SHADOW = true")
        yield context
        await chromium.close()


@pytest_asyncio.fixture(loop_scope="session")
async def page(newcomer: Newcomer) -> AsyncIterator[Page]:
    """The page, freshly opened. What the browser refuses, a policy among it, fails the test."""
    newcomer.errors.clear()
    page = await newcomer.open()
    yield page
    await page.close()

    assert newcomer.errors == []


async def loaded(page: Page) -> None:
    """Wait for the last content script."""
    await settle(lambda: page.evaluate("typeof watch"), "object")


def editor(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Post text")


async def write(page: Page, text: str) -> None:
    await editor(page).click()
    await page.keyboard.type(text)


async def underlines(page: Page, expected: list[str]) -> None:
    await settle(lambda: page.evaluate(UNDERLINED), expected)


async def posted(page: Page) -> list[str]:
    return await page.locator("#posted article").all_inner_texts()


async def test_the_key_is_gone_from_the_address(page: Page) -> None:
    assert page.url.endswith("/page/")


async def test_a_finding_is_underlined_listed_and_explained(page: Page) -> None:
    await write(page, f"my number is {SSN}")
    await underlines(page, [SSN])

    await page.keyboard.press("Alt+Shift+P")
    await page.locator(".list .open").first.click()

    await settle(page.locator(".card blockquote").first.is_visible, expected=True)


async def test_a_fix_is_applied_and_undo_takes_it_back(page: Page) -> None:
    await write(page, f"my number is {SSN}, call me")
    await underlines(page, [SSN])
    await page.keyboard.press("Alt+Shift+P")
    await page.get_by_role("button", name="Remove the number").click()

    await settle(editor(page).inner_text, "my number is [removed], call me")
    await underlines(page, [])
    await page.keyboard.press("Escape")
    await editor(page).click()
    await page.keyboard.press("Control+z")

    await settle(editor(page).inner_text, f"my number is {SSN}, call me")


async def test_posting_asks_first_and_then_posts_here_once(page: Page) -> None:
    await write(page, f"my number is {SSN}")
    await underlines(page, [SSN])
    await page.get_by_role("button", name="Post", exact=True).click()
    await settle(page.locator("dialog").is_visible, expected=True)
    assert await posted(page) == []

    await page.get_by_role("button", name="Post anyway").click()

    await settle(lambda: posted(page), [f"my number is {SSN}"])
    await settle(editor(page).inner_text, "")


async def test_escape_posts_nothing_and_keeps_the_draft(page: Page) -> None:
    await write(page, f"my number is {SSN}")
    await underlines(page, [SSN])
    await page.keyboard.press("Control+Enter")
    await settle(page.locator("dialog").is_visible, expected=True)

    await page.keyboard.press("Escape")

    await settle(page.locator("dialog").count, 0)
    assert await posted(page) == []
    assert await editor(page).inner_text() == f"my number is {SSN}"


async def test_a_clear_draft_is_posted_at_once(page: Page) -> None:
    await write(page, "Rain all morning.")
    await page.keyboard.press("Control+Enter")

    await settle(lambda: posted(page), ["Rain all morning."])


async def test_who_writes_changes_what_is_found(page: Page) -> None:
    await page.get_by_role("button", name="Proud to help people get SSI every day.").click()
    await underlines(page, ["SSI"])

    await page.get_by_role("radio", name="Official page").check()
    await underlines(page, [])
    assert await editor(page).inner_text() == "Proud to help people get SSI every day."
    await page.get_by_role("radio", name="Off duty").check()

    await underlines(page, ["SSI"])


async def test_the_official_page_is_held(page: Page) -> None:
    await page.get_by_role("radio", name="Official page").check()
    await write(page, f"Our number is {OTHER}")
    await underlines(page, [OTHER])
    await page.get_by_role("button", name="Post", exact=True).click()

    await settle(page.locator("dialog h2").inner_text, "This goes out on an official account")


async def test_several_lines_are_written_and_underlined(page: Page) -> None:
    await editor(page).click()
    for line in ("one 👨‍👩‍👧‍👦", SSN, ""):
        await page.keyboard.type(line)
        await page.keyboard.press("Enter")
    await page.keyboard.type(OTHER)

    await underlines(page, [SSN, OTHER])


async def test_pasted_text_is_taken_as_plain_text(page: Page) -> None:
    await editor(page).click()
    await page.evaluate(
        """text => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", text);
          clipboardData.setData("text/html", "<b>bold</b>");
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData }));
        }""",
        f"a {SSN}",
    )

    await underlines(page, [SSN])
    assert await editor(page).inner_html() == f"a {SSN}"


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_axe_finds_nothing_to_complain_about(page: Page, theme: str) -> None:
    await page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    await write(page, f"my number is {SSN}")
    await underlines(page, [SSN])

    assert await complaints(page) == []


async def test_an_address_opens_once(newcomer: Newcomer) -> None:
    async with browser() as elsewhere:
        address = await newcomer.address()
        await (await newcomer.open(address)).close()
        second = await Newcomer(newcomer.agent, elsewhere).open(address)

        await settle(lambda: begins(second.locator("#trouble"), USED_UP), expected=True)


async def test_a_reloaded_page_goes_on(page: Page) -> None:
    await page.reload()
    await loaded(page)
    await write(page, SSN)

    await underlines(page, [SSN])


async def test_an_agent_that_stops_is_said_and_posting_still_works(newcomer: Newcomer) -> None:
    page = await newcomer.open()
    await write(page, "Rain all morning.")
    await newcomer.agent.stop()
    try:
        await settle(lambda: begins(page.locator("#trouble"), STOPPED), expected=True)
        await page.get_by_role("button", name="Post", exact=True).click()

        await settle(lambda: posted(page), ["Rain all morning."])
    finally:
        await newcomer.agent.start()
        await page.close()


async def begins(trouble: Locator, expected: str) -> bool:
    return (await trouble.inner_text()).startswith(expected)
