"""Read `[[fact]]` blocks, and write facts to the compiled form and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from proviso.facts.answering import ANSWER_PLACES
from proviso.facts.editing import EDIT_PLACES
from proviso.facts.labelled import CLOSE, GAPS, MAX_REACH, labelled_patterns
from proviso.facts.literals import requirement
from proviso.facts.shapes import expanded
from proviso.facts.spec import MARKS, SCOPES, TRIGGERS, FactSpec, Pattern, Word
from proviso.facts.validators import VALIDATORS
from proviso.model import ENTITIES, Context

from .tables import Table, Values, finish, stored

_KEYS: Final = [
    "name",
    "entity",
    "in",
    "override",
    "case",
    "words",
    "pattern",
    "trigger",
    "validator",
    "and",
    "without",
    "within",
    "mark",
    "outside",
    "beside",
    "over-lines",
]
CONTEXT_FIELDS: Final = frozenset(Context.__dataclass_fields__)
_MADE: Final = (*EDIT_PLACES, *ANSWER_PLACES)  # of the text and what it changes or answers
PLACES: Final = CONTEXT_FIELDS | {"text", *_MADE}  # where a fact can be looked for
BOOLEAN_FIELDS: Final = frozenset(
    name for name, field in Context.__dataclass_fields__.items() if str(field.type).startswith("bool")
)


def read_facts(file: Table, owner: str = "") -> dict[str, FactSpec]:
    """The facts of one file by full name. `owner` is the pack whose own facts they are; shared facts have none."""
    file.only("fact")
    facts: dict[str, FactSpec] = {}
    for table in file.tables("fact"):
        name = table.text("name")
        block = table.named(f'fact "{name}"')
        if name in facts:
            block.wrong("name", "is used twice in this file; put both ways into one [[fact]]")
        facts[name] = _read_fact(block, name)
    return {_full(name, owner): _resolved(fact, facts, owner) for name, fact in facts.items()}


def _full(name: str, owner: str) -> str:
    return f"{owner}/{name}" if owner else name


def _resolved(fact: FactSpec, own: Mapping[str, FactSpec], owner: str) -> FactSpec:
    """A pack's fact means its pack's facts first."""

    def full(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(_full(name, owner) if name in own else name for name in names)

    return replace(
        fact,
        name=_full(fact.name, owner),
        together=tuple(full(part) for part in fact.together),
        without=full(fact.without),
        outside=full(fact.outside),
    )


def _read_fact(table: Table, name: str) -> FactSpec:
    table.only(*_KEYS)
    validator = table.maybe("validator")
    if validator and validator not in VALIDATORS:
        table.wrong("validator", f'unknown validator "{validator}"; known: {", ".join(sorted(VALIDATORS))}')
        validator = None
    fact = FactSpec(
        name=name,
        entity=table.choice("entity", ENTITIES) if "entity" in table.values else None,
        places=_places(table),
        override=table.choice("override", BOOLEAN_FIELDS) if "override" in table.values else None,
        case=table.flag("case"),
        words=tuple(_words(table)),
        patterns=(*_patterns(table), *_beside(table)),
        validator=validator,
        together=tuple(_together(table)),
        without=table.texts("without"),
        within=_within(table),
        mark=table.choice("mark", MARKS, "first"),
        outside=table.texts("outside"),
        over_lines=table.flag("over-lines", default="beside" in table.values),
        source=(table.notes.file, table.notes.lines.of(table.path)),
    )
    if not (fact.words or fact.patterns or fact.together):
        table.wrong("", "recognises nothing; give words, pattern, beside or and")
    return fact


def _places(table: Table) -> tuple[str, ...]:
    places = table.texts("in") or ("text",)
    for place in places:
        if place not in PLACES:
            table.wrong("in", f'unknown place "{place}"; use text, {", ".join(_MADE)} or a field of the context')
    return tuple(place for place in places if place in PLACES) or ("text",)


def _words(table: Table) -> Iterator[Word]:
    entries = table.values.get("words", [])
    for entry in entries if isinstance(entries, list) else [entries]:
        if isinstance(entry, str) and entry.strip(" *"):
            yield Word(entry)
        elif isinstance(entry, Mapping) and isinstance(entry.get("word"), str):
            dated = Table(entry, table.notes, table.path, table.title)
            yield Word(str(entry["word"]), dated.date("since"), dated.date("until"))
        else:
            table.wrong("words", 'must be words: ["SSI", "donat*", { word = "Vote Blue", until = "2026-11-03" }]')


def _patterns(table: Table) -> Iterator[Pattern]:
    trigger = table.choice("trigger", TRIGGERS) if "trigger" in table.values else None
    for source in map(expanded, table.texts("pattern")):
        yield _pattern(source, trigger)


def _pattern(source: str, trigger: str | None) -> Pattern:
    need = requirement(source)
    return Pattern(source, need.literals, trigger, need.digits, need.row, need.leading, need.also)


def _beside(table: Table) -> Iterator[Pattern]:
    """The patterns of values beside their labels."""
    for block in table.tables("beside"):
        block.only("labels", "value", "gap", "after")
        labels, values = block.texts("labels"), block.texts("value")
        if not (labels and values):
            block.wrong("beside", "needs labels and a value; what stands alone is a pattern")
            continue
        for source in labelled_patterns(labels, values, _gap(block), _reach(block, "after")):
            yield _pattern(source, "digits" if requirement(source).digits else "always")


def _gap(table: Table) -> str | int:
    value = table.values.get("gap", CLOSE)
    return value if isinstance(value, str) and value in GAPS else _reach(table, "gap")


def _reach(table: Table, key: str) -> int:
    """How many characters a label reaches; 0 when nothing is said."""
    value = table.values.get(key, 0)
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MAX_REACH:
        return value
    table.wrong(key, f"must be a number of characters up to {MAX_REACH}, or for gap: {', '.join(GAPS)}")
    return 0


def _together(table: Table) -> Iterator[tuple[str, ...]]:
    parts = table.values.get("and", [])
    for part in parts if isinstance(parts, list) else [parts]:
        names = [part] if isinstance(part, str) else part
        if isinstance(names, list) and names and all(isinstance(name, str) for name in names):
            yield tuple(str(name) for name in names)
        else:
            table.wrong("and", 'must be names of facts: ["asks", ["party", "candidate"]]; an inner list is "any of"')


def _within(table: Table) -> str | int:
    value = table.values.get("within", "sentence")
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    return table.choice("within", SCOPES, "sentence")


def fact_to_json(fact: FactSpec) -> dict[str, object]:
    """The compiled form of a fact; what is left out is the default."""
    plain: dict[str, object] = {
        "name": fact.name,
        "entity": fact.entity,
        "in": list(fact.places) if fact.places != ("text",) else None,
        "override": fact.override,
        "case": fact.case or None,
        "words": [[w.text, w.since, w.until] if w.since or w.until else w.text for w in fact.words],
        "patterns": [_stored_pattern(pattern) for pattern in fact.patterns],
        "validator": fact.validator,
        "and": [list(part) for part in fact.together],
        "without": list(fact.without),
        "within": fact.within if fact.within != "sentence" else None,
        "mark": fact.mark if fact.mark != "first" else None,
        "outside": list(fact.outside),
        "over-lines": fact.over_lines or None,
    }
    return {key: value for key, value in plain.items() if value}


def _stored_pattern(one: Pattern) -> list[object]:
    return [one.source, list(one.literals), one.trigger, one.digits, one.row, one.leading, list(one.also)]


def fact_from_json(file: str, values: Values) -> FactSpec:
    """Read a fact of a compiled pack. Raises PackError through `finish` of the caller when the shape is wrong."""
    table = stored(file, {key: value for key, value in values.items() if key not in ("words", "patterns")})
    fact = FactSpec(
        name=table.text("name"),
        entity=table.maybe("entity"),
        places=table.texts("in") or ("text",),
        override=table.maybe("override"),
        case=table.flag("case"),
        words=tuple(_stored_words(values.get("words"))),
        patterns=tuple(_stored_patterns(values.get("patterns"))),
        validator=table.maybe("validator"),
        together=tuple(_together(table)),
        without=table.texts("without"),
        within=_within(table),
        mark=table.choice("mark", MARKS, "first"),
        outside=table.texts("outside"),
        over_lines=table.flag("over-lines"),
    )
    finish(table)
    return fact


def _stored_words(entries: object) -> Iterator[Word]:
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, str):
            yield Word(entry)
        elif isinstance(entry, list):
            text, since, until = entry
            yield Word(str(text), since and str(since), until and str(until))


def _stored_patterns(entries: object) -> Iterator[Pattern]:
    for entry in entries if isinstance(entries, list) else ():
        source, literals, trigger, digits, row, leading, also = entry
        gates = tuple(map(str, literals)), trigger, int(digits), int(row), bool(leading), tuple(map(str, also))
        yield Pattern(str(source), *gates)
