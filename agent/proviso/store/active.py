"""Which release of signed rules is in force on this machine, and which was before it: one small file.

Without it the bundled rules are in force. A file that cannot be read counts as none: the agent then checks with what
it was installed with, and the next update writes the file anew.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from proviso.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NAME: Final = "active.json"
_FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Release:
    """A set of packs that IT has published together."""

    channel: str
    number: int
    packs: Mapping[str, str]  # digest of the compiled pack by its name
    overrides: Mapping[str, object]  # in the shape of overrides.toml

    @property
    def key(self) -> str:
        """What names this very content, wherever it comes from."""
        parts = [self.channel, self.number, dict(self.packs), dict(self.overrides)]
        return f"sha256:{hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()}"


@dataclass(frozen=True, slots=True)
class Active:
    """The release in force and the last good one before it. None: the bundled rules."""

    current: Release | None = None
    previous: Release | None = None
    is_settled: bool = True  # an agent has worked with `current` for a while

    def followed_by(self, release: Release) -> Active:
        """Put a new release in force. One that never settled is gone back to only when there is no other."""
        is_better = self.is_settled or self.previous is None
        return Active(release, self.current if is_better else self.previous, is_settled=False)

    def settled(self) -> Active:
        """The same, known to work."""
        return replace(self, is_settled=True)

    def taken_back(self) -> Active:
        """The release before in force again, on probation as well."""
        return Active(self.previous, is_settled=False)

    @property
    def releases(self) -> tuple[Release, ...]:
        """What may be loaded, best first."""
        return tuple(release for release in (self.current, self.previous) if release is not None)


def read_active(state: Path) -> Active:
    """What is in force; nothing when the file is not there or spoilt."""
    try:
        values = json.loads((state / NAME).read_bytes())
        if values["format"] != _FORMAT:
            return Active()
        return Active(_release(values["current"]), _release(values["previous"]), is_settled=values["settled"] is True)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return Active()


def write_active(state: Path, active: Active) -> None:
    """Put it in force, whole or not at all.

    Raises:
        OSError: the state folder cannot be written to.
    """
    values = {
        "format": _FORMAT,
        "current": _values(active.current),
        "previous": _values(active.previous),
        "settled": active.is_settled,
    }
    write_atomically(state / NAME, json.dumps(values, indent=1))


def _values(release: Release | None) -> dict[str, object] | None:
    if release is None:
        return None
    return {
        "channel": release.channel,
        "number": release.number,
        "packs": dict(release.packs),
        "overrides": dict(release.overrides),
    }


def _release(values: Mapping[str, object] | None) -> Release | None:
    """Read one release. Raises TypeError or KeyError for a wrong shape."""
    if values is None:
        return None
    channel, number, packs, overrides = (values[key] for key in ("channel", "number", "packs", "overrides"))
    if not (isinstance(channel, str) and isinstance(number, int) and isinstance(packs, dict)):
        raise TypeError("not a release")
    if not isinstance(overrides, dict) or not all(isinstance(digest, str) for digest in packs.values()):
        raise TypeError("not a release")
    return Release(channel, number, packs, overrides)
