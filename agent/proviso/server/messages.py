"""What a guest may say after the handshake: JSON text in, one frozen message out. Sans-I/O.

Refuses what is not in docs/protocol.md, by an error that names the next step and never repeats what was sent.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Literal

from proviso.model import CLOSED_LISTS
from proviso.text import utf16_map

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MAX_BYTES: Final = 524_288  # of one message
MAX_TEXT_UNITS: Final = 63_206  # UTF-16 code units: Facebook's limit, the longest of the platforms
PING_MS: Final = 20_000  # a service worker dies after 30 s of silence
LIMITS: Final = {"text_units": MAX_TEXT_UNITS, "message_bytes": MAX_BYTES, "ping_ms": PING_MS}
_MAX_REVISION: Final = 2**53 - 1  # what JavaScript can count to
_MAX_NAME: Final = 128  # characters of an id
_MAX_CLAUSES: Final = 64

ErrorCode = Literal["bad-message", "unknown-type", "too-long", "outdated", "managed", "settings", "internal"]


class NotAMessageError(Exception):
    """The frame is not a JSON object: there is nothing to answer, the connection ends with 4400."""


class MessageError(Exception):
    """A message that is answered by an error. Says what to do next, and which check or question it belongs to."""

    def __init__(
        self,
        code: ErrorCode,
        message: str,
        *,
        conversation: str | None = None,
        revision: int | None = None,
        answers: Literal["explain"] | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.conversation = conversation
        self.revision = revision
        self.answers = answers  # set when it must not be taken for the answer to a check


@dataclass(frozen=True, slots=True)
class Check:
    """Check this text. `context` is as sent; which of its fields count is decided by who sent it."""

    conversation: str
    revision: int
    text: str
    context: Mapping[str, object] = field(default_factory=dict)
    truncated: bool = False  # the text is only the beginning of a longer one


@dataclass(frozen=True, slots=True)
class Close:
    """The composer is gone."""

    conversation: str


@dataclass(frozen=True, slots=True)
class CardRequest:
    """Show what stands behind a finding."""

    rule: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explain:
    """Say why the newest text was answered as it was: for one rule, or for the whole post."""

    conversation: str
    revision: int
    rule: str | None

    def refused(self, code: ErrorCode, message: str) -> MessageError:
        """Why there is no explanation, in a way that nobody takes for the answer to the check of the same revision."""
        return MessageError(code, message, conversation=self.conversation, revision=self.revision, answers="explain")


@dataclass(frozen=True, slots=True)
class ChoosePolicy:
    """Write whose rules apply into the person's settings."""

    jurisdiction: str
    agency: str | None


@dataclass(frozen=True, slots=True)
class SayDuty:
    """The person says whether they are on duty, for an hour; None takes it back."""

    on_duty: bool | None


@dataclass(frozen=True, slots=True)
class Ping:
    """Stay awake."""


@dataclass(frozen=True, slots=True)
class StatusRequest:
    """Say what the agent is working with."""


Message = Check | Close | CardRequest | Explain | ChoosePolicy | SayDuty | Ping | StatusRequest


def parse(text: str) -> Message:
    """Read one message.

    Raises:
        NotAMessageError: this is not a JSON object; close with 4400.
        MessageError: answer with an error and go on.
    """
    values = _read(text)
    kind = values.get("type")
    reader = _READERS.get(kind) if isinstance(kind, str) else None
    if reader is None:
        raise MessageError("unknown-type", "The agent does not know this type of message; update the agent.")
    return reader(values)


def _read(text: str) -> dict[str, object]:
    try:
        values = _decoder.decode(text)
    except (ValueError, RecursionError):  # RecursionError: brackets nested by the thousand
        raise NotAMessageError from None
    if not isinstance(values, dict):
        raise NotAMessageError
    return values


def _no_constant(_: str) -> float:
    raise ValueError  # NaN and Infinity are Python's, not JSON's


