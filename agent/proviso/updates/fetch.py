"""Fetch files of a repository: over HTTP or from a folder, within a deadline, never redirected, never decoded.

Trusts nothing that it brings: whoever asked verifies.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass, url2pathname

import urllib3
from tuf.api.exceptions import DownloadError, DownloadHTTPError, SlowRetrievalError
from tuf.ngclient.fetcher import FetcherInterface
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK: Final = 65_536  # bytes
_OK, _REDIRECTS, _NOT_FOUND = 200, range(300, 400), 404
_MAX_RETRY_AFTER_S: Final = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Limits:
    """How long an update may take."""

    deadline_s: float = 60.0  # everything that is fetched, together
    gap_s: float = 10.0  # without a single byte
    gate_s: float = 120.0  # lint and proof on this machine


class RedirectError(DownloadError):
    """The server sends elsewhere: a sign-in page of a network, or an attack."""


class OfflineError(DownloadError):
    """Nobody answers at the address."""


class Fetcher(FetcherInterface):
    """Fetches for one update, then is thrown away. `retry_after_s` is what the server asked for."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.retry_after_s: float | None = None
        self._end = time.monotonic() + limits.deadline_s

    def _fetch(self, url: str) -> Iterator[bytes]:
        raise NotImplementedError

    def close(self) -> None:
        """Let go of everything that is open."""

    def _left_s(self) -> float:
        """Seconds to the deadline.

        Raises:
            SlowRetrievalError: there are none.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise SlowRetrievalError("the deadline has passed")
        return left


class FolderFetcher(Fetcher):
    """Reads a repository from a folder: a share, or a stick for a machine without a network."""

    def _fetch(self, url: str) -> Iterator[bytes]:
        path = Path(url2pathname(urlsplit(url).path))
        if not path.is_file():
            if not path.parent.is_dir():
                raise OfflineError("the folder is not there")
            raise DownloadHTTPError("no such file", _NOT_FOUND)
        return self._chunks(path)

    def _chunks(self, path: Path) -> Iterator[bytes]:
        try:
            with path.open("rb") as source:
                while chunk := source.read(_CHUNK):
                    self._left_s()
                    yield chunk
        except OSError as error:
            raise OfflineError(type(error).__name__) from None


class WebFetcher(Fetcher):
    """Fetches over HTTP, through the proxy of the system if there is one."""

    def __init__(self, limits: Limits, agent: str) -> None:
        super().__init__(limits)
        self._headers = {"User-Agent": f"proviso/{agent}", "Accept-Encoding": "identity"}
        self._cutoff = _Cutoff()
        # A server that drips its headers keeps every read going: at the deadline its sockets are shut from outside.
        self._timer = threading.Timer(limits.deadline_s, self._cutoff.cut)
        self._timer.daemon = True
        self._timer.start()
        self._managers: dict[str | None, urllib3.PoolManager] = {}

    def close(self) -> None:
        """Close every connection."""
        self._timer.cancel()
        self._cutoff.cut()
        for manager in self._managers.values():
            manager.clear()

    def _manager(self, url: str) -> urllib3.PoolManager:
        parts = urlsplit(url)
        proxy = None if proxy_bypass(parts.hostname or "") else getproxies().get(parts.scheme)
        if proxy not in self._managers:
            manager = urllib3.ProxyManager(proxy) if proxy else urllib3.PoolManager()
            manager.pool_classes_by_scheme = self._cutoff.pool_classes()
            self._managers[proxy] = manager
        return self._managers[proxy]

    def _fetch(self, url: str) -> Iterator[bytes]:
        timeout = urllib3.Timeout(min(self.limits.gap_s, self._left_s()))
        try:
            response = self._manager(url).request(
                "GET", url, headers=self._headers, timeout=timeout, redirect=False, retries=False, preload_content=False
            )
        except urllib3.exceptions.ConnectTimeoutError:
            raise OfflineError("no connection") from None
        except urllib3.exceptions.TimeoutError:
            raise SlowRetrievalError("no answer") from None
        except urllib3.exceptions.HTTPError as error:
            self._left_s()
            raise OfflineError(type(error).__name__) from None
        if response.status != _OK:
            response.close()
            self._refuse(response.status, response.headers.get("Retry-After", ""))
        return self._chunks(response)

    def _refuse(self, status: int, retry_after: str) -> None:
        if retry_after.isdecimal():
            self.retry_after_s = min(float(retry_after), _MAX_RETRY_AFTER_S)
        if status in _REDIRECTS:
            raise RedirectError(f"status {status}")
        raise DownloadHTTPError(f"status {status}", status)

    def _chunks(self, response: urllib3.BaseHTTPResponse) -> Iterator[bytes]:
        """What arrives, as it arrives: waiting for a whole chunk would let a slow drip pass the deadline."""
        try:
            while chunk := response.read1(_CHUNK, decode_content=False):
                self._left_s()
                yield chunk
            self._left_s()  # an end that came from outside at the deadline is none
        except urllib3.exceptions.TimeoutError:
            raise SlowRetrievalError("a gap") from None
        except urllib3.exceptions.HTTPError as error:
            self._left_s()
            raise DownloadError(type(error).__name__) from None
        finally:
            response.close()


class _Cutoff:
    """Remembers sockets, to shut them whatever waits for them."""

    def __init__(self) -> None:
        self._sockets: list[socket.socket] = []

    def cut(self) -> None:
        """Shut them all; whoever reads gets an end."""
        for one in self._sockets:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def pool_classes(self) -> dict[str, type[HTTPConnectionPool]]:
        """Connection pools whose sockets are remembered here."""
        remember = self._remember

        class Plain(HTTPConnection):
            def connect(self) -> None:
                super().connect()
                remember(self.sock)

        class Secure(HTTPSConnection):
            def connect(self) -> None:
                super().connect()
                remember(self.sock)

        plain = type("Pool", (HTTPConnectionPool,), {"ConnectionCls": Plain})
        secure = type("SecurePool", (HTTPSConnectionPool,), {"ConnectionCls": Secure})
        return {"http": plain, "https": secure}

    def _remember(self, sock: socket.socket | None) -> None:
        if sock is not None:
            self._sockets.append(sock)


def fetcher_for(url: str, limits: Limits, agent: str) -> Fetcher:
    """The way to a repository."""
    return FolderFetcher(limits) if urlsplit(url).scheme == "file" else WebFetcher(limits, agent)
