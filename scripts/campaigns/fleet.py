"""Forty agents of a fleet: how soon a release is in force, who refuses a bad one, pause, resume, back; nobody's composer is dropped.

The repository and the hub are processes of their own, started by the commands that IT uses.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benches.figures import Figures, percentile

from bad_packs import catastrophic, compiled, eager, failing, many, several
from campaigns import looks
from campaigns.crew import a_hand
from fleets import Works
from forging import forge
from proviso import bundled
from proviso.fleet.channels import read_channel
from proviso.fleet.publish import roll_back, roll_out
from proviso.fleet.roles import read_roles
from rulebooks import rule

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping, Sequence
    from contextlib import AbstractAsyncContextManager

    from campaigns.crew import Hand

AGENTS: Final = 40
RULES: Final = 5  # of the release that everybody has; one of them would be "half the rules gone"
PATIENCE_S: Final = 120.0
BAD: Final[Mapping[str, Callable[[], bytes]]] = {
    "an example fails": lambda: failing(RULES),
    "a catastrophic pattern": lambda: catastrophic(RULES),
    "empty": lambda: compiled(""),
    "half the rules gone": lambda: many(2),
    "matches everything": lambda: eager(RULES),
}


def run() -> list[Figures]:
    """The fleet, and what one look costs."""
    real = bundled.rules
    with tempfile.TemporaryDirectory() as folder:
        works = Works(Path(folder))
        works.write()
        bundled.rules = lambda: works.rules
        try:
            tables = asyncio.run(_run(works))
        finally:
            bundled.rules = real
    return [*tables, *looks.run()]


async def _run(works: Works) -> list[Figures]:
    works.write(text="".join(several(RULES)))
    works.publish()
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(_command(works, "serve", "--port", "0"))
        hub = await stack.enter_async_context(_announcing(works))
        hands = [
            await stack.enter_async_context(a_hand(works.folder / f"agent-{number}", url, hub, works.root))
            for number in range(AGENTS)
        ]
        await _all(hands, lambda hand: hand.release == 1 and hand.active_at() is not None)
        speeds = [await _timed(works, hands, "a new release", lambda: _publish(works, "first"))]
        speeds.append(
            await _timed(works, hands, "back to the one before", lambda: roll_back(works.publisher, "stable", None))
        )
        steps = await _ring(works, hands)
        refusals = [await _refused(works, hands, name, make()) for name, make in BAD.items()]
        speeds.append(await _timed(works, hands, "a good one after five bad ones", lambda: _publish(works, "last")))
        unanswered = sum(hand.asked - hand.answered > 1 for hand in hands)
        keystrokes = sum(hand.asked for hand in hands)
        dropped = sum(hand.dropped for hand in hands)
    columns = ("release", "in force on", "p50 s", "max s")
    told = ("what was signed", "told by the agents", "rejected by", "old rules kept by")
    return [
        Figures(
            f"{AGENTS} agents: from publication to an answer by the new rules in an open composer",
            columns,
            [row for row, _ in speeds],
            {
                "every agent, each time": all(is_whole for _, is_whole in speeds),
                f"composers open throughout: {dropped} connections dropped": dropped == 0,
                f"{keystrokes:,} revisions typed meanwhile, {unanswered} composers without an answer": unanswered == 0,
            },
        ),
        Figures(
            f"{AGENTS} agents: ring by ring",
            ("step", "agents on the new release"),
            [row for row, _ in steps],
            dict(goal for _, goal in steps),
        ),
        Figures(
            f"{AGENTS} agents: signed and bad",
            told,
            [row for row, _ in refusals],
            {
                f"rejected by {AGENTS} of {AGENTS}, old rules kept, each of {len(BAD)}": all(
                    is_whole for _, is_whole in refusals
                )
            },
        ),
    ]


def _publish(works: Works, name: str, percent: float = 100) -> None:
    works.write(text="".join([*several(RULES), rule(id=name)]))
    works.publish(percent=percent)


def _newest(works: Works) -> int:
    offer = read_channel(works.fleet.targets, read_roles(works.fleet.metadata).targets.signed, "stable")
    return offer.release.number if offer else 0


async def _all(hands: Sequence[Hand], claim: Callable[[Hand], bool]) -> None:
    """Wait until it holds of everybody. Raises TimeoutError."""
    async with asyncio.timeout(PATIENCE_S):
        while not all(map(claim, hands)):
            await asyncio.sleep(0.02)


async def _timed(
    works: Works, hands: Sequence[Hand], name: str, deed: Callable[[], object]
) -> tuple[tuple[str, ...], bool]:
    await asyncio.to_thread(deed)
    began, number = time.perf_counter(), _newest(works)
    for hand in hands:
        hand.first_seen.clear()
    await _all(hands, lambda hand: hand.release == number and (hand.active_at() or 0.0) > began)
    took = sorted((hand.active_at() or 0.0) - began for hand in hands)
    is_whole = all(hand.outcomes[-1].state == "activated" for hand in hands)
    return (name, f"{len(took)}", f"{percentile(took, 0.5):.2f}", f"{took[-1]:.2f}"), is_whole


async def _ring(works: Works, hands: Sequence[Hand]) -> list[tuple[tuple[str, str], tuple[str, bool]]]:
    """A quarter, a pause that would have been everybody, everybody."""
    steps: list[tuple[tuple[str, str], tuple[str, bool]]] = []

    async def step(name: str, deed: Callable[[], object], goal: str, is_met: Callable[[int], bool]) -> int:
        looked = [len(hand.outcomes) for hand in hands]
        await asyncio.to_thread(deed)
        await _all(hands, lambda hand: len(hand.outcomes) > looked[hands.index(hand)])
        count = sum(hand.release == _newest(works) for hand in hands)
        steps.append(((name, f"{count} of {len(hands)}"), (goal, is_met(count))))
        return count

    some = await step(
        "published to 25 %", lambda: _publish(works, "ring", 25), "some, not all", lambda n: 0 < n < AGENTS
    )
    pause = await step(
        "paused, and 100 %",
        lambda: roll_out(works.publisher, "stable", 100, is_paused=True),
        "a pause holds",
        lambda n: n == some,
    )
    await step(
        "resumed",
        lambda: roll_out(works.publisher, "stable", None, is_paused=False),
        "then everybody",
        lambda n: n == AGENTS >= pause,
    )
    return steps


async def _refused(works: Works, hands: Sequence[Hand], name: str, pack: bytes) -> tuple[tuple[str, ...], bool]:
    """Sign a bad pack with stolen keys, for the publisher refuses it as well."""
    before = [(hand.release, hand.desk.rulebook.digest, len(hand.outcomes)) for hand in hands]
    number = max(release or 0 for release, *_ in before) + 100
    await asyncio.to_thread(forge, works.fleet, {"targets", "snapshot", "timestamp"}, pack, number=number)
    await _all(hands, lambda hand: len(hand.outcomes) > before[hands.index(hand)][2])
    rejected = sum(hand.outcomes[-1].state == "rejected" for hand in hands)
    kept = sum((hand.release, hand.desk.rulebook.digest) == had[:2] for hand, had in zip(hands, before, strict=True))
    errors = sorted({f"{hand.outcomes[-1].error} ({hand.outcomes[-1].rule})" for hand in hands})
    of = f"of {len(hands)}"
    return (name, ", ".join(errors), f"{rejected} {of}", f"{kept} {of}"), rejected == kept == len(hands)


@asynccontextmanager
async def _command(works: Works, *words: str) -> AsyncIterator[str]:
    """One command of IT's that keeps running; the address that it prints first."""
    command = [sys.executable, "-m", "proviso", "fleet", *words]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE, cwd=works.folder)
    said = (await process.stdout.readline()).decode() if process.stdout else ""
    try:
        yield next(word for word in said.split() if "://" in word).rstrip(".") + "/"
    finally:
        process.kill()
        await process.wait()


def _announcing(works: Works) -> AbstractAsyncContextManager[str]:
    return _command(
        works, "announce", str(works.fleet.repository), "--port", "0", "--max-jitter", "0", "--every", "0.2"
    )
