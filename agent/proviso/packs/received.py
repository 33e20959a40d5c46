"""Lint a pack that arrived compiled: everything but its quotes, whose document was compared when it was compiled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .compiled import read_tables
from .lint import lint
from .read import read_pack

if TYPE_CHECKING:
    from .problems import Problem


def lint_compiled(compiled: bytes) -> list[Problem]:
    """Everything that is wrong with it; its patterns are tried on hostile texts. Raises PackError: unreadable."""
    tables = read_tables(compiled)
    return lint(read_pack(tables, {}), tables, None)
