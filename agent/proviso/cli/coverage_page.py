"""The coverage report as one HTML page: no script, nothing fetched, every status said in words."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from proviso.packs.keeping import ELEMENTS
from proviso.proof.coverage import STATUSES

from .coverage_words import cell_words, counts_words, review_words, row_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from proviso.proof.coverage import Coverage, Document, Row

_HEAD: Final = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Coverage</title>
<style>
  :root { color-scheme: light dark }
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem }
  .wide { overflow-x: auto }
  table { border-collapse: collapse; width: 100% }
  th, td { border: 1px solid; padding: .4rem .6rem; text-align: left; vertical-align: top; overflow-wrap: anywhere }
  blockquote { margin: 0 }
  summary { font-weight: bold; cursor: pointer }
</style>
</head>
<body>
<main>
"""
_FOOT: Final = "</main>\n</body>\n</html>"


def page(found: Coverage) -> str:
    """The whole page."""
    return _HEAD + "\n".join(_parts(found)) + "\n" + _FOOT


def _parts(found: Coverage) -> Iterator[str]:
    yield "<h1>What becomes of every clause</h1>"
    yield _table("The eight elements of a policy", ["Element", *(d.name for d in found.documents)], _elements(found))
    if found.conflicts:
        rows = ([c.clause, c.other, c.text] for c in found.conflicts)
        yield _table("Where documents disagree", ["Clause", "and", "What each asks"], rows)
    if found.waiting:
        rows = ([field, ", ".join(clauses)] for field, clauses in found.waiting.items())
        yield _table("Waiting for a field", ["Field", "Clauses"], rows)
    for document in found.documents:
        yield from _document(document)


def _elements(found: Coverage) -> Iterator[list[str]]:
    for element, cells in found.matrix.items():
        yield [ELEMENTS[element], *(cell_words(cell) for cell in cells.values())]


def _document(document: Document) -> Iterator[str]:
    yield f"<h2>{escape(document.title)}</h2>"
    counts = f"{len(document.rows)} clauses: {counts_words(document.counts)}"
    yield f"<p>{escape(f'{document.name} {document.version}. {counts}; {review_words(document)}.')}</p>"
    for status in document.counts:
        rows = [row for row in document.rows if row.status == status]
        yield f"<details><summary>{escape(STATUSES[status])}: {len(rows)}</summary>"
        yield '<div class="wide"><table>'
        yield '<thead><tr><th scope="col">Clause</th><th scope="col">Words</th><th scope="col">How</th></tr></thead>'
        yield "<tbody>"
        yield from map(_row, rows)
        yield "</tbody></table></div></details>"


def _row(row: Row) -> str:
    clause = row.clause
    quote = f"<blockquote>“{escape(clause.quote)}”</blockquote>" if clause.quote else "cited, not quoted"
    how = "<br>".join(map(escape, row_words(row)))
    return (
        f'<tr><th scope="row">{escape(clause.id)}<br>{escape(clause.locator)}</th><td>{quote}</td><td>{how}</td></tr>'
    )


def _table(caption: str, head: Sequence[str], rows: Iterator[list[str]]) -> str:
    columns = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    body = "\n".join(
        f'<tr><th scope="row">{escape(first)}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in rest)}</tr>'
        for first, *rest in rows
    )
    return (
        f'<h2>{escape(caption)}</h2>\n<div class="wide"><table>\n'
        f"<thead><tr>{columns}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>"
    )
