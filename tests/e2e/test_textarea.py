"""A textarea has no words to underline, so they are laid out a second time over it: exactly as the textarea does, wherever it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from playwright.async_api import expect

from e2e.harness import settle
from e2e.surfaces import SURFACES, X

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from e2e.harness import Desk, XPage

SSN = "078-05-1120"
FAMILY = "👨‍👩‍👧‍👦"
LONG = (
    f"{FAMILY} some words that fill the line, supercalifragilisticexpialidocious again\n\n\ttab {SSN} "
    + "and more of them " * 12
)
STYLES = {
    "content box": "box-sizing: content-box; padding: 3px 17px 5px 9px; border: 4px solid",
    "narrow": "width: 120px",
    "large and spaced": "font: italic 21px/33px serif; letter-spacing: 1.5px; word-spacing: 4px",
    "right to left": "direction: rtl; width: 300px",
    "scrolled": "height: 60px; overflow-y: scroll",
    "scaled": "transform: scale(1.5); transform-origin: 0 0; width: 200px",
    "not wrapped": "white-space: pre; width: 250px",
    "broken anywhere": "word-break: break-all; width: 170px",
}
BOXES = """() => {
  const [area, mirror] = [document.querySelector("[data-composer=dm]"), [...document.documentElement.children]
    .flatMap((one) => [...(one.shadowRoot?.querySelectorAll(".mirror") ?? [])])[0]];
  const shape = (one) => {
    const { left, top, width, height } = one.getBoundingClientRect();
    const lines = [one.scrollHeight, one.scrollLeft, one.scrollTop, one.clientHeight];
    return [left, top, width, height, ...lines].map(Math.round);
  };
  return [shape(area), shape(mirror)];
}"""


@pytest_asyncio.fixture(loop_scope="session")
async def dm(desk: Desk) -> AsyncIterator[XPage]:
    desk.errors.clear()
    tab = await SURFACES["x direct message"].go(desk)
    yield tab
    await tab.page.close()

    assert desk.errors == []


async def put(tab: XPage, text: str) -> None:
    await tab.in_extension(f"document.execCommand('insertText', false, {json.dumps(text)})")


async def lies_over(tab: XPage) -> None:
    """Wait until the mirror has the shape of the textarea, its lines and its scrolling."""

    async def same() -> object:
        area, mirror = await tab.page.evaluate(BOXES)
        return True if area == mirror else (area, mirror)

    await settle(same, expected=True)


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES.keys())
async def test_the_words_lie_where_the_textarea_has_them(dm: XPage, style: str) -> None:
    await dm.editor("dm").evaluate(
        "(area, style) => { area.style.cssText = style; if (style.includes('pre;')) area.wrap = 'off'; }", style
    )
    await put(dm, LONG)
    await dm.underlines([SSN])

    await lies_over(dm)


async def test_the_underline_scrolls_with_the_words(dm: XPage) -> None:
    await put(dm, f"{SSN}\n" + "line\n" * 40)
    await dm.underlines([SSN])
    await dm.editor("dm").evaluate("(area) => { area.scrollTop = 7; }")

    await lies_over(dm)


async def test_the_underline_moves_with_the_page(dm: XPage) -> None:
    await put(dm, SSN)
    await dm.underlines([SSN])
    await dm.page.evaluate("document.body.style.minHeight = '3000px'; scrollTo(0, 40)")

    await lies_over(dm)


async def test_nothing_lies_over_a_textarea_without_findings(dm: XPage) -> None:
    await put(dm, SSN)
    await dm.underlines([SSN])
    await dm.page.keyboard.press("Control+a")
    await dm.page.keyboard.type("fine")

    await expect(dm.page.locator(".mirror")).to_have_count(0)


async def test_a_textarea_that_is_gone_leaves_nothing_behind(desk: Desk) -> None:
    tab = await desk.visit(f"{X}/settings/profile")
    await tab.write(f" {SSN}", "bio")
    await tab.underlines([SSN])
    await tab.page.get_by_test_id("Profile_Save_Button").click()
    await tab.page.locator("dialog[open] .answers .button:not(.primary)").click()

    await expect(tab.page.locator(".mirror")).to_have_count(0)
    await settle(lambda: tab.in_extension("watch.composers().length"), 0)
    await tab.page.close()


async def test_the_pointer_on_underlined_words_opens_their_card(dm: XPage) -> None:
    await dm.page.keyboard.type(f"mine is {SSN}, ok")
    await dm.underlines([SSN])
    box = await dm.page.evaluate(
        "() => { const { x, y, width, height } = [...CSS.highlights.get('underline-1')][0].getBoundingClientRect(); return [x + width / 2, y + height / 2]; }"
    )
    await dm.page.mouse.move(box[0], box[1])
    await dm.page.mouse.move(box[0] + 1, box[1])

    await expect(dm.page.locator(".card")).to_be_visible()


async def test_undo_takes_a_fix_back_ten_deep_and_redo_brings_it_again(dm: XPage) -> None:
    expected = ""
    for letter in "abcdefghij":
        await put(dm, f"{letter} {SSN} ")
        expected += f"{letter} {SSN} "
    await settle(lambda: dm.text("dm"), expected)
    await dm.page.keyboard.press("Alt+Shift+P")
    removals = dm.page.locator(".list").get_by_role("button", name="Remove the number")
    for left in range(10, 0, -1):
        await settle(removals.count, left)
        await removals.first.click()
    fixed = expected.replace(SSN, "[removed]")
    await settle(lambda: dm.text("dm"), fixed)

    for _ in range(10):
        await dm.page.keyboard.press("Control+z")
    await settle(lambda: dm.text("dm"), expected)
    for _ in range(10):
        await dm.page.keyboard.press("Control+Shift+z")
    await settle(lambda: dm.text("dm"), fixed)
