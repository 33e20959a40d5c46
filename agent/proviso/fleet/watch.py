"""Watch the version of a repository's timestamp.json, in a folder or behind a URL. Verifies nothing: agents do.

A repository that cannot be read, or holds something else, is looked at again; nobody is told anything then.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from aiohttp import ClientError, ClientSession, ClientTimeout

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable

    from aiohttp import StreamReader

TIMESTAMP: Final = "metadata/timestamp.json"
_MAX_BYTES: Final = 65_536  # a timestamp is under 1 kB
_DEADLINE_S: Final = 10.0  # for one look over HTTP


async def watched(repository: str, every_s: float) -> AsyncGenerator[int]:
    """Give the version of the timestamp at first, and then whenever it is another one."""
    last: int | None = None
    async with _looking_at(repository) as look:
        while True:
            version = version_in(await look())
            # Another, not only a higher one: after a mistake with a high number the right ones must be told again.
            if version is not None and version != last:
                last = version
                yield version
            await asyncio.sleep(every_s)


def version_in(timestamp: bytes) -> int | None:
    """Read the version out of a timestamp.json; None when it is none."""
    try:
        version = json.loads(timestamp)["signed"]["version"]
    except (ValueError, RecursionError, LookupError, TypeError):
        return None
    return version if type(version) is int and version > 0 else None


@asynccontextmanager
async def _looking_at(repository: str) -> AsyncIterator[Callable[[], Awaitable[bytes]]]:
    if not repository.startswith(("http://", "https://")):
        path = Path(repository) / TIMESTAMP
        yield lambda: asyncio.to_thread(_read, path)
        return
    address = f"{repository.rstrip('/')}/{TIMESTAMP}"
    async with ClientSession(timeout=ClientTimeout(total=_DEADLINE_S), trust_env=True) as session:
        yield lambda: _get(session, address)


def _read(path: Path) -> bytes:
    with contextlib.suppress(OSError), path.open("rb") as source:
        return source.read(_MAX_BYTES)
    return b""


async def _get(session: ClientSession, address: str) -> bytes:
    with contextlib.suppress(ClientError, TimeoutError, OSError):
        async with session.get(address, allow_redirects=False, headers={"Cache-Control": "no-cache"}) as answer:
            if answer.ok:
                return await _at_most(answer.content, _MAX_BYTES)
    return b""


async def _at_most(content: StreamReader, most: int) -> bytes:
    """What there is, or nothing when it is more."""
    read = bytearray()
    async for chunk in content.iter_any():
        read += chunk
        if len(read) > most:
            return b""
    return bytes(read)
