"""How long the agent takes from its start until it answers, against importing what it is made of; and the native host."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

import proviso
from benches.figures import Figures, percentile

RUNS: Final = 15
GOAL: Final = 1.5
HOST: Final = Path(proviso.__file__).parent / "native_host.py"


def measure() -> list[Figures]:
    """Both in turn, so that a noisy machine slows both."""
    with tempfile.TemporaryDirectory() as folder:
        environment = _environment(folder)
        first, _ = _start_to_ready(environment)  # compiles and proves the packs
        _timed([sys.executable, "-c", "import aiohttp.web, regex"], environment)  # compiles what is imported
        importing, starting, asking = [], [], []
        for _ in range(RUNS):
            importing.append(_timed([sys.executable, "-c", "import aiohttp.web, regex"], environment))
            ready, host = _start_to_ready(environment)
            starting.append(ready)
            asking.append(host)
    ratio = percentile(starting, 0.5) / percentile(importing, 0.5)
    rows: list[tuple[str, ...]] = [
        (label, f"{min(values) * 1e3:.0f}", f"{percentile(values, 0.5) * 1e3:.0f}")
        for label, values in (
            ("import aiohttp.web, regex", importing),
            ("proviso run, start to ready", starting),
            ("proviso run, the very first time", [first]),
            ("native host, asked to answered", asking),
        )
    ]
    goals = {
        f"start to ready at most {GOAL} times the import ({ratio:.2f})": ratio <= GOAL,
        f"native host under 100 ms ({percentile(asking, 0.5) * 1e3:.0f} ms)": percentile(asking, 0.5) < 0.1,
    }
    return [Figures("Start", ("what", "min ms", "p50 ms"), rows, goals)]


def _environment(folder: str) -> dict[str, str]:
    """Folders of its own, and byte code kept as an installation keeps it, for both sides of the comparison."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    own = {"PROVISO_STATE_DIR": "state", "PROVISO_CONFIG_DIR": "config", "PYTHONPYCACHEPREFIX": "bytecode"}
    return kept | {name: f"{folder}/{place}" for name, place in own.items()}


def _timed(command: list[str], environment: dict[str, str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, env=environment)
    return time.perf_counter() - began


def _start_to_ready(environment: dict[str, str]) -> tuple[float, float]:
    """Seconds until the agent says that it is ready, and the seconds of one native-messaging answer."""
    began = time.perf_counter()
    with subprocess.Popen([sys.executable, "-m", "proviso", "run"], env=environment, stdout=subprocess.PIPE) as agent:
        if agent.stdout is None or not agent.stdout.readline():
            raise RuntimeError("the agent did not start; run `proviso run` to see why")
        ready = time.perf_counter() - began
        host = _ask_host(environment["PROVISO_STATE_DIR"])
        agent.terminate()
        agent.stdout.read()
    return ready, host


def _ask_host(state: str) -> float:
    message = b'{"type":"pair"}'
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(HOST), state],
        input=struct.pack("=I", len(message)) + message,
        capture_output=True,
        check=True,
    )
    took = time.perf_counter() - began
    if b'"token"' not in done.stdout:
        raise RuntimeError("the native host gave no token")
    return took
