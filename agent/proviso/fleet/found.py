"""Found a fleet: make the keys, each in its own place, and an empty repository that they have signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from proviso.updates.roles import MetaFile, Root, Snapshot, Targets, Timestamp

from .errors import FleetError
from .folder import KeyNote
from .keys import generate
from .roles import S, as_bytes, renew, sign
from .staging import publish_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from proviso.updates.roles import Metadata

    from .folder import Fleet
    from .keys import CryptoSigner
    from .publisher import Publisher

ROOT_KEYS: Final = 3
ROOT_THRESHOLD: Final = 2
# How many of so many keys must sign the targets.
TARGETS_THRESHOLD: Final[Mapping[int, int]] = {1: 1, 3: 2}


@dataclass(frozen=True, slots=True)
class Places:
    """A path for each key that is to be made."""

    root: tuple[Path, ...]
    targets: tuple[Path, ...]
    snapshot: Path
    timestamp: Path

    def by_role(self) -> dict[str, tuple[Path, ...]]:
        """All of them."""
        return {
            "root": self.root,
            "targets": self.targets,
            "snapshot": (self.snapshot,),
            "timestamp": (self.timestamp,),
        }


def found(publisher: Publisher, places: Places, *, is_pilot: bool) -> None:
    """Make keys and repository.

    Raises:
        FleetError: there is a fleet already, or a key lies where it must not.
    """
    fleet = publisher.fleet
    if fleet.repository.exists():
        raise FleetError(f"{fleet.folder}: there is a fleet already; choose another folder")
    _check(places, fleet, is_pilot=is_pilot)
    signers = {
        role: [generate(path, publisher.passphrase(path)) for path in paths] for role, paths in places.by_role().items()
    }
    root = Root(consistent_snapshot=True)
    notes: list[KeyNote] = []
    for role, keys in signers.items():
        for number, (signer, path) in enumerate(zip(keys, places.by_role()[role], strict=True), start=1):
            root.add_key(signer.public_key, role)
            notes.append(KeyNote(f"{role}-{number}", role, signer.public_key.keyid, str(path.resolve())))
    root.roles["root"].threshold = ROOT_THRESHOLD
    root.roles["targets"].threshold = TARGETS_THRESHOLD[len(places.targets)]
    fleet.note_keys(notes)
    _write_first(publisher, root, signers)
    publisher.record(action="init", keys=[note.name for note in notes], pilot=is_pilot)


def _check(places: Places, fleet: Fleet, *, is_pilot: bool) -> None:
    if len(places.root) != ROOT_KEYS or len(places.targets) not in TARGETS_THRESHOLD:
        raise FleetError("give three paths for root keys, and one or three for targets keys")
    apart = [path.resolve().parent for path in (*places.root, *places.targets)]
    if not is_pilot and len(set(apart)) < len(apart):
        raise FleetError(
            "two keys would lie in the same folder, so whoever has one has both; give each a medium of its own, "
            "or say --pilot for a trial on one machine"
        )
    served = fleet.repository.resolve()
    for path in (*places.root, *places.targets, places.snapshot, places.timestamp):
        if path.resolve().is_relative_to(served):
            raise FleetError(f"{path}: this folder is served to everybody; keep keys elsewhere")


def _write_first(publisher: Publisher, root: Root, signers: Mapping[str, list[CryptoSigner]]) -> None:
    now, folder = publisher.now(), publisher.fleet.metadata
    first = _first(root, now, signers["root"])
    targets = _first(Targets(), now, signers["targets"])
    named_targets = {"targets.json": MetaFile.from_data(1, as_bytes(targets), ["sha256"])}
    snapshot = _first(Snapshot(meta=named_targets), now, signers["snapshot"])
    named_snapshot = MetaFile.from_data(1, as_bytes(snapshot), ["sha256"])
    timestamp = _first(Timestamp(snapshot_meta=named_snapshot), now, signers["timestamp"])
    publish_file(folder / "1.root.json", as_bytes(first))
    publish_file(folder / "1.targets.json", as_bytes(targets))
    publish_file(folder / "1.snapshot.json", as_bytes(snapshot))
    publish_file(folder / "timestamp.json", as_bytes(timestamp))


def _first(signed: S, now: datetime, signers: list[CryptoSigner]) -> Metadata[S]:
    """Version 1 of a role."""
    signed.version = 0
    metadata = renew(signed, now)
    sign(metadata, signers)
    return metadata
