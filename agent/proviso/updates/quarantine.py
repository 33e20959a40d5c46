"""Releases and packs that failed on this machine, so that they are not tried again at every poll.

An entry counts for this version of the agent only: a newer one may understand what this one could not.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, get_args

from proviso.files import write_atomically
from proviso.store.ledger import made_by

from .outcome import ErrorCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

NAME: Final = "quarantine.json"
_KEPT: Final = 50  # entries
# How often it takes before something is not tried again: one crash may be a power cut, one delay a busy machine.
_STRIKES: Final[Mapping[ErrorCode, int]] = {"crash": 2, "slow": 2}


@dataclass(frozen=True, slots=True)
class Fault:
    """Why something is not used."""

    error: ErrorCode
    rule: str | None = None


class Quarantine:
    """The faults of one state folder, by digest of a pack or key of a release. A spoilt file is an empty one."""

    def __init__(self, state: Path) -> None:
        self._path = state / NAME
        self._held: dict[str, dict[str, object]] = _read(self._path)

    def find(self, keys: Iterable[str]) -> Fault | None:
        """The fault of the first of these that has one."""
        for key in keys:
            entry = self._held.get(key, {})
            error = next((code for code in get_args(ErrorCode) if code == entry.get("error")), None)
            if error is None or entry.get("by") != made_by():
                continue
            if _strikes(entry) >= _STRIKES.get(error, 1):
                rule = entry.get("rule")
                return Fault(error, rule if isinstance(rule, str) else None)
        return None

    def add(self, key: str, fault: Fault) -> None:
        """Remember a fault.

        Raises:
            OSError: it cannot be kept.
        """
        strikes = _strikes(self._held.pop(key, {})) + 1
        self._held[key] = {"error": fault.error, "rule": fault.rule, "strikes": strikes, "by": made_by()}
        write_atomically(self._path, json.dumps(dict(list(self._held.items())[-_KEPT:]), indent=1))


def _strikes(entry: Mapping[str, object]) -> int:
    strikes = entry.get("strikes")
    return strikes if isinstance(strikes, int) else 0


def _read(path: Path) -> dict[str, dict[str, object]]:
    try:
        values = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return {key: entry for key, entry in values.items() if isinstance(entry, dict)} if isinstance(values, dict) else {}
