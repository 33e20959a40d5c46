"""Render docs/hatch-act.md: the decision table, out of its rows and of the rules themselves.

Usage: scripts/hatch_act.py writes the page. What a row says is not believed: its post is judged by the rules, and the
page shows what they said. `render` is pure but for reading the rules; a test compares its answer with the page.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from proviso import bundled
from proviso.engine import check
from proviso.model import Context, Finding, Post, Severity
from proviso.packs import Rulebook
from proviso.store.author import read_drafts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from proviso.packs.pack import Pack

ROWS: Final = Path(__file__).with_suffix(".toml")
PAGE: Final = Path(__file__).resolve().parent.parent / "docs/hatch-act.md"
PACK: Final = "us-federal"
LEVELS: Final = {"forbidden": Severity.ERROR, "unknown": Severity.WARNING, "caution": Severity.WARNING}
HEAD: Final = """# Political activity of federal employees: the decision table

Made by `scripts/hatch_act.py` out of the rules of the pack `us-federal`: every verdict below is what the rules say of the
post beside it. A test fails when this page and the rules differ. Text alone does not decide: duty, place, restriction
class, account and the post that is answered do. A disclaimer changes nothing in rows 1 to 16.

- **forbidden**: an error. **unknown**: a warning, because what decides is not known; the message says when it is allowed.
- **caution**: a warning. **allowed**: silence, or a hint that raises no alarm.

Rows 27 to 33 are about one agency, two States and Australia; they belong to the packs of those policies. Rows 7 and 12
(a “like” alone; an account dressed as an official one) are not seen in a text.

| row | who and where | act | verdict | rules | citation |
|---|---|---|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table, with the post that shows it."""

    number: str
    where: str
    act: str
    verdict: str
    clauses: tuple[str, ...]
    rules: tuple[str, ...]
    who: str
    context: Mapping[str, object]
    text: str


def read_rows() -> tuple[Row, ...]:
    """The rows as written."""
    table = tomllib.loads(ROWS.read_text(encoding="utf-8"))
    return tuple(
        Row(
            number=row["number"],
            where=row["where"],
            act=row["act"],
            verdict=row["verdict"],
            clauses=tuple(row["clauses"]),
            rules=tuple(row.get("rules", ())),
            who=row["who"],
            context=row.get("context", {}),
            text=row["text"],
        )
        for row in table["row"]
    )


def load() -> tuple[Rulebook, Pack]:
    """The bundled rules, and the pack that the table is about."""
    packs = [draft.pack for draft in read_drafts(bundled.rules()) if draft.pack]
    pack = next(pack for pack in packs if pack.name == PACK)
    return Rulebook([pack]), pack


def cast() -> Mapping[str, Mapping[str, object]]:
    """The people of the pack's examples."""
    head = tomllib.loads((bundled.rules() / "packs" / PACK / "pack.toml").read_text(encoding="utf-8"))
    people: Mapping[str, Mapping[str, object]] = head["cast"]
    return people


def post_of(row: Row, people: Mapping[str, Mapping[str, object]]) -> Post:
    """The post of a row. A field that the row says is "unknown" is not known."""
    values = {"packs": [PACK], **people[row.who], **row.context}
    return Post(row.text, Context.from_mapping({key: value for key, value in values.items() if value != "unknown"}))


def verdict_of(row: Row, findings: Sequence[Finding]) -> str:
    """What the rules say of a row's post, in the words of the table."""
    worst = max((finding.severity for finding in findings), default=Severity.INFO)
    if worst is Severity.INFO:
        return "allowed"
    return row.verdict if LEVELS.get(row.verdict) is worst else worst.word


def lines(rulebook: Rulebook, pack: Pack) -> Iterator[str]:
    """The lines of the table."""
    people = cast()
    for row in read_rows():
        findings = check(post_of(row, people), rulebook).findings
        rules = ", ".join(f"`{name}`" for name in row.rules) or "none"
        citation = "; ".join(pack.clauses[name].clause.locator.partition(", after")[0] for name in row.clauses)
        verdict = verdict_of(row, findings)
        yield f"| {row.number} | {row.where} | {row.act}<br>“{row.text}” | **{verdict}** | {rules} | {citation} |"


def render(rulebook: Rulebook, pack: Pack) -> str:
    """The whole page."""
    return HEAD + "\n".join(lines(rulebook, pack)) + "\n"


if __name__ == "__main__":
    PAGE.write_text(render(*load()), encoding="utf-8")
