"""A pack in memory: its clauses, rules, citations, and who it is for. Reading and judging are elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from proviso.facts.spec import FactSpec
    from proviso.model import Clause, Hold, Severity

    from .conditions import Condition
    from .keeping import Keeping

LEVELS: Final = ("base", "jurisdiction", "agency")  # from general to specific
MODES: Final = ("shadow", "advise", "enforce")
# Identifiers and markings fire whoever writes: an unknown account or surface does not silence them.
WHOEVER_WRITES: Final = frozenset({"pii", "tax-information", "sensitive-marking"})

FixKind = Literal["replace", "redact", "insert", "ask"]
FIX_KINDS: Final[tuple[FixKind, ...]] = ("replace", "redact", "insert", "ask")


@dataclass(frozen=True, slots=True)
class Official:
    """An account that speaks for the agency, as a register describes it. Names are folded and without "@"."""

    platform: str | None  # None: on every platform
    handle: str | None
    page: str | None = None  # the number by which a platform knows it
    owner: str | None = None  # the office that answers for it
    posters: frozenset[str] = frozenset()  # who may post there; empty: not known
    topics: tuple[str, ...] = ()  # what it speaks of


@dataclass(frozen=True, slots=True)
class ClauseSpec:
    """A clause, what follows from citing it, and how it is kept."""

    clause: Clause
    keeping: Keeping
    confidentiality: bool = False  # citing it brings the statement on protected disclosures


@dataclass(frozen=True, slots=True)
class FixSpec:
    """What one click does: put a text in place of the words, take them out, add approved wording, or only ask."""

    kind: FixKind
    text: str  # replacement, what stands for redacted words, name of the approved wording, or the question
    label: str
    is_safe: bool


@dataclass(frozen=True, slots=True)
class Example:
    """A post with which a rule is proved. `spans` are code points of `text`; only flagged examples have them."""

    text: str
    spans: tuple[tuple[int, int], ...]
    context: Mapping[str, object]
    is_flagged: bool
    severity: Severity | None  # what the rule must say here, when the author wrote it down
    number: int  # among its kind, from 1


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the decision table."""

    name: str  # full: pack/id
    pack: str
    clauses: tuple[str, ...]
    category: str
    severity: Severity
    title: str
    message: str
    why: str
    conditions: tuple[Condition, ...]
    underline: tuple[str, ...]  # facts; empty: the finding is about the post as a whole
    once: bool  # only the first place
    first: bool  # said before anything else: the account may be the wrong one
    certain: frozenset[str]  # fields and facts that must be known
    settles: Mapping[str, str]  # field: what to say when it is unknown
    fixes: tuple[FixSpec, ...]
    mode: str
    since: str | None
    until: str | None
    examples: tuple[Example, ...]
    source: tuple[str, int] = ("", 0)  # file and line, for messages to its author
    own: str = ""  # the message when the place is the writer's own; "": the same

    @property
    def facts(self) -> tuple[str, ...]:
        """Every fact its conditions and its underline ask about."""
        asked = (name for condition in self.conditions for name in condition.facts)
        return tuple(dict.fromkeys((*asked, *self.underline)))


@dataclass(frozen=True, slots=True)
class Cite:
    """A pack's own clauses for a rule of another pack."""

    pack: str
    rule: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two documents that ask for different things. Each pack follows its own; the person is told."""

    pack: str
    clause: str
    other: str  # clause of another pack
    text: str


@dataclass(frozen=True, slots=True)
class Review:
    """When a document was last looked at, and when it must be again; dates YYYY-MM-DD, None where it does not say."""

    last: str | None = None
    due: str | None = None


@dataclass(frozen=True, slots=True)
class Pack:
    """One policy, ready to be judged with."""

    name: str
    title: str
    version: str
    level: str
    applies: tuple[Mapping[str, frozenset[str]], ...]  # alternatives; an empty one: always; none: only when named
    since: str | None
    until: str | None
    hold: Hold
    official: tuple[Official, ...]
    wording: Mapping[str, tuple[str, ...]]
    protected_disclosure: str | None
    disclosure_fact: str | None
    clauses: Mapping[str, ClauseSpec]
    rules: tuple[Rule, ...]
    cites: tuple[Cite, ...]
    conflicts: tuple[Conflict, ...]
    facts: Mapping[str, FactSpec]
    digest: str = ""
    review: Review = Review()

    @property
    def rank(self) -> int:
        """How specific it is: a higher rank speaks first."""
        return LEVELS.index(self.level)
