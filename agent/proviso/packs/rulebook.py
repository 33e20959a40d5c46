"""All packs of one organisation, ready to be judged with: which apply, which rules a text wakes, what a card says.

Immutable to its users, so that a running agent swaps it in one reference. Built from packs; reads no file and knows
no clock.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from proviso.facts.asked import Asked, asked_for, resting_on, waking_facts
from proviso.facts.finder import Finder
from proviso.facts.quarantine import Quarantine
from proviso.model import Card, Clause, Context

from .asking import may_speak, setting
from .conditions import Has
from .overrides import Overrides
from .problems import PackError, Problem
from .register import consulted

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from proviso.facts.spec import FactSpec

    from .pack import Cite, Conflict, Official, Pack, Rule


_SHOWN: Final = 3  # names in a sentence
_SETTINGS: Final = 256  # whose needs are remembered; a person has few
_TOO_LONG: Final = "a pattern takes too long, so a post that needs it is never called clear."


@dataclass(frozen=True, slots=True)
class PackInfo:
    """What others are told about a pack."""

    name: str
    title: str
    version: str
    rules: int
    official: tuple[Official, ...]


@dataclass(frozen=True, slots=True)
class Active:
    """The packs that apply to one post, and the account it is written from."""

    packs: tuple[Pack, ...]  # most specific first
    context: Context  # as the caller gave it, and what the registers of these packs add

    @property
    def account(self) -> str | None:
        """Whose voice it is, after the registers were consulted."""
        return self.context.account

    @property
    def names(self) -> frozenset[str]:
        """Names of the packs."""
        return frozenset(pack.name for pack in self.packs)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What can be said in one setting."""

    rules: frozenset[int]  # numbers of those that some text could make speak
    asked: Asked  # of the text
    asked_of_fields: Asked
    fields: tuple[str, ...]  # of the context, in which something is looked for


