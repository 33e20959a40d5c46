"""The small sign near a composer: it says what is known, covers nothing, takes nothing that is not given to it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from e2e.harness import settle
from e2e.stage import CLEAR, COMPOSER, ERROR, HINT, WARNING, Stage, step_on

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


@pytest.mark.parametrize(("background", "theme"), [("rgb(0, 0, 0)", "dark"), ("rgb(255, 255, 255)", "light")])
async def test_the_sign_is_light_or_dark_like_the_page(stage: Stage, background: str, theme: str) -> None:
    await stage.page.evaluate("(color) => { document.body.style.backgroundColor = color; }", background)
    await stage.draft(ERROR)

    assert theme == await stage.page.locator(".frame").last.get_attribute("data-theme")


async def test_a_spanish_browser_gets_spanish_words(stages: Desk) -> None:
    stage = await step_on(stages)
    await stage.x.in_extension(
        "(globalThis.PROVISO_WORDS = {language: 'es', short_findings_one: '$1 por mirar'}, learnWords())"
    )
    await stage.draft(ERROR)

    await settle(stage.pill.inner_text, "1 por mirar")
    await stage.page.close()
