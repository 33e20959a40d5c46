"""The small sign, the list behind it and the card: they say what is known, cover nothing, take nothing that is not given to them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from e2e.harness import settle
from e2e.stage import CLEAR, COMPOSER, ERROR, HINT, SSN, WARNING, Stage, step_on

if TYPE_CHECKING:
    from e2e.harness import Desk

ALL_THREE = f"{WARNING}. {ERROR}, or {HINT}"
SHORTCUT = "Alt+Shift+P"
PAUSE_MS = 1300  # longer than a pause in typing

STATES = {
    "checking": ("Checking", "Checking this draft.", "Check again"),
    "clear": ("Clear", "Nothing found in this draft.", "Check again"),
    "incomplete": (
        "Not finished",
        "The check did not finish: part of this draft was not looked at.",
        "Check again",
    ),
    "paused": ("Paused", "Proviso is paused. Drafts are not checked.", "Resume"),
    "off-here": ("Off here", "Proviso is off on this site. Drafts are not checked.", "Turn on"),
    "away": (
        "Agent away",
        "Proviso's agent is not running on this computer. Drafts are not checked.",
        "Start the agent",
    ),
    "stale-rules": ("Old rules", "The rules on this computer are out of date.", "Get the rules"),
    "no-policy": ("No policy", "No policy is chosen yet, so only the basic checks run.", "Choose a policy"),
    "no-access": ("No access", "Proviso may not read this site, so drafts are not checked.", "Allow this site"),
    "unrecognised": (
        "Not recognised",
        "Proviso does not recognise this editor, so this draft is not checked.",
        "What to do",
    ),
    "reload": (
        "Reload tab",
        "Proviso was updated. Drafts in this tab are not checked until it is reloaded.",
        "Reload this tab",
    ),
    "held": ("Waiting for you", "Your post is waiting for your answer.", "Answer"),
}


async def show(stage: Stage, **view: object) -> None:
    """Show a view made by hand."""
    made = {"findings": [], "report": None, "official": False, "text": "", **view}
    await stage.x.in_extension(
        f"{COMPOSER}.panel.show({json.dumps(made)}, {COMPOSER}.editor.element, {COMPOSER}.submitButton())"
    )


async def test_each_state_has_one_sentence_and_one_action(stage: Stage) -> None:
    await stage.draft(CLEAR)
    await stage.pill.click()
    for state, (short, sentence, action) in STATES.items():
        await show(stage, state=state)
        await settle(stage.pill.inner_text, short)

        assert sentence == await stage.listing.locator(".head p").inner_text()
        assert [action] == await stage.listing.locator(".note button").all_inner_texts()


async def test_the_action_of_a_state_is_passed_on(stage: Stage) -> None:
    await stage.draft(CLEAR)
    await stage.agent(state="away")
    await stage.pill.click()
    await stage.named("Start the agent").click()

    assert ["wake"] == await stage.x.in_extension("scripted.acts")


async def test_check_again_checks_again(stage: Stage) -> None:
    await stage.draft(CLEAR)
    before = await stage.x.in_extension("scripted.checks")
    await stage.pill.click()
    await stage.named("Check again").click()

    async def more() -> object:
        return await stage.x.in_extension(f"scripted.checks > {before}")

    await settle(more, True)


async def test_findings_are_counted_by_number_and_shape(stage: Stage) -> None:
    await stage.draft(ALL_THREE)

    await settle(stage.pill.inner_text, "3 to look at")
    assert 1 == await stage.pill.locator(".shape.error").count()


async def test_a_partial_check_says_so_beside_its_findings(stage: Stage) -> None:
    await stage.agent(answer="incomplete")
    await stage.draft(ERROR)

    await settle(stage.pill.inner_text, "1 to look at · Not finished")


async def test_a_severity_is_told_by_word_and_shape(stage: Stage) -> None:
    await stage.draft(ALL_THREE)
    await stage.pill.click()

    assert ["Take care", "Not allowed", "Hint"] == await stage.listing.locator(".tone").all_inner_texts()
    shapes = await stage.listing.locator(".tone svg path:first-child").evaluate_all(
        "(paths) => new Set(paths.map((path) => path.getAttribute('d'))).size"
    )
    assert 3 == shapes


async def test_nothing_takes_the_focus_while_somebody_types(stage: Stage) -> None:
    await stage.draft(ALL_THREE)
    await stage.agent(state="away")
    await stage.agent(state="open")

    assert "tweetTextarea_0" == await stage.focused()
    assert ALL_THREE == await stage.x.text()


COVERED = """() => {
  const host = [...document.documentElement.children].find((one) => one.shadowRoot?.querySelector(".pill"));
  const pill = host.shadowRoot.querySelector(".pill").getBoundingClientRect();
  const meets = (rect) => rect.left < pill.right - 1 && rect.right > pill.left + 1 && rect.top < pill.bottom - 1 && rect.bottom > pill.top + 1;
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const covered = [...document.body.querySelectorAll("button, a")].filter((one) => meets(one.getBoundingClientRect()));
  for (let text = words.nextNode(); text; text = words.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(text);
    if (text.data.trim() && [...range.getClientRects()].some(meets)) covered.push(text);
  }
  return covered.map((one) => one.textContent);
}"""


@pytest.mark.parametrize("size", [(1280, 800), (640, 400), (390, 700)], ids=["desk", "zoomed to 200 %", "narrow"])
@pytest.mark.parametrize("text", [ERROR, f"{ALL_THREE}\n{ALL_THREE}\n{ALL_THREE}"], ids=["short", "long"])
async def test_the_sign_covers_neither_text_nor_buttons(stage: Stage, size: tuple[int, int], text: str) -> None:
    await stage.page.set_viewport_size({"width": size[0], "height": size[1]})
    await stage.draft(text)
    await stage.page.wait_for_timeout(100)

    assert [] == await stage.page.evaluate(COVERED)


async def test_the_sign_follows_the_editor(stage: Stage) -> None:
    await stage.draft(ERROR)
    await stage.page.evaluate("document.body.style.height = '3000px'")

    async def distance() -> float:
        pill, editor = await stage.pill.bounding_box(), await stage.x.editor().bounding_box()
        assert pill is not None
        assert editor is not None
        return round(pill["y"] - editor["y"])

    before = await distance()
    await stage.page.mouse.wheel(0, 40)

    async def scrolled() -> object:
        return await stage.page.evaluate("scrollY")

    await settle(scrolled, 40)
    await settle(distance, before)


async def test_the_sign_is_gone_while_its_editor_is_out_of_sight(stage: Stage) -> None:
    await stage.draft(ERROR)
    await stage.page.evaluate("document.body.style.height = '3000px'; scrollTo(0, 2000)")

    await settle(stage.pill.is_visible, False)


async def test_the_sign_of_the_page_does_not_float_over_a_modal_composer(stage: Stage) -> None:
    await stage.draft(ERROR)
    await stage.page.get_by_test_id("SideNav_NewTweet_Button").click()
    await stage.x.write(CLEAR, "modal/tweetTextarea_0")

    async def visible() -> int:
        return await stage.page.locator(".pill:visible").count()

    await settle(visible, 1)


async def test_the_signs_of_a_thread_stand_apart_each_near_its_part(stages: Desk) -> None:
    stage = await step_on(stages, "/compose/post")
    await stage.x.write(ERROR, "modal/tweetTextarea_0")
    await stage.page.get_by_test_id("addButton").click()
    await stage.x.write(ERROR, "modal/tweetTextarea_1")
    await stage.page.wait_for_timeout(200)
    first, second = await stage.pill.evaluate_all("(all) => all.map((one) => one.getBoundingClientRect().toJSON())")
    upper, lower = sorted((first, second), key=lambda box: float(box["top"]))

    assert upper["bottom"] <= lower["top"]
    await stage.page.close()


async def test_a_sign_that_the_page_removes_comes_back(stage: Stage) -> None:
    await stage.draft(ERROR)
    await stage.page.evaluate(
        "[...document.documentElement.children].forEach((one) => one.tagName === 'DIV' && one.remove())"
    )

    await settle(stage.pill.is_visible, True)


async def test_the_shortcut_opens_the_list_at_its_first_finding(stage: Stage) -> None:
    await stage.draft(ALL_THREE)
    await stage.page.keyboard.press(SHORTCUT)

    assert "Take care" in await stage.focused()


async def test_escape_closes_the_list_and_the_caret_has_not_moved(stage: Stage) -> None:
    await stage.draft(ALL_THREE)
    for _ in range(len(HINT)):
        await stage.page.keyboard.press("ArrowLeft")
    await stage.page.keyboard.press(SHORTCUT)
    await stage.page.keyboard.press("Escape")
    await stage.page.keyboard.type("please ")

    await settle(stage.x.text, f"{WARNING}. {ERROR}, or please {HINT}")
    assert not await stage.listing.is_visible()


async def test_a_selection_is_kept_while_the_list_is_open(stage: Stage) -> None:
    await stage.draft("one two three")
    await stage.page.keyboard.press("Control+Shift+ArrowLeft")
    await stage.page.keyboard.press(SHORTCUT)
    await stage.page.keyboard.press("Escape")
    await stage.page.keyboard.type("four")

    await settle(stage.x.text, "one two four")


async def test_arrow_keys_walk_the_list(stage: Stage) -> None:
    await stage.draft(ALL_THREE)
    await stage.page.keyboard.press(SHORTCUT)
    seen = []
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "Home", "End"):
        await stage.page.keyboard.press(key)
        seen.append((await stage.focused()).partition(" “")[0])

    assert ["Not allowed", "Hint", "Hint", "Not allowed", "Take care", "Hint"] == seen


async def test_enter_opens_the_card_and_escape_leads_back_step_by_step(stage: Stage) -> None:
    await stage.draft(ALL_THREE)
    await stage.page.keyboard.press(SHORTCUT)
    await stage.page.keyboard.press("ArrowDown")
    await stage.page.keyboard.press("Enter")
    await settle(stage.focused, "Social Security number")
    await stage.page.keyboard.press("Escape")

    assert "Not allowed" in await stage.focused()
    await stage.page.keyboard.press("Escape")
    assert "tweetTextarea_0" == await stage.focused()


async def test_the_page_sees_no_key_that_is_pressed_in_the_list(stage: Stage) -> None:
    await stage.draft(ALL_THREE)
    await stage.page.keyboard.press(SHORTCUT)
    for key in ("ArrowDown", "n", "j", "Enter", "n", "Escape", "Tab", "Escape"):
        await stage.page.keyboard.press(key)

    assert [] == await stage.hotkeys()


async def test_other_keys_reach_the_page_while_the_list_is_open(stage: Stage) -> None:
    await stage.draft(ERROR)
    await stage.pill.click()
    await stage.x.editor().click()
    await stage.page.keyboard.press("End")
    await stage.page.keyboard.type("!")

    await settle(stage.x.text, f"{ERROR}!")
    assert await stage.listing.is_visible()


async def test_a_card_shows_the_words_of_the_clause_in_quotation_marks(stage: Stage) -> None:
    await stage.draft(ERROR)
    await stage.pill.click()
    await stage.openers.first.click()

    quotes = stage.card.locator("blockquote")
    assert "“Do not publish a Social Security number, your own or anyone else's.”" == await quotes.first.inner_text()
    assert "Proviso base rules, 1.1" == await stage.card.locator("cite").first.inner_text()


async def test_a_clause_whose_words_were_not_seen_is_cited_without_quotation_marks(stage: Stage) -> None:
    await stage.draft(HINT)
    await stage.pill.click()
    await stage.openers.first.click()

    assert "Proviso base rules, 1.4" == await stage.card.locator("cite").inner_text()
    assert 0 == await stage.card.locator("blockquote").count()


async def test_a_card_says_so_when_the_clause_cannot_be_had(stage: Stage) -> None:
    await stage.draft(ERROR)
    await stage.agent(state="away")
    await stage.pill.click()
    await stage.openers.first.click()

    await settle(stage.card.locator(".clauses").inner_text, "The clause cannot be shown while the agent is away.")


async def test_safe_fixes_come_first_and_unsafe_ones_say_what_they_change(stage: Stage) -> None:
    await stage.draft(WARNING)
    await stage.pill.click()

    assert ["Add the disclaimer", "Leave the name out"] == await stage.listing.locator(".fix .button").all_inner_texts()
    assert ["Changes what your post says."] == await stage.listing.locator(".unsafe").all_inner_texts()


async def test_a_fix_shows_the_old_text_and_the_new(stage: Stage) -> None:
    await stage.draft(ERROR)
    await stage.pill.click()

    assert SSN == await stage.listing.locator("del").inner_text()
    assert "[removed]" == await stage.listing.locator("ins").inner_text()


async def test_a_fix_from_the_list_is_applied_and_undo_takes_it_back(stage: Stage) -> None:
    await stage.draft(ERROR)
    await stage.pill.click()
    await stage.named("Remove the number").click()
    await settle(stage.x.text, "Mine is [removed]")
    await settle(stage.listing.is_visible, False)
    await stage.page.keyboard.press("Control+z")

    await settle(stage.x.text, ERROR)


async def test_a_press_on_a_fix_counts_though_an_answer_comes_while_the_button_is_down(stage: Stage) -> None:
    await stage.draft(ERROR)
    await stage.pill.click()
    await stage.named("Remove the number").hover()
    await stage.page.mouse.down()
    checks = await stage.x.in_extension("scripted.checks")
    await stage.x.in_extension(f"{COMPOSER}.conversation.recheck()")
    await settle(lambda: stage.x.in_extension(f"scripted.checks > {checks}"), expected=True)
    await settle(stage.view, "findings")
    await stage.page.mouse.up()

    await settle(stage.x.text, "Mine is [removed]")


async def test_what_was_left_out_is_counted_and_can_be_had_back(stage: Stage) -> None:
    await stage.draft(ALL_THREE)
    await stage.pill.click()
    await stage.openers.nth(1).click()
    await stage.named("Not a problem here").click()

    assert ["Take care", "Hint"] == await stage.listing.locator(".tone").all_inner_texts()
    await stage.listing.get_by_text("1 left out for this draft.").wait_for()
    await stage.named("Show again").click()
    assert ["Take care", "Not allowed", "Hint"] == await stage.listing.locator(".tone").all_inner_texts()


async def test_a_resting_pointer_opens_the_card_and_takes_no_focus(stage: Stage) -> None:
    await stage.draft(ERROR)
    await point_at(stage, SSN)
    await stage.card.wait_for()

    assert "tweetTextarea_0" == await stage.focused()
    await stage.page.mouse.move(5, 600)
    await stage.card.wait_for(state="detached")


async def test_a_card_of_the_pointer_can_be_walked_to(stage: Stage) -> None:
    await stage.draft(ERROR)
    await point_at(stage, SSN)
    await stage.card.wait_for()
    await stage.card.hover()
    await stage.page.wait_for_timeout(500)
    await stage.card.get_by_role("button", name="Remove the number").click()

    await settle(stage.x.text, "Mine is [removed]")


async def test_selecting_words_opens_no_card(stage: Stage) -> None:
    await stage.draft(ERROR)
    await point_at(stage, SSN)
    await stage.page.mouse.dblclick(*await middle_of(stage, SSN))
    await stage.page.wait_for_timeout(100)
    await stage.page.keyboard.type("nothing")

    await settle(stage.card.count, 0)


async def middle_of(stage: Stage, words: str) -> tuple[float, float]:
    """Where these words of the draft are on the screen."""
    x, y = await stage.x.editor().evaluate(
        """(editor, words) => {
          const walker = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
          for (let text = walker.nextNode(); text; text = walker.nextNode()) {
            const at = text.data.indexOf(words);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(text, at);
            range.setEnd(text, at + words.length);
            const { left, top, width, height } = range.getBoundingClientRect();
            return [left + width / 2, top + height / 2];
          }
        }""",
        words,
    )
    return float(x), float(y)


async def point_at(stage: Stage, words: str) -> None:
    await stage.page.mouse.move(*await middle_of(stage, words))


async def test_the_number_of_findings_is_said_once_after_typing_has_paused(stage: Stage) -> None:
    await stage.draft(ERROR)
    said = stage.page.locator("[role=status].unseen")
    during = await said.inner_text()
    await stage.page.wait_for_timeout(PAUSE_MS)

    assert "" == during
    assert "1 finding. Alt+Shift+P opens the list." == await said.inner_text()


async def test_the_same_number_is_not_said_again(stage: Stage) -> None:
    await stage.draft(ERROR)
    await stage.page.wait_for_timeout(PAUSE_MS)
    said = stage.page.locator("[role=status].unseen")
    await said.evaluate("(said) => { said.textContent = 'said before'; }")
    await stage.page.keyboard.type(" and more")
    await stage.page.wait_for_timeout(PAUSE_MS)

    assert "said before" == await said.inner_text()


async def test_the_list_keeps_the_focus_when_an_answer_arrives(stage: Stage) -> None:
    await stage.draft(ALL_THREE)
    await stage.page.keyboard.press(SHORTCUT)
    await stage.page.keyboard.press("ArrowDown")
    await stage.x.in_extension(f"{COMPOSER}.conversation.recheck()")
    await stage.page.wait_for_timeout(100)

    assert "Not allowed" in await stage.focused()


@pytest.mark.parametrize(("background", "theme"), [("rgb(0, 0, 0)", "dark"), ("rgb(255, 255, 255)", "light")])
async def test_the_sign_is_light_or_dark_like_the_page(stage: Stage, background: str, theme: str) -> None:
    await stage.page.evaluate("(color) => { document.body.style.backgroundColor = color; }", background)
    await stage.draft(ERROR)

    assert theme == await stage.page.locator(".frame").last.get_attribute("data-theme")


@pytest.mark.parametrize("size", [(1280, 800), (640, 400), (390, 700)], ids=["desk", "zoomed to 200 %", "narrow"])
async def test_list_and_card_stay_in_the_window(stage: Stage, size: tuple[int, int]) -> None:
    await stage.page.set_viewport_size({"width": size[0], "height": size[1]})
    await stage.draft(f"{ALL_THREE}\n{ALL_THREE}")
    await stage.page.keyboard.press(SHORTCUT)
    await stage.openers.first.click()
    await stage.card.locator("blockquote").first.wait_for()
    boxes = [await stage.listing.bounding_box(), await stage.card.bounding_box()]

    for box in boxes:
        assert box is not None
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= size[0]
        assert box["y"] + box["height"] <= size[1]


async def test_a_spanish_browser_gets_spanish_words(stages: Desk) -> None:
    stage = await step_on(stages)
    await stage.x.in_extension(
        "(globalThis.PROVISO_WORDS = {language: 'es', short_findings_one: '$1 por mirar'}, learnWords())"
    )
    await stage.draft(ERROR)

    await settle(stage.pill.inner_text, "1 por mirar")
    await stage.page.close()
