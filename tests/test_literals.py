"""What a pattern needs of a text: always right, often telling."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from proviso.facts.literals import requirement
from proviso.facts.needs import collapse
from proviso.text import fold


@pytest.mark.parametrize(
    ("source", "literals"),
    [
        (r"\bdonat(?:e|es|ing|ions?)\b.{0,40}\bcampaign", ("campaign",)),
        (r"(?<!not )vote for\s+\w+", ("vote for",)),
        (r"gr[ae]y\s*area", ("area",)),
        (r"colou?r revolution", ("color revolution", "colour revolution")),
        (r"(?=.*secret)\w+", ("secret",)),
        (r"(?:foo|bars)+ba\d", ("bars", "foo")),
        (r"stra(?:ß)e", ("strasse",)),
        (r"(?:abc){2,}", ("abc",)),
        (r"(?:abc){2}", ("abcabc",)),
        (r"case  no\. \d+", ("case no. ",)),
        (r"a\x41bc", ("aabc",)),
        (r"(?P<mark>secret)\d", ("secret",)),
    ],
)
def test_the_required_literals_are_found(source: str, literals: tuple[str, ...]) -> None:
    assert literals == requirement(source).literals


@pytest.mark.parametrize(
    "source",
    [
        r"(?:candidate){e<=1}", r"(?i)secret", r"(?P<a>x)(?P=a)secret\1", r"(a)?(?(1)secret|other)", r"foo|\d+", r"[^a]+",
        r"(?:secret)?", r"(?:secret)*x", r"[[:alpha:]]]+", r"[a-z--[aeiou]]{4}", r"(?R)secret", r"\p{L}{5}", r"(?!secret)\w+",
        r"(?<=secret)\w+", r"i\u0307\w",
    ],
)  # fmt: skip
def test_what_is_not_understood_requires_nothing(source: str) -> None:
    assert requirement(source).literals == ()


@pytest.mark.parametrize(
    ("source", "digits", "at"),
    [
        (r"\d{3}-\d{2}-\d{4}", 9, False),
        (r"\d{3}|\d{5}", 3, False),
        (r"(?:\d{2})?[0-9]", 1, False),
        (r"\w+@\w+", 0, True),
        (r"\w+@?\w+", 0, False),
        (r"(?<!\d)[1-9]\d{0,4}", 1, False),
        (r"(?=\d{9})\w+", 0, False),
    ],
)
def test_digits_and_at_signs_are_counted_at_their_least(source: str, digits: int, at: bool) -> None:
    need = requirement(source)

    assert (digits, at) == (need.digits, need.at)


_ATOMS = st.sampled_from(
    ["a", "B", "é", "ß", "\N{KELVIN SIGN}", "\u017f", "\u0130", "\u0131", "1", "@", " ", "  ", "-", r"\d", r"\w", ".", "[ab]", "[a-f]", "[^b]", "(?:ab|c)", "(?:ABC|abcd)",
     r"\b", "(?=ab)", "(?!ab)", "(?<!a)", "(?>ab)", "ss", "Å"]
)  # fmt: skip
_QUANTIFIERS = st.sampled_from(["", "", "", "?", "*", "+", "{2}", "{1,3}", "{0,2}?", "++"])


@st.composite
def _patterns(draw: st.DrawFn) -> str:
    pieces = draw(st.lists(st.tuples(_ATOMS, _QUANTIFIERS), min_size=1, max_size=6))
    body = "".join(
        atom + ("" if atom in (r"\b", "  ") or atom.startswith(("(?=", "(?!", "(?<")) else q) for atom, q in pieces
    )
    other = draw(st.sampled_from(["", "|abc", "|x1y"]))
    return body + other


@given(_patterns(), st.text("aAbBcC1é ßsS\u017f\u212akİ\u0131i\u0307@-\u212bx", max_size=30))
def test_every_match_contains_what_its_pattern_needs(source: str, text: str) -> None:
    need = requirement(source)

    for match in regex.finditer(source, text, regex.IGNORECASE):
        folded = collapse(fold(text))
        assert not need.literals or any(literal in folded for literal in need.literals)
        assert sum(char in "0123456789" for char in match[0]) >= need.digits or not match[0].isascii()
        assert not need.at or "@" in match[0]
