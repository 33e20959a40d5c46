"""The announcement hub with 10,000 listeners: memory, time until all have heard, one hub against three, the herd that follows.

Hubs are processes of their own, started by the command that IT uses; all listeners are in this process, on the same machine.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benches.figures import Figures, percentile

from announcing import publish
from campaigns.ears import Ears
from campaigns.herd import arrivals

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import AsyncIterator

LISTENERS: Final = 10_000
HUBS: Final = (1, 3)
ROUNDS: Final = 5
LOOK_S: Final = 1.0
JITTER_S: Final = 30
WITHIN_S: Final = 60.0
_COMMAND: Final = "from proviso.cli.fleet_announce import announce; announce()"


def run() -> list[Figures]:
    """One hub, three hubs, the herd."""
    return asyncio.run(_run())


async def _run() -> list[Figures]:
    weights, reaches, goals = [], [], {}
    for hubs in HUBS:
        measured = await _reach(hubs)
        weights.append(measured.weight(hubs))
        reaches.append(measured.reach(hubs))
        goals[f"every one of {LISTENERS:,} heard each of {ROUNDS} releases from {_hubs(hubs)}"] = measured.is_whole
    columns = ("hubs", "RSS of a hub, empty", "with its listeners", "a connection", "connects/s")
    told = ("hubs", "first to last listener p50", "max", "publication to last p50", "max", "hub CPU a release")
    return [
        Figures(f"{LISTENERS:,} listeners: memory", columns, weights),
        Figures(f"{LISTENERS:,} listeners: time to reach all, {ROUNDS} releases", told, reaches, goals),
        await _herd(),
    ]


def _hubs(count: int) -> str:
    return "one hub" if count == 1 else f"{count} hubs"


class _Measured:
    """What was seen of some hubs."""

    def __init__(self, empty_kb: int, full_kb: int, opened_s: float) -> None:
        self.empty_kb = empty_kb
        self.full_kb = full_kb
        self.opened_s = opened_s
        self.spreads: list[float] = []
        self.waits: list[float] = []
        self.cpu_s = 0.0
        self.is_whole = True

    def weight(self, hubs: int) -> tuple[str, ...]:
        """One row about memory, of a hub on average."""
        each_kb = (self.full_kb - self.empty_kb) / LISTENERS
        sizes = (f"{kb / hubs / 1024:.0f} MiB" for kb in (self.empty_kb, self.full_kb))
        return (str(hubs), *sizes, f"{each_kb:.1f} KiB", f"{LISTENERS / self.opened_s:,.0f}")

    def reach(self, hubs: int) -> tuple[str, ...]:
        """One row about time."""
        spread = (f"{percentile(self.spreads, share) * 1e3:.0f} ms" for share in (0.5, 1))
        waits = (f"{percentile(self.waits, share):.2f} s" for share in (0.5, 1))
        return (str(hubs), *spread, *waits, f"{self.cpu_s / ROUNDS / hubs * 1e3:.0f} ms")


async def _reach(hubs: int) -> _Measured:
    with tempfile.TemporaryDirectory() as folder:
        async with _announcing(Path(folder), hubs) as (ports, pids):
            empty_kb = sum(map(_resident_kb, pids))
            ears, began = Ears(LISTENERS), time.perf_counter()
            await ears.open(ports)
            measured = _Measured(empty_kb, sum(map(_resident_kb, pids)), time.perf_counter() - began)
            cpu = sum(map(_cpu_s, pids))
            for version in range(1, ROUNDS + 1):
                await _tell(Path(folder), ears, version, measured)
            measured.cpu_s = sum(map(_cpu_s, pids)) - cpu
            ears.close()
    return measured


async def _tell(repository: Path, ears: Ears, version: int, measured: _Measured) -> None:
    ears.forget()
    began = time.perf_counter()
    publish(repository, version)
    try:
        await ears.hear(WITHIN_S)
    except TimeoutError:
        measured.is_whole = False
        return
    measured.is_whole &= all(f":{version},".encode() in said for said in ears.said)
    measured.spreads.append(ears.moments[-1] - ears.moments[0])
    measured.waits.append(ears.moments[-1] - began)


@asynccontextmanager
async def _announcing(repository: Path, hubs: int, jitter_s: int = 300) -> AsyncIterator[tuple[list[int], list[int]]]:
    """Hubs as processes; their ports and process ids."""
    async with AsyncExitStack() as stack:
        ports, pids = [], []
        for _ in range(hubs):
            port, pid = await stack.enter_async_context(_hub(repository, jitter_s))
            ports.append(port)
            pids.append(pid)
        yield ports, pids


@asynccontextmanager
async def _hub(repository: Path, jitter_s: int) -> AsyncIterator[tuple[int, int]]:
    options = ["--port", "0", "--every", str(LOOK_S), "--max-jitter", str(jitter_s)]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _COMMAND, str(repository), *options, stdout=asyncio.subprocess.PIPE
    )
    try:
        if process.stdout is None:
            raise RuntimeError("the hub has no output")
        said = (await process.stdout.readline()).decode()
        yield int(said.split("127.0.0.1:")[1].split(".")[0]), process.pid
    finally:
        process.terminate()
        await process.wait()


async def _herd() -> Figures:
    """How many come to the repository in each second after a release, with jitter and without."""
    with tempfile.TemporaryDirectory() as folder:
        spread = await _counted(Path(folder) / "spread", JITTER_S)
        rushed = await _counted(Path(folder) / "rushed", 0)
    rows: list[tuple[str, ...]] = [
        (f"{second}", f"{spread[second]}", "█" * round(spread[second] / 20), f"{rushed[second]}")
        for second in range(JITTER_S + 1)
    ]
    even = LISTENERS / JITTER_S
    goals = {
        f"nobody was lost: {spread.total():,} and {rushed.total():,} pulls": spread.total()
        == rushed.total()
        == LISTENERS,
        f"busiest second {max(spread.values())}, within 1.5 times of even ({even:.0f})": max(spread.values())
        < 1.5 * even,
    }
    columns = ("second after", f"pulls, jitter {JITTER_S} s", "", "pulls, no jitter")
    return Figures(f"The herd: {LISTENERS:,} agents told of one release by one hub", columns, rows, goals)


async def _counted(repository: Path, jitter_s: int) -> Counter[int]:
    async with _announcing(repository, 1, jitter_s) as (ports, _):
        ears = Ears(LISTENERS)
        await ears.open(ports)
        publish(repository, 1)
        await ears.hear(WITHIN_S)
        told = ears.said.copy()
        ears.close()
        return await arrivals(told)


def _resident_kb(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))


def _cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100  # utime and stime, in the usual hundredths of a second
