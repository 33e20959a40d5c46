"""The packs of a folder as their authors left them, for commands that read, prove or count them."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from proviso import bundled
from proviso.packs import PackError, Problem
from proviso.store.author import Draft, read_drafts

if TYPE_CHECKING:
    from collections.abc import Sequence

UNUSABLE: Final = 2
RULES_OPTION: Final = click.option(
    "--rules",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with facts/ and packs/; default: the rules that come with Proviso.",
)


def drafts_of(folder: Path | None, packs: Sequence[str], *, is_tried: bool = False) -> list[Draft]:
    """The packs of a folder as their author left them. Exits 2 when the shared facts cannot be read.

    `is_tried`: patterns are run on texts that make bad ones slow, which takes longer than all the rest.
    """
    try:
        drafts = read_drafts(folder or bundled.rules(), is_tried=is_tried)
    except PackError as error:
        tell(error.problems, folder)
        raise
    must_be_there(packs, drafts)
    return [draft for draft in drafts if not packs or draft.name in packs]


def must_be_there(packs: Sequence[str], drafts: Sequence[Draft]) -> None:
    """Raise UsageError for a name that no pack has."""
    names = [draft.name for draft in drafts]
    for name in packs:
        if name not in names:
            raise click.UsageError(f"there is no pack {name}; there are: {', '.join(names) or 'none'}")


def tell_all(drafts: Sequence[Draft], folder: Path | None) -> None:
    """Say everything that is wrong with these packs, and stop."""
    tell([problem for draft in drafts for problem in draft.problems], folder)


def tell(problems: Sequence[Problem], folder: Path | None) -> None:
    """Say everything that is wrong, and stop."""
    for problem in problems:
        click.echo(str(_placed(problem, folder)), err=True)
    if problems:
        sys.exit(UNUSABLE)


def _placed(problem: Problem, folder: Path | None) -> Problem:
    """The problem with a path that can be opened."""
    root = folder or bundled.rules()
    path = root / problem.file if problem.file.startswith("facts/") else root / "packs" / problem.file
    return replace(problem, file=str(path))
