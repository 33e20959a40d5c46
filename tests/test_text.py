"""The normal form and its map, UTF-16 offsets, folding."""
# ruff: noqa: RUF001 - disguises are what is tested

from __future__ import annotations

import unicodedata

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from proviso.text import NormalText, fold, normalise, utf16_map
from proviso.text.folds import is_extender
from texts import TEXTS


@pytest.mark.parametrize(
    "disguise",
    [
        "078-05-1120",
        "０７８-０５-１１２０",  # full width
        "٠٧٨-٠٥-١١٢٠",  # Arabic-Indic
        "۰۷۸-۰۵-۱۱۲۰",  # extended Arabic-Indic
        "०७८-०५-११२०",  # Devanagari
        "𝟎𝟕𝟖-𝟎𝟓-𝟏𝟏𝟐𝟎",  # mathematical bold
        "𝟶𝟽𝟾-𝟶𝟻-𝟷𝟷𝟸𝟶",  # mathematical monospace
        "⓪⑦⑧-⓪⑤-①①②⓪",  # circled
        "⓿❼❽-⓿❺-❶❶❷⓿",  # negative circled
        "⁰⁷⁸-₀₅-¹¹²⁰",  # superscript and subscript
        "0️⃣7️⃣8️⃣-0️⃣5️⃣-1️⃣1️⃣2️⃣0️⃣",  # keycaps
        "0⃣7⃣8⃣-0⃣5⃣-1⃣1⃣2⃣0⃣",  # keycaps without a variation selector
        "0\u200b7\u200b8-0\u200c5\u2060-1\u200d1\ufeff2\u00ad0",  # nothing to see between the digits
        "\u2068078-05-\u202e1120\u202c\u2069",  # bidi
        "0\u034f78-0\u061c5-1\u180e120",  # grapheme joiner, letter mark, vowel separator
        "078\U000e002d-05-1\U000e0031120",  # tags
        "0̶7̶8̶-̶0̶5̶-1̲1̲2̲0̲",  # struck through and underlined
    ],
)
def test_a_disguised_number_is_the_number(disguise: str) -> None:
    assert normalise(disguise).text == "078-05-1120"


# Hyphens, figure, en, em and swung dashes, minus signs, small, wide and wave dashes, a bullet, a drawn line, an emoji.
@pytest.mark.parametrize(
    "dash", "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u207b\ufe58\ufe63\uff0d\u2e3a\u301c\u2043\u02d7\u2500\u2796"
)
def test_every_dash_is_a_hyphen(dash: str) -> None:
    assert normalise(f"078{dash}05{dash}1120").text == "078-05-1120"


# No-break, ogham, en, em, figure, punctuation, thin, hair, narrow, mathematical, ideographic, braille.
@pytest.mark.parametrize("space", "\u00a0\u1680\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u2800")
def test_every_space_is_a_space(space: str) -> None:
    assert normalise(f"078{space}05{space}1120").text == "078 05 1120"


@pytest.mark.parametrize(
    ("disguise", "plain"),
    [
        ("ＳＳＡ ｃｌａｉｍ", "SSA claim"),
        ("𝗠𝗲𝗱𝗶𝗰𝗮𝗿𝗲 𝓫𝓮𝓷𝓮𝓯𝓲𝓽 𝕍𝔸", "Medicare benefit VA"),
        ("Ⓢⓢⓐ 🄢🅂🅰 🅢🅢🅐", "Ssa (S)SA SSA"),
        ("ꜱꜱɴ ᴍᴇᴅɪᴄᴀʀᴇ", "SSN MEDICARE"),
        ("🆔 🆗 🔟 ⓬ ❿", "ID OK 10 12 10"),
        ("Mеdiсаrе", "Medicare"),  # four Cyrillic letters
        ("ЅЅN О78", "SSN O78"),
        ("Ρassροrt", "Passport"),  # Greek
        ("pаsswоrd1", "password1"),
        ("vïα Zürich", "vïa Zürich"),
        ("“Don’t” ‘say’ «it» 5′10″ don´t", "\"Don't\" 'say' \"it\" 5'10\" don't"),
        ("oﬃce ﬁle … №5 ½", "office file ... No5 1/2"),
        ("S\u0337S\u0337N\u0337 Z\u0351\u0352a\u0340lgo", "SSN Zàlgo"),
        ("socıal", "social"),
        ("UNİCEF I\u0307stanbul", "UNICEF Istanbul"),
        ("ᴀ\u0301rea ı\u0301", "Área í"),  # composed after folding
        ("\u0301no letter\n\u0301before", "no letter\nbefore"),
    ],
)
def test_a_disguised_word_is_the_word(disguise: str, plain: str) -> None:
    assert normalise(disguise).text == plain


@pytest.mark.parametrize(
    "honest",
    [
        "Привет, мир: а, о, с, у",
        "Καλημέρα κόσμε",
        "5 с половиной",
        "Ёлка и їжак",
        "ITшник",
        "naïve café, Ångström, São Paulo, Đorđe",
        "Medicare™ SSA℠ Proviso®",
        "हिन्दी में लिखा",
        "שָׁלוֹם עֲלֵיכֶם",
        "السَّلَامُ عَلَيْكُمْ",
        "日本語 한국어",
        "SSN and ssn, ALL CAPS",
    ],
)
def test_honest_text_stays_itself(honest: str) -> None:
    assert normalise(honest).text == unicodedata.normalize("NFC", honest)


@pytest.mark.parametrize("emoji", ["👨‍👩‍👧‍👦", "🏳️‍🌈", "👍🏽", "🇺🇸", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "❤️‍🔥", "☎️"])
def test_an_emoji_keeps_words_apart(emoji: str) -> None:
    words = regex.findall(r"\b[a-z]+\b", normalise(f"call{emoji}now").text)

    assert words == ["call", "now"]


