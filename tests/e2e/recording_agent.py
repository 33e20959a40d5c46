"""An agent that writes down who connected when and what was said. Its handshake is the real one; it knows one rule.

For tests that ask how long a connection lived, which the real agent tells nobody.
"""

from __future__ import annotations

import contextlib
import json
import re
import secrets
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from e2e.harness import EXTENSION_ID, settle
from proviso.identity import NATIVE_HOST
from proviso.server.handshake import AgentHandshake, Proven, Send

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

NUMBER = re.compile(r"\d{3}-\d{2}-\d{4}")
STATUS = {
    "agent": "0.1.0",
    "rulebook": "sha256:0",
    "rules": "current",
    "policy": {"jurisdiction": "us-federal", "agency": "SSA", "managed": False},
    "official": [],
    "packs": [],
}
LIMITS = {"text_units": 63206, "message_bytes": 524288, "ping_ms": 20000}


@dataclass
class Visit:
    """One connection, from the proof on."""

    messages: list[dict[str, object]] = field(default_factory=list)
    ended: bool = False

    def said(self, kind: str) -> list[dict[str, object]]:
        return [message for message in self.messages if message["type"] == kind]


@dataclass
class RecordingAgent:
    """Listens on a port of its own and knows one token."""

    visits: list[Visit] = field(default_factory=list)
    token: str = field(default_factory=lambda: secrets.token_hex(32))

    @contextlib.asynccontextmanager
    async def listening(self, profile: Path) -> AsyncIterator[None]:
        """Listen, and be found by the browser of this profile through native messaging."""
        async with serve(self._receive, "127.0.0.1", 0, compression=None) as server:
            introduce(profile, next(iter(server.sockets)).getsockname()[1], self.token)
            yield

    async def _receive(self, connection: ServerConnection) -> None:
        handshake = AgentHandshake(lambda key: self.token if key == "token" else None)
        with contextlib.suppress(ConnectionClosed):
            step = handshake.receive(str(await connection.recv()))
            while isinstance(step, Send):
                await connection.send(step.text)
                step = handshake.receive(str(await connection.recv()))
            if isinstance(step, Proven):
                await self._host(connection)

    async def _host(self, connection: ServerConnection) -> None:
        visit = Visit()
        self.visits.append(visit)
        await connection.send(json.dumps({"type": "ready", "v": 1, "status": STATUS, "limits": LIMITS}))
        try:
            async for text in connection:
                message = json.loads(text)
                visit.messages.append(message)
                if message["type"] == "check":
                    await connection.send(json.dumps(report(message)))
                if message["type"] == "ping":
                    await connection.send('{"type": "pong"}')
        finally:
            visit.ended = True

    async def heard(self, text: str) -> None:
        """Wait until a check of this text has come."""

        async def last() -> object:
            checks = [check["text"] for visit in self.visits for check in visit.said("check")]
            return checks[-1] if checks else None

        await settle(last, text)


def report(check: dict[str, object]) -> dict[str, object]:
    """Find numbers, and nothing else."""
    spans = [match.span() for match in NUMBER.finditer(str(check["text"]))]
    same = {"rule": "base/us-ssn", "category": "pii", "severity": "error", "message": "A number.", "clauses": []}
    return {
        "type": "report",
        "conversation": check["conversation"],
        "revision": check["revision"],
        "status": "complete",
        "rulebook": STATUS["rulebook"],
        "account": "personal",
        "hold": "advice" if spans else "none",
        "room_left": None,
        "findings": [
            {**same, "id": f"f{start}", "start": start, "end": end, "fixes": [], "also": [], "entity": "US_SSN"}
            for start, end in spans
        ],
    }


def introduce(profile: Path, port: int, token: str) -> None:
    """Write a native-messaging host that answers with this port and token."""
    folder = profile / "NativeMessagingHosts"
    folder.mkdir(parents=True)
    host = folder / "host.py"
    host.write_text(
        f"#!{sys.executable}\nimport json, sys\nbody = json.dumps({{'port': {port}, 'token': '{token}'}}).encode()\n"
        "sys.stdout.buffer.write(len(body).to_bytes(4, sys.byteorder) + body)\n",
        encoding="utf-8",
    )
    host.chmod(0o700)
    declared = {
        "name": NATIVE_HOST,
        "description": "A test's agent",
        "path": str(host),
        "type": "stdio",
        "allowed_origins": [f"chrome-extension://{EXTENSION_ID}/"],
    }
    (folder / f"{NATIVE_HOST}.json").write_text(json.dumps(declared), encoding="utf-8")
