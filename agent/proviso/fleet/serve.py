"""Serve a repository over HTTP, for pilots and tests: files as they are, cached as a web server should let them be.

Anything that serves a folder does as well. It lists nothing, takes nothing, and logs nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiohttp import web

if TYPE_CHECKING:
    import socket
    from pathlib import Path

TIMESTAMP_S: Final = 60  # how long anybody may keep timestamp.json
FOREVER_S: Final = 365 * 24 * 3600  # everything else has a name that is never used again


def application(repository: Path) -> web.Application:
    """The server of one repository."""

    async def file(request: web.Request) -> web.StreamResponse:
        path = _found(repository, request.match_info["path"])
        if path is None:
            raise web.HTTPNotFound(headers={"Cache-Control": f"max-age={TIMESTAMP_S}"})
        age = TIMESTAMP_S if path.name == "timestamp.json" else FOREVER_S
        return web.FileResponse(path, headers={"Cache-Control": f"public, max-age={age}"})

    app = web.Application()
    app.router.add_get("/{path:.*}", file)
    return app


def _found(repository: Path, name: str) -> Path | None:
    """The file of this name, within the repository."""
    path = (repository / name).resolve()
    return path if path.is_relative_to(repository.resolve()) and path.is_file() else None


async def served(repository: Path, listener: socket.socket) -> web.AppRunner:
    """Serve on a listening socket, until the runner is cleaned up."""
    runner = web.AppRunner(application(repository), access_log=None)
    await runner.setup()
    await web.SockSite(runner, listener).start()
    return runner
