"""Patterns that never end, and the longest texts, in one composer: how long the event loop stands still, and whether others are answered.

Every pattern is run as if lint had let it through, through all of the server but its socket, with heartbeats beside it.
"""

from __future__ import annotations

import asyncio
import gc
import json
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Final

from benches.figures import Figures, percentile

import synthetic
from catastrophic import BOMBS, SLOW
from proven import proved
from proviso.facts.spec import FactSpec, Pattern
from proviso.packs import Rulebook
from proviso.packs.lint_patterns import fact_problems
from proviso.server.desk import Desk
from proviso.server.guest import Guest
from proviso.settings import Paths, load
from proviso.store import load_rulebook

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

REVISIONS: Final = 12  # of the text that hurts, each a little longer
BEAT_S: Final = 0.001
GOAL_MS: Final = 50
LENGTH: Final = 62_000  # code points; with the emoji in it, about the 63,206 UTF-16 units that a check may have
NEIGHBOUR: Final = synthetic.text(280, dense=True)


@dataclass
class Watched:
    """What the others saw while one composer had a hard time."""

    statuses: list[str] = field(default_factory=list)  # of the composer in trouble
    gaps_ms: list[float] = field(default_factory=list)  # between two heartbeats, less the pause
    answers_ms: list[float] = field(default_factory=list)  # of the composer beside it


def run() -> list[Figures]:
    """All patterns, then all long texts."""
    patterns = [_row(_shown(pattern), _refused(pattern), asyncio.run(_patterned(pattern))) for pattern in SLOW]
    bombs = [(_shown(pattern), _refused(pattern), "never compiled", "", "") for pattern in BOMBS]
    texts = {label: asyncio.run(_watched(book, texts)) for label, book, texts in _long()}
    gaps = [float(row[3]) for row in patterns]
    longest = max(max(watched.gaps_ms) for watched in texts.values())
    every = [*patterns, *bombs]
    ended = sum(row[1] == "refused" or row[2] == "incomplete" for row in every)
    goals = {
        f"refused by lint or incomplete ({ended} of {len(every)})": ended == len(every) >= 12,
        f"no pattern stops the loop for {GOAL_MS} ms (max {max(gaps):.0f})": max(gaps) < GOAL_MS,
    }
    columns = ("pattern", "lint", "report when it is run all the same", "longest stop ms", "neighbour p95 ms")
    rows = [(label, *_cells(watched)) for label, watched in texts.items()]
    return [
        Figures("Catastrophic patterns", columns, every, goals),
        Figures(
            "The longest texts, each revision new from its first character",
            ("text and rules", *columns[2:]),
            rows,
            {f"no text stops the loop for {GOAL_MS} ms (max {longest:.0f})": longest < GOAL_MS},
        ),
    ]


def _shown(pattern: str) -> str:
    return f"`{pattern if len(pattern) < 40 else pattern[:20] + '…'}`".replace("|", "\\|")


def _refused(pattern: str) -> str:
    fact = FactSpec("slow", patterns=(Pattern(pattern, (), "always"),))
    return "refused" if list(fact_problems(fact, is_tried=True)) else "admitted"


def _row(label: str, lint: str, watched: Watched) -> tuple[str, ...]:
    return (label, lint, *_cells(watched))


def _cells(watched: Watched) -> tuple[str, ...]:
    status = "incomplete" if "incomplete" in watched.statuses else "complete"
    return status, f"{max(watched.gaps_ms):.0f}", f"{percentile(watched.answers_ms, 0.95):.1f}"


async def _patterned(pattern: str) -> Watched:
    """One rule of a small rulebook waits for the pattern."""
    pack = synthetic.pack(50)
    name = next(iter(pack.facts))
    slow = replace(pack.facts[name], patterns=(Pattern(pattern, (), "always"),))
    book = Rulebook([replace(pack, facts={**pack.facts, name: slow})])
    return await _watched(book, [SLOW[pattern] + "!" * number for number in range(REVISIONS)])


def _long() -> Iterator[tuple[str, Rulebook, list[str]]]:
    for label, book in (
        ("1,000 synthetic rules", synthetic.rulebook(1000)),
        ("bundled packs", load_rulebook(proved())),
    ):
        for kind in ("clean", "dense"):
            texts = [synthetic.text(LENGTH, dense=kind == "dense", seed=seed) for seed in range(4)]
            yield f"{LENGTH:,} {kind}, {label}", book, texts
    one = ["".join(text.split("\n")) for text in (synthetic.text(LENGTH, dense=True, seed=seed) for seed in range(4))]
    yield f"{LENGTH:,} dense in one paragraph, 1,000 synthetic rules", synthetic.rulebook(1000), one


async def _watched(book: Rulebook, texts: Sequence[str]) -> Watched:
    """One guest checks the texts in a conversation, another its own post all the time; a third counts the beats."""
    list(book.finder.warm())
    gc.collect()
    gc.freeze()  # as the agent does when it has its rules
    watched = Watched()
    with _guest(book, watched.statuses) as trouble, _guest(book, []) as neighbour:
        others = [asyncio.create_task(_beats(watched)), asyncio.create_task(_neighbour(neighbour, watched))]
        await asyncio.sleep(10 * BEAT_S)
        for revision, text in enumerate(texts):
            await trouble.receive(_check(revision, text))
            while len(watched.statuses) <= revision:
                await asyncio.sleep(BEAT_S)
        for other in others:
            other.cancel()
        await asyncio.gather(*others, return_exceptions=True)
    return watched


async def _beats(watched: Watched) -> None:
    while True:
        began = perf_counter()
        await asyncio.sleep(BEAT_S)
        watched.gaps_ms.append((perf_counter() - began - BEAT_S) * 1000)


async def _neighbour(guest: Guest, watched: Watched) -> None:
    revision = 0
    while True:
        began = perf_counter()
        await guest.receive(_check(revision, f"{NEIGHBOUR} {revision}"))
        watched.answers_ms.append((perf_counter() - began) * 1000)
        revision += 1
        await asyncio.sleep(BEAT_S)


@contextmanager
def _guest(book: Rulebook, statuses: list[str]) -> Iterator[Guest]:
    async def send(text: str) -> None:
        statuses.append(json.loads(text)["status"])

    with tempfile.TemporaryDirectory() as folder:
        paths = Paths(config=Path(folder), state=Path(folder), managed=Path(folder) / "managed.toml")
        guest = Guest(Desk(paths, load(paths), book), send, lambda: None, whole_context=False)
        yield guest
        guest.leave()


def _check(revision: int, text: str) -> str:
    context = {"platform": "facebook", "surface": "post"}
    values = {"type": "check", "conversation": "c", "revision": revision, "text": text, "context": context}
    return json.dumps(values)
