"""The thread in Firefox, from the same folder and manifest: load, pair, underline, fix, hold; what goes away and comes back."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from e2e.firefox import Firefox, beside_an_agent
from e2e.guests import OTHER, SSN
from e2e.harness import selector, settle
from e2e.surfaces import SURFACES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from e2e.firefox_tab import Tab

FAMILY = "👨‍👩‍👧‍👦"
DRAFT = f"my number is {SSN}"
EDITOR = selector("home/tweetTextarea_0")
POST = '[data-testid="tweetButtonInline"]'
FIX = ".list .fix button"
LONGER_THAN_A_DOUBLE_CLICK_S = 0.9


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def firefox(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Firefox]:
    """A Firefox that `proviso install` has introduced to a running agent."""
    async with beside_an_agent(tmp_path_factory.mktemp("firefox"), hurried=True) as firefox:
        yield firefox


@pytest_asyncio.fixture(loop_scope="session")
async def tab(firefox: Firefox) -> AsyncIterator[Tab]:
    """A fresh tab on https://x.com/home. What the extension throws meanwhile fails the test."""
    firefox.errors.clear()
    tab = await firefox.open()
    yield tab
    thrown = list(firefox.errors)
    await tab.close()  # ends whatever script runs at that moment, and Firefox says so

    assert thrown == []


async def test_the_agent_is_found_by_native_messaging(firefox: Firefox) -> None:
    options = await firefox.own_page("options")

    await settle(lambda: options.shown("#standing"), "Proviso's agent is running and knows this browser.")
    await options.close()


PLACES = {
    "in the middle": f"my {SSN} today",
    "at position 0": f"{SSN} is mine",
    "among all that is decorated": f"#tag @one {FAMILY} https://example.gov {SSN} #tag {FAMILY} @jane",
    "on another line than the caret, after empty ones": f"one\n\n{SSN}\nthree",
    "on a wrapped line": "these words fill more than one line of the composer " * 3 + SSN,
    "of the whole text": SSN,
}


@pytest.mark.parametrize("text", PLACES.values(), ids=PLACES.keys())
async def test_a_number_is_underlined_where_it_stands_removed_by_one_click_and_undo_takes_that_back(
    tab: Tab, text: str
) -> None:
    fixed = text.replace(SSN, "[removed]")
    await tab.write(text)
    await tab.underlines([SSN])
    await tab.holds(text)
    await tab.press("Alt", "Shift", "p")
    await tab.click(FIX)
    await tab.holds(fixed)

    await tab.type("Z")  # the caret was at the end, and still is
    await tab.holds(f"{fixed}Z")

    await tab.press("Control", "z")
    await tab.press("Control", "z")
    await tab.holds(text)


async def click_post(tab: Tab) -> None:
    await tab.click(POST)


async def ctrl_enter(tab: Tab) -> None:
    await tab.press("Control", "Enter")


async def space_on_post(tab: Tab) -> None:
    await tab.evaluate(f"document.querySelector('{POST}').focus()")
    await tab.press(" ")


each_way = pytest.mark.parametrize("press", [click_post, ctrl_enter, space_on_post], ids=lambda press: press.__name__)


@each_way
async def test_nothing_is_posted_before_post_anyway_or_after_escape_and_then_exactly_once(
    tab: Tab, press: Callable[[Tab], Awaitable[None]]
) -> None:
    await tab.write(DRAFT)
    await tab.underlines([SSN])
    await press(tab)
    await settle(lambda: tab.shown("dialog h2"), "Before you post")
    assert await tab.posts() == []

    await tab.press("Escape")
    await settle(lambda: tab.shown("dialog h2"), None)
    assert await tab.posts() == []
    await tab.holds(DRAFT)

    await press(tab)
    await settle(lambda: tab.shown("dialog h2"), "Before you post")
    await tab.click("dialog button", "Post anyway")
    await settle(tab.posts, [DRAFT])
    await asyncio.sleep(LONGER_THAN_A_DOUBLE_CLICK_S)
    assert await tab.posts() == [DRAFT]


async def enter(tab: Tab) -> None:
    await tab.press("Enter")


async def next_and_post(tab: Tab) -> None:
    await tab.click("[role=dialog] [role=button]", "Next")
    await tab.click('[role=dialog] [role=button][aria-label="Post"]')


PUBLISH: dict[str, Callable[[Tab], Awaitable[None]]] = {
    "x post": click_post,
    "x reply on its page": ctrl_enter,
    "x direct message": enter,
    "facebook post in two steps": next_and_post,
    "facebook comment": enter,
}


@pytest.mark.parametrize("name", PUBLISH)
async def test_at_each_main_place_a_number_is_underlined_fixed_and_held_and_the_agent_is_told_what_the_page_says(
    firefox: Firefox, name: str
) -> None:
    surface = SURFACES[name]
    tab = await firefox.open(surface.url)
    await tab.write(DRAFT, surface.key)
    await tab.underlines([SSN])
    assert surface.context == await tab.told()
    await tab.press("Alt", "Shift", "p")
    await tab.click(FIX)
    await tab.says("my number is [removed]", surface.key)

    await tab.press("Control", "z")
    await tab.says(DRAFT, surface.key)
    await tab.underlines([SSN])
    await PUBLISH[name](tab)
    await settle(lambda: tab.shown("dialog h2"), "Before you post")
    assert await tab.posts() == []
    await tab.click("dialog button", "Post anyway")
    await settle(tab.posts, [DRAFT])
    await tab.close()


