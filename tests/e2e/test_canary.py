"""Promise 1: the text of a personal account is never written to disk. A word that exists nowhere else is typed on every surface;
then every byte that agent, extension and browser have left behind is searched for it.

The word is searched for as it is, in UTF-16 (how browsers keep strings), in base64, and by its two halves,
because LevelDB's compression may cut a string in two.
"""

from __future__ import annotations

import asyncio
import base64
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from e2e.agent import Agent
from e2e.guests import SETTINGS, SSN, end_what_the_browser_started, enter_code, own_page, state_of
from e2e.harness import UNDERLINED, Desk, at_desk, settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from e2e.harness import XPage

# Where browsers keep what stands in text boxes, for the time when closed tabs are opened again; Proviso or not.
RESTORED_TABS = "profile/Default/Sessions/"
TEXT_BOX = """() => {
  const box = document.createElement("textarea");
  document.querySelector("main").append(box);
  box.focus();
}"""


@dataclass
class Left:
    """What is left after everything has ended."""

    folder: Path
    said: bytes  # by the agent, and by extension and pages on their consoles


def spellings(word: str) -> list[bytes]:
    """How the word may lie in a file."""
    whole = [word.encode(), word.encode("utf-16-le")]
    # Base64 depends on where the word begins: the middle of each of the three is the same whatever stands around it.
    whole += [base64.b64encode(b"x" * shift + word.encode())[4:-4] for shift in range(3)]
    half = len(word) // 2
    halves = [part.encode(code) for part in (word[:half], word[half:]) for code in ("ascii", "utf-16-le")]
    return whole + halves


def find(folder: Path, word: str) -> list[str]:
    """The files below a folder that hold the word in any spelling, by name or by content."""
    needles = spellings(word)
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()):
        name = str(path.relative_to(folder))
        content = path.read_bytes() + name.encode()
        if any(needle in content for needle in needles):
            found.append(name)
    return found


async def write_everywhere(desk: Desk, word: str, boxed: str) -> None:
    """Type the word on every surface, and do with it what one can do."""
    draft = f"{word} Medicare {SSN} "
    await in_the_composer(desk, draft)
    await in_a_thread(desk, draft)
    await while_the_agent_crashes(desk, draft)
    reply = await desk.open("/SocialSecurity/status/1")
    await reply.write(draft, "status/tweetTextarea_0")
    await reply.underlines(["Medicare", SSN])
    await in_an_unknown_editor(desk, boxed)
    official = await desk.open("/home", handle="SocialSecurity", name="Social Security")
    await official.write(draft)
    await official.underlines([SSN])
    options = await own_page(desk, "options")
    await enter_code(options, word)
    await on_the_local_page(desk, draft)


async def in_the_composer(desk: Desk, draft: str) -> None:
    """Findings, list, card, why, fix, dialog, post."""
    tab = await desk.open("/home")
    await tab.write(draft)
    await tab.underlines(["Medicare", SSN])
    await tab.page.keyboard.press("Alt+Shift+P")
    await tab.page.get_by_role("button", name="What was looked at?").click()
    await settle(tab.page.locator(".list .traces li").first.is_visible, expected=True)
    await tab.page.locator(".list .open").first.click()
    await settle(tab.page.locator(".card blockquote").first.is_visible, expected=True)
    await tab.page.get_by_role("button", name="Why?").click()
    await settle(tab.page.locator(".card .steps li").first.is_visible, expected=True)
    await tab.page.keyboard.press("Escape")
    await tab.page.keyboard.press("Escape")
    await tab.page.get_by_test_id("tweetButtonInline").click()
    await tab.page.get_by_role("button", name="Post anyway").click()
    await settle(lambda: number_of_posts(tab), 1)
    await tab.write(draft)
    await tab.underlines(["Medicare", SSN])
    await tab.page.keyboard.press("Alt+Shift+P")
    await tab.page.get_by_role("button", name="Remove the number").click()
    await tab.underlines(["Medicare"])


