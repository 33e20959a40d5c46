"""Fixtures of the browser tests. All of them run on one event loop, because a browser outlives the test that opened it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from e2e.agent import running_agent
from e2e.firefox import why_no_firefox_tests
from e2e.harness import Desk, XPage, at_desk, why_no_browser_tests
from e2e.stage import Stage, copy_with_scripted_agent, step_on

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

HERE = Path(__file__).parent
# A person at the Social Security Administration, so that both bundled rulebooks speak.
SETTINGS = '[person]\njurisdiction = "us-federal"\nagency = "SSA"\n'


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies in this folder, and skip it, with the remedy, where it cannot run."""
    reasons = {True: why_no_firefox_tests(), False: why_no_browser_tests()}
    for item in items:
        if HERE not in item.path.parents:
            continue
        missing = reasons[item.path.name.startswith("test_firefox")]
        item.add_marker(pytest.mark.browser)
        item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)
        if missing:
            item.add_marker(pytest.mark.skip(reason=missing))


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def desk(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    """A browser and a running agent that know each other, for all tests that leave both as they are: the others have their own."""
    folder = tmp_path_factory.mktemp("desk")
    async with running_agent(folder / "agent", SETTINGS) as agent, at_desk(folder, agent=agent) as desk:
        yield desk


@pytest_asyncio.fixture(loop_scope="session")
async def x(desk: Desk) -> AsyncIterator[XPage]:
    """A fresh tab on https://x.com/home. What the extension complained about meanwhile fails the test."""
    desk.errors.clear()
    tab = await desk.open("/home")
    yield tab
    await tab.page.close()

    assert desk.errors == []


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def stages(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    """A browser whose extension talks to a scripted agent: see stage.py."""
    folder = tmp_path_factory.mktemp("stage")
    async with at_desk(folder, agent=None, extension=copy_with_scripted_agent(folder / "extension")) as desk:
        yield desk


@pytest_asyncio.fixture(loop_scope="session")
async def stage(stages: Desk) -> AsyncIterator[Stage]:
    """A fresh tab on https://x.com/home, with the scripted agent."""
    stages.errors.clear()
    stage = await step_on(stages)
    yield stage
    await stage.page.close()

    assert stages.errors == []
