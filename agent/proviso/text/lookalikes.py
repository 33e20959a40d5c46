"""Cyrillic and Greek letters that stand in for Latin ones. Changes single letters, never the length of a text."""

from __future__ import annotations

from typing import Final

import regex

_LATIN: Final = {
    **dict(zip("АВЕЅІЈКМНОРСТУХҮӀԌԚԜЁЇ", "ABESIJKMHOPCTYXYIGQWËÏ", strict=True)),
    **dict(zip("аеѕіјкорсухүһӏԁԛԝёї", "aesijkopcyxyhldqwëï", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορυχϲϳ", "ABEZHIKMNOPTYXaikvopuxcj", strict=True)),
}
_ALL: Final = "".join(_LATIN)
_GREEK_OR_CYRILLIC: Final = regex.compile(r"[\u0370-\u052F]")  # one range: four times as fast as the letters
_TOKEN: Final = regex.compile(r"[\p{L}\p{N}\p{M}]+")
_LOOKALIKE: Final = regex.compile(rf"[{_ALL}](?!\p{{M}})")  # with an accent of its own it looks like no Latin letter
_HONEST: Final = regex.compile(rf"(?V1)[\p{{L}}--[{_ALL}]--\p{{Latin}}]")
_ANCHOR: Final = regex.compile(r"[\p{Latin}0-9]")


def unmask(text: str) -> str:
    """Put Latin letters for their lookalikes in tokens that are otherwise Latin letters and digits."""
    if _GREEK_OR_CYRILLIC.search(text) is None or _ANCHOR.search(text) is None:
        return text
    return _TOKEN.sub(_unmask_token, text)


def _unmask_token(match: regex.Match[str]) -> str:
    token = match[0]
    if token.isascii() or _HONEST.search(token) or not _ANCHOR.search(token):
        return token
    return _LOOKALIKE.sub(lambda letter: _LATIN[letter[0]], token)
