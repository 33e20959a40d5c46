"""The second person: see what is staged, prove it here too, sign, and publish when nothing is missing.

What they are shown is read out of what they sign. The note that the first person left beside it is not believed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tuf.api.exceptions import LengthOrHashMismatchError

from proviso.updates.offer import OfferError, channel_path, read_offer

from .build import judged
from .channels import channels, read_pack_file, served_path
from .errors import FleetError
from .roles import read_roles
from .staging import Missing, add_signature, complete, missing, read_staged

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from proviso.updates.offer import Offer
    from proviso.updates.roles import Root, TargetFile, Targets

    from .folder import Fleet
    from .publisher import Publisher
    from .roles import Roles
    from .staging import Staged


@dataclass(frozen=True, slots=True)
class Signed:
    """What was signed, in words, and what came of it."""

    about: tuple[str, ...]
    is_served: bool
    missing: Missing


def sign_staged(publisher: Publisher, key: Path | None) -> Signed:
    """Sign with one key; publish with the last one. Without a key: publish what is complete already.

    Raises:
        FleetError: nothing waits, its packs fail here, or the key has no say.
    """
    staged, roles = read_staged(publisher.fleet.staged), read_roles(publisher.fleet.metadata)
    if staged is None:
        raise FleetError("nothing waits for signatures")
    about = tuple(_shown(publisher, staged, roles))
    if key is not None and not add_signature(publisher, staged, publisher.load(key)):
        raise FleetError(f"{key}: this key has no say in what waits; see proviso fleet status")
    lacking = missing(staged, roles.root)
    return Signed(about, complete(publisher, staged), lacking)


def _shown(publisher: Publisher, staged: Staged, roles: Roles) -> Iterator[str]:
    """What signing would mean, line by line; nobody gets to sign what does not pass here."""
    if staged.root is not None:
        yield from _keys_that_change(publisher, roles.root.signed, staged.root.signed)
    if staged.targets is not None:
        changed = _changed(publisher.fleet, roles.targets.signed, staged.targets.signed)
        for channel in channels(staged.targets.signed):
            content = changed.get(channel_path(channel))
            if content is not None:
                yield from _release(publisher.fleet, _offer(content, channel))


def _keys_that_change(publisher: Publisher, old: Root, new: Root) -> Iterator[str]:
    yield f"root: version {new.version} for {old.version}"
    for role, after in new.roles.items():
        before = old.roles[role]
        for sign, ids in (("-", {*before.keyids} - {*after.keyids}), ("+", {*after.keyids} - {*before.keyids})):
            yield from (f"  {sign} {role}: {name}" for name in publisher.names(ids))
        if before.threshold != after.threshold:
            yield f"  {role}: {after.threshold} signatures instead of {before.threshold}"


def _changed(fleet: Fleet, old: Targets, new: Targets) -> Mapping[str, bytes]:
    """The files that are new, each as it was signed."""
    return {
        path: _content(fleet, info)
        for path, info in new.targets.items()
        if path not in old.targets or old.targets[path].hashes != info.hashes
    }


def _content(fleet: Fleet, info: TargetFile) -> bytes:
    path = served_path(info.path, info.hashes["sha256"])
    for folder in (fleet.staged / "targets", fleet.targets):
        try:
            content = (folder / path).read_bytes()
            info.verify_length_and_hashes(content)
        except (OSError, LengthOrHashMismatchError):
            continue
        return content
    raise FleetError(f"{info.path} is missing or spoilt; drop what waits with: proviso fleet sign --discard")


def _offer(content: bytes, channel: str) -> Offer:
    try:
        return read_offer(content, channel)
    except OfferError as error:
        raise FleetError(f"channel {channel}: {error}; drop it with: proviso fleet sign --discard") from None


def _release(fleet: Fleet, offer: Offer) -> Iterator[str]:
    """A release in words, after its packs have passed here."""
    release, rollout = offer.release, offer.rollout
    packs = {name: _pack(fleet, name, digest) for name, digest in release.packs.items()}
    judged(packs)
    paused = ", paused" if rollout.is_paused else ""
    yield f"{release.channel}: release {release.number}, {rollout.percent:g} %{paused}"
    yield from (f"  {name} {digest[:19]}" for name, digest in release.packs.items())
    rules = release.overrides.get("override")
    yield from (f"  override: {rule}" for rule in (rules if isinstance(rules, dict) else ()))
    if offer.notes:
        yield f"  notes: {offer.notes}"


def _pack(fleet: Fleet, name: str, digest: str) -> bytes:
    try:
        return read_pack_file(fleet.staged / "targets", name, digest)
    except FleetError:
        return read_pack_file(fleet.targets, name, digest)
