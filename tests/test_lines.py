"""Paragraphs and sentences."""
# ruff: noqa: RUF001 - stops of other scripts are meant

from __future__ import annotations

import pytest
from hypothesis import given

from proviso.text import normalise, paragraphs, sentence_spans
from texts import TEXTS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one", [(0, "one")]),
        ("one\ntwo", [(0, "one"), (4, "two")]),
        ("one\r\n\r\ntwo\n", [(0, "one"), (7, "two")]),
        ("a\rb\vc\fd\u0085e\u2028f\u2029g", [(0, "a"), (2, "b"), (4, "c"), (6, "d"), (8, "e"), (10, "f"), (12, "g")]),
        (" \n", [(0, " ")]),
        ("", []),
    ],
)
def test_a_paragraph_is_a_line_that_is_not_empty(text: str, expected: list[tuple[int, str]]) -> None:
    assert list(paragraphs(text)) == expected


@given(TEXTS)
def test_a_paragraph_is_normalised_as_if_it_stood_alone(text: str) -> None:
    alone = [normalise(line).text for _, line in paragraphs(text)]

    assert [line for line in alone if line] == [line for _, line in paragraphs(normalise(text).text)]


@given(TEXTS)
def test_a_paragraph_stands_where_it_says(text: str) -> None:
    for start, line in paragraphs(text):
        assert text[start : start + len(line)] == line
        assert line.splitlines() == [line]


@pytest.mark.parametrize(
    "marked",
    [
        "One. |Two! |Three? |Four… |five",
        "One\n|two\r\n\r\n|three\u2028|four",
        "Mr. Lee and Mrs. J. Smith met Dr. No. |They left.",
        "We are in the U.S. Senate, Washington, D.C. at 5 p.m. sharp. |Come!",
        "Dr. J. See and A. Call left.",
        "We live in the U.S. |The rest is history. |It closed at 5 p.m. |Please call.",
        "See No. 5 and Sec. 12, e.g. the rate of 10.5 percent. |No. |I do not.",
        "Read ssa.gov/a.html?x=1.5 and www.va.gov. |Then call.",
        "He said “stop.” |She said 'go!' |(We laughed.) |End",
        "We won!🎉 |Thanks to all 👩‍👩‍👧 #win @you |".rstrip("|"),
        "Really?! |Yes... |no",
        "1. File early. |2. Pay on time.",
        "日本です。|東京！|はい",
        " .",
        "",
    ],
)
def test_a_sentence_ends_where_a_reader_stops(marked: str) -> None:
    text = marked.replace("|", "")

    assert [text[start:end] for start, end in sentence_spans(text)] == [part for part in marked.split("|") if part]


@given(TEXTS)
def test_sentences_cover_the_text_without_a_gap(text: str) -> None:
    spans = sentence_spans(text)

    assert "".join(text[start:end] for start, end in spans) == text
    assert all(start < end for start, end in spans)
