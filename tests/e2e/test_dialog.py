"""The question before posting: one focus, one way back, one way through; the page sees none of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from playwright.async_api import expect

from e2e.harness import settle
from e2e.stage import CLEAR, ERROR, HINT, SSN, WARNING, Stage, step_on

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from e2e.harness import Desk

OFFICIAL = {"handle": "SocialSecurity", "name": "Social Security"}


@pytest_asyncio.fixture(loop_scope="session")
async def official(stages: Desk) -> AsyncIterator[Stage]:
    """A tab in which an official account is signed in."""
    stage = await step_on(stages, **OFFICIAL)
    yield stage
    await stage.page.close()


async def ask(stage: Stage, text: str = ERROR) -> None:
    await stage.draft(text)
    await stage.page.keyboard.press("Control+Enter")
    await stage.dialog.wait_for()


async def test_going_back_has_the_focus(stage: Stage) -> None:
    await ask(stage)

    assert "Go back and edit" == await stage.focused()


async def test_the_question_is_modal_with_a_name_and_a_description(stage: Stage) -> None:
    await ask(stage)

    assert await stage.dialog.evaluate("(dialog) => dialog.matches(':modal')")
    named = stage.page.get_by_role(
        "dialog", name="Before you post", description="There is 1 thing to look at in this draft."
    )
    assert await named.is_visible()


async def test_each_finding_is_listed_with_its_words_and_its_clause(stage: Stage) -> None:
    await ask(stage)
    found = stage.dialog.locator("li")
    await found.locator("blockquote").first.wait_for()
    shown = await found.inner_text()

    for words in ("Not allowed", SSN, "This looks like a Social Security number.", "Proviso base rules, 1.1"):
        assert words in shown


async def test_the_gravest_finding_comes_first_and_hints_stay_in_the_list(stage: Stage) -> None:
    await ask(stage, f"{HINT}. {WARNING}. {ERROR}")

    assert ["Not allowed", "Take care"] == await stage.dialog.locator(".tone").all_inner_texts()


async def test_a_personal_account_is_asked_for_no_reason_and_told_that_nothing_is_stored(stage: Stage) -> None:
    await ask(stage)

    assert 0 == await stage.dialog.locator("input, textarea, select").count()
    assert await stage.dialog.get_by_text("Whatever you choose is neither stored nor counted.").is_visible()


async def test_escape_is_back_and_the_focus_returns_to_the_editor(stage: Stage) -> None:
    await ask(stage)
    await stage.page.keyboard.press("Escape")
    await stage.dialog.wait_for(state="detached")
    await stage.page.keyboard.type("!")

    await settle(stage.x.text, f"{ERROR}!")


async def test_escape_closes_the_question_and_not_the_modal_composer_behind_it(stages: Desk) -> None:
    stage = await step_on(stages, "/compose/post")
    await stage.x.write(ERROR, "modal/tweetTextarea_0")
    await stage.page.keyboard.press("Control+Enter")
    await stage.dialog.wait_for()
    await stage.page.keyboard.press("Escape")
    await stage.dialog.wait_for(state="detached")

    assert ERROR == await stage.x.text("modal/tweetTextarea_0")
    await stage.page.close()


async def test_the_page_sees_no_key_that_is_pressed_in_the_question(stage: Stage) -> None:
    await ask(stage)
    for key in ("n", "j", "ArrowDown", "Tab", "n", "Escape"):
        await stage.page.keyboard.press(key)

    assert [] == await stage.hotkeys()


async def test_a_focus_trap_of_the_page_does_not_pull_the_focus_out(stage: Stage) -> None:
    await stage.page.evaluate(
        """document.addEventListener("focus", (event) => {
          if (!event.target.closest?.("main")) document.querySelector("[contenteditable]").focus();
        }, true)"""
    )
    await ask(stage)
    await stage.page.keyboard.press("Shift+Tab")

    assert "Remove the number" == await stage.focused()


async def test_tab_walks_from_the_fix_to_the_answers(stage: Stage) -> None:
    await ask(stage)
    await expect(stage.named("Post anyway")).to_be_enabled()
    seen = [await stage.focused()]
    for _ in range(2):
        await stage.page.keyboard.press("Shift+Tab")
        seen.append(await stage.focused())

    assert ["Go back and edit", "Remove the number", "1 more clause"] == seen


# A clause that comes when it is called.
LATE = """(() => {
  const { card } = Link.prototype;
  const called = new Promise((come) => { globalThis.come = come; });
  Link.prototype.card = async function (finding) {
    await called;
    return card.call(this, finding);
  };
})()"""
# Whether the question has its clause, and whether it can be answered, at the moment when the clause has come.
WHEN_IT_COMES = """(come(), new Promise((seen) => setTimeout(seen, 0))).then(() => {
  const dialogs = [...document.querySelectorAll(":root > div")].map((one) => one.shadowRoot?.querySelector("dialog"));
  const dialog = dialogs.find(Boolean);
  return [dialog.querySelector("blockquote") !== null, dialog.querySelector(".button:last-child").disabled];
})"""


async def test_a_late_clause_moves_the_answers_so_they_wait_again(stage: Stage) -> None:
    await stage.x.in_extension(LATE)
    await ask(stage)
    await expect(stage.named("Post anyway")).to_be_enabled()

    assert await stage.x.in_extension(WHEN_IT_COMES) == [True, True]
    await stage.named("Post anyway").click()
    await settle(stage.x.posts, [ERROR])


async def test_tab_does_not_lead_out_of_the_question(stage: Stage) -> None:
    await ask(stage)
    await expect(stage.named("Post anyway")).to_be_enabled()
    seen = []
    for _ in range(4):
        await stage.page.keyboard.press("Tab")
        seen.append(await stage.focused())

    assert ["Post anyway", "1 more clause", "Remove the number", "Go back and edit"] == seen


async def test_a_page_that_removes_the_question_has_not_answered_it(stage: Stage) -> None:
    await ask(stage)
    await stage.page.evaluate(
        "[...document.documentElement.children].forEach((one) => one.tagName === 'DIV' && one.remove())"
    )
    await stage.dialog.wait_for(state="detached")

    assert [] == await stage.x.posts()
    await stage.page.keyboard.press("Control+Enter")
    await stage.dialog.wait_for()


async def test_a_page_that_demands_trusted_types_still_gets_the_question(stages: Desk) -> None:
    stage = await step_on(stages)
    await stage.page.evaluate(
        """() => {
          const rule = document.createElement("meta");
          rule.httpEquiv = "Content-Security-Policy";
          rule.content = "require-trusted-types-for 'script'; style-src 'none'";
          document.head.append(rule);
        }"""
    )
    await ask(stage)
    width = await stage.dialog.evaluate("(dialog) => dialog.getBoundingClientRect().width")

    assert 460 == width
    await stage.page.close()


async def test_an_official_post_is_acknowledged_before_it_goes_out(official: Stage) -> None:
    await official.agent(hold="acknowledge")
    await ask(official)
    post = official.named("Post").last
    await official.page.wait_for_timeout(500)
    before = await official.dialog.locator(".button").last.is_disabled()
    await official.page.get_by_label("I have read what is said above.").check()
    await official.dialog.get_by_role("button", name="Post", exact=True).click()

    assert before
    assert await post.is_visible()
    await settle(official.x.posts, [ERROR])


async def test_what_must_be_acknowledged_cannot_be_left_out(official: Stage) -> None:
    await official.agent(hold="acknowledge")
    await official.draft(ERROR)
    await official.page.keyboard.press("Alt+Shift+P")
    await official.page.keyboard.press("Enter")
    await official.card.wait_for()

    assert 0 == await official.named("Not a problem here").count()


async def test_an_official_post_without_a_check_is_asked_about(official: Stage) -> None:
    await official.agent(state="away")
    await official.x.write(CLEAR)
    await official.page.keyboard.press("Control+Enter")
    await official.named("Post without a check").click()

    await settle(official.x.posts, [CLEAR])


async def test_an_official_post_whose_check_did_not_finish_is_asked_about(official: Stage) -> None:
    await official.agent(answer="incomplete")
    await ask(official, CLEAR)

    assert "The check did not finish" == await official.dialog.locator("h2").inner_text()
    await official.page.keyboard.press("Escape")
    assert [] == await official.x.posts()


async def test_an_official_post_that_waits_too_long_is_asked_about(official: Stage) -> None:
    await official.agent(delayMs=3000)
    await official.x.write(CLEAR)
    await official.page.keyboard.press("Control+Enter")
    await official.dialog.wait_for()

    assert [] == await official.x.posts()


async def test_an_official_account_is_not_told_that_nothing_is_stored(official: Stage) -> None:
    await ask(official)

    assert 0 == await official.dialog.get_by_text("neither stored nor counted").count()


@pytest.mark.parametrize("size", [(1280, 800), (640, 400), (320, 480)], ids=["desk", "zoomed to 200 %", "narrow"])
async def test_both_answers_are_in_sight_however_long_the_list(stage: Stage, size: tuple[int, int]) -> None:
    await stage.page.set_viewport_size({"width": size[0], "height": size[1]})
    await ask(stage, f"{ERROR} and {WARNING}, {ERROR}, {WARNING}, {ERROR}")
    for name in ("Go back and edit", "Post anyway"):
        box = await stage.named(name).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= size[1]
        assert box["x"] + box["width"] <= size[0]
