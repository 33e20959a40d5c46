"""What an attacker, or a bad network, does to what an agent fetches, by name, and the code that the agent gives it.

docs/fleet.md has all of these names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import mirrors

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mirrors import Answer

ON_THE_PACK: Final[Mapping[str, tuple[Callable[[bytes], Answer], str]]] = {
    "tampered, same length": (lambda good: mirrors.body(good[:-9] + b"X" + good[-8:]), "tampered"),
    "a byte longer": (lambda good: mirrors.body(good + b"X"), "too-long"),
    "shorter": (lambda good: mirrors.body(good[:100]), "tampered"),
    "cut in the middle": (lambda good: mirrors.cut(good, 100), "offline"),
    "connection reset": (lambda _: mirrors.reset, "offline"),
    "endless": (lambda _: mirrors.endless, "too-long"),
    "gzip bomb": (lambda _: mirrors.bomb, "too-long"),
    "byte by byte": (lambda _: mirrors.drip, "timeout"),
    "headers byte by byte": (lambda _: mirrors.drip_headers, "timeout"),
    "no answer": (lambda _: mirrors.hang, "timeout"),
    "sent elsewhere": (lambda _: mirrors.body(b"", 302, Location="/metadata/timestamp.json"), "redirect"),
    "missing": (lambda _: mirrors.body(b"", 404), "server"),
    "not even gzip": (lambda good: mirrors.body(bytes(len(good))), "tampered"),
}
ON_THE_TIMESTAMP: Final[Mapping[str, tuple[Answer, str]]] = {
    "endless": (mirrors.endless, "too-long"),
    "gzip bomb": (mirrors.bomb, "too-long"),
    "no JSON": (mirrors.body(b"<html>"), "garbled"),
    "JSON of another kind": (mirrors.body(b'{"signed": {}}'), "garbled"),
    "down": (mirrors.body(b"", 503), "server"),
    "sent elsewhere": (mirrors.body(b"", 307, Location="https://example.org/timestamp.json"), "redirect"),
    "headers byte by byte": (mirrors.drip_headers, "timeout"),
}
STOLEN: Final[Mapping[str, tuple[set[str], str]]] = {
    "timestamp": ({"timestamp"}, "unsigned"),
    "timestamp and snapshot": ({"timestamp", "snapshot"}, "unsigned"),
    "targets": ({"targets"}, "unsigned"),
}
