"""Patterns that take for ever when nobody stops them, each with a text on which it does."""

from __future__ import annotations

from typing import Final

SLOW: Final = {
    "(?:a|aa)+$x": "a" * 3000 + "!",
    r"(?:[\w ]*,?)*apple\d": "apple" * 1000 + "!",
    "apple(?:x|xx)+$": "apple" + "x" * 60 + "!",
    "apple.*.*.*.*=": "apple " + "word " * 3000,
    "(?:a+b?)+capple": "a" * 3000 + "!",
    "(?:x|xx)+apple=": "x" * 60 + "!",
    r"apple(?:\w|\w\w)+=": "apple" + "word" * 40,
    r"apple(?:(?:\d|\d\d)+-?)+x": "apple" + "0" * 60,
    r"apple(?=(?:a|aa)+$)": "apple" + "a" * 60 + "!",
    r"apple(?:[^=]|\w)*=": "apple" + "word" * 40,
    "apple(?:pie|p|ie)+=": "apple" + "pie" * 40,
    r"(?:\w+ )+\w+ apple=": "word " * 600,
    r"apple(.*)(.*)(.*)\1\2\3=": "apple" + "ab" * 200,
}
BOMBS: Final = (  # compiling them alone takes all the memory or all the stack there is
    "((((a{50}){50}){50}){20})apple",
    "(?:a{1,900}){1,900}apple",
    "(?:" * 2000 + "apple" + ")" * 2000,
)
