"""The publisher's record: one JSON line for each deed, with the digest of the line before it."""

from __future__ import annotations

import getpass
import hashlib
import json
import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

_FIRST: Final = "0" * 64


def record(path: Path, now: datetime, deed: Mapping[str, object]) -> None:
    """Append a line, on the disk before this returns."""
    lines = path.read_bytes().splitlines() if path.exists() else []
    seal = hashlib.sha256(lines[-1]).hexdigest() if lines else _FIRST
    line = {"at": now.isoformat(timespec="seconds"), "who": getpass.getuser(), **deed, "before": seal}
    with path.open("ab") as out:
        out.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
        out.flush()
        os.fsync(out.fileno())


def broken_at(path: Path) -> int | None:
    """The number of the first line that does not follow from the one before it; None when all do."""
    seal = _FIRST
    for number, line in enumerate(path.read_bytes().splitlines() if path.exists() else [], start=1):
        try:
            if json.loads(line)["before"] != seal:
                return number
        except (ValueError, LookupError, TypeError):
            return number
        seal = hashlib.sha256(line).hexdigest()
    return None
