"""Rules change while somebody writes: the open draft is checked again, over the same connection, and no key is lost."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

import pytest_asyncio

from e2e.guests import SETTINGS, enter_code, own_page, state_of
from e2e.harness import Desk, at_desk, settle
from knocking import House, open_house
from rulebooks import files, rule, rulebook

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import pytest

    from proviso.packs import Rulebook

LONGEST_S = 600  # for all of a browser's tests: the door is open as long
KEY_MS = 15


def book_of(word: str) -> Rulebook:
    """A rulebook that finds one word."""
    return rulebook(files(rules=rule()), facts=f'[[fact]]\nname = "fruit"\nwords = ["{word}"]\n')


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """A real door in this process, so that a test can change the rules behind it."""
    async with open_house(tmp_path_factory.mktemp("house"), settings=SETTINGS, patience_s=LONGEST_S) as house:
        yield house


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def desk(house: House, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    """A browser that is paired with it."""
    async with at_desk(tmp_path_factory.mktemp("swap"), agent=None) as desk:
        options = await own_page(desk, "options")
        await enter_code(options, f"{house.port}-{house.state.issue_code()}")
        await settle(
            options.locator("#pair-outcome").inner_text, "Paired. From now on the agent starts on the same port."
        )
        await options.close()
        yield desk


def swap(house: House, word: str) -> None:
    house.desk.use(book_of(word))
    house.door.announce()


async def test_a_draft_is_checked_with_new_rules_while_one_types(house: House, desk: Desk) -> None:
    swap(house, "apple")
    x = await desk.open("/home")
    await x.write("an apple, a pear")
    await x.underlines(["apple"])
    connections = set(house.door._open)
    rest = " and whatever else comes to mind while the rules of the house are changed"

    typing = asyncio.create_task(x.page.keyboard.type(rest, delay=KEY_MS))
    await settle(lambda: x.in_extension("watch.composers()[0].view.text.includes('whatever')"), expected=True)
    swap(house, "pear")
    await typing

    await x.underlines(["pear"])
    await x.holds(f"an apple, a pear{rest}")
    assert connections == house.door._open
    assert [] == desk.errors
    await x.page.close()


async def test_list_and_card_say_when_the_rules_changed(house: House, desk: Desk) -> None:
    swap(house, "apple")
    x = await desk.open("/home")
    x.page.set_default_timeout(10_000)
    await x.write("an apple, a pear")
    await x.underlines(["apple"])
    swap(house, "pear")
    await x.underlines(["pear"])

    await x.page.keyboard.press("Alt+Shift+KeyP")
    note = await x.page.locator(".list .note").inner_text()
    await x.page.locator(".list .open").click()
    card = await x.page.locator(".card").inner_text()

    said = re.compile(r"The rules changed at \d{1,2}:\d\d.*, while this draft was open\.")
    assert said.search(note)
    assert said.search(card)
    await x.page.close()


async def test_a_card_that_is_open_says_it_as_it_happens(house: House, desk: Desk) -> None:
    swap(house, "apple")
    x = await desk.open("/home")
    x.page.set_default_timeout(10_000)
    await x.write("an apple, a pear")
    await x.underlines(["apple"])
    await x.page.keyboard.press("Alt+Shift+KeyP")
    await x.page.locator(".list .open").click()
    before = await x.page.locator(".card").inner_text()

    swap(house, "pear")

    await x.page.locator(".card").get_by_text("The rules changed at").wait_for()
    assert "The rules changed" not in before
    await settle(lambda: state_of(x), "findings")
    await x.page.close()
