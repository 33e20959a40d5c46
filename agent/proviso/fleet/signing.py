"""The second person: look at what is staged, prove it here too, sign, and publish when nothing is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from proviso.packs.compiled import digest_of
from proviso.updates.verify import TamperedError, unpacked

from .build import judged
from .errors import FleetError
from .roles import read_roles
from .staging import Missing, add_signature, complete, missing, read_staged

if TYPE_CHECKING:
    from pathlib import Path

    from .publisher import Publisher


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
    staged = read_staged(publisher.fleet.staged)
    if staged is None:
        raise FleetError("nothing waits for signatures")
    _prove(publisher.fleet.staged)
    if key is not None and not add_signature(publisher, staged, publisher.load(key)):
        raise FleetError(f"{key}: this key has no say in what waits; see proviso fleet status")
    lacking = missing(staged, read_roles(publisher.fleet.metadata).root)
    about = tuple(f"{name}: {value}" for name, value in staged.about.items())
    return Signed(about, complete(publisher, staged), lacking)


def _prove(folder: Path) -> None:
    """Nobody signs what does not pass here."""
    packs: dict[str, bytes] = {}
    for path in (folder / "targets" / "packs").glob("*/*.json.gz"):
        try:
            compiled = unpacked(path.read_bytes())
        except TamperedError:
            raise FleetError(f"{path}: is spoilt; drop what waits with: proviso fleet sign --discard") from None
        if digest_of(compiled).removeprefix("sha256:") not in path.name:
            raise FleetError(f"{path}: is not the pack that its name says; drop it with: proviso fleet sign --discard")
        packs[path.parent.name] = compiled
    if packs:
        judged(packs)
