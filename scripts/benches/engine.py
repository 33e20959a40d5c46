"""The engine alone: 50 to 5,000 made-up rules on short and long texts, against a loop of the same patterns; one keystroke; memory.

Every figure is the least of several runs, taken in turn, because other programs can only make a run slower. The loop has each fact as one
compiled pattern and runs all of them over the text. It yields spans, while the engine also normalises the text, judges, and words its findings.
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from itertools import product
from time import perf_counter
from typing import TYPE_CHECKING, Final

import regex

import synthetic
from benches.figures import Figures
from benches.plot import Line, Panel, drawn
from proviso.engine import Memory, check
from proviso.facts.words import clean_entry
from proviso.model import Context, Post
from synthetic import LENGTHS, SIZES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from proviso.facts.spec import FactSpec
    from proviso.packs import Rulebook

ROUNDS: Final = {280: 400, 2000: 100, 63206: 12}
LOOP_ROUNDS: Final = {280: 20, 2000: 5, 63206: 2}
KINDS: Final = ("clean", "dense")
KEYS: Final = "abcdefghijklmnopqrstuvwxyz"
FASTER: Final = 40  # than the loop, 1,000 rules at 280 characters
GROWTH: Final = 2.0  # of the time at 280 characters, from 1,000 rules to 5,000
SHARE: Final = 10  # keystrokes in the longest text that take as long as one full check
Key = tuple[int, int, str]  # rules, length, kind of text
Times = dict[Key, float]  # microseconds


def measure() -> list[Figures]:
    """Speed, growth, keystroke, memory."""
    books = {size: synthetic.rulebook(size) for size in SIZES}
    for book in books.values():
        list(book.finder.warm())
    patterns = {size: list(map(as_pattern, book.facts.values())) for size, book in books.items()}
    posts = {(length, kind): post(length, kind) for length in LENGTHS for kind in KINDS}
    gc.collect()
    gc.freeze()
    engine = _least(ROUNDS, lambda key: check(posts[key[1:]], books[key[0]]))
    loop = _least(LOOP_ROUNDS, lambda key: run_all(patterns[key[0]], posts[key[1:]].text))
    typed = {key: _keystroke(posts[key[1:]], books[key[0]]) for key in engine if key[1] == LENGTHS[-1]}
    return [_speed(engine, loop), _keystrokes(engine, typed), _memory()]


def post(length: int, kind: str) -> Post:
    """A text on Facebook, where no characters are counted."""
    context = Context(platform="facebook", surface="post", date="2026-11-21")
    return Post(synthetic.text(length, dense=kind == "dense"), context)


def as_pattern(fact: FactSpec) -> regex.Pattern[str]:
    """A fact as the one pattern that somebody without an engine would write for it."""
    flags = 0 if fact.case else regex.IGNORECASE
    if fact.patterns:
        return regex.compile(fact.patterns[0].source, flags, cache_pattern=False)
    words = (clean_entry(word.text).replace("*", r"\w*").replace(" ", " +") for word in fact.words)
    return regex.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", flags, cache_pattern=False)


def run_all(patterns: Iterable[regex.Pattern[str]], text: str) -> list[tuple[int, int]]:
    """What the engine is compared with."""
    return [found.span() for pattern in patterns for found in pattern.finditer(text)]


def _least(rounds: Mapping[int, int], work: Callable[[Key], object]) -> Times:
    """The least time of each size, length and kind; all sizes of a text take turns."""
    times: Times = {}
    for text in product(LENGTHS, KINDS):
        for key in [(size, *text) for size in SIZES] * rounds[text[0]]:
            began = perf_counter()
            work(key)
            took = (perf_counter() - began) * 1e6
            times[key] = min(took, times.get(key, took))
    return times


def _keystroke(whole: Post, book: Rulebook) -> float:
    """One letter more in the middle of a text that was checked before."""
    memory = Memory(book)
    check(whole, book, memory)
    middle = len(whole.text) // 2
    times = []
    for typed in range(1, len(KEYS) + 1):
        text = whole.text[:middle] + KEYS[:typed] + whole.text[middle:]
        began = perf_counter()
        check(Post(text, whole.context), book, memory)
        times.append((perf_counter() - began) * 1e6)
    return min(times)


def _speed(engine: Times, loop: Times) -> Figures:
    columns = ("rules", *(f"{length:,} {kind}" for length in LENGTHS for kind in KINDS))
    rows = [(label, *cells) for size in SIZES for label, cells in _rows(size, engine, loop)]
    faster = {kind: loop[1000, 280, kind] / engine[1000, 280, kind] for kind in KINDS}
    growth = {kind: engine[5000, 280, kind] / engine[1000, 280, kind] for kind in KINDS}
    goals = {
        f"280 {kind}: 1,000 rules {FASTER} times faster than the loop ({f:.0f})": f >= FASTER
        for kind, f in faster.items()
    }
    goals |= {
        f"280 {kind}: 5,000 rules at most {GROWTH:.0f} times 1,000 ({g:.2f})": g <= GROWTH for kind, g in growth.items()
    }
    return Figures("Engine and loop, µs a check", columns, rows, goals, _drawn(engine, loop))


def _rows(size: int, engine: Times, loop: Times) -> Iterator[tuple[str, list[str]]]:
    keys = [(size, length, kind) for length in LENGTHS for kind in KINDS]
    yield f"**{size:,}**, engine", [f"{engine[key]:,.0f}" for key in keys]
    yield f"{size:,}, loop", [f"{loop[key]:,.0f}" for key in keys]
    yield f"{size:,}, times faster", [f"{loop[key] / engine[key]:,.0f}" for key in keys]
    if size != SIZES[0]:
        smaller = SIZES[SIZES.index(size) - 1]
        yield f"{size:,} / {smaller:,} rules", [f"{engine[key] / engine[smaller, *key[1:]]:.2f}" for key in keys]


def _drawn(engine: Times, loop: Times) -> str:
    def line(times: Times, name: str, length: int, kind: str) -> Line:
        return Line(f"{name}, {kind}", [(size, times[size, length, kind]) for size in SIZES], is_dashed=kind == "dense")

    panels = [
        Panel(
            f"{length:,} characters",
            [line(t, name, length, kind) for t, name in ((engine, "engine"), (loop, "loop")) for kind in KINDS],
        )
        for length in LENGTHS
    ]
    return drawn("Microseconds a check, by number of rules", panels)


def _keystrokes(engine: Times, typed: Times) -> Figures:
    rows: list[tuple[str, ...]] = [
        (f"{size:,}", kind, f"{engine[key]:,.0f}", f"{typed[key]:,.0f}", f"{engine[key] / typed[key]:.1f}")
        for key in typed
        for size, _, kind in [key]
    ]
    ratios = {kind: engine[1000, LENGTHS[-1], kind] / typed[1000, LENGTHS[-1], kind] for kind in KINDS}
    goals = {f"{kind}: a full check is at least {SHARE} keystrokes ({r:.1f})": r >= SHARE for kind, r in ratios.items()}
    columns = ("rules", "text", "full check µs", "keystroke µs", "keystrokes in one check")
    return Figures("One keystroke in the middle of 63,206 characters, paragraphs up to 2,000", columns, rows, goals)


def _memory() -> Figures:
    rows: list[tuple[str, ...]] = []
    for size in SIZES:
        command = [sys.executable, "-m", "benches.engine_memory", str(size)]
        told = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
        rows.append(
            (f"{size:,}", *(f"{told[name]:,.1f}" for name in ("ready_ms", "ready_mb", "compiled_ms", "compiled_mb")))
        )
    columns = ("rules", "ready ms", "MB", "all patterns compiled ms", "MB")
    return Figures("Memory and readiness of one rulebook, each in a process of its own", columns, rows)
