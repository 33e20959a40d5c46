"""A web server that serves a repository and does to chosen files what an attacker, or a bad network, would do."""

from __future__ import annotations

import contextlib
import gzip
import socket
import struct
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Answer = Callable[["Request"], None]

ENDLESS = 64_000_000  # bytes: nobody reads that far
DRIP_S = 0.05


class Mirror(ThreadingHTTPServer):
    """Serves `folder`; a path that ends like a key of `answers` is answered by it instead."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), Request)
        self.folder = folder
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.sent = 0  # bytes, as is the next
        self.received = 0
        self.ended = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what these tests are about."""


class Request(BaseHTTPRequestHandler):
    """One request."""

    server: Mirror
    raw_requestline: bytes
    _headers_buffer: list[bytes]

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.server.received += len(self.raw_requestline) + len(bytes(self.headers))
        for suffix, answer in self.server.answers.items():
            if self.path.endswith(suffix):
                answer(self)
                return
        path = self.server.folder / self.path.lstrip("/")
        if path.is_file():
            self.give(path.read_bytes())
        else:
            self.give(b"", 404)

    def give(self, content: bytes, status: int = 200, **headers: str) -> None:
        self.begin(status, **{"Content-Length": str(len(content)), **headers})
        self.wfile.write(content)
        self.server.sent += len(content)

    def begin(self, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.server.sent += sum(len(line) for line in self._headers_buffer)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def mirrored(folder: Path) -> Iterator[Mirror]:
    mirror = Mirror(folder)
    thread = threading.Thread(target=mirror.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield mirror
    finally:
        mirror.ended.set()
        mirror.shutdown()
        mirror.server_close()
        thread.join()


def body(content: bytes, status: int = 200, **headers: str) -> Answer:
    return lambda request: request.give(content, status, **headers)


def cut(content: bytes, after: int) -> Answer:
    """Promise all of it and hang up in the middle."""

    def answer(request: Request) -> None:
        request.begin(Content_Length=str(len(content)))
        request.wfile.write(content[:after])
        request.close_connection = True

    return answer


def reset(request: Request) -> None:
    """Hang up at once, as a firewall does."""
    request.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    request.close_connection = True
    request.connection.close()


def endless(request: Request) -> None:
    request.begin()
    with contextlib.suppress(OSError):
        while request.server.sent < ENDLESS:
            request.wfile.write(bytes(65_536))
            request.server.sent += 65_536
    request.close_connection = True


def bomb(request: Request) -> None:
    """Few bytes that would unpack to many."""
    request.give(gzip.compress(bytes(20_000_000)), Content_Encoding="gzip")


def drip(request: Request) -> None:
    """A body, byte by byte, always just in time."""
    request.begin(Content_Length="100000")
    _drip(request, b"x")


def drip_headers(request: Request) -> None:
    """A header that never ends."""
    request.wfile.write(b"HTTP/1.1 200 OK\r\nX-Never: ")
    _drip(request, b"y")


def _drip(request: Request, byte: bytes) -> None:
    with contextlib.suppress(OSError):
        while not request.server.ended.wait(DRIP_S):
            request.wfile.write(byte)
            request.wfile.flush()
    request.close_connection = True


def hang(request: Request) -> None:
    request.server.ended.wait()
    request.close_connection = True


def portal(request: Request) -> None:
    """The sign-in page of a hotel, whatever was asked for."""
    request.give(b"<!doctype html><title>Welcome</title><p>Please sign in.", Content_Type="text/html")
