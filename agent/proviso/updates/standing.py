"""Where updates stand on this machine: one small file, for status, `proviso doctor` and the next attempt."""

from __future__ import annotations

import json
import uuid
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from proviso.files import write_atomically

from .outcome import PASSING

if TYPE_CHECKING:
    from pathlib import Path

NAME: Final = "updates.json"
INSTALL_ID: Final = "install_id"
_PATIENCE: Final = timedelta(days=2)
_TEXTS: Final = ("state", "channel", "error", "rule", "sentence", "checked_at", "good_at", "issued", "expires")


@dataclass(frozen=True, slots=True)
class Standing:
    """The last attempt, and the last good one. Times are ISO 8601 in UTC."""

    state: str = ""
    channel: str = ""
    error: str | None = None
    rule: str | None = None
    sentence: str = ""
    checked_at: str | None = None
    good_at: str | None = None
    issued: str | None = None  # when the newest timestamp seen was signed: the clock never counts as earlier
    expires: str | None = None  # of the last good metadata
    version: int = 0  # of the newest timestamp seen
    is_clock_behind: bool = False

    def is_stale(self, now: datetime) -> bool:
        """Whether the signatures behind the rules in force have expired meanwhile."""
        expires, issued = moment(self.expires), moment(self.issued)
        return expires is not None and max(now, issued or now) >= expires

    def problem(self, now: datetime) -> str | None:
        """What a person should know. That a server does not answer is told only after a while: it passes."""
        if self.is_stale(now):
            return f"The rules are stale: no newer signature since {self.good_at}. {self.sentence}".strip()
        if self.is_clock_behind:
            return "This machine's clock is behind the newest signature of the rules; correct the clock."
        good = moment(self.good_at)
        is_passing = self.error in PASSING and good is not None and now - good < _PATIENCE
        return None if self.error is None or is_passing else self.sentence


def moment(text: str | None) -> datetime | None:
    """A time as it is written here; None when it is not one."""
    try:
        found = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return found if found is None or found.tzinfo else found.replace(tzinfo=UTC)


def read_standing(state: Path) -> Standing:
    """What is known; nothing when the file is not there or spoilt."""
    try:
        values = json.loads((state / NAME).read_bytes())
        texts = {key: values[key] for key in _TEXTS if isinstance(values.get(key), str)}
        version = values.get("version")
        return Standing(
            **texts,
            version=version if isinstance(version, int) else 0,
            is_clock_behind=values.get("is_clock_behind") is True,
        )
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return Standing()


def write_standing(state: Path, standing: Standing) -> None:
    """Keep it. Without the disk nothing is lost but the memory of this attempt."""
    try:
        write_atomically(state / NAME, json.dumps(asdict(standing), indent=1))
    except OSError:
        return


def install_id(state: Path) -> str:
    """The random name of this installation, made when it is first needed; it says nothing about anybody.

    Raises:
        OSError: it cannot be kept, so rings would be drawn anew each time.
    """
    path = state / INSTALL_ID
    try:
        return str(uuid.UUID(path.read_text("ascii").strip()))
    except (OSError, ValueError):
        made = str(uuid.uuid4())
        write_atomically(path, made)
        return made
