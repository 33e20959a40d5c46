"""One authenticated guest: its conversations, and an answer to every message.

Knows no socket: text comes in, `send` takes text out. A check that waits or takes long becomes a task of its own, so
that a slow conversation delays no other; of one conversation only the latest revision is answered. Text of a post is
held in memory as long as its composer lives, and nowhere else.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import OrderedDict
from typing import TYPE_CHECKING, Final

from proviso.server import wire
from proviso.server.duty_clock import duty_told
from proviso.server.eager import begin
from proviso.server.messages import (
    CardRequest,
    Check,
    ChoosePolicy,
    Close,
    Explain,
    Message,
    MessageError,
    Ping,
    SayDuty,
    StatusRequest,
    parse,
)
from proviso.server.quiet import tell
from proviso.session import Session

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from proviso.model import Card
    from proviso.server.desk import Desk

_MAX_CONVERSATIONS: Final = 256  # then the longest unused one forgets its cached paragraphs
_SHORT: Final = 4000  # characters: checked as soon as it has arrived
_MAX_RUNNING: Final = 64  # checks; then reading waits, and the guest's own buffer fills


class Conversation:
    """One composer: a session, the newest check, and the newest that has not begun."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.newest: Check | None = None  # what "why?" asks about
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
        self._tasks: set[asyncio.Future[None]] = set()
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
            case Explain():
                await self._begin_explaining(message)
            case ChoosePolicy():
                self._desk.choose(message)
                self._announce()
            case SayDuty():
                self._desk.clock.say(on_duty=message.on_duty)
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
        conversation.newest = check
        if conversation.waiting is not None:
            conversation.waiting = check  # replaces one that has not begun
            return
        conversation.waiting = check
        await self._room.acquire()
        work = self._run(conversation)
        rest = begin(work) if len(check.text) <= _SHORT else work  # a long one lets others in first
        if rest is not None:
            self._beside(rest)

    def _conversation(self, identifier: str) -> Conversation:
        conversation = self._conversations.get(identifier)
        if conversation is None:
            conversation = self._conversations[identifier] = Conversation(Session(self._desk.rulebook))
            if len(self._conversations) > _MAX_CONVERSATIONS:
                self._conversations.popitem(last=False)
        self._conversations.move_to_end(identifier)
        return conversation

    def _beside(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)  # the loop itself holds a task by a weak reference only
        task.add_done_callback(self._tasks.discard)

    async def _run(self, conversation: Conversation) -> None:
        check, conversation.waiting = conversation.waiting, None
        try:
            if check is not None:
                await self._give(await self._report(conversation.session, check))
        finally:
            self._room.release()

    async def _report(self, session: Session, check: Check) -> str | None:
        """Check, and write the answer; None when a newer revision has begun meanwhile."""
        try:
            rulebook = self._desk.rulebook
            if session.rulebook is not rulebook:
                session.swap(rulebook)
            found = await session.check(self._desk.post(check, whole_context=self._whole_context), check.revision)
            if found is None:
                return None
            duty = None if self._whole_context else duty_told(self._desk.duty, found, rulebook)
            return wire.report(check, found, rulebook.digest, duty)
        except Exception as error:  # noqa: BLE001 - whatever fails, the guest must hear of it, and nobody of the text
            tell("a check", error)
            what = "The check failed; run proviso doctor."
            return wire.error(MessageError("internal", what, conversation=check.conversation, revision=check.revision))

    async def _begin_explaining(self, asked: Explain) -> None:
        conversation = self._conversations.get(asked.conversation)
        check = conversation.newest if conversation else None
        if conversation is None or check is None or check.revision != asked.revision:
            raise asked.refused("outdated", "The text has changed; ask again.")
        await self._room.acquire()
        self._beside(self._explain(asked, check, conversation.session))

    async def _explain(self, asked: Explain, check: Check, session: Session) -> None:
        from proviso.server.why import explanation  # noqa: PLC0415 - no start waits for what few ask

        post = self._desk.post(check, whole_context=self._whole_context)
        try:
            await self._give(await explanation(asked, check, post, session))
        except MessageError as error:
            await self._give(wire.error(error))
        except Exception as error:  # noqa: BLE001 - as with a check: the guest must hear of it, and nobody of the text
            tell("an explanation", error)
            await self._give(wire.error(asked.refused("internal", "The explanation failed; run proviso doctor.")))
        finally:
            self._room.release()

    def tell_status(self) -> None:
        """Send the status unasked, as soon as the guest takes it; nobody else waits for that."""
        self._beside(self._give(wire.status(self._desk.status())))

    async def _give(self, text: str | None) -> None:
        if text is not None:
            with contextlib.suppress(ConnectionError):  # the guest has gone; it asks again when it is back
                await self._send(text)

    def leave(self) -> None:
        """Stop every check."""
        for task in self._tasks:
            task.cancel()
