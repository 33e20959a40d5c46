"""Read a whole pack, out of TOML files as people write them or out of the one JSON that a release signs.

Both ways end in `read_pack`, so a compiled pack cannot mean anything else than its source. Bytes come in; no file is
opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from proviso.model import Clause, Hold

from .keeping import KEEPING_KEYS, read_keeping
from .pack import LEVELS, ClauseSpec, Conflict, Official, Pack, Review
from .parameters import filled
from .problems import PackError, Problem
from .read_facts import read_facts
from .read_rules import read_cites, read_rule
from .register import plain_handle
from .tables import Table, finish, parse

if TYPE_CHECKING:
    from proviso.facts.spec import FactSpec

PACK, CLAUSES, FACTS, POLICY = "pack.toml", "clauses.toml", "facts.toml", "policy.txt"
HOLDS: Final[Mapping[str, Hold]] = {"none": "none", "advice": "advice", "acknowledge": "acknowledge"}
_PACK_KEYS: Final = [
    "name",
    "title",
    "version",
    "document",
    "level",
    "review",
    "since",
    "until",
    "applies",
    "hold",
    "official",
    "parameters",
    "wording",
    "protected",
    "cast",
    "conflict",
]


@dataclass(frozen=True, slots=True)
class PackTables:
    """The parsed parts of a pack."""

    name: str
    head: Table
    clauses: Table
    sections: tuple[Table, ...]
    facts: Mapping[str, FactSpec]  # by full name; the pack's own and the shared ones

    @property
    def all(self) -> tuple[Table, ...]:
        """Every table, for its problems."""
        return (self.head, self.clauses, *self.sections)


def read_vocabulary(files: Mapping[str, bytes]) -> dict[str, FactSpec]:
    """The shared facts of `rules/facts/*.toml`. Raises PackError."""
    facts: dict[str, FactSpec] = {}
    for file, source in sorted(files.items()):
        table = parse(file, source)
        found = read_facts(table)
        for name in found.keys() & facts.keys():
            table.wrong(f'fact "{name}"', "is already in another file; facts of one name belong into one block")
        finish(table)
        facts |= found
    return facts


def source_tables(name: str, files: Mapping[str, bytes], vocabulary: Mapping[str, FactSpec]) -> PackTables:
    """Parse the TOML files of a pack. Raises PackError when one is missing or unreadable."""
    for file, remedy in ((PACK, "it names the pack"), (CLAUSES, "it quotes the policy"), (POLICY, "it is the policy")):
        if file not in files:
            raise PackError([Problem(f"{name}/{file}", 0, "", f"is missing; {remedy}")])
    own = read_facts_of(name, files)
    sections = tuple(
        parse(f"{name}/{file}", source)
        for file, source in sorted(files.items())
        if file.endswith(".toml") and file not in (PACK, CLAUSES, FACTS)
    )
    head, clauses = parse(f"{name}/{PACK}", files[PACK]), parse(f"{name}/{CLAUSES}", files[CLAUSES])
    return PackTables(name, head, clauses, sections, {**vocabulary, **own})


def read_facts_of(name: str, files: Mapping[str, bytes]) -> dict[str, FactSpec]:
    """The pack's own facts, by full name."""
    if FACTS not in files:
        return {}
    table = parse(f"{name}/{FACTS}", files[FACTS])
    facts = read_facts(table, name)
    finish(table)
    return facts


