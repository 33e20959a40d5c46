"""What the repository offers now: channels, their releases, the packs that these name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proviso.packs import Rulebook
from proviso.packs.compiled import digest_of, load_pack
from proviso.packs.overrides import overrides_of
from proviso.updates.offer import OfferError, channel_path, pack_path, read_offer
from proviso.updates.verify import TamperedError, unpacked

from .errors import FleetError

if TYPE_CHECKING:
    from pathlib import Path

    from proviso.store.active import Release
    from proviso.updates.offer import Offer
    from proviso.updates.roles import Targets


def served_path(path: str, digest: str) -> str:
    """Where a target lies: its name begins with its digest, so that no name is ever used twice."""
    folder, _, name = path.rpartition("/")
    return f"{folder}/{digest}.{name}"


def channels(targets: Targets) -> tuple[str, ...]:
    """The channels there are."""
    prefix, suffix = channel_path("\0").split("\0")
    return tuple(
        sorted(path.removeprefix(prefix).removesuffix(suffix) for path in targets.targets if path.startswith(prefix))
    )


def read_channel(folder: Path, targets: Targets, channel: str) -> Offer | None:
    """What a channel offers; None when there is no such channel.

    Raises:
        FleetError: its file is spoilt.
    """
    info = targets.targets.get(channel_path(channel))
    if info is None:
        return None
    try:
        return read_offer((folder / served_path(info.path, info.hashes["sha256"])).read_bytes(), channel)
    except (OSError, OfferError):
        raise FleetError(f"the file of channel {channel} is missing or spoilt; restore the repository") from None


def history(folder: Path, channel: str) -> dict[int, Release]:
    """Every release of a channel whose file is still there, by its number."""
    found: dict[int, Release] = {}
    for path in (folder / "channels").glob(f"*.{channel}.json"):
        try:
            release = read_offer(path.read_bytes(), channel).release
        except (OSError, OfferError):
            continue
        found[release.number] = release
    return found


def read_pack_file(folder: Path, name: str, digest: str) -> bytes:
    """A compiled pack out of the repository, whichever release brought it there.

    Raises:
        FleetError: it is missing or spoilt.
    """
    served = (folder / pack_path(name, digest)).name
    for path in (folder / "packs" / name).glob(f"*.{served}"):
        try:
            compiled = unpacked(path.read_bytes())
        except (OSError, TamperedError):
            continue
        if digest_of(compiled) == digest:
            return compiled
    raise FleetError(f"the pack {name} of {digest[:19]} is missing or spoilt; restore the repository")


def rulebook_of(folder: Path, release: Release | None) -> Rulebook:
    """The rulebook of a release; an empty one of none. Raises FleetError."""
    if release is None:
        return Rulebook(())
    overrides = overrides_of(release.overrides, f"release {release.number}")
    packs = [
        load_pack(read_pack_file(folder, name, digest), overrides.parameters.get(name, {}))
        for name, digest in release.packs.items()
    ]
    return Rulebook(packs, overrides)


def unnamed(folder: Path, targets: Targets, newest: Offer) -> set[str]:
    """Packs that no channel offers any more, once `newest` is offered. Raises FleetError."""
    offers = [
        newest,
        *(read_channel(folder, targets, one) for one in channels(targets) if one != newest.release.channel),
    ]
    releases = [release for offer in offers if offer for release in (offer.release, offer.previous) if release]
    named = {pack_path(name, digest) for release in releases for name, digest in release.packs.items()}
    return {path for path in targets.targets if path.startswith("packs/")} - named
