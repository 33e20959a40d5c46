"""Who publishes: a folder, a way to ask for passphrases, a clock. Finds the keys that are at hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from .audit import record
from .errors import FleetError
from .keys import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from proviso.updates.roles import Root

    from .folder import Fleet, KeyNote
    from .keys import CryptoSigner, Passphrase


@dataclass(frozen=True, slots=True)
class Publisher:
    """One person at one folder."""

    fleet: Fleet
    passphrase: Passphrase
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def online(self, root: Root) -> dict[str, CryptoSigner]:
        """The keys that sign without a second person.

        Raises:
            FleetError: one is not at hand.
        """
        signers = {}
        for role in ("snapshot", "timestamp"):
            found = self.at_hand(root, role)
            if not found:
                raise FleetError(f"the {role} key is not at hand; see proviso fleet status for where it lies")
            signers[role] = found[0]
        return signers

    def at_hand(self, root: Root, role: str) -> list[CryptoSigner]:
        """As many of a role's keys as it needs, of those whose files can be read here.

        Raises:
            FleetError: a passphrase is wrong.
        """
        wanted = root.roles[role]
        notes = [note for note in self.fleet.key_notes() if note.id in wanted.keyids and Path(note.path).is_file()]
        return [self.load(Path(note.path)) for note in notes[: wanted.threshold]]

    def load(self, path: Path) -> CryptoSigner:
        """Read one key. Raises FleetError."""
        return load(path, self.passphrase(path))

    def record(self, **deed: object) -> None:
        """Write down what was done."""
        record(self.fleet.audit, self.now(), deed)

    def names(self, ids: Iterable[str]) -> list[str]:
        """The names of keys, for people."""
        known: Mapping[str, KeyNote] = {note.id: note for note in self.fleet.key_notes()}
        return sorted(known[one].name if one in known else one[:8] for one in ids)
