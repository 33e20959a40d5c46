"""Lines on logarithmic axes, as an SVG that a browser shows in light and in dark: enough for the documentation, and no dependency."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WIDTH, HEIGHT, LEFT, TOP, BOTTOM, GAP = 260, 240, 64, 56, 64, 28  # of one panel and what is around it
COLOURS: Final = ("#1b6ca8", "#b3400a")  # blue and orange differ for everybody
STYLE: Final = (
    "text{font:12px sans-serif;fill:#222}.grid{stroke:#ccc}.title{font-weight:bold}"
    "@media(prefers-color-scheme:dark){.paper{fill:#111}text{fill:#ddd}.grid{stroke:#444}}"
)


@dataclass(frozen=True)
class Line:
    """Points of one series; x and y are above 0."""

    name: str
    points: Sequence[tuple[float, float]]
    is_dashed: bool = False


@dataclass(frozen=True)
class Panel:
    """Lines on the same axes."""

    title: str
    lines: Sequence[Line]


def drawn(title: str, panels: Sequence[Panel]) -> str:
    """All panels side by side, on one scale, with one legend."""
    low, high = _decades([y for panel in panels for line in panel.lines for _, y in line.points])
    width = LEFT + len(panels) * (WIDTH + GAP)
    height = TOP + HEIGHT + BOTTOM
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">',
        f'<title>{escape(title)}</title><style>{STYLE}</style><rect class="paper" width="{width}" height="{height}" fill="#fff"/>',
        f'<text class="title" x="{LEFT}" y="20">{escape(title)}</text>',
    ]
    for number, panel in enumerate(panels):
        left = LEFT + number * (WIDTH + GAP)
        parts.extend(_panel(panel, left, low, high, has_labels=number == 0))
    parts.extend(_legend(panels[0].lines, height - 16))
    return "\n".join([*parts, "</svg>\n"])


def _decades(values: Sequence[float]) -> tuple[int, int]:
    return floor(log10(min(values))), ceil(log10(max(values)))


def _panel(panel: Panel, left: int, low: int, high: int, *, has_labels: bool) -> Iterator[str]:
    yield f'<text x="{left}" y="{TOP - 12}">{escape(panel.title)}</text>'
    for power in range(low, high + 1):
        y = _across(10**power, 10**low, 10**high, TOP + HEIGHT, TOP)
        yield f'<line class="grid" x1="{left}" x2="{left + WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>'
        if has_labels:
            yield f'<text x="{left - 8}" y="{y + 4:.1f}" text-anchor="end">{10**power:,}</text>'
    ticks = [x for x, _ in panel.lines[0].points]
    for tick in ticks:
        x = _across(tick, ticks[0], ticks[-1], left + 12, left + WIDTH - 12)
        yield f'<text x="{x:.1f}" y="{TOP + HEIGHT + 18}" text-anchor="middle">{tick:,.0f}</text>'
    for number, line in enumerate(panel.lines):
        yield _line(line, left, (low, high), COLOURS[number // 2 % len(COLOURS)])


def _line(line: Line, left: int, decades: tuple[int, int], colour: str) -> str:
    first, last = line.points[0][0], line.points[-1][0]
    low, high = decades
    points = " ".join(
        f"{_across(x, first, last, left + 12, left + WIDTH - 12):.1f},{_across(y, 10**low, 10**high, TOP + HEIGHT, TOP):.1f}"
        for x, y in line.points
    )
    return f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"{_dashes(line)}/>'


def _legend(lines: Sequence[Line], y: int) -> Iterator[str]:
    for number, line in enumerate(lines):
        x = LEFT + number * 150
        colour = COLOURS[number // 2 % len(COLOURS)]
        yield f'<line x1="{x}" x2="{x + 28}" y1="{y - 4}" y2="{y - 4}" stroke="{colour}" stroke-width="2"{_dashes(line)}/>'
        yield f'<text x="{x + 34}" y="{y}">{escape(line.name)}</text>'


def _dashes(line: Line) -> str:
    return ' stroke-dasharray="6 4"' if line.is_dashed else ""


def _across(value: float, low: float, high: float, start: float, end: float) -> float:
    """Where a value lies between two ends of a logarithmic axis."""
    return start + (end - start) * (log10(value) - log10(low)) / (log10(high) - log10(low))
