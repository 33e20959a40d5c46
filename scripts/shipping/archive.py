"""A folder as one zip, the same bytes on every machine. Refuses what does not belong into a package."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

from shipping import PackageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

KINDS: Final = frozenset({".js", ".css", ".html", ".json", ".png"})
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can name
_PLAIN_FILE: Final = 0o100644 << 16


def read_folder(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder, by its path in the package.

    Raises:
        PackageError: a link, a hidden file, or one of a kind that the extension does not have.
    """
    files: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or any(part.startswith(".") for part in name.split("/")):
            raise PackageError(f"{path} is hidden or a link; remove it and run this again")
        if path.is_dir():
            continue
        if path.suffix not in KINDS:
            raise PackageError(f"{path} is none of {' '.join(sorted(KINDS))}; remove it and run this again")
        files[name] = path.read_bytes()
    return files


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Pack files in the order of their names, all with one date and mode.

    Stored and not compressed: what a compressor makes of the same bytes depends on its version, and then nobody could
    build the package again and compare.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 3  # Unix, also where this runs on another system
            entry.external_attr = _PLAIN_FILE
            archive.writestr(entry, files[name])
    return target.getvalue()
