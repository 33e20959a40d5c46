"""The conditions of a rule: each is yes, no or unknown for one post. Nothing here knows severities or messages."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from proviso.facts.sightings import is_empty_by_nature

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from proviso.model import Attachment, Context, Truth

# Who writes and where: these must be known to hold, or the rule is silent.
WHERE_AND_WHO: Final = frozenset({"account", "surface", "platform", "author_role"})

# What a form or a page says where it holds nothing.
SAYS_NOTHING: Final = frozenset({"none", "no", "(empty)"})

# How a message asks for what is not known.
QUESTIONS: Final[Mapping[str, str]] = {
    "on_duty": "whether you are on duty",
    "on_break": "whether you are on a break",
    "hatch": "which Hatch Act rules apply to you",
    "bio": "what your profile says",
    "display_name": "the name on your profile",
    "identifies_employer": "whether your profile shows your employer",
    "profile_has_disclaimer": "whether your profile has a disclaimer",
    "reply_target": "whom you answer",
    "replying_to": "what you answer",
    "device": "whose device this is",
    "local_time": "the time of day",
    "audience": "who can see it",
    "approval": "whether it is approved",
    "pseudonymous": "whether the account is under your name",
    "author_area": "what you work on",
    "previous_text": "what the post said before",
}


class View(Protocol):
    """What a condition may ask about a post."""

    @property
    def context(self) -> Context:
        """Who writes, where and when."""

    def holds(self, name: str) -> Truth:
        """Whether a fact holds."""

    def unknown_places(self, name: str) -> tuple[str, ...]:
        """The fields whose absence leaves a fact unknown."""


class Condition(ABC):
    """One line of a rule's `when`."""

    __slots__ = ()

    @property
    @abstractmethod
    def label(self) -> str:
        """How the condition is read aloud: "account is personal"."""

    @property
    def is_where_and_who(self) -> bool:
        """Whether it asks who writes or where: then an unknown silences the rule."""
        return False

    @property
    def is_evidence(self) -> bool:
        """Whether it says what must be there, so that a yes is a reason to speak."""
        return not self.is_where_and_who

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts it asks about."""
        return ()

    @abstractmethod
    def truth(self, view: View) -> Truth:
        """Yes, no or unknown."""

    @abstractmethod
    def missing(self, view: View) -> tuple[str, ...]:
        """The fields that would settle an unknown."""


@dataclass(frozen=True, slots=True)
class OfField(Condition):
    """Asks one field of the context."""

    name: str

    def missing(self, view: View) -> tuple[str, ...]:
        """The field itself."""
        return (self.name,) if self.truth(view) is None else ()


@dataclass(frozen=True, slots=True)
class FieldIs(OfField):
    """A field has one of some values. The note behind a colon does not count."""

    values: frozenset[str | bool]

    @property
    def label(self) -> str:
        """Read aloud."""
        return f"{self.name} is {' or '.join(sorted(map(_spoken, self.values)))}"

    @property
    def is_where_and_who(self) -> bool:
        """Account, surface, platform and author's role."""
        return self.name in WHERE_AND_WHO

    def truth(self, view: View) -> Truth:
        """Unknown when the field is, unless such a post cannot have it."""
        value = getattr(view.context, self.name)
        if value is None:
            return False if is_empty_by_nature(view.context, self.name) else None
        if isinstance(value, bool):
            return value in self.values
        word = str(value).casefold()
        return word in self.values or word.partition(":")[0].strip() in self.values


@dataclass(frozen=True, slots=True)
class FieldGiven(OfField):
    """A field holds something (or, when not `wanted`, is known to hold nothing)."""

    wanted: bool

    @property
    def label(self) -> str:
        """Read aloud."""
        return f"{self.name} is {'given' if self.wanted else 'empty'}"

    def truth(self, view: View) -> Truth:
        """A form that says "none" or "no" is empty."""
        value = getattr(view.context, self.name)
        if value is None:
            return not self.wanted if is_empty_by_nature(view.context, self.name) else None
        words = value.casefold().partition(":")[0].strip() if isinstance(value, str) else value
        return bool(words and words not in SAYS_NOTHING) is self.wanted


