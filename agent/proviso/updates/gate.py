"""The gate in front of activation: what was signed may still be wrong, and then it is refused on this machine.

The publisher passes the same gate before anything is signed. It reads packs and judges; it puts nothing in force.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import regex

from proviso.packs import PackError, Rulebook
from proviso.packs.compiled import digest_of, load_pack
from proviso.packs.lint_patterns import SLOW
from proviso.packs.overrides import overrides_of
from proviso.packs.received import lint_compiled
from proviso.proof.prove import OUT_OF_TIME, prove, proving_book

from .ordinary import too_eager
from .quarantine import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from proviso.packs import Problem
    from proviso.packs.pack import Pack
    from proviso.store.active import Release
    from proviso.store.ledger import Ledger

    from .outcome import ErrorCode

MAX_RULES: Final = 5000  # of one release
_NAMED: Final = regex.compile(r'^(?:rule|fact) "([^"]+)"')


@dataclass(frozen=True, slots=True)
class Refused(Exception):  # noqa: N818 - a verdict, raised to leave the gate early
    """A release is not put in force. `digest` is the pack at fault; None: the release as a whole."""

    fault: Fault
    digest: str | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class InUse:
    """What is in force now: what must not get lost, and what need not be tried again."""

    rules: Mapping[str, int] = field(default_factory=dict)  # how many each pack has
    patterns: frozenset[str] = frozenset()

    @staticmethod
    def of(rulebook: Rulebook) -> InUse:
        """The rules and patterns of a rulebook."""
        patterns = frozenset(pattern.source for fact in rulebook.facts.values() for pattern in fact.patterns)
        return InUse({pack.name: pack.rules for pack in rulebook.packs}, patterns)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A release that wants to be put in force."""

    release: Release
    packs: Mapping[str, bytes]  # compiled, by name
    in_use: InUse = field(default_factory=InUse)
    allow_shrink: bool = False


def pass_gate(candidate: Candidate, ledger: Ledger | None, budget_s: float) -> Rulebook:
    """Lint and prove what is new here; the rulebook that it makes. What was proved before is not proved again.

    Raises:
        Refused: with the first fault.
    """
    end = time.monotonic() + budget_s
    fresh = [
        name for name, compiled in candidate.packs.items() if ledger is None or not ledger.knows(digest_of(compiled))
    ]
    packs: dict[str, Pack] = {}
    for name, compiled in candidate.packs.items():
        packs[name] = _read(name, compiled, candidate, is_fresh=name in fresh)
        _in_time(end)
    rulebook = _together(candidate, packs)
    _not_shrunk(candidate, {name: len(pack.rules) for name, pack in packs.items()})
    for name in fresh:
        held = _prove(packs[name], packs)
        _in_time(end)
        if ledger is not None:
            ledger.add(packs[name].digest, held)
    eager = too_eager(rulebook, end)
    if eager is not None:
        raise Refused(Fault("matches-everything", eager))
    _in_time(end)
    return rulebook


def _in_time(end: float) -> None:
    if time.monotonic() > end:
        raise Refused(Fault("slow"), detail="the whole gate took too long")


def _read(name: str, compiled: bytes, candidate: Candidate, *, is_fresh: bool) -> Pack:
    digest = digest_of(compiled)
    try:
        problems = lint_compiled(compiled, candidate.in_use.patterns) if is_fresh else []
        overrides = overrides_of(candidate.release.overrides, "the release")
        pack = load_pack(compiled, overrides.parameters.get(name, {}), is_proved=not is_fresh)
    except PackError as error:
        raise Refused(Fault("pack-format", name), digest, str(error.problems[0])) from None
    for problem in problems:
        code: ErrorCode = "slow" if SLOW in problem.text else "pack-lint"
        raise Refused(Fault(code, _named(problem, name)), digest, str(problem))
    if pack.name != name:
        raise Refused(Fault("pack-format", name), digest, f'the pack calls itself "{pack.name}"')
    return pack


def _named(problem: Problem, pack: str) -> str:
    match = _NAMED.match(problem.key)
    return f"{pack}/{match[1]}" if match else pack


def _together(candidate: Candidate, packs: Mapping[str, Pack]) -> Rulebook:
    try:
        rulebook = Rulebook(tuple(packs.values()), overrides_of(candidate.release.overrides, "the release"))
    except PackError as error:
        raise Refused(Fault("pack-conflict", error.problems[0].file), detail=str(error.problems[0])) from None
    if len(rulebook.rules) > MAX_RULES:
        raise Refused(Fault("pack-lint"), detail=f"more than {MAX_RULES} rules")
    return rulebook


def _not_shrunk(candidate: Candidate, now: Mapping[str, int]) -> None:
    """Refuse what lost its rules, save where the release says that this is meant.

    A pack may be there for its clauses alone; one that had rules may not be left without, nor may a whole release.
    """
    if candidate.allow_shrink:
        return
    before_now, is_void = candidate.in_use.rules, not any(now.values())
    empty = next((name for name, rules in now.items() if not rules and (is_void or before_now.get(name))), None)
    if empty is not None or is_void:
        raise Refused(Fault("empty", empty))
    for name, before in before_now.items():
        if 2 * now.get(name, 0) < before:
            raise Refused(Fault("shrunk", name), detail=f"{name}: {before} rules before, {now.get(name, 0)} now")


def _prove(pack: Pack, packs: Mapping[str, Pack]) -> int:
    proof = prove(pack, proving_book(pack, packs.values()))
    for problem in proof.problems:
        code: ErrorCode = "slow" if problem.text == OUT_OF_TIME else "example"
        raise Refused(Fault(code, _named(problem, pack.name)), pack.digest, str(problem))
    return proof.held
