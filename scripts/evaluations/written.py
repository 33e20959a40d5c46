"""Posts that people wrote who knew the policies and had never seen a rule: how many the rules find, clause by clause and kind by kind.

A post is written for one clause, or for one kind of thing, and says whether it breaks it. It is caught when a finding above a
hint cites that clause (or the one that implements it; a hint will do where the clause has nothing but hints), or is of the
kind's category; an innocent post is quiet when none does.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Final, NotRequired, TypedDict

from benches.figures import Figures

from proviso.model import Context

from .posts import OWN, bundled_checker, lines_of
from .scores import percent
from .sets import HALVES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from proviso.model import Finding

CAUGHT, QUIET = 0.75, 0.97  # goals for posts not seen
# A careful officer would accept any category of these for a post of the kind.
FAMILIES: Final = (
    frozenset({"pii", "tax-information"}),
    frozenset({"nonpublic", "sensitive-marking", "litigation", "security", "procurement"}),
    frozenset({"conduct", "commerce"}),
)


class Row(TypedDict):
    """A post; one of a clause names it, one of a kind names the category that it is written for."""

    id: str
    text: str
    context: dict[str, object]
    flag: bool
    clause: NotRequired[str]
    kind: NotRequired[str]
    category: NotRequired[str]


def measure() -> list[Figures]:
    """By policy, then by kind."""
    return [
        _table("Clauses, by whoever knew the policy alone", "clauses", _policy, _cites),
        _table("Inside information, people and conduct", "inside", _kind, _is_akin),
    ]


def _table(
    title: str, name: str, group: Callable[[Row], str], counts: Callable[[Row, Sequence[Finding]], bool]
) -> Figures:
    lines: list[tuple[str, ...]] = []
    every: dict[str, Counter[str]] = {}
    for half in HALVES:
        groups: dict[str, Counter[str]] = {}
        every[half] = Counter()
        for row in _rows(f"{name}_{half}"):
            findings = bundled_checker().check(row["text"], row["context"]).findings
            seen = _judged(row, findings, counts)
            groups.setdefault(group(row), Counter()).update(seen)
            every[half].update(seen)
        lines += [_line(label, half, groups[label]) for label in sorted(groups)]
        lines.append(_line("all", half, every[half]))
    return Figures(title, ("posts of", "half", "caught", "quiet", "findings on an innocent post"), lines, _goals(every))


def _goals(every: dict[str, Counter[str]]) -> dict[str, bool]:
    unseen = every["checking"]
    caught, quiet = unseen["caught"] / unseen["flagged"], unseen["quiet"] / unseen["innocent"]
    return {
        f"checking: caught at least {percent(CAUGHT)} ({percent(caught)})": caught >= CAUGHT,
        f"checking: quiet at least {percent(QUIET)} ({percent(quiet)})": quiet >= QUIET,
    }


def _judged(row: Row, findings: Sequence[Finding], counts: Callable[[Row, Sequence[Finding]], bool]) -> Counter[str]:
    fires = counts(row, findings)
    if row["flag"]:
        return Counter(flagged=1, caught=int(fires))
    return Counter(innocent=1, quiet=int(not fires), findings=len(findings))


def _line(label: str, half: str, count: Counter[str]) -> tuple[str, ...]:
    return (
        label,
        half,
        f"{count['caught']} of {count['flagged']} = {percent(count['caught'] / max(1, count['flagged']))}",
        f"{count['quiet']} of {count['innocent']} = {percent(count['quiet'] / max(1, count['innocent']))}",
        f"{count['findings'] / max(1, count['innocent']):.2f}",
    )


def _rows(name: str) -> Iterable[Row]:
    return (json.loads(line) for line in lines_of(OWN / f"{name}.jsonl"))


def _policy(row: Row) -> str:
    return row["clause"].partition(".")[0]


def _kind(row: Row) -> str:
    return row["kind"]


def _cites(row: Row, findings: Sequence[Finding]) -> bool:
    names = _names(row["clause"])
    return any(
        names & set(one.clauses) for one in findings if one.severity.word != "info" or _hints_only(row["clause"])
    )


def _is_akin(row: Row, findings: Sequence[Finding]) -> bool:
    category = row.get("category") or _category_of(row["kind"])
    wanted = next((family for family in FAMILIES if category in family), frozenset({category}))
    return any(one.category in wanted for one in findings if one.severity.word != "info")


@cache
def _category_of(kind: str) -> str:
    """What the guilty posts of a kind are written for."""
    rows = (row for half in HALVES for row in _rows(f"inside_{half}") if row["kind"] == kind)
    return Counter(row["category"] for row in rows if "category" in row).most_common(1)[0][0]


@cache
def _names(clause: str) -> frozenset[str]:
    """A clause, and the one that is kept in its place."""
    book = bundled_checker().rulebook
    everything = Context(packs=tuple(pack.name for pack in book.packs))
    spec = next(pack.clauses[clause] for pack in book.active(everything).packs if clause in pack.clauses)
    return frozenset({clause, spec.keeping.implemented_by or clause})


@cache
def _hints_only(clause: str) -> bool:
    """Whether the rules that rest on a clause only ever hint."""
    rules = [rule for name in _names(clause) for rule in bundled_checker().rulebook.rules_citing(name)]
    return all(rule.severity.word == "info" for rule in rules)
