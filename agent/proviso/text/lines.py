"""Paragraphs and sentences of a text, as offsets into it. Pragmatic: no dictionary, no language model; never raises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

# \n, \r\n, \r, \v, \f, U+0085, U+2028, U+2029: what a page or an editor may hand over as a line break.
_BREAK: Final = regex.compile(r"\r\n|[\n\v\f\r\x85\u2028\u2029]")


class Paragraph(NamedTuple):
    """One line of a post without its line break."""

    start: int
    text: str


def paragraphs(text: str) -> Iterator[Paragraph]:
    """Split at line breaks. Empty paragraphs are left out: there is nothing in them to find."""
    done = 0
    for found in _BREAK.finditer(text):
        if found.start() > done:
            yield Paragraph(done, text[done : found.start()])
        done = found.end()
    if done < len(text):
        yield Paragraph(done, text[done:] if done else text)


# Full stops that end an abbreviation. Case matters: "No. 5" is a number, "no." ends a sentence.
_ABBREVIATION: Final = regex.compile(
    r"(?:(?<![\p{L}\p{N}])(?:Mr|Mrs|Ms|Mx|Dr|Prof|Hon|Rep|Reps|Sen|Sens|Gov|Gen|Lt|Col|Capt|Sgt|Maj|Cmdr|Adm|Rev|Fr|Sr|Jr"
    r"|St|Ste|Mt|Ft|Ave|Blvd|Rd|Hwy|Apt|Bldg|Dept|Div|Asst|Atty|No|Nos|Art|Sec|Secs|Ch|Pt|Fig|Vol|Ed|Rev|Stat|Fed|Reg|Pub"
    r"|Inc|Ltd|Co|Corp|Bros|Assn|Univ|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Mon|Tue|Tues|Wed|Thu|Thurs|Fri"
    r"|[Vv]s|[Ee]tc|[Cc]f|[Aa]pprox|[Ee]st|[Ee]xt|[Tt]el|[Pp]p?|[Vv]|[Ee]\.g|[Ii]\.e|[AaPp]\.m|\p{Lu}(?:\.\p{Lu})*))\Z"
)
_END: Final = regex.compile(
    r"(?:[!?…。！？]|\.(?![\p{L}\p{N}_/@-]))[.!?…。！？]*[\"'”’»)\]]*(?=\s|\Z|(?<=[。！？]))\s*|\s*(?:\r\n|[\n\v\f\r\x85\u2028\u2029])\s*"
)


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Split into sentences; the spans lie end to end and cover the text, white space after a sentence is part of it."""
    spans: list[tuple[int, int]] = []
    start = 0
    for found in _END.finditer(text):
        if found.end() < len(text) and not _is_abbreviation(text, found):
            spans.append((start, found.end()))
            start = found.end()
    if start < len(text):
        spans.append((start, len(text)))
    return tuple(spans)


def _is_abbreviation(text: str, found: regex.Match[str]) -> bool:
    if found[0].rstrip() != "." or any(char in found[0] for char in "\n\r\v\f\x85\u2028\u2029"):
        return False
    return _ABBREVIATION.search(text, max(0, found.start() - 12), found.start()) is not None
