"""After an update of the extension, tabs that were open before keep scripts that have lost their extension: they say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest_asyncio

from e2e.agent import running_agent
from e2e.guests import SETTINGS, SSN, state_of
from e2e.harness import Desk, XPage, at_desk, settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import pytest


RELOAD = "Reload tab"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def desk(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    """A browser of its own: the extension in it is reloaded."""
    folder = tmp_path_factory.mktemp("orphaned")
    async with running_agent(folder / "agent", SETTINGS) as agent, at_desk(folder, agent=agent) as desk:
        yield desk


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def tabs(desk: Desk) -> list[XPage]:
    """Three tabs with a draft, and then what an update does: the extension ends and begins again."""
    tabs = [await written(desk) for _ in range(3)]
    await desk.context.service_workers[0].evaluate("chrome.runtime.reload()")
    return tabs


async def written(desk: Desk) -> XPage:
    tab = await desk.open("/home")
    await tab.write(f"my number is {SSN}")
    await settle(lambda: state_of(tab), "findings")
    return tab


@pytest_asyncio.fixture(loop_scope="session")
async def tab(tabs: list[XPage]) -> XPage:
    """One of them, in front."""
    tab = tabs.pop()
    await tab.page.bring_to_front()
    return tab


async def test_an_old_tab_asks_to_be_reloaded(tab: XPage) -> None:
    await settle(lambda: state_of(tab), "reload")
    await settle(tab.page.locator(".pill").inner_text, RELOAD)


async def test_an_old_tab_still_types_and_posts(tab: XPage) -> None:
    await settle(lambda: state_of(tab), "reload")

    await tab.page.keyboard.type(" and more")
    await tab.page.get_by_test_id("tweetButtonInline").click()

    await settle(tab.posts, [f"my number is {SSN} and more"])


async def test_the_action_that_is_offered_reloads_the_tab(tab: XPage) -> None:
    await settle(tab.page.locator(".pill").inner_text, RELOAD)

    await tab.page.locator(".pill").click()
    async with tab.page.expect_navigation():
        await tab.page.get_by_role("button", name="Reload this tab").click()

    await tab.page.wait_for_selector("[contenteditable=true]")
    assert await tab.text() == ""
