"""Extensions that were paired by a code: their keys and the port that they rely on, kept across restarts."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import Final

from proviso.files import write_atomically
from proviso.server.state import State, StateError

_NAME: Final = "pairings.json"
_MAX_PAIRINGS: Final = 16


@dataclass(frozen=True, slots=True)
class Pairing:
    """What one extension and the agent know of each other, across restarts."""

    id: str
    key: str
    origin: str


@dataclass(frozen=True, slots=True)
class Pairings:
    """The pairings of one state folder, and the port they rely on."""

    state: State

    def load(self) -> tuple[int, tuple[Pairing, ...]]:
        """Return the fixed port (0 without pairings) and the pairings. A file that cannot be read holds none."""
        try:
            stored = json.loads(self.state.read(_NAME))
            return int(stored["port"]), tuple(
                Pairing(str(p["id"]), str(p["key"]), str(p["origin"])) for p in stored["pairings"]
            )
        except (OSError, StateError, ValueError, TypeError, KeyError):
            return 0, ()

    def find(self, identifier: str, origin: str) -> Pairing | None:
        """Return the pairing with this id, if it was made with this origin."""
        return next((p for p in self.load()[1] if p.id == identifier and p.origin == origin), None)

    def add(self, key: str, origin: str, port: int) -> Pairing:
        """Keep a new pairing; an earlier one of the same origin is replaced."""
        _, known = self.load()
        pairing = Pairing(secrets.token_hex(8), key, origin)
        kept = [p for p in known if p.origin != origin][-_MAX_PAIRINGS + 1 :]
        rows = [{"id": p.id, "key": p.key, "origin": p.origin} for p in (*kept, pairing)]
        write_atomically(self.state.folder / _NAME, json.dumps({"port": port, "pairings": rows}))
        return pairing
