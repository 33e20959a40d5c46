"""Wherever a person writes: the number is underlined, the fix fixes it, Post is held, and the agent is told exactly what the page says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from e2e.harness import settle
from e2e.surfaces import SURFACES

if TYPE_CHECKING:
    from e2e.harness import Desk, XPage

SSN = "078-05-1120"
EVERYWHERE = pytest.mark.parametrize("name", SURFACES)
# From now on, what is said to the agent is remembered in the world of the content scripts.
SPY = """(() => {
  globalThis.told = [];
  const { send } = Link.prototype;
  Link.prototype.send = function (message) {
    if (message.type === "check") told.push(structuredClone(message));
    return send.call(this, message);
  };
})()"""


async def posts(tab: XPage) -> list[str]:
    return [str(text) for text in await tab.page.evaluate("window.__posts.map((post) => post.text)")]


@EVERYWHERE
async def test_a_number_is_underlined_and_one_click_removes_it(desk: Desk, name: str) -> None:
    surface = SURFACES[name]
    tab = await surface.go(desk)
    await tab.page.keyboard.type(f" Mine is {SSN}, ok")
    await tab.underlines([SSN])
    await tab.page.keyboard.press("Alt+Shift+P")
    await tab.page.get_by_role("button", name="Remove the number").click()

    await settle(lambda: tab.text(surface.key), f"{surface.before} Mine is [removed], ok")
    await tab.underlines([])
    await tab.page.close()
    assert desk.errors == []


@EVERYWHERE
async def test_a_post_is_held_and_the_agent_is_told_what_the_page_says(desk: Desk, name: str) -> None:
    surface = SURFACES[name]
    tab = await surface.go(desk)
    await tab.in_extension(SPY)
    await tab.page.keyboard.type(f" Mine is {SSN}")
    await tab.underlines([SSN])
    await surface.publish(tab)
    await tab.page.locator("dialog[open]").wait_for()

    assert await posts(tab) == []
    assert surface.context == await tab.in_extension("told.at(-1).context")
    await tab.page.locator("dialog[open] button:not(.primary)").first.wait_for()
    await publish_anyway(tab)
    await settle(lambda: posts(tab), [f"{surface.before} Mine is {SSN}"])
    await tab.page.close()
    assert desk.errors == []


async def publish_anyway(tab: XPage) -> None:
    """Answer the question, by the box first where an official account is asked to read."""
    box = tab.page.locator("dialog[open] input[type=checkbox]")
    if await box.count():
        await box.check()
    await tab.page.locator("dialog[open] .answers .button:not(.primary)").click()
