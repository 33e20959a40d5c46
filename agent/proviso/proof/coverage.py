"""What becomes of every clause of every pack: checked by which rules, kept otherwise, waiting, outside, or not done.

Pure: packs come in, rows go out. It counts what the packs say of themselves and judges no post.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from proviso.packs.keeping import CHECKABLE, ELEMENTS

from .waiting import waits_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from proviso.model import Clause
    from proviso.packs.keeping import Keeping
    from proviso.packs.pack import Conflict, Pack, Review, Rule
    from proviso.packs.rulebook import Rulebook

STATUSES: Final[Mapping[str, str]] = {
    "checked": "checked by rules",
    "workflow": "kept by approvals, records and moderation",
    "reminder": "a tip",
    "waiting": "waiting for a field that nobody fills yet",
    "outside": "outside",
    "missing": "no rule yet",
}
VERDICTS: Final[Mapping[str, str]] = {
    "done": "",
    "silent": "the policy is silent",
    "not-done": "Proviso does not do it",
}


@dataclass(frozen=True, slots=True)
class Checking:
    """A rule that rests on a clause, and the examples that prove it."""

    rule: str
    flagged: int
    clean: int
    waits_for: tuple[str, ...]  # fields that nobody fills, without which it cannot speak


@dataclass(frozen=True, slots=True)
class Row:
    """A clause and what becomes of it."""

    clause: Clause
    keeping: Keeping
    status: str  # a word of STATUSES
    checkings: tuple[Checking, ...]
    waits_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The clauses of one pack."""

    name: str
    title: str
    version: str
    review: Review
    is_overdue: bool  # its own date for the next review has passed
    rows: tuple[Row, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many clauses have each status, in the order of STATUSES."""
        return _counted(self.rows)


@dataclass(frozen=True, slots=True)
class Cell:
    """One element of a policy in one pack."""

    verdict: str  # a word of VERDICTS
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every clause of some packs, where these disagree, and the eight elements."""

    documents: tuple[Document, ...]
    conflicts: tuple[Conflict, ...]

    @property
    def waiting(self) -> dict[str, tuple[str, ...]]:
        """The clauses that wait, by field."""
        rows = [row for document in self.documents for row in document.rows if row.status == "waiting"]
        fields = sorted({field for row in rows for field in row.waits_for})
        return {field: tuple(row.clause.id for row in rows if field in row.waits_for) for field in fields}

    @property
    def matrix(self) -> dict[str, dict[str, Cell]]:
        """Element, then pack."""
        return {element: {d.name: _cell(d, element) for d in self.documents} for element in ELEMENTS}


def coverage(packs: Sequence[Pack], rulebook: Rulebook, today: str) -> Coverage:
    """Look at every clause of `packs`; `rulebook` holds them and those whose rules they cite."""
    names = {pack.name for pack in packs}
    clauses = {clause for pack in packs for clause in pack.clauses}
    conflicts = (c for pack in packs for c in pack.conflicts if c.other in clauses and c.pack in names)
    return Coverage(tuple(_document(pack, rulebook, today) for pack in packs), tuple(conflicts))


def _document(pack: Pack, rulebook: Rulebook, today: str) -> Document:
    rows = tuple(_row(pack, name, rulebook) for name in pack.clauses)
    due = pack.review.due
    return Document(pack.name, pack.title, pack.version, pack.review, due is not None and due < today, rows)


def _row(pack: Pack, name: str, rulebook: Rulebook) -> Row:
    spec = pack.clauses[name]
    twin = spec.keeping.implemented_by
    rules = {rule.name: rule for clause in (name, twin) if clause for rule in rulebook.rules_citing(clause)}
    checkings = tuple(_checking(rule) for rule in rules.values() if rule.mode != "shadow")
    kept = pack.clauses[twin].keeping if twin and not checkings else spec.keeping
    return Row(spec.clause, spec.keeping, _status(kept, checkings), checkings, _waits(kept, checkings))


def _checking(rule: Rule) -> Checking:
    flagged = sum(example.is_flagged for example in rule.examples)
    return Checking(rule.name, flagged, len(rule.examples) - flagged, waits_for(rule))


def _status(keeping: Keeping, checkings: Sequence[Checking]) -> str:
    if any(not checking.waits_for for checking in checkings):
        return "workflow" if keeping.check == "workflow" else "checked"
    if checkings or keeping.waits_for:
        return "waiting"
    if keeping.check is None or keeping.check in CHECKABLE:
        return "missing"
    return "reminder" if keeping.check == "reminder" else "outside"


def _waits(keeping: Keeping, checkings: Sequence[Checking]) -> tuple[str, ...]:
    said = (keeping.waits_for,) if keeping.waits_for else ()
    return tuple(dict.fromkeys((*said, *(field for checking in checkings for field in checking.waits_for))))


def _cell(document: Document, element: str) -> Cell:
    counts = _counted(row for row in document.rows if row.keeping.element == element)
    if not counts:
        return Cell("silent", counts)
    return Cell("not-done" if counts.keys() <= {"outside", "missing", "waiting"} else "done", counts)


def _counted(rows: Iterable[Row]) -> dict[str, int]:
    found = Counter(row.status for row in rows)
    return {status: found[status] for status in STATUSES if found[status]}
