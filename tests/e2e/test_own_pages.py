"""Options and popup: what they say, and that what they switch is switched."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from e2e.agent import running_agent
from e2e.axe import complaints
from e2e.guests import SETTINGS, SSN, own_page, state_of
from e2e.harness import Desk, at_desk, settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Page

    from e2e.harness import XPage

RUNNING = "Proviso's agent is running and knows this browser."


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def desk(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    folder = tmp_path_factory.mktemp("pages")
    async with running_agent(folder / "agent") as agent, at_desk(folder, agent=agent) as desk:
        yield desk


@pytest_asyncio.fixture(autouse=True, loop_scope="session")
async def as_before(desk: Desk) -> AsyncIterator[None]:
    """Each test begins with a person at the Social Security Administration, and with everything switched on."""
    assert desk.agent
    desk.agent.settle(SETTINGS)
    page = await own_page(desk, "options")
    await page.evaluate("Promise.all([chrome.storage.session.clear(), chrome.storage.local.clear()])")
    await settle(page.locator("#standing").inner_text, RUNNING)
    await page.close()
    desk.errors.clear()
    yield
    for left in desk.context.pages[1:]:
        await left.close()

    assert desk.errors == []


async def popup_over(desk: Desk, tab: Page) -> Page:
    """The popup, for the tab that is in front: it asks at its start which one that is."""
    popup = await own_page(desk, "popup")
    await tab.bring_to_front()
    await popup.reload()
    await settle(lambda: popup.evaluate("document.querySelector('#turn-site')?.textContent"), "Turn off on x.com")
    return popup


async def writing(desk: Desk) -> XPage:
    tab = await desk.open("/home")
    await tab.write(f"my number is {SSN}")
    await tab.underlines([SSN])
    return tab


async def test_a_policy_is_chosen_saved_and_applied_to_the_open_draft(desk: Desk) -> None:
    assert desk.agent
    desk.agent.settle("# mine\n")
    tab = await desk.open("/home")
    await tab.write("Proud to help people get SSI every day.")
    await settle(lambda: state_of(tab), "no-policy")
    options = await own_page(desk, "options")
    await settle(options.locator("#standing").inner_text, "No policy is chosen yet, so only the basic checks run.")

    await options.get_by_label("Where you work").select_option("United States, federal")
    await options.get_by_label("Agency").select_option("Social Security Administration")
    await options.get_by_role("button", name="Use this policy").click()

    await settle(options.locator("#policy-outcome").inner_text, "Saved. Open drafts are checked again.")
    await settle(options.locator("#standing").inner_text, RUNNING)
    await tab.underlines(["SSI"])
    written = (desk.agent.folder / "config" / "settings.toml").read_text()
    assert written.startswith("# mine\n")
    assert 'agency = "SSA"' in written


async def test_a_managed_policy_is_shown_and_cannot_be_changed(desk: Desk) -> None:
    assert desk.agent
    managed = desk.agent.folder / "managed.toml"
    managed.write_text('[person]\njurisdiction = "us-federal"\nagency = "SSA"\n', encoding="utf-8")
    try:
        options = await own_page(desk, "options")

        outcome = options.locator("#policy-outcome")
        await settle(outcome.inner_text, "Your employer has chosen the policy on this computer.")
        assert await options.get_by_role("button", name="Use this policy").is_disabled()
        assert await options.get_by_label("Where you work").input_value() == "us-federal"
    finally:
        managed.unlink()


async def test_a_site_that_is_switched_off_is_not_read_until_it_is_on_again(desk: Desk) -> None:
    tab = await writing(desk)
    options = await own_page(desk, "options")
    box = options.get_by_label("Check drafts on x.com")
    await settle(box.is_checked, expected=True)

    await box.uncheck()
    await settle(lambda: state_of(tab), "off-here")
    await tab.underlines([])
    await settle(options.get_by_label("Check drafts on x.com").is_checked, expected=False)

    await options.get_by_label("Check drafts on x.com").check()
    await tab.underlines([SSN])


async def test_what_is_known_names_where_one_works_and_nothing_that_was_written(desk: Desk) -> None:
    await writing(desk)
    options = await own_page(desk, "options")
    known = options.locator("#known")
    await settle(
        lambda: starts(known.locator("li").first.inner_text(), "Where you work: United States, federal, SSA."),
        expected=True,
    )

    kept = json.dumps(await options.evaluate("Promise.all([chrome.storage.local.get(), chrome.storage.session.get()])"))
    assert SSN not in kept


async def starts(said: object, expected: str) -> bool:
    return str(await said).startswith(expected)  # type: ignore[misc]


async def test_the_popup_counts_the_findings_of_its_tab(desk: Desk) -> None:
    tab = await writing(desk)

    popup = await popup_over(desk, tab.page)

    await settle(popup.locator("#tab").inner_text, "1 thing to look at in this draft.")


async def test_the_popup_over_a_tab_without_a_draft_says_that_it_is_ready(desk: Desk) -> None:
    tab = await desk.open("/home")

    popup = await popup_over(desk, tab.page)

    await settle(popup.locator("#tab").inner_text, "Ready: Proviso looks when you start to write here.")


async def test_a_tab_is_paused_and_resumed(desk: Desk) -> None:
    tab, other = await writing(desk), await writing(desk)
    popup = await popup_over(desk, tab.page)

    await popup.get_by_role("button", name="Pause in this tab").evaluate("button => button.click()")
    await settle(lambda: state_of(tab), "paused")
    assert await state_of(other) == "findings"
    await settle(popup.locator("#tab").inner_text, "Proviso is paused. Drafts are not checked.")

    await popup.get_by_role("button", name="Resume", exact=True).evaluate("button => button.click()")
    await settle(lambda: state_of(tab), "findings")


async def test_everything_is_paused_until_the_browser_restarts(desk: Desk) -> None:
    tab, other = await writing(desk), await writing(desk)
    popup = await popup_over(desk, tab.page)

    await popup.get_by_role("button", name="Pause until the browser restarts").evaluate("button => button.click()")

    await settle(lambda: state_of(tab), "paused")
    await settle(lambda: state_of(other), "paused")
    kept = await popup.evaluate("chrome.storage.local.get()")
    assert "pausedAll" not in kept  # what outlives the browser


async def test_a_paused_tab_is_resumed_from_beside_the_composer(desk: Desk) -> None:
    tab = await writing(desk)
    popup = await popup_over(desk, tab.page)
    await popup.get_by_role("button", name="Pause in this tab").evaluate("button => button.click()")
    await settle(tab.page.locator(".pill").inner_text, "Paused")

    await tab.page.locator(".pill").click()
    await tab.page.get_by_role("button", name="Resume").click()

    await tab.underlines([SSN])


async def test_the_popup_elsewhere_says_that_proviso_does_not_look_there(desk: Desk) -> None:
    popup = await own_page(desk, "popup")

    await settle(popup.locator("#tab").inner_text, "Proviso does not look at this site.")
    assert await popup.locator("#controls").is_hidden()


async def test_the_toolbar_icon_counts_findings(desk: Desk) -> None:
    tab = await writing(desk)
    popup = await popup_over(desk, tab.page)
    badge = """async () => {
      const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
      return chrome.action.getBadgeText({ tabId: tab.id });
    }"""

    await settle(lambda: popup.evaluate(badge), "1")


async def test_a_web_page_s_script_cannot_speak_as_one_of_our_pages(desk: Desk) -> None:
    tab = await desk.open("/home")
    closed = await tab.in_extension(
        """new Promise((resolve) => {
          const port = chrome.runtime.connect({ name: "proviso-pages" });
          port.onMessage.addListener((message) => resolve(message.type));
          port.onDisconnect.addListener(() => resolve("closed"));
        })"""
    )

    assert closed == "closed"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["options", "popup"])
async def test_axe_finds_nothing_to_complain_about(desk: Desk, name: str, theme: str) -> None:
    page = await own_page(desk, name)
    await page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    await settle(page.locator("#standing").inner_text, RUNNING)

    assert await complaints(page) == []
