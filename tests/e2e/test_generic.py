"""A site that nobody has described: allowed by its person, checked as far as it can be, honest about the rest."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest_asyncio
from playwright.async_api import expect

from e2e.agent import running_agent
from e2e.conftest import SETTINGS
from e2e.guests import own_page, state_of
from e2e.harness import Desk, at_desk, copy_extension, settle
from e2e.surfaces import button
from e2e.test_surfaces import SPY

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    import pytest

    from e2e.harness import XPage

SITE = "https://noticeboard.example.gov/"
SSN = "078-05-1120"
MINE = f"Mine is {SSN}"


# The browser's own question cannot be answered by a test. So this copy has the site from its installation on, and its scripts see
# the manifest as it ships: to them the site is one that a person has allowed.
AS_SHIPPED = """
if (globalThis.chrome?.runtime?.getManifest) {
  const { getManifest } = chrome.runtime;
  chrome.runtime.getManifest = () => ({ ...getManifest(), host_permissions: getManifest().host_permissions.slice(0, -1) });
}
"""


def copy_with_added_site(target: Path) -> Path:
    extension = copy_extension(target)
    manifest = json.loads((extension / "manifest.json").read_text(encoding="utf-8"))
    manifest["host_permissions"].append(f"{SITE}*")
    (extension / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    first = extension / "testing-errors.js"
    first.write_text(AS_SHIPPED + first.read_text(encoding="utf-8"), encoding="utf-8")
    return extension


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def desk(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    """A browser in which a person has allowed a further site."""
    folder = tmp_path_factory.mktemp("generic")
    async with (
        running_agent(
            folder / "agent", f'{SETTINGS}\n[extension]\nsites = ["noticeboard.example.gov", "other.example.gov"]\n'
        ) as agent,
        at_desk(folder, agent=agent, extension=copy_with_added_site(folder / "extension")) as desk,
    ):
        await desk.context.add_init_script(AS_SHIPPED)
        yield desk


async def go(desk: Desk, key: str) -> XPage:
    tab = await desk.visit(SITE)
    tab.page.set_default_timeout(5000)
    await tab.in_extension(SPY)
    await tab.editor(key).click()
    return tab


async def posts(tab: XPage) -> list[str]:
    return [str(text) for text in await tab.page.evaluate("window.__posts.map((post) => post.text)")]


async def test_a_text_field_of_an_added_site_is_checked_and_fixed(desk: Desk) -> None:
    tab = await go(desk, "notice")
    await tab.page.keyboard.type(MINE)
    await tab.underlines([SSN])
    await tab.page.keyboard.press("Alt+Shift+P")
    await tab.page.get_by_role("button", name="Remove the number").click()

    await settle(lambda: tab.editor("notice").input_value(), "Mine is [removed]")
    await tab.page.close()


async def test_only_what_is_known_everywhere_is_told(desk: Desk) -> None:
    tab = await go(desk, "notice")
    await tab.page.keyboard.type(MINE)
    await tab.underlines([SSN])

    assert await tab.in_extension("told.at(-1).context") == {"platform": "web", "site": "noticeboard.example.gov"}
    await tab.page.close()


async def test_the_button_of_the_form_is_held(desk: Desk) -> None:
    tab = await go(desk, "notice")
    await tab.page.keyboard.type(MINE)
    await tab.underlines([SSN])
    await button("Publish")(tab)
    await tab.page.locator("dialog[open]").wait_for()
    assert await posts(tab) == []

    await button("Post anyway")(tab)
    await settle(lambda: posts(tab), [MINE])
    await tab.page.close()


async def test_a_form_that_is_submitted_from_another_field_is_held(desk: Desk) -> None:
    tab = await go(desk, "notice")
    await tab.page.keyboard.type(MINE)
    await tab.underlines([SSN])
    await tab.page.get_by_role("textbox", name="Title").click()
    await tab.page.keyboard.press("Enter")
    await tab.page.locator("dialog[open]").wait_for()
    assert await posts(tab) == []

    await button("Post anyway")(tab)
    await settle(lambda: posts(tab), [MINE])
    await tab.page.close()


async def test_in_a_modal_dialog_of_the_page_everything_can_be_seen_and_pressed(desk: Desk) -> None:
    tab = await desk.visit(SITE)
    tab.page.set_default_timeout(5000)
    await button("Write")(tab)
    await tab.editor("modal").click()
    await tab.page.keyboard.type(MINE)
    await tab.underlines([SSN])
    assert (
        await tab.page.evaluate("document.querySelectorAll('dialog > :popover-open').length") == 2
    )  # sign and underlines

    await tab.page.locator(".pill").click()
    await tab.page.locator(".list .open").first.click()
    await tab.page.locator(".card .head .icon").click()
    await button("Send")(tab)
    await tab.page.locator("dialog.sheet .primary").click()
    assert await posts(tab) == []

    await button("Later")(tab)
    await settle(lambda: tab.page.locator(".pill").is_visible(), expected=False)
    await button("Write")(tab)
    await tab.editor("modal").click()
    await tab.page.locator(".pill").click()
    await tab.page.get_by_role("button", name="Remove the number").click()
    await settle(lambda: tab.editor("modal").input_value(), "Mine is [removed]")
    await button("Send")(tab)
    await settle(lambda: posts(tab), ["Mine is [removed]"])
    await tab.page.close()
    assert desk.errors == []


async def test_a_box_without_a_button_says_that_nothing_can_be_held(desk: Desk) -> None:
    tab = await go(desk, "note")
    await tab.page.keyboard.type(MINE)
    await tab.underlines([SSN])
    await tab.page.keyboard.press("Alt+Shift+P")

    await expect(tab.page.locator(".list .note")).to_contain_text("cannot ask before you post")
    await tab.page.close()


async def test_fifty_composers_on_one_page_are_checked_each_for_itself_and_leave_nothing_behind(desk: Desk) -> None:
    tab = await desk.visit(f"{SITE}?many=50")
    for number in range(50):
        await tab.editor(f"many-{number}").focus()
        await tab.page.keyboard.insert_text(MINE)
    await tab.underlines([SSN] * 50)
    assert await tab.in_extension("watch.composers().length") == 50

    await tab.editor("many-20").focus()
    await tab.page.keyboard.press("Alt+Shift+P")
    await tab.page.locator(".list:not([hidden])").get_by_role("button", name="Remove the number").click()
    await tab.underlines([SSN] * 49)
    assert await tab.editor("many-20").inner_text() == "Mine is [removed]"

    await tab.page.locator("#crowd").evaluate("crowd => crowd.replaceChildren()")
    await settle(lambda: tab.in_extension("watch.composers().length"), 0)
    await settle(tab.page.locator(".pill").count, 0)
    await tab.page.close()
    assert desk.errors == []


async def test_a_search_field_is_left_alone(desk: Desk) -> None:
    tab = await desk.visit(SITE)
    await tab.page.locator("#search").click()
    await tab.page.keyboard.type(SSN)

    assert await tab.in_extension("watch.composers().length") == 0
    await tab.page.close()


async def test_a_site_that_the_settings_ask_for_and_the_browser_has_not_allowed_is_named_in_the_options(
    desk: Desk,
) -> None:
    options = await own_page(desk, "options")

    await expect(options.locator("#added-sites")).to_contain_text("other.example.gov")
    await expect(options.locator("#added-sites")).to_contain_text("Proviso also works on noticeboard.example.gov")
    await options.close()


async def test_what_is_no_name_of_a_site_is_not_asked_for(desk: Desk) -> None:
    options = await own_page(desk, "options")
    await options.locator("#site").fill("my noticeboard")
    await options.locator("#add-site button").click()

    await expect(options.locator("#site-outcome")).to_contain_text("not the name of a site")
    await options.close()


async def test_a_person_can_see_what_of_a_page_is_recognised(desk: Desk) -> None:
    tab = await desk.open("/home")
    await tab.write("see you on Friday")
    await settle(lambda: state_of(tab), "clear")
    popup = await own_page(desk, "popup")
    await tab.page.bring_to_front()
    await popup.reload()
    await popup.locator("#check-page").click()

    await expect(popup.locator("#checked li")).to_have_text(
        [
            "✓ This site is one that Proviso knows: x.com",
            "✓ The page's language is known: en",
            "✓ Who writes: @jane_roe_ssa · Jane Roe",
            "✓ A text box is recognised.",
            "✓ Where it will appear: a post",
            "✓ The button or key that posts is known.",
        ]
    )
    await popup.close()
    await tab.page.close()
