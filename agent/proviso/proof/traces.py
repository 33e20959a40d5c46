"""What an explanation is made of: frozen values, offsets in code points of the text.

No word of the text is repeated but in `Trace.message`, which is the finding's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from proviso.model import Clause, Finding, Truth
    from proviso.packs.pack import Conflict

Span = tuple[int, int]
Outcome = Literal["error", "warning", "info", "silent"]


@dataclass(frozen=True, slots=True)
class Seen:
    """A fact that holds: where in the text, in which fields of the context, or because one of them says so."""

    fact: str
    spans: tuple[Span, ...]
    places: tuple[str, ...] = ()  # fields in which it was found: "bio"
    told: str | None = None  # the field that answered instead of a place: "identifies_employer"


@dataclass(frozen=True, slots=True)
class Step:
    """One condition of a rule and its answer for the post."""

    condition: str  # with the exact names of facts and fields: "has ssa-2014/employer-shown"
    in_words: str  # the same for everybody: "has employer shown"
    answer: Truth  # True: yes, False: no, None: unknown
    missing: tuple[str, ...]  # fields that would settle an unknown
    facts: tuple[Seen, ...]  # of the facts it asks about, those that hold


@dataclass(frozen=True, slots=True)
class Trace:
    """How one rule came to speak, or to be silent."""

    rule: str
    title: str
    outcome: Outcome  # the severity with which it speaks
    mode: str  # "enforce", "advise" or "shadow"
    message: str  # "" when silent
    spans: tuple[Span, ...]  # what it speaks about; empty: the post as a whole
    steps: tuple[Step, ...]
    facts: tuple[Seen, ...]  # every fact it asks about that holds
    clauses: tuple[Clause, ...]
    remark: str  # what besides the conditions decided: not in force, in the shadow, a pack that does not apply

    @property
    def speaks(self) -> bool:
        """Whether the rule has something to say about the post. A rule in the shadow speaks, and is not heard."""
        return self.outcome != "silent"


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was looked at for a post, whether anything was found or not."""

    packs: tuple[str, ...]  # that apply, most specific first
    account: str | None
    rules: int  # of these packs
    looked: tuple[str, ...]  # "text" and the fields of the context that were read
    not_known: tuple[str, ...]  # the fields that these rules would have read, had they been given
    facts: tuple[Seen, ...]  # every fact of these rules that holds
    traces: tuple[Trace, ...]  # rules that a fact woke: those that speak, gravest first, then those that came nearest
    conflicts: tuple[Conflict, ...]  # where the documents of these packs disagree
    is_complete: bool

    def of(self, finding: Finding) -> tuple[Trace, ...]:
        """The rules behind a finding: the one that speaks, then those that came to the same at the same place."""
        found = {trace.rule: trace for trace in self.traces}
        return tuple(found[rule] for rule in (finding.rule, *finding.also) if rule in found)
