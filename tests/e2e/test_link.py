"""The way to the agent while somebody writes: an agent that goes and comes back, answers that come too late, rules that change."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest_asyncio

from e2e.agent import Agent, running_agent
from e2e.guests import OTHER, SETTINGS, SSN, end_what_the_browser_started, pair_by_code, state_of
from e2e.harness import Desk, at_desk, settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import pytest

    from e2e.harness import XPage
    from e2e.stage import Stage

BACK_WITHIN_S = 2  # a promise to the person who writes, so asserted although it is a time


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def desk(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    """A browser that is paired by a code: nobody but the test starts the agent again."""
    folder = tmp_path_factory.mktemp("link")
    async with running_agent(folder / "agent", SETTINGS) as agent, at_desk(folder, agent=None) as desk:
        desk.agent = agent
        await pair_by_code(desk, agent)
        yield desk


def agent_of(desk: Desk) -> Agent:
    assert desk.agent
    return desk.agent


async def test_an_agent_that_is_killed_while_one_types_is_shown_as_away(desk: Desk, x: XPage) -> None:
    await x.write("my number is ")
    await settle(lambda: state_of(x), "clear")

    await agent_of(desk).kill()
    await x.page.keyboard.type("078-")

    await settle(lambda: state_of(x), "away")
    await settle(x.page.locator(".pill").inner_text, "Agent away")
    await agent_of(desk).start()
    await settle(lambda: state_of(x), "clear")
    desk.errors.clear()  # the browser itself reports that nobody answered


async def test_an_agent_that_comes_back_while_one_types_is_there_within_two_seconds(desk: Desk, x: XPage) -> None:
    clock = asyncio.get_running_loop().time
    await x.write("my numbers are ")
    await agent_of(desk).kill()
    await x.page.keyboard.type(f"{SSN} and ")
    await settle(lambda: state_of(x), "away")

    async def type_on() -> None:
        await x.page.keyboard.type(OTHER, delay=60)

    typing = asyncio.create_task(type_on())
    await agent_of(desk).start()
    listens_at = clock()
    await settle(lambda: x.in_extension("watch.composers()[0].view.state !== 'away'"), expected=True)
    took = clock() - listens_at
    await typing

    await x.underlines([SSN, OTHER])
    await x.holds(f"my numbers are {SSN} and {OTHER}")
    assert took < BACK_WITHIN_S
    desk.errors.clear()  # the browser itself reports that nobody answered


async def test_a_policy_that_is_chosen_meanwhile_checks_the_open_draft_again(desk: Desk, x: XPage) -> None:
    agent_of(desk).settle("")
    await x.write("Proud to help people get SSI every day.")
    await settle(lambda: state_of(x), "no-policy")

    agent_of(desk).settle(SETTINGS)

    await x.underlines(["SSI"])
    await settle(lambda: state_of(x), "findings")


async def test_an_answer_to_an_older_text_is_dropped(stage: Stage) -> None:
    await stage.agent(delayMs=600)
    await stage.x.write(f"Mine is {SSN}")
    await stage.agent(delayMs=0)
    await stage.page.keyboard.press("Backspace")
    await settle(stage.view, "clear")

    await stage.page.wait_for_timeout(900)  # by now the slow answers have come

    assert await stage.view() == "clear"
    assert await stage.x.underlined() == []


async def test_findings_do_not_flicker_while_one_types_on(stage: Stage) -> None:
    await stage.draft(f"Mine is {SSN} ")
    await stage.agent(delayMs=200)
    await stage.page.keyboard.type("and more")

    assert await stage.view() == "checking"
    assert await stage.x.underlined() == [SSN]


async def test_a_browser_that_was_introduced_starts_the_agent_again(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("restart")
    agent = Agent(folder / "agent")
    agent.settle(SETTINGS)
    await agent.start()
    try:
        async with at_desk(folder, agent=agent) as desk:
            tab = await desk.open("/home")
            await tab.write("my number is ")
            await settle(lambda: state_of(tab), "clear")
            await agent.kill()

            await tab.page.keyboard.type(SSN, delay=30)

            await tab.underlines([SSN])
            await tab.holds(f"my number is {SSN}")
    finally:
        await end_what_the_browser_started(agent)
