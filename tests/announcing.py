"""A hub for tests, and a repository of which only the timestamp's version matters."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from proviso.files import write_atomically
from proviso.fleet.hub import serve_announcements

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

PATIENCE_S = 30.0


def publish(repository: Path, version: int) -> None:
    """Put a timestamp of this version there, signed by nobody: a hub does not ask."""
    path = repository / "metadata" / "timestamp.json"
    write_atomically(path, json.dumps({"signatures": [], "signed": {"_type": "timestamp", "version": version}}))


@asynccontextmanager
async def announcing(repository: Path, max_jitter_s: int = 300) -> AsyncIterator[int]:
    """A hub that watches a repository; its port."""
    port: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    hub = asyncio.create_task(
        serve_announcements(
            str(repository), "127.0.0.1", 0, max_jitter_s=max_jitter_s, look_s=0.01, started=port.set_result
        )
    )
    try:
        yield await asyncio.wait_for(port, PATIENCE_S)
    finally:
        hub.cancel()
        with suppress(asyncio.CancelledError):
            await hub


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(PATIENCE_S):
        while not holds():
            await asyncio.sleep(0.01)
