"""What a pattern needs of a text: always right, often telling."""

from __future__ import annotations

import sys

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from proviso.facts.finder import Finder
from proviso.facts.literals import requirement
from proviso.facts.needs import bare, collapse
from proviso.facts.runner import Hit, widest
from proviso.facts.spec import FactSpec, Pattern
from proviso.facts.words import is_word
from proviso.text import fold


@pytest.mark.parametrize(
    ("source", "literals", "leading"),
    [
        (r"\bdon(?:ate|or)\b.{0,40}\bcampaign", ("\bcampaign",), False),
        (r"\bdonat(?:e|ions?)\b.{0,40}\bcampaign", ("\bdonate\b", "\bdonation\b", "\bdonations\b"), True),
        (r"(?<!not )vote for\s+\w+", ("vote for",), True),
        (r"\w+ gr[ae]y\s*area", ("area",), False),
        (r"(?:your|the) \w+ (?:pay|salary)", ("pay", "salary"), False),
        (r"(?:your|as an) (?:\w+ ){0,2}(?:gs|doctor)", ("as an ", "your "), True),
        (r"colou?r revolution", ("color revolution", "colour revolution"), True),
        (r"(?=.*secret)\w+", ("secret",), False),
        (r"(?:foo|bars)+ba\d", ("bars", "foo"), True),
        (r"stra(?:ß)e", ("strasse",), True),
        (r"(?:abc){2,}", ("abc",), True),
        (r"(?:abc){2}", ("abcabc",), True),
        (r"case  no\. \d+", ("case no. ",), True),
        (r" case \d+", (" case ",), False),
        (r"a\x41bc", ("aabc",), True),
        (r"(?P<mark>secret)\d", ("secret",), True),
        (r"(?<!\w)#abc(?!\w)", ("\b#abc\b",), True),
        (r"\bab\bc|\mdef\M", ("\babc", "\bdef\b"), True),
        (r"(?:\b|-)abc", ("\babc", "-abc"), True),
        (r"\d?abc", ("abc",), False),
        (r"(?<![\w@#-])(?:Mr|Dr)(?!\w)", ("\bdr\b", "\bmr\b"), True),
        (r"(?<![^\W_]|\d-)hq\d", ("\bhq",), True),
        (r"(?<![\w--\d])(?:Mr|Dr)(?!\w)", (), False),
        (r"\w+ ❤", (" ❤",), False),
    ],
)
def test_the_required_literals_are_found(source: str, literals: tuple[str, ...], leading: bool) -> None:
    need = requirement(source)

    assert (literals, leading) == (need.literals, need.leading)


@pytest.mark.parametrize(
    ("source", "literals", "also"),
    [
        (r"(?:democrat|republican) .{0,40}(?:rally|fundraiser)", ("democrat ", "republican "), ("fundraiser", "rally")),
        (r"(?:pin|code) .{0,40}(?:seven|eight|nine)", ("eight", "nine", "seven"), ("code", "pin")),
        (r"(?=.*secret)\w+ .*plans", ("secret",), ("plans",)),
        (r"(?:apple .* pie|pear .* cake)", ("apple ", "pear "), (" cake", " pie")),
        (r"(?:apple .* pie|pear)", ("apple ", "pear"), ()),
        (r"the .* apple", (" apple",), ()),
        (r"apple .* apple", ("apple ",), (" apple",)),
        (r"apple pie", ("apple pie",), ()),
    ],
)
def test_a_second_set_of_literals_is_required_besides(
    source: str, literals: tuple[str, ...], also: tuple[str, ...]
) -> None:
    need = requirement(source)

    assert (literals, also) == (need.literals, need.also)


@pytest.mark.parametrize(
    "source",
    [
        r"(?:candidate){e<=1}", r"(?i)secret", r"(?P<a>x)(?P=a)secret\1", r"(a)?(?(1)secret|other)", r"foo|\d+", r"[^a]+",
        r"(?:secret)?", r"(?:secret)*x", r"[[:alpha:]]]+", r"[a-z--[aeiou]]{4}", r"(?R)secret", r"\p{L}{5}", r"(?!secret)\w+",
        r"(?<=secret)\w+", r"i\u0307\w", r"ab[\u0307x]c", r"ab\x08c", r"\Gsecret",
    ],
)  # fmt: skip
def test_what_is_not_understood_requires_nothing(source: str) -> None:
    assert requirement(source).literals == ()


@pytest.mark.parametrize(
    ("source", "digits", "row", "at"),
    [
        (r"\d{3}-\d{2}-\d{4}", 9, 4, False),
        (r"\d{3}|\d{5}", 3, 3, False),
        (r"\d{3}|5-5-5", 3, 1, False),
        (r"(?:\d{2})?[0-9]", 1, 1, False),
        (r"\w+@\w+", 0, 0, True),
        (r"\w+@?\w+", 0, 0, False),
        (r"(?<!\d)[1-9]\d{0,4}", 1, 1, False),
        (r"(?=\d{9})\w+", 0, 0, False),
        (r"[A-Z]\d{3}\b(?=x)[0-9]{2}7", 6, 6, False),
        (r"\d{3}[-.]?\d{4}", 7, 4, False),
        (r"(?:\d{2}-){3}", 6, 2, False),
    ],
)
def test_digits_and_at_signs_are_counted_at_their_least(source: str, digits: int, row: int, at: bool) -> None:
    need = requirement(source)

    assert (digits, row, at) == (need.digits, need.row, need.at)


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


_TEXTS = st.text("aAbBcC1é ßsS\u017f\u212akİ\u0131i\u0307@-\u212bx", max_size=30)


@given(_patterns(), _TEXTS)
def test_every_match_contains_what_its_pattern_needs(source: str, text: str) -> None:
    need = requirement(source)

    for match in regex.finditer(source, text, regex.IGNORECASE):
        folded = collapse(fold(text))
        assert not need.literals or any(bare(literal) in folded for literal in need.literals)
        assert sum(char in "0123456789" for char in match[0]) >= need.digits or not match[0].isascii()
        assert not need.at or "@" in match[0]


@settings(max_examples=300)
@given(_patterns(), _TEXTS)
def test_a_pattern_is_found_wherever_it_matches(source: str, text: str) -> None:
    need = requirement(source)
    pattern = Pattern(source, need.literals, None if need.literals else "always", need.digits, need.row, need.leading)
    hits = [
        Hit("p", *match.span())
        for match in regex.finditer(source, text, regex.IGNORECASE)
        if match.end() > match.start()
    ]

    assert widest(hits) == Finder([FactSpec("p", patterns=(pattern,))]).scan(text).hits


def test_folding_never_makes_a_word_out_of_what_is_none() -> None:
    """So that the edges of a word are where they were in the text that is searched."""
    word = regex.compile(r"\w")
    chars = map(chr, range(sys.maxunicode + 1))

    assert [] == [char for char in chars for folded in fold(char) if bool(word.match(char)) != is_word(folded)]
