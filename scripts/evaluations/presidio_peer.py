"""Answer labelled posts with presidio-analyzer's pattern recognisers. Run by the interpreter that has it, not by ours.

Reads what `proviso check --jsonl` reads and writes what it writes, with a score for each finding; the last line says what
it took. The language model is a blank one: no name or place is recognised, but every pattern, context word and checksum
is at work. Context words are compared with lemmas, which a blank model has none of, so each word is made its own.
"""

from __future__ import annotations

import inspect
import json
import resource
import sys
from importlib import import_module
from time import perf_counter
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PLACES: Final = (
    "generic",
    "country_specific.us",
    "country_specific.uk",
    "country_specific.australia",
    "country_specific.canada",
)
REGIONS: Final = ("US", "GB", "AU", "CA")  # for telephone numbers


class Result(Protocol):
    """What Presidio calls a result. Its packages are not there where types are checked."""

    start: int
    end: int
    entity_type: str
    score: float


class Analyzer(Protocol):
    """What is asked of Presidio's engine."""

    def analyze(self, *, text: str, language: str) -> list[Result]:
        """Find everything in a text."""


class Word(Protocol):
    """A word of spaCy's."""

    lemma_: str
    lower_: str


def main() -> None:
    """Answer every line."""
    analyzer = _analyzer()
    posts = [json.loads(line) for line in sys.stdin]
    analyzer.analyze(text="warm up: jo@example.org, 202-555-0143", language="en")
    took = 0.0
    for post in posts:
        start = perf_counter()
        results = analyzer.analyze(text=post["text"], language="en")
        took += perf_counter() - start
        findings = [{"start": r.start, "end": r.end, "entity": r.entity_type, "score": r.score} for r in results]
        print(json.dumps({"id": post["id"], "findings": findings}))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # Linux counts in KiB
    print(json.dumps({"ms": took * 1000 / len(posts), "mib": memory}))


def _analyzer() -> Analyzer:
    """Presidio with every pattern recogniser for these countries, those that are off by default too."""
    presidio, engines = import_module("presidio_analyzer"), import_module("presidio_analyzer.nlp_engine")
    registry = presidio.RecognizerRegistry(recognizers=list(_recognizers()), supported_languages=["en"])
    engine = engines.SpacyNlpEngine(models=[{"lang_code": "en", "model_name": "blank"}])
    engine.nlp = {"en": _blank()}
    analyzer: Analyzer = presidio.AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=["en"])
    return analyzer


def _recognizers() -> Iterator[object]:
    presidio, predefined = import_module("presidio_analyzer"), import_module("presidio_analyzer.predefined_recognizers")
    for _, kind in inspect.getmembers(predefined, inspect.isclass):
        place = kind.__module__.partition("predefined_recognizers.")[2]
        if issubclass(kind, presidio.PatternRecognizer) and place.startswith(PLACES):
            yield kind()
    yield predefined.PhoneRecognizer(supported_regions=REGIONS)


def _blank() -> object:
    """English words without a model, each its own lemma."""
    spacy, language = import_module("spacy"), import_module("spacy.language")

    def own_lemma(words: Iterable[Word]) -> Iterable[Word]:
        for word in words:
            word.lemma_ = word.lower_
        return words

    language.Language.component("own_lemma", func=own_lemma)
    blank = spacy.blank("en")
    blank.add_pipe("own_lemma")
    words: object = blank
    return words


if __name__ == "__main__":
    main()
