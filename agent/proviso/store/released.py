"""Load the release that is in force, or the last good one before it: whole, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from proviso.packs import Overrides, PackError, Rulebook
from proviso.packs.overrides import overrides_of

from .active import read_active
from .proving import load_known, proved
from .shelf import take

if TYPE_CHECKING:
    from pathlib import Path

    from proviso.packs.pack import Pack

    from .active import Release
    from .ledger import Ledger


@dataclass(frozen=True, slots=True)
class Found:
    """The rules of a release, if one could be loaded, and what is wrong with those that could not."""

    rulebook: Rulebook | None
    problems: tuple[str, ...]


def load_released(state: Path, local: Overrides, ledger: Ledger) -> Found:
    """Load the best release of this machine. `local` overrides win over those of the release."""
    problems: list[str] = []
    for release in read_active(state).releases:
        try:
            return Found(_rulebook(release, state, local, ledger), tuple(problems))
        except PackError as error:
            reason = str(error.problems[0])
        except LookupError as error:
            reason = str(error.args[0])
        problems.append(
            f"Release {release.number} of {release.channel} is not used: {reason}. "
            "Checks go on with the last good rules; fetch it again with: proviso update"
        )
    return Found(None, tuple(problems))


def _rulebook(release: Release, state: Path, local: Overrides, ledger: Ledger) -> Rulebook:
    """The rulebook of one release. Raises PackError or LookupError with what is wrong."""
    overrides = local.over(overrides_of(release.overrides, f"release {release.number}"))
    packs: dict[str, Pack] = {}
    for name, digest in release.packs.items():
        compiled = take(state, digest)
        if compiled is None:
            raise LookupError(f'the pack "{name}" is missing or spoilt on this machine')
        packs[name] = load_known(compiled, overrides.parameters.get(name, {}), ledger)
    problems: list[str] = []
    kept = tuple(proved(packs, ledger, problems))
    if problems:
        raise LookupError(problems[0])
    return Rulebook(kept, overrides)
