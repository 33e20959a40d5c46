"""Words of a list are found whole, in any case, with any spaces, and exactly where they stand."""

from __future__ import annotations

import sys

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from proviso.facts.finder import Finder
from proviso.facts.spec import FactSpec, Word
from proviso.facts.words import entry_pattern, fold_paragraph
from proviso.text import fold


def found(text: str, *words: str, case: bool = False) -> list[str]:
    finder = Finder([FactSpec("w", words=tuple(map(Word, words)), case=case)])
    return [text[hit.start : hit.end] for hit in finder.scan(text).hits]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("SSI pays, ssi paid", ["SSI"], ["SSI", "ssi"]),
        ("assist", ["SSI"], []),
        ("social  security", ["Social Security"], ["social  security"]),
        ("donating and donations", ["donat*"], ["donating", "donations"]),
        ("they donated to us", ["donat* to"], ["donated to"]),
        ("#vote now", ["#vote"], ["#vote"]),
        ("a#vote5", ["#vote"], []),
        ("the STRASSE and the Straße", ["straße"], ["STRASSE", "Straße"]),
        ("Social Security Administration", ["Social Security", "Social Security Administration"], ["Social Security Administration"]),
        ("état", ["tat"], []),
        ("İstanbul", ["istanbul"], ["İstanbul"]),
        ("", ["a"], []),
        ("a", ["a"], ["a"]),
    ],
)  # fmt: skip
def test_words_are_found_whole_and_where_they_stand(text: str, words: list[str], expected: list[str]) -> None:
    assert expected == found(text, *words)


def test_case_matters_only_when_the_fact_says_so() -> None:
    assert found("IT helps, it does", "IT", case=True) == ["IT"]


def test_a_word_means_nothing_outside_its_dates() -> None:
    hits = Finder([FactSpec("w", words=(Word("Blue", until="2026-11-03"),))]).scan("Blue").hits

    assert [hit.window for hit in hits] == [(None, "2026-11-03")]


def test_only_one_character_is_ever_folded_away() -> None:
    assert ["\u0307"] == [char for char in map(chr, range(sys.maxunicode + 1)) if len(fold(f"i{char}")) < 2]


def test_letters_that_become_more_than_one_are_known() -> None:
    letters = [char for char in map(chr, range(sys.maxunicode + 1)) if len(fold(char)) > 1]

    assert [letter for letter in letters if fold_paragraph(letter).starts is None] == []


@given(st.text() | st.text("iIİ\u0307 ßﬃaA"))
def test_folding_a_paragraph_is_folding_its_characters(text: str) -> None:
    spaces = regex.sub(" +", " ", text)

    assert fold_paragraph(text).text == regex.sub("i\u0307+", "i", "".join(map(fold, spaces)))


@given(st.text() | st.text("iIİ\u0307 ßﬃaA"))
def test_folding_a_paragraph_keeps_the_way_back(text: str) -> None:
    folded = fold_paragraph(text)

    assert all(0 <= folded.back(i, i + 1)[0] < folded.back(i, i + 1)[1] <= len(text) for i in range(len(folded.text)))
    assert all(folded.text[i] in fold(text[slice(*folded.back(i, i + 1))]) for i in range(len(folded.text)))


@given(
    st.text("aAbBsSß é1-_ '#İi\u0307", max_size=25),
    st.sampled_from(["ab", "a*", "ss b", "#a", "b's", "straß", "i", "ab *", "*ss"]),
)
def test_a_word_is_found_where_its_pattern_matches(text: str, word: str) -> None:
    starts = {match.start() for match in regex.finditer(entry_pattern(word), text, regex.IGNORECASE)}
    hits = Finder([FactSpec("w", words=(Word(word),))]).scan(text).hits

    assert starts <= {hit.start for hit in hits}
