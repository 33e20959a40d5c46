"""What one look of an agent costs: bytes on the wire and milliseconds, with the packs that come with Proviso."""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benches.figures import Figures

from fleets import PATIENT, Works
from mirrors import mirrored
from proviso import bundled
from proviso.store import load_rules
from proviso.updates.gate import InUse
from proviso.updates.updater import Source, Updater

if TYPE_CHECKING:
    from mirrors import Mirror

LOOKS: Final = 25


@dataclass(frozen=True)
class Cost:
    """One look."""

    requests: int
    up: int  # bytes
    down: int
    ms: float


def run() -> list[Figures]:
    """A first install, a look that finds nothing, one pack that has changed."""
    with tempfile.TemporaryDirectory() as folder:
        works = Works(Path(folder))
        shutil.rmtree(works.rules)
        shutil.copytree(bundled.rules(), works.rules)
        state = Path(folder) / "agent"
        in_use = InUse.of(load_rules(state).rulebook)  # compiled and proved, as on a machine that has worked
        works.publish()
        with mirrored(works.fleet.repository) as mirror:
            updater = Updater(state, Source(mirror.url, "stable", works.root), lambda: in_use, PATIENT)
            first = _cost(updater, mirror, "activated")
            nothing = [_cost(updater, mirror, "current") for _ in range(LOOKS)]
            head = works.rules / "packs" / "ssa-2014" / "pack.toml"
            head.write_text(head.read_text("utf-8").replace('version = "', 'version = "new-', 1), encoding="utf-8")
            works.publish()
            one = _cost(updater, mirror, "activated")
    median = Cost(nothing[0].requests, nothing[0].up, nothing[0].down, statistics.median(cost.ms for cost in nothing))
    rows = [
        _row(f"nothing new (median of {LOOKS})", median),
        _row("one pack of all has changed, proved", one),
        _row("the first release, all packs", first),
    ]
    columns = ("a look that finds", "requests", "bytes up", "bytes down", "ms")
    return [
        Figures(
            "What a look costs, without TLS", columns, rows, {"no-change looks are two requests": median.requests == 2}
        )
    ]


def _cost(updater: Updater, mirror: Mirror, state: str) -> Cost:
    mirror.asked.clear()
    mirror.sent = mirror.received = 0
    began = time.perf_counter()
    outcome = updater.run()
    ms = 1000 * (time.perf_counter() - began)
    if outcome.state != state:
        raise RuntimeError(outcome.sentence)
    return Cost(len(mirror.asked), mirror.received, mirror.sent, ms)


def _row(name: str, cost: Cost) -> tuple[str, ...]:
    return (name, str(cost.requests), f"{cost.up:,}", f"{cost.down:,}", f"{cost.ms:.0f}")
