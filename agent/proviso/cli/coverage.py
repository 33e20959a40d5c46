"""`proviso coverage`: what becomes of every clause of every policy, as text, JSON or a page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from proviso.checker import today
from proviso.cli.context import CONTEXT_OPTION, context_of
from proviso.cli.coverage_page import page
from proviso.cli.coverage_words import lines
from proviso.cli.drafts import RULES_OPTION, drafts_of, tell_all
from proviso.model import Context
from proviso.packs import Rulebook
from proviso.proof.coverage import Coverage, Document, Row
from proviso.proof.coverage import coverage as cover

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text", show_default=True)
@CONTEXT_OPTION
@RULES_OPTION
def coverage(form: str, settings: tuple[str, ...], folder: Path | None) -> None:
    """Account for every clause: checked by which rules, kept otherwise, waiting for a field, outside and why.

    With --set (agency=SSA, packs=base,ssa-2014) only for the packs that apply there; else for all.
    """
    drafts = drafts_of(folder, ())
    tell_all(drafts, folder)  # lint has compared every quote with its document
    packs = [draft.pack for draft in drafts if draft.pack]
    book = Rulebook(packs)
    date = today()
    active = book.active(Context(date=date).with_known(context_of(settings))).names
    found = cover([pack for pack in packs if not settings or pack.name in active], book, date)
    if form == "html":
        click.echo(page(found))
    elif form == "json":
        click.echo(json.dumps(values_of(found), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(lines(found)))


def values_of(found: Coverage) -> dict[str, object]:
    """The report as other programs read it."""
    return {
        "clauses": sum(len(document.rows) for document in found.documents),
        "packs": [_document_values(document) for document in found.documents],
        "waiting": {field: list(clauses) for field, clauses in found.waiting.items()},
        "conflicts": [{"pack": c.pack, "clause": c.clause, "other": c.other, "text": c.text} for c in found.conflicts],
        "matrix": {
            element: {pack: {"verdict": cell.verdict, "counts": dict(cell.counts)} for pack, cell in cells.items()}
            for element, cells in found.matrix.items()
        },
    }


def _document_values(document: Document) -> dict[str, object]:
    review = {"last": document.review.last, "due": document.review.due, "overdue": document.is_overdue}
    return {
        "name": document.name,
        "title": document.title,
        "version": document.version,
        "review": review,
        "counts": document.counts,
        "clauses": [_row_values(row) for row in document.rows],
    }


def _row_values(row: Row) -> dict[str, object]:
    return {
        "id": row.clause.id,
        "locator": row.clause.locator,
        "quote": row.clause.quote,
        "status": row.status,
        "check": row.keeping.check,
        "ctg_element": row.keeping.element,
        "rules": [
            {"rule": c.rule, "flagged": c.flagged, "clean": c.clean, "waits_for": list(c.waits_for)}
            for c in row.checkings
        ],
        "implemented_by": row.keeping.implemented_by,
        "waits_for": list(row.waits_for),
        "moment": row.keeping.moment,
        "reason": row.keeping.reason or None,
    }