def read_pack(tables: PackTables, parameters: Mapping[str, str]) -> Pack:
    """Build the pack. `parameters` are IT's values for its blanks. Raises PackError with everything that is wrong."""
    head = tables.head
    head.only(*_PACK_KEYS)
    declared = {key.casefold(): head.table("parameters").text(key) for key in head.table("parameters").values}
    blanks = declared | {key.casefold(): value for key, value in parameters.items() if key.casefold() in declared}
    cast = {person: head.table("cast").table(person) for person in head.table("cast").values}
    shown = [_filled(section, blanks) for section in tables.sections]
    for section in shown:
        section.only("rule", "cite")

    def resolve(fact: str) -> str:
        own = f"{tables.name}/{fact}"
        return own if own in tables.facts else fact

    rules = tuple(read_rule(row, tables.name, cast, resolve) for section in shown for row in section.tables("rule"))
    pack = Pack(
        name=head.text("name"),
        title=head.text("title"),
        version=head.text("version"),
        level=head.choice("level", LEVELS) or "base",
        applies=tuple(_applies(head)),
        since=head.date("since"),
        until=head.date("until"),
        hold=HOLDS.get(head.table("hold").choice("official", HOLDS, "none"), "none"),
        official=tuple(_official(head)),
        wording=_wording(_filled(head, blanks)),
        protected_disclosure=_filled(head, blanks).table("protected").maybe("statement"),
        disclosure_fact=_disclosure_fact(head, resolve),
        clauses={spec.clause.id: spec for spec in _clauses(tables.clauses, tables.name, head, blanks)},
        rules=rules,
        cites=tuple(cite for section in shown for cite in read_cites(section, tables.name)),
        conflicts=tuple(_conflicts(head, tables.name)),
        facts={},
        review=_review(head),
    )
    finish(*tables.all)
    return replace(pack, facts=_used(pack, tables.facts))


def _filled(table: Table, blanks: Mapping[str, str]) -> Table:
    values = filled(table.values, blanks)
    return replace(table, values=values) if isinstance(values, Mapping) else table


def _applies(head: Table) -> Iterator[Mapping[str, frozenset[str]]]:
    for table in head.tables("applies"):
        table.only("jurisdiction", "agency")
        yield {key: frozenset(word.casefold() for word in table.texts(key)) for key in table.values}


def _official(head: Table) -> Iterator[Official]:
    for table in head.tables("official"):
        table.only("platform", "handle", "page", "owner", "posters", "topics")
        handle, page = table.maybe("handle"), table.maybe("page")
        if handle is None and page is None:
            table.wrong("handle", "is missing; name the account by its handle, or its page by its number")
        yield Official(
            platform=table.maybe("platform"),
            handle=None if handle is None else plain_handle(handle),
            page=page,
            owner=table.maybe("owner"),
            posters=frozenset(map(plain_handle, table.texts("posters"))),
            topics=table.texts("topics"),
        )


def _wording(head: Table) -> dict[str, tuple[str, ...]]:
    table = head.table("wording")
    return {name: tuple(sorted(table.texts(name), key=len, reverse=True)) for name in table.values}


def _review(head: Table) -> Review:
    table = head.table("review")
    table.only("last", "due")
    return Review(table.date("last"), table.date("due"))


def _disclosure_fact(head: Table, resolve: object) -> str | None:
    table = head.table("protected")
    table.only("statement", "fact")
    name = table.maybe("fact")
    return resolve(name) if name and callable(resolve) else None


def _clauses(file: Table, pack: str, head: Table, blanks: Mapping[str, str]) -> Iterator[ClauseSpec]:
    file.only("clause")
    document = head.text("document")
    seen: set[str] = set()
    for table in file.tables("clause"):
        name = table.text("id")
        block = table.named(f'clause "{name}"')
        block.only("id", "locator", "quote", "citation-only", "confidentiality", *KEEPING_KEYS)
        if name in seen:
            block.wrong("id", "is used twice")
        seen.add(name)
        quote = str(filled(block.text("quote"), blanks)) if "quote" in block.values else None
        clause = Clause(name, pack, document, block.text("locator"), quote)
        yield ClauseSpec(clause, read_keeping(block), block.flag("confidentiality"))


def _conflicts(head: Table, pack: str) -> Iterator[Conflict]:
    for table in head.tables("conflict"):
        table.only("clause", "other", "text")
        yield Conflict(pack, table.text("clause"), table.text("other"), table.text("text"))


def _used(pack: Pack, facts: Mapping[str, FactSpec]) -> dict[str, FactSpec]:
    """The facts that the pack's rules rest on, with those that these rest on; unknown names are lint's to report."""
    wanted = [name for rule in pack.rules for name in rule.facts]
    wanted += [pack.disclosure_fact] if pack.disclosure_fact else []
    used: dict[str, FactSpec] = {}
    while wanted:
        name = wanted.pop()
        if name in facts and name not in used:
            used[name] = facts[name]
            wanted.extend(facts[name].needs())
    return used
