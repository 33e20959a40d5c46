"""One update from beginning to end: look, decide, fetch, prove, put in force. Whatever fails, the old rules stay.

The work runs in a thread of its own, which a stuck server can hold up without holding up the agent. Several agents and
commands of one person may update at once: a lock lets one of them work.
"""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from filelock import FileLock, Timeout

from proviso import __version__
from proviso.store import shelf
from proviso.store.active import Active, read_active, write_active
from proviso.store.ledger import Ledger

from .failures import code_of
from .fetch import Limits, fetcher_for
from .gate import Candidate, InUse, Refused, pass_gate
from .offer import Offer, decide, read_offer
from .outcome import Outcome
from .quarantine import Quarantine
from .standing import Standing, install_id, moment, read_standing, write_standing
from .verify import Repository, Trusted

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from proviso.store.active import Release

    from .fetch import Fetcher
    from .outcome import ErrorCode, State

LOCK_NAME: Final = "update.lock"
_GRACE_S: Final = 5.0  # beyond the limits, before the thread is left to itself


@dataclass(frozen=True, slots=True)
class Source:
    """Where rules come from, and what they are believed by."""

    url: str  # https://…, or file:///… for a share or a stick
    channel: str
    root: bytes  # the root of trust that IT has installed


@dataclass(frozen=True, slots=True)
class Updater:
    """Updates the rules of one state folder. `in_use` says what is in force."""

    state: Path
    source: Source
    in_use: Callable[[], InUse]
    limits: Limits = field(default_factory=Limits)
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    agent: str = __version__
    patience_s: float = 0.0  # to wait for another update that is going on

    async def update(self, reason: str) -> Outcome:
        """Try once. Never raises; `reason` names the thread, for whoever looks at a running agent."""
        done: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        work = threading.Thread(target=self._into, args=(done,), name=f"update: {reason}", daemon=True)
        work.start()
        try:
            return await asyncio.wait_for(done, self.limits.deadline_s + self.limits.gate_s + _GRACE_S)
        except TimeoutError:
            return self._told("failed", error="timeout")

    def _into(self, done: asyncio.Future[Outcome]) -> None:
        outcome = self.run()

        def tell() -> None:
            if not done.done():
                done.set_result(outcome)

        loop = done.get_loop()
        if not loop.is_closed():
            loop.call_soon_threadsafe(tell)

    def run(self) -> Outcome:
        """Try once, in this thread."""
        lock = FileLock(self.state / LOCK_NAME, timeout=self.patience_s, mode=0o600)
        try:
            with lock:
                return self._locked()
        except Timeout:
            return self._told("busy")
        except OSError:
            return self._told("failed", error="disk")

    def _locked(self) -> Outcome:
        before = read_standing(self.state)
        fetcher = fetcher_for(self.source.url, self.limits, self.agent)
        try:
            outcome, trusted = self._attempt(fetcher, before)
        except Exception as error:  # noqa: BLE001 - python-tuf's hierarchy is not closed, and the agent must go on
            outcome = self._told("failed", error=code_of(error), retry_after_s=fetcher.retry_after_s)
            trusted = None
        finally:
            fetcher.close()
        write_standing(self.state, self._standing(before, outcome, trusted))
        return outcome

    def _attempt(self, fetcher: Fetcher, before: Standing) -> tuple[Outcome, Trusted]:
        repository = Repository(self.source.url, self.source.root, self.state, fetcher)
        trusted = repository.refresh(self.now(), moment(before.issued))
        offer = read_offer(repository.offer(self.source.channel), self.source.channel)
        active = read_active(self.state)
        decision = decide(offer, active.current, install_id(self.state), self.agent)
        if decision.kind == "too-old":
            return self._told("held", error="agent-too-old"), trusted
        if decision.release is None:
            return self._told("held" if decision.kind == "held" else "current"), trusted
        return self._take(decision.release, offer, repository, active), trusted

    def _take(self, release: Release, offer: Offer, repository: Repository, active: Active) -> Outcome:
        quarantine = Quarantine(self.state)
        known = quarantine.find((release.key, *release.packs.values()))
        if known is not None:
            return self._told("rejected", error=known.error, refused=release.number, rule=known.rule)
        packs = {
            name: shelf.take(self.state, digest) or repository.pack(name, digest)
            for name, digest in release.packs.items()
        }
        candidate = Candidate(release, packs, self._before(release, active), offer.allow_shrink)
        try:
            pass_gate(candidate, Ledger(self.state), self.limits.gate_s)
        except Refused as refused:
            quarantine.add(refused.digest or release.key, refused.fault)
            return self._told("rejected", error=refused.fault.error, refused=release.number, rule=refused.fault.rule)
        for compiled in packs.values():
            shelf.put(self.state, compiled)
        following = active.followed_by(release)
        write_active(self.state, following)
        shelf.sweep(self.state, {digest for one in following.releases for digest in one.packs.values()})
        return self._told("activated")

    def _before(self, release: Release, active: Active) -> InUse:
        """What there is now. The first release may leave out packs that Proviso came with."""
        in_use = self.in_use()
        if active.current is not None:
            return in_use
        return replace(in_use, rules={name: rules for name, rules in in_use.rules.items() if name in release.packs})

    def _told(
        self,
        state: State,
        *,
        error: ErrorCode | None = None,
        refused: int | None = None,
        rule: str | None = None,
        retry_after_s: float | None = None,
    ) -> Outcome:
        current = read_active(self.state).current
        return Outcome(
            state,
            self.source.channel,
            current.number if current else None,
            dict(current.packs) if current else {},
            error,
            refused,
            rule,
            retry_after_s,
        )

    def _standing(self, before: Standing, outcome: Outcome, trusted: Trusted | None) -> Standing:
        now = self.now().isoformat(timespec="seconds")
        after = replace(
            before,
            state=outcome.state,
            channel=outcome.channel,
            error=outcome.error,
            rule=outcome.rule,
            sentence=outcome.sentence,
            checked_at=now,
        )
        if trusted is None:
            return after
        seen = moment(before.issued)
        return replace(
            after,
            good_at=now,
            version=trusted.version,
            issued=max(trusted.issued, seen or trusted.issued).isoformat(timespec="seconds"),
            expires=trusted.expires.isoformat(timespec="seconds"),
            is_clock_behind=trusted.is_clock_behind,
        )
