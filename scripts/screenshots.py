"""Take the pictures of docs/img: the extension in a real browser, X's editor, a real agent with the bundled rules.

Asserts nothing: whoever runs it looks at the pictures before they are committed.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from e2e.agent import Agent
from e2e.harness import at_desk

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from playwright.async_api import FloatRect, Page

    from e2e.harness import Desk

IMAGES: Final = Path(__file__).parent.parent / "docs" / "img"
SETTINGS: Final = '[person]\njurisdiction = "us-federal"\nagency = "SSA"\n'
DRAFT: Final = "Proud to help people get SSI every day. Questions? My number is 078-05-1120."
COLUMN: Final[FloatRect] = {"x": 404, "y": 0, "width": 740, "height": 560}
# The colours of X's dark theme, for a page whose own style sheet is light.
NIGHT: Final = """body { background: #000; color: #e7e9ea }
main, .composer, article { border-color: #2f3336 !important }
header button { background: #000; color: #e7e9ea; border-color: #536471 }
[data-testid="tweetButtonInline"] { background: #eff3f4 !important; color: #0f1419 !important }
a { color: inherit }"""


async def write(desk: Desk, *, dark: bool = False) -> Page:
    """A tab with the draft in it, checked."""
    tab = await desk.open("/home", handle="dreyes_mke", name="Dana, claims specialist at SSA")
    await tab.page.set_viewport_size({"width": 1280, "height": 800})
    if dark:
        await tab.page.add_style_tag(content=NIGHT)
    await tab.write(DRAFT)
    await tab.page.locator(".pill", has_text="to look at").wait_for()
    return tab.page


async def take(page: Page, name: str, clip: FloatRect | None = None) -> None:
    """Keep what is on the screen."""
    await page.evaluate("document.fonts.ready")
    await page.wait_for_timeout(600)
    IMAGES.mkdir(parents=True, exist_ok=True)
    await page.screenshot(path=IMAGES / f"{name}.png", clip=clip)
    print(IMAGES / f"{name}.png")


async def composer(desk: Desk) -> None:
    """Underlines, the sign beside the page's own button, and the list."""
    page = await write(desk)
    await page.keyboard.press("Alt+Shift+P")
    await take(page, "composer", COLUMN)


async def composer_dark(desk: Desk) -> None:
    """The same at night."""
    page = await write(desk, dark=True)
    await page.keyboard.press("Alt+Shift+P")
    await take(page, "composer-dark", COLUMN)


async def card(desk: Desk) -> None:
    """The card of a finding: clause and fix."""
    page = await write(desk)
    await page.keyboard.press("Alt+Shift+P")
    await page.keyboard.press("End")
    await page.keyboard.press("Enter")
    await page.locator(".card blockquote").first.wait_for()
    await take(page, "card", COLUMN)


async def hold(desk: Desk) -> None:
    """The question before posting."""
    page = await write(desk)
    await page.keyboard.press("Control+Enter")
    await page.locator("dialog blockquote").first.wait_for()
    await take(page, "hold")


async def local_page(desk: Desk) -> None:
    """The page on which a newcomer tries Proviso, made of the same content scripts."""
    address = re.search(r"http://\S+", await desk.agent.command("page")) if desk.agent else None
    if address is None:
        raise RuntimeError("the agent names no page")
    page = await desk.context.new_page()
    await page.set_viewport_size({"width": 1280, "height": 960})
    await page.goto(address[0])
    await page.locator("[data-proviso-editor]").click()
    await page.keyboard.type(DRAFT)
    await page.locator("[data-proviso-submit]:enabled").wait_for()
    await page.wait_for_timeout(600)  # its shadow roots are closed: nothing to wait for can be seen
    await page.keyboard.press("Alt+Shift+P")
    await take(page, "local-page")


PICTURES: Final[Mapping[str, Callable[[Desk], Awaitable[None]]]] = {
    "composer": composer,
    "composer-dark": composer_dark,
    "card": card,
    "hold": hold,
    "local-page": local_page,
}


async def take_all(names: list[str]) -> None:
    """Start browser and agent once, and take the pictures that were asked for."""
    with tempfile.TemporaryDirectory() as folder:
        agent = Agent(Path(folder) / "agent")
        agent.settle(SETTINGS)
        await agent.start()
        try:
            async with at_desk(Path(folder), agent=agent) as desk:
                for name in names or PICTURES:
                    await PICTURES[name](desk)
        finally:
            await agent.stop()


if __name__ == "__main__":
    unknown = [name for name in sys.argv[1:] if name not in PICTURES]
    if unknown:
        sys.exit(f"unknown picture {', '.join(unknown)}; there are {', '.join(PICTURES)}")
    asyncio.run(take_all(sys.argv[1:]))
