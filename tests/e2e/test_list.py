"""The list behind the sign: it is walked by keyboard, keeps the focus that it was given, and lets the page have its keys."""

from __future__ import annotations

import pytest

from e2e.harness import settle
from e2e.stage import COMPOSER, ERROR, HINT, WARNING, Stage

ALL_THREE = f"{WARNING}. {ERROR}, or {HINT}"
SHORTCUT = "Alt+Shift+P"


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


async def test_the_list_keeps_the_focus_when_an_answer_arrives(stage: Stage) -> None:
    await stage.draft(ALL_THREE)
    await stage.page.keyboard.press(SHORTCUT)
    await stage.page.keyboard.press("ArrowDown")
    await stage.x.in_extension(f"{COMPOSER}.conversation.recheck()")
    await stage.page.wait_for_timeout(100)

    assert "Not allowed" in await stage.focused()


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
