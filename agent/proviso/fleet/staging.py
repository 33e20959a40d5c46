"""A publication on its way: written aside, signed by as many people as it needs, then put in place, timestamp last.

Whoever reads the repository sees the old one or the new one, never a mixture: every file but `timestamp.json` has a
name that was never used before.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tuf.api.exceptions import RepositoryError

from proviso.files import write_atomically
from proviso.updates.roles import Metadata, Root, Targets

from .errors import FleetError
from .roles import as_bytes, follow_up, read_roles, sign

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from .keys import CryptoSigner
    from .publisher import Publisher

_ABOUT: Final = "about.json"


@dataclass(frozen=True, slots=True)
class Staged:
    """What waits: new metadata, partly signed, the files that go with it, and what it is about."""

    root: Metadata[Root] | None
    targets: Metadata[Targets] | None
    about: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Missing:
    """How many signatures each role still lacks."""

    root: int = 0
    targets: int = 0

    def __bool__(self) -> bool:
        return bool(self.root or self.targets)


def stage(publisher: Publisher, staged: Staged, files: Mapping[str, bytes]) -> None:
    """Write a publication aside. `files` are served under targets/ by these paths.

    Raises:
        FleetError: another one waits.
    """
    folder = publisher.fleet.staged
    if folder.exists():
        raise FleetError("another publication waits for signatures; complete it with: proviso fleet sign, or --discard")
    for path, content in files.items():
        write_atomically(folder / "targets" / path, content)
    _write(folder, staged)
    write_atomically(folder / _ABOUT, json.dumps(dict(staged.about), ensure_ascii=False, indent=1))


def _write(folder: Path, staged: Staged) -> None:
    for name, content in _files(staged):
        write_atomically(folder / "metadata" / name, content)


def _files(staged: Staged) -> list[tuple[str, bytes]]:
    """The metadata as files, the root first: it says who may sign the rest."""
    files = []
    if staged.root is not None:
        files.append((f"{staged.root.signed.version}.root.json", as_bytes(staged.root)))
    if staged.targets is not None:
        files.append((f"{staged.targets.signed.version}.targets.json", as_bytes(staged.targets)))
    return files


def read_staged(folder: Path) -> Staged | None:
    """What waits, if anything does.

    Raises:
        FleetError: it cannot be read.
    """
    if not folder.is_dir():
        return None
    try:
        roots, targets = (sorted((folder / "metadata").glob(f"*.{role}.json")) for role in ("root", "targets"))
        return Staged(
            Metadata[Root].from_bytes(roots[0].read_bytes()) if roots else None,
            Metadata[Targets].from_bytes(targets[0].read_bytes()) if targets else None,
            json.loads((folder / _ABOUT).read_bytes()),
        )
    except (OSError, ValueError, RepositoryError):
        raise FleetError(f"{folder}: cannot be read; drop it with: proviso fleet sign --discard") from None


def discard(folder: Path) -> None:
    """Drop what waits."""
    shutil.rmtree(folder, ignore_errors=True)


def missing(staged: Staged, root: Metadata[Root]) -> Missing:
    """What the publication still lacks. `root` is the one that is served now."""
    new_root, lacking = staged.root or root, 0
    if staged.root is not None:
        result = staged.root.signed.get_root_verification_result(
            root.signed, staged.root.signed_bytes, staged.root.signatures
        )
        lacking = max(result.first.missing, result.second.missing)
    if staged.targets is None:
        return Missing(lacking)
    signatures = staged.targets.signatures
    found = new_root.signed.get_verification_result("targets", staged.targets.signed_bytes, signatures)
    return Missing(lacking, found.missing)


def add_signature(publisher: Publisher, staged: Staged, signer: CryptoSigner) -> bool:
    """Sign what this key may sign; whether there was anything."""
    root = read_roles(publisher.fleet.metadata).root
    new_root = staged.root or root
    key = signer.public_key.keyid
    is_used = False
    if staged.root is not None and key in {*root.signed.roles["root"].keyids, *new_root.signed.roles["root"].keyids}:
        sign(staged.root, [signer])
        is_used = True
    if staged.targets is not None and key in new_root.signed.roles["targets"].keyids:
        sign(staged.targets, [signer])
        is_used = True
    if is_used:
        _write(publisher.fleet.staged, staged)
    return is_used


def complete(publisher: Publisher, staged: Staged) -> bool:
    """Put a publication in place when it has all its signatures; whether it had.

    Raises:
        FleetError: an online key is not at hand.
    """
    fleet = publisher.fleet
    roles = read_roles(fleet.metadata)
    if missing(staged, roles.root):
        return False
    root, targets = staged.root or roles.root, staged.targets or roles.targets
    snapshot, timestamp = follow_up(roles, targets, publisher.online(root.signed), publisher.now())
    for path in sorted((fleet.staged / "targets").rglob("*")):
        if path.is_file():
            publish_file(fleet.targets / path.relative_to(fleet.staged / "targets"), path.read_bytes())
    for name, content in _files(staged):
        publish_file(fleet.metadata / name, content)
    publish_file(fleet.metadata / f"{snapshot.signed.version}.snapshot.json", as_bytes(snapshot))
    publish_file(fleet.metadata / "timestamp.json", as_bytes(timestamp))
    discard(fleet.staged)
    publisher.record(**staged.about, signed_by=_signers(publisher, staged), timestamp=timestamp.signed.version)
    return True


def publish_file(path: Path, content: bytes) -> None:
    """Write a file for everybody to read: a web server runs as somebody else."""
    path.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    write_atomically(path, content)
    path.chmod(0o644)


def _signers(publisher: Publisher, staged: Staged) -> list[str]:
    root = staged.root.signatures if staged.root else {}
    targets = staged.targets.signatures if staged.targets else {}
    return publisher.names({*root, *targets})
