r"""Examples in rule files: `[[ ]]` marks exactly what is underlined; a backslash escapes a bracket or a backslash."""

from __future__ import annotations

from typing import Final

import regex

Span = tuple[int, int]

_TOKEN: Final = regex.compile(r"\\([\[\]\\])|(\[\[)|(\]\])")


class MarkError(ValueError):
    """The marks of an example do not pair up."""


def unmark(marked: str) -> tuple[str, tuple[Span, ...]]:
    """The text of an example and the spans that were marked in it. Raises MarkError."""
    parts: list[str] = []
    spans: list[Span] = []
    opened: int | None = None
    length = done = 0
    for token in _TOKEN.finditer(marked):
        kept = marked[done : token.start()] + (token[1] or "")
        parts.append(kept)
        length += len(kept)
        done = token.end()
        if token[2]:
            opened = _open(opened, length)
        elif token[3]:
            spans.append(_close(opened, length))
            opened = None
    if opened is not None:
        raise MarkError('"[[" is never closed; close it with "]]", or write "\\[\\[" for the characters themselves')
    return "".join((*parts, marked[done:])), tuple(spans)


def mark(text: str, spans: tuple[Span, ...]) -> str:
    """The example that `unmark` would read back: for messages that show what was found."""
    marks = {start: "[[" for start, _ in spans}
    out: list[str] = []
    for index, char in enumerate(text + "\0"):
        out.extend("]]" for _, end in spans if end == index)
        out.append(marks.get(index, ""))
        out.append(char.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]"))
    return "".join(out[:-1])


def _open(opened: int | None, at: int) -> int:
    if opened is not None:
        raise MarkError('"[[" inside "[[ ]]"; marks do not nest')
    return at


def _close(opened: int | None, at: int) -> Span:
    if opened is None:
        raise MarkError('"]]" without "[["; write "\\]\\]" for the characters themselves')
    if opened == at:
        raise MarkError('"[[]]" marks nothing; put the marks around what is underlined')
    return opened, at
