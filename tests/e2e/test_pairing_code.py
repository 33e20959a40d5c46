"""The fallback where native messaging is not to be had: a code, typed once, that outlives both the agent and the browser's worker."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from e2e.agent import Agent, running_agent
from e2e.guests import SETTINGS, SSN, enter_code, own_page, pair_by_code, state_of
from e2e.harness import Desk, at_desk, settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Page


NO_AGENT = "This browser does not know Proviso's agent yet."
FORGET = "chrome.runtime.connect({ name: 'proviso-pages' }).postMessage({ type: 'forget' })"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def browser(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    """A browser that nobody has introduced to the agent that runs beside it."""
    folder = tmp_path_factory.mktemp("pairing")
    async with running_agent(folder / "agent", SETTINGS) as agent, at_desk(folder, agent=None) as desk:
        desk.agent = agent
        yield desk


@pytest_asyncio.fixture(loop_scope="session")
async def desk(browser: Desk) -> AsyncIterator[Desk]:
    """The same browser, which has forgotten every pairing."""
    options = await own_page(browser, "options")
    await options.evaluate(FORGET)
    await settle(lambda: options.evaluate("chrome.storage.local.get('pairing')"), {})
    await settle(options.locator("#standing").inner_text, NO_AGENT)
    await options.close()
    yield browser
    for left in browser.context.pages[1:]:
        await left.close()


def agent_of(desk: Desk) -> Agent:
    assert desk.agent
    return desk.agent


async def outcome_is(options: Page, expected: str) -> None:
    await settle(options.locator("#pair-outcome").inner_text, expected)


async def test_a_browser_without_a_way_to_the_agent_says_so_and_offers_the_code(desk: Desk) -> None:
    options = await own_page(desk, "options")

    await settle(options.locator("#standing").inner_text, NO_AGENT)
    assert await options.locator("#agent-action").inner_text() == "Pair with a code"
    await options.locator("#agent-action").click()
    assert await options.evaluate("document.activeElement.id") == "code"


async def test_from_beside_the_composer_one_is_led_to_the_code(desk: Desk) -> None:
    tab = await desk.open("/home")
    await tab.write("my number is ")
    await settle(lambda: state_of(tab), "away")
    await tab.page.locator(".pill").click()

    async with desk.context.expect_page() as opened:
        await tab.page.get_by_role("button", name="Start the agent").click()

    options = await opened.value
    await settle(options.locator("#standing").inner_text, NO_AGENT)


async def test_after_a_code_a_draft_is_checked(desk: Desk) -> None:
    tab = await desk.open("/home")
    await tab.write(f"my number is {SSN}")
    await settle(lambda: state_of(tab), "away")

    await pair_by_code(desk, agent_of(desk))

    await tab.underlines([SSN])


async def test_the_pairing_outlives_the_agent_and_its_port_stays(desk: Desk) -> None:
    await pair_by_code(desk, agent_of(desk))
    port = (agent_of(desk).state / "port").read_text()
    await agent_of(desk).stop()
    await agent_of(desk).start()

    tab = await desk.open("/home")
    await tab.write(f"my number is {SSN}")

    await tab.underlines([SSN])
    assert (agent_of(desk).state / "port").read_text() == port


async def test_neither_code_nor_key_is_kept_in_clear_beyond_the_key_itself(desk: Desk) -> None:
    code = (await agent_of(desk).command("pair")).split()[0]
    options = await own_page(desk, "options")
    await enter_code(options, code)
    await outcome_is(options, "Paired. From now on the agent starts on the same port.")

    kept = json.dumps(await options.evaluate("chrome.storage.local.get()"))
    stored = await options.evaluate("chrome.storage.local.get('pairing')")

    assert code not in kept
    assert code.split("-", 1)[1].replace("-", "") not in kept
    assert sorted(stored["pairing"]) == ["id", "port", "secret"]
    assert await options.locator("#code").input_value() == ""


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("hello", "This is not a pairing code. It looks like 41234-7KQM-2XWP-9HRD-4TBN."),
        ("1-7KQM-2XWP-9HRD-4TBN", "No agent answers there. Run “proviso run” and then “proviso pair”."),
    ],
)
async def test_what_is_no_code_has_one_sentence(desk: Desk, typed: str, expected: str) -> None:
    options = await own_page(desk, "options")
    await enter_code(options, typed)

    await outcome_is(options, expected)


async def test_a_wrong_code_and_a_used_one_are_refused(desk: Desk) -> None:
    code = (await agent_of(desk).command("pair")).split()[0]
    options = await own_page(desk, "options")
    refused = "The agent does not know this code. A code is good once, for ten minutes: run “proviso pair” again."

    await enter_code(options, code[:-1] + ("0" if code[-1] != "0" else "1"))
    await outcome_is(options, refused)
    await enter_code(options, code)
    await outcome_is(options, "Paired. From now on the agent starts on the same port.")
    await enter_code(options, code)
    await outcome_is(options, refused)


async def test_an_agent_that_has_forgotten_the_browser_is_shown_as_refused(desk: Desk) -> None:
    await pair_by_code(desk, agent_of(desk))
    await agent_of(desk).stop()
    pairings = agent_of(desk).state / "pairings.json"
    known = json.loads(pairings.read_text())
    others = [{**pairing, "id": "somebody-else"} for pairing in known["pairings"]]  # the agent keeps its port
    pairings.write_text(json.dumps({"pairings": others}))
    await agent_of(desk).start()

    options = await own_page(desk, "options")

    await settle(lambda: options.locator("#agent-action").inner_text(), "Pair with a code")
    assert (await options.locator("#standing").inner_text()).startswith("What answers is not Proviso's agent")


async def test_what_the_browser_has_kept_can_be_forgotten(desk: Desk) -> None:
    await pair_by_code(desk, agent_of(desk))
    options = await own_page(desk, "options")
    await settle(options.locator("#standing").inner_text, "Proviso's agent is running and knows this browser.")

    await options.locator("#forget").click()

    await settle(options.locator("#standing").inner_text, NO_AGENT)
    assert await options.evaluate("chrome.storage.local.get('pairing')") == {}