class Rulebook:
    """The packs that are loaded, their facts in one finder, their rules by what wakes them."""

    def __init__(self, packs: Sequence[Pack], overrides: Overrides | None = None) -> None:
        self.overrides = overrides or Overrides()
        self._packs = {pack.name: pack for pack in sorted(packs, key=lambda pack: (-pack.rank, pack.name))}
        self.facts: Mapping[str, FactSpec] = _united(packs)
        self.finder = Finder(tuple(self.facts.values()))
        self.rules: tuple[Rule, ...] = tuple(rule for pack in self._packs.values() for rule in pack.rules)
        self.digest = _digest(packs, self.overrides)
        self.quarantine = Quarantine()  # shared by all who check with this rulebook and watch the clock
        self._rules = {rule.name: rule for rule in self.rules}
        self._cites = _by_rule(pack.cites for pack in self._packs.values())
        self._owners = {clause: pack.name for pack in self._packs.values() for clause in pack.clauses}
        self._woken, self._general = _index(self.rules, self.facts)
        self._needs = [needs(rule, self.facts) for rule in self.rules]
        self._outlooks: dict[Hashable, Outlook] = {}  # by what they are worked out from
        self.places = tuple(sorted({place for fact in self.facts.values() for place in fact.places if place != "text"}))

    @property
    def packs(self) -> tuple[PackInfo, ...]:
        """What is loaded, base first."""
        ordered = sorted(self._packs.values(), key=lambda pack: (pack.rank, pack.name))
        return tuple(PackInfo(p.name, p.title, p.version, len(p.rules), p.official) for p in ordered)

    def pack(self, name: str) -> Pack:
        """A pack by name. Raises KeyError."""
        return self._packs[name]

    def rule(self, name: str) -> Rule:
        """A rule by full name. Raises KeyError."""
        return self._rules[name]

    def active(self, context: Context) -> Active:
        """The packs for a context, most specific first, after their registers were consulted."""
        chosen = tuple(pack for pack in self._packs.values() if _applies(pack, context))
        return Active(chosen, consulted(chosen, context))

    def candidates(self, atoms: AbstractSet[str], active: Active) -> Iterator[Rule]:
        """The rules in question, in stable order: those which a fact wakes, and those which need none."""
        names = active.names
        return (self.rules[number] for number in self._awake(atoms) if self.rules[number].pack in names)

    def likely(self, atoms: AbstractSet[str], active: Active) -> Iterator[Rule]:
        """Those of the candidates that can speak where this is written, as far as facts in the text let them."""
        able = self.outlook(active).rules
        for number in self._awake(atoms):
            if number in able and not any(map(atoms.isdisjoint, self._needs[number])):
                yield self.rules[number]

    def outlook(self, active: Active) -> Outlook:
        """What can be said at all where and by whom this post is written."""
        packs = active.names
        key = (packs, setting(active.context))
        if key not in self._outlooks:
            if len(self._outlooks) >= _SETTINGS:
                self._outlooks.clear()
            able = [
                number
                for number, rule in enumerate(self.rules)
                if rule.pack in packs and may_speak(rule, active.context)
            ]
            names = (name for number in able for name in self.rules[number].facts)
            disclosures = (pack.disclosure_fact for pack in active.packs if pack.disclosure_fact)
            self._outlooks[key] = self._looking(able, {*names, *disclosures})
        return self._outlooks[key]

    def _looking(self, rules: Iterable[int], names: AbstractSet[str]) -> Outlook:
        places = {name: frozenset(self.facts[name].places) for name in names}
        fields = frozenset().union(*places.values()) - {"text"}
        in_text = asked_for((name for name in names if "text" in places[name]), self.facts, self.finder.wide)
        in_fields = asked_for((name for name in names if places[name] & fields), self.facts, self.finder.wide)
        return Outlook(frozenset(rules), in_text, in_fields, tuple(sorted(fields)))

    def facts_of(self, active: Active) -> frozenset[str]:
        """Every fact that a rule of these packs rests on, wherever and by whom something is written."""
        packs = active.names
        return resting_on((name for rule in self.rules if rule.pack in packs for name in rule.facts), self.facts)

    def _awake(self, atoms: AbstractSet[str]) -> list[int]:
        numbers = set(self._general)
        for atom in atoms:
            numbers.update(self._woken.get(atom, ()))
        return sorted(numbers)

    def problems(self) -> tuple[str, ...]:
        """What a person is told of patterns that take too long: one sentence, or none."""
        late = {self.finder.fact_of(number) for number in self.quarantine.set_aside}
        names = [rule.name for rule in self.rules if late and not late.isdisjoint(resting_on(rule.facts, self.facts))]
        if len(names) > 1:
            shown = ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
            return (f"{len(names)} rules are set aside ({shown}): {_TOO_LONG}",)
        return tuple(f"The rule {name} is set aside: {_TOO_LONG}" for name in names)

    def cited(self, rule: Rule, active: Active) -> tuple[str, ...]:
        """The clauses for a rule: its own, and those that active packs cite for it, most specific pack first."""
        cites = self._cites.get(rule.name, ())
        return tuple(
            clause
            for pack in active.packs
            for clause in (
                *(rule.clauses if pack.name == rule.pack else ()),
                *(clause for cite in cites if cite.pack == pack.name for clause in cite.clauses),
            )
        )

    def conflicts(self, active: Active) -> tuple[Conflict, ...]:
        """Where the documents of the active packs ask for different things."""
        present = {clause for pack in active.packs for clause in pack.clauses}
        return tuple(c for pack in active.packs for c in pack.conflicts if c.other in present)

    def owner(self, clause: str) -> str:
        """The pack that a clause belongs to; "" when there is none."""
        return self._owners.get(clause, "")

    def clause(self, name: str) -> Clause | None:
        """A clause by its id."""
        return next((p.clauses[name].clause for p in self._packs.values() if name in p.clauses), None)

    def rules_citing(self, clause: str) -> tuple[Rule, ...]:
        """The rules that rest on a clause, by themselves or because a pack cites it for them."""
        cited = {rule for rule, cites in self._cites.items() for cite in cites if clause in cite.clauses}
        return tuple(rule for rule in self.rules if clause in rule.clauses or rule.name in cited)

    def card(self, rule: str, clause_ids: Sequence[str]) -> Card:
        """What a finding's card shows; unknown clauses are left out. Raises KeyError for an unknown rule."""
        found = self._rules[rule]
        specs = [pack.clauses[name] for name in clause_ids for pack in self._packs.values() if name in pack.clauses]
        statements = [
            pack.protected_disclosure
            for pack in self._packs.values()
            if pack.protected_disclosure
            and any(spec.confidentiality for spec in specs)
            and pack.rank <= max(self._packs[spec.clause.pack].rank for spec in specs)
        ]
        return Card(rule, found.title, found.why, tuple(s.clause for s in specs), next(iter(statements), None))


