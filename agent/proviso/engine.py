"""Check one post against a rulebook: facts, then rules, then one finding for each place and category.

Pure: no socket, no file, no clock. Whoever calls it fills in the date; what it keeps is in the cache it is given.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from proviso.facts.sightings import MAX_PLACE, ParagraphCache, Sightings, place_text
from proviso.model import Hold, Post, Report, Severity, Truth
from proviso.packs.fixing import room_left
from proviso.packs.merging import Draft, Place, merge
from proviso.packs.pack import WHOEVER_WRITES, Rule
from proviso.text import normalise, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from proviso.packs.conditions import Condition
    from proviso.packs.rulebook import Active, Rulebook

_NEVER_CAPPED: Final = frozenset({"pii", "tax-information"})  # other people's, so no disclosure excuses them
_POST: Final[Place] = (None, (0, 0))  # a finding about the post as a whole


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule says of a post: how severely, and what is not known."""

    severity: Severity
    missing: tuple[str, ...] = ()


class Sight:
    """What was seen of one post: the facts, the packs that apply. Conditions ask it."""

    def __init__(self, post: Post, rulebook: Rulebook, cache: ParagraphCache | None = None) -> None:
        self.active = rulebook.active(post.context)
        self.context = replace(post.context, account=self.active.account)
        self.post = Post(post.text, self.context)
        self.sightings = Sightings(self.post, rulebook.facts, rulebook.finder, cache or ParagraphCache())
        self.sightings.read(rulebook.places)

    def holds(self, name: str) -> Truth:
        """Whether a fact holds."""
        return self.sightings.holds(name)

    def unknown_places(self, name: str) -> tuple[str, ...]:
        """The fields whose absence leaves a fact unknown."""
        return self.sightings.unknown_places(name)


def check(post: Post, rulebook: Rulebook, cache: ParagraphCache | None = None) -> Report:
    """Check a post. The report is `incomplete` when a pattern ran out of time."""
    sight = Sight(post, rulebook, cache)
    drafts = capped([draft for draft in drafts_of(sight, rulebook) if draft.mode != "shadow"], sight)
    room = room_left(post.text, sight.context)
    return Report(
        status="incomplete" if sight.sightings.unfinished else "complete",
        findings=merge(drafts, post.text, room, sight.active, rulebook),
        room_left=room,
        account=sight.active.account,
        hold=_hold(drafts, sight.active),
    )


def paragraphs_of(post: Post, rulebook: Rulebook) -> Iterator[str]:
    """Every paragraph that a check of this post scans, so that a caller can scan them one by one and pause between."""
    texts = (place_text(post.context, place) for place in rulebook.places)
    for text in (post.text, *(text[:MAX_PLACE] for text in texts if text)):
        yield from (paragraph for _, paragraph in paragraphs(normalise(text).text))


def drafts_of(sight: Sight, rulebook: Rulebook) -> Iterator[Draft]:
    """Every rule that fires, shadow rules included, with the places it rests on."""
    for rule in rulebook.candidates(sight.sightings.atoms(), sight.active):
        if not _in_force(rule, sight.context.date):
            continue
        verdict = judge(rule, sight)
        if verdict is None:
            continue
        severity, mode = _overridden(rule, verdict, rulebook, sight.context.date)
        yield Draft(rule, severity, verdict.missing, mode, places_of(rule, sight))


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


def places_of(rule: Rule, sight: Sight) -> tuple[Place, ...]:
    """Where the rule is underlined; the post as a whole when its facts are not in the text."""
    places = tuple((fact, span) for fact in rule.underline for span in sight.sightings.spans(fact))
    return (places[:1] if rule.once else places) or (_POST,)


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
