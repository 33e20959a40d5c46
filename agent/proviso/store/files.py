"""Read folders of packs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

MAX_FILE: Final = 4 << 20  # bytes; a word list of 100,000 entries is half of this


def read_folder(folder: Path, suffixes: tuple[str, ...] = (".toml", ".txt")) -> dict[str, bytes]:
    """The files of a folder by name. Sub-folders and anything too large to be meant are left out."""
    if not folder.is_dir():
        return {}
    return {
        path.name: path.read_bytes()
        for path in sorted(folder.iterdir())
        if path.suffix in suffixes and path.is_file() and path.stat().st_size <= MAX_FILE
    }


def read_sources(rules: Path) -> tuple[dict[str, bytes], dict[str, dict[str, bytes]]]:
    """The shared facts, and the files of every pack by its name."""
    facts = read_folder(rules / "facts", (".toml",))
    packs = rules / "packs"
    folders = sorted(path for path in packs.iterdir() if path.is_dir()) if packs.is_dir() else []
    return {f"facts/{name}": source for name, source in facts.items()}, {f.name: read_folder(f) for f in folders}
