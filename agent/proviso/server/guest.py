"""One authenticated guest: its conversations, and an answer to every message.

Knows no socket: text comes in, `send` takes text out. Checks run as tasks of their own, so that a slow conversation
delays no other; of one conversation only the latest revision is answered. Text of a post is held in memory until it is
checked, and nowhere else.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import OrderedDict
from typing import TYPE_CHECKING, Final

from proviso.server import wire
from proviso.server.messages import (
    CardRequest,
    Check,
    ChoosePolicy,
    Close,
    Message,
    MessageError,
    Ping,
    StatusRequest,
    parse,
)
from proviso.server.quiet import tell
from proviso.session import Session

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

    from proviso.model import Card
    from proviso.server.desk import Desk

_MAX_CONVERSATIONS: Final = 256  # then the longest unused one forgets its cached paragraphs
_MAX_RUNNING: Final = 64  # checks; then reading waits, and the guest's own buffer fills


class Conversation:
    """One composer: a session, and the newest check that has not begun."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.waiting: Check | None = None


class Guest:
    """Answers one guest."""

    def __init__(
        self,
        desk: Desk,
        send: Callable[[str], Awaitable[None]],
        announce: Callable[[], None],
        *,
        whole_context: bool,
    ) -> None:
        self._desk = desk
        self._send = send
        self._announce = announce  # tells every guest the status, this one included
        self._whole_context = whole_context
        self._conversations: OrderedDict[str, Conversation] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()
        self._room = asyncio.Semaphore(_MAX_RUNNING)

    async def receive(self, text: str) -> None:
        """Serve one message.

        Raises:
            NotAMessageError: the connection must end.
        """
        try:
            await self._serve(parse(text))
        except MessageError as error:
            await self._send(wire.error(error))

    async def _serve(self, message: Message) -> None:
        match message:
            case Check():
                await self._begin(message)
            case Close():
                self._conversations.pop(message.conversation, None)
            case CardRequest():
                await self._send(wire.card(self._card(message)))
            case ChoosePolicy():
                self._desk.choose(message)
                self._announce()
            case Ping():
                await self._send(wire.PONG)
            case StatusRequest():
                await self._send(wire.status(self._desk.status()))

    def _card(self, wanted: CardRequest) -> Card:
        try:
            return self._desk.rulebook.card(wanted.rule, wanted.clauses)
        except KeyError:
            raise MessageError(
                "bad-message", "The rules have changed and this one is gone; check the text again."
            ) from None

    async def _begin(self, check: Check) -> None:
        conversation = self._conversation(check.conversation)
        if conversation.waiting is None:
            await self._room.acquire()
            self._begin_task(self._run(conversation)).add_done_callback(lambda _: self._room.release())
        conversation.waiting = check  # replaces one that has not begun

    def _conversation(self, identifier: str) -> Conversation:
        conversation = self._conversations.get(identifier)
        if conversation is None:
            conversation = self._conversations[identifier] = Conversation(Session(self._desk.rulebook))
            if len(self._conversations) > _MAX_CONVERSATIONS:
                self._conversations.popitem(last=False)
        self._conversations.move_to_end(identifier)
        return conversation

    def _begin_task(self, work: Coroutine[object, object, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)  # the loop itself holds a task by a weak reference only
        task.add_done_callback(self._tasks.discard)
        return task

    async def _run(self, conversation: Conversation) -> None:
        check, conversation.waiting = conversation.waiting, None
        if check is None:
            return
        try:
            digest = self._desk.rulebook.digest
            post = self._desk.post(check, whole_context=self._whole_context)
            found = await conversation.session.check(post, check.revision)
            if found is not None:  # None: a newer revision has begun
                await self._send(wire.report(check, found, digest))
        except ConnectionError:
            return  # the guest has gone; its background asks again when it is back
        except Exception as error:  # noqa: BLE001 - whatever fails, the guest must hear of it and nothing may be told of the text
            tell("a check", error)
            failed = MessageError(
                "internal",
                "The check failed; run proviso doctor.",
                conversation=check.conversation,
                revision=check.revision,
            )
            await self._send(wire.error(failed))

    def tell_status(self) -> None:
        """Send the status unasked, as soon as the guest takes it; nobody else waits for that."""
        self._begin_task(self._send_status())

    async def _send_status(self) -> None:
        with contextlib.suppress(ConnectionError):  # the guest has gone
            await self._send(wire.status(self._desk.status()))

    def leave(self) -> None:
        """Stop every check."""
        for task in self._tasks:
            task.cancel()
