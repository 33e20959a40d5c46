"""Word lists: folding that keeps the way back, whole-word checks, and the pattern behind an entry with `*` inside.

A plain entry needs no pattern: the prefilter finds it and the neighbours decide. So a list of ten thousand words
costs what its hits cost.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import regex

from proviso.text import fold, normalise

_WORD: Final = regex.compile(r"\w")
_SPACES: Final = regex.compile(r" +")
# Where folding is not one character for one: runs of spaces, U+0307, and letters that become two or three.
_ODD: Final = regex.compile(
    r"  +|[\u0307\u00DF\u0149\u01F0\u0390\u03B0\u0587\u1E96-\u1E9A\u1E9E\u1F50-\u1FFC\uFB00-\uFB17]+"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A paragraph without case, with single spaces. `starts[i]`: where character i came from; None: i itself."""

    text: str
    starts: tuple[int, ...] | None = None

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The span in the paragraph as it was; `end` is exclusive and greater than `start`."""
        if self.starts is None:
            return start, end
        return self.starts[start], self.starts[end - 1] + 1


def fold_paragraph(paragraph: str) -> Folded:
    """Fold case and runs of spaces, remembering where each character came from when that is not its own place."""
    plain = fold(paragraph)
    # No character becomes none but U+0307, so a text that is as long as before was folded one for one.
    if "  " not in paragraph and len(plain) == len(paragraph) and "\u0307" not in paragraph:
        return Folded(plain)
    parts: list[str] = []
    starts: list[int] = []
    done = 0
    for odd in _ODD.finditer(paragraph):
        if odd.start() > done:
            parts.append(fold(paragraph[done : odd.start()]))
            starts.extend(range(done, odd.start()))
        done = odd.end()
        for index, char in enumerate(odd[0], odd.start()):
            last = parts[-1][-1] if parts else ""
            if (char == " " == last) or (char == "\u0307" and last == "i"):
                continue
            folded = fold(char)
            parts.append(folded)
            starts.extend([index] * len(folded))
    parts.append(fold(paragraph[done:]))
    starts.extend(range(done, len(paragraph)))
    return Folded("".join(parts), tuple(starts))


def is_word(char: str) -> bool:
    """Whether a character continues a word."""
    return char.isalnum() or char == "_" if char.isascii() else _WORD.match(char) is not None


def word_end(text: str, end: int) -> int:
    """Where the word that reaches `end` is over: what a `*` at the end of an entry takes in."""
    while end < len(text) and is_word(text[end]):
        end += 1
    return end


def clean_entry(entry: str) -> str:
    """An entry as the normal form would write it."""
    if entry.isascii() and "  " not in entry:
        return entry.strip()
    return _SPACES.sub(" ", normalise(entry).text.strip())


def is_plain(entry: str) -> bool:
    """Whether an entry needs no pattern: no `*`, or only one, at the very end of a word."""
    return "*" not in entry[:-1] and not entry.endswith(" *")


def entry_pattern(entry: str) -> str:
    """The pattern that means the same as an entry: for a `*` inside, and for the plain loop of the proofs."""
    body = " +".join(map(_word_pattern, entry.split(" ")))
    head = r"(?<!\w)" if is_word(entry[0]) or entry.startswith("*") else ""
    tail = r"(?!\w)" if is_word(entry[-1]) or entry.endswith("*") else ""
    return head + body + tail


def _word_pattern(word: str) -> str:
    """One word of an entry. A `*` stands for any part of a word; alone, for one whole word."""
    if word == "*":
        return r"\w+"
    return r"\w*".join(regex.escape(part, special_only=True) for part in word.split("*"))
