"""`proviso run` as a real process in folders of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from proven import furnish
from proviso.native_host import agent_holds_lock
from proviso.server.state import Running, State
from proviso.settings import Paths

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE_S = 30


@dataclass
class Home:
    """One person's folders, and commands that see no others."""

    folder: Path

    @property
    def paths(self) -> Paths:
        return Paths(self.folder / "config", self.folder / "state", self.folder / "managed.toml")

    @property
    def state(self) -> State:
        return State(self.paths.state)

    @property
    def environment(self) -> dict[str, str]:
        outside = {name: value for name, value in os.environ.items() if not name.startswith(("PROVISO_", "XDG_"))}
        return {
            **outside,
            "HOME": str(self.folder),
            "PROVISO_CONFIG_DIR": str(self.paths.config),
            "PROVISO_STATE_DIR": str(self.paths.state),
            "PROVISO_MANAGED_FILE": str(self.paths.managed),
        }

    def settle(self, settings: str) -> None:
        """Write the person's settings (TOML)."""
        self.paths.config.mkdir(exist_ok=True)
        self.paths.settings.write_text(settings, encoding="utf-8")

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        return subprocess.run(
            [sys.executable, "-m", "proviso", *words],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )

    @contextmanager
    def agent(self, *words: str) -> Iterator[Agent]:
        """Run the agent until the end of the block."""
        furnish(self.paths.state)
        command = [sys.executable, "-m", "proviso", "run", *words]
        with (self.folder / "said").open("w+", encoding="utf-8") as said:
            process = subprocess.Popen(command, env=self.environment, stdout=said, stderr=subprocess.STDOUT)
            try:
                yield Agent(process, self.await_agent(process), Path(said.name))
            finally:
                process.kill()
                process.wait(PATIENCE_S)

    def await_agent(self, process: subprocess.Popen[bytes] | None = None) -> Running:
        """Wait until an agent is ready."""
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end and (process is None or process.poll() is None):
            running = self.state.running()
            if running is not None:
                return running
            time.sleep(0.02)
        raise AssertionError((self.folder / "said").read_text("utf-8"))

    def await_end(self) -> None:
        """Wait until no agent holds the lock."""
        end = time.monotonic() + PATIENCE_S
        while agent_holds_lock(str(self.paths.state)):
            assert time.monotonic() < end
            time.sleep(0.02)


@dataclass
class Agent:
    """A running agent."""

    process: subprocess.Popen[bytes]
    running: Running
    output: Path

    @property
    def said(self) -> str:
        """What it has written so far, on both streams."""
        return self.output.read_text("utf-8")

    def end(self, number: int) -> int:
        """Send a signal; the exit code."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE_S)
