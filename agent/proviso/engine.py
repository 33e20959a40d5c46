"""Check one post against a rulebook: facts, then rules, then one finding for each place and category.

Pure: no socket, no file, no clock. Whoever calls it fills in the date. What it remembers is in the memory it is given,
and changes how long a check takes, never what it says.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from proviso.facts.readings import ParagraphCache
from proviso.facts.sightings import MAX_PLACE, Sightings, place_text
from proviso.model import Context, Hold, Post, Report, Severity, Truth
from proviso.packs.fixing import room_left
from proviso.packs.merging import Draft
from proviso.packs.pack import WHOEVER_WRITES, Rule
from proviso.packs.speech import Speech, Spot, spots
from proviso.text import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from proviso.facts.quarantine import Quarantine
    from proviso.packs.conditions import Condition
    from proviso.packs.rulebook import Active, Outlook, Rulebook

_NEVER_CAPPED: Final = frozenset({"pii", "tax-information"})  # other people's, so no disclosure excuses them


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule says of a post: how severely, and what is not known."""

    severity: Severity
    missing: tuple[str, ...] = ()


class Sight:
    """What was seen of one post: the facts, the packs that apply. Conditions ask it, and it notes its answers.

    `is_whole`: every fact is looked for, also those that only rules for another account or another place ask about.
    """

    def __init__(self, post: Post, rulebook: Rulebook, memory: Memory | None = None, *, is_whole: bool = True) -> None:
        if memory is None or memory.finder is not rulebook.finder:
            memory = Memory(rulebook)
        standing = memory.stand(post.context, rulebook, is_whole=is_whole)
        self.active = standing.active
        self.context = self.active.context
        self.post = Post(post.text, self.context)
        self.sightings = Sightings(self.post, memory, memory.fields)
        self.sightings.read(rulebook.places if is_whole else standing.outlook.fields)
        self.answers: dict[str, Truth] = {}
        self.in_text: dict[str, bool] = {}

    def holds(self, name: str) -> Truth:
        """Whether a fact holds."""
        if name not in self.answers:
            self.answers[name] = self.sightings.holds(name)
        return self.answers[name]

    def unknown_places(self, name: str) -> tuple[str, ...]:
        """The fields whose absence leaves a fact unknown."""
        return self.sightings.unknown_places(name)

    def underlined(self, rule: Rule) -> tuple[str, ...]:
        """Those of a rule's underlined facts that are in the text itself."""
        for name in rule.underline:
            if name not in self.in_text:
                self.in_text[name] = self.sightings.is_in_text(name)
        return tuple(name for name in rule.underline if self.in_text[name])


