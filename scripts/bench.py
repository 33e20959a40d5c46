"""Measure speed and memory, by name, as ratios of one run."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benches import engine, keystroke, loopback, packs, start, typing
from benches.runner import run_by_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from benches.figures import Figures

BENCHES: Final[Mapping[str, Callable[[], Sequence[Figures]]]] = {
    "engine": engine.measure,
    "packs": packs.measure,
    "start": start.measure,
    "loopback": loopback.measure,
    "keystroke": keystroke.measure,
    "typing": typing.measure,
}

if __name__ == "__main__":
    sys.exit(run_by_name(__doc__, BENCHES, Path(__file__).parent.parent / "docs" / "performance.md"))
