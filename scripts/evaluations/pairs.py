"""Minimal pairs and protected disclosures: posts that differ in a few words, of which one is to be flagged and one is not.

A pair is decided right when both of its posts are; a post is right when it has a finding of the category that it was
written for above a hint, or has none, as its label says.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NotRequired, TypedDict

from benches.figures import Figures

from .posts import OWN, LabelledPost, found_by_proviso, lines_of
from .scores import percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FILES: Final = ("pairs_people", "pairs_markings", "pairs_conduct", "disclosures")
# Tax information of a person is a fact about a person: either category says enough.
_SAME: Final = {"tax-information": frozenset({"tax-information", "pii"})}


class Row(TypedDict):
    """One post of a pair, or a disclosure, which stands alone."""

    id: str
    pair: NotRequired[str]
    text: str
    context: dict[str, object]
    flag: bool
    category: str
    held_out: NotRequired[bool]


def measure() -> list[Figures]:
    """One line for each category of pair and for the disclosures, on what was tuned with and on what was held out."""
    rows = [row for name in FILES for row in _read(name)]
    right = _decided_right(rows)
    lines = [
        _line(kind, half, [right[one["id"]] for one in members], members)
        for kind, half, members in _by_kind_and_half(rows)
    ]
    return [Figures("Pairs and disclosures", ("what", "half", "decided right", "flagged wrongly", "missed"), lines)]


def _read(name: str) -> list[Row]:
    return [json.loads(line) for line in lines_of(OWN / f"{name}.jsonl")]


def _decided_right(rows: Sequence[Row]) -> dict[str, bool]:
    found = found_by_proviso(LabelledPost(row["id"], row["text"], row["context"]) for row in rows)
    return {
        row["id"]: _is_flagged(row, {mark.category for mark in found.get(row["id"], ())}) == row["flag"] for row in rows
    }


def _is_flagged(row: Row, categories: set[str]) -> bool:
    return bool(categories & _SAME.get(row["category"], frozenset({row["category"]})))


def _by_kind_and_half(rows: Sequence[Row]) -> Iterable[tuple[str, str, list[Row]]]:
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        kind = f"pairs, {row['category']}" if "pair" in row else "disclosures"
        groups.setdefault((kind, "held out" if row.get("held_out") else "tuning"), []).append(row)
    return ((*group, groups[group]) for group in sorted(groups))


def _line(kind: str, half: str, right: Sequence[bool], rows: Sequence[Row]) -> tuple[str, ...]:
    wrong = {row.get("pair", row["id"]) for row, is_right in zip(rows, right, strict=True) if not is_right}
    every = {row.get("pair", row["id"]) for row in rows}
    share = 1 - len(wrong) / len(every)
    false = sum(not is_right and not row["flag"] for row, is_right in zip(rows, right, strict=True))
    missed = sum(not is_right and row["flag"] for row, is_right in zip(rows, right, strict=True))
    return kind, half, f"{len(every) - len(wrong)} of {len(every)} = {percent(share)}", str(false), str(missed)
