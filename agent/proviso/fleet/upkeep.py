"""Upkeep: new signatures before the old ones expire, new keys for old ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .errors import FleetError
from .folder import KeyNote
from .keys import generate
from .roles import as_bytes, follow_up, read_roles, renew, sign, stamp
from .staging import Staged, complete, publish_file, stage

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from proviso.updates.roles import Root

    from .publisher import Publisher

ROLES: Final = ("root", "targets", "snapshot", "timestamp")
_AHEAD_DAYS: Final = {"root": 60, "targets": 30, "snapshot": 15, "timestamp": 3}  # renew when less is left


@dataclass(frozen=True, slots=True)
class Term:
    """How long a role's signatures are good."""

    role: str
    version: int
    expires: datetime
    is_due: bool


def terms(publisher: Publisher) -> tuple[Term, ...]:
    """All four roles. Raises FleetError."""
    roles, now = read_roles(publisher.fleet.metadata), publisher.now()
    every = (roles.root.signed, roles.targets.signed, roles.snapshot.signed, roles.timestamp.signed)
    return tuple(
        Term(role.type, role.version, role.expires, (role.expires - now).days < _AHEAD_DAYS[role.type])
        for role in every
    )


def refresh(publisher: Publisher) -> tuple[str, ...]:
    """Sign the timestamp anew, and the snapshot when it is due; the roles that people must sign soon. Run it daily.

    Raises:
        FleetError: an online key is not at hand.
    """
    folder = publisher.fleet.metadata
    roles, due = read_roles(folder), {term.role for term in terms(publisher) if term.is_due}
    signers = publisher.online(roles.root.signed)
    if "snapshot" in due:
        snapshot, timestamp = follow_up(roles, roles.targets, signers, publisher.now())
        publish_file(folder / f"{snapshot.signed.version}.snapshot.json", as_bytes(snapshot))
    else:
        timestamp = stamp(roles, roles.snapshot, signers["timestamp"], publisher.now())
    publish_file(folder / "timestamp.json", as_bytes(timestamp))
    publisher.record(action="refresh", timestamp=timestamp.signed.version)
    return tuple(role for role in ("root", "targets") if role in due)


def renew_terms(publisher: Publisher, role: str) -> bool:
    """Stage root or targets again as they are, with a new term; whether that is served now. Raises FleetError."""
    roles = read_roles(publisher.fleet.metadata)
    about = {"action": "renew", "role": role}
    if role == "root":
        root = renew(roles.root.signed, publisher.now())
        sign(root, publisher.at_hand(roles.root.signed, "root"))
        staged = Staged(root, None, about)
    else:
        targets = renew(roles.targets.signed, publisher.now())
        sign(targets, publisher.at_hand(roles.root.signed, "targets"))
        staged = Staged(None, targets, about)
    stage(publisher, staged, {})
    return complete(publisher, staged)


def rotate(publisher: Publisher, role: str, new: Path, drop: str | None) -> bool:
    """Put a new key in the place of one of a role's; whether that is served now, or waits for signatures.

    The new root is signed by the keys of the old one. A role whose key was stolen is safe again with the next update
    of every agent.

    Raises:
        FleetError: it is not clear which key is meant, or the new one cannot be made.
    """
    roles = read_roles(publisher.fleet.metadata)
    root = roles.root.signed
    old = _dropped(publisher, root, role, drop)
    # Signers of before: a root is good when enough of the old keys say so.
    before = publisher.at_hand(root, "root")
    added = generate(new, publisher.passphrase(new))
    root.revoke_key(old.id, role)
    root.add_key(added.public_key, role)
    note = KeyNote(_next_name(publisher, role), role, added.public_key.keyid, str(new.resolve()))
    publisher.fleet.note_keys((*publisher.fleet.key_notes(), note))
    new_root = renew(root, publisher.now())
    sign(new_root, before)
    if role == "root":
        sign(new_root, [added])
    targets = None
    if role == "targets":  # what the old key has signed counts no more
        targets = renew(roles.targets.signed, publisher.now())
        sign(targets, publisher.at_hand(root, "targets"))
    staged = Staged(new_root, targets, {"action": "rotate", "role": role, "dropped": old.name, "added": note.name})
    stage(publisher, staged, {})
    return complete(publisher, staged)


def _dropped(publisher: Publisher, root: Root, role: str, drop: str | None) -> KeyNote:
    notes = [note for note in publisher.fleet.key_notes() if note.id in root.roles[role].keyids]
    chosen = [note for note in notes if drop in (None, note.name)]
    if len(chosen) != 1:
        names = ", ".join(note.name for note in notes)
        raise FleetError(f"say which key goes: --drop NAME, one of {names}")
    return chosen[0]


def _next_name(publisher: Publisher, role: str) -> str:
    numbers = [int(note.name.rpartition("-")[2]) for note in publisher.fleet.key_notes() if note.role == role]
    return f"{role}-{max(numbers, default=0) + 1}"
