"""Paragraphs and sentences of a text, as offsets into it. No dictionary, no language model; never raises."""

from __future__ import annotations

from itertools import accumulate
from typing import Final

import regex

_RARE_BREAKS: Final = "\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"


def paragraphs(text: str) -> list[tuple[int, str]]:
    """Split at the line breaks of `str.splitlines`: each line without its break, and where it starts.

    An editor may hand over any of them, U+2028 as well as CR LF. Empty lines are left out: there is nothing in them to
    find.
    """
    if any(map(text.__contains__, _RARE_BREAKS)):
        lines = text.splitlines()
        lengths = map(len, text.splitlines(keepends=True))
    else:  # nearly every text, and half the time: this is most of a keystroke in a long one
        lines = text.split("\n")
        lengths = map((1).__add__, map(len, lines))
    return [(start, line) for line, start in zip(lines, accumulate(lengths, initial=0), strict=False) if line]


_BREAK: Final = r"[\n\v\f\r\x1C-\x1E\x85\u2028\u2029]"
_END: Final = regex.compile(
    rf"{_BREAK}\s*+"
    # Closing quotes and pictures after the stop still belong to the sentence.
    r"|(?P<stop>[.!?\u2026]++)[\"'\u2019\u201D\u00BB)\]]*+[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F\u200D]*+(?:\s++|\Z)"
    r"|[\u3002\uFF01\uFF1F]++\s*+"
)
# A clause ends at a sign, save inside a number, and before a word that begins another one.
_CLAUSE: Final = regex.compile(
    r"(?:(?! (?:-|and|but|because|so|then|while|after) )(?:[^,.;:!?\n()\u2014\u2026\"]|(?<=\d)[.,](?=\d)))+"
)
_WORD: Final = regex.compile(r"(?r)[\p{L}.]{0,12}+")
_INITIALS: Final = regex.compile(r"\p{Lu}(?:\.\p{Lu})*")
_NUMBER_NEXT: Final = regex.compile(r"\d")
_NEW_START: Final = regex.compile(
    r"(?:The|This|That|These|Those|We|I|You|He|She|It|They|My|Our|Your|If|When|But|And|So|Please|Thanks?|See|Call)\b"
)

# The full stop after these ends no sentence, whatever comes next ...
_TITLES: Final = frozenset(
    "Mr Mrs Ms Mx Dr Prof Hon Rep Reps Sen Sens Gov Lt Col Capt Sgt Maj Cmdr Adm Rev Gen St Ste Mt Ft vs v cf e.g i.e "
    "E.g I.e approx ca Dept Div Asst Atty Univ Assn Bros Apt Bldg Ext ext Tel tel".split()
)
# ... after these only when a number follows: "No. 5" and "Mar. 3", but "No. I said so." ...
_NUMBERED: Final = frozenset(
    "No Nos no nos Art Sec Secs Ch Pt Fig Vol Para p pp Reg Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec".split()
)
# ... and after these unless a word follows that usually begins a sentence, as after initials of two letters and more.
_OFTEN_LAST: Final = frozenset(
    "a.m p.m A.M P.M etc Inc Ltd Co Corp Jr Sr Ave Blvd Rd Hwy Ph.D Mon Tue Wed Thu Fri".split()
)


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Split into sentences. The spans lie end to end and cover the text; white space belongs to the sentence before it.

    A stop ends a sentence only before white space, so decimals and links do not; nor do abbreviations, initials and
    the number of a list item.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for found in _END.finditer(text):
        if found["stop"] != "." or not _goes_on(text, start, found.start(), found.end()):
            spans.append((start, found.end()))
            start = found.end()
    if start < len(text):
        spans.append((start, len(text)))
    return tuple(spans)


def clause_spans(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches of a text between signs, and before a dash and words like "and", without the space around."""
    spans = []
    for found in _CLAUSE.finditer(text):
        words = found[0].strip()
        if words:
            start = found.start() + found[0].index(words)
            spans.append((start, start + len(words)))
    return tuple(spans)


def _goes_on(text: str, start: int, stop: int, following: int) -> bool:
    """Whether the sentence goes on after the full stop at `stop`."""
    found = _WORD.match(text, start, stop)
    word = found[0] if found else ""
    if not word:
        return text[start:stop].strip().isdigit()
    if word in _TITLES:
        return True
    if word in _NUMBERED:
        return _NUMBER_NEXT.match(text, following) is not None
    if word in _OFTEN_LAST or (_INITIALS.fullmatch(word) and len(word) > 1):
        return _NEW_START.match(text, following) is None
    return _INITIALS.fullmatch(word) is not None
