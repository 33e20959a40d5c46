"""The length of a post as X counts it. Nothing about what a post may say.

After NFC, most Latin, Greek, Cyrillic, Hebrew and Arabic characters weigh 1, everything else 2, an emoji with all that
belongs to it 2, a link 23: configuration 3 of the public `twitter-text` library, checked against its version 3.1.0.
Known differences, all in texts that nobody types:
- Any pictures joined by U+200D and any two regional indicators are one emoji here; the library knows them by name, and
  newer ones than it knew count as X's own composer counts them.
- A line break of two characters weighs 1, as in the composer; the library counts both.
- Two links glued together by an emoji may be counted as one, and the other way round: the library cuts inside
  characters of more than 16 bits.
"""

from __future__ import annotations

import unicodedata
from typing import Final

import regex

from .links import link_spans

MAX_WEIGHTED_LENGTH: Final = 280
LINK_LENGTH: Final = 23

_HEAVY: Final = regex.compile(r"[^\x00-\u10FF\u2000-\u200D\u2010-\u201F\u2032-\u2037]")
# An emoji counts once with what belongs to it. A variation selector does not belong to one that is an emoji anyway.
_PLAIN: Final = r"[\p{Emoji}--[0-9#*©®]--\p{Regional_Indicator}]"
_SELECTED: Final = (
    r"[[\p{Emoji}--[0-9#*©®]--\p{Emoji_Presentation}]||[\p{Emoji_Presentation}&&"
    r"[\u231A\u231B\u25FD-\u26CD\u26CF-\u26FD\u2757\u2B1B-\u2B55\U0001F004\U0001F21A\U0001F22F]]]\uFE0F"
)
_PICTURE: Final = rf"(?:\p{{Emoji_Modifier_Base}}\p{{Emoji_Modifier}}|{_SELECTED}|{_PLAIN})"
_EMOJI: Final = regex.compile(
    r"(?V1)[0-9#*]\uFE0F?\u20E3|[©®]\uFE0F|(?=[\u203C-\u3299\U0001F000-\U0001FFFF])(?:"
    r"\p{Regional_Indicator}{2}"
    r"|\U0001F3F4[\U000E0020-\U000E007E]++\U000E007F"  # the flags of England, Scotland and Wales
    rf"|{_PICTURE}(?:\u200D{_PICTURE})*+)"
)
_MAY_BE_EMOJI: Final = regex.compile(r"[\u203C-\u3299\uFE0F\U0001F000-\U0001FFFF]")


def weighted_length(text: str) -> int:
    """Count a post as X does; at most `MAX_WEIGHTED_LENGTH` fit."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n")
    length = 0
    done = 0
    for start, end in link_spans(text):
        length += _weigh(text[done:start]) + LINK_LENGTH
        done = end
    return length + _weigh(text[done:])


def _weigh(text: str) -> int:
    if text.isascii():
        return len(text)
    length = 0
    if _MAY_BE_EMOJI.search(text):
        text, emoji = _EMOJI.subn("", text)
        length = 2 * emoji
    return length + len(text) + len(_HEAVY.findall(text))
