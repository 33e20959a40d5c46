"""What one character, or one character with its marks, looks like in the normal form.

Decides on characters alone: whatever needs the neighbours (homoglyphs, offsets) is in `normal`. Never changes case.
"""
# ruff: noqa: RUF001 - characters that can be taken for others are what this file is about; words read as words

from __future__ import annotations

import unicodedata
from typing import Final

import regex

# Invisible: format characters (zero width, bidi, soft hyphen, tags) and fillers that Unicode says to leave out.
_FORMAT: Final = regex.compile(r"(?V1)[[\p{Cf}\p{Default_Ignorable_Code_Point}]--\p{M}]")
_INVISIBLE: Final = regex.compile(r"[\p{Cf}\p{Default_Ignorable_Code_Point}]+")
# What joins the character before it: marks, and the letters outside category M that compose backwards under NFKC
# (conjoining and compatibility jamo, half-width voicing marks). A test derives this list again from the database.
_EXTENDER: Final = regex.compile(
    r"[\p{M}\u1161-\u1175\u11A8-\u11C2\u3133\u3135\u3136\u313A-\u313F\u314F-\u3163\uFF9E\uFF9F\uFFA3\uFFA5\uFFA6"
    r"\uFFAA-\uFFAF\uFFC2-\uFFC7\uFFCA-\uFFCF\uFFD2-\uFFD7\uFFDA-\uFFDC]"
)
# Marks that no letter took in: over Latin, digits and symbols they are decoration ("1̶2̶3̶", keycaps) or nothing at all.
_DECORATION: Final = regex.compile(r"(?:(?<=[\p{Latin}\p{Common}])|^)[\p{Mn}\p{Me}]+")

_AS_THEY_ARE: Final = frozenset("™℠")  # NFKC would make "Medicare™" one word, "MedicareTM"
# Dashes that the category Pd does not know: minus signs, hyphen bullet, box-drawing lines, the emoji.
_MORE_DASHES: Final = frozenset("\u02d7\u2043\u2212\u2500\u2501\u2796")
_BRAILLE_BLANK: Final = "\u2800"

_QUOTES: Final = {
    **dict.fromkeys("´‘’‚‛′‵ʹʻʼʽˈ‹›❛❜", "'"),
    **dict.fromkeys("“”„‟″‶«»❝❞〝〞〟", '"'),
    "‴": "'''",
}
_SMALL_CAPITALS: Final = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ", "ABCDEFGHIJKLMNOPQRSTUVWYZ", strict=True))
_SQUARED_WORDS: Final = dict(
    zip("🆎🆑🆒🆓🆔🆕🆖🆗🆘🆙🆚🔟", "AB CL COOL FREE ID NEW NG OK SOS UP! VS 10".split(), strict=True)
)

_LIKE_ASCII: Final = (
    {"⁄": "/", "∕": "/", "∶": ":", "∗": "*", "ı": "i", "İ": "I", "ȷ": "j", "ɑ": "a", "ɡ": "g"}
    | _SMALL_CAPITALS
    | _SQUARED_WORDS
    | dict.fromkeys("❿➉➓⓾", "10")
    | {chr(0x24EB + value - 11): str(value) for value in range(11, 21)}  # negative circled numbers
    | {chr(0x1F150 + index): chr(ord("A") + index) for index in range(26)}  # negative circled letters
    | {chr(0x1F170 + index): chr(ord("A") + index) for index in range(26)}  # negative squared letters
)


def is_format(char: str) -> bool:
    """Whether the character shows nothing and joins nothing."""
    return _FORMAT.match(char) is not None


def is_extender(char: str) -> bool:
    """Whether the character belongs to the one before it."""
    return _EXTENDER.match(char) is not None


def fold_cluster(cluster: str) -> str:
    """Give the normal form of a character and what joins it; "" when nothing of it is visible."""
    seen = _INVISIBLE.sub("", cluster)
    if seen and seen[0] in _AS_THEY_ARE:
        return seen[0] + fold_cluster(seen[1:])
    plain = "".join(_QUOTES.get(char, char) for char in seen)
    folded = "".join(_fold_char(char) for char in unicodedata.normalize("NFKC", plain))
    return _DECORATION.sub("", unicodedata.normalize("NFKC", folded))


def _fold_char(char: str) -> str:
    if char.isascii():
        return char
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    category = unicodedata.category(char)
    if category == "Pd" or char in _MORE_DASHES:
        return "-"
    if category == "Zs" or char == _BRAILLE_BLANK:
        return " "
    return _QUOTES.get(char) or _LIKE_ASCII.get(char) or char
