"""Measure accuracy on labelled posts, by name."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benches.runner import run_by_name
from evaluations import conduct, entities, pairs, peers, policy, sets, written

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from benches.figures import Figures

EVALUATIONS: Final[Mapping[str, Callable[[], Sequence[Figures]]]] = {
    "sets": sets.measure,
    "entities": entities.measure,
    "conduct": conduct.measure,
    "pairs": pairs.measure,
    "policy": policy.measure,
    "written": written.measure,
    "peers": peers.measure,
}

if __name__ == "__main__":
    sys.exit(run_by_name(__doc__, EVALUATIONS, Path(__file__).parent.parent / "docs" / "accuracy.md"))
