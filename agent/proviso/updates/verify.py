"""One look into a repository, verified by The Update Framework (python-tuf) against the root that IT has installed.

Adds what python-tuf leaves to its users: expiry is judged by a clock that cannot be set back behind the newest
signature seen, and an unpacked pack has a limit.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from tuf.api.exceptions import ExpiredMetadataError
from tuf.ngclient.config import UpdaterConfig
from tuf.ngclient.updater import Updater as TufUpdater

from proviso.packs.compiled import digest_of

from .offer import OfferError, channel_path, pack_path
from .roles import Metadata, Root, Snapshot, Targets, Timestamp

if TYPE_CHECKING:
    from pathlib import Path

    from .fetch import Fetcher
    from .roles import Signed

MAX_PACK: Final = 8 << 20  # bytes of a compiled pack
ISSUED: Final = "issued"  # when timestamp and root were signed: a field of ours beside those of TUF
_CLOCK_STEP: Final = timedelta(hours=1)  # a clock may be behind by a little
_CONFIG: Final = UpdaterConfig(max_root_rotations=64, snapshot_max_length=500_000, targets_max_length=2_000_000)
_FOLDER: Final = "tuf"


class ClockError(Exception):
    """By the newest signature seen the metadata has expired, by this machine's clock it has not."""


class TamperedError(Exception):
    """A pack is not what its own name says."""


@dataclass(frozen=True, slots=True)
class Trusted:
    """What the verified metadata says."""

    version: int  # of the timestamp: grows with every signature
    issued: datetime  # when the timestamp was signed
    expires: datetime  # the first of the four roles to expire
    is_clock_behind: bool


class Repository:
    """One verified look; made anew for each update."""

    def __init__(self, url: str, root: bytes, state: Path, fetcher: Fetcher) -> None:
        """Open the repository at `url`.

        Raises:
            RepositoryError: `root` is no root of trust.
        """
        self._metadata, self._targets = state / _FOLDER / "metadata", state / _FOLDER / "targets"
        for folder in (self._metadata, self._targets):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        base = url.rstrip("/")
        self._tuf = TufUpdater(
            str(self._metadata),
            f"{base}/metadata/",
            str(self._targets),
            f"{base}/targets/",
            fetcher,
            _CONFIG,
            bootstrap=root,
        )

    def refresh(self, now: datetime, seen: datetime | None) -> Trusted:
        """Verify the newest metadata. `seen`: when the newest timestamp seen so far was signed.

        Raises:
            ClockError, and everything that python-tuf raises.
        """
        self._tuf.refresh()
        root = Metadata[Root].from_bytes((self._metadata / "root.json").read_bytes()).signed
        timestamp = Metadata[Timestamp].from_bytes((self._metadata / "timestamp.json").read_bytes()).signed
        snapshot = Metadata[Snapshot].from_bytes((self._metadata / "snapshot.json").read_bytes()).signed
        targets = Metadata[Targets].from_bytes((self._metadata / "targets.json").read_bytes()).signed
        issued = _issued(timestamp) or now
        floor = max(moment for moment in (now, issued, _issued(root), seen) if moment is not None)
        expires = min(role.expires for role in (root, timestamp, snapshot, targets))
        if expires <= now:
            raise ExpiredMetadataError("expired")
        if expires <= floor:
            raise ClockError("expired by the newest signature")
        return Trusted(timestamp.version, issued, expires, now < floor - _CLOCK_STEP)

    def offer(self, channel: str) -> bytes:
        """The channel's file, from the disk when it has not changed.

        Raises:
            OfferError: there is no such channel; and everything that python-tuf raises.
        """
        return self._target(channel_path(channel), is_kept=True)

    def pack(self, name: str, digest: str) -> bytes:
        """A compiled pack.

        Raises:
            TamperedError: it is not what its name says; OfferError: it is missing; and all that python-tuf raises.
        """
        compiled = unpacked(self._target(pack_path(name, digest), is_kept=False))
        if digest_of(compiled) != digest:
            raise TamperedError("not the pack that was published")
        return compiled

    def _target(self, path: str, *, is_kept: bool) -> bytes:
        info = self._tuf.get_targetinfo(path)
        if info is None:
            raise OfferError(f"the repository has no {path}")
        local = self._targets / path.replace("/", "_")
        if self._tuf.find_cached_target(info, str(local)) is None:
            self._tuf.download_target(info, str(local))
        content = local.read_bytes()
        info.verify_length_and_hashes(content)  # what was read just now, not what lay there before
        if not is_kept:
            local.unlink()
        return content


def _issued(signed: Signed) -> datetime | None:
    value = signed.unrecognized_fields.get(ISSUED)
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


def unpacked(packed: bytes) -> bytes:
    """Undo gzip, up to a limit.

    Raises:
        TamperedError: it is not gzip, is cut short, or would become too large.
    """
    engine = zlib.decompressobj(wbits=31)
    try:
        content = engine.decompress(packed, MAX_PACK + 1)
    except zlib.error:
        raise TamperedError("not gzip") from None
    if not engine.eof or len(content) > MAX_PACK:
        raise TamperedError("cut short, or too large")
    return content
