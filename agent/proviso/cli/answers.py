"""Reports as others read them: the stable JSON of `check`, SARIF 2.1.0, GitHub annotations, lines for people."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from proviso.model import Finding, Fix, Report, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from proviso.packs import Rulebook

_SARIF_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_GITHUB_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_SARIF_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"


@dataclass(frozen=True, slots=True)
class Checked:
    """One text that was checked, under the name it is shown with."""

    name: str
    text: str
    report: Report


def finding_values(finding: Finding) -> dict[str, object]:
    """A finding in the order of keys that others rely on. Offsets are code points."""
    return {
        "rule": finding.rule,
        "also": list(finding.also),
        "category": finding.category,
        "severity": finding.severity.word,
        "start": finding.start,
        "end": finding.end,
        "message": finding.message,
        "why": finding.why,
        "clauses": list(finding.clauses),
        "entity": finding.entity,
        "fixes": [_fix_values(fix) for fix in finding.fixes],
    }


def _fix_values(fix: Fix) -> dict[str, object]:
    edits = [{"start": edit.start, "end": edit.end, "text": edit.text} for edit in fix.edits]
    return {"label": fix.label, "applicability": fix.applicability, "edits": edits}


def report_values(identifier: object, report: Report) -> dict[str, object]:
    """A report as one line of `check --jsonl`."""
    findings = [finding_values(finding) for finding in report.findings]
    return {"id": identifier, "status": report.status, "findings": findings}


def dump(values: object, indent: int | None = None) -> bytes:
    """JSON in UTF-8. A lone surrogate is written as its escape, which JSON allows and UTF-8 does not."""
    return json.dumps(values, ensure_ascii=False, indent=indent).encode("utf-8", "backslashreplace")


def as_json(checked: Sequence[Checked], rulebook: Rulebook) -> str:
    """All reports as one list."""
    del rulebook
    rows = [{"file": one.name, **report_values(None, one.report)} for one in checked]
    return dump([{key: value for key, value in row.items() if key != "id"} for row in rows], 2).decode()


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both from 1."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def as_text(checked: Sequence[Checked], rulebook: Rulebook) -> str:
    """Lines for people: where, what, the clause it rests on, and what could be done."""
    lines: list[str] = []
    for one in checked:
        for finding in one.report.findings:
            lines.extend(_lines(one, finding, rulebook))
        if one.report.status == "incomplete":
            lines.append(f"{one.name}: incomplete: a check ran out of time, so this is not all")
    count = sum(len(one.report.findings) for one in checked)
    return "\n".join([*lines, f"{count} finding{'' if count == 1 else 's'}" if count else "Nothing found."])


def _lines(one: Checked, finding: Finding, rulebook: Rulebook) -> Iterator[str]:
    line, column = place(one.text, finding.start)
    yield f"{one.name}:{line}:{column}: {finding.severity.word}: {finding.message} [{finding.rule}]"
    for clause in rulebook.card(finding.rule, finding.clauses).clauses:
        quote = f": “{' '.join(clause.quote.split())}”" if clause.quote else ""
        yield f"    {clause.document}, {clause.locator}{quote}"
    for fix in finding.fixes:
        yield f"    fix: {fix.label}" + ("" if fix.applicability == "safe" else " (look at it first)")


def as_github(checked: Sequence[Checked], rulebook: Rulebook) -> str:
    """Workflow commands: each finding becomes an annotation of its line."""
    del rulebook
    rows = [_annotation(one, finding) for one in checked for finding in one.report.findings]
    late = [
        f"::warning file={_property(one.name)}::incomplete: a check ran out of time"
        for one in checked
        if one.report.status == "incomplete"
    ]
    return "\n".join((*rows, *late))


def _annotation(one: Checked, finding: Finding) -> str:
    (line, column), (end_line, end_column) = place(one.text, finding.start), place(one.text, finding.end)
    where = f"file={_property(one.name)},line={line},endLine={end_line}"
    if line == end_line:  # GitHub takes columns on one line only
        where += f",col={column},endColumn={end_column}"
    title = _property(finding.rule)
    return f"::{_GITHUB_LEVELS[finding.severity]} {where},title={title}::{_escaped(finding.message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(checked: Sequence[Checked], rulebook: Rulebook) -> str:
    """SARIF 2.1.0, as code-scanning services read it."""
    rules = sorted({finding.rule for one in checked for finding in one.report.findings})
    driver = {
        "name": "Proviso",
        "rules": [_sarif_rule(name, rulebook) for name in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [result for one in checked for result in _sarif_results(one, rules)],
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": list(_sarif_late(checked)),
            }
        ],
    }
    return dump({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, 2).decode()


def _sarif_rule(name: str, rulebook: Rulebook) -> dict[str, object]:
    rule = rulebook.rule(name)
    return {
        "id": name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "defaultConfiguration": {"level": _SARIF_LEVELS[rule.severity]},
        "properties": {"tags": [rule.category], "clauses": list(rule.clauses)},
    }


def _sarif_results(one: Checked, rules: Sequence[str]) -> Iterator[dict[str, object]]:
    for finding in one.report.findings:
        location = {
            "artifactLocation": {"uri": _uri(one.name)},
            "region": _region(one.text, finding.start, finding.end),
        }
        result: dict[str, object] = {
            "ruleId": finding.rule,
            "ruleIndex": rules.index(finding.rule),
            "level": _SARIF_LEVELS[finding.severity],
            "message": {"text": finding.message},
            "locations": [{"physicalLocation": location}],
        }
        fixes = [_sarif_fix(one, fix) for fix in finding.fixes if fix.edits]
        yield result | ({"fixes": fixes} if fixes else {})


def _uri(name: str) -> str:
    """A file's name as a reference that may stand in a URI: a space or an accent may not."""
    return quote(name.replace(os.sep, "/"))


def _region(text: str, start: int, end: int) -> dict[str, int]:
    (line, column), (end_line, end_column) = place(text, start), place(text, end)
    lines = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
    return {**lines, "charOffset": start, "charLength": end - start}


def _sarif_fix(one: Checked, fix: Fix) -> dict[str, object]:
    replacements = [
        {"deletedRegion": _region(one.text, edit.start, edit.end), "insertedContent": {"text": edit.text}}
        for edit in fix.edits
    ]
    change = {"artifactLocation": {"uri": _uri(one.name)}, "replacements": replacements}
    return {"description": {"text": fix.label}, "artifactChanges": [change]}


def _sarif_late(checked: Iterable[Checked]) -> Iterator[dict[str, object]]:
    for one in checked:
        if one.report.status == "incomplete":
            text = f"{one.name}: a check ran out of time, so this is not all"
            yield {"level": "warning", "message": {"text": text}}


FORMATS: Final = {"text": as_text, "json": as_json, "sarif": as_sarif, "github": as_github}
