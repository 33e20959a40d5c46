"""Wherever a person writes: the number is underlined, the fix fixes it, Post is held, and the agent is told exactly what the page says.

Nothing of the page is missed by its check ("Check this page"), and what a site renames is missed in sight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from e2e.harness import settle
from e2e.surfaces import SURFACES

if TYPE_CHECKING:
    from e2e.harness import Desk, XPage

SSN = "078-05-1120"
OTHER = "219-09-9999"
# From now on, what is said to the agent is remembered in the world of the content scripts.
SPY = """(() => {
  globalThis.told = [];
  const { send } = Link.prototype;
  Link.prototype.send = function (message) {
    if (message.type === "check") told.push(structuredClone(message));
    return send.call(this, message);
  };
})()"""

# What "Check this page" misses on the page.
NOT_FOUND = "checkPage(siteOf(location.hostname)).filter(({ found }) => !found).map(({ part }) => part)"
RENAME = 'for (const named of document.querySelectorAll("[data-testid]")) named.dataset.testid = "renamed"'


async def posts(tab: XPage) -> list[str]:
    return [str(text) for text in await tab.page.evaluate("window.__posts.map((post) => post.text)")]


@pytest.mark.parametrize("name", SURFACES)
async def test_a_number_is_underlined_and_removed_and_another_is_held_and_the_agent_is_told_what_the_page_says(
    desk: Desk, name: str
) -> None:
    surface = SURFACES[name]
    desk.errors.clear()
    tab = await surface.go(desk)
    await tab.in_extension(SPY)
    assert await tab.in_extension(NOT_FOUND) == []
    await tab.page.keyboard.type(f" The number is {SSN}, ok")
    await tab.underlines([SSN])
    await tab.page.keyboard.press("Alt+Shift+P")
    await tab.page.get_by_role("button", name="Remove the number").click()
    fixed = f"{surface.before} The number is [removed], ok"
    await settle(lambda: tab.text(surface.key), fixed)
    await tab.underlines([])

    await tab.page.keyboard.type(f" {OTHER}")  # the caret was at the end, and still is
    await tab.underlines([OTHER])
    await surface.publish(tab)
    await tab.page.locator("dialog[open]").wait_for()
    assert await posts(tab) == []
    assert surface.context == await tab.in_extension("told.at(-1).context")

    await publish_anyway(tab)
    await settle(lambda: posts(tab), [f"{fixed} {OTHER}"])
    await tab.page.close()
    assert desk.errors == []


async def test_on_a_page_that_has_renamed_its_parts_the_check_of_the_page_says_which_are_missing(desk: Desk) -> None:
    tab = await SURFACES["x post"].go(desk)
    await tab.page.evaluate(RENAME)

    assert await tab.in_extension(NOT_FOUND) == ["account", "composer"]
    await tab.page.close()


async def publish_anyway(tab: XPage) -> None:
    """Answer the question, by the box first where an official account is asked to read."""
    box = tab.page.locator("dialog[open] input[type=checkbox]")
    if await box.count():
        await box.check()
    await tab.page.locator("dialog[open] .answers .button:not(.primary)").click()
