"""The length of a post as X counts it (`twitter-text` configuration 3). Nothing about what a post may say.

Most Latin, Greek, Cyrillic, Hebrew and Arabic characters weigh 1, everything else 2, an emoji sequence 2, a link 23.
"""

from __future__ import annotations

import unicodedata
from typing import Final

import regex

from .links import link_spans

MAX_WEIGHTED_LENGTH: Final = 280
LINK_LENGTH: Final = 23

_HEAVY: Final = regex.compile(r"[^\x00-\u10FF\u2000-\u200D\u2010-\u201F\u2032-\u2037]")
_PICTURE: Final = r"(?:\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})?)"
_EMOJI: Final = regex.compile(
    rf"(?:[\U0001F1E6-\U0001F1FF]{{2}}|[0-9#*]\uFE0F?\u20E3|{_PICTURE}(?:\u200D{_PICTURE})*+)"
)


def weighted_length(text: str) -> int:
    """Count a post as X does: at most 280."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n")
    length = 0
    done = 0
    for start, end in link_spans(text):
        length += _weigh(text[done:start]) + LINK_LENGTH
        done = end
    return length + _weigh(text[done:] if done else text)


def _weigh(text: str) -> int:
    if text.isascii():
        return len(text)
    pictures = 0
    plain, pictures = _EMOJI.subn("", text)
    return len(plain) + len(_HEAVY.findall(plain)) + 2 * pictures
