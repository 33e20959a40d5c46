"""The agent is killed while a person types: how soon the browser has started it again, what is lost, whether anything is called clear meanwhile.

A real browser with X's real editor, the native-messaging host as `proviso install` leaves it, and a real agent. Each round types, kills the agent as
a crash does, types on, and waits for the underline of what was typed meanwhile. Nobody starts the agent by hand.
"""

from __future__ import annotations

import asyncio
import os
import signal
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from benches.desk import a_desk
from benches.figures import Figures, percentile

from e2e.harness import settle

if TYPE_CHECKING:
    from e2e.agent import Agent
    from e2e.harness import XPage

ROUNDS: Final = 50
NUMBER: Final = "078-05-1120"
STATE: Final = "watch.composers()[0].view.state"
BACK_WITHIN_S: Final = 2


@dataclass
class Seen:
    """What a person saw of all kills."""

    back_s: list[float] = field(default_factory=list)  # from the kill to the underline of what was typed meanwhile
    states: set[str] = field(default_factory=set)  # between the two, once the number was typed
    lost: int = 0  # texts that were not in the editor as they were typed


def run() -> list[Figures]:
    """Fifty kills."""
    seen = asyncio.run(_rounds())
    shown = (f"{percentile(seen.back_s, share):.2f}" for share in (0.5, 0.95, 1))
    goals = {
        f"back within {BACK_WITHIN_S} s each time (max {max(seen.back_s):.2f} s)": max(seen.back_s) < BACK_WITHIN_S,
        f"nothing typed is lost ({seen.lost} of {ROUNDS} texts differ)": seen.lost == 0,
        f"never called clear while the agent is away ({', '.join(sorted(seen.states))})": "clear" not in seen.states,
    }
    rows = [("from the kill to the underline of what was typed meanwhile", *shown)]
    return [Figures(f"The agent killed while typing, {ROUNDS} times", ("what", "p50 s", "p95 s", "max s"), rows, goals)]


async def _rounds() -> Seen:
    seen = Seen()
    async with a_desk() as (desk, agent):
        try:
            for number in range(ROUNDS):
                x = await desk.open("/home")
                await _round(x, agent, number, seen)
                await x.page.close()
        finally:
            _kill(agent)  # the one that the browser started last is nobody's child
    return seen


async def _round(x: XPage, agent: Agent, number: int, seen: Seen) -> None:
    typed = f"round {number} typed while away {NUMBER}"
    await x.write(f"round {number} ")
    await settle(lambda: x.in_extension(STATE), "clear")
    _kill(agent)
    began = time.perf_counter()
    await x.page.keyboard.type(typed.removeprefix(f"round {number} "))
    async with asyncio.timeout(30):
        while await x.underlined() != [NUMBER]:
            seen.states.add(str(await x.in_extension(STATE)))
            await asyncio.sleep(0.02)
    seen.back_s.append(time.perf_counter() - began)
    seen.lost += await x.text() != typed


def _kill(agent: Agent) -> None:
    """End whichever agent serves the browser now, as a crash does."""
    os.kill(int((agent.state / "pid").read_text(encoding="ascii")), signal.SIGKILL)
