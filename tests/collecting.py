"""A guest of the agent without a socket: what it is told is collected, and has the shape of the protocol."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from examples import faults
from knocking import paths_in, rulebook
from proviso.server.desk import Desk
from proviso.server.guest import Guest
from proviso.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

SSN = "078-05-1120"
SSA = '[person]\njurisdiction = "us-federal"\nagency = "SSA"\n'

text_with_everything = st.text(st.characters(codec=None), max_size=40)


def valid(message: dict[str, object]) -> dict[str, object]:
    """The message, once it has the shape of docs/protocol.schema.json."""
    assert [] == faults("agent-to-client", message)
    return message


def units(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def cut(text: str, start: int, end: int) -> str:
    """What JavaScript's slice(start, end) gives."""
    return units(text)[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")


class Collector:
    """A guest without a socket: messages are collected, sessions can be held up."""

    def __init__(self, desk: Desk, *, whole_context: bool = False) -> None:
        self.sent: list[dict[str, object]] = []
        self.arrived = asyncio.Event()
        self.guest = Guest(desk, self._take, self._nothing, whole_context=whole_context)

    async def _take(self, text: str) -> None:
        self.sent.append(valid(json.loads(text)))
        self.arrived.set()

    def _nothing(self) -> None:
        return

    async def say(self, **message: object) -> None:
        await self.guest.receive(json.dumps(message))

    async def check(self, conversation: str, revision: int, text: str = "x", **more: object) -> None:
        await self.say(type="check", conversation=conversation, revision=revision, text=text, **more)

    async def next(self) -> dict[str, object]:
        while not self.sent:
            self.arrived.clear()
            await asyncio.wait_for(self.arrived.wait(), 20)
        return self.sent.pop(0)


def desk_in(folder: Path, own: Settings | None = None) -> Desk:
    return Desk(paths_in(folder), own or Settings(), rulebook())
