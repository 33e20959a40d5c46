"""The compiled form of a pack: one JSON with everything in it, its facts and their literals included.

This is what a release signs and what an agent loads. Literals are checked again on the way in: a pack that claims
wrong ones would silence its own rules.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from proviso.facts.literals import requirement

from .problems import PackError, Problem
from .read import PackTables, read_pack
from .read_facts import fact_from_json, fact_to_json
from .tables import Table, Values, stored

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from proviso.facts.spec import Pattern

    from .pack import Pack

FORMAT: Final = 3


def compile_pack(tables: PackTables, pack: Pack) -> bytes:
    """The JSON of a pack that was read from `tables` and has passed lint. The same source gives the same bytes."""
    values = {
        "format": FORMAT,
        "name": tables.name,
        "pack": tables.head.values,
        "clauses": tables.clauses.values,
        "sections": [{"file": section.notes.file, "values": section.values} for section in tables.sections],
        "facts": [fact_to_json(fact) for _, fact in sorted(pack.facts.items())],
    }
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str).encode()


def digest_of(compiled: bytes) -> str:
    """How a compiled pack is named in rulebooks and in the ledger."""
    return f"sha256:{hashlib.sha256(compiled).hexdigest()}"


def load_pack(compiled: bytes, parameters: Mapping[str, str], *, is_proved: bool = False) -> Pack:
    """Read a compiled pack. Raises PackError when it is damaged, of another format, or claims wrong literals.

    `is_proved`: these very bytes were checked and proved on this machine before, so their literals are right, and their
    examples are left out.
    """
    tables = read_tables(compiled, left_out=("flagged", "clean") if is_proved else ())
    problems = [] if is_proved else sorted(_wrong_literals(tables))
    if problems:
        raise PackError(problems)
    return replace(read_pack(tables, parameters), digest=digest_of(compiled))


def read_tables(compiled: bytes, left_out: Sequence[str] = ()) -> PackTables:
    """The parts of a compiled pack, nothing of it checked but its shape. Raises PackError."""
    try:
        values = json.loads(compiled)
        form = values["format"]
    except (ValueError, LookupError, TypeError):
        raise PackError([Problem("compiled pack", 0, "", "is damaged; compile it again")]) from None
    if form != FORMAT:
        raise PackError([Problem("compiled pack", 0, "format", f"is not {FORMAT}; compile it with this version")])
    try:
        return _unpacked(values, left_out)
    except (LookupError, TypeError, ValueError, AttributeError):
        raise PackError([Problem("compiled pack", 0, "", "has parts missing; compile it again")]) from None


def _unpacked(values: Values, left_out: Sequence[str]) -> PackTables:
    """The tables of a compiled pack. Raises KeyError or TypeError when something has the wrong shape."""
    name = str(values.get("name"))
    facts = [fact_from_json(f"{name} (compiled)", fact) for fact in _rows(values["facts"])]
    sections = tuple(_section(row, left_out) for row in _rows(values["sections"]))
    head, clauses = (
        stored(f"{name}/pack.toml", _row(values["pack"])),
        stored(f"{name}/clauses.toml", _row(values["clauses"])),
    )
    return PackTables(name, head, clauses, sections, {fact.name: fact for fact in facts})


def _section(row: Values, left_out: Sequence[str]) -> Table:
    values = _row(row["values"])
    if left_out and "rule" in values:
        rules = [{key: part for key, part in rule.items() if key not in left_out} for rule in _rows(values["rule"])]
        values = {**values, "rule": rules}
    return stored(str(row["file"]), values)


def _row(value: object) -> Values:
    if not isinstance(value, dict):
        raise TypeError("not a table")
    return value


def _rows(value: object) -> list[Values]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return [_row(item) for item in value]


def _wrong_literals(tables: PackTables) -> Iterator[Problem]:
    for fact in tables.facts.values():
        for pattern in fact.patterns:
            if not _is_sound(pattern):
                text = "the literals are not those of its pattern; compile the pack again"
                yield Problem(f"{tables.name} (compiled)", 0, f'fact "{fact.name}"', text)


def _is_sound(pattern: Pattern) -> bool:
    """Whether every match of the pattern passes the gate that it claims."""
    need = requirement(pattern.source)
    if pattern.digits > need.digits or pattern.row > need.row or (pattern.leading and not need.leading):
        return False
    if pattern.also and not set(pattern.also) >= set(need.also) > set():
        return False
    if pattern.literals:
        return set(pattern.literals) >= set(need.literals) and bool(need.literals)
    if pattern.trigger == "digits":
        return pattern.digits > 0
    return pattern.trigger == "always" or (pattern.trigger == "at" and need.at)
