"""What a page says about a draft beyond its place: pictures, links, pasted words, who is seen to write. What it does not say is not told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from e2e.harness import XPage, settle
from e2e.test_surfaces import SPY

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from e2e.harness import Desk

HOME = "home/tweetTextarea_0"
WORDS = "one two three four"


@pytest_asyncio.fixture(loop_scope="session")
async def told(x: XPage) -> AsyncIterator[XPage]:
    """A tab that remembers what is said to the agent, and may use the clipboard."""
    await x.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await x.in_extension(SPY)
    yield x
    await x.page.context.clear_permissions()


async def last(tab: XPage, field: str) -> object:
    """A field of the context that was told last; None when it was left out."""
    return await tab.in_extension(f"told.at(-1)?.context.{field} ?? null")


async def seen(tab: XPage, field: str, key: str = HOME) -> object:
    """A field of the context as the page gives it now."""
    return await tab.in_extension(f"contextOf(siteOf(location.hostname), {tab.element(key)}).{field} ?? null")


async def copied(tab: XPage, text: str) -> None:
    """Copied somewhere else than in this tab."""
    await tab.page.evaluate("text => navigator.clipboard.writeText(text)", text)


async def test_links_of_the_draft_are_told_without_what_ends_the_sentence(told: XPage) -> None:
    await told.write("See https://ssa.gov/cola, www.example.org/a(b). And ssa dot gov!")

    await settle(lambda: last(told, "links"), ["https://ssa.gov/cola", "www.example.org/a(b"])


async def test_pasted_words_are_counted_and_come_from_elsewhere(told: XPage) -> None:
    await copied(told, WORDS)
    await told.editor().click()
    await told.page.keyboard.press("Control+v")

    await settle(lambda: last(told, "paste_origin"), "elsewhere, 4 words")


async def test_words_that_were_copied_in_this_tab_come_from_here(told: XPage) -> None:
    await told.write("one two")
    await told.page.keyboard.press("Control+a")
    await told.page.keyboard.press("Control+c")
    await told.page.keyboard.press("End")
    await told.page.keyboard.press("Control+v")

    await settle(lambda: last(told, "paste_origin"), "here, 2 words")


async def test_pasted_words_that_were_taken_out_again_are_not_told(told: XPage) -> None:
    await copied(told, WORDS)
    await told.editor().click()
    await told.page.keyboard.press("Control+v")
    await settle(lambda: last(told, "paste_origin"), "elsewhere, 4 words")
    await told.page.keyboard.press("Control+a")
    await told.page.keyboard.type("my own")

    await settle(lambda: last(told, "paste_origin"), None)


async def test_typed_words_and_a_fix_are_not_pasted(told: XPage) -> None:
    await told.write("mine is 078-05-1120 here")
    await told.underlines(["078-05-1120"])
    await told.page.keyboard.press("Alt+Shift+P")
    await told.page.get_by_role("button", name="Remove the number").click()

    await told.holds("mine is [removed] here")
    assert await last(told, "paste_origin") is None


@pytest.mark.parametrize(
    ("image", "alt"), [("A lighthouse at dusk", "A lighthouse at dusk"), ("", "")], ids=["described", "bare"]
)
async def test_a_picture_is_told_with_what_the_page_shows_of_its_description(desk: Desk, image: str, alt: str) -> None:
    tab = await desk.open("/home", image=image)

    assert await seen(tab, "attachments") == [{"kind": "image", "alt": alt}]
    await tab.page.close()


async def test_a_picture_that_is_added_while_nothing_is_typed_is_told_too(told: XPage) -> None:
    await told.write("look")
    await told.page.evaluate(
        """() => {
          const box = Object.assign(document.createElement("div"), { innerHTML: "<img alt=''>" });
          box.dataset.testid = "attachments";
          document.querySelector(".composer").append(box);
        }"""
    )

    await settle(lambda: last(told, "attachments"), [{"kind": "image", "alt": None}])


async def test_the_profile_text_is_known_once_its_owner_has_seen_it_in_this_tab(desk: Desk) -> None:
    tab = await desk.open("/compose/post")
    assert await seen(tab, "bio", "modal/tweetTextarea_0") is None
    await tab.page.evaluate("history.replaceState(null, '', '/jane_roe_ssa')")
    await tab.page.evaluate(
        """() => {
          const bio = Object.assign(document.createElement("div"), { textContent: "Brewers, dogs, bad puns." });
          bio.dataset.testid = "UserDescription";
          document.querySelector("main").append(bio);
        }"""
    )
    await tab.editor("modal/tweetTextarea_0").click()

    await settle(lambda: seen(tab, "bio", "modal/tweetTextarea_0"), "Brewers, dogs, bad puns.")
    await tab.page.close()


async def test_somebody_else_s_profile_text_is_not_taken_for_one_s_own(desk: Desk) -> None:
    tab = await desk.open("/compose/post")
    await tab.page.evaluate(
        """() => {
          history.replaceState(null, "", "/sam_poe");
          const bio = Object.assign(document.createElement("div"), { textContent: "Not mine." });
          bio.dataset.testid = "UserDescription";
          document.querySelector("main").append(bio);
        }"""
    )
    await tab.editor("modal/tweetTextarea_0").click()

    assert await seen(tab, "bio", "modal/tweetTextarea_0") is None
    await tab.page.close()


async def test_an_edit_is_known_by_its_heading_in_another_language(desk: Desk) -> None:
    tab = await desk.open("/compose/post", edit="1", lang="es")

    assert await seen(tab, "surface", "modal/tweetTextarea_0") == "edit"
    await tab.page.close()


async def test_a_post_that_is_shown_for_no_known_reason_leaves_the_place_unknown(desk: Desk) -> None:
    tab = await desk.open("/compose/post")
    await tab.page.evaluate(
        """() => {
          const words = Object.assign(document.createElement("div"), { textContent: "some post" });
          words.dataset.testid = "tweetText";
          document.querySelector("[role=dialog]").append(words);
        }"""
    )

    assert await seen(tab, "surface", "modal/tweetTextarea_0") is None
    await tab.page.close()


async def test_an_account_whose_parts_are_gone_is_not_guessed(x: XPage) -> None:
    await x.page.evaluate("document.querySelector('header').remove()")

    assert (await seen(x, "handle"), await seen(x, "display_name")) == (None, None)


async def test_the_profile_picture_of_a_small_screen_names_the_account(x: XPage) -> None:
    await x.page.evaluate(
        """() => {
          document.querySelector("header").remove();
          const [link, avatar] = [document.createElement("a"), document.createElement("div")];
          link.dataset.testid = "DashButton_ProfileIcon_Link";
          avatar.dataset.testid = "UserAvatar-Container-jane_roe_ssa";
          link.append(avatar);
          document.querySelector("main").append(link);
        }"""
    )

    assert await seen(x, "handle") == "@jane_roe_ssa"
