"""The engine against the plain loop of all patterns, on texts made of the rules' own words in strange spellings.

Some of the texts are made of what the bundled packs look for, most of made-up rulebooks; the slice in the tests has other seeds.
"""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final

from benches.figures import Figures

import synthetic
from proven import bundled_facts
from proviso.proof.differential import Comparison, compared

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SEEDS: Final = range(1000, 1022)
OF_BUNDLED, OF_MADE_UP = 100, 850  # texts of one seed; the loop takes a tenth of a second for one of the first kind
MADE_UP: Final = 300  # facts
GOAL: Final = 20_000  # texts


def run() -> list[Figures]:
    """Compare all, one seed after another in as many processes as there are processors."""
    bundled_facts()  # compiled and proved here, once
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        kinds = {"the bundled packs": _of_bundled, f"{MADE_UP} made-up facts, others for each seed": _of_made_up}
        found = {label: list(pool.map(compare, SEEDS)) for label, compare in kinds.items()}
    every = [one for several in found.values() for one in several]
    texts, differences = sum(one.texts for one in every), sum(len(one.differences) for one in every)
    for difference in [one for several in every for one in several.differences][:5]:
        print(ascii(difference))
    goals = {
        f"at least {GOAL:,} texts ({texts:,})": texts >= GOAL,
        f"no differences ({differences})": differences == 0,
    }
    columns = ("texts made of", "texts", "found in them", "differences")
    rows = [_row(label, several) for label, several in found.items()]
    return [Figures("The engine against a loop of all patterns", columns, rows, goals)]


def _row(label: str, several: Sequence[Comparison]) -> tuple[str, ...]:
    counts: Sequence[Callable[[Comparison], int]] = (
        lambda one: one.texts,
        lambda one: one.hits,
        lambda one: len(one.differences),
    )
    return (label, *(f"{sum(map(count, several)):,}" for count in counts))


def _of_bundled(seed: int) -> Comparison:
    return compared(bundled_facts(), OF_BUNDLED, seed)


def _of_made_up(seed: int) -> Comparison:
    return compared(synthetic.facts(MADE_UP, seed), OF_MADE_UP, seed)
