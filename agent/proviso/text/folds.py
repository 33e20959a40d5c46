"""What one character, or one character with its marks, looks like in the normal form.

Decides on characters alone: whatever needs the neighbours (homoglyphs, offsets) is in `normal`. Never changes case.
"""

from __future__ import annotations

import unicodedata
from typing import Final

import regex

# Invisible: format characters (zero width, bidi, soft hyphen, tags) and fillers that Unicode says to leave out.
FORMAT_SET: Final = r"[[\p{Cf}\p{Default_Ignorable_Code_Point}]--\p{M}]"
# What joins the character before it: marks, and the letters without category M that compose backwards under NFKC
# (conjoining and compatibility jamo, half-width voicing marks). A test derives this list again from the database.
EXTENDER_SET: Final = (
    r"[[\p{M}\u1161-\u1175\u11A8-\u11C2\u3133\u3135\u3136\u313A-\u313F\u314F-\u3163\uFF9E\uFF9F"
    r"\uFFA3\uFFA5\uFFA6\uFFAA-\uFFAF\uFFC2-\uFFC7\uFFCA-\uFFCF\uFFD2-\uFFD7\uFFDA-\uFFDC]]"
)
_FORMAT: Final = regex.compile(rf"(?V1)(?:{FORMAT_SET}|\p{{Default_Ignorable_Code_Point}})+")
# Marks that no letter took in: over Latin, digits and symbols they are decoration ("1̶2̶3̶", keycaps) or nothing at all.
_DECORATION: Final = regex.compile(r"(?V1)(?:(?<=[\p{Latin}\p{Common}])|^)[\p{Mn}\p{Me}]+")

# NFKC would make "Medicare™" one word, "MedicareTM".
_AS_THEY_ARE: Final = frozenset("™℠")
# Dashes that the category Pd does not know: minus signs, hyphen bullet, box-drawing lines, the emoji.
_MORE_DASHES: Final = frozenset("\u02d7\u2043\u2212\u2500\u2501\u2796")
_BRAILLE_BLANK: Final = "\u2800"

_QUOTES: Final = {
    **dict.fromkeys("´‘’‚‛′‵ʹʻʼʽˈ‹›❛❜＇", "'"),
    **dict.fromkeys("“”„‟″‶«»❝❞〝〞〟＂", '"'),
    "‴": "'''",
}
_LIKE_ASCII: Final = {
    "⁄": "/", "∕": "/", "∶": ":", "ꓸ": ".", "∗": "*", "ǃ": "!", "ǀ": "|",
    "ɑ": "a", "ɡ": "g", "ɩ": "i", "ⱺ": "o",
    **dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ", "ABCDEFGHIJKLMNOPQRSTUVWYZ", strict=True)),
    "🆎": "AB", "🆑": "CL", "🆒": "COOL", "🆓": "FREE", "🆔": "ID", "🆕": "NEW", "🆖": "NG", "🆗": "OK",
    "🆘": "SOS", "🆙": "UP!", "🆚": "VS", "🔟": "10",
}  # fmt: skip
_ENCLOSED_A: Final = (0x1F150, 0x1F170)  # negative circled, negative squared: A to Z each
_CIRCLED_TEN: Final = frozenset("❿➉➓⓾")
_CIRCLED_ELEVEN: Final = 0x24EB  # negative circled eleven to twenty


def fold_cluster(cluster: str) -> str:
    """Give the normal form of a character and what joins it; "" when nothing of it is visible."""
    seen = _FORMAT.sub("", cluster)
    if seen[:1] in _AS_THEY_ARE and seen:
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
    return _QUOTES.get(char) or _LIKE_ASCII.get(char) or _enclosed(char) or char


def _enclosed(char: str) -> str:
    code = ord(char)
    for first in _ENCLOSED_A:
        if first <= code < first + 26:
            return chr(ord("A") + code - first)
    if char in _CIRCLED_TEN:
        return "10"
    if _CIRCLED_ELEVEN <= code < _CIRCLED_ELEVEN + 10:
        return str(11 + code - _CIRCLED_ELEVEN)
    return ""
