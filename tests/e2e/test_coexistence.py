"""Proviso beside everything else that works on a draft: another highlighter, an input method, the clipboard, undo, the page's own keys."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from e2e.agent import running_agent
from e2e.conftest import SETTINGS
from e2e.harness import PAGES, Desk, at_desk, copy_extension, settle
from e2e.surfaces import SURFACES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from e2e.harness import XPage

SSN = "078-05-1120"
HIGHLIGHTER = PAGES / "highlighter"
# One of each editor: Draft, Lexical, and the browser's own.
EDITORS = pytest.mark.parametrize("name", ["x post", "facebook post at once", "x direct message"])
RICH = pytest.mark.parametrize("name", ["x post", "facebook post at once"])
OTHERS = "() => [...(CSS.highlights.get('other-spelling') ?? [])].map((range) => range.toString())"
OURS = "() => ['underline-1', 'underline-2', 'underline-3'].flatMap((name) => [...(CSS.highlights.get(name) ?? [])]).map((range) => range.toString())"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def desk(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    """A browser with two extensions that underline."""
    folder = tmp_path_factory.mktemp("coexistence")
    extension = copy_extension(folder / "extension")
    both = f"{extension},{HIGHLIGHTER}"
    switches = (f"--disable-extensions-except={both}", f"--load-extension={both}")
    async with (
        running_agent(folder / "agent", SETTINGS) as agent,
        at_desk(folder, agent=agent, extension=extension, switches=switches) as desk,
    ):
        await desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
        yield desk


async def composed(tab: XPage, *stages: str) -> None:
    """Type as an input method does: the word grows under the caret, then it is taken."""
    for stage in stages:
        await tab.session.send(
            "Input.imeSetComposition", {"text": stage, "selectionStart": len(stage), "selectionEnd": len(stage)}
        )
        await asyncio.sleep(0.02)
    await tab.session.send("Input.insertText", {"text": stages[-1]})


async def paste(tab: XPage, text: str) -> None:
    await tab.page.evaluate("text => navigator.clipboard.writeText(text)", text)
    await tab.page.keyboard.press("Control+v")


@RICH
async def test_both_highlighters_mark_their_words_and_a_fix_still_fixes(desk: Desk, name: str) -> None:
    surface = SURFACES[name]
    tab = await surface.go(desk)
    await tab.page.keyboard.type(f"teh number {SSN} and teh end")

    await settle(lambda: tab.page.evaluate(OTHERS), ["teh", "teh"])
    await settle(lambda: tab.page.evaluate(OURS), [SSN])
    await tab.page.keyboard.press("Alt+Shift+P")
    await tab.page.get_by_role("button", name="Remove the number").click()
    await settle(lambda: tab.text(surface.key), "teh number [removed] and teh end")
    await settle(lambda: tab.page.evaluate(OTHERS), ["teh", "teh"])
    await tab.page.close()


@EDITORS
async def test_words_of_an_input_method_arrive_whole(desk: Desk, name: str) -> None:
    surface = SURFACES[name]
    tab = await surface.go(desk)
    await tab.page.keyboard.type(f"{SSN} ")
    await composed(tab, "に", "にほ", "日本")
    await tab.page.keyboard.type(" ok")

    await settle(lambda: tab.text(surface.key), f"{SSN} 日本 ok")
    await tab.underlines([SSN])
    await tab.page.close()


@EDITORS
async def test_a_word_that_is_being_composed_is_underlined_when_it_is_taken(desk: Desk, name: str) -> None:
    surface = SURFACES[name]
    tab = await surface.go(desk)
    await composed(tab, "078-05", "078-05-112", SSN)
    await tab.page.keyboard.type(" ok")

    await settle(lambda: tab.text(surface.key), f"{SSN} ok")
    await tab.underlines([SSN])
    await tab.page.close()


async def test_enter_that_ends_a_composition_submits_nothing_and_asks_nothing(desk: Desk) -> None:
    surface = SURFACES["x direct message"]
    tab = await surface.go(desk)
    await tab.page.keyboard.type(f"{SSN} ")
    await tab.underlines([SSN])
    await tab.session.send("Input.imeSetComposition", {"text": "に", "selectionStart": 1, "selectionEnd": 1})
    enter = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229}
    await tab.session.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **enter})
    await tab.session.send("Input.insertText", {"text": "に"})
    await tab.session.send("Input.dispatchKeyEvent", {"type": "keyUp", **enter})

    await settle(lambda: tab.text(surface.key), f"{SSN} に")
    assert await tab.page.locator("dialog[open]").count() == 0
    await tab.page.close()


@EDITORS
async def test_ten_thousand_pasted_characters_are_checked_to_the_end(desk: Desk, name: str) -> None:
    surface = SURFACES[name]
    text = "word " * 1998 + SSN
    tab = await surface.go(desk)
    await paste(tab, text)

    await settle(lambda: tab.text(surface.key), text)
    await tab.underlines([SSN])
    await tab.page.close()


@RICH
async def test_undo_and_redo_go_ten_fixes_deep(desk: Desk, name: str) -> None:
    surface = SURFACES[name]
    tab = await surface.go(desk)
    text = " ".join(f"{letter} {SSN}," for letter in "abcdefghij")
    await paste(tab, text)
    await settle(lambda: tab.text(surface.key), text)
    await tab.page.keyboard.press("Alt+Shift+P")
    texts = [text]
    removals = tab.page.locator(".list").get_by_role("button", name="Remove the number")
    for left in range(10, 0, -1):
        await settle(removals.count, left)
        await removals.first.click()
        texts.append(texts[-1].replace(SSN, "[removed]", 1))
        await settle(lambda: tab.text(surface.key), texts[-1])

    for back in reversed(texts[:-1]):
        await tab.page.keyboard.press("Control+z")
        await settle(lambda: tab.text(surface.key), back)
    for again in texts[1:]:
        await tab.page.keyboard.press("Control+Shift+z")
        await settle(lambda: tab.text(surface.key), again)
    await tab.page.close()


@pytest.mark.parametrize("name", ["x post", "facebook comment"])
async def test_the_page_hears_its_own_keys_and_none_of_ours(desk: Desk, name: str) -> None:
    tab = await SURFACES[name].go(desk)
    await tab.page.keyboard.type(SSN)
    await tab.underlines([SSN])
    await tab.page.keyboard.press("Alt+Shift+P")
    await tab.page.keyboard.press("ArrowDown")
    await tab.page.keyboard.press("j")
    await tab.page.keyboard.press("Escape")
    await tab.page.evaluate("document.activeElement.blur()")
    await tab.page.keyboard.press("k")

    assert await tab.page.evaluate("window.__hotkeys") == ["k"]
    await tab.page.close()
