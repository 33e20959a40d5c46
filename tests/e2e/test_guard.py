"""Nothing is posted while a question is open, exactly one post after "Post anyway", none after Escape: whichever way Post is pressed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import pytest

from e2e.harness import settle
from e2e.stage import CLEAR, ERROR, HINT, SSN, WARNING, Stage, step_on

if TYPE_CHECKING:
    from e2e.harness import Desk

Press = Callable[[Stage], Awaitable[None]]
LONGER_THAN_A_DOUBLE_CLICK_MS = 900


async def click(stage: Stage) -> None:
    await stage.post.click()


async def click_inner_word(stage: Stage) -> None:
    await stage.post.locator("span span").click()


async def tap(stage: Stage) -> None:
    box = await stage.post.bounding_box()
    assert box is not None
    at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    await stage.x.session.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    await stage.x.session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [at]})
    await stage.x.session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


async def ctrl_enter(stage: Stage) -> None:
    await stage.page.keyboard.press("Control+Enter")


async def cmd_enter(stage: Stage) -> None:
    await stage.page.keyboard.press("Meta+Enter")


async def enter_on_button(stage: Stage) -> None:
    await stage.post.focus()
    await stage.page.keyboard.press("Enter")


async def space_on_button(stage: Stage) -> None:
    await stage.post.focus()
    await stage.page.keyboard.press(" ")


WAYS: tuple[Press, ...] = (click, click_inner_word, tap, ctrl_enter, cmd_enter, enter_on_button, space_on_button)
each_way = pytest.mark.parametrize("press", WAYS, ids=lambda press: press.__name__)


@each_way
async def test_a_clear_draft_is_posted_once_and_nothing_is_asked(stage: Stage, press: Press) -> None:
    await stage.draft(CLEAR)
    await press(stage)

    await settle(stage.x.posts, [CLEAR])
    assert 0 == await stage.dialog.count()


@each_way
async def test_nothing_is_posted_before_post_anyway_or_after_escape_and_then_exactly_once(
    stage: Stage, press: Press
) -> None:
    await stage.draft(ERROR)
    await press(stage)
    await stage.dialog.wait_for()
    assert [] == await stage.x.posts()

    await stage.page.keyboard.press("Escape")
    await stage.dialog.wait_for(state="detached")
    assert [] == await stage.x.posts()
    assert ERROR == await stage.x.text()

    await press(stage)
    await stage.named("Post anyway").click()
    await settle(stage.x.posts, [ERROR])
    await stage.page.wait_for_timeout(LONGER_THAN_A_DOUBLE_CLICK_MS)
    assert [ERROR] == await stage.x.posts()


async def test_after_going_back_the_next_word_lands_at_the_caret(stage: Stage) -> None:
    await stage.draft(ERROR)
    await stage.page.keyboard.press("Home")
    await click(stage)
    await stage.named("Go back and edit").click()
    await stage.page.keyboard.type("Look: ")

    await settle(stage.x.text, f"Look: {ERROR}")


async def test_after_going_back_the_same_draft_is_asked_about_again(stage: Stage) -> None:
    await stage.draft(ERROR)
    await ctrl_enter(stage)
    await stage.named("Go back and edit").click()
    await ctrl_enter(stage)
    await stage.dialog.wait_for()

    assert [] == await stage.x.posts()


async def test_a_double_click_on_post_does_not_answer_the_question(stage: Stage) -> None:
    await stage.draft(ERROR)
    await stage.post.dblclick()
    await stage.dialog.wait_for()

    assert [] == await stage.x.posts()


async def test_a_double_click_on_post_anyway_posts_once(stage: Stage) -> None:
    await stage.draft(ERROR)
    await click(stage)
    await stage.named("Post anyway").dblclick()
    await stage.page.wait_for_timeout(LONGER_THAN_A_DOUBLE_CLICK_MS)

    assert [ERROR] == await stage.x.posts()


async def test_the_answer_cannot_be_pressed_in_the_same_moment_as_post(stage: Stage) -> None:
    await stage.draft(ERROR)
    await ctrl_enter(stage)

    assert await stage.named("Post anyway").is_disabled()


@pytest.mark.parametrize("text", [CLEAR, ERROR])
async def test_held_down_keys_never_post_twice(stage: Stage, text: str) -> None:
    await stage.draft(text)
    await stage.page.keyboard.down("Control")
    for _ in range(8):
        await stage.page.keyboard.down("Enter")
        await stage.page.wait_for_timeout(30)
    await stage.page.keyboard.up("Enter")
    await stage.page.keyboard.up("Control")

    assert [CLEAR] * (text == CLEAR) == await stage.x.posts()
    assert (text == ERROR) == await stage.dialog.is_visible()


async def test_a_key_of_an_input_method_is_left_alone(stage: Stage) -> None:
    await stage.draft(ERROR)
    was_taken = await stage.page.evaluate(
        """() => {
          const init = { key: "Enter", ctrlKey: true, bubbles: true, cancelable: true, isComposing: true };
          return !document.activeElement.dispatchEvent(new KeyboardEvent("keydown", init));
        }"""
    )

    assert not was_taken
    assert 0 == await stage.dialog.count()


async def test_a_hint_alone_asks_nothing(stage: Stage) -> None:
    await stage.draft(HINT)
    await click(stage)

    await settle(stage.x.posts, [HINT])


async def test_a_changed_text_is_asked_about_after_post_anyway(stage: Stage) -> None:
    await stage.draft(ERROR)
    await ctrl_enter(stage)
    await stage.named("Post anyway").click()
    await settle(stage.x.posts, [ERROR])
    await stage.page.wait_for_timeout(LONGER_THAN_A_DOUBLE_CLICK_MS)
    await stage.draft(WARNING)
    await ctrl_enter(stage)
    await stage.dialog.wait_for()

    assert [ERROR] == await stage.x.posts()


async def test_the_same_words_written_again_are_asked_about_again(stage: Stage) -> None:
    await stage.draft(ERROR)
    await ctrl_enter(stage)
    await stage.named("Post anyway").click()
    await settle(stage.x.posts, [ERROR])
    await stage.page.wait_for_timeout(LONGER_THAN_A_DOUBLE_CLICK_MS)
    await stage.draft(ERROR)
    await ctrl_enter(stage)
    await stage.dialog.wait_for()

    assert [ERROR] == await stage.x.posts()


async def test_what_is_no_problem_here_is_not_held(stage: Stage) -> None:
    await stage.draft(ERROR)
    await stage.page.keyboard.press("Alt+Shift+P")
    await stage.page.keyboard.press("Enter")
    await stage.named("Not a problem here").click()
    await click(stage)

    await settle(stage.x.posts, [ERROR])


async def test_what_was_no_problem_in_one_draft_is_held_in_the_next(stage: Stage) -> None:
    await test_what_is_no_problem_here_is_not_held(stage)
    await stage.page.wait_for_timeout(LONGER_THAN_A_DOUBLE_CLICK_MS)
    await stage.draft(ERROR)
    await ctrl_enter(stage)
    await stage.dialog.wait_for()

    assert [ERROR] == await stage.x.posts()


async def test_a_press_waits_for_an_answer_that_is_on_its_way(stage: Stage) -> None:
    await stage.agent(delayMs=300)
    await stage.x.write(ERROR)
    await ctrl_enter(stage)
    await stage.dialog.wait_for()

    assert [] == await stage.x.posts()


async def test_a_press_that_waited_for_a_clear_answer_posts_once(stage: Stage) -> None:
    await stage.agent(delayMs=300)
    await stage.x.write(CLEAR)
    await stage.post.dblclick()

    assert [] == await stage.x.posts()
    await settle(stage.x.posts, [CLEAR])
    await stage.page.wait_for_timeout(LONGER_THAN_A_DOUBLE_CLICK_MS)
    assert [CLEAR] == await stage.x.posts()


async def test_an_answer_that_takes_too_long_does_not_keep_a_personal_post(stage: Stage) -> None:
    await stage.agent(delayMs=3000)
    await stage.x.write(ERROR)
    await ctrl_enter(stage)

    await settle(stage.x.posts, [ERROR])
    assert "before the check had finished" in await stage.notice.inner_text()


async def test_with_the_agent_away_a_personal_post_goes_through_and_the_panel_says_so(stage: Stage) -> None:
    await stage.agent(state="away")
    await stage.x.write(ERROR)
    await settle(stage.pill.inner_text, "Agent away")
    await click(stage)

    await settle(stage.x.posts, [ERROR])
    assert "Posted without a check: Proviso's agent is not running." == (await stage.notice.inner_text()).strip()


async def test_what_was_checked_before_the_agent_went_away_is_still_asked_about(stage: Stage) -> None:
    await stage.draft(ERROR)
    await stage.agent(state="away")
    await click(stage)
    await stage.dialog.wait_for()

    assert [] == await stage.x.posts()


@pytest.mark.parametrize("off", ["paused", "off-here"])
async def test_what_a_person_has_switched_off_holds_nothing(stage: Stage, off: str) -> None:
    await stage.agent(off=off)
    await stage.x.write(ERROR)
    await click(stage)

    await settle(stage.x.posts, [ERROR])
    assert 0 == await stage.notice.count()


async def test_an_unfinished_check_does_not_keep_a_personal_post(stage: Stage) -> None:
    await stage.agent(answer="incomplete")
    await stage.draft(CLEAR)
    await click(stage)

    await settle(stage.x.posts, [CLEAR])
    assert "before the check had finished" in await stage.notice.inner_text()


async def test_a_fix_in_the_question_fixes_and_does_not_post(stage: Stage) -> None:
    await stage.draft(ERROR)
    await click(stage)
    await stage.named("Remove the number").click()

    await settle(stage.x.text, "Mine is [removed]")
    assert [] == await stage.x.posts()


async def test_a_thread_is_held_for_any_of_its_parts(stages: Desk) -> None:
    stage = await step_on(stages, "/compose/post")
    await stage.x.write("First part", "modal/tweetTextarea_0")
    await stage.page.get_by_test_id("addButton").click()
    await stage.x.write(ERROR, "modal/tweetTextarea_1")
    await stage.page.get_by_test_id("tweetButton").click()
    await stage.dialog.wait_for()

    assert [] == await stage.x.posts()
    await stage.named("Post anyway").click()
    await settle(stage.x.posts, ["First part", ERROR])
    await stage.page.close()


async def test_another_button_of_the_page_is_left_alone(stage: Stage) -> None:
    await stage.draft(ERROR)
    await stage.page.get_by_test_id("SideNav_NewTweet_Button").click()

    assert await stage.page.get_by_test_id("tweetButton").is_visible()
    assert 0 == await stage.dialog.count()


VANISHED = """(() => {
  const [editor, submit] = [document.createElement("div"), document.createElement("button")];
  submit.id = "last-step";
  document.body.append(submit);
  const finding = { id: "f", rule: "r", category: "pii", severity: "error", start: 0, end: 3, message: "m", clauses: [], fixes: [] };
  const report = { conversation: "c", revision: 1, status: "complete", hold: "advice", findings: [finding] };
  globalThis.pressed = 0;
  submit.addEventListener("click", () => { pressed += 1; });
  const composer = {
    editor: { element: editor }, submitKeys: "none", submitButton: () => submit, submit: () => submit.click(),
    refresh: () => {}, hold: () => {}, card: async () => ({ clauses: [] }), fix: () => {},
    view: { state: "findings", findings: [finding], report, official: false, text: "abc" },
  };
  const { signal } = new AbortController();
  new Guard({ signal, notice: new Notice(signal), composers: () => [composer] });
})()"""


async def test_a_post_is_held_by_its_last_verdict_when_the_editor_is_gone(stage: Stage) -> None:
    await stage.x.in_extension(VANISHED)
    await stage.page.locator("#last-step").click()
    await stage.dialog.wait_for()

    assert 0 == await stage.x.in_extension("pressed")


async def test_the_same_text_is_not_asked_about_twice_when_the_page_did_not_post_it(stage: Stage) -> None:
    await stage.x.in_extension(VANISHED)
    await stage.page.locator("#last-step").click()
    await stage.named("Post anyway").click()
    await stage.page.wait_for_timeout(LONGER_THAN_A_DOUBLE_CLICK_MS)
    await stage.page.locator("#last-step").click()

    assert 2 == await stage.x.in_extension("pressed")


async def test_text_of_a_post_is_not_on_the_page_after_the_question(stage: Stage) -> None:
    await stage.draft(ERROR)
    await click(stage)
    await stage.named("Remove the number").click()
    await settle(stage.x.text, "Mine is [removed]")

    assert SSN not in await stage.page.content()
