"""The duty clock where a person meets it: the card of a finding that turns on it, and the popup."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest_asyncio

from e2e.agent import running_agent
from e2e.guests import own_page, state_of
from e2e.harness import Desk, at_desk, settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import pytest

    from e2e.harness import XPage

PERSON = """
[person]
jurisdiction = "us-federal"
author_role = "employee"
hatch = "less"
"""
PARTISAN = "Vote Delgado on Tuesday, she answers her mail."


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def desk(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    folder = tmp_path_factory.mktemp("duty")
    async with running_agent(folder / "agent", PERSON) as agent, at_desk(folder, agent=agent) as desk:
        yield desk


async def open_card(tab: XPage) -> None:
    await tab.page.locator(".pill").click()
    await tab.page.locator(".list .open").first.click()
    await tab.page.locator(".card .duty").wait_for()


async def test_one_click_in_the_card_settles_it_and_the_popup_takes_it_back(desk: Desk) -> None:
    tab = await desk.open("/home")
    await tab.write(PARTISAN)
    await settle(lambda: state_of(tab), "findings")

    await open_card(tab)
    row = tab.page.locator(".card .duty")
    assert await row.locator(".change").inner_text() == "Whether you are on duty is not known: there is no schedule."
    await row.get_by_role("button", name="I am off duty").click()
    await settle(lambda: state_of(tab), "clear")

    popup = await own_page(desk, "popup")
    said = popup.locator("#on-duty")
    await settle(lambda: told(said.inner_text()), "You are off duty: you said that you are off duty.")
    await popup.get_by_role("button", name="Ask my schedule again").evaluate("button => button.click()")
    await settle(lambda: state_of(tab), "findings")
    await settle(lambda: told(said.inner_text()), "Whether you are on duty is not known: there is no schedule.")


async def test_a_draft_is_put_on_the_clipboard_for_later(desk: Desk) -> None:
    tab = await desk.open("/home")
    await desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await tab.write(PARTISAN)
    await settle(lambda: state_of(tab), "findings")

    await open_card(tab)
    await tab.page.locator(".card").get_by_role("button", name="Copy it for after work").click()

    await settle(lambda: tab.page.evaluate("navigator.clipboard.readText()"), PARTISAN)
    kept = "Copied. Paste it back when you are off duty; Proviso has kept nothing."
    await settle(tab.page.locator(".notice p").inner_text, kept)


async def told(sentence: object) -> str:
    """A sentence without the time of day behind it."""
    return str(await sentence).partition(" Until")[0]  # type: ignore[misc]
