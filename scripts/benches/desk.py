"""A real browser with the extension and a real agent beside it, for a person at the Social Security Administration."""

from __future__ import annotations

import tempfile
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from e2e.agent import Agent
from e2e.conftest import SETTINGS
from e2e.harness import at_desk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from e2e.harness import Desk


@asynccontextmanager
async def a_desk() -> AsyncIterator[tuple[Desk, Agent]]:
    """Open both in a folder of their own; end both and remove the folder afterwards."""
    with tempfile.TemporaryDirectory() as name:
        agent = Agent(Path(name) / "agent")
        agent.settle(SETTINGS)
        await agent.start()
        try:
            async with at_desk(Path(name), agent=agent) as desk:
                yield desk, agent
        finally:
            await agent.stop()