@pytest.mark.parametrize(
    ("source", "found", "expected"),
    [
        ("SSN 078\u20110\u200b5\u20131120.", "078-05-1120", "078\u20110\u200b5\u20131120"),
        ("x 1️⃣2️⃣ y", "12", "1️⃣2️⃣"),
        ("\u200bab\u200b", "ab", "ab"),
        ("a\u200bb", "a", "a"),
        ("cafe\u0301 au lait", "café", "cafe\u0301"),
        ("an oﬃce", "f", "ﬃ"),
        ("wait… what", "...", "…"),
        ("👩‍⚕️ 078", "078", "078"),
        ("\u202e078\u202c", "078", "078"),
        ("a7̶8̶b", "78", "7̶8̶"),
        ("कि", "\u093f", "\u093f"),
        ("a\n\u0301b", "\n", "\n"),
        ("xŉ\u0308", "n", "ŉ\u0308"),
        ("a\ufdd2\u0301b", "a", "a"),  # a noncharacter is a character
    ],
)
def test_a_span_gives_the_whole_source_characters(source: str, found: str, expected: str) -> None:
    normal = normalise(source)
    at = normal.text.index(found)

    start, end = normal.span(at, at + len(found))

    assert source[start:end] == expected


def test_an_empty_span_is_a_place_in_the_source() -> None:
    normal = normalise("\u200ba…\u200b")

    assert [normal.span(at, at) for at in range(5)] == [(1, 1), (2, 2), (2, 2), (2, 2), (3, 3)]


def test_a_text_of_which_nothing_is_visible_is_empty() -> None:
    normal = normalise("\u200b\ufe0f")

    assert (normal.text, normal.span(0, 0)) == ("", (0, 0))


@given(TEXTS)
def test_spans_follow_each_other_and_only_the_dropped_lies_between(source: str) -> None:
    normal = normalise(source)

    before = (0, 0)
    for at in range(len(normal.text)):
        span = normal.span(at, at + 1)
        assert span == before or (before[1] <= span[0] < span[1] <= len(source))
        assert normalise(source[before[1] : span[0]]).text == ""
        before = span
    assert normalise(source[before[1] :]).text == ""


@given(TEXTS)
def test_the_source_of_a_character_shows_that_character(source: str) -> None:
    normal = normalise(source)

    for at, char in enumerate(normal.text):
        start, end = normal.span(at, at + 1)
        slice_ = source[start:end]
        # As it is (a mark on its own), alone, or in the company of a Latin letter (homoglyphs).
        assert char in slice_ or char in normalise(slice_).text or char in normalise(f"x{slice_}").text


@given(TEXTS, st.data())
def test_a_longer_span_is_the_hull_of_its_characters(source: str, data: st.DataObject) -> None:
    normal = normalise(source)
    start = data.draw(st.integers(0, len(normal.text)))
    end = data.draw(st.integers(start, len(normal.text)))

    if start < end:
        assert normal.span(start, end) == (normal.span(start, start + 1)[0], normal.span(end - 1, end)[1])


@given(TEXTS)
@example("a\u0301\u0301\u0336")
@example("L\u1161\u11a8")
@example("е\u0301a")
def test_a_normal_form_is_its_own(source: str) -> None:
    once = normalise(source).text

    assert normalise(once).text == once


@given(TEXTS)
def test_line_breaks_stay_where_they_are(source: str) -> None:
    closed = source + "\n"  # or a last line of which nothing is visible would be no line

    assert normalise(closed).text.splitlines() == [normalise(line).text for line in closed.splitlines()]


def test_case_is_left_alone() -> None:
    capitals = [char for char in map(chr, range(0x110000)) if unicodedata.category(char) == "Lu"]

    assert [char for char in capitals if normalise(char).text.islower()] == []


@given(st.text(st.characters(max_codepoint=127)))
def test_ascii_is_its_own_normal_form(source: str) -> None:
    assert normalise(source) == NormalText(source)


def test_what_joins_the_character_before_it_is_known() -> None:
    """The list in `folds` again, from the database: whatever NFKC can attach to what comes before."""
    second = {chr(code) for code in (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))}
    every = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    for char in every:
        parts = unicodedata.decomposition(char).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            second.add(chr(int(parts[1], 16)))
    first = {char: unicodedata.normalize("NFKD", char)[0] for char in every}
    joining = {char for char, part in first.items() if unicodedata.combining(part) or part in second}

    assert [hex(ord(char)) for char in joining if not is_extender(char)] == []


@given(TEXTS)
def test_utf16_offsets_are_those_of_the_encoding(text: str) -> None:
    offsets = utf16_map(text)

    for at in range(len(text) + 1):
        units = sum(1 + (char > "\uffff") for char in text[:at])
        assert offsets.to_utf16(at) == units
        assert offsets.to_code_points(units) == at
    assert 2 * offsets.units == len(text.encode("utf-16-le", "surrogatepass"))


def test_the_middle_of_a_pair_rounds_down() -> None:
    offsets = utf16_map("a😀b😀")

    assert [offsets.to_code_points(units) for units in range(7)] == [0, 1, 1, 2, 3, 3, 4]


def test_lone_surrogates_are_one_unit_each() -> None:
    assert utf16_map("\ud83d\ude00").units == 2


def test_whatever_regex_matches_in_either_case_folds_to_the_same() -> None:
    for letter in "abcdefghijklmnopqrstuvwxyz":
        same = regex.compile(letter, regex.IGNORECASE).findall("".join(map(chr, range(0xD800))))

        assert {fold(char) for char in same} == {letter}


@given(TEXTS)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
