"""What a pack says of each clause of its document: who keeps it, a rule, a record, a tip, or nobody here, and why.

The words of `clauses.toml` beyond the quote. `proviso coverage` reads them; checking a post never does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .tables import Table

# How a clause can be kept. The first three need what a post says, the circumstances around it, or what is attached.
CHECKS: Final[Mapping[str, str]] = {
    "text": "what the post says",
    "context": "account, profile, duty or whom it answers",
    "attachment": "what is attached",
    "workflow": "approvals, records, moderation and edits",
    "reminder": "a tip at the right moment",
    "none": "outside: nothing that Proviso could see",
}
CHECKABLE: Final = frozenset({"text", "context", "attachment", "workflow"})

# The elements that a policy for government has: "Designing Social Media Policy for Government" (CTG, 2010).
ELEMENTS: Final[Mapping[str, str]] = {
    "employee-access": "Employee access",
    "account-management": "Account management",
    "acceptable-use": "Acceptable use",
    "employee-conduct": "Employee conduct",
    "content": "Content",
    "security": "Security",
    "legal-issues": "Legal issues",
    "citizen-conduct": "Citizen conduct",
}

# When a tip can be of use; every clause that only asks to be remembered belongs to one of these.
MOMENTS: Final[Mapping[str, str]] = {
    "first-use": "Proviso is new here, or the policy has a new version",
    "new-platform": "the first draft, or the first picture, on a platform",
    "official-day": "the first draft of the day on an official account",
    "before-official-post": "an official draft is about to be posted",
    "open-warnings": "a draft is about to be posted with warnings open",
    "personal-at-work": "a personal account is used on duty or on a work device",
    "work-on-personal": "a personal draft speaks of work",
    "official-reply": "an official account answers somebody",
    "moderating": "somebody's comment is about to be hidden or deleted, or its author banned",
    "asking-why": "somebody asks why, or opens the help",
}


@dataclass(frozen=True, slots=True)
class Keeping:
    """How one clause is kept."""

    check: str | None = None  # a word of CHECKS; None: the pack does not say
    reason: str = ""  # why it is outside
    implemented_by: str | None = None  # the clause that this one restates
    element: str | None = None  # a word of ELEMENTS
    moment: str | None = None  # a word of MOMENTS
    waits_for: str | None = None  # the field of the context without which no rule can be written


KEEPING_KEYS: Final = ("check", "reason", "implemented_by", "ctg_element", "moment", "waits_for")


def read_keeping(clause: Table) -> Keeping:
    """Read what a `[[clause]]` says of itself; what is wrong is noted in the table."""
    keeping = Keeping(
        check=_choice(clause, "check", CHECKS),
        reason=clause.maybe("reason") or "",
        implemented_by=clause.maybe("implemented_by"),
        element=_choice(clause, "ctg_element", ELEMENTS),
        moment=_choice(clause, "moment", MOMENTS),
        waits_for=clause.maybe("waits_for"),
    )
    if keeping.check == "none" and not keeping.reason:
        clause.wrong("reason", "is missing; say why nothing here can keep the clause")
    if (keeping.check == "reminder") is not (keeping.moment is not None):
        clause.wrong("moment", 'goes with check = "reminder", and with nothing else; say when the tip is of use')
    return keeping


def _choice(clause: Table, key: str, words: Mapping[str, str]) -> str | None:
    return (clause.choice(key, words) or None) if key in clause.values else None
