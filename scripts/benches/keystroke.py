"""From the key to the painted underline, in a real browser with X's real editor, a real worker and a real agent.

A number is completed by its last digit and broken again by Backspace, 500 times: each completion is one keystroke that must end in an
underline which was not there before. The clock starts at the time stamp that the browser gives the key event and stops in the first task after
the frame that holds the underline, so waiting for the frame is part of the figure. The agent's share is asked for on a socket of its own.
"""

from __future__ import annotations

import asyncio
import json
import time
from typing import TYPE_CHECKING, Final

from aiohttp import ClientSession

from benches.desk import a_desk
from benches.figures import Figures, percentile
from benches.loopback import shake_hands
from proviso import bundled
from proviso.identity import chromium_id

if TYPE_CHECKING:
    from e2e.agent import Agent
    from e2e.harness import XPage

KEYS: Final = 500
BEFORE: Final = (
    "Proud to help people get what they have earned 👩‍👩‍👧 #SocialSecurity @SocialSecurity, a note of mine: 078-05-112"
)
FRAME_MS: Final = 16.7

# In the page's own world: the time stamp of a key, and the first task after the frame in which the underline is there.
WATCH: Final = """() => {
  window.__bench = { key: 0, took: [] };
  addEventListener("keydown", (event) => { if (event.key === "0") window.__bench.key = event.timeStamp; }, { capture: true });
  const isUnderlined = () => [...CSS.highlights.values()].some((group) => [...group].some((range) => range.toString().endsWith("1120")));
  const look = () => {
    const { key } = window.__bench;
    if (key && isUnderlined()) {
      window.__bench.key = 0;
      const channel = new MessageChannel();
      channel.port1.onmessage = () => window.__bench.took.push(performance.now() - key);
      channel.port2.postMessage(0);
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""


def measure() -> list[Figures]:
    """The whole way, and the agent's part of it."""
    took, agent = asyncio.run(_measure())
    rows = [_row("key event to painted underline", took), _row("of it the agent, asked on a socket of its own", agent)]
    p50, p99 = percentile(took, 0.5), percentile(took, 0.99)
    goals = {
        f"p50 under one frame, {FRAME_MS} ms ({p50:.1f})": p50 < FRAME_MS,
        f"p99 under 50 ms ({p99:.1f})": p99 < 50,
    }
    return [Figures(f"One keystroke, {len(took)} times", ("what", "p50 ms", "p95 ms", "p99 ms", "max ms"), rows, goals)]


def _row(label: str, values: list[float]) -> tuple[str, ...]:
    return (label, *(f"{percentile(values, share):.2f}" for share in (0.5, 0.95, 0.99, 1)))


async def _measure() -> tuple[list[float], list[float]]:
    async with a_desk() as (desk, agent):
        return await _type(await desk.open("/home")), await _ask(agent)


async def _type(x: XPage) -> list[float]:
    """Complete and break the number; every completion must end in an underline."""
    await x.write(BEFORE)
    await x.page.evaluate(WATCH)
    for done in range(KEYS + 10):
        await x.page.keyboard.press("0")
        await x.page.wait_for_function("count => window.__bench.took.length > count", arg=done, polling=4)
        await x.page.keyboard.press("Backspace")
        await x.page.wait_for_function(
            "() => CSS.highlights.size === 0 || [...CSS.highlights.values()].every((group) => group.size === 0 || ![...group].some((range) => range.toString().endsWith('1120')))",
            polling=4,
        )
    took = await x.page.evaluate("window.__bench.took")
    return [float(ms) for ms in took[10:]]


async def _ask(agent: Agent) -> list[float]:
    """The same two texts in turn, straight to the agent."""
    port, token = ((agent.state / name).read_text(encoding="ascii").strip() for name in ("port", "token"))
    origin = f"chrome-extension://{chromium_id(bundled.extension() / 'manifest.json')}"
    took = []
    async with (
        ClientSession() as session,
        session.ws_connect(f"http://127.0.0.1:{port}/agent", headers={"Origin": origin}) as socket,
    ):
        await shake_hands(socket, token)
        for number in range(KEYS):
            text = BEFORE + "0" * (number % 2)
            message = json.dumps(
                {
                    "type": "check",
                    "conversation": "b",
                    "revision": number,
                    "text": text,
                    "context": {"platform": "x", "surface": "post"},
                }
            )
            began = time.perf_counter()
            await socket.send_str(message)
            await socket.receive_str()
            took.append((time.perf_counter() - began) * 1e3)
    return took