_decoder: Final = json.JSONDecoder(parse_constant=_no_constant)  # one for all: making it takes as long as a message


def _check(values: Mapping[str, object]) -> Check:
    conversation = _name(values, "conversation")
    revision = _revision(values, conversation)
    text, context, truncated = values.get("text"), values.get("context", {}), values.get("truncated", False)
    if not isinstance(text, str):
        raise MessageError("bad-message", 'Send "text" as a string.', conversation=conversation, revision=revision)
    if not isinstance(context, dict) or not isinstance(truncated, bool):
        wrong = 'Send "context" as an object and "truncated" as true or false.'
        raise MessageError("bad-message", wrong, conversation=conversation, revision=revision)
    if 2 * len(text) > MAX_TEXT_UNITS and utf16_map(text).units > MAX_TEXT_UNITS:
        long = f"Send the first {MAX_TEXT_UNITS} UTF-16 units with truncated: true."
        raise MessageError("too-long", long, conversation=conversation, revision=revision)
    return Check(conversation, revision, text, context, truncated)


def _revision(values: Mapping[str, object], conversation: str) -> int:
    revision = values.get("revision")
    if type(revision) is not int or not 0 <= revision <= _MAX_REVISION:
        raise MessageError("bad-message", 'Send "revision" as a whole number from 0 on.', conversation=conversation)
    return revision


def _explain(values: Mapping[str, object]) -> Explain:
    conversation = _name(values, "conversation")
    asked = Explain(conversation, _revision(values, conversation), None)
    rule = values.get("rule", "")
    if rule is not None and not (isinstance(rule, str) and 1 <= len(rule) <= _MAX_NAME):
        raise asked.refused("bad-message", 'Send "rule" as the name of a rule, or null for the whole post.')
    return replace(asked, rule=rule)


def _name(values: Mapping[str, object], key: str) -> str:
    value = values.get(key)
    if not isinstance(value, str) or not 1 <= len(value) <= _MAX_NAME:
        raise MessageError("bad-message", f'Send "{key}" as a string of 1 to {_MAX_NAME} characters.')
    return value


def _clauses(values: Mapping[str, object]) -> tuple[str, ...]:
    clauses = values.get("clauses", [])
    if not isinstance(clauses, list) or len(clauses) > _MAX_CLAUSES or not all(isinstance(c, str) for c in clauses):
        raise MessageError("bad-message", f'Send "clauses" as a list of at most {_MAX_CLAUSES} ids.')
    return tuple(clauses)


def _choose_policy(values: Mapping[str, object]) -> ChoosePolicy:
    jurisdiction, agency = values.get("jurisdiction"), values.get("agency")
    known = CLOSED_LISTS["jurisdiction"]
    if not isinstance(jurisdiction, str) or jurisdiction not in known:
        raise MessageError("bad-message", f'Send "jurisdiction" as one of {", ".join(sorted(known))}.')
    if agency is not None and not (isinstance(agency, str) and 1 <= len(agency) <= _MAX_NAME and agency.isprintable()):
        raise MessageError("bad-message", f'Send "agency" as a short name of at most {_MAX_NAME} characters, or null.')
    return ChoosePolicy(jurisdiction, agency)


def _say_duty(values: Mapping[str, object]) -> SayDuty:
    on_duty = values.get("on_duty", "")
    if on_duty is not None and not isinstance(on_duty, bool):
        raise MessageError("bad-message", 'Send "on_duty" as true, false or null.')
    return SayDuty(on_duty)


_READERS: Final[Mapping[str, Callable[[Mapping[str, object]], Message]]] = {
    "check": _check,
    "close": lambda values: Close(_name(values, "conversation")),
    "card": lambda values: CardRequest(_name(values, "rule"), _clauses(values)),
    "explain": _explain,
    "choose-policy": _choose_policy,
    "say-duty": _say_duty,
    "ping": lambda _: Ping(),
    "status": lambda _: StatusRequest(),
}
