"""docs/surfaces.md shows what the browser tests see told at every place, and leaves out no field that a page can fill."""

from __future__ import annotations

import re
from pathlib import Path

from e2e.surfaces import SURFACES
from proviso.model import PAGE_FIELDS

PAGE = (Path(__file__).parents[1] / "docs" / "surfaces.md").read_text(encoding="utf-8")


def section(heading: str) -> str:
    return PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]


def rows(heading: str) -> list[list[str]]:
    """The cells of the table below a heading, its head first."""
    lines = [line for line in section(heading).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in (lines[0], *lines[2:])]


def test_every_place_that_a_browser_test_drives_has_its_row_with_what_is_told_there() -> None:
    [head, *places] = rows("What the tests see told")
    fields = [cell.strip("`") for cell in head[1:]]
    expected = [
        [
            name,
            *(
                f"`{surface.context[field]}`" if field == "surface" else "✓" if field in surface.context else ""
                for field in fields
            ),
        ]
        for name, surface in SURFACES.items()
    ]

    assert expected == places
    assert {field for surface in SURFACES.values() for field in surface.context} == set(fields)


def test_every_field_of_the_page_is_explained() -> None:
    explained = {field for row in rows("Where it comes from")[1:] for field in re.findall(r"`(\w+)`", row[0])}

    assert explained == set(PAGE_FIELDS)
