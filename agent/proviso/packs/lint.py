"""What must not be in a pack, although it could be read: each check says what is wrong and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .lint_patterns import pattern_problems
from .problems import Problem
from .read import CLAUSES, FACTS, PackTables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from proviso.facts.spec import FactSpec

    from .pack import ClauseSpec, Pack, Rule

MAX_MESSAGE: Final = 140  # characters
EXAMPLES_A_SIDE: Final = 2


def lint(pack: Pack, tables: PackTables, policy: str) -> list[Problem]:
    """Everything that must be changed before the pack is used."""
    problems = [
        *_head(pack, tables),
        *_clauses(pack, tables, policy),
        *(problem for rule in pack.rules for problem in _rule(rule, pack)),
        *_twice(pack),
        *_cites(pack, tables),
        *facts_problems(pack.facts, f"{pack.name}/{FACTS}"),
    ]
    return sorted(set(problems))


def facts_problems(facts: Mapping[str, FactSpec], file: str) -> Iterator[Problem]:
    """What is dangerous in facts: their patterns, names that do not exist, facts that rest on themselves."""
    for fact in facts.values():
        title = f'fact "{fact.name}"'
        for text in pattern_problems(fact):
            yield Problem(file, 0, title, text)
        for name in fact.needs():
            if name not in facts:
                yield Problem(file, 0, title, f'rests on "{name}", which does not exist; name a fact of rules/facts')
        if _rests_on_itself(fact, facts):
            yield Problem(file, 0, title, "rests on itself; take one of the facts out of the circle")


def _head(pack: Pack, tables: PackTables) -> Iterator[Problem]:
    file = tables.head.notes.file
    if pack.name != tables.name:
        yield Problem(file, tables.head.notes.lines.of((), "name"), "name", f'must be "{tables.name}", as its folder')
    for conflict in pack.conflicts:
        if conflict.clause not in pack.clauses:
            yield Problem(file, 0, "conflict", f'this pack has no clause "{conflict.clause}"; see {CLAUSES}')
    if pack.disclosure_fact and pack.disclosure_fact not in pack.facts:
        yield Problem(file, 0, "protected, fact", f'there is no fact "{pack.disclosure_fact}"; see rules/facts')


def _clauses(pack: Pack, tables: PackTables, policy: str) -> Iterator[Problem]:
    document = collapsed(policy)
    for table in tables.clauses.tables("clause"):
        title = f'clause "{table.values.get("id")}"'
        file, line = table.notes.file, table.notes.lines.of(table.path, "quote")
        quote = table.values.get("quote")
        is_citation = table.values.get("citation-only") is True
        if isinstance(quote, str) and collapsed(quote) not in document:
            text = f"these words are not in {pack.name}/policy.txt; copy them letter by letter"
            yield Problem(file, line, f"{title}, quote", text)
        if (quote is None) is not is_citation:
            text = "give either the quote, or citation-only = true for a clause whose wording was not seen"
            yield Problem(file, line, title, text)


def collapsed(text: str) -> str:
    """White space collapsed: how quotes are compared with their document."""
    return " ".join(text.split())


def _rule(rule: Rule, pack: Pack) -> Iterator[Problem]:
    file, line = rule.source
    title = f'rule "{rule.name.partition("/")[2]}"'

    def wrong(key: str, text: str) -> Problem:
        return Problem(file, line, f"{title}, {key}", text)

    if not rule.clauses:
        yield wrong("clauses", "is empty; every finding quotes the clause it rests on")
    for clause in rule.clauses:
        if clause not in pack.clauses:
            yield wrong("clauses", f'"{clause}" is not in {CLAUSES}; add it there, with its quote')
    for key, text in (
        ("message", rule.message),
        ("title", rule.title),
        *(("unknown", t) for t in rule.settles.values()),
    ):
        if len(text) > MAX_MESSAGE:
            yield wrong(key, f"has {len(text)} characters; {MAX_MESSAGE} fit under the words it is about")
    for fact in rule.facts:
        if fact not in pack.facts:
            yield wrong("when", f'there is no fact "{fact}"; see rules/facts, or add it to {pack.name}/{FACTS}')
    for fix in rule.fixes:
        if fix.kind == "insert" and fix.text not in pack.wording:
            yield wrong("fix", f'pack.toml has no wording "{fix.text}"; add it under [wording]')
    yield from _examples(rule, title)


def _examples(rule: Rule, title: str) -> Iterator[Problem]:
    file, line = rule.source
    for kind, is_flagged in (("flagged", True), ("clean", False)):
        there = [example for example in rule.examples if example.is_flagged is is_flagged]
        if len(there) < EXAMPLES_A_SIDE:
            text = f"{len(there)} examples; give at least {EXAMPLES_A_SIDE}, the clean ones near misses"
            yield Problem(file, line, f"{title}, {kind}", text)


def _twice(pack: Pack) -> Iterator[Problem]:
    seen: set[str] = set()
    for rule in pack.rules:
        if rule.name in seen:
            yield Problem(*rule.source, f'rule "{rule.name.partition("/")[2]}", id', "is used twice; choose another")
        seen.add(rule.name)


def _cites(pack: Pack, tables: PackTables) -> Iterator[Problem]:
    files = [section.notes.file for section in tables.sections if "cite" in section.values]
    for cite in pack.cites:
        for clause in cite.clauses:
            if clause not in pack.clauses:
                text = f'"{clause}" is not in {CLAUSES}; add it there, with its quote'
                yield Problem(files[0], 0, f"cite {cite.rule}, clauses", text)
        if not cite.clauses:
            yield Problem(files[0], 0, f"cite {cite.rule}, clauses", "is empty; say which clause of this pack")
        if cite.rule.partition("/")[0] == pack.name:
            text = "is a rule of this pack; put the clause into the rule itself"
            yield Problem(files[0], 0, f"cite {cite.rule}", text)


def unknown_citations(packs: Mapping[str, Pack], names: Mapping[str, ClauseSpec] | None = None) -> Iterator[Problem]:
    """Citations of rules that no pack of this set has."""
    rules = {rule.name for pack in packs.values() for rule in pack.rules}
    for pack in packs.values():
        for cite in pack.cites:
            if cite.rule.partition("/")[0] in packs and cite.rule not in rules:
                yield Problem(f"{pack.name}", 0, f"cite {cite.rule}", "there is no such rule; see its pack")


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
