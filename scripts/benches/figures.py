"""Percentiles, tables and pages of a measurement: how every bench shows what it found, and keeps it."""

from __future__ import annotations

import os
import platform
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True)
class Figures:
    """One table of one run, whether its goals were met, and a drawing of it."""

    title: str
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]
    goals: dict[str, bool] = field(default_factory=dict)  # a goal in words, and whether it was met
    drawing: str = ""  # SVG


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


def keep(page: Path, name: str, tables: Sequence[Figures]) -> None:
    """Write the tables of one run into its section of a page, in place of those of the run before.

    Raises:
        ValueError: the page has no section of this name.
    """
    parts = [markdown(figures) for figures in tables]
    for figures in tables:
        if figures.drawing:
            drawing = page.parent / "img" / f"{page.stem}-{name}.svg"
            drawing.write_text(figures.drawing, encoding="utf-8")
            parts.append(f"![{figures.title}](img/{drawing.name})\n")
    machine = (
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    )
    begin, end = f"<!-- {name}: written by a script -->", f"<!-- {name}: end -->"
    section = "\n".join([begin, *parts, f"{machine}\n", end])
    text, count = re.subn(
        f"{re.escape(begin)}.*?{re.escape(end)}", lambda _: section, page.read_text("utf-8"), flags=re.DOTALL
    )
    if not count:
        raise ValueError(f"{page} has no section {begin} … {end}; add it where the table belongs")
    page.write_text(text, encoding="utf-8")
