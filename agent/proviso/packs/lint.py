"""What must not be in a pack, although it could be read: each check says what is wrong and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import regex

from .lint_patterns import fact_problems
from .problems import Problem
from .read import CLAUSES, FACTS, POLICY
from .read_facts import CONTEXT_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from proviso.facts.spec import FactSpec

    from .pack import Pack, Rule
    from .read import PackTables
    from .tables import Table

MAX_MESSAGE: Final = 140  # characters
EXAMPLES_A_SIDE: Final = 2
_CONTROL: Final = regex.compile(r"[\x00-\x1f\x7f]")


def lint(pack: Pack, tables: PackTables, policy: str | None, *, is_tried: bool = True) -> list[Problem]:
    """Everything that must be changed before the pack is used. `is_tried`: see `fact_problems`.

    No `policy`: the document is not at hand, as with a compiled pack; its quotes were compared when it was compiled.
    """
    _head(pack, tables)
    _clauses(pack, tables, policy)
    rows = [table for section in tables.sections for table in section.tables("rule")]
    for rule, table in zip(pack.rules, rows, strict=True):
        _rule(rule, pack, table.named(f'rule "{rule.name.partition("/")[2]}"'))
    _twice(pack, rows)
    for section in tables.sections:
        _cites(section, pack)
    noted = (problem for table in tables.all for problem in table.notes.problems)
    return sorted({*noted, *facts_problems(pack.facts, is_tried=is_tried)})


def facts_problems(facts: Mapping[str, FactSpec], *, is_tried: bool = True) -> Iterator[Problem]:
    """What is dangerous in facts: their patterns, names that do not exist, facts that rest on themselves."""
    for fact in facts.values():
        yield from pattern_problems(fact, is_tried=is_tried)
        for name in fact.needs():
            if name not in facts:
                text = f'rests on "{name}", which does not exist; name a fact of rules/facts'
                yield Problem(*fact.source, f'fact "{fact.name}"', text)
        if _rests_on_itself(fact, facts):
            text = "rests on itself; take one of the facts out of the circle"
            yield Problem(*fact.source, f'fact "{fact.name}"', text)


def pattern_problems(fact: FactSpec, *, is_tried: bool) -> Iterator[Problem]:
    """What is dangerous in the patterns and words of one fact."""
    for key, text in fact_problems(fact, is_tried=is_tried):
        yield Problem(*fact.source, f'fact "{fact.name}", {key}', text)


def collapsed(text: str) -> str:
    """White space collapsed: how quotes are compared with their document."""
    return " ".join(text.split())


def _head(pack: Pack, tables: PackTables) -> None:
    head = tables.head
    if pack.name != tables.name:
        head.wrong("name", f'must be "{tables.name}", as its folder')
    for conflict, table in zip(pack.conflicts, head.tables("conflict"), strict=True):
        if conflict.clause not in pack.clauses:
            table.named("conflict").wrong("clause", f'this pack has no clause "{conflict.clause}"; see {CLAUSES}')
    if pack.disclosure_fact and pack.disclosure_fact not in pack.facts:
        head.table("protected").named("protected").wrong("fact", f'there is no fact "{pack.disclosure_fact}"')


def _clauses(pack: Pack, tables: PackTables, policy: str | None) -> None:
    document = None if policy is None else collapsed(policy)
    for table in tables.clauses.tables("clause"):
        clause = table.named(f'clause "{table.values.get("id")}"')
        quote = table.values.get("quote")
        is_citation = table.values.get("citation-only") is True
        if isinstance(quote, str) and document is not None and collapsed(quote) not in document:
            clause.wrong("quote", f"these words are not in {pack.name}/{POLICY}; copy them letter by letter")
        if (quote is None) is not is_citation:
            clause.wrong("quote", "give either the words, or citation-only = true when they were not seen")
        twin = table.values.get("implemented_by")
        if isinstance(twin, str) and twin not in pack.clauses:
            clause.wrong("implemented_by", f'this pack has no clause "{twin}"; name the clause that it restates')


def _rule(rule: Rule, pack: Pack, table: Table) -> None:
    if not rule.clauses:
        table.wrong("clauses", "is empty; every finding quotes the clause it rests on")
    for clause in rule.clauses:
        if clause not in pack.clauses:
            table.wrong("clauses", f'"{clause}" is not in {CLAUSES}; add it there, with its quote')
    for fact in rule.facts:
        if fact not in pack.facts:
            table.wrong("when", f'there is no fact "{fact}"; see rules/facts, or add it to {pack.name}/{FACTS}')
    for name in sorted(rule.certain - CONTEXT_FIELDS - set(rule.facts)):
        table.wrong("when", f'certain names "{name}", which the rule does not ask about')
    for fix in rule.fixes:
        if fix.kind == "insert" and fix.text not in pack.wording:
            table.wrong("fix", f'pack.toml has no wording "{fix.text}"; add it under [wording]')
    _lengths(rule, table)
    _examples(rule, table)


def _lengths(rule: Rule, table: Table) -> None:
    texts = [("title", rule.title), ("message", rule.message), ("own", rule.own)]
    texts += [("unknown", text) for text in rule.settles.values()]
    for key, text in texts:
        if len(text) > MAX_MESSAGE:
            table.wrong(key, f"has {len(text)} characters; {MAX_MESSAGE} fit under the words it is about")
        if _CONTROL.search(text):
            table.wrong(key, "holds a control character; write it without the backslash")


def _examples(rule: Rule, table: Table) -> None:
    for kind, is_flagged in (("flagged", True), ("clean", False)):
        count = sum(example.is_flagged is is_flagged for example in rule.examples)
        if count < EXAMPLES_A_SIDE:
            table.wrong(kind, f"{count} examples; give at least {EXAMPLES_A_SIDE}, the clean ones near misses")


def _twice(pack: Pack, rows: list[Table]) -> None:
    seen: set[str] = set()
    for rule, table in zip(pack.rules, rows, strict=True):
        if rule.name in seen:
            table.named(f'rule "{rule.name.partition("/")[2]}"').wrong("id", "is used twice; choose another")
        seen.add(rule.name)


def _cites(section: Table, pack: Pack) -> None:
    for table in section.tables("cite"):
        cite = table.named(f"cite {', '.join(table.texts('rule'))}")
        if not table.texts("clauses"):
            cite.wrong("clauses", "is empty; say which clause of this pack speaks of it")
        for clause in table.texts("clauses"):
            if clause not in pack.clauses:
                cite.wrong("clauses", f'"{clause}" is not in {CLAUSES}; add it there, with its quote')
        for rule in table.texts("rule"):
            if rule.partition("/")[0] == pack.name:
                cite.wrong("rule", "is a rule of this pack; put the clause into the rule itself")


def unknown_names(packs: Mapping[str, Pack]) -> Iterator[Problem]:
    """Citations and conflicts that name what no pack of this set has; packs that are not here cannot be asked."""
    rules = {rule.name for pack in packs.values() for rule in pack.rules}
    for pack in packs.values():
        for cite in pack.cites:
            if cite.rule.partition("/")[0] in packs and cite.rule not in rules:
                yield Problem(pack.name, 0, f"cite {cite.rule}", "there is no such rule; see its pack")


def _rests_on_itself(fact: FactSpec, facts: Mapping[str, FactSpec]) -> bool:
    seen: set[str] = set()
    wanted = list(fact.needs())
    while wanted:
        name = wanted.pop()
        if name == fact.name:
            return True
        if name in facts and name not in seen:
            seen.add(name)
            wanted.extend(facts[name].needs())
    return False