def _united(packs: Iterable[Pack]) -> dict[str, FactSpec]:
    facts: dict[str, FactSpec] = {}
    for pack in packs:
        for name, fact in pack.facts.items():
            if facts.setdefault(name, fact) != fact:
                text = "differs from the one in another pack; compile the packs together"
                raise PackError([Problem(pack.name, 0, f'fact "{name}"', text)])
    return facts


def _digest(packs: Iterable[Pack], overrides: Overrides) -> str:
    parts = sorted(pack.digest or pack.name for pack in packs)
    changes = [
        repr(sorted(overrides.rules.items())),
        repr(sorted((k, sorted(v.items())) for k, v in overrides.parameters.items())),
    ]
    return f"sha256:{hashlib.sha256('|'.join(parts + changes).encode()).hexdigest()}"


def _by_rule(cites: Iterable[Iterable[Cite]]) -> dict[str, tuple[Cite, ...]]:
    found: dict[str, tuple[Cite, ...]] = {}
    for group in cites:
        for cite in group:
            found[cite.rule] = (*found.get(cite.rule, ()), cite)
    return found


def _applies(pack: Pack, context: Context) -> bool:
    if context.date is not None and not (pack.since or "") <= context.date <= (pack.until or "9999"):
        return False
    if context.packs is not None:
        return pack.name in context.packs
    return any(
        all((getattr(context, field) or "").casefold() in values for field, values in way.items())
        for way in pack.applies
    )


def _index(rules: Sequence[Rule], facts: Mapping[str, FactSpec]) -> tuple[dict[str, tuple[int, ...]], tuple[int, ...]]:
    """Rules by the facts that wake them, and the rules that must always be looked at."""
    woken: dict[str, list[int]] = {}
    general: list[int] = []
    for number, rule in enumerate(rules):
        atoms = waking(rule, facts)
        for atom in atoms or ():
            woken.setdefault(atom, []).append(number)
        if atoms is None:
            general.append(number)
    return {atom: tuple(numbers) for atom, numbers in woken.items()}, tuple(general)


def waking(rule: Rule, facts: Mapping[str, FactSpec]) -> frozenset[str] | None:
    """Facts of which one must be seen before the rule can fire; None when there is no such set.

    A rule fires on at least one plain yes among what must be there. A condition on facts that are looked for in
    the text alone is never unknown, so it must be a yes itself; else, when there are only facts to ask, one of
    them must be.
    """
    if settled := needs(rule, facts):
        return min(settled, key=len)
    asked = [condition for condition in rule.conditions if isinstance(condition, Has)]
    names = [name for condition in asked for name in condition.names]
    others = [condition for condition in rule.conditions if condition.is_evidence and not condition.facts]
    if not names or others or any(facts[name].override for name in names):
        return None
    return waking_facts(names, facts)


def needs(rule: Rule, facts: Mapping[str, FactSpec]) -> tuple[frozenset[str], ...]:
    """Of each of these sets one fact must be seen, or the rule is silent: a text alone leaves nothing unknown."""
    asked = (condition.names for condition in rule.conditions if isinstance(condition, Has))
    return tuple(
        waking_facts(names, facts)
        for names in asked
        if all(facts[name].places == ("text",) and not facts[name].override for name in names)
    )
