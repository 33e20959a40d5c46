"""Patterns for what stands beside its label: "TFN: 123 456 782", "0491 570 156 is my mobile".

Out of a fact's labels and the shape of its values two patterns are made: label first, and value first when the fact
allows it. So an author lists words and shapes, and where a label's reach ends is decided here, once for all facts.
Nothing here runs a pattern.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import regex

from .literals import requirement
from .shapes import expanded
from .spoken import SPOKEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

CLOSE, TOLD, WORDS = "close", "told", "words"
MAX_REACH: Final = 60  # characters

# A label is a whole word, but a number may hang on to it (#ssn078051120), and so may a plural or a genitive.
_HEAD: Final = r"(?<![^\W_])"
_TAIL: Final = r"(?:'?s)?(?![^\W\d_])"
# What may stand between a label and its value when nothing else may: signs, and words that only connect.
_CONNECTING: Final = (
    "is|was|are|says?|said|reads?|numbers?|num|nbr|nr|no|nos|code|id|ids|card|of|for|the|on|my|mine|his|her|hers|"
    "their|our|"
    "your|this|that|it|its|it's|thats|that's|which|to|as|at|in|still|now|and|or|a|an|est|es|le|la|mi|mon|old|new|full|"
    "current|actual|real|only|just|here|here's|heres|ends?|ending|starts?|called|named|i|think|have|has|got|yeah|yes|ok|please|"
    "use|used|using|uses|with|by|shows?|listed|set|be|digits?|social|security|ssn|soc|ss"
)
_CONNECTED: Final = rf"\W{{0,4}}(?:(?:{_CONNECTING})(?!\w)\W{{1,4}}){{0,5}}"
# Other words too, as long as a sign or a verb says in the end that the value is the label's: "pin for the alarm is".
_SAID: Final = r"(?:[ ,/'\"()-]{1,2}[^\W\d_]{1,14}){0,7}?[ ,)]{0,2}(?:[:=]|->|\b(?:is|was|are|be|says|reads)\b)\W{0,4}"
GAPS: Final = {"close": f"(?:{_CONNECTED}|{_SAID})", "told": _SAID, "words": r"[^\d.!?;\n]{0,44}?"}
_DIGIT_NEAR: Final = r"(?=\D{0,140}\d)"  # looked for first, because most labels stand without a value
# After the value: no further letter or digit, no decimals, no next group of a longer number.
_VALUE_END: Final = r"(?![^\W_]|[-.]\d)"
_ACRONYM: Final = regex.compile("[A-Z]{3,4}")
_MAX_LENGTH: Final = 1_600  # characters of labels, gap and value; what is around them is short
_OWN_NUMBER: Final = r"(?![^\d\n]{0,12}\d)"  # a label that has a number behind it is not the label of one in front


def labelled_patterns(labels: Sequence[str], values: Sequence[str], gap: str | int, after: int) -> Iterator[str]:
    """The patterns of a fact.

    `gap`: "close" (signs and words that connect), "told" (and a colon, "=" or "is" among them), "words" (of the same
    sentence), or how many characters other than digits may stand between label and value. `after`: how many may stand
    between a value and a label that follows it; 0: none may follow. What can be told apart by the prefilter is kept
    apart: labels too short for it, and values with digits from those without.
    """
    for names in _parted([label_pattern(label) for label in labels], _is_telling):
        for group in _parted([expanded(value) for value in values], _has_digits):
            yield from _label_and_value(names, group, _gap(gap, group), after)


def _gap(gap: str | int, group: Sequence[str]) -> str:
    if isinstance(gap, int):
        between = rf"\D{{0,{gap}}}?"
    elif gap == CLOSE and all(SPOKEN in value for value in group):
        between = _CONNECTED  # words among words: where a sign would be the only difference
    else:
        between = GAPS[gap]
    return f"{_DIGIT_NEAR}{between}" if all(map(_has_digits, group)) else between


def _label_and_value(names: Sequence[str], group: Sequence[str], between: str, after: int) -> Iterator[str]:
    value = f"(?P<mark>{'|'.join(group)}){_VALUE_END}"
    room = _MAX_LENGTH - len(value) - len(between)
    for part in _portions(names, room // 2 if after else room):  # behind the value a label is written twice
        label = "|".join(part)
        yield rf"{_HEAD}(?:{label}){_TAIL}(?:{between}(?<![^\W_]))?{value}"
        if after and _is_telling(part[0]):
            behind = rf"{_HEAD}(?:{label}){_TAIL}"
            follows = rf"\D{{0,{after}}}?{behind}{_OWN_NUMBER}| ?\({behind}[^()\d]{{0,12}}\)"
            yield rf"(?<![^\W_]|\d[-.]){value}(?:{follows})"


def label_pattern(label: str) -> str:
    """One label: words with a space or a joining sign between them, `*` for any ending, capitals also spelt out."""
    if _ACRONYM.fullmatch(label):
        return "[. ]?".join(label)  # T.F.N., T F N
    words = (regex.escape(word, special_only=True).replace(r"\*", r"\w*") for word in label.split())
    return r"\.?[ _-]?".join(words)  # "file no", "file_no", "fileNo", "exp. date"


def _portions(names: Sequence[str], room: int) -> Iterator[list[str]]:
    """The labels in their order, as many at a time as there is room for, so that no pattern grows too long."""
    portion: list[str] = []
    for name in names:
        if portion and len("|".join([*portion, name])) > room:
            yield portion
            portion = []
        portion.append(name)
    yield portion


def _parted(items: Sequence[str], claim: Callable[[str], bool]) -> Iterator[list[str]]:
    """Those of which the claim holds, and the others; none of them empty."""
    parts = [item for item in items if claim(item)], [item for item in items if not claim(item)]
    yield from filter(None, parts)


def _is_telling(pattern: str) -> bool:
    return bool(requirement(pattern).literals)


def _has_digits(pattern: str) -> bool:
    return requirement(pattern).digits > 0
