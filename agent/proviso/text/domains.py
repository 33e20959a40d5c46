"""Where in a text a domain name stands, as X's grammar sees it: labels between full stops, the last one known.

Looks at the stretches around full stops only, each once from right to left, so that no text is slow. It does not ask
whether a label is too long or whether the domain exists.
"""

from __future__ import annotations

from bisect import bisect_right
from string import ascii_letters
from typing import TYPE_CHECKING, Final, NamedTuple

import regex

from .tlds import ASCII, OTHERS

if TYPE_CHECKING:
    from collections.abc import Iterator

# Punctuation, spaces and direction marks end a domain. "." ends a label; "-" and "_" do not begin or end one.
_CHAR: Final = (
    r"[^!'#%&()*+,\\/:;<=>?@\[\]\^{|}~$\x09-\x0D\x20\x85\xA0\u1680\u180E\u2000-\u200A\u2028\u2029\u202F\u205F\u3000"
    r"\uFFFE\uFEFF\uFFFF\u202A-\u202E\u061C\u200E\u200F\u2066-\u2069]"
)
_STOP: Final = regex.compile(r"\.(?=[A-Za-z]{2}|[^\x00-\x7F])")  # what may come before a top-level domain
_BACK: Final = regex.compile(rf"(?r){_CHAR}*+")
_AHEAD: Final = regex.compile(rf"{_CHAR}*+")
_PROTOCOL: Final = regex.compile(r"(?r)(?i:https?)://", regex.ASCII)

_NOT_BEFORE: Final = r"A-Za-z0-9@\uFF20$#\uFF03\uFFFE\uFEFF\uFFFF"  # no link begins right after one of these
_MAY_PRECEDE: Final = regex.compile(rf"[^{_NOT_BEFORE}]")
_FIRST: Final = regex.compile(rf"(?<![{_NOT_BEFORE}])[^.\-_]")

_LETTERS: Final = regex.compile(r"[A-Za-z]{2,}+(?![0-9@+\-])")
_PUNYCODE: Final = regex.compile(r"[Xx][Nn]--[\-0-9A-Za-z]+")
_NOT_AFTER: Final = frozenset("0123456789@+-" + ascii_letters)  # no top-level domain ends right before one of these


class Domain(NamedTuple):
    """A domain name with the protocol before it, if any."""

    link: int  # where the protocol or else the domain begins
    start: int
    end: int


def top_level_end(text: str, start: int) -> int:
    """Where the top-level domain that begins at `start` ends; -1 when there is none."""
    letters = _LETTERS.match(text, start)
    if letters is not None and letters[0].lower() in ASCII:
        return letters.end()
    for name in OTHERS.get(text[start : start + 1].lower(), ()):
        end = start + len(name)
        if text[start:end].lower() == name and text[end : end + 1] not in _NOT_AFTER:
            return end
    punycode = _PUNYCODE.match(text, start)
    return -1 if punycode is None else punycode.end()


def domain_runs(text: str) -> Iterator[DomainRun]:
    """Give the stretches of the text that may hold domains, from left to right."""
    done = 0
    for stop in _STOP.finditer(text):
        if stop.start() >= done:
            back, ahead = _BACK.match(text, done, stop.start()), _AHEAD.match(text, stop.start())
            done = ahead.end() if ahead else stop.end()
            yield DomainRun(text, back.start() if back else stop.start(), done)


class DomainRun:
    """A stretch of labels and full stops."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self._start = start
        self._stops = [index for index in range(start, end) if text[index] == "."]
        # For the label after each stop: where it ends if it is a top-level domain, else -1 ...
        self._tops = [top_level_end(text, stop + 1) for stop in self._stops]
        # ... and where the longest domain ends that has it as a label before that, else -1.
        self._beyond = [-1] * len(self._stops)
        for index in range(len(self._stops) - 2, -1, -1):
            self._beyond[index] = self._end_of(self._stops[index] + 1, index + 1)

    def first(self, done: int) -> Domain | None:
        """Find the leftmost domain and the longest from there, behind `done` and one character that may precede it."""
        free = done + 1 if done else 0
        link = self._protocol(done)
        if link >= 0 and (end := self._end_of(self._start, 0)) >= 0:
            return Domain(link, self._start, end)
        for index in range(bisect_right(self._stops, free), len(self._stops)):
            for start in self._starts(index, free):
                if (end := self._end_of(start, index)) >= 0:
                    return Domain(start, start, end)
        return None

    def _end_of(self, start: int, index: int) -> int:
        """Where the longest domain ends whose first label begins at `start` and ends at the stop `index`; else -1."""
        label = self._text[start : self._stops[index]]
        if not label or label[0] in "-_" or label[-1] in "-_":
            return -1
        if self._beyond[index] >= 0:
            return self._beyond[index]
        return -1 if "_" in label else self._tops[index]

    def _protocol(self, done: int) -> int:
        """Where the protocol right before the run begins; -1 when there is none or it may not begin there."""
        # The limit is for speed: the engine looks for "://" in all that it is given.
        earliest = max(done, self._start - len("https://"))
        found = _PROTOCOL.match(self._text, earliest, self._start) if earliest <= self._start else None
        if found is None:
            return -1
        start = found.start()
        return start if start == 0 or _MAY_PRECEDE.match(self._text, start - 1) else -1

    def _starts(self, index: int, free: int) -> Iterator[int]:
        """Where a domain may begin in a label: anywhere else in it the answer is the same."""
        begin = max(self._stops[index - 1] + 1 if index else self._start, free)
        stop = self._stops[index]
        first = _FIRST.search(self._text, begin, stop)
        if first is None:
            return
        start = first.start()
        if start == 0 and _MAY_PRECEDE.match(self._text) and _FIRST.match(self._text, 1, stop):
            start = 1  # the grammar would rather have a character before the link than none
        yield start
        underscore = self._text.rfind("_", start, stop)
        after = _FIRST.search(self._text, underscore, stop) if underscore >= 0 else None
        if after is not None:  # the label before the top-level domain has no underscore
            yield after.start()
