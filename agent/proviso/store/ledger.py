"""Which packs were proved on this machine, under pack digest, agent version and `regex` version: one JSON file."""

from __future__ import annotations

import json
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from proviso.files import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

NAME: Final = "proofs.json"
_KEPT: Final = 200  # entries; older ones are proved again when they come back


def proof_key(digest: str) -> str:
    """What a proof is remembered under: it says nothing about another agent or another `regex`."""
    return f"{digest} {made_by()}"


@cache  # reading what a package says of itself takes a millisecond
def made_by() -> str:
    """This agent and the library that its patterns run in."""
    return f"proviso {version('proviso')} regex {version('regex')}"


class Ledger:
    """The proofs of one state folder. A file that cannot be read is an empty one: everything is proved again."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._held: dict[str, int] = _read(self._path)

    def knows(self, digest: str) -> bool:
        """Whether the pack was proved here."""
        return proof_key(digest) in self._held

    def add(self, digest: str, held: int) -> None:
        """Remember a proof; a folder that cannot be written to costs time at the next start, nothing else."""
        self._held[proof_key(digest)] = held
        kept = dict(list(self._held.items())[-_KEPT:])
        try:
            write_atomically(self._path, json.dumps(kept, indent=1).encode())
        except OSError:
            return


def _read(path: Path) -> dict[str, int]:
    try:
        values = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return (
        {str(key): value for key, value in values.items() if isinstance(value, int)} if isinstance(values, dict) else {}
    )
