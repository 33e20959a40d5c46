"""The bundled packs, compiled and proved once for all tests: an agent that starts in a fresh folder need not do it again."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock

from proviso import bundled
from proviso.packs.compiled import load_pack
from proviso.packs.read import read_vocabulary
from proviso.store import load_rulebook, load_rules
from proviso.store.files import read_sources

if TYPE_CHECKING:
    from proviso.facts.spec import FactSpec
    from proviso.packs.pack import Pack

KEPT = Path(__file__).parent.parent / ".cache" / "proved"


@cache
def proved() -> Path:
    """A state folder that holds them; those of an earlier run are good as long as the rules are the same."""
    KEPT.mkdir(mode=0o700, parents=True, exist_ok=True)
    with FileLock(KEPT.with_suffix(".lock")):  # of several workers one proves, the others find it done
        load_rules(KEPT)
    return KEPT


def compiled_pack(name: str) -> Pack:
    """A bundled pack with its examples, which a proved one is loaded without."""
    proved()
    [kept] = (KEPT / "packs").glob(f"{name}-*.json")
    return load_pack(kept.read_bytes(), {})


def furnish(state: Path) -> None:
    """Put them into a state folder that is not there yet."""
    if not state.exists():
        shutil.copytree(proved(), state)
        state.chmod(0o700)


def bundled_facts() -> list[FactSpec]:
    """Everything that the bundled rules recognise: the shared facts and those that packs keep to themselves."""
    shared, _ = read_sources(bundled.rules())
    return list({**read_vocabulary(shared), **load_rulebook(proved()).facts}.values())
