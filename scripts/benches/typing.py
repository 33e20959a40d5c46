"""What Proviso costs the page that one writes on: script time of each key, what runs while nobody types, memory of the tab.

The same page with the same editor in two tabs of one browser: on x.com, where Proviso works, and on a host that it does not know. The tabs
take turns, some keys each. The browser counts the time that scripts of the tab run, the page's own and Proviso's together; what the key sets
off later, up to the painted underlines, is counted with it. Says nothing of the agent, which is a process of its own.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from benches.desk import a_desk
from benches.figures import Figures, percentile
from e2e import web

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, CDPSession, Page, Route

    from e2e.harness import Desk

WITH: Final = "with Proviso"
WITHOUT: Final = "without"
STRANGER: Final = "plain.example.gov"  # the extension does not run there
TEXT: Final = "Proud to help people get what they earned. My number is 078-05-1120, call me at 202-555-0143 about SSI. "
TIMES: Final = 3  # each tab types the whole text so often
A_TURN: Final = 20  # keys
AFTER_A_KEY_S: Final = 0.06  # by then the agent has answered and the underlines are painted
IDLE_S: Final = 10


@dataclass
class Tab:
    """A tab with X's editor, and what its browser counts of it."""

    page: Page
    session: CDPSession
    keys: list[float] = field(default_factory=list)  # ms of script for each key

    async def count(self, name: str) -> float:
        """One of the browser's own counters."""
        answer = await self.session.send("Performance.getMetrics")
        return next(float(metric["value"]) for metric in answer["metrics"] if metric["name"] == name)

    async def write(self, keys: str) -> None:
        """Type on, key by key."""
        await self.page.bring_to_front()
        for key in keys:
            before = await self.count("ScriptDuration")
            await self.page.keyboard.type(key)
            await asyncio.sleep(AFTER_A_KEY_S)
            self.keys.append((await self.count("ScriptDuration") - before) * 1e3)

    async def rest(self) -> float:
        """How many ms of a second scripts run while nobody types."""
        await self.page.bring_to_front()
        before = await self.count("ScriptDuration")
        await asyncio.sleep(IDLE_S)
        return (await self.count("ScriptDuration") - before) * 1e3 / IDLE_S

    async def memory(self) -> float:
        """MB of the heap of the tab's scripts, without what is garbage."""
        await self.session.send("HeapProfiler.collectGarbage")
        return await self.count("JSHeapUsedSize") / 1e6


def measure() -> list[Figures]:
    """Both tabs, key by key, at rest, and their memory."""
    return asyncio.run(_measure())


async def _measure() -> list[Figures]:
    async with a_desk() as (desk, _agent):
        tabs = {WITHOUT: await _strange(desk.context), WITH: await _own(desk)}
        whole = TEXT * TIMES
        for start in range(0, len(whole), A_TURN):
            for tab in tabs.values():
                await tab.write(whole[start : start + A_TURN])
        writing = {name: await tab.rest() for name, tab in tabs.items()}
        for tab in tabs.values():
            await tab.page.evaluate("document.activeElement.blur()")
        resting = {name: await tab.rest() for name, tab in tabs.items()}
        memory = {name: await tab.memory() for name, tab in tabs.items()}
    return [_keys(tabs), _rest(writing, resting, memory)]


def _keys(tabs: dict[str, Tab]) -> Figures:
    rows: list[tuple[str, ...]] = [
        (name, *(f"{percentile(tab.keys, share):.2f}" for share in (0.5, 0.95, 0.99)), f"{len(tab.keys)}")
        for name, tab in tabs.items()
    ]
    ratios = {
        share: percentile(tabs[WITH].keys, share) / percentile(tabs[WITHOUT].keys, share) for share in (0.5, 0.99)
    }
    goals = {
        f"p50 at most twice the page's own ({ratios[0.5]:.2f} times)": ratios[0.5] <= 2,
        f"p99 at most twice the page's own ({ratios[0.99]:.2f} times)": ratios[0.99] <= 2,
    }
    columns = ("scripts of the tab, for each key", "p50 ms", "p95 ms", "p99 ms", "keys")
    return Figures("Script time of a key", columns, rows, goals)


def _rest(writing: dict[str, float], resting: dict[str, float], memory: dict[str, float]) -> Figures:
    rows: list[tuple[str, ...]] = [
        (name, f"{writing[name]:.2f}", f"{resting[name]:.2f}", f"{memory[name]:.1f}") for name in writing
    ]
    extra = memory[WITH] - memory[WITHOUT]
    goals = {
        "nothing of Proviso runs while nobody writes": resting[WITH] <= resting[WITHOUT] + 0.01,
        f"at most 5 MB more in the tab ({extra:.1f})": extra <= 5,
    }
    columns = ("tab", "caret in the composer, ms a second", "nobody writes, ms a second", "heap MB")
    return Figures("At rest, and memory", columns, rows, goals)


async def _own(desk: Desk) -> Tab:
    tab = await desk.open("/home")
    return await _counted(tab.page, tab.session)


async def _strange(context: BrowserContext) -> Tab:
    async def serve(route: Route) -> None:
        url, is_document = route.request.url, route.request.resource_type == "document"
        found = web.answer(url.replace(STRANGER, "x.com", 1), is_document=is_document)
        headers = {"Content-Security-Policy": found.policy}
        await route.fulfill(status=found.status, body=found.body, content_type=found.content_type, headers=headers)

    await context.route(f"https://{STRANGER}/**", serve)
    page = await context.new_page()
    await page.goto(f"https://{STRANGER}/home")
    return await _counted(page, await context.new_cdp_session(page))


async def _counted(page: Page, session: CDPSession) -> Tab:
    await session.send("Performance.enable")
    await page.locator('[data-testid="tweetTextarea_0"]').first.click()
    return Tab(page, session)
