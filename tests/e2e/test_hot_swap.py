"""Rules change while somebody writes: the open draft is checked again, over the same connection, and no key is lost."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

import pytest_asyncio

from e2e.agent import Agent
from e2e.guests import SETTINGS, enter_code, own_page, state_of
from e2e.harness import Desk, at_desk, settle
from fleets import Works
from knocking import House, open_house
from proven import furnish
from rulebooks import FACTS, files, rule, rulebook

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import pytest

    from proviso.packs import Rulebook

LONGEST_S = 600  # for all of a browser's tests: the door is open as long
LOADED_S = 60  # for a release to be loaded on a busy machine
KEY_MS = 15


def book_of(word: str) -> Rulebook:
    """A rulebook that finds one word."""
    return rulebook(files(rules=rule()), facts=f'[[fact]]\nname = "fruit"\nwords = ["{word}"]\n')


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """A real door in this process, so that a test can change the rules behind it."""
    folder = tmp_path_factory.mktemp("house")
    async with open_house(folder, settings=SETTINGS, patience_s=LONGEST_S, book=book_of("apple")) as house:
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


def publish(works: Works, *fruit: str) -> None:
    """Publish rules that find these two words."""
    text, facts = rule(), FACTS
    for old, new in zip(("apple", "pear"), fruit, strict=True):
        text, facts = text.replace(f"[[{old}]]", f"[[{new}]]"), facts.replace(f'"{old}"', f'"{new}"')
    (works.rules / "facts" / "test.toml").write_text(facts, encoding="utf-8")
    works.write(text=text)
    works.publish(allow_shrink=True)


async def test_a_signed_release_reaches_an_open_draft(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("release")
    works, agent = Works(folder / "it"), Agent(folder / "agent")
    await asyncio.to_thread(publish, works, "apple", "pear")
    agent.settle(f'{SETTINGS}[updates]\nurl = "{works.fleet.repository.as_uri()}"\n')
    furnish(agent.state)
    await agent.command("update", "--root", str(works.fleet.metadata / "1.root.json"))
    await agent.start()
    try:
        async with at_desk(folder, agent=agent) as desk:
            x = await desk.open("/home")
            await x.write("an apple, a plum")
            await x.underlines(["apple"])

            typing = asyncio.create_task(x.page.keyboard.type(" and so on, and on", delay=60))
            await asyncio.to_thread(publish, works, "plum", "grape")
            await agent.command("update")
            await typing

            async with asyncio.timeout(LOADED_S):  # the agent loads the release beside everything else
                while await x.underlined() != ["plum"]:
                    await asyncio.sleep(0.05)
            await x.holds("an apple, a plum and so on, and on")
            assert [] == desk.errors
    finally:
        await agent.stop()
