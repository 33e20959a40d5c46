"""Run measurements or campaigns by name: print each table with its goals, keep it on request."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from benches.figures import Figures, keep, show

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path


def run_by_name(description: str, every: Mapping[str, Callable[[], Sequence[Figures]]], page: Path) -> int:
    """Parse the command line and run what it names, all by default. The exit status is 1 when a goal was missed."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one or more of: {' '.join(every)} (default: all)")
    parser.add_argument("--write", action="store_true", help=f"keep the tables in docs/{page.name}")
    wanted = parser.parse_args()
    unknown = sorted(set(wanted.names) - every.keys())
    if unknown:
        parser.error(f"unknown: {', '.join(unknown)}; there are {', '.join(every)}")
    is_met = True
    for name in wanted.names or every:
        tables = every[name]()
        for figures in tables:
            show(figures)
            is_met = is_met and all(figures.goals.values())
        if wanted.write:
            keep(page, name, tables)
    return 0 if is_met else 1