@dataclass(frozen=True, slots=True)
class Standing:
    """What a context means to a rulebook: the same from one keystroke to the next."""

    context: Context
    active: Active
    outlook: Outlook


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules say of a post, and all that they were told of it: told the same, they say the same."""

    context: Context
    atoms: AbstractSet[str]
    answers: Mapping[str, Truth]
    in_text: Mapping[str, bool]
    speech: Speech
    hold: Hold
    first: tuple[str, ...]

    def stands(self, sight: Sight) -> bool:
        """Whether the rules would be told the same of another post."""
        return (
            (self.context is sight.context or self.context == sight.context)
            and self.atoms == sight.sightings.atoms()
            and all(sight.sightings.holds(name) is truth for name, truth in self.answers.items())
            and all(sight.sightings.is_in_text(name) is truth for name, truth in self.in_text.items())
        )


class Memory(ParagraphCache):
    """What is remembered from one check to the next: paragraphs as they were read, and what the rules said last."""

    def __init__(self, rulebook: Rulebook, quarantine: Quarantine | None = None) -> None:
        super().__init__(rulebook.finder, quarantine)
        self.fields = ParagraphCache(rulebook.finder, self.quarantine)  # of the context, where less is asked for
        self.standing: Standing | None = None
        self.judgement: Judgement | None = None

    def stand(self, context: Context, rulebook: Rulebook, *, is_whole: bool = False) -> Standing:
        """Work out what a context means, or recall it; from now on only what it asks for is looked for."""
        if self.standing is None or self.standing.context is not context:
            active = rulebook.active(context)
            self.standing = Standing(context, active, rulebook.outlook(active))
        outlook = self.standing.outlook
        self.ask(None if is_whole else outlook.asked)
        self.fields.ask(None if is_whole else outlook.asked_of_fields)
        return self.standing

    def on(self, date: str | None) -> None:
        """Say which day it is."""
        super().on(date)
        self.fields.on(date)


def check(post: Post, rulebook: Rulebook, memory: Memory | None = None) -> Report:
    """Check a post. The report is `incomplete` when a pattern ran out of time that a pack in force needs.

    A memory of another rulebook is left alone.
    """
    if memory is None or memory.finder is not rulebook.finder:
        memory = Memory(rulebook)
    sight = Sight(post, rulebook, memory, is_whole=False)
    judgement = memory.judgement
    if judgement is None or not judgement.stands(sight):
        judgement = memory.judgement = _judgement(sight, rulebook)
    room = room_left(post.text, sight.context)
    return Report(
        status="complete" if is_complete(sight, rulebook) else "incomplete",
        findings=judgement.speech.findings(sight.sightings.text, room),
        room_left=room,
        account=sight.active.account,
        hold=judgement.hold,
        first=judgement.first,
    )


def is_complete(sight: Sight, rulebook: Rulebook) -> bool:
    """Whether every pattern that a pack in force needs has given its answer."""
    unfinished = {rulebook.finder.fact_of(number) for number in sight.sightings.unfinished}
    outlook = rulebook.outlook(sight.active)
    return not unfinished or unfinished.isdisjoint(outlook.asked.facts | outlook.asked_of_fields.facts)


def to_read(post: Post, rulebook: Rulebook, memory: Memory) -> Iterator[tuple[ParagraphCache, str]]:
    """Every paragraph that a check of this post reads, and who remembers it: a caller can pause between any two."""
    memory.on(post.context.date)
    standing = memory.stand(post.context, rulebook)
    yield from ((memory, paragraph) for _, paragraph in paragraphs(post.text))
    whole = Post(post.text, standing.active.context)
    for text in filter(None, (place_text(whole, place) for place in standing.outlook.fields)):
        yield from ((memory.fields, paragraph) for _, paragraph in paragraphs(text[:MAX_PLACE]))


def _judgement(sight: Sight, rulebook: Rulebook) -> Judgement:
    drafts = capped([draft for draft in drafts_of(sight, rulebook) if draft.mode != "shadow"], sight)
    speech = Speech(drafts, sight.active, rulebook)
    hold = _hold(drafts, sight.active)
    first = tuple(draft.rule.name for draft in drafts if draft.rule.first)
    return Judgement(sight.context, sight.sightings.atoms(), sight.answers, sight.in_text, speech, hold, first)


def drafts_of(sight: Sight, rulebook: Rulebook) -> Iterator[Draft]:
    """Every rule that fires, shadow rules included."""
    for rule in rulebook.likely(sight.sightings.atoms(), sight.active):
        if not _in_force(rule, sight.context.date):
            continue
        verdict = judge(rule, sight)
        if verdict is None:
            continue
        severity, mode = _overridden(rule, verdict, rulebook, sight.context.date)
        yield Draft(rule, severity, verdict.missing, mode, sight.underlined(rule))


def judge(rule: Rule, sight: Sight) -> Verdict | None:
    """What a rule says; None when it is silent.

    A no silences it; so does an unknown where or who (save on identifiers and markings), or an unknown that must
    be certain. Any other unknown lowers its severity. Of the conditions that say what must be there (facts, other
    fields) at least one must be a plain yes.
    """
    missing: list[str] = []
    has_evidence = not any(condition.is_evidence for condition in rule.conditions)
    for condition in rule.conditions:
        truth = condition.truth(sight)
        if truth is False:
            return None
        if truth:
            has_evidence = has_evidence or condition.is_evidence
        elif condition.is_where_and_who:
            if rule.category not in WHOEVER_WRITES:
                return None
        elif _must_be_certain(rule, condition, sight):
            return None
        else:
            missing.extend(condition.missing(sight))
    if not has_evidence:
        return None
    return Verdict(rule.severity.lowered() if missing else rule.severity, tuple(dict.fromkeys(missing)))


def places_of(rule: Rule, sight: Sight) -> tuple[Spot, ...]:
    """Where the rule is underlined; the post as a whole when its facts are not in the text."""
    return spots(sight.underlined(rule), sight.sightings.text, once=rule.once)


def _must_be_certain(rule: Rule, condition: Condition, sight: Sight) -> bool:
    return not rule.certain.isdisjoint((*condition.missing(sight), *condition.facts))


def _in_force(rule: Rule, date: str | None) -> bool:
    return date is None or (rule.since or "") <= date <= (rule.until or "9999")


def _overridden(rule: Rule, verdict: Verdict, rulebook: Rulebook, date: str | None) -> tuple[Severity, str]:
    override = rulebook.overrides.rules.get(rule.name)
    if override is None or (date is not None and date > override.until):
        return verdict.severity, rule.mode
    severity = verdict.severity
    if override.severity is not None:
        severity = override.severity.lowered() if verdict.missing else override.severity
    return severity, override.mode or rule.mode


def capped(drafts: Sequence[Draft], sight: Sight) -> list[Draft]:
    """A recognised disclosure is never above a hint on a personal account."""
    facts = {pack.disclosure_fact for pack in sight.active.packs if pack.disclosure_fact}
    is_disclosure = sight.active.account != "official" and any(sight.holds(fact) for fact in facts)
    if not is_disclosure:
        return list(drafts)
    return [
        draft if draft.rule.category in _NEVER_CAPPED else replace(draft, severity=Severity.INFO) for draft in drafts
    ]


def _hold(drafts: Sequence[Draft], active: Active) -> Hold:
    """What pressing Post should do. Only an official account is ever held, and only as its packs say."""
    alarms = [draft for draft in drafts if draft.severity >= Severity.WARNING]
    if not alarms:
        return "none"
    is_enforced = any(draft.mode == "enforce" for draft in alarms)
    if active.account == "official" and is_enforced and any(pack.hold == "acknowledge" for pack in active.packs):
        return "acknowledge"
    return "advice"
