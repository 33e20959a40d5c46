"""Both halves of the mutual proof before any text: who knows the secret, without sending it.

Sans-I/O: messages in, steps out. No socket, no files, no clock; the two seconds are counted by the caller.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeGuard

if TYPE_CHECKING:
    from collections.abc import Callable

VERSION: Final = 1
MAX_BYTES: Final = 4096  # of a message before `ready`
PROTOCOL_ERROR: Final = 4400  # not what is expected here
PROOF_ERROR: Final = 4401  # wrong proof, or none in time
_HEX: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Send:
    """Send this and wait for the next message."""

    text: str


@dataclass(frozen=True, slots=True)
class Refuse:
    """Close with this code. Nothing more is said: the other side may be anybody."""

    code: int


@dataclass(frozen=True, slots=True)
class Proven:
    """The other side knows the secret that `key` names. `pairing_key` is what both have derived from a pairing code."""

    key: str
    pairing_key: str | None = None


Step = Send | Refuse | Proven


def mac(secret: str, *parts: str) -> str:
    """HMAC-SHA256 over the parts joined by "|", in hex; the key is the secret's text."""
    return hmac.new(secret.encode(), "|".join(parts).encode(), hashlib.sha256).hexdigest()


def new_nonce() -> str:
    """32 random bytes in hex."""
    return secrets.token_hex(32)


class AgentHandshake:
    """The agent's half. `secret_for` knows the secret of a key, or None; it is asked once."""

    def __init__(self, secret_for: Callable[[str], str | None], nonce: str | None = None) -> None:
        self._secret_for = secret_for
        self._ours = nonce or new_nonce()
        # Set by a good hello: which key it named, that key's secret, the other side's nonce.
        self._hello: tuple[str, str, str] | None = None

    def receive(self, text: str) -> Step:
        """Take the next message and say what to do."""
        message = read(text)
        if message is None:
            return Refuse(PROTOCOL_ERROR)
        return self._challenge(message) if self._hello is None else self._verify(message, *self._hello)

    def _challenge(self, message: dict[str, object]) -> Step:
        theirs, key = message.get("nonce"), message.get("key")
        if (
            message.get("type") != "hello"
            or message.get("v") != VERSION
            or not is_hex(theirs)
            or not isinstance(key, str)
        ):
            return Refuse(PROTOCOL_ERROR)
        secret = self._secret_for(key)
        if secret is None:
            return Refuse(PROOF_ERROR)
        self._hello = (key, secret, theirs)
        return Send(
            json.dumps({"type": "challenge", "nonce": self._ours, "mac": mac(secret, "agent", theirs, self._ours)})
        )

    def _verify(self, message: dict[str, object], key: str, secret: str, theirs: str) -> Step:
        given = message.get("mac")
        if message.get("type") != "auth" or not isinstance(given, str):
            return Refuse(PROTOCOL_ERROR)
        # The word in front makes our own mac, sent back to us, worthless.
        if not is_hex(given) or not hmac.compare_digest(given, mac(secret, "client", self._ours, theirs)):
            return Refuse(PROOF_ERROR)
        return Proven(key, mac(secret, "pairing", theirs, self._ours) if key == "code" else None)


class GuestHandshake:
    """The client's half, for `proviso status` and the tests; the extension has its own in JavaScript."""

    def __init__(self, key: str, secret: str, nonce: str | None = None) -> None:
        self._key = key
        self._secret = secret
        self._ours = nonce or new_nonce()
        self._theirs: str | None = None

    def hello(self) -> str:
        """The first message."""
        return json.dumps({"type": "hello", "v": VERSION, "nonce": self._ours, "key": self._key})

    def receive(self, text: str) -> Step:
        """Take the next message. Nothing of ours is sent before the agent has proven itself."""
        message = read(text)
        if message is None:
            return Refuse(PROTOCOL_ERROR)
        return self._answer(message) if self._theirs is None else self._ready(message, self._theirs)

    def _answer(self, message: dict[str, object]) -> Step:
        theirs, given = message.get("nonce"), message.get("mac")
        if message.get("type") != "challenge" or not is_hex(theirs) or not is_hex(given):
            return Refuse(PROTOCOL_ERROR)
        # Our own nonce coming back is somebody reflecting what we send.
        if theirs == self._ours or not hmac.compare_digest(given, mac(self._secret, "agent", self._ours, theirs)):
            return Refuse(PROOF_ERROR)
        self._theirs = theirs
        return Send(json.dumps({"type": "auth", "mac": mac(self._secret, "client", theirs, self._ours)}))

    def _ready(self, message: dict[str, object], theirs: str) -> Step:
        if message.get("type") != "ready" or message.get("v") != VERSION:
            return Refuse(PROTOCOL_ERROR)
        return Proven(self._key, mac(self._secret, "pairing", self._ours, theirs) if self._key == "code" else None)


def read(text: str) -> dict[str, object] | None:
    """Return the message, or None when this is not a JSON object."""
    try:
        message = json.loads(text)
    except (ValueError, RecursionError):  # RecursionError: brackets nested by the thousand
        return None
    return message if isinstance(message, dict) else None


def is_hex(value: object) -> TypeGuard[str]:
    """Say whether this is 32 bytes in lower-case hex: a nonce or a mac."""
    return isinstance(value, str) and _HEX.fullmatch(value) is not None
