"""The extension's worker without a debugger attached, left alone for longer than a browser keeps an idle one: alive while a composer
has the focus, ended and built up again where none has. Both silences pass at the same time, in two browsers."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest_asyncio

from e2e.harness import copy_extension
from e2e.public_site import PublicSite, served
from e2e.raw_browser import browse
from e2e.recording_agent import RecordingAgent, Visit

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    import pytest

SILENCE_S = 66  # a browser ends an idle worker after 30; pings come after 20, 40 and 60
FIRST = "my number "
REST = "is 078-05-1120"
EDITOR = "document.querySelector('main [data-testid=tweetTextarea_0]')"


@dataclass(frozen=True)
class Silence:
    """What happened around a time of silence."""

    before: list[tuple[bool, int]]  # for each connection at its end: whether it had ended, how many pings
    visits: list[Visit]  # in the end
    underlined: object


async def a_silence(folder: Path, site: PublicSite, *, focused: bool) -> Silence:
    """Write, be silent with or without the focus in the composer, write on."""
    agent = RecordingAgent()
    extension = copy_extension(folder / "extension")
    async with (
        agent.listening(folder / "profile"),
        browse(folder / "profile", extension, site.switches(public=False), "https://x.com/home") as page,
    ):
        await page.until(f"!!{EDITOR}")
        await page.evaluate(f"{EDITOR}.focus()")
        await page.type(FIRST)
        await agent.heard(FIRST)
        if not focused:
            await page.evaluate(f"{EDITOR}.blur()")

        await asyncio.sleep(SILENCE_S)

        before = [(visit.ended, len(visit.said("ping"))) for visit in agent.visits]
        await page.evaluate(f"{EDITOR}.focus()")
        await page.press_end()
        await page.type(REST)
        await agent.heard(FIRST + REST)
        await page.until("[...CSS.highlights.values()].some((group) => group.size > 0)")
        return Silence(before, agent.visits, await page.underlined())


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def silences(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[Silence, Silence]]:
    folder = tmp_path_factory.mktemp("lifetime")
    async with served(folder) as site:
        focused, idle = folder / "focused", folder / "idle"
        for one in (focused, idle):
            one.mkdir()
        yield await asyncio.gather(a_silence(focused, site, focused=True), a_silence(idle, site, focused=False))


async def test_a_focused_composer_keeps_its_one_connection(silences: tuple[Silence, Silence]) -> None:
    focused, _ = silences

    assert focused.before == [(False, 3)]
    assert len(focused.visits) == 1


async def test_without_focus_the_worker_is_ended_and_nothing_is_sent(silences: tuple[Silence, Silence]) -> None:
    _, idle = silences

    assert idle.before == [(True, 0)]


async def test_a_worker_that_was_ended_is_back_for_the_next_word_with_the_whole_draft(
    silences: tuple[Silence, Silence],
) -> None:
    _, idle = silences

    assert len(idle.visits) == 2
    assert idle.visits[1].said("check")[-1]["text"] == FIRST + REST


async def test_findings_are_shown_after_the_silence_in_both(silences: tuple[Silence, Silence]) -> None:
    assert [silence.underlined for silence in silences] == [["078-05-1120"], ["078-05-1120"]]
