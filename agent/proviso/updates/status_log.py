"""Status for IT, opt-in: which Proviso runs, with which rules, in which state. JSON Lines for a log collector.

What a line can hold is decided here: versions, digests, words of closed lists, a random name of the installation. No
count of anything, no rule that spoke, no account, no address, and no text, for nothing that was typed comes near here;
whatever does not look as it should is left out. Only the employer's settings can ask for it, and `proviso doctor` shows
it to the person whom it is about.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, get_args

import regex

from proviso import __version__
from proviso.store.active import read_active
from proviso.updates.outcome import ErrorCode, State
from proviso.updates.standing import install_id, read_standing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FORMAT: Final = 1
REMIND: Final = timedelta(hours=6)  # a line although nothing has changed: this agent lives
MAX_BYTES: Final = 1 << 18  # then the file is set aside, and the one set aside before goes
STATES: Final = frozenset({"started", "stale", *get_args(State)})
ERRORS: Final = frozenset(get_args(ErrorCode))
_VERSION: Final = regex.compile(r"\d{1,6}(\.\d{1,6}){0,3}([a-z.+-]{0,5}\d{1,6}){0,2}")
_DIGEST: Final = regex.compile(r"sha256:[0-9a-f]{64}")
_PACK: Final = regex.compile(r"[a-z][a-z0-9-]{0,63}")
_INSTALL: Final = regex.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class FleetStatus:
    """What there is to tell of one agent."""

    install: str  # a random UUID: it says nothing about anybody
    agent: str
    state: str
    rulebook: str
    packs: Mapping[str, str] = field(default_factory=dict)  # digests by name
    release: int | None = None  # None: the rules that Proviso came with
    error: str | None = None

    def line(self, at: datetime) -> str:
        """One line. A value that is not of the kind it should be is left out."""
        values = {
            "v": FORMAT,
            "time": at.isoformat(timespec="seconds"),
            "install": self.install if _INSTALL.fullmatch(self.install) else None,
            "agent": self.agent if _VERSION.fullmatch(self.agent) else None,
            "state": self.state if self.state in STATES else None,
            "release": self.release if type(self.release) is int else None,
            "rulebook": self.rulebook if _DIGEST.fullmatch(self.rulebook) else None,
            "packs": {n: d for n, d in sorted(self.packs.items()) if _PACK.fullmatch(n) and _DIGEST.fullmatch(d)},
            "error": self.error if self.error in ERRORS else None,
        }
        return json.dumps(values, separators=(",", ":")) + "\n"


def status_of(state: Path, rulebook: str, now: datetime) -> FleetStatus:
    """Read what there is to tell out of a state folder; `rulebook` is the digest of what checks are made with.

    Raises:
        OSError: the installation cannot keep a name.
    """
    standing, release = read_standing(state), read_active(state).current
    return FleetStatus(
        install_id(state),
        __version__,
        "stale" if standing.is_stale(now) else standing.state or "started",
        rulebook,
        release.packs if release else {},
        release.number if release else None,
        standing.error,
    )


class StatusLog:
    """Writes the lines of one agent into a folder that the employer has made."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._last: FleetStatus | None = None
        self._last_at: datetime | None = None

    def tell(self, status: FleetStatus, now: datetime) -> None:
        """Write a line when it says something new, or after a while.

        Raises:
            OSError: the folder cannot be written to; nothing is lost, the same line is due the next time.
        """
        is_due = self._last_at is None or now - self._last_at >= REMIND
        if status != self._last or is_due:
            append(log_path(self._folder, status.install), status.line(now))
            self._last, self._last_at = status, now


def log_path(folder: Path, install: str) -> Path:
    """The file of one installation: several people may share a machine and a folder."""
    return folder / f"proviso-{install[:8]}.jsonl"


def append(path: Path, line: str) -> None:
    """Add a line; a link is not followed, for others may write to the folder too.

    Raises:
        OSError: it cannot be written.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    with os.fdopen(descriptor, "wb") as target:
        target.write(line.encode("ascii"))
        target.flush()
        is_full = os.fstat(target.fileno()).st_size >= MAX_BYTES
    if is_full:
        path.replace(path.with_suffix(".jsonl.1"))
