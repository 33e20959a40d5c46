"""When an agent looks for rules: spread over time, later in trouble, sooner when told, never in a hurry."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.updates.outcome import Outcome
from proviso.updates.poller import MAX_BACKOFF_S, NUDGE_GAP_S, Poller

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

GOOD = Outcome("current", "stable", 1)
OFFLINE = Outcome("failed", "stable", 1, error="offline")
REJECTED = Outcome("rejected", "stable", 1, error="example")


class Time:
    """A clock that only waiting moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def poller(
    update: Callable[[str], Awaitable[Outcome]] | None = None, clock: Time | None = None, seed: int = 1
) -> Poller:
    async def nothing(_: str) -> Outcome:
        return GOOD

    draw = random.Random(seed)  # noqa: S311 - repeatable
    return Poller(update or nothing, lambda _: None, draw=draw, clock=clock or Time())


@given(st.integers(0, 10_000))
def test_the_next_look_is_an_hour_away_give_or_take_half(seed: int) -> None:
    assert 1800 <= poller(seed=seed).wait_after(GOOD) <= 5400


def test_looks_are_spread() -> None:
    waits = {round(poller(seed=seed).wait_after(GOOD)) for seed in range(100)}

    assert len(waits) > 90


@given(st.integers(1, 40), st.integers(0, 100))
def test_trouble_makes_waits_longer_up_to_a_limit(failures: int, seed: int) -> None:
    one = poller(seed=seed)
    wait = [one.wait_after(OFFLINE) for _ in range(failures)][-1]
    expected = min(3600 * 2**failures, MAX_BACKOFF_S)

    assert expected / 2 <= wait <= expected * 1.5


def test_an_answer_ends_the_trouble() -> None:
    one = poller()
    for _ in range(5):
        one.wait_after(OFFLINE)

    assert one.wait_after(GOOD) <= 5400


def test_a_refused_release_is_no_trouble_of_the_network() -> None:
    assert poller().wait_after(REJECTED) <= 5400


def test_a_server_may_ask_for_more_patience_not_for_less() -> None:
    one = poller()

    assert 50_000 == one.wait_after(Outcome("failed", "stable", error="server", retry_after_s=50_000))
    assert one.wait_after(Outcome("failed", "stable", error="server", retry_after_s=1)) > 1000


async def waits(one: Poller, clock: Time, monkeypatch: pytest.MonkeyPatch, count: int) -> list[float]:
    """How long the first looks waited, without waiting."""
    waited: list[float] = []

    async def wait_for(work: asyncio.Future[object], seconds: float) -> object:
        asyncio.ensure_future(work).cancel()
        waited.append(seconds)
        clock.now += seconds
        if len(waited) > count:
            await asyncio.Event().wait()
        raise TimeoutError

    monkeypatch.setattr("proviso.updates.poller.asyncio.wait_for", wait_for)
    running = asyncio.create_task(one.run())
    while len(waited) <= count:
        await asyncio.sleep(0)
    running.cancel()
    return waited[:count]


async def test_the_first_look_comes_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Time()
    first, second = await waits(poller(clock=clock), clock, monkeypatch, 2)

    assert 0 <= first <= 120
    assert 1800 <= second <= 5400


class Looks:
    """Counts looks, and lets a test wait for them."""

    def __init__(self) -> None:
        self.reasons: list[str] = []
        self.seen = asyncio.Event()

    async def __call__(self, reason: str) -> Outcome:
        self.reasons.append(reason)
        self.seen.set()
        return GOOD


async def test_a_look_that_fails_inside_is_followed_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(_: str) -> Outcome:
        raise RuntimeError

    clock, told = Time(), list[Outcome]()
    one = poller(fail, clock)
    one.told = told.append
    await waits(one, clock, monkeypatch, 3)

    assert ["internal"] * len(told) == [outcome.error for outcome in told]
    assert len(told) > 1


async def test_a_nudge_makes_the_next_look_sooner() -> None:
    looks = Looks()
    one = Poller(looks, lambda _: None, first_s=10_000)
    running = asyncio.create_task(one.run())
    await asyncio.sleep(0)
    one.nudge(0)
    async with asyncio.timeout(10):
        await looks.seen.wait()
    running.cancel()

    assert ["announced"] == looks.reasons


def test_nudges_come_once_a_minute_at_most() -> None:
    clock = Time()
    one = poller(clock=clock)
    one._last = clock.now
    one._due = clock.now + 5000
    one.nudge(0)

    assert clock.now + NUDGE_GAP_S == one._due


@pytest.mark.parametrize("jitter", [1e9, -5, 100_000])
def test_a_nudge_never_makes_a_look_later_than_planned(jitter: float) -> None:
    one = poller()
    one._due = planned = one.clock() + 100
    one.nudge(jitter)

    assert one._due <= planned
