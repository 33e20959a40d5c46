"""The agent as a test's neighbour: a real process with its own state and settings folder; started, killed, started again."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from proven import furnish

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

READY_WITHIN_S = 30


@dataclass
class Agent:
    """`proviso run` in a folder of its own. Everything it says is kept in `output`."""

    folder: Path
    output: bytearray = field(default_factory=bytearray)
    _process: asyncio.subprocess.Process | None = None
    _listening: asyncio.Task[None] | None = None

    @property
    def state(self) -> Path:
        """Where the agent keeps port, token and ledger."""
        return self.folder / "state"

    @property
    def environment(self) -> dict[str, str]:
        """What the agent must see, and the browser too: the native host that it starts may start the agent."""
        return {
            "PROVISO_STATE_DIR": str(self.state),
            "PROVISO_CONFIG_DIR": str(self.folder / "config"),
            "PROVISO_MANAGED_FILE": str(self.folder / "managed.toml"),
        }

    @property
    def pid(self) -> int:
        """The process; fails when it was not started."""
        if self._process is None:
            raise RuntimeError("the agent was not started")
        return self._process.pid

    def settle(self, settings: str) -> None:
        """Write the person's settings (TOML)."""
        path = self.folder / "config" / "settings.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(settings, encoding="utf-8")

    async def start(self) -> None:
        """Run the agent and wait until it listens."""
        self.folder.mkdir(parents=True, exist_ok=True)
        furnish(self.state)
        process = self._process = await self._spawn("run")
        listens = asyncio.Event()
        self._listening = asyncio.create_task(self._listen(process, listens))
        try:
            await asyncio.wait_for(listens.wait(), READY_WITHIN_S)
        except TimeoutError:
            await self.stop()
            raise RuntimeError(f"the agent does not listen; it said: {self.output.decode()}") from None

    async def stop(self) -> None:
        """Ask the agent to end, and wait for it."""
        await self._end(kill=False)

    async def kill(self) -> None:
        """End the agent as a crash does."""
        await self._end(kill=True)

    async def introduce(self, profile: Path) -> None:
        """Tell the browser of this profile where the agent is, as `proviso install` does for a person."""
        await self.command("install", "--user-data-dir", str(profile))

    async def command(self, *words: str) -> str:
        """Run one `proviso` command to its end; what it said.

        Raises:
            RuntimeError: it failed.
        """
        process = await self._spawn(*words)
        output, _ = await process.communicate()
        if process.returncode:
            raise RuntimeError(f"proviso {' '.join(words)}: {output.decode()}")
        return output.decode()

    async def _spawn(self, *words: str) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "proviso",
            *words,
            env={**os.environ, **self.environment},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )

    async def _listen(self, process: asyncio.subprocess.Process, listens: asyncio.Event) -> None:
        if process.stdout is None:
            return
        async for line in process.stdout:
            self.output += line
            if b"listens on" in line:
                listens.set()

    async def _end(self, *, kill: bool) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.returncode is None:
            process.kill() if kill else process.terminate()
        await process.wait()
        if self._listening:
            await self._listening


@asynccontextmanager
async def running_agent(folder: Path, settings: str = "") -> AsyncIterator[Agent]:
    """An agent in `folder` with a person's settings (TOML), started; it is ended afterwards."""
    agent = Agent(folder)
    if settings:
        agent.settle(settings)
    await agent.start()
    try:
        yield agent
    finally:
        await agent.stop()