async def while_the_agent_crashes(desk: Desk, draft: str) -> None:
    """In the middle of a draft the agent ends without goodbye; the browser starts another."""
    assert desk.agent
    tab = await desk.open("/home")
    await tab.write(draft)
    await desk.agent.kill()
    await tab.page.keyboard.type(draft.split(maxsplit=1)[0])
    await tab.underlines(["Medicare", SSN])


async def in_a_thread(desk: Desk, draft: str) -> None:
    tab = await desk.open("/compose/post")
    await tab.page.get_by_test_id("addButton").click()
    for key in ("modal/tweetTextarea_0", "modal/tweetTextarea_1"):
        await tab.write(draft, key)
    await tab.underlines(["Medicare", SSN, "Medicare", SSN])


async def in_an_unknown_editor(desk: Desk, draft: str) -> None:
    tab = await desk.open("/home")
    await tab.page.evaluate(TEXT_BOX)
    await tab.page.keyboard.type(draft)
    await settle(lambda: state_of(tab), "unrecognised")


async def on_the_local_page(desk: Desk, draft: str) -> None:
    assert desk.agent
    page = await desk.context.new_page()
    await page.goto((await desk.agent.command("page")).strip())
    await settle(lambda: page.evaluate("typeof watch"), "object")
    await page.get_by_role("textbox", name="Post text").click()
    await page.keyboard.type(draft)
    await settle(lambda: page.evaluate(UNDERLINED), ["Medicare", SSN])


async def number_of_posts(tab: XPage) -> int:
    return len(await tab.posts())


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def left(tmp_path_factory: pytest.TempPathFactory, word: str, boxed: str) -> AsyncIterator[Left]:
    folder = tmp_path_factory.mktemp("canary")
    agent = Agent(folder / "agent")
    agent.settle(SETTINGS)
    await agent.start()
    try:
        async with at_desk(folder, agent=agent) as desk:
            await write_everywhere(desk, word, boxed)
            said = "\n".join(desk.errors).encode()
    finally:
        await agent.stop()
        await end_what_the_browser_started(agent)
    yield Left(folder, said + bytes(agent.output))


@pytest.fixture(scope="module")
def word() -> str:
    """For drafts."""
    return f"canary{secrets.token_hex(12)}"


@pytest.fixture(scope="module")
def boxed() -> str:
    """For a plain text box, which the browser itself remembers."""
    return f"canary{secrets.token_hex(12)}"


async def test_no_file_holds_a_word_of_a_draft(left: Left, word: str) -> None:
    assert find(left.folder, word) == []


async def test_a_word_in_a_text_box_is_only_where_the_browser_keeps_its_tabs(left: Left, boxed: str) -> None:
    assert [name for name in find(left.folder, boxed) if not name.startswith(RESTORED_TABS)] == []


async def test_nobody_says_a_word_of_a_draft(left: Left, word: str, boxed: str) -> None:
    assert word.encode() not in left.said
    assert boxed.encode() not in left.said


async def test_the_browser_keeps_text_boxes_without_proviso_too(tmp_path: Path) -> None:
    nothing = tmp_path / "extension"
    nothing.mkdir()
    (nothing / "manifest.json").write_text('{"manifest_version": 3, "name": "Nothing", "version": "1"}')
    async with at_desk(tmp_path, agent=None, extension=nothing) as desk:
        page = await desk.context.new_page()
        await page.goto("https://x.com/home")
        await page.wait_for_selector("[contenteditable=true]")
        await page.evaluate(TEXT_BOX)
        await page.keyboard.type("remembered words")
        hiding = await desk.context.new_page()  # what a hidden tab shows is written down
        await hiding.goto("about:blank")
        await settle(lambda: asyncio.to_thread(lambda: find(tmp_path, "remembered words") != []), expected=True)

    found = find(tmp_path, "remembered words")

    assert [name for name in found if not name.startswith(RESTORED_TABS)] == []


async def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    word = "canary0123456789"
    files = {
        "plain": word.encode(),
        "utf-16": f"x{word}".encode("utf-16-le"),
        "base64": base64.b64encode(f"text={word}&more".encode()),
        "cut": b"\x00canary01\x0323456789\x00",
        "clean": b"canar",
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)

    assert find(tmp_path, word) == ["base64", "cut", "plain", "utf-16"]
