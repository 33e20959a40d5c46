"""Percentiles and tables of a measurement: how every bench shows what it found."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True)
class Figures:
    """One table of one run, and whether its goal was met."""

    title: str
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]
    goals: dict[str, bool] = field(default_factory=dict)  # a goal in words, and whether it was met


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of them lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, round(share * len(ordered)) - 1))]


def show(figures: Figures) -> None:
    """Print one table and its goals."""
    console = Console(width=140)
    table = Table(*figures.columns, title=figures.title, title_justify="left")
    for row in figures.rows:
        table.add_row(*row)
    console.print(table)
    for goal, is_met in figures.goals.items():
        console.print(f"  {'met   ' if is_met else 'MISSED'}  {goal}", style="green" if is_met else "red")


def markdown(figures: Figures) -> str:
    """The same as a table for the documentation."""
    head = [f"### {figures.title}", "", f"| {' | '.join(figures.columns)} |", f"|{'---|' * len(figures.columns)}"]
    rows = [f"| {' | '.join(row)} |" for row in figures.rows]
    goals = [f"- {'met' if is_met else '**missed**'}: {goal}" for goal, is_met in figures.goals.items()]
    return "\n".join([*head, *rows, "", *goals, ""])


def keep(path: Path, figures: Figures) -> None:
    """Write one table to a Markdown file, in place of that of the run before."""
    machine = (
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    )
    path.write_text(f"{markdown(figures)}\n{machine}\n", encoding="utf-8")
