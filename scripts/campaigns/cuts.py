"""The power is cut at each write of an update: what the agent checks with afterwards, and whether the next update mends it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benches.figures import Figures

from cuts import SCENES, scenes
from proviso import bundled

if TYPE_CHECKING:
    from cuts import Aftermath, Scene

RUNS: Final = 200


def run() -> list[Figures]:
    """Two hundred cuts, over every write of a first install, an update and a rollback."""
    real = bundled.rules
    with tempfile.TemporaryDirectory() as folder:
        bundled.rules = lambda: Path(folder) / "bundled"
        try:
            found = {scene.name: _cuts(scene) for scene in scenes(Path(folder))}
        finally:
            bundled.rules = real
    everything = [after for _, afters in found.values() for after in afters]
    rows = [(name, str(writes), *_row(afters)) for name, (writes, afters) in found.items()]
    goals = {
        f"old or new rules, whole, after each of {len(everything)} cuts": all(one.is_whole for one in everything),
        "the next update brings the new rules each time": all(one.is_mended for one in everything),
        f"{RUNS} cuts or more": len(everything) >= RUNS,
    }
    columns = ("update", "writes", "cuts", "old rules after it", "new rules after it", "mended by the next update")
    return [Figures("Power cut at each write of an update", columns, rows, goals)]


def _cuts(scene: Scene) -> tuple[int, list[Aftermath]]:
    """Every write at least once, each time another half-written disk."""
    writes = scene.writes()
    share = -(-RUNS // len(SCENES))
    return writes, [scene.cut(1 + number % writes, number) for number in range(max(writes, share))]


def _row(afters: list[Aftermath]) -> tuple[str, ...]:
    counts = (len(afters), sum(not one.is_new for one in afters), sum(one.is_new for one in afters))
    return (*map(str, counts), str(sum(one.is_mended for one in afters)))
