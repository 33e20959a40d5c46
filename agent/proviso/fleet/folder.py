"""The publisher's folder: what is served, what waits for signatures, which key lies where.

repository/     served as it is: metadata/ and targets/
built/          packs that passed lint and proof, and the note of their preview
staged/         a publication that lacks signatures
fleet.json      names and places of the keys, never the keys
audit.jsonl     what was done, by whom, each line sealed by the one before it
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from proviso.files import write_atomically

from .errors import FleetError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_REGISTER: Final = "fleet.json"


@dataclass(frozen=True, slots=True)
class KeyNote:
    """Where a key is kept."""

    name: str  # root-1
    role: str
    id: str
    path: str


@dataclass(frozen=True, slots=True)
class Fleet:
    """One publisher's folder."""

    folder: Path

    @property
    def repository(self) -> Path:
        """What any web server serves."""
        return self.folder / "repository"

    @property
    def metadata(self) -> Path:
        """The signed roles."""
        return self.repository / "metadata"

    @property
    def targets(self) -> Path:
        """Channels and packs."""
        return self.repository / "targets"

    @property
    def staged(self) -> Path:
        """What waits for signatures."""
        return self.folder / "staged"

    @property
    def built(self) -> Path:
        """What may be published."""
        return self.folder / "built"

    @property
    def audit(self) -> Path:
        """The record of what was done."""
        return self.folder / "audit.jsonl"

    def key_notes(self) -> tuple[KeyNote, ...]:
        """Every key that was noted.

        Raises:
            FleetError: this is no publisher's folder.
        """
        try:
            rows = json.loads((self.folder / _REGISTER).read_bytes())["keys"]
            return tuple(KeyNote(**row) for row in rows)
        except FileNotFoundError:
            raise FleetError(f"{self.folder}: no fleet here; make one with: proviso fleet init") from None
        except (OSError, ValueError, LookupError, TypeError):
            raise FleetError(f"{self.folder / _REGISTER}: cannot be read; restore it from a backup") from None

    def note_keys(self, keys: Sequence[KeyNote]) -> None:
        """Write down where the keys are."""
        write_atomically(self.folder / _REGISTER, json.dumps({"keys": [asdict(key) for key in keys]}, indent=1))
