"""The labelled posts on people, markings and conduct: well formed, balanced, invented. Accuracy is not measured here."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from proviso.model import CATEGORIES, ENTITIES, Context

FOLDER: Final = Path(__file__).parent / "data"
SETS: Final = ("people", "markings", "conduct")
HALVES: Final = ("tuning", "checking")
TYPES: Final = {
    "people": frozenset(e for e in ENTITIES if e == "PERSON" or e.endswith("_FACT")),
    "markings": frozenset({"sensitive-marking", "nonpublic", "security", "litigation", "FINANCIAL_FACT"}),
    "conduct": frozenset({"conduct", "commerce"}),
}
AT_LEAST: Final = {"people": (200, 200), "markings": (240, 240), "conduct": (150, 150)}  # guilty, innocent
IDENTIFIER_SHAPED: Final = re.compile(r"\d{3}[-. ]?\d{2}[-. ]?\d{4}|\d{3}[-. ]\d{4}|\w@\w+\.\w|https?://")


@dataclass(frozen=True)
class Post:
    id: str
    kind: str
    text: str
    context: tuple[tuple[str, str], ...]  # hashable, for counting
    spans: tuple[tuple[int, int, str], ...]
    marks: tuple[dict[str, object], ...]


def lines(name: str) -> list[dict[str, object]]:
    rows = (FOLDER / name).read_text(encoding="utf-8").split("\n")
    return [json.loads(row) for row in rows if row]


def labelled(name: str, half: str) -> list[Post]:
    return [_post(row) for row in lines(f"{name}_{half}.jsonl")]


def _post(row: dict[str, object]) -> Post:
    context, marks = row["context"], row["spans"]
    assert isinstance(context, dict)
    assert isinstance(marks, list)
    return Post(
        id=str(row["id"]),
        kind=str(row["kind"]),
        text=str(row["text"]),
        context=tuple(sorted((field, str(value)) for field, value in context.items())),
        spans=tuple((mark["start"], mark["end"], mark["type"]) for mark in marks),
        marks=tuple(marks),
    )


def both(name: str) -> list[Post]:
    return [post for half in HALVES for post in labelled(name, half)]


def pairs() -> list[dict[str, object]]:
    return [*lines("pairs_people.jsonl"), *lines("pairs_markings.jsonl"), *lines("pairs_conduct.jsonl")]


def texts_of_everything() -> list[str]:
    return [post.text for name in SETS for post in both(name)]


@pytest.mark.parametrize("name", SETS)
def test_every_line_has_the_fields_of_a_labelled_post_and_no_others(name: str) -> None:
    fields = {frozenset(row) for half in HALVES for row in lines(f"{name}_{half}.jsonl")}

    assert {frozenset({"id", "kind", "text", "context", "spans"})} == fields


@pytest.mark.parametrize("name", SETS)
def test_every_span_is_a_trimmed_stretch_of_its_text_and_none_overlap(name: str) -> None:
    for post in both(name):
        ends = [0, *(end for _, end, _ in post.spans)]
        for (start, end, _), before in zip(post.spans, ends, strict=False):
            assert before <= start < end <= len(post.text), post.id
            assert post.text[start:end] == post.text[start:end].strip(), post.id


@pytest.mark.parametrize("name", SETS)
def test_every_type_of_a_set_is_known_and_is_used_in_both_halves(name: str) -> None:
    for half in HALVES:
        assert TYPES[name] == {kind for post in labelled(name, half) for _, _, kind in post.spans}


def test_the_optional_keys_of_a_span_have_one_meaning_each() -> None:
    extras = {
        (mark["type"], key, mark[key])
        for name in SETS
        for post in both(name)
        for mark in post.marks
        for key in mark
        if key not in {"start", "end", "type"}
    }

    assert {("FINANCIAL_FACT", "category", "tax-information"), ("conduct", "level", "info")} == extras


def test_a_role_or_name_stands_in_every_guilty_post_about_people() -> None:
    assert not [p.id for p in both("people") if p.spans and all(kind != "PERSON" for _, _, kind in p.spans)]


def test_ids_and_texts_are_unique_over_all_sets() -> None:
    rows = [row for name in SETS for half in HALVES for row in lines(f"{name}_{half}.jsonl")]
    rows += pairs() + lines("disclosures.jsonl")

    assert not [key for key, n in Counter(str(row["id"]) for row in rows).items() if n > 1]
    assert not [text for text, n in Counter(texts_of_everything()).items() if n > 1]


@pytest.mark.parametrize("name", SETS)
def test_both_sides_are_as_large_as_promised(name: str) -> None:
    posts = both(name)
    guilty = sum(bool(post.spans) for post in posts)
    wanted_guilty, wanted_innocent = AT_LEAST[name]

    assert guilty >= wanted_guilty
    assert len(posts) - guilty >= wanted_innocent


@pytest.mark.parametrize("name", SETS)
def test_each_kind_is_guilty_or_innocent_and_is_split_evenly(name: str) -> None:
    tuning, checking = (Counter((p.kind, bool(p.spans)) for p in labelled(name, half)) for half in HALVES)

    assert len(tuning) == len({kind for kind, _ in tuning})
    assert {key for key in tuning | checking if abs(tuning[key] - checking[key]) > 1} == set()


@pytest.mark.parametrize("name", SETS)
def test_every_context_has_guilty_and_innocent_posts(name: str) -> None:
    guilty = {post.context for post in both(name) if post.spans}
    innocent = {post.context for post in both(name) if not post.spans}

    assert guilty == innocent


def test_every_context_is_understood_in_full() -> None:
    rows = [row for name in SETS for half in HALVES for row in lines(f"{name}_{half}.jsonl")]
    for row in [*rows, *pairs(), *lines("disclosures.jsonl")]:
        context = row["context"]
        assert isinstance(context, dict)
        known = Context.from_mapping(context)
        assert context == {field: getattr(known, field) for field in context}, row["id"]


def test_no_post_holds_the_shape_of_an_identifier_or_an_address_on_the_net() -> None:
    posts = [*pairs(), *lines("disclosures.jsonl")]
    texts = [*texts_of_everything(), *(str(post["text"]) for post in posts)]

    assert not [text for text in texts if IDENTIFIER_SHAPED.search(text)]


def test_a_pair_is_two_posts_with_one_to_flag_and_shares_its_category() -> None:
    by_name: dict[str, list[dict[str, object]]] = {}
    for row in pairs():
        by_name.setdefault(str(row["pair"]), []).append(row)

    assert len(by_name) >= 150
    assert sum(all("held_out" in row for row in rows) for rows in by_name.values()) >= 55
    for name, rows in by_name.items():
        assert sum(bool(row["flag"]) for row in rows) == 1, name
        assert len(rows) == 2, name
        assert len({row["category"] for row in rows}) == 1, name
        assert len({bool(row.get("held_out")) for row in rows}) == 1, name
        assert rows[0]["text"] != rows[1]["text"] or rows[0]["context"] != rows[1]["context"], name


def test_pairs_and_disclosures_name_known_categories_and_say_why() -> None:
    for row in pairs() + lines("disclosures.jsonl"):
        assert row["category"] in CATEGORIES, row["id"]
        assert row["why"], row["id"]


def test_no_held_out_pair_repeats_a_post_of_another_set() -> None:
    known = {text.casefold() for text in texts_of_everything()}
    known |= {str(row["text"]).casefold() for row in pairs() if "held_out" not in row}

    assert not [r["id"] for r in pairs() if "held_out" in r and str(r["text"]).casefold() in known]


def test_disclosures_have_both_sides_and_what_is_protected_is_never_flagged() -> None:
    rows = lines("disclosures.jsonl")

    assert len(rows) >= 24
    assert min(Counter(bool(row["protected"]) for row in rows).values()) >= 10
    assert not [row["id"] for row in rows if row["protected"] == row["flag"]]