@dataclass(frozen=True, slots=True)
class FieldBetween(OfField):
    """A date or time lies in a window, both ends included; over midnight when `since` is later than `until`."""

    since: str
    until: str

    @property
    def label(self) -> str:
        """Read aloud."""
        return f"{self.name} is between {self.since} and {self.until}"

    def truth(self, view: View) -> Truth:
        """Compare as text: dates as YYYY-MM-DD, times as HH:MM (a weekday in front is left out)."""
        value = getattr(view.context, self.name)
        if value is None:
            return None
        word = str(value).rpartition(" ")[2]
        if self.since <= self.until:
            return self.since <= word <= self.until
        return word >= self.since or word <= self.until


@dataclass(frozen=True, slots=True)
class HasAttachment(Condition):
    """One attachment has all of some values; "" means known to be empty, or that "none" is said."""

    wanted: tuple[tuple[str, frozenset[str]], ...]

    @property
    def label(self) -> str:
        """Read aloud."""
        parts = (f"{name} {' or '.join(sorted(v or 'nothing' for v in values))}" for name, values in self.wanted)
        return f"an attachment has {', '.join(parts)}"

    def truth(self, view: View) -> Truth:
        """Yes when one fits; unknown when one might."""
        return any_of(
            all_of(_has_value(item, name, values) for name, values in self.wanted)
            for item in view.context.attachments or ()
        )

    def missing(self, view: View) -> tuple[str, ...]:
        """The attachments."""
        return ("attachments",) if self.truth(view) is None else ()


@dataclass(frozen=True, slots=True)
class Has(Condition):
    """At least one of some facts holds."""

    names: tuple[str, ...]

    @property
    def label(self) -> str:
        """Read aloud."""
        return f"has {' or '.join(self.names)}"

    @property
    def facts(self) -> tuple[str, ...]:
        """Its facts."""
        return self.names

    def truth(self, view: View) -> Truth:
        """Yes when one is; unknown when one might be."""
        return any_of(view.holds(name) for name in self.names)

    def missing(self, view: View) -> tuple[str, ...]:
        """Where the facts could not be looked for."""
        return tuple(dict.fromkeys(place for name in self.names for place in view.unknown_places(name)))


@dataclass(frozen=True, slots=True)
class Exclusion(Condition):
    """Conditions that must not hold together."""

    conditions: tuple[Condition, ...]

    @property
    def is_evidence(self) -> bool:
        """No: that something is missing is no reason to speak."""
        return False

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts of what is excluded."""
        return tuple(name for condition in self.conditions for name in condition.facts)


@dataclass(frozen=True, slots=True)
class Not(Exclusion):
    """None of it: not all of these conditions hold together."""

    @property
    def label(self) -> str:
        """Read aloud."""
        return f"not ({' and '.join(condition.label for condition in self.conditions)})"

    @property
    def is_where_and_who(self) -> bool:
        """An exception for one place or one role must be known as well."""
        return all(condition.is_where_and_who for condition in self.conditions)

    def truth(self, view: View) -> Truth:
        """The opposite of all of them together."""
        together = all_of(condition.truth(view) for condition in self.conditions)
        return None if together is None else not together

    def missing(self, view: View) -> tuple[str, ...]:
        """What its conditions miss."""
        names = (name for condition in self.conditions for name in condition.missing(view))
        return tuple(dict.fromkeys(names))


def all_of(truths: Iterable[Truth]) -> Truth:
    """No as soon as one is no; else unknown when one is."""
    answer: Truth = True
    for truth in truths:
        if truth is False:
            return False
        answer = None if truth is None else answer
    return answer


def any_of(truths: Iterable[Truth]) -> Truth:
    """Yes as soon as one is yes; else unknown when one is."""
    answer: Truth = False
    for truth in truths:
        if truth:
            return True
        answer = None if truth is None else answer
    return answer


def _has_value(item: Attachment, name: str, values: frozenset[str]) -> Truth:
    value: str | None = getattr(item, name)
    if value is None:
        return None
    word = value.casefold()
    return word in values or ("" in values and word in SAYS_NOTHING)


def _spoken(value: str | bool) -> str:
    return {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else value
