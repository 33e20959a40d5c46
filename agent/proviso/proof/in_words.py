"""Conditions, facts and fields as somebody reads them who has never seen a rule. Words only: decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from proviso.packs.conditions import QUESTIONS, FieldBetween, FieldGiven, FieldIs, Has, Not
from proviso.packs.exemptions import Exempt

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from proviso.packs.conditions import Condition

# A field as the subject of a sentence; for the others "the" and their name do.
_SUBJECTS: Final[Mapping[str, str]] = {
    "surface": "what you write",
    "author_role": "who writes",
    "author_area": "what you work on",
    "agency": "your agency",
    "hatch": "your position under the Hatch Act",
    "bio": "your profile",
    "display_name": "the name on your profile",
    "audience": "who can see it",
    "reply_target": "whom you answer",
    "replying_to": "what you answer",
    "previous_text": "what the post said before",
    "local_time": "the time of day",
}
# Yes/no fields as sentences: how a yes reads, how a no does.
_CLAIMS: Final[Mapping[str, tuple[str, str]]] = {
    "on_duty": ("you are on duty", "you are off duty"),
    "on_break": ("you are on a break", "you are not on a break"),
    "pseudonymous": ("the account is under another name", "the account is under your name"),
    "identifies_employer": ("your profile shows your employer", "your profile does not show your employer"),
    "profile_has_disclaimer": ("your profile has a disclaimer", "your profile has no disclaimer"),
    "section3_agreed": ("section 3 is agreed", "section 3 is not agreed"),
}
# Fields in which words were found.
_PLACES: Final[Mapping[str, str]] = {
    **_SUBJECTS,
    "text": "the text",
    "links": "a link",
    "attachments": "an attachment",
    "handle": "the name of the account",
}


def in_words(condition: Condition) -> str:
    """Read a condition aloud: "the account is personal", "has no disclaimer"."""
    read = condition.label
    match condition:
        case FieldIs(name, values):
            read = _field_is(name, values)
        case FieldGiven(name, wanted):
            read = f"{_subject(name)} is {'given' if wanted else 'known to be empty'}"
        case FieldBetween(name, since, until):
            read = f"{_subject(name)} is between {since} and {until}"
        case Has(names):
            read = f"has {_any_of(map(fact_in_words, names))}"
        case Not((Has(names),)):
            read = f"has no {_any_of(map(fact_in_words, names))}"
        case Not(conditions):
            read = f"not so: {_all_of(conditions)}"
        case Exempt(conditions):
            read = f"not known to be so: {_all_of(conditions)}"
    return read


def fact_in_words(name: str) -> str:
    """A fact without its pack and hyphens: "employer shown"."""
    return name.rpartition("/")[2].replace("-", " ")


def place_in_words(field: str) -> str:
    """Where something was looked for: "your profile"."""
    return _PLACES.get(field) or f"the {_plain(field)}"


def question_in_words(field: str) -> str:
    """What would settle an unknown, as the message of a finding asks for it: "whether you are on duty"."""
    return QUESTIONS.get(field, _plain(field))


def claim_in_words(field: str) -> str:
    """What a field says that answered instead of a place."""
    return _CLAIMS[field][0] if field in _CLAIMS else f"the {_plain(field)}"


def _field_is(name: str, values: frozenset[str | bool]) -> str:
    if name in _CLAIMS and len(values) == 1:
        return _CLAIMS[name][0 if True in values else 1]
    words = (("so" if value else "not so") if isinstance(value, bool) else _plain(value) for value in values)
    return f"{_subject(name)} is {_any_of(sorted(words))}"


def _subject(name: str) -> str:
    return _SUBJECTS.get(name) or f"the {_plain(name)}"


def _plain(name: str) -> str:
    return name.replace("_", " ").replace("-", " ")


def _any_of(words: Iterable[str]) -> str:
    return " or ".join(words)


def _all_of(conditions: Iterable[Condition]) -> str:
    return " and ".join(map(in_words, conditions))
