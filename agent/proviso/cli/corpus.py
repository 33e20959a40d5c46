"""What both previews share: posts out of a file, and how a change is told. Never a word of a post."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from proviso.model import Context, Post

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from proviso.proof.preview import Change, Line


def posts_of(corpus: Path, base: Context) -> Iterator[tuple[str, Post]]:
    """Read {"id", "text", "context"} a line (.jsonl), or one post a line. Raises UsageError."""
    for number, line in enumerate(corpus.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row: dict[str, object] = json.loads(line) if corpus.suffix == ".jsonl" else {"text": line}
            context = row.get("context")
            known = base.with_known(Context.from_mapping(context if isinstance(context, dict) else {}))
            yield str(row.get("id", number)), Post(str(row["text"]), known)
        except (ValueError, KeyError, AttributeError):
            raise click.UsageError(f'{corpus}:{number}: give {{"id", "text", "context"}} a line') from None


def tell_changes(changes: Iterable[Change]) -> int:
    """Print each change of a verdict, and how many there are."""
    count = 0
    for change in changes:
        count += 1
        click.echo(f"{change.identifier}:")
        for sign, lines in (("-", change.gone), ("+", change.new)):
            for line in lines:
                click.echo(f"  {sign} {_line(line)}")
    click.echo(f"{count} posts change")
    return count


def _line(line: Line) -> str:
    rule, severity, start, end = line
    return f"{severity} {rule} at {start}-{end}" if end else f"{severity} {rule}"
