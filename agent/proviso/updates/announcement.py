"""What an announcement says: there is a release, look within so many seconds. Shared by the hub and the listener.

Nothing in it is trusted: it can make an agent look at its repository, no more, and what is there has to be signed.
No I/O, no clock.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

MAX_JITTER_S: Final = 3600  # a hub can ask for no longer spread
USUAL_JITTER_S: Final = 300
MAX_BYTES: Final = 1024  # an announcement is under 80
_MAX_VERSION: Final = 2**53 - 1  # what every reader of JSON takes for a whole number


@dataclass(frozen=True, slots=True)
class Announcement:
    """A version of timestamp.json, and over how many seconds those who hear of it are to spread."""

    timestamp_version: int
    max_jitter_s: int = USUAL_JITTER_S

    def encode(self) -> str:
        """Write it as it goes over the wire."""
        said = {"type": "release", "timestamp_version": self.timestamp_version, "max_jitter": self.max_jitter_s}
        return json.dumps(said, separators=(",", ":"))


def read_announcement(message: str | bytes) -> Announcement | None:
    """Read what came over the wire, jitter within its bounds; None when it is no announcement."""
    said = _object(message)
    if said is None or said.get("type") != "release":
        return None
    version, jitter = said.get("timestamp_version"), said.get("max_jitter", USUAL_JITTER_S)
    if type(version) is not int or not 1 <= version <= _MAX_VERSION or type(jitter) is not int:
        return None
    return Announcement(version, min(max(jitter, 0), MAX_JITTER_S))


def _object(message: str | bytes) -> dict[str, object] | None:
    if len(message) > MAX_BYTES:
        return None
    try:
        said: object = json.loads(message)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None
