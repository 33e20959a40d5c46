"""All bundled packs at once on posts of 280 characters, cut out of the labelled posts of the tests; and `proviso check --jsonl` as a stream."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Final

from benches.figures import Figures, percentile
from proviso.engine import check
from proviso.model import Context, Post
from proviso.store import load_rulebook

if TYPE_CHECKING:
    from proviso.packs import Rulebook

LABELLED: Final = Path(__file__).parents[2] / "tests" / "data"
LENGTH: Final = 280
ROUNDS: Final = 6  # each post counts by its least, because other programs can only make it slower
P50_US, P95_US, A_SECOND = 1000, 2000, 1000  # goals
STREAMED: Final = 10_000  # posts
WRITER: Final = {"account": "personal", "platform": "x", "surface": "post", "agency": "SSA", "date": "2026-11-21"}


def measure() -> list[Figures]:
    """The engine's part of a keystroke with every pack, and the stream."""
    book = load_rulebook()
    list(book.finder.warm())
    labelled = written()
    texts = cut(labelled)
    packs = [info.name for info in book.packs]
    took, found = _checked(book, texts, packs)
    streamed = _streamed(labelled, packs)
    length = sum(map(len, labelled)) / len(labelled)
    title = f"{len(packs)} bundled packs, {len(book.rules)} rules, {len(texts)} different posts of {LENGTH} characters"
    cells = [f"{percentile(took, share):,.0f}" for share in (0.5, 0.95, 0.99, 1)]
    goals = {
        f"p50 at most 1 ms ({percentile(took, 0.5):,.0f} µs)": percentile(took, 0.5) <= P50_US,
        f"p95 at most 2 ms ({percentile(took, 0.95):,.0f} µs)": percentile(took, 0.95) <= P95_US,
        f"check --jsonl: more than {A_SECOND:,} posts a second, start included ({streamed:,.0f})": streamed > A_SECOND,
    }
    columns = (
        "p50 µs", "p95 µs", "p99 µs", "max µs", "findings a post", f"check --jsonl, labelled posts ({length:.0f} characters) a second of one processor",
    )  # fmt: skip
    return [Figures(title, columns, [(*cells, f"{found / len(texts):.1f}", f"{streamed:,.0f}")], goals)]


def written() -> list[str]:
    """The labelled posts."""
    rows = (
        json.loads(line) for file in sorted(LABELLED.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()
    )
    return [row["text"] for row in rows if isinstance(row.get("text"), str)]


def cut(labelled: list[str]) -> list[str]:
    """Everything that they say, in pieces of the length of a post on X."""
    whole = " ".join(labelled)
    return [whole[start : start + LENGTH] for start in range(0, len(whole) - LENGTH, LENGTH)]


def _checked(book: Rulebook, texts: list[str], packs: list[str]) -> tuple[list[float], int]:
    context = Context.from_mapping({**WRITER, "packs": packs})
    took, found = [float("inf")] * len(texts), 0
    for turn in range(ROUNDS):
        for number, text in enumerate(texts):
            began = perf_counter()
            report = check(Post(text, context), book)
            took[number] = min(took[number], (perf_counter() - began) * 1e6)
            found += len(report.findings) if turn == 0 else 0
    return took, found


def _streamed(texts: list[str], packs: list[str]) -> float:
    """Posts a second of one processor, through the command line; with the seconds in which it starts and compiles."""
    context = {**WRITER, "packs": packs}
    rows = (
        json.dumps({"id": n, "text": text, "context": context}) for n, text in enumerate(islice(cycle(texts), STREAMED))
    )
    lines = "\n".join(rows).encode()
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PROVISO_STATE_DIR": f"{folder}/state", "PROVISO_CONFIG_DIR": f"{folder}/config"}
        command = [sys.executable, "-m", "proviso", "check", "--jsonl", "--exit-zero"]
        subprocess.run(command, input=b"", env=environment, check=True)  # the first time compiles and proves the packs
        began = _spent()
        answers = subprocess.run(command, input=lines, capture_output=True, env=environment, check=True).stdout
        took = _spent() - began
    if answers.count(b"\n") != STREAMED:
        raise RuntimeError("a post was not answered")
    return STREAMED / took


def _spent() -> float:
    """Seconds of processor time of the programs that have ended."""
    spent = os.times()
    return spent.children_user + spent.children_system
