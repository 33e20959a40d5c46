"""Load a rulebook: of a signed release, or of bundled sources, compiled and proved once and kept in the state folder.

A pack that cannot be read, has lint or fails its proof is left out, with a sentence that says so; the others work.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from proviso import bundled
from proviso.files import write_atomically
from proviso.packs import Overrides, PackError, Rulebook, read_overrides
from proviso.packs.compiled import FORMAT
from proviso.packs.overrides import NAME as OVERRIDES
from proviso.packs.read import read_vocabulary

from .files import read_sources
from .ledger import Ledger, made_by
from .proving import load_known, proved
from .released import load_released

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from proviso.facts.spec import FactSpec
    from proviso.packs.pack import Pack


@dataclass(frozen=True, slots=True)
class Loaded:
    """A rulebook and what is wrong with the packs that are not in it."""

    rulebook: Rulebook
    problems: tuple[str, ...] = ()

    def with_problems(self, more: tuple[str, ...]) -> Loaded:
        """The same, with more to say."""
        return Loaded(self.rulebook, (*more, *self.problems))


def load_rulebook(state: Path | None = None, rules: Path | None = None) -> Rulebook:
    """The rulebook alone; see `load_rules`."""
    return load_rules(state, rules).rulebook


def load_rules(state: Path | None = None, rules: Path | None = None, config: Path | None = None) -> Loaded:
    """Load every pack under `rules`; by default those of the release in force in `state`, else the bundled ones.

    `state` keeps compiled packs, proofs and releases; None keeps and knows nothing.
    `config` is the folder with IT's overrides.
    """
    overrides, problems = _overrides(config)
    ledger = Ledger(state) if state else None
    if state is not None and ledger is not None and rules is None:
        found = load_released(state, overrides, ledger)
        problems.extend(found.problems)
        if found.rulebook is not None:
            return Loaded(found.rulebook, tuple(problems))
    facts, sources = read_sources(rules or bundled.rules())
    packs: dict[str, Pack] = {}
    vocabulary = _Vocabulary(facts)
    for name, files in sources.items():
        try:
            load = partial(load_known, parameters=overrides.parameters.get(name, {}), ledger=ledger)
            packs[name] = _pack(name, files, vocabulary, state, load)
        except PackError as error:
            problems.append(f'The pack "{name}" is not used: {error.problems[0]}')
    packs = {pack.name: pack for pack in proved(packs, ledger, problems)}
    return Loaded(Rulebook(tuple(packs.values()), overrides), tuple(problems))


def _pack(
    name: str, files: Mapping[str, bytes], vocabulary: _Vocabulary, state: Path | None, load: Callable[[bytes], Pack]
) -> Pack:
    """The compiled pack that was kept, or the pack compiled now and kept. Raises PackError."""
    kept = state / "packs" / f"{name}-{_source_digest(files, vocabulary.files)}.json" if state else None
    if kept is not None:
        try:
            return load(kept.read_bytes())
        except (OSError, PackError):
            pass  # not compiled yet, or spoilt on the disk: the source is at hand
    from .fresh import compile_source  # noqa: PLC0415 - most starts find everything compiled and proved

    compiled = compile_source(name, files, vocabulary.facts(), is_tried=False)
    if kept is not None:
        _keep(kept, name, compiled)
    return load(compiled)


class _Vocabulary:
    """The shared facts, read when the first pack has to be compiled."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self._facts: dict[str, FactSpec] | None = None

    def facts(self) -> Mapping[str, FactSpec]:
        if self._facts is None:
            self._facts = read_vocabulary(self.files)
        return self._facts


def _keep(path: Path, name: str, compiled: bytes) -> None:
    """Keep a compiled pack in place of older ones of its name. Without the disk it is compiled again next time."""
    try:
        write_atomically(path, compiled)
        for old in path.parent.glob(f"{name}-*.json"):
            if old != path and len(old.stem) == len(path.stem):
                old.unlink()
    except OSError:
        return


def _source_digest(files: Mapping[str, bytes], facts: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256(f"{FORMAT} {made_by()}".encode())
    for name, source in sorted({**files, **facts}.items()):
        digest.update(f"\0{name}\0{len(source)}\0".encode())
        digest.update(source)
    return digest.hexdigest()[:32]


def _overrides(config: Path | None) -> tuple[Overrides, list[str]]:
    if config is None:
        return Overrides(), []
    try:
        return read_overrides((config / OVERRIDES).read_bytes()), []
    except FileNotFoundError:
        return Overrides(), []
    except OSError as error:
        return Overrides(), [f"{OVERRIDES} cannot be read ({error.strerror}); no override is in force"]
    except PackError as error:
        return Overrides(), [f"No override is in force: {error.problems[0]}"]
