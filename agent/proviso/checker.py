"""The Python door: load the packs once, check as many texts as you like. Other tools embed this."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from proviso.engine import check
from proviso.facts.sightings import ParagraphCache
from proviso.model import Context, Post, Report
from proviso.store import load_rulebook

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from proviso.packs import Rulebook


def today() -> str:
    """The author's own day, as contexts write it."""
    return datetime.now().astimezone().date().isoformat()


class Checker:
    """Checks texts against a rulebook.

    >>> import proviso
    >>> report = proviso.Checker().check("My SSN is 078-05-1120.", {"agency": "SSA"})
    >>> [finding.rule for finding in report.findings]
    ['base/us-ssn']

    It keeps no text between calls, writes none, and reaches no network.
    """

    def __init__(
        self, rulebook: Rulebook | None = None, *, state: Path | None = None, rules: Path | None = None
    ) -> None:
        """Use a rulebook, or load one: `rules` has facts/ and packs/, `state` keeps compiled packs and proofs."""
        self.rulebook = rulebook or load_rulebook(state, rules)

    def check(self, text: str, context: Context | Mapping[str, object] | None = None) -> Report:
        """Check one text. Offsets are code points. A missing `date` is today."""
        known = context if isinstance(context, Context) else Context.from_mapping(context or {})
        dated = known if known.date is not None else Context(date=today()).with_known(known)
        return check(Post(text, dated), self.rulebook, ParagraphCache())
