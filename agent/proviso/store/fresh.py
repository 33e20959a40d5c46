"""What is done once for a pack that is new on this machine: lint, compile, prove. Imported only then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proviso.packs import PackError
from proviso.packs.compiled import compile_pack
from proviso.packs.lint import lint
from proviso.packs.read import POLICY, read_pack, source_tables
from proviso.proof.prove import prove, proving_book

if TYPE_CHECKING:
    from collections.abc import Mapping

    from proviso.facts.spec import FactSpec

__all__ = ["compile_source", "prove", "proving_book"]


def compile_source(
    name: str, files: Mapping[str, bytes], vocabulary: Mapping[str, FactSpec], *, is_tried: bool = True
) -> bytes:
    """Compile one pack from its files. Raises PackError with everything that lint finds.

    An agent leaves the trial of patterns on hostile texts (`is_tried`) to whoever wrote them: it has a clock instead.
    """
    tables = source_tables(name, files, vocabulary)
    pack = read_pack(tables, {})
    try:
        policy = files[POLICY].decode("utf-8")
    except UnicodeDecodeError:
        policy = ""
    problems = lint(pack, tables, policy, is_tried=is_tried)
    if problems:
        raise PackError(problems)
    return compile_pack(tables, pack)
