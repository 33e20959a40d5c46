"""Build packs for publishing: lint, compile, prove, and a gzip that is the same wherever it is made."""

from __future__ import annotations

import gzip
import io
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from proviso.files import write_atomically
from proviso.packs import PackError, Rulebook
from proviso.packs.compiled import digest_of, load_pack
from proviso.packs.read import read_vocabulary
from proviso.store.active import Release
from proviso.store.files import read_sources
from proviso.store.fresh import compile_source
from proviso.updates.gate import Candidate, Refused, pass_gate
from proviso.updates.outcome import SENTENCES

from .errors import FleetError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

_NOTE: Final = "built.json"
BUDGET_S: Final = 600.0  # of the gate on the publisher's machine


@dataclass(frozen=True, slots=True)
class Built:
    """One pack that may be published."""

    name: str
    version: str
    rules: int
    digest: str


def build(rules: Sequence[Path], names: Collection[str], folder: Path) -> tuple[Built, ...]:
    """Build packs of rules folders (default: all), in place of what was built before. Later folders win over earlier.

    Raises:
        FleetError: with everything that lint finds, or the first example that fails.
    """
    facts: dict[str, bytes] = {}
    sources: dict[str, dict[str, bytes]] = {}
    for one in rules:
        more_facts, more_packs = read_sources(one)
        facts |= more_facts
        sources |= more_packs
    unknown = sorted(set(names) - sources.keys())
    if unknown or not sources:
        raise FleetError(f"{rules[-1]}: there is no pack {', '.join(unknown) or 'at all'}; see its folder packs/")
    try:
        vocabulary = read_vocabulary(facts)
        packs = {
            name: compile_source(name, files, vocabulary)
            for name, files in sources.items()
            if name in names or not names
        }
    except PackError as error:
        raise FleetError("\n".join(map(str, error.problems))) from None
    judged(packs)
    built = tuple(_built(name, compiled) for name, compiled in packs.items())
    _keep(folder, packs, built)
    return built


def judged(packs: Mapping[str, bytes]) -> Rulebook:
    """Pass the gate that every agent has: the rulebook of the packs.

    Raises:
        FleetError: with the first fault.
    """
    release = Release("build", 1, {name: digest_of(compiled) for name, compiled in packs.items()}, {})
    try:
        return pass_gate(Candidate(release, packs, allow_shrink=True), None, BUDGET_S)
    except Refused as refused:
        raise FleetError(f"{SENTENCES[refused.fault.error]}: {refused.detail or refused.fault.rule}") from None


def rulebook_of_built(packs: Mapping[str, bytes]) -> Rulebook:
    """The rulebook of packs that were built here, and so have passed."""
    return Rulebook([load_pack(compiled, {}) for compiled in packs.values()])


def _built(name: str, compiled: bytes) -> Built:
    pack = load_pack(compiled, {})
    return Built(name, pack.version, len(pack.rules), pack.digest)


def _keep(folder: Path, packs: Mapping[str, bytes], built: tuple[Built, ...]) -> None:
    for old in folder.glob("*.json*"):
        old.unlink()
    for name, compiled in packs.items():
        write_atomically(folder / f"{name}.json", compiled)
    write_atomically(folder / _NOTE, json.dumps([asdict(one) for one in built], indent=1))


def read_built(folder: Path) -> tuple[dict[str, bytes], tuple[Built, ...]]:
    """What was built, as it was built.

    Raises:
        FleetError: nothing was, or it has changed since.
    """
    try:
        built = tuple(Built(**row) for row in json.loads((folder / _NOTE).read_bytes()))
        packs = {one.name: (folder / f"{one.name}.json").read_bytes() for one in built}
    except (OSError, ValueError, TypeError):
        raise FleetError("nothing is built; build it with: proviso fleet build --rules FOLDER") from None
    if any(digest_of(packs[one.name]) != one.digest for one in built):
        raise FleetError(f"{folder}: has changed since it was built; build again with: proviso fleet build")
    return packs, built


def packed(compiled: bytes) -> bytes:
    """Gzip without name and time: the same pack gives the same bytes."""
    out = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=out, mtime=0) as target:
        target.write(compiled)
    return out.getvalue()
