"""Extensions that were paired by a code: their keys and the ports that they rely on, kept across restarts."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass
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
    port: int  # where this extension looks for the agent


@dataclass(frozen=True, slots=True)
class Pairings:
    """The pairings of one state folder."""

    state: State

    def load(self) -> tuple[Pairing, ...]:
        """Return the pairings, newest last. A file that cannot be read holds none."""
        try:
            stored = json.loads(self.state.read(_NAME))
            return tuple(
                Pairing(str(p["id"]), str(p["key"]), str(p["origin"]), int(p["port"])) for p in stored["pairings"]
            )
        except (OSError, StateError, ValueError, TypeError, KeyError):
            return ()

    def port(self) -> int:
        """Return the port to start on: that of the newest pairing, 0 without any."""
        return next((p.port for p in reversed(self.load())), 0)

    def find(self, identifier: str, origin: str, port: int) -> Pairing | None:
        """Return the pairing with this id, if it was made with this origin and on this port.

        An extension looks for us on its own port alone. If its key is proven on another one, somebody has taken that
        port and passes on what both of us say.
        """
        return next((p for p in self.load() if (p.id, p.origin, p.port) == (identifier, origin, port)), None)

    def add(self, key: str, origin: str, port: int) -> Pairing:
        """Keep a new pairing; an earlier one of the same origin is replaced."""
        pairing = Pairing(secrets.token_hex(8), key, origin, port)
        kept = [p for p in self.load() if p.origin != origin][-_MAX_PAIRINGS + 1 :]
        write_atomically(self.state.folder / _NAME, json.dumps({"pairings": [asdict(p) for p in (*kept, pairing)]}))
        return pairing
