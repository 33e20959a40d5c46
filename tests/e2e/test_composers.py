"""Which composers Proviso knows, when it lets go of them, and what it says of those that it does not know."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from playwright.async_api import expect

from e2e.harness import settle

if TYPE_CHECKING:
    from e2e.harness import XPage

SSN = "078-05-1120"
BOX = """() => {
  const box = Object.assign(document.createElement("div"), { contentEditable: "true", id: "unknown" });
  box.setAttribute("role", "textbox");
  document.querySelector("h1").append(box);
  box.focus();
}"""


async def count(x: XPage) -> object:
    """How many composers are looked after."""
    return await x.in_extension("watch.composers().length")


async def test_a_composer_is_found_when_it_is_given_the_focus_and_not_before(x: XPage) -> None:
    assert await count(x) == 0

    await x.editor().focus()

    await settle(lambda: count(x), 1)


async def test_home_and_modal_composers_with_the_same_name_are_two(x: XPage) -> None:
    await x.write(f"home {SSN}")
    await x.page.get_by_test_id("SideNav_NewTweet_Button").click()
    await x.write("modal", "modal/tweetTextarea_0")

    texts = await x.in_extension("watch.composers().map((composer) => composer.editor.read().text)")

    assert [f"home {SSN}", "modal"] == texts
    await x.underlines([SSN])


async def test_a_composer_that_the_page_replaces_is_found_again(x: XPage) -> None:
    for _ in range(3):
        await x.page.get_by_test_id("SideNav_NewTweet_Button").click()
        await x.write(SSN, "modal/tweetTextarea_0")
        await x.underlines([SSN])
        await x.page.get_by_test_id("app-bar-close").click()
        await x.underlines([])

    await settle(lambda: count(x), 0)


async def test_the_whole_thread_is_looked_after_when_one_part_has_the_focus(x: XPage) -> None:
    await x.page.get_by_test_id("SideNav_NewTweet_Button").click()
    await x.page.get_by_test_id("addButton").click()

    await x.editor("modal/tweetTextarea_1").focus()

    await settle(lambda: count(x), 2)


async def test_a_post_leaves_an_empty_composer_without_underlines(x: XPage) -> None:
    await x.write("see you on Friday")
    await x.page.get_by_test_id("tweetButtonInline").click()

    await settle(x.posts, ["see you on Friday"])
    await x.holds("")
    await settle(lambda: x.in_extension("watch.composers()[0].view.text"), "")


async def test_a_text_box_that_is_not_known_is_said_to_be_so_and_its_text_is_not_sent(x: XPage) -> None:
    await x.page.evaluate(BOX)
    await x.page.keyboard.type(f"secret {SSN}")

    await settle(lambda: x.in_extension("watch.composers()[0].view.state"), "unrecognised")
    await expect(x.page.locator(".pill")).to_be_visible()
    assert await x.underlined() == []
    assert await x.in_extension("watch.composers()[0].view.report") is None


async def test_a_long_text_is_underlined_to_its_end(x: XPage) -> None:
    text = ("word " * 1999) + SSN
    await x.editor().focus()
    await x.in_extension(f"pasteInto({x.element()}, {json.dumps(text)})")

    await x.underlines([SSN])
    await x.holds(text)