async def test_a_clear_draft_is_posted_at_once(tab: Tab) -> None:
    await tab.write("See you on Friday")
    await click_post(tab)

    await settle(tab.posts, ["See you on Friday"])


async def test_while_one_writes_the_background_is_not_ended(firefox: Firefox, tab: Tab) -> None:
    await tab.write("my number is ")
    await settle(lambda: tab.shown(".pill"), "Clear")
    seen = set()
    for _ in range(30):
        seen.add(await firefox.background())
        await asyncio.sleep(0.1)

    assert seen == {"running"}


async def test_a_background_that_was_ended_is_there_again_for_the_next_key(firefox: Firefox, tab: Tab) -> None:
    await tab.write("my number is ")
    await settle(lambda: tab.shown(".pill"), "Clear")
    await tab.evaluate("document.activeElement.blur()")
    await settle(firefox.background, "stopped")

    await tab.click(EDITOR)
    await tab.press("End")
    await tab.type(SSN)

    await tab.underlines([SSN])


PILLS = """[...document.querySelectorAll(":root > div")]
  .flatMap((one) => [...one.shadowRoot?.querySelectorAll(".pill") ?? []]).map((pill) => pill.innerText.trim())"""


async def test_after_an_update_an_open_tab_goes_on_with_the_new_version_alone(firefox: Firefox, tab: Tab) -> None:
    await tab.write(DRAFT)
    await tab.underlines([SSN])
    await tab.click(POST)
    await settle(lambda: tab.shown("dialog h2"), "Before you post")

    await firefox.install()

    await settle(lambda: tab.shown("dialog h2"), None)  # nobody listens to the old question any more
    await tab.click(EDITOR)
    await tab.press("End")
    await tab.type(f" {OTHER}")
    await tab.underlines([SSN, OTHER])
    await settle(lambda: tab.evaluate(PILLS), ["2 to look at"])
    await tab.click(POST)
    await tab.click("dialog button", "Post anyway")
    await settle(tab.posts, [f"{DRAFT} {OTHER}"])


async def test_a_site_that_is_taken_back_is_said_and_can_be_allowed_again(firefox: Firefox) -> None:
    options = await firefox.own_page("options")
    await options.evaluate("chrome.permissions.remove({ origins: ['https://x.com/*'] })")
    tab = await firefox.open()
    await tab.write(DRAFT)
    assert await tab.shown(".pill") is None

    await settle(lambda: options.evaluate("chrome.action.getBadgeText({})"), "!")
    popup = await firefox.own_page("popup")
    await settle(lambda: popup.shown("#tab"), "Proviso may not read x.com, so drafts there are not checked.")
    await options.front()
    assert (
        await options.shown("#sites .closed")
        == "Proviso may not read x.com, so drafts there are not checked. Allow this site"
    )
    await options.click("#sites button", "Allow this site")

    await settle(lambda: options.shown("#sites .closed"), None)
    await settle(lambda: options.evaluate("chrome.action.getBadgeText({})"), "")
    await tab.go("https://x.com/home")
    await tab.front()
    await tab.write(DRAFT)
    await tab.underlines([SSN])
    for one in (tab, options, popup):
        await one.close()


async def test_an_agent_that_is_killed_is_started_again_by_the_browser(firefox: Firefox, tab: Tab) -> None:
    await tab.write("my number is ")
    await settle(lambda: tab.shown(".pill"), "Clear")
    await firefox.agent.kill()

    await tab.type(SSN)

    await tab.underlines([SSN])
    await tab.holds(DRAFT)


async def test_paired_by_a_code_an_agent_that_is_killed_is_away_and_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    async with beside_an_agent(tmp_path_factory.mktemp("code"), introduced=False) as firefox:
        code = (await firefox.agent.command("pair")).split()[0]
        options = await firefox.own_page("options")
        await settle(lambda: options.shown("#standing"), "This browser does not know Proviso's agent yet.")
        await options.evaluate(f"(document.getElementById('code').value = '{code}')")
        await options.click("#pair button")
        await settle(lambda: options.shown("#pair-outcome"), "Paired. From now on the agent starts on the same port.")
        tab = await firefox.open()
        await tab.write("my number is ")
        await settle(lambda: tab.shown(".pill"), "Clear")

        await firefox.agent.kill()
        await tab.type("078-")
        await settle(lambda: tab.shown(".pill"), "Agent away")
        await tab.click(POST)
        await settle(tab.posts, ["my number is 078-"])  # a personal post goes through, and the panel says so
        assert "Posted without a check: Proviso's agent is not running." in str(await tab.shown(".notice"))

        await asyncio.sleep(LONGER_THAN_A_DOUBLE_CLICK_S)
        await firefox.agent.start()
        await tab.write(DRAFT)
        await tab.underlines([SSN])
