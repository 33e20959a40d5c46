"""The two servers that the loopback bench compares, in one process: the agent's own door, and the same server echoing.

`python -m benches.loopback_server FOLDER RULES` prints `{"agent": PORT, "echo": PORT}` and serves until its input ends.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import WSMsgType, web

from proviso import bundled
from proviso.app import listen
from proviso.identity import chromium_id
from proviso.server.desk import Desk
from proviso.server.door import Door, Welcome
from proviso.server.state import State
from proviso.settings import Paths, load
from proviso.store import load_rulebook
from synthetic import rulebook

if TYPE_CHECKING:
    from proviso.packs import Rulebook


async def echo(request: web.Request) -> web.WebSocketResponse:
    """Answer every frame with itself."""
    connection = web.WebSocketResponse(compress=False)
    await connection.prepare(request)
    async for frame in connection:
        if frame.type is WSMsgType.TEXT:
            await connection.send_str(frame.data)
    return connection


async def serve(folder: Path, rules: Rulebook) -> None:
    """Serve both until standard input ends."""
    paths = Paths(config=folder / "config", state=folder / "state", managed=folder / "managed.toml")
    state = State(paths.state)
    state.prepare()
    own = chromium_id(bundled.extension() / "manifest.json")
    door = Door(Desk(paths, load(paths), rules), state, Welcome(frozenset({own} if own else ()), bundled.extension()))
    app = web.Application()
    app.router.add_get("/", echo)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    listener, _ = listen(0)
    echoing, _ = listen(0)
    await web.SockSite(runner, echoing).start()
    async with door.opened(listener):
        print(json.dumps({"agent": listener.getsockname()[1], "echo": echoing.getsockname()[1]}), flush=True)
        await asyncio.to_thread(sys.stdin.read)
    await runner.cleanup()


if __name__ == "__main__":
    wanted = int(sys.argv[2])
    book = rulebook(wanted) if wanted else load_rulebook()
    list(book.finder.warm())
    asyncio.run(serve(Path(sys.argv[1]), book))
