"""Which facts hold for a post, where, and what is not known."""

from __future__ import annotations

import pytest

from proviso.facts.finder import Finder
from proviso.facts.readings import ParagraphCache
from proviso.facts.sightings import Sightings
from proviso.facts.spec import FactSpec, Pattern, Word
from proviso.model import Attachment, Context, Post


def words(name: str, *entries: str, **more: object) -> FactSpec:
    return FactSpec(name, words=tuple(map(Word, entries)), **more)  # type: ignore[arg-type]


def look(text: str, *facts: FactSpec, **context: object) -> Sightings:
    return Sightings(Post(text, Context.from_mapping(context)), ParagraphCache(Finder(facts)))


BIO = words("employer", "orchard", places=("text", "bio"), override="identifies_employer")


@pytest.mark.parametrize(
    ("text", "context", "expected"),
    [
        ("our orchard", {}, True),
        ("hello", {"bio": "At the orchard"}, True),
        ("hello", {"bio": "Nobody"}, False),
        ("hello", {}, None),
        ("hello", {"identifies_employer": True}, True),
        ("hello", {"bio": "At the orchard", "identifies_employer": False}, False),
        ("our orchard", {"identifies_employer": False}, True),
    ],
)
def test_a_fact_is_yes_no_or_unknown(text: str, context: dict[str, object], expected: bool | None) -> None:
    assert expected is look(text, BIO, **context).holds("employer")


def test_what_is_unknown_names_the_field_that_would_settle_it() -> None:
    assert look("hello", BIO).unknown_places("employer") == ("bio",)


def test_only_the_text_gives_spans() -> None:
    assert look("our orchard", BIO, bio="the orchard").spans("employer") == ((4, 11),)


def test_a_post_that_answers_nothing_has_nothing_it_answers() -> None:
    fact = words("f", "apple", places=("text", "replying_to"))

    assert look("x", fact, surface="post").holds("f") is False
    assert look("x", fact, surface="reply").holds("f") is None
    assert look("x", fact, surface="reply", replying_to="an apple").holds("f") is True


def test_links_and_attachments_that_are_not_given_are_not_there() -> None:
    fact = words("f", "apple", places=("links", "attachments"))

    assert look("x", fact).holds("f") is False
    assert look("x", fact, links=["https://example.org/apple"]).holds("f") is True
    assert look("x", fact, attachments=[{"kind": "image", "alt": "an apple"}]).holds("f") is True
    assert Attachment("image") == Attachment("image", None)


ASKS = words("asks", "give", "donate")
PARTY = words("party", "greens")
RIVAL = words("rival", "blues")
NOT = words("not", "never")


def together(text: str, **more: object) -> tuple[tuple[int, int], ...]:
    fact = FactSpec("both", together=(("asks",), ("party", "rival")), **more)  # type: ignore[arg-type]
    return look(text, ASKS, PARTY, RIVAL, NOT, fact).spans("both")


@pytest.mark.parametrize(
    ("text", "more", "expected"),
    [
        ("Please give to the greens.", {}, ((7, 11),)),
        ("Please give. The greens sing.", {}, ()),
        ("Please give. The greens sing.", {"within": "paragraph"}, ((7, 11),)),
        ("Please give.\nThe blues sing.", {"within": "paragraph"}, ()),
        ("Please give.\nThe blues sing.", {"within": "post"}, ((7, 11),)),
        ("give greens", {"within": 1}, ((0, 4),)),
        ("give the greens", {"within": 1}, ()),
        ("give all to the greens", {"mark": "all"}, ((0, 22),)),
        ("give all to the greens", {"mark": "all", "within": 15}, ((0, 22),)),
        ("so, we give all to the greens, again", {"mark": "clause"}, ((4, 22),)),
        ("the greens we give all", {"mark": "clause"}, ((11, 22),)),
        ("never give to the greens", {"without": ("not",)}, ()),
        ("never. give to the greens", {"without": ("not",)}, ((7, 11),)),
        ("give greens, never", {"without": ("not",), "within": 3}, ((0, 4),)),
    ],
)
def test_facts_stand_together(text: str, more: dict[str, object], expected: tuple[tuple[int, int], ...]) -> None:
    assert expected == together(text, **more)


def test_a_match_inside_an_excluded_fact_does_not_count() -> None:
    handle = FactSpec("handle", patterns=(Pattern(r"@\w+", (), "at"),))
    fact = words("f", "apple", outside=("handle",))

    assert look("@apple apple", handle, fact).spans("f") == ((7, 12),)


def test_dated_words_count_only_between_their_dates() -> None:
    fact = FactSpec("f", words=(Word("blue", since="2026-06-01", until="2026-11-03"),))

    assert [
        look("blue", fact, date=day).holds("f") for day in ("2026-05-31", "2026-06-01", "2026-11-03", "2026-11-04")
    ] == [False, True, True, False]


def test_spans_are_those_of_the_source() -> None:
    assert look("👩‍👩 apple"[1:], words("f", "apple")).spans("f") == ((3, 8),)


def test_a_cache_recalls_a_paragraph_until_another_day_comes() -> None:
    cache = ParagraphCache(Finder([FactSpec("f", words=(Word("blue", until="2026-11-03"),))]))
    cache.on("2026-11-03")
    reading = cache.read("blue")

    assert reading is cache.read("blue")
    cache.on("2026-11-04")
    assert (["f"], []) == (list(reading.found), list(cache.read("blue").found))
