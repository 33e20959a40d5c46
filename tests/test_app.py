"""The running agent: IT's overrides are read, patterns are compiled in idle time, what changes is told to every guest."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING

import pytest

from proviso import app
from proviso.facts.quarantine import STRIKES
from proviso.model import Context, Post
from proviso.server.desk import Desk
from proviso.server.door import Door, Welcome
from proviso.session import Session, warm
from proviso.settings import Settings
from rulebooks import files, rule, rulebook
from running import Home

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BOOK_FACTS = "[[fact]]\nname = \"fruit\"\npattern = '(?:apple|pear)'\n"


async def watched(monkeypatch: pytest.MonkeyPatch, home: Home, desk: Desk, change: Callable[[], object]) -> bool:
    """Whether a change is announced."""
    announced = asyncio.Event()
    door = Door(desk, home.state, Welcome(frozenset(), home.folder))
    monkeypatch.setattr(Door, "is_announced", property(lambda _: True))
    monkeypatch.setattr(Door, "announce", lambda _: announced.set())
    watching = asyncio.create_task(app._watch(home.paths, desk, door, asyncio.Event()))
    await asyncio.sleep(0)
    change()
    try:
        await asyncio.wait_for(announced.wait(), 1)
    except TimeoutError:
        return False
    finally:
        watching.cancel()
    return True


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setattr(app, "_WATCH_S", 0.001)
    return Home(tmp_path)


async def test_a_rule_that_is_set_aside_is_told_in_one_sentence(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    book = rulebook(files(rules=rule()), facts=BOOK_FACTS)
    desk = Desk(home.paths, Settings(), book, ("A port is taken.",))

    assert await watched(monkeypatch, home, desk, lambda: book.quarantine.strike([0] * STRIKES))
    assert [
        "A port is taken.",
        "The rule base/fruit is set aside: a pattern takes too long, so a post that needs it is never called clear.",
    ] == desk.status()["problems"]


async def test_settings_that_were_edited_are_told(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(home.paths, Settings(), rulebook())

    assert await watched(monkeypatch, home, desk, lambda: home.settle('[person]\nagency = "SSA"\n'))
    assert desk.settings.known()["agency"] == "SSA"


async def test_nothing_is_told_when_nothing_changes(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not await watched(monkeypatch, home, Desk(home.paths, Settings(), rulebook()), lambda: None)


def test_several_rules_set_aside_are_told_in_one_sentence() -> None:
    book = rulebook(files(rules=rule() + "".join(rule(id=f"r{n}") for n in range(4))), facts=BOOK_FACTS)
    book.quarantine.strike([0] * STRIKES)

    [told] = book.problems()

    assert told.startswith("5 rules are set aside (base/fruit, base/r0, base/r1, …): a pattern takes too long, so")


def test_overrides_that_cannot_be_read_are_told_when_the_agent_starts(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.paths.config.mkdir()
    (home.paths.config / "overrides.toml").write_text('[override."base/us-ssn"]\nseverity = "loud"', encoding="utf-8")
    with home.agent() as agent:
        agent.end(signal.SIGTERM)
        said = agent.said

    assert 'Please look at this: No override is in force: overrides.toml:1: override "base/us-ssn", reason' in said


async def test_every_pattern_is_compiled_in_idle_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proviso.session.WARM_PAUSE_S", 0)
    book = rulebook(files(rules=rule()), facts=BOOK_FACTS)
    warming = asyncio.create_task(warm(book, Context()))
    report = await Session(book).check(Post("an apple"), 1)
    await warming

    assert report is not None
    assert list(book.finder.warm()) == []
