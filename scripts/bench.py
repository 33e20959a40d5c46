"""Run the measurements by name, print their tables and goals, and with --write keep them in docs/performance/."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from benches import keystroke, loopback, start
from benches.figures import Figures, keep, show

BENCHES: Final[Mapping[str, Callable[[], Figures]]] = {
    "start": start.measure,
    "loopback": loopback.measure,
    "keystroke": keystroke.measure,
}
KEPT: Final = Path(__file__).parent.parent / "docs" / "performance"


def main() -> int:
    """Exit status 1 when a goal was missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of: {' '.join(BENCHES)} (default: all)")
    parser.add_argument("--write", action="store_true", help="keep the tables in docs/performance/")
    wanted = parser.parse_args()
    unknown = set(wanted.names) - BENCHES.keys()
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(BENCHES)}")
    is_met = True
    for name in wanted.names or BENCHES:
        figures = BENCHES[name]()
        show(figures)
        is_met = is_met and all(figures.goals.values())
        if wanted.write:
            KEPT.mkdir(exist_ok=True)
            keep(KEPT / f"{name}.md", {name: figures})
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())
