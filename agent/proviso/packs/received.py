"""Lint a pack that arrived compiled: everything but its quotes, whose document was compared when it was compiled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .compiled import read_tables
from .lint import lint, pattern_problems
from .read import read_pack

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from .problems import Problem


def lint_compiled(compiled: bytes, tried: AbstractSet[str] = frozenset()) -> list[Problem]:
    """Everything that is wrong with it. Raises PackError: it cannot even be read.

    Patterns are tried on hostile texts, which takes a second for a hundred of them; not those that `tried` names.
    """
    tables = read_tables(compiled)
    pack = read_pack(tables, {})
    new = [fact for fact in pack.facts.values() if not all(pattern.source in tried for pattern in fact.patterns)]
    trials = (problem for fact in new for problem in pattern_problems(fact, is_tried=True))
    return sorted({*lint(pack, tables, None, is_tried=False), *trials})
