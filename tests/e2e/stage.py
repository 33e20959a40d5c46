"""What a person sees and presses, with an agent whose answers are made in the page: fast, and every state can be had.

`scripted_link.js` takes the place of the extension's way to the agent; everything else is the extension as it ships.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from e2e.harness import copy_extension

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Locator, Page

    from e2e.harness import Desk, XPage

HERE = __file__.rpartition("/")[0]
SSN = "078-05-1120"
# The words a draft needs for a finding of each severity, and a draft without any.
ERROR = f"Mine is {SSN}"
WARNING = "Ask me about Medicare"
HINT = "Call 555-0142"
CLEAR = "See you on Friday"
COMPOSER = "watch.composers()[0]"


def copy_with_scripted_agent(target: Path) -> Path:
    """The content scripts alone, with `scripted_link.js` in the place of their link."""
    copy_extension(target)
    shutil.copy(f"{HERE}/scripted_link.js", target / "content" / "link.js")
    manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    content_only = {key: manifest[key] for key in manifest.keys() - {"background", "options_ui", "action"}}
    (target / "manifest.json").write_text(json.dumps(content_only), encoding="utf-8")
    return target


@dataclass
class Stage:
    """One tab with the scripted agent."""

    x: XPage

    @property
    def page(self) -> Page:
        return self.x.page

    @property
    def pill(self) -> Locator:
        return self.page.locator(".pill")

    @property
    def listing(self) -> Locator:
        return self.page.locator(".list")

    @property
    def openers(self) -> Locator:
        return self.listing.locator(".open")

    @property
    def card(self) -> Locator:
        return self.page.locator(".card")

    @property
    def dialog(self) -> Locator:
        return self.page.locator("dialog")

    @property
    def notice(self) -> Locator:
        return self.page.locator(".notice")

    @property
    def post(self) -> Locator:
        return self.page.get_by_test_id("tweetButtonInline")

    def named(self, name: str) -> Locator:
        """A button by its name, wherever it is."""
        return self.page.get_by_role("button", name=name, exact=True)

    async def agent(self, **how: object) -> None:
        """Say how the agent is from now on: state, hold, answer, delayMs, off, status."""
        await self.x.in_extension(f"scripted.become({json.dumps(how)})")

    async def view(self) -> str:
        """The state that the composer shows."""
        return str(await self.x.in_extension(f"{COMPOSER}.view.state"))

    async def draft(self, text: str) -> None:
        """Enter a draft, each line at once, and wait until it has been checked. Where keys matter, `x.write` presses them."""
        await self.x.enter(text)
        for _ in range(100):
            if await self.view() != "checking":
                return
            await self.page.wait_for_timeout(10)

    async def focused(self) -> str:
        """What has the focus, looking into shadow roots: its test id, else its text."""
        found = await self.page.evaluate(
            """() => {
              let at = document.activeElement;
              while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
              return at?.getAttribute("data-testid") ?? at?.getAttribute("aria-label") ?? at?.innerText ?? "";
            }"""
        )
        return " ".join(str(found).split())

    async def hotkeys(self) -> list[str]:
        """The keys that the page's own shortcuts saw."""
        return [str(key) for key in await self.page.evaluate("window.__hotkeys")]


async def step_on(desk: Desk, path: str = "/home", **account: str) -> Stage:
    """Open a tab."""
    stage = Stage(await desk.open(path, **account))
    stage.page.set_default_timeout(5000)
    return stage
