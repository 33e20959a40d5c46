"""What an answer has in common with what it answers: the words of both, their endings left out.

So that a rule can tell an answer that turns elsewhere. It compares words and knows no synonyms: an answer that has
nothing in common may still be one, so that no rule should rest on this alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

ANSWER_PLACES: Final = ("in_common",)
_WORD: Final = regex.compile(r"[\p{L}\p{N}]{3,}")
_ENDING: Final = regex.compile(r"(?:ings?|ers?|e?d|e?s|ly|y|ies|e)$")
_LEAST: Final = 3  # letters that stay of a word
# Words that any two texts share.
_EVERYWHERE: Final = frozenset(
    "about after all also and any are article been before blog but can com comment could did does don for from get got "
    "gov had has have her here him his how http https its just like more much new news not now one our out page paper "
    "post read really said say see she should some than that the their them then there these they this those too use "
    "very was way were what when where which who why will with would www you your".split()
)


def in_common(answered: str, answer: str) -> str:
    """The words of an answer that what it answers has too, one a line."""
    known = {stem for stem, _ in _stems(answered)}
    return "\n".join(word for stem, word in _stems(answer) if stem in known)


def _stems(text: str) -> Iterator[tuple[str, str]]:
    for found in _WORD.finditer(text):
        word = found.group().casefold()
        if word not in _EVERYWHERE:
            stem = _ENDING.sub("", word)
            yield (stem if len(stem) >= _LEAST else word), found.group()
