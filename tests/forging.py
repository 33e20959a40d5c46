"""What somebody with stolen keys would serve: new metadata over the honest one, signed with what they have."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from fleets import SECRET
from proviso.fleet.build import packed
from proviso.fleet.channels import served_path
from proviso.fleet.keys import CryptoSigner, load
from proviso.fleet.roles import as_bytes, read_roles, renew, sign
from proviso.packs.compiled import digest_of
from proviso.store.active import Release
from proviso.updates.offer import Offer, Rollout, channel_path, pack_path, write_offer
from proviso.updates.roles import MetaFile, TargetFile

if TYPE_CHECKING:
    from collections.abc import Collection

    from proviso.fleet.folder import Fleet


def thief() -> CryptoSigner:
    """A key of their own."""
    return CryptoSigner(Ed25519PrivateKey.generate())


def stolen(fleet: Fleet, role: str) -> CryptoSigner:
    note = next(note for note in fleet.key_notes() if note.role == role)
    return load(Path(note.path), SECRET)


def forge(fleet: Fleet, roles: Collection[str], compiled: bytes, *, ahead: int = 1, number: int = 2) -> None:
    """Offer a pack, signed with the stolen keys of `roles` and their own for the others, `ahead` versions ahead."""
    signers = {role: stolen(fleet, role) if role in roles else thief() for role in ("targets", "snapshot", "timestamp")}
    honest, now = read_roles(fleet.metadata), datetime.now(UTC)
    targets, snapshot, timestamp = honest.targets.signed, honest.snapshot.signed, honest.timestamp.signed
    release = Release("stable", number, {"base": digest_of(compiled)}, {})
    for path, content in (
        (pack_path("base", digest_of(compiled)), packed(compiled)),
        (channel_path("stable"), write_offer(Offer(release, Rollout(100, "salt")))),
    ):
        target = TargetFile.from_data(path, content, ["sha256"])
        targets.targets[path] = target
        place = fleet.targets / served_path(path, target.hashes["sha256"])
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    for role in (targets, snapshot, timestamp):
        role.version += ahead - 1
    new_targets = renew(targets, now)
    sign(new_targets, [signers["targets"]])
    snapshot.meta["targets.json"] = MetaFile.from_data(targets.version, as_bytes(new_targets), ["sha256"])
    new_snapshot = renew(snapshot, now)
    sign(new_snapshot, [signers["snapshot"]])
    timestamp.snapshot_meta = MetaFile.from_data(snapshot.version, as_bytes(new_snapshot), ["sha256"])
    new_timestamp = renew(timestamp, now)
    sign(new_timestamp, [signers["timestamp"]])
    (fleet.metadata / f"{targets.version}.targets.json").write_bytes(as_bytes(new_targets))
    (fleet.metadata / f"{snapshot.version}.snapshot.json").write_bytes(as_bytes(new_snapshot))
    (fleet.metadata / "timestamp.json").write_bytes(as_bytes(new_timestamp))
