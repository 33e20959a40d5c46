"""Texts that are read together although they stand on different lines: line ends, and columns under their titles.

Everything else is found line by line. A form or a pasted table puts the label on one line and the value on the next,
and a small screen breaks a number in two; so the end of a line is read once more with the beginning of the next one,
and a cell with the title of its column. Only facts that ask for it are looked for there, and only what no line shows
by itself. No policy, no clock.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import regex

from .readings import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from .combining import Span
    from .readings import ParagraphCache

Line = tuple[int, str]  # where it starts, and its characters
REACH: Final = 120  # characters on each side of a line end
_SHORT: Final = 40  # characters of a line that may be a label by itself
_DELIMITERS: Final = "\t|,;"
_MAX_CELLS: Final = 400  # of one text; a longer table is a file, not a post
_MAX_TITLE: Final = 30  # characters
_DIGIT: Final = regex.compile(r"\p{Nd}|\p{No}")
_TOLD: Final = regex.compile(r"[\p{L}\p{N}]")


class Joint(NamedTuple):
    """Two stretches of a text with a line break between them."""

    at: int  # where its first character would stand in the text; before the text when a title is put in front
    text: str
    least: int  # what it shows ends behind this; for a cell it also begins behind this
    is_cell: bool
    lines: tuple[Line, ...]  # that show the rest by themselves


class Joined(Reading):
    """A joint as it was read: only the facts that may stand over lines, and only what its lines do not show."""

    def __init__(
        self, joint: Joint, reading: Reading, alone: Sequence[tuple[int, Reading]], names: AbstractSet[str]
    ) -> None:
        super().__init__(reading.text, reading.normal, reading.scan, reading.facts, None)
        self.found = {}
        self._shown: dict[str, tuple[Span, ...]] = {}
        for name in reading.found.keys() & names:
            known = [(at + start, at + end) for at, line in alone for start, end in line.spans(name)]
            spans = [span for found in reading.spans(name) if (span := _new_part(found, joint, known))]
            if spans:
                self._shown[name] = tuple(spans)
                self.found[name] = spans

    def spans(self, name: str) -> tuple[Span, ...]:
        """Where a fact holds over the lines."""
        return self._shown.get(name, ())

    def own(self, name: str) -> tuple[Span, ...]:
        """The same: what bars it was asked where it was read."""
        return self._shown.get(name, ())

    def sentences(self) -> tuple[Span, ...]:
        """None: its sentences are those of its lines."""
        return ()


def join(joint: Joint, cache: ParagraphCache) -> Reading:
    """Read a joint, or recall it."""
    lines = tuple((start - joint.at, line) for start, line in joint.lines)
    key = (joint.text, joint.least, joint.is_cell, lines)
    known = cache.joined.get(key)
    if known is None:
        alone = [(joint.at + start, cache.read(line)) for start, line in lines]
        known = cache.joined[key] = Joined(joint, cache.read(joint.text), alone, cache.finder.over_lines)
    return known


def _new_part(span: Span, joint: Joint, known: Sequence[Span]) -> Span | None:
    """What of a span no line shows: all of it, the second line's share of what goes on there, or nothing."""
    start, end = span
    if end <= joint.least or (joint.is_cell and start < joint.least):
        return None
    shown = [(begin - joint.at, stop - joint.at) for begin, stop in known]
    if any(begin < end and joint.least < stop for begin, stop in shown):
        return None
    goes_on = any(begin < end and start < stop for begin, stop in shown)
    return (joint.least, end) if goes_on else span


def joints(text: str, lines: Sequence[Line]) -> Iterator[Joint]:
    """Every line end with what is around it, then every cell of a table with its title."""
    told = [line for line in lines if _TOLD.search(line[1])]  # a ruled line separates nothing
    for line, following in pairwise(told):
        is_row = _sign(line[1], following[1]) != ""  # a row is read by its cells
        if not is_row and (len(line[1]) <= _SHORT or _DIGIT.search(following[1], 0, _SHORT)):
            start = line[0] + _word_start(line[1], len(line[1]) - REACH)
            end = min(following[0] + len(following[1]), following[0] + REACH)
            yield Joint(start, text[start:end], following[0] - start, False, (line, following))
    yield from _cells(told)


def _word_start(text: str, least: int) -> int:
    """The beginning of a word from `least` on, so that no number is cut."""
    return 0 if least <= 0 else text.find(" ", least) + 1 or least


def _cells(lines: Sequence[Line]) -> Iterator[Joint]:
    """Each cell under the first line of a block of lines with the same number of the same delimiter."""
    left = _MAX_CELLS
    titles: list[Line] = []
    sign = ""
    for line, following in pairwise(lines):
        if not (titles and _columns(following[1], sign) == len(titles)):
            sign = _sign(line[1], following[1])
            titles = _split(line, sign) if sign else []
        for (_, title), (at, cell) in zip(titles, _split(following, sign) if titles else (), strict=False):
            if left and 0 < len(title) <= _MAX_TITLE and _DIGIT.search(cell):
                left -= 1
                head = f"{title}:\n"
                yield Joint(at - len(head), head + cell, len(head), True, (following,))


def _sign(line: str, following: str) -> str:
    """What delimits the same number of columns in both lines; "" when they are no rows of a table."""
    for sign in _DELIMITERS:
        if sign in line and sign in following and _columns(line, sign) == _columns(following, sign):
            return sign
    return ""


def _columns(line: str, sign: str) -> int:
    return len(_parts(line, sign))


def _parts(line: str, sign: str) -> list[Line]:
    """The cells of a line with their offsets; quotes keep a delimiter inside."""
    parts: list[Line] = []
    start = 0
    is_quoted = False
    for index, char in enumerate(f"{line}{sign}"):
        if char == '"' and sign != "|":
            is_quoted = not is_quoted
        elif char == sign and not is_quoted:
            parts.append((start, line[start:index]))
            start = index + 1
    return parts


def _split(line: Line, sign: str) -> list[Line]:
    """The cells where they stand in the text, without the spaces and quotes around them."""
    at, text = line
    cells = []
    for start, cell in _parts(text, sign):
        bare = cell.strip(' "')
        cells.append((at + start + cell.find(bare), bare))
    return cells
