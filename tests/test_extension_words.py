"""Every sentence a person reads in the composer is in _locales, in each language, and none is left over."""

from __future__ import annotations

import json
import re
from pathlib import Path

EXTENSION = Path(__file__).parents[1] / "extension"
LANGUAGES = ("en", "es")
KEYS = re.search(
    r"WORD_KEYS = Object\.freeze\(\[(.*?)\]\)", (EXTENSION / "content" / "words.js").read_text("utf-8"), re.DOTALL
)
FETCHED = frozenset(re.findall(r'"(\w+)"', KEYS[1] if KEYS else ""))
SOURCES = {
    path.name: path.read_text("utf-8") for path in (EXTENSION / "content").glob("*.js") if path.name != "words.js"
}
# Keys made of a part that is only known at run time.
MADE = ("state_", "short_", "action_", "severity_", "ask_", "passed_", "list_missing_", "duty_say_")


def messages(language: str) -> dict[str, str]:
    found = json.loads((EXTENSION / "_locales" / language / "messages.json").read_text("utf-8"))
    return {key: value["message"] for key, value in found.items()}


def test_the_composer_fetches_no_word_that_a_language_lacks() -> None:
    missing = [(language, key) for language in LANGUAGES for key in FETCHED if key not in messages(language)]

    assert [] == missing


def test_the_composer_asks_for_no_word_that_it_has_not_fetched() -> None:
    asked = {key for source in SOURCES.values() for key in re.findall(r'(?<![a-zA-Z])words\("(\w+)"', source)}
    counted = {key for source in SOURCES.values() for key in re.findall(r'countedWords\("(\w+)"', source)}
    asked |= {f"{key}_{form}" for key in counted for form in ("one", "other")}

    assert set() == asked - FETCHED


def test_the_composer_fetches_no_word_that_nobody_reads() -> None:
    source = "".join(SOURCES.values())
    unread = {
        key
        for key in FETCHED - {"language"}
        if f'"{key}"' not in source
        and f'"{re.sub("_(one|other)$", "", key)}"' not in source
        and not key.startswith(MADE)
    }

    assert set() == unread


def test_both_languages_have_the_same_blanks_to_fill() -> None:
    english, spanish = messages("en"), messages("es")
    different = [
        key for key in FETCHED if sorted(re.findall(r"\$\d", english[key])) != sorted(re.findall(r"\$\d", spanish[key]))
    ]

    assert [] == different
