"""The agent is killed and started again while a person types: how soon the state says so, how soon it is back, what is lost.

A real browser with X's real editor and a real agent. Each round types, kills the agent as a crash does, types on, starts it again and waits
for the underline of what was typed meanwhile.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Final

from benches.desk import a_desk
from benches.figures import Figures, percentile

if TYPE_CHECKING:
    from e2e.agent import Agent
    from e2e.harness import XPage

ROUNDS: Final = 50
NUMBER: Final = "078-05-1120"
STATE: Final = "watch.composers()[0].view.state"


def run() -> list[Figures]:
    """Fifty kills."""
    noticed, returned, lost = asyncio.run(_rounds())
    rows = [
        ("from the kill to the state 'agent away'", *_shown(noticed)),
        ("from the agent's readiness to the underline", *_shown(returned)),
    ]
    goals = {
        f"back within 2 s each time (max {max(returned):.2f} s)": max(returned) < 2,
        f"nothing typed is lost ({lost} of {ROUNDS} texts differ)": lost == 0,
    }
    return [Figures(f"The agent killed while typing, {ROUNDS} times", ("what", "p50 s", "p95 s", "max s"), rows, goals)]


def _shown(values: list[float]) -> tuple[str, ...]:
    return tuple(f"{percentile(values, share):.2f}" for share in (0.5, 0.95, 1))


async def _rounds() -> tuple[list[float], list[float], int]:
    noticed: list[float] = []
    returned: list[float] = []
    lost = 0
    async with a_desk() as (desk, agent):
        for number in range(ROUNDS):
            x = await desk.open("/home")
            away, back, is_whole = await _round(x, agent, number)
            noticed.append(away)
            returned.append(back)
            lost += not is_whole
            await x.page.close()
    return noticed, returned, lost


async def _round(x: XPage, agent: Agent, number: int) -> tuple[float, float, bool]:
    await x.write(f"round {number} ")
    await _until(x, f"{STATE} === 'clear'")
    await agent.kill()
    began = time.perf_counter()
    await x.page.keyboard.type(f"typed while away {NUMBER}")
    await _until(x, f"{STATE} === 'away'")
    away = time.perf_counter() - began
    await agent.start()
    began = time.perf_counter()
    await x.underlines([NUMBER])
    back = time.perf_counter() - began
    return away, back, await x.text() == f"round {number} typed while away {NUMBER}"


async def _until(x: XPage, expression: str) -> None:
    """Wait until an expression of the extension's world holds.

    Raises:
        TimeoutError: it did not within ten seconds.
    """
    async with asyncio.timeout(10):
        while not await x.in_extension(expression):
            await asyncio.sleep(0.02)
