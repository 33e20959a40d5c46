"""What came of an attempt to update, in words for a person and in codes for IT. Never text of a post, never a count."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

State = Literal["activated", "current", "held", "rejected", "failed", "busy"]
ErrorCode = Literal[
    "offline",
    "timeout",
    "server",
    "redirect",
    "too-long",
    "tampered",
    "unsigned",
    "replayed",
    "expired",
    "clock",
    "garbled",
    "root",
    "channel",
    "agent-too-old",
    "disk",
    "internal",
    "pack-format",
    "pack-lint",
    "pack-conflict",
    "example",
    "slow",
    "empty",
    "shrunk",
    "matches-everything",
    "crash",
]

# What time may mend: the network, a sign-in page, a server that is down.
PASSING: Final[frozenset[str]] = frozenset({"offline", "timeout", "server", "redirect", "garbled"})
SENTENCES: Final[Mapping[ErrorCode, str]] = {
    "offline": "The update server cannot be reached; Proviso tries again by itself.",
    "timeout": "The update server is too slow; Proviso tries again by itself.",
    "server": "The update server answers with an error; Proviso tries again by itself.",
    "redirect": "The update server sends elsewhere, which is refused; correct updates.url, or sign in to the network.",
    "too-long": "What the update server sent is longer than what was signed; tell your IT staff.",
    "tampered": "What the update server sent is not what was signed; tell your IT staff.",
    "unsigned": "What the update server sent lacks signatures; tell your IT staff.",
    "replayed": "The update server sends older rules than before; tell your IT staff.",
    "expired": "The signatures of the update server have expired; tell your IT staff.",
    "clock": "This machine's clock is behind the newest signature seen; correct the clock.",
    "garbled": "What the update server sent is no rule repository; sign in to the network, or correct updates.url.",
    "root": "root.json cannot be used; get it from your IT staff and run: proviso update --root FILE",
    "channel": "The update server has no such channel, or one for a newer Proviso; correct updates.channel.",
    "agent-too-old": "The newest rules need a newer Proviso; ask your IT staff to update it.",
    "disk": "The state folder cannot be written to; make room, or run: proviso doctor",
    "internal": "The update failed inside Proviso; run: proviso doctor",
    "pack-format": "A pack cannot be read by this version of Proviso",
    "pack-lint": "A pack holds what lint forbids",
    "pack-conflict": "The packs do not fit together",
    "example": "An example fails on this machine",
    "slow": "A pattern takes too long",
    "empty": "A pack is empty",
    "shrunk": "More than half of the rules are gone",
    "matches-everything": "A rule fires on ordinary posts",
    "crash": "The agent ended twice while it began to work with these rules",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One attempt: what came of it, and what is in force after it."""

    state: State
    channel: str
    release: int | None = None  # in force; None: the rules that Proviso came with
    packs: Mapping[str, str] = field(default_factory=dict)  # digests in force by name
    error: ErrorCode | None = None
    refused: int | None = None  # the release that was rejected
    rule: str | None = None  # the rule or pack that it was rejected for
    retry_after_s: float | None = None  # asked for by the server

    @property
    def sentence(self) -> str:
        """What happened and what to do, for a person."""
        number = f"Release {self.release} of {self.channel}" if self.release else "What Proviso came with"
        if self.state == "rejected":
            why = SENTENCES[self.error or "internal"]
            about = f" ({self.rule})" if self.rule else ""
            return f"Release {self.refused} of {self.channel} is refused: {why}{about}. {number} stays in force."
        if self.error is not None:
            return f"{SENTENCES[self.error]} {number} stays in force."
        return {
            "activated": f"{number} is in force now.",
            "current": f"{number} is in force; there is nothing newer.",
            "held": f"{number} is in force; a newer one is not for this machine yet.",
            "busy": "Another update is going on; this one was left out.",
        }.get(self.state, "")

    @property
    def is_good(self) -> bool:
        """Whether nothing went wrong."""
        return self.error is None
