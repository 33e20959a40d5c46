"""What becomes of a clause, in words: for the terminal, and for the page that says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proviso.packs.keeping import ELEMENTS, MOMENTS
from proviso.proof.coverage import STATUSES, VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from proviso.proof.coverage import Cell, Coverage, Document, Row


def lines(found: Coverage) -> Iterator[str]:
    """The whole report."""
    for document in found.documents:
        yield from _document_lines(document)
        yield ""
    for field, clauses in found.waiting.items():
        yield f"waiting for {field}: {', '.join(clauses)}"
    for conflict in found.conflicts:
        yield f"conflict: {conflict.clause} and {conflict.other}: {conflict.text}"
    yield ""
    for element, cells in found.matrix.items():
        yield f"{ELEMENTS[element]}"
        yield from (f"  {name}: {cell_words(cell)}" for name, cell in cells.items())


def _document_lines(document: Document) -> Iterator[str]:
    yield f"{document.name} {document.version}: {document.title}"
    yield f"  {len(document.rows)} clauses: {counts_words(document.counts)}; {review_words(document)}"
    for row in document.rows:
        quote = f"“{' '.join(row.clause.quote.split())}”" if row.clause.quote else "cited, not quoted"
        yield f"  {row.clause.id} ({row.clause.locator}): {quote}"
        yield from (f"    {line}" for line in row_words(row))


def row_words(row: Row) -> Iterator[str]:
    """What becomes of a clause, as sentences."""
    yield f"waiting for {', '.join(row.waits_for)}" if row.status == "waiting" else STATUSES[row.status]
    for checking in row.checkings:
        examples = f"{checking.flagged} flagged, {checking.clean} clean examples"
        waits = f"; waits for {', '.join(checking.waits_for)}" if checking.waits_for else ""
        yield f"{checking.rule}: {examples}{waits}"
    if row.keeping.implemented_by:
        yield f"restates {row.keeping.implemented_by}"
    if row.status == "reminder" and row.keeping.moment:
        yield f"when {MOMENTS[row.keeping.moment]}"
    if row.status == "outside" and row.keeping.reason:
        yield f"because: {row.keeping.reason}"


def counts_words(counts: Mapping[str, int]) -> str:
    """How many of each, as in “60 checked, 4 waiting”."""
    return ", ".join(f"{count} {status}" for status, count in counts.items()) or "none"


def review_words(document: Document) -> str:
    """When the document is looked at again."""
    last, due = document.review.last, document.review.due
    if due is None:
        return f"reviewed {last}, no next date" if last else "the document names no review"
    return f"reviewed {last or 'never'}, next due {due}" + (", which has passed" if document.is_overdue else "")


def cell_words(cell: Cell) -> str:
    """What one pack says of one element, and what is done about it."""
    counts = counts_words(cell.counts)
    return counts if cell.verdict == "done" else VERDICTS[cell.verdict] + (f" ({counts})" if cell.counts else "")
