"""What is wrong with a pack, said so that its author can mend it: file, line, key, and what to do.

`tomllib` does not tell where a value stood, so `Lines` looks again in the source; only messages depend on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEADER: Final = regex.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_STRING: Final = regex.compile(r"\"\"\"|'''")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that must be changed before a pack is used."""

    file: str
    line: int  # 0: the file as a whole
    key: str  # what it is about: 'rule "us-ssn", severity'
    text: str  # what is wrong; what to do

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.key}: {self.text}" if self.key else f"{place}: {self.text}"


class PackError(Exception):
    """A pack cannot be used. `problems` are for its author; nothing of a pack with problems is ever applied."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


class Lines:
    """Finds the line of the n-th `[[header]]` and of a key under it."""

    def __init__(self, source: str) -> None:
        self._lines = source.splitlines()
        self._headers = list(_headers(self._lines))

    def of(self, path: Sequence[tuple[str, int]], key: str = "") -> int:
        """The line of a key: `of([("rule", 2), ("flagged", 0)], "text")`; 0 without a source.

        The header's line when the key is not found.
        """
        if not self._lines:
            return 0
        first, last, name = 0, len(self._lines), ""
        for step, number in path:
            name = f"{name}.{step}" if name else step
            numbers = [line for line, header in self._headers if header == name and first <= line < last]
            if number >= len(numbers):
                break
            first = numbers[number]
            last = next((line for line, header in self._headers if line > first and _ends(header, name)), last)
        return self._key_line(first, last, key) if key else first + 1

    def _key_line(self, first: int, last: int, key: str) -> int:
        stop = next((line for line, _ in self._headers if first < line < last), last)
        wanted = regex.compile(rf"^\s*[\"']?{regex.escape(key)}[\"']?\s*[.=]")
        return next((line + 1 for line in range(first, stop) if wanted.match(self._lines[line])), first + 1)


def _ends(header: str, name: str) -> bool:
    """Whether a header closes the block of `name`: anything but a table inside it."""
    return not header.startswith(name + ".")


def _headers(lines: Sequence[str]) -> list[tuple[int, str]]:
    """Headers outside multi-line strings."""
    found: list[tuple[int, str]] = []
    open_quote = ""
    for number, line in enumerate(lines):
        if not open_quote and (match := _HEADER.match(line)):
            found.append((number, match[2].replace('"', "")))
        for quote in _STRING.findall(line):
            open_quote = "" if quote == open_quote else open_quote or quote
    return found
