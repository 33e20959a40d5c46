"""Read `[[rule]]` and `[[cite]]` blocks of a section file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from proviso.model import CATEGORIES, CLOSED_LISTS, Severity

from .conditions import Condition, FieldBetween, FieldGiven, FieldIs, Has, HasAttachment, Not
from .examples import MarkError, unmark
from .exemptions import Exempt
from .pack import FIX_KINDS, MODES, Cite, Example, FixSpec, Rule
from .read_facts import BOOLEAN_FIELDS, CONTEXT_FIELDS

if TYPE_CHECKING:
    from .tables import Table

SEVERITIES: Final = {severity.word: severity for severity in Severity}
_RULE_KEYS: Final = [
    "id",
    "clauses",
    "category",
    "severity",
    "title",
    "message",
    "own",
    "why",
    "when",
    "underline",
    "once",
    "first",
    "fix",
    "mode",
    "since",
    "until",
    "unknown",
    "flagged",
    "clean",
]
_FACT_CONDITIONS: Final = ("all", "any", "none", "unless", "exempt")
_LABELS: Final = {
    "replace": "Replace it",
    "redact": "Remove it",
    "insert": "Add the {name}",
    "ask": "Ask first",
}
Resolve = Callable[[str], str]  # a fact's name as written -> its full name


def read_rule(table: Table, pack: str, cast: Mapping[str, Table], resolve: Resolve) -> Rule:
    """Read one rule; what is wrong is noted in its table."""
    name = table.text("id")
    block = table.named(f'rule "{name}"')
    block.only(*_RULE_KEYS)
    when = block.table("when")
    conditions = tuple(_conditions(when, resolve))
    fixes = tuple(fix for fix in map(_fix, block.tables("fix")) if fix)
    return Rule(
        name=f"{pack}/{name}",
        pack=pack,
        clauses=block.texts("clauses"),
        category=block.choice("category", CATEGORIES),
        severity=SEVERITIES.get(block.choice("severity", SEVERITIES), Severity.INFO),
        title=block.text("title"),
        message=block.text("message"),
        own=block.text("own", ""),
        why=block.text("why"),
        conditions=conditions,
        underline=_underline(block, when, resolve),
        once=block.flag("once", default=bool(fixes) and all(fix.kind == "insert" for fix in fixes)),
        first=block.flag("first"),
        certain=frozenset(map(resolve, when.texts("certain"))),
        settles={key: text for key in block.table("unknown").values if (text := block.table("unknown").text(key))},
        fixes=fixes,
        mode=block.choice("mode", MODES, "enforce"),
        since=block.date("since"),
        until=block.date("until"),
        examples=(*_examples(block, "flagged", cast), *_examples(block, "clean", cast)),
        source=(block.notes.file, block.notes.lines.of(block.path)),
    )


def read_cites(file: Table, pack: str) -> Iterator[Cite]:
    """The citations of a section: this pack's clauses for rules of other packs."""
    for table in file.tables("cite"):
        rules = table.texts("rule")
        block = table.named(f"cite {', '.join(rules)}")
        block.only("rule", "clauses")
        if not rules:
            block.wrong("rule", 'is missing; name a rule of another pack: rule = "base/us-ssn"')
        for rule in rules:
            yield Cite(pack, rule, block.texts("clauses"))


def _underline(block: Table, when: Table, resolve: Resolve) -> tuple[str, ...]:
    """What is underlined: as written, or the first fact that must be there, or those of which one must."""
    if "underline" in block.values:
        names = block.texts("underline")
        return () if names == ("post",) else tuple(map(resolve, names))
    return tuple(map(resolve, when.texts("all")[:1] or when.texts("any")))


def _conditions(when: Table, resolve: Resolve) -> Iterator[Condition]:
    if not when.values:
        when.wrong("when", "is missing or empty; a rule needs at least one condition")
    for key in when.values:
        if key in CONTEXT_FIELDS:
            condition = _field(when, key)
            if condition is not None:
                yield condition
        elif key not in (*_FACT_CONDITIONS, "certain"):
            when.wrong(key, "unknown condition; use all, any, none, unless, certain, exempt or a field of the context")
    yield from (Has((resolve(name),)) for name in when.texts("all"))
    if any_of := when.texts("any"):
        yield Has(tuple(map(resolve, any_of)))
    yield from (Not((Has((resolve(name),)),)) for name in when.texts("none"))
    for table in when.tables("unless"):
        yield Not(tuple(_conditions(table, resolve)))
    for table in when.tables("exempt"):
        yield Exempt(tuple(_conditions(table, resolve)))


def _field(when: Table, key: str) -> Condition | None:
    value = when.values[key]
    if key == "attachments" and isinstance(value, Mapping):
        table = when.table(key)
        return HasAttachment(tuple((name, _folded(_allowing_empty(table, name))) for name in table.values))
    if isinstance(value, Mapping):
        window = when.table(key)
        window.only("since", "until")
        return FieldBetween(key, window.moment("since", ""), window.moment("until", "9999"))
    if isinstance(value, bool):
        return FieldIs(key, frozenset({value})) if key in BOOLEAN_FIELDS else FieldGiven(key, value)
    words = when.texts(key)
    allowed = CLOSED_LISTS.get(key)
    for word in words if allowed is not None else ():
        if word not in (allowed or ()):
            when.wrong(key, f'never has the value "{word}"; use {", ".join(sorted(allowed or ()))}')
    if key in BOOLEAN_FIELDS:
        when.wrong(key, "must be true or false")
    return FieldIs(key, _folded(words)) if words else None


def _allowing_empty(table: Table, key: str) -> tuple[str, ...]:
    return ("",) if table.values[key] == "" else table.texts(key)


def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)


def _fix(table: Table) -> FixSpec | None:
    table.only(*FIX_KINDS, "label", "safe")
    kinds = [kind for kind in FIX_KINDS if kind in table.values]
    if len(kinds) != 1:
        table.wrong("fix", "must be one of replace, redact, insert, ask")
        return None
    kind = kinds[0]
    text = "[removed]" if table.values[kind] is True and kind == "redact" else table.text(kind, "")
    label = table.maybe("label") or _LABELS[kind].format(name=text)
    return FixSpec(kind, text, label, table.flag("safe", default=kind in ("redact", "insert")))


def _examples(block: Table, kind: str, cast: Mapping[str, Table]) -> Iterator[Example]:
    for number, table in enumerate(block.tables(kind), start=1):
        about = table.named(f"{block.title}, {kind} {number}")
        about.only("text", "as", "context", "severity", "note")
        person = about.maybe("as")
        if person is not None and person not in cast:
            about.wrong("as", f'nobody in the cast is called "{person}"; add [cast.{person}] to pack.toml')
        known = cast[person].values if person is not None and person in cast else {}
        context = {**known, **about.table("context").values}
        for key in context:
            if key not in CONTEXT_FIELDS:
                about.wrong("context", f'the context has no field "{key}"')
        try:
            text, spans = unmark(about.text("text"))
        except MarkError as error:
            about.wrong("text", str(error))
            continue
        if spans and kind == "clean":
            about.wrong("text", "a clean example has nothing to mark; take the [[ ]] out")
        severity = SEVERITIES[about.choice("severity", SEVERITIES) or "info"] if "severity" in about.values else None
        yield Example(text, spans, context, kind == "flagged", severity, number)
