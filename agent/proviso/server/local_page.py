"""The local page: static files by name, and a cookie for a one-time key.

Serves only names that it has found on disk, never a path made from a request. The files themselves hold no secret:
whoever has no cookie can read the page's source and nothing else.
"""

from __future__ import annotations

import json
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Final

from aiohttp import web

from proviso.server.guard import is_our_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from proviso.server.state import State

PREFIX: Final = "/page/"
_FOLDER: Final = Path(__file__).parent / "page"
_TYPES: Final[Mapping[str, str]] = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
}
_FROM_EXTENSION: Final = (
    "pages/palette.css",
    "content/*.js",
    "content/*.css",
    "_locales/*/messages.json",
    "icons/*.png",
    "icons/*.svg",
)
_COOKIE_LIFE_S: Final = 12 * 3600
_MAX_SESSIONS: Final = 32


class LocalPage:
    """Routes below /page/, and who has opened it by a key."""

    def __init__(self, state: State, extension: Path) -> None:
        self._state = state
        self._extension = extension
        self._sessions: dict[str, None] = {}  # in the order of their making
        self._files: dict[str, tuple[Path, str]] = {}

    def routes(self) -> list[web.RouteDef]:
        """What the page answers; its socket is the door's."""
        return [
            web.get(PREFIX + "{name:.*}", self._file, allow_head=False),
            web.post(PREFIX + "session", self._session),
        ]

    def is_open(self, request: web.Request, port: int) -> bool:
        """Say whether the request carries the cookie of a key that was redeemed."""
        given = request.cookies.get(_cookie(port), "")
        return any(secrets.compare_digest(given.encode(), known.encode()) for known in self._sessions)

    async def _file(self, request: web.Request) -> web.Response:
        # A page elsewhere may try to load our files to learn whether we are here: it learns nothing from their content.
        if request.headers.get("Sec-Fetch-Site", "none") not in {"none", "same-origin"}:
            raise web.HTTPForbidden
        self._files = self._files or self._found()
        found = self._files.get(request.match_info["name"])
        if found is None:
            raise web.HTTPNotFound
        path, content_type = found
        headers = page_headers(request.url.port or 0)
        return web.Response(body=path.read_bytes(), content_type=content_type, charset="utf-8", headers=headers)

    def _found(self) -> dict[str, tuple[Path, str]]:
        """List every file that may be asked for, so that no path is ever built from a request."""
        files = {path.name: path for path in _FOLDER.glob("*")}
        if "index.html" in files:
            files[""] = files["index.html"]
        for pattern in _FROM_EXTENSION:
            for path in self._extension.glob(pattern):
                files["extension/" + path.relative_to(self._extension).as_posix()] = path
        return {n: (p, _TYPES[p.suffix]) for n, p in files.items() if p.suffix in _TYPES and p.is_file()}

    async def _session(self, request: web.Request) -> web.Response:
        port = request.url.port or 0
        if not is_our_page(request.headers.getall("Origin", []), port):
            raise web.HTTPForbidden
        key = _key(await request.text())
        if key is None or not self._state.redeem_page_key(key):
            raise web.HTTPForbidden
        cookie = secrets.token_urlsafe(32)
        self._sessions[cookie] = None
        for oldest in list(self._sessions)[:-_MAX_SESSIONS]:
            del self._sessions[oldest]
        response = web.Response(status=204, headers=page_headers(port))
        # Cookies know no port: the name keeps two agents apart, the path keeps it from other servers of this machine.
        response.set_cookie(
            _cookie(port), cookie, max_age=_COOKIE_LIFE_S, path=PREFIX, httponly=True, samesite="Strict"
        )
        return response


def _cookie(port: int) -> str:
    return f"proviso-page-{port}"


def _key(body: str) -> str | None:
    try:
        values = json.loads(body)
    except (ValueError, RecursionError):
        return None
    key = values.get("key") if isinstance(values, dict) else None
    return key if isinstance(key, str) else None


def page_headers(port: int) -> dict[str, str]:
    """Nothing from elsewhere, nothing framed, nothing kept."""
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        f"connect-src 'self' ws://127.0.0.1:{port}; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    }
