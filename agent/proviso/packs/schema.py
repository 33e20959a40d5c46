"""The JSON Schema of rule files, for completion in editors. Made from the same lists that the reader uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from proviso.facts.labelled import GAPS, MAX_REACH
from proviso.facts.spec import MARKS, SCOPES, TRIGGERS
from proviso.facts.validators import VALIDATORS
from proviso.model import CATEGORIES, CLOSED_LISTS, ENTITIES

from .conditions import QUESTIONS
from .keeping import CHECKS, ELEMENTS, MOMENTS
from .pack import LEVELS, MODES
from .read import HOLDS
from .read_facts import BOOLEAN_FIELDS, CONTEXT_FIELDS, PLACES
from .read_rules import SEVERITIES

Schema = Mapping[str, object]

TEXT: Final[Schema] = {"type": "string", "minLength": 1}
FLAG: Final[Schema] = {"type": "boolean"}
CONTEXT: Final[Schema] = {"$ref": "#/$defs/context"}
DATE: Final[Schema] = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}


def rule_schema() -> Schema:
    """The schema of every TOML file of a rules folder."""
    head = {
        "name": TEXT,
        "title": TEXT,
        "version": TEXT,
        "document": _said(TEXT, "The document that the clauses quote."),
        "level": _choice(LEVELS),
        "review": _table({"last": DATE, "due": DATE}),
        "since": DATE,
        "until": DATE,
        "applies": _some(_table({"jurisdiction": _texts(), "agency": _texts()})),
        "hold": _table({"official": _choice(HOLDS)}),
        "official": _some(_official()),
        "parameters": {"type": "object", "additionalProperties": TEXT},
        "wording": {"type": "object", "additionalProperties": _texts()},
        "protected": _table({"statement": TEXT, "fact": TEXT}),
        "cast": {"type": "object", "additionalProperties": CONTEXT},
        "conflict": _some(_table({"clause": TEXT, "other": TEXT, "text": TEXT}, ["clause", "other", "text"])),
    }
    blocks = {"rule": _rule(), "cite": _cite(), "fact": _fact(), "clause": _clause()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Proviso: facts, packs, clauses, rules",
        **_table({**head, **{name: _many(block) for name, block in blocks.items()}}),
        "$defs": {"when": _when(), "context": _context()},
    }


def _rule() -> Schema:
    example = _table(
        {"text": TEXT, "as": TEXT, "context": CONTEXT, "severity": _choice(SEVERITIES), "note": TEXT}, ["text"]
    )
    return _table(
        {
            "id": TEXT,
            "clauses": _texts(),
            "category": _choice(CATEGORIES),
            "severity": _choice(SEVERITIES),
            "title": {**TEXT, "maxLength": 140},
            "message": _said({**TEXT, "maxLength": 140}, "{match} stands for the words that are underlined."),
            "own": _said({**TEXT, "maxLength": 140}, "The message when the words are the writer's own."),
            "why": TEXT,
            "when": {"$ref": "#/$defs/when"},
            "underline": _said(_texts(), 'Facts, or "post".'),
            "once": FLAG,
            "first": FLAG,
            "fix": _some(_fix()),
            "mode": _choice(MODES),
            "since": DATE,
            "until": DATE,
            "unknown": _said({"type": "object", "additionalProperties": TEXT}, "What to say when a field is unknown."),
            "flagged": {"type": "array", "items": example, "minItems": 2},
            "clean": {"type": "array", "items": example, "minItems": 2},
        },
        ["id", "clauses", "category", "severity", "title", "message", "why", "when", "flagged", "clean"],
    )


def _fix() -> Schema:
    return _table(
        {
            "replace": {"type": "string"},
            "redact": {"type": ["string", "boolean"]},
            "insert": TEXT,
            "ask": TEXT,
            "label": TEXT,
            "safe": FLAG,
        }
    )


def _cite() -> Schema:
    return _table({"rule": _texts(), "clauses": _texts()}, ["rule", "clauses"])


def _clause() -> Schema:
    keys = {"id": TEXT, "locator": TEXT, "quote": TEXT, "citation-only": FLAG, "confidentiality": FLAG} | {
        "check": _choice(CHECKS),
        "reason": _said(TEXT, "Why nothing here can keep the clause."),
        "implemented_by": _said(TEXT, "The clause that this one restates."),
        "ctg_element": _choice(ELEMENTS),
        "moment": _said(_choice(MOMENTS), "When a tip is of use."),
        "waits_for": _said(TEXT, "The field of the context without which no rule can be written."),
    }
    return _table(keys, ["id", "locator"])


def _beside() -> Schema:
    reach = {"type": "integer", "minimum": 0, "maximum": MAX_REACH}
    return _table(
        {
            "labels": _texts(),
            "value": _texts(),
            "gap": _said({"anyOf": [{"enum": list(GAPS)}, reach]}, "What may stand between; default: close."),
            "after": _said(reach, "How far behind the value a label may stand; default: nowhere."),
        },
        ["labels", "value"],
    )


def _fact() -> Schema:
    names = {"type": "array", "items": {"anyOf": [TEXT, {"type": "array", "items": TEXT, "minItems": 1}]}}
    dated = _table({"word": TEXT, "since": DATE, "until": DATE}, ["word"])
    return _table(
        {
            "name": TEXT,
            "entity": _choice(ENTITIES),
            "in": _said(_texts(PLACES), "Where it is looked for; default: the text."),
            "override": _choice(BOOLEAN_FIELDS),
            "case": FLAG,
            "words": {"type": "array", "items": {"anyOf": [TEXT, dated]}},
            "pattern": _texts(),
            "trigger": _choice(TRIGGERS),
            "validator": _choice(VALIDATORS),
            "and": names,
            "without": _texts(),
            "within": {"anyOf": [_choice(SCOPES), {"type": "integer", "minimum": 1}]},
            "mark": _choice(MARKS),
            "outside": _texts(),
            "beside": _some(_beside()),
            "over-lines": _said(FLAG, "Also over a line end, and under the title of a column."),
        },
        ["name"],
    )


def _when() -> Schema:
    """The conditions of a rule: fields of the context, then facts."""
    window = _table({"since": TEXT, "until": TEXT})
    values = {"type": "object", "additionalProperties": {"anyOf": [{"type": "string"}, _texts()]}}
    fields: dict[str, Schema] = {}
    for name in sorted(CONTEXT_FIELDS):
        if name in BOOLEAN_FIELDS:
            fields[name] = FLAG
        elif name == "attachments":
            fields[name] = {"anyOf": [FLAG, values]}
        else:
            fields[name] = {"anyOf": [_texts(CLOSED_LISTS.get(name, ())), FLAG, window]}
        if name in QUESTIONS:
            fields[name] = _said(fields[name], f"Unknown: “It depends on {QUESTIONS[name]}.”")
    facts: dict[str, Schema] = {name: _texts() for name in ("all", "any", "none", "certain")}
    nested = {name: _some({"$ref": "#/$defs/when"}) for name in ("unless", "exempt")}
    return _table({**fields, **facts, **nested})


def _context() -> Schema:
    fields: dict[str, Schema] = {name: FLAG if name in BOOLEAN_FIELDS else {} for name in sorted(CONTEXT_FIELDS)}
    for name, words in CLOSED_LISTS.items():
        fields[name] = {"type": "string", "pattern": f"^({'|'.join(sorted(words))})(:.*)?$"}
    return _table(fields)


def _official() -> Schema:
    """An account of a register: by its handle, or by the number of its page."""
    keys = {"handle": TEXT, "page": TEXT, "owner": TEXT, "posters": _texts(), "topics": _texts()}
    return {
        **_table({"platform": _choice(CLOSED_LISTS["platform"]), **keys}),
        "anyOf": [{"required": ["handle"]}, {"required": ["page"]}],
    }


def _table(properties: Mapping[str, Schema], required: Iterable[str] = ()) -> Schema:
    table: dict[str, object] = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**table, "required": list(required)} if required else table


def _many(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _some(items: Schema) -> Schema:
    """One table, or several."""
    return {"anyOf": [items, _many(items)]}


def _choice(words: Iterable[str]) -> Schema:
    return {"enum": sorted(words)}


def _texts(words: Iterable[str] = ()) -> Schema:
    """A text, or a list of texts, of a closed list when there is one."""
    allowed = sorted(words)
    item: Schema = {"enum": allowed} if allowed else TEXT
    return {"anyOf": [item, _many(item)]}


def _said(schema: Schema, text: str) -> Schema:
    return {**schema, "description": text}
