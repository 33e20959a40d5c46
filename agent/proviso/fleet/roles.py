"""The four signed roles of a repository: read the newest, renew one, sign it. No key is kept here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final, TypeVar

from tuf.api.exceptions import RepositoryError
from tuf.api.serialization.json import JSONSerializer

from proviso.updates.roles import Metadata, MetaFile, Root, Snapshot, Targets, Timestamp
from proviso.updates.verify import ISSUED

from .errors import FleetError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from pathlib import Path

    from .keys import CryptoSigner

DAYS: Final[Mapping[str, int]] = {"root": 365, "targets": 90, "snapshot": 30, "timestamp": 7}
S = TypeVar("S", Root, Targets, Snapshot, Timestamp)


@dataclass(frozen=True, slots=True)
class Roles:
    """What is served now."""

    root: Metadata[Root]
    targets: Metadata[Targets]
    snapshot: Metadata[Snapshot]
    timestamp: Metadata[Timestamp]


def read_roles(folder: Path) -> Roles:
    """Read the newest of each.

    Raises:
        FleetError: the repository is incomplete.
    """
    try:
        timestamp = Metadata[Timestamp].from_bytes((folder / "timestamp.json").read_bytes())
        snapshot_version = timestamp.signed.snapshot_meta.version
        snapshot = Metadata[Snapshot].from_bytes((folder / f"{snapshot_version}.snapshot.json").read_bytes())
        targets_version = snapshot.signed.meta["targets.json"].version
        targets = Metadata[Targets].from_bytes((folder / f"{targets_version}.targets.json").read_bytes())
        newest = max(int(path.name.split(".")[0]) for path in folder.glob("*.root.json"))
        return Roles(
            Metadata[Root].from_bytes((folder / f"{newest}.root.json").read_bytes()), targets, snapshot, timestamp
        )
    except (OSError, ValueError, LookupError, RepositoryError):
        raise FleetError(f"{folder}: not a complete repository; restore it from a backup") from None


def renew(signed: S, now: datetime) -> Metadata[S]:
    """The next version, unsigned, good from now for as long as its role's signatures are."""
    signed.version += 1
    signed.expires = now.replace(microsecond=0) + timedelta(days=DAYS[signed.type])
    if signed.type in {"root", "timestamp"}:
        signed.unrecognized_fields[ISSUED] = now.isoformat(timespec="seconds")
    return Metadata(signed)


def sign(metadata: Metadata[S], signers: Iterable[CryptoSigner]) -> None:
    """Add signatures to those that are there."""
    for signer in signers:
        metadata.sign(signer, append=True)


def as_bytes(metadata: Metadata[S]) -> bytes:
    """How it is served."""
    return metadata.to_bytes(JSONSerializer(compact=True))


def follow_up(
    roles: Roles, targets: Metadata[Targets], signers: Mapping[str, CryptoSigner], now: datetime
) -> tuple[Metadata[Snapshot], Metadata[Timestamp]]:
    """The snapshot and the timestamp that name these targets, signed with the online keys."""
    snapshot = renew(roles.snapshot.signed, now)
    content = as_bytes(targets)
    snapshot.signed.meta["targets.json"] = MetaFile.from_data(targets.signed.version, content, ["sha256"])
    sign(snapshot, [signers["snapshot"]])
    return snapshot, stamp(roles, snapshot, signers["timestamp"], now)


def stamp(roles: Roles, snapshot: Metadata[Snapshot], signer: CryptoSigner, now: datetime) -> Metadata[Timestamp]:
    """The timestamp that names this snapshot."""
    timestamp = renew(roles.timestamp.signed, now)
    timestamp.signed.snapshot_meta = MetaFile.from_data(snapshot.signed.version, as_bytes(snapshot), ["sha256"])
    sign(timestamp, [signer])
    return timestamp
