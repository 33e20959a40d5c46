"""Why: the conditions behind a finding in its card, and what was looked at in the list; by pointer and by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from e2e.axe import complaints
from e2e.guests import OTHER, state_of
from e2e.harness import settle
from e2e.stage import CLEAR, COMPOSER, ERROR, HINT, SSN, WARNING, Stage

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from playwright.async_api import Locator, Page

    from e2e.harness import XPage

SHORTCUT = "Alt+Shift+P"
TEXT = f"👩‍👩‍👧 I help people get SSI every day, call {SSN}"


def rows(page: Page) -> Locator:
    """The conditions of the rule whose card is open."""
    return page.locator(".card .steps li")


async def open_card(x: XPage, number: int) -> None:
    await x.page.keyboard.press(SHORTCUT)
    await x.page.locator(".list .open").nth(number).click()
    await x.page.locator(".card blockquote").first.wait_for()


def told(lines: list[str]) -> list[str]:
    return [" ".join(line.split()) for line in lines]


async def test_a_card_says_which_conditions_led_to_its_finding(x: XPage) -> None:
    await x.write(TEXT)
    await x.underlines(["SSI", SSN])
    await open_card(x, 0)
    await x.page.get_by_role("button", name="Why?").click()
    await rows(x.page).first.wait_for()

    lines = told(await rows(x.page).all_inner_texts())
    assert "Yes the account is personal" in lines
    assert "Yes has agency programme “SSI”" in lines
    unknown = "Not known has employer shown or employer in profile or job voice"
    assert f"{unknown} Depends on what your profile says." in lines
    assert "Personal use, d.v" in await x.page.locator(".card .clauses").inner_text()


async def test_the_words_of_a_condition_are_those_of_the_draft_behind_an_emoji(x: XPage) -> None:
    await x.write(TEXT)
    await x.underlines(["SSI", SSN])
    await open_card(x, 1)
    await x.page.get_by_role("button", name="Why?").click()
    await rows(x.page).first.wait_for()

    assert [f"Yes has us ssn “{SSN}”"] == told(await rows(x.page).all_inner_texts())


async def test_a_clear_draft_says_what_was_looked_at(x: XPage) -> None:
    await x.write("See you on Friday. Views are my own, not SSA's.")
    await settle(lambda: state_of(x), "clear")
    await x.page.keyboard.press(SHORTCUT)
    await x.page.get_by_role("button", name="What was looked at?").click()
    lines = x.page.locator(".list .traces p, .list .traces li")
    await lines.nth(3).wait_for()

    found = told(await lines.all_inner_texts())
    assert any("rules were applied: Social Security Administration" in line for line in found)
    assert "Read as written from a personal account." in found
    assert "disclaimer “Views are my own”" in found


async def test_typing_on_asks_about_the_new_draft(x: XPage) -> None:
    await x.write(f"One {SSN}")
    await x.underlines([SSN])
    await x.page.keyboard.type(f", two {OTHER}")
    await x.underlines([SSN, OTHER])
    answer = await x.in_extension(f"{COMPOSER}.conversation.explain('base/us-ssn')")

    assert isinstance(answer, dict)
    assert f"One {SSN}, two {OTHER}" == answer["text"]
    assert [[4, 15], [21, 32]] == answer["explanation"]["facts"][0]["spans"]


async def test_a_question_that_comes_before_its_draft_is_refused_and_the_check_stands(x: XPage) -> None:
    await x.write(f"One {SSN}")
    await x.underlines([SSN])
    conversation = f"{COMPOSER}.conversation"
    asked = f"{conversation}.explain(null).then(() => 'explained', (error) => error.message)"

    assert "outdated" == await x.in_extension(f"{conversation}.recheck(), {asked}")
    await settle(lambda: state_of(x), "findings")
    assert "explained" == await x.in_extension(asked)


# --- with a scripted agent


async def show_why(stage: Stage) -> None:
    await stage.draft(f"{WARNING}. {ERROR}")
    await stage.page.keyboard.press(SHORTCUT)
    await stage.page.keyboard.press("Enter")
    await stage.card.locator("blockquote").first.wait_for()
    await stage.named("Why?").click()
    await stage.card.locator(".steps li").first.wait_for()


async def show_looked_at(stage: Stage) -> None:
    await stage.draft(CLEAR)
    await stage.page.keyboard.press(SHORTCUT)
    await stage.named("What was looked at?").click()
    await stage.listing.locator(".traces li").first.wait_for()


async def show_looked_at_beside_findings(stage: Stage) -> None:
    await stage.draft("\n".join([f"{WARNING}. {ERROR}, or {HINT}"] * 2))
    await stage.page.keyboard.press(SHORTCUT)
    await stage.named("What was looked at?").click()
    await stage.listing.locator(".traces li").first.wait_for()


SHOWN = (show_why, show_looked_at, show_looked_at_beside_findings)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("show", SHOWN, ids=lambda show: show.__name__.removeprefix("show_"))
async def test_axe_finds_nothing_to_complain_about(
    stage: Stage, show: Callable[[Stage], Awaitable[None]], theme: str
) -> None:
    background = "black" if theme == "dark" else "white"
    await stage.page.evaluate("(color) => { document.body.style.backgroundColor = color; }", background)
    await show(stage)

    assert await complaints(stage.page, only_ours=True) == []


async def test_an_answer_is_opened_read_and_closed_by_keyboard_alone(stage: Stage) -> None:
    keyboard = stage.page.keyboard
    await stage.draft(ERROR)
    await keyboard.press(SHORTCUT)
    await keyboard.press("Enter")
    await stage.card.locator("blockquote").first.wait_for()
    while await stage.focused() != "Why?":
        await keyboard.press("Tab")
    await keyboard.press("Enter")
    await stage.card.locator(".steps li").first.wait_for()
    assert "true" == await stage.named("Why?").get_attribute("aria-expanded")
    await keyboard.press("Tab")
    assert "Why?" == await stage.focused()  # the answer is named after its question
    assert await stage.card.get_by_role("group", name="Why?").is_visible()
    await keyboard.press("Shift+Tab")
    await keyboard.press("Enter")

    assert "false" == await stage.named("Why?").get_attribute("aria-expanded")
    assert not await stage.card.locator(".traces").is_visible()
    await keyboard.press("Escape")
    assert "Not allowed" in await stage.focused()


async def test_an_answer_that_does_not_come_says_what_to_do(stage: Stage) -> None:
    await stage.agent(silent=True)
    await stage.draft(ERROR)
    await stage.pill.click()
    await stage.named("What was looked at?").click()

    await settle(
        stage.listing.locator(".traces").inner_text,
        "The agent gave no answer. Check the draft again, then ask once more.",
    )
    assert "findings" == await stage.view()


async def test_while_the_agent_is_away_nothing_is_offered_and_nothing_asked(stage: Stage) -> None:
    await stage.draft(CLEAR)
    await stage.agent(state="away")
    await stage.page.keyboard.type("!")
    await settle(stage.view, "away")
    await stage.pill.click()

    assert not await stage.named("What was looked at?").is_visible()


async def test_an_answer_goes_with_the_check_that_it_is_about(stage: Stage) -> None:
    await show_looked_at(stage)
    await stage.named("Check again").click()

    await settle(stage.listing.locator(".traces").is_visible, False)


async def test_a_redrawn_list_keeps_the_answer_and_the_focus(stage: Stage) -> None:
    await show_looked_at(stage)
    await stage.listing.locator(".traces").focus()
    await stage.x.in_extension(f"{COMPOSER}.panel.show({COMPOSER}.view, {COMPOSER}.editor.element)")

    assert await stage.listing.locator(".traces li").first.is_visible()
    assert "What was looked at?" == await stage.focused()


@pytest.mark.parametrize("show", SHOWN, ids=lambda show: show.__name__.removeprefix("show_"))
@pytest.mark.parametrize("size", [(1280, 800), (640, 400), (390, 700)], ids=["desk", "zoomed to 200 %", "narrow"])
async def test_an_answer_stays_in_the_window(
    stage: Stage, show: Callable[[Stage], Awaitable[None]], size: tuple[int, int]
) -> None:
    await stage.page.set_viewport_size({"width": size[0], "height": size[1]})
    await show(stage)
    await stage.page.wait_for_timeout(100)

    box = await (stage.card if await stage.card.count() else stage.listing).bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= size[0]
    assert box["y"] + box["height"] <= size[1]
    await stage.page.set_viewport_size({"width": 1280, "height": 720})


async def test_an_answer_keeps_its_place_while_the_page_scrolls(stage: Stage) -> None:
    await stage.page.set_viewport_size({"width": 640, "height": 400})
    await show_looked_at_beside_findings(stage)
    await stage.page.evaluate("document.body.style.height = '3000px'")
    answer = stage.listing.locator(".traces")
    await answer.evaluate("(answer) => { answer.scrollTop = 40; }")
    await stage.page.evaluate("scrollTo(0, 30)")
    await stage.page.wait_for_timeout(300)

    assert 40 == await answer.evaluate("(answer) => answer.scrollTop")
    await stage.page.set_viewport_size({"width": 1280, "height": 720})


async def test_everything_pressable_is_at_least_24_pixels_high(stage: Stage) -> None:
    await show_why(stage)
    low = await stage.page.locator(".list button, .card button").evaluate_all(
        "(all) => all.filter((one) => one.getBoundingClientRect().height < 24).map((one) => one.innerText)"
    )

    assert [] == low
