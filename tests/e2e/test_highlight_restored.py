"""A page may clear the underlines or take Proviso's own elements away: both come back, or the state says what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.async_api import expect

from e2e.harness import settle

if TYPE_CHECKING:
    from e2e.harness import XPage

SSN = "078-05-1120"


async def test_underlines_that_the_page_clears_come_back(x: XPage) -> None:
    await x.write(f"my number is {SSN}")
    await x.underlines([SSN])

    await x.page.evaluate("CSS.highlights.clear()")

    await x.underlines([SSN])


async def test_underlines_that_the_page_empties_come_back(x: XPage) -> None:
    await x.write(f"my number is {SSN}")
    await x.underlines([SSN])

    await x.page.evaluate("for (const group of CSS.highlights.values()) group.clear()")

    await x.underlines([SSN])


async def test_a_group_that_the_page_puts_in_the_place_of_ours_is_replaced(x: XPage) -> None:
    await x.write(f"my number is {SSN}")
    await x.underlines([SSN])

    await x.page.evaluate("for (const name of [...CSS.highlights.keys()]) CSS.highlights.set(name, new Highlight())")

    await x.underlines([SSN])


async def test_the_state_says_so_while_a_page_keeps_clearing_them(x: XPage) -> None:
    await x.write(f"my number is {SSN}")
    await x.underlines([SSN])
    await x.page.keyboard.press("Alt+Shift+P")
    unmarked = x.page.get_by_text("This page removes the underlines")
    await expect(unmarked).to_have_count(0)

    await x.page.evaluate("window.__clearing = setInterval(() => CSS.highlights.clear(), 20)")
    await expect(unmarked).to_be_visible()
    await x.page.evaluate("clearInterval(window.__clearing)")

    await expect(unmarked).to_have_count(0)
    await x.underlines([SSN])


async def test_the_sign_that_the_page_removes_comes_back(x: XPage) -> None:
    await x.write(f"my number is {SSN}")
    await x.underlines([SSN])
    usual = await says(x)

    await x.page.evaluate("for (const one of document.querySelectorAll('html > div')) one.remove()")

    await settle(lambda: says(x), usual)


async def test_words_that_the_page_draws_anew_are_underlined_again(x: XPage) -> None:
    await x.write(f"my number is {SSN}")
    await x.underlines([SSN])

    # What React does when it keeps the text and makes new nodes for it.
    await x.page.evaluate(
        """for (const leaf of document.querySelectorAll('[data-testid="tweetTextarea_0"] [data-text]')) {
             leaf.replaceChildren(document.createTextNode(leaf.textContent));
           }"""
    )

    await x.underlines([SSN])


async def test_nothing_runs_where_nobody_writes(x: XPage) -> None:
    await x.write(f"my number is {SSN}")
    await x.underlines([SSN])
    await x.page.get_by_test_id("SideNav_AccountSwitcher_Button").focus()
    await x.page.evaluate("CSS.highlights.clear()")

    await x.page.wait_for_timeout(1500)  # longer than the check that runs while somebody writes
    assert await x.underlined() == []

    await x.editor().focus()
    await x.underlines([SSN])


async def says(x: XPage) -> str | None:
    """What the sign beside the composer says, in full."""
    return await x.page.locator(".pill").first.get_attribute("title")
