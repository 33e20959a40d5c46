"""Run the long proofs by name; the tests hold a slice of each."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benches.runner import run_by_name
from campaigns import cuts, fleet, fuzz, hub, kills, stalls

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from benches.figures import Figures

CAMPAIGNS: Final[Mapping[str, Callable[[], Sequence[Figures]]]] = {
    "cuts": cuts.run,
    "fleet": fleet.run,
    "fuzz": fuzz.run,
    "hub": hub.run,
    "kills": kills.run,
    "stalls": stalls.run,
}

if __name__ == "__main__":
    sys.exit(run_by_name(__doc__, CAMPAIGNS, Path(__file__).parent.parent / "docs" / "campaigns.md"))
