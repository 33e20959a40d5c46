"""What Facebook does and X does not: a further step without an editor, Enter that submits, boxes that are not ours, other languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest_asyncio
from playwright.async_api import expect

from e2e.harness import settle
from e2e.surfaces import FACEBOOK, SURFACES, button

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from e2e.harness import Desk, XPage

SSN = "078-05-1120"
MINE = f"Mine is {SSN}"


@pytest_asyncio.fixture(loop_scope="session")
async def later(desk: Desk) -> AsyncIterator[XPage]:
    """A draft with a number, at the step where its editor is gone."""
    desk.errors.clear()
    tab = await SURFACES["facebook post in two steps"].go(desk)
    await tab.page.keyboard.type(MINE)
    await tab.underlines([SSN])
    await button("Next")(tab)
    await expect(tab.page.get_by_role("button", name="Post", exact=True)).to_be_visible()
    yield tab
    await tab.page.close()

    assert desk.errors == []


async def go(desk: Desk, query: str = "", key: str = "comment", text: str = "") -> XPage:
    tab = await desk.visit(f"{FACEBOOK}?{query}")
    tab.page.set_default_timeout(5000)
    await tab.write(text, key)
    return tab


async def posts(tab: XPage) -> list[str]:
    return [str(text) for text in await tab.page.evaluate("window.__posts.map((post) => post.text)")]


async def states(tab: XPage) -> object:
    return await tab.in_extension("watch.composers().map((composer) => composer.view.state)")


async def test_the_sign_stands_beside_post_when_the_editor_is_gone(later: XPage) -> None:
    pill = later.page.locator(".pill")

    await expect(pill).to_have_text("1 to look at")
    post = await later.page.get_by_role("button", name="Post", exact=True).bounding_box()
    sign = await pill.bounding_box()
    assert post
    assert sign
    assert abs(sign["y"] - post["y"]) < 60


async def test_a_fix_is_not_offered_where_there_is_no_editor_to_take_it(later: XPage) -> None:
    await button("Post")(later)
    await later.page.locator("dialog[open] .found li").wait_for()

    assert await later.page.locator("dialog[open] .fix").count() == 0


async def test_going_back_from_the_question_posts_nothing(later: XPage) -> None:
    await button("Post")(later)
    await button("Go back and edit")(later)
    await later.page.locator("dialog").wait_for(state="detached")

    assert await posts(later) == []


async def test_what_is_changed_in_the_first_step_counts_in_the_second(later: XPage) -> None:
    await button("Back")(later)
    await later.editor("post").click()
    await later.page.keyboard.press("Control+a")
    await later.page.keyboard.type("See you on Friday")
    await settle(lambda: states(later), ["clear"])
    await button("Next")(later)
    await button("Post")(later)

    await settle(lambda: posts(later), ["See you on Friday"])


async def test_a_draft_that_is_given_up_leaves_nothing_behind(later: XPage) -> None:
    await button("Close")(later)

    await settle(lambda: states(later), [])
    assert await later.page.locator(".pill").count() == 0


async def test_a_draft_that_was_posted_leaves_nothing_behind(later: XPage) -> None:
    await button("Post")(later)
    await later.page.locator("dialog[open] .answers .button:not(.primary)").click()
    await settle(lambda: posts(later), [MINE])

    await settle(lambda: states(later), [])


async def test_space_on_post_is_held_as_a_click_is(later: XPage) -> None:
    await later.page.get_by_role("button", name="Post", exact=True).focus()
    await later.page.keyboard.press(" ")
    await later.page.locator("dialog[open]").wait_for()

    assert await posts(later) == []


async def test_shift_and_enter_in_a_comment_is_a_new_line(desk: Desk) -> None:
    tab = await go(desk, text=MINE)
    await tab.underlines([SSN])
    await tab.page.keyboard.press("Shift+Enter")
    await tab.page.keyboard.type("more")

    await settle(lambda: tab.text("comment"), f"{MINE}\nmore")
    assert await tab.page.locator("dialog").count() == 0
    await tab.page.close()


async def test_enter_that_chooses_a_name_from_a_list_is_not_held(desk: Desk) -> None:
    tab = await go(desk, text=MINE)
    await tab.underlines([SSN])
    await tab.editor("comment").evaluate("(box) => box.setAttribute('aria-activedescendant', 'typeahead-item-0')")
    await tab.page.keyboard.press("Enter")

    await settle(lambda: posts(tab), [MINE])
    await tab.page.close()


async def test_a_comment_goes_out_once_after_the_question(desk: Desk) -> None:
    tab = await go(desk, text=MINE)
    await tab.underlines([SSN])
    await tab.page.keyboard.press("Enter")
    await button("Post anyway")(tab)
    await settle(lambda: posts(tab), [MINE])
    await tab.page.wait_for_timeout(900)

    assert await posts(tab) == [MINE]
    await tab.page.close()


UNKNOWN_BOX = """(label) => {
  const box = Object.assign(document.createElement("div"), { contentEditable: "true", textContent: "" });
  box.setAttribute("role", "textbox");
  box.setAttribute("aria-label", label);
  box.dataset.composer = "unknown";
  document.querySelector("main").prepend(box);
  box.focus();
}"""


async def test_a_box_that_is_neither_post_nor_comment_is_left_alone_and_said_to_be(desk: Desk) -> None:
    tab = await desk.visit(FACEBOOK)
    await tab.page.evaluate(UNKNOWN_BOX, "Nhắn tin")
    await tab.page.keyboard.type(MINE)

    await settle(lambda: states(tab), ["unrecognised"])
    assert await tab.underlined() == []
    await tab.page.close()


async def test_a_dialog_in_a_language_that_is_not_known_is_checked_and_says_what_it_does_not_see(desk: Desk) -> None:
    tab = await desk.visit(f"{FACEBOOK}?dialog=post&steps=1")
    await tab.page.evaluate("document.querySelector('[role=dialog] .primary').setAttribute('aria-label', 'Đăng')")
    await tab.write(MINE, "post")
    await tab.underlines([SSN])
    context = await tab.in_extension(f"contextOf(siteOf(location.hostname), {tab.element('post')})")
    await tab.page.keyboard.press("Alt+Shift+P")

    assert isinstance(context, dict)
    assert "surface" not in context
    await expect(tab.page.locator(".list .note")).to_contain_text("cannot ask before you post")
    await tab.page.close()


async def test_a_page_that_does_not_say_who_acts_is_said_not_to(desk: Desk) -> None:
    tab = await go(desk, "dialog=post&steps=1&plain", "post", MINE)
    await tab.underlines([SSN])
    context = await tab.in_extension(f"contextOf(siteOf(location.hostname), {tab.element('post')})")
    await tab.page.keyboard.press("Alt+Shift+P")

    assert isinstance(context, dict)
    assert "handle" not in context
    await expect(tab.page.locator(".list .note")).to_contain_text("which account this is")
    await tab.page.close()


async def test_a_comment_under_another_name_is_not_told_under_ours(desk: Desk) -> None:
    tab = await desk.visit(FACEBOOK)
    await tab.editor("comment").evaluate("(box) => box.setAttribute('aria-label', 'Comment as Springfield Library')")
    context = await tab.in_extension(f"contextOf(siteOf(location.hostname), {tab.element('comment')})")

    assert isinstance(context, dict)
    assert ("Springfield Library", None) == (context["display_name"], context.get("handle"))
    await tab.page.close()


async def test_a_picture_that_was_just_chosen_is_told_without_a_description(desk: Desk) -> None:
    tab = await desk.visit(f"{FACEBOOK}?dialog=post")
    await tab.page.evaluate(
        "document.querySelector('.attached').append(Object.assign(new Image(), { src: URL.createObjectURL(new Blob()) }))"
    )
    context = await tab.in_extension(f"contextOf(siteOf(location.hostname), {tab.element('post')})")

    assert isinstance(context, dict)
    assert [{"kind": "image", "alt": None}] == context["attachments"]
    await tab.page.close()
