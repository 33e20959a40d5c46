"""The sites of the tests, answered without a network: which page of tests/pages each host shows, and under which policy.

Every page may load its own files and nothing else, as the real ones forbid what comes from elsewhere; an import map is let in by its hash.
"""

from __future__ import annotations

import base64
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Route

PAGES: Final = Path(__file__).parents[1] / "pages"
HOSTS: Final = {
    "x.com": "x.html",
    "pro.x.com": "x.html",
    "mobile.x.com": "x.html",
    "www.facebook.com": "facebook.html",
    "business.facebook.com": "facebook.html",
    "noticeboard.example.gov": "generic.html",
}
# What x.com itself sends: the page may not reach the agent, nor run scripts from elsewhere.
POLICY: Final = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; object-src 'none'"
_MAP: Final = re.compile(rb'<script type="importmap">(.*?)</script>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a site sends for one request."""

    status: int
    body: bytes = b""
    content_type: str = "text/plain"
    policy: str = POLICY


def answer(url: str, *, is_document: bool) -> Answer:
    """Files of tests/pages under /pages/, the host's own page everywhere else."""
    parts = urlsplit(url)
    path = parts.path.removeprefix("/")
    if not path.startswith("pages/") and not is_document:
        return Answer(204)
    file = PAGES / path.removeprefix("pages/") if path.startswith("pages/") else PAGES / HOSTS[parts.hostname or ""]
    if not file.is_file():
        return Answer(404)
    body = file.read_bytes()
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return Answer(200, body, f"{kind}; charset=utf-8", _policy(body) if file.suffix == ".html" else POLICY)


def _policy(page: bytes) -> str:
    hashes = (base64.b64encode(hashlib.sha256(found).digest()).decode() for found in _MAP.findall(page))
    allowed = " ".join(f"'sha256-{value}'" for value in hashes)
    return f"{POLICY}; script-src 'self' {allowed}" if allowed else POLICY


async def serve(route: Route) -> None:
    """Answer one request of the browser."""
    request = route.request
    found = answer(request.url, is_document=request.resource_type == "document")
    if found.status != 200:
        await route.fulfill(status=found.status)
        return
    headers = {"Content-Security-Policy": found.policy}
    await route.fulfill(body=found.body, content_type=found.content_type, headers=headers)


async def serve_all(context: BrowserContext) -> None:
    """Answer for every host; no request of these leaves the machine."""
    for host in HOSTS:
        await context.route(f"https://{host}/**", serve)
