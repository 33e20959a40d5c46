"""Released packs on disk, each under its own digest: what lies there is what it claims to be, or is not used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import regex

from proviso.files import write_atomically
from proviso.packs.compiled import digest_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

FOLDER: Final = "released"
DIGEST: Final = regex.compile(r"sha256:[0-9a-f]{64}")


def put(state: Path, compiled: bytes) -> str:
    """Keep a compiled pack; its digest.

    Raises:
        OSError: the state folder cannot be written to.
    """
    digest = digest_of(compiled)
    if take(state, digest) is None:
        write_atomically(_path(state, digest), compiled)
    return digest


def take(state: Path, digest: str) -> bytes | None:
    """The pack of this digest; None when it is not there, or not what it claims to be."""
    if not DIGEST.fullmatch(digest):
        return None
    try:
        compiled = _path(state, digest).read_bytes()
    except OSError:
        return None
    return compiled if digest_of(compiled) == digest else None


def sweep(state: Path, needed: Collection[str]) -> None:
    """Remove packs that no release on this machine names. What cannot be removed stays."""
    names = {_path(state, digest).name for digest in needed}
    try:
        for path in (state / FOLDER).iterdir():
            if path.name not in names and path.is_file():
                path.unlink()
    except OSError:
        return


def _path(state: Path, digest: str) -> Path:
    return state / FOLDER / f"{digest.removeprefix('sha256:')}.json"
