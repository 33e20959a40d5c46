"""Chromium's Local Network Access keeps pages of the internet from this machine. Proviso goes on, because its worker asks.

The page comes from a real server whose address is declared public; the same server without that declaration shows that
the refusal is the browser's and that the test can see it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from e2e.agent import Agent
from e2e.guests import SETTINGS, SSN
from e2e.harness import Desk, at_desk
from e2e.public_site import served

if TYPE_CHECKING:
    from pathlib import Path

    from e2e.harness import XPage

BLOCKED = "ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS"
FORBIDDEN = "403"  # the agent's own answer to an Origin that is not ours


async def tab_in(desk: Desk) -> XPage:
    """A tab whose page comes from the server, not from the test driver."""
    await desk.context.unroute("https://x.com/**")
    return await desk.open("/home")


async def knock_from_content_script(tab: XPage, port: int) -> str:
    """Open a socket to the agent out of a content script; what the browser says of it."""
    heard: list[str] = []
    tab.session.on("Network.webSocketFrameError", lambda event: heard.append(str(event["errorMessage"])))
    tab.session.on("Log.entryAdded", lambda event: heard.append(str(event["entry"]["text"])))
    tab.page.on("console", lambda said: heard.append(said.text))
    await tab.session.send("Network.enable")
    await tab.session.send("Log.enable")
    opened = await tab.in_extension(
        f"""new Promise((resolve) => {{
          const socket = new WebSocket("ws://127.0.0.1:{port}/agent");
          socket.onopen = () => resolve("open");
          socket.onerror = () => resolve("refused");
        }})"""
    )
    await tab.page.wait_for_timeout(200)
    return f"{opened}: {' '.join(heard)}"


@pytest.mark.parametrize(("public", "reason"), [(True, BLOCKED), (False, FORBIDDEN)], ids=["public", "local"])
async def test_the_thread_works_where_a_content_script_is_kept_out(tmp_path: Path, public: bool, reason: str) -> None:
    agent = Agent(tmp_path / "agent")
    agent.settle(SETTINGS)
    await agent.start()
    try:
        async with (
            served(tmp_path) as site,
            at_desk(tmp_path, agent=agent, switches=site.switches(public=public)) as desk,
        ):
            tab = await tab_in(desk)
            await tab.write(f"my number is {SSN}")
            await tab.underlines([SSN])

            heard = await knock_from_content_script(tab, int((agent.state / "port").read_text()))
    finally:
        await agent.stop()

    assert heard.startswith("refused: ")
    assert reason in heard
