"""Conversations do not disturb each other, the last word is always answered, and new rules reach those that are open."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knocking import paths_in, rulebook
from proviso.server.desk import Desk
from proviso.session import Session
from proviso.settings import Settings
from rulebooks import files, rule
from rulebooks import rulebook as small_book

if TYPE_CHECKING:
    from proviso.model import Post, Report
    from proviso.packs import Rulebook
from collecting import Collector, desk_in, text_with_everything


class Held(Session):
    """A session that waits where the test says."""

    gates: dict[str, asyncio.Event] = {}  # noqa: RUF012 - emptied by the fixture
    begun: list[int] = []  # noqa: RUF012

    def __init__(self, book: Rulebook) -> None:
        super().__init__(book)

    async def check(self, post: Post, revision: int) -> Report | None:
        self.begun.append(revision)
        gate = self.gates.get(post.text)
        if gate is not None:
            await gate.wait()
        return await super().check(post, revision)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> type[Held]:
    Held.gates, Held.begun = {}, []
    monkeypatch.setattr("proviso.server.guest.Session", Held)
    return Held


async def test_a_slow_conversation_delays_no_other(tmp_path: Path, held: type[Held]) -> None:
    held.gates["slow"] = asyncio.Event()
    post = Collector(desk_in(tmp_path))
    await post.check("first", 1, "slow")
    await post.check("second", 1, "quick")
    early = await post.next()
    held.gates["slow"].set()
    late = await post.next()

    assert ["second", "first"] == [early["conversation"], late["conversation"]]


async def test_a_revision_that_has_not_begun_is_replaced_by_a_newer_one(tmp_path: Path, held: type[Held]) -> None:
    post = Collector(desk_in(tmp_path))
    for revision in (1, 2, 3):
        await post.check("c", revision, "long " * 1000)
    report = await post.next()

    assert (3, [3]) == (report["revision"], held.begun)
    assert [] == post.sent


async def test_a_revision_that_is_overtaken_on_the_way_is_not_answered(tmp_path: Path, held: type[Held]) -> None:
    held.gates["old"] = asyncio.Event()
    post = Collector(desk_in(tmp_path))
    await post.check("c", 1, "old")
    await asyncio.sleep(0)
    await post.check("c", 2, "new")
    newest = await post.next()
    held.gates["old"].set()
    await post.check("c", 3, "newer")
    after = await post.next()

    assert [1, 2, 3] == held.begun
    assert [2, 3] == [newest["revision"], after["revision"]]
    assert [] == post.sent


async def test_a_failure_of_the_engine_is_an_error_without_a_word_of_the_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def fail(_self: Session, post: Post, _revision: int) -> Report | None:
        raise ValueError(post.text)

    monkeypatch.setattr(Session, "check", fail)
    post = Collector(desk_in(tmp_path))
    await post.check("c", 7, "canary-6b1f")
    answer = await post.next()
    said = capsys.readouterr()

    assert ("internal", "c", 7) == (answer["code"], answer["conversation"], answer["revision"])
    assert "ValueError" in said.err
    assert "canary" not in said.err + said.out + json.dumps(answer)


async def test_a_guest_that_does_not_read_is_not_read_from(tmp_path: Path, held: type[Held]) -> None:
    held.gates["stuck"] = asyncio.Event()
    post = Collector(desk_in(tmp_path))
    reading = asyncio.gather(*(post.check(f"c{n}", 1, "stuck") for n in range(100)))
    await asyncio.sleep(0.01)
    running = len(held.begun)
    held.gates["stuck"].set()
    await reading

    assert 64 == running


async def test_many_conversations_forget_the_longest_unused(tmp_path: Path) -> None:
    post = Collector(desk_in(tmp_path))
    for number in range(300):
        await post.check(f"c{number}", 1)
        await post.next()
    await post.check("c0", 1)
    again = await post.next()

    assert ("c0", 1) == (again["conversation"], again["revision"])
    assert 256 == len(post.guest._conversations)


async def test_a_closed_conversation_starts_anew(tmp_path: Path) -> None:
    post = Collector(desk_in(tmp_path))
    await post.check("c", 9)
    await post.next()
    await post.say(type="close", conversation="c")
    await post.check("c", 1)

    assert 1 == (await post.next())["revision"]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 5), text_with_everything), max_size=12))
async def test_the_last_check_of_every_conversation_is_answered(checks: list[tuple[str, int, str]]) -> None:
    post = Collector(Desk(paths_in(Path("nowhere")), Settings(), rulebook()))
    newest: dict[str, int] = {}
    for conversation, step, text in checks:
        newest[conversation] = newest.get(conversation, 0) + step + 1
        await post.check(conversation, newest[conversation], text)
    answered: dict[object, object] = {}
    while answered != newest:
        report = await post.next()
        answered[report["conversation"]] = report["revision"]

    assert newest == answered


def book_of(*fruit: str) -> Rulebook:
    """A rulebook that finds these words."""
    words = ", ".join(f'"{word}"' for word in fruit)
    return small_book(files(rules=rule()), facts=f'[[fact]]\nname = "fruit"\nwords = [{words}]\n')


def found_words(report: dict[str, object], text: str) -> list[str]:
    findings = report["findings"]
    assert isinstance(findings, list)
    return [text[found["start"] : found["end"]] for found in findings]


async def test_a_new_rulebook_checks_the_next_revision_of_an_open_conversation(tmp_path: Path) -> None:
    desk, text = desk_in(tmp_path), "apple pear"
    desk.use(book_of("apple"))
    post = Collector(desk)
    await post.check("c", 1, text)
    before = await post.next()
    desk.use(book_of("pear"))
    await post.check("c", 2, text)
    after = await post.next()

    assert (["apple"], ["pear"]) == (found_words(before, text), found_words(after, text))
    assert desk.rulebook.digest == after["rulebook"] != before["rulebook"]


async def test_a_check_that_runs_while_rules_change_names_those_it_was_made_with(
    tmp_path: Path, held: type[Held]
) -> None:
    held.gates["apple"] = asyncio.Event()
    desk, old = desk_in(tmp_path), book_of("apple")
    desk.use(old)
    post = Collector(desk)
    await post.check("c", 1, "apple")
    desk.use(book_of("pear"))
    held.gates["apple"].set()

    assert old.digest == (await post.next())["rulebook"]


async def test_stale_rules_are_told_and_go_on_working(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    desk.use(book_of("apple"))
    desk.is_stale = True
    post = Collector(desk)
    await post.say(type="status")
    status = (await post.next())["status"]
    await post.check("c", 1, "apple")

    assert isinstance(status, dict)
    assert "stale" == status["rules"]
    assert ["apple"] == found_words(await post.next(), "apple")


def test_what_was_wrong_with_the_rules_before_is_told_no_longer(tmp_path: Path) -> None:
    desk = Desk(paths_in(tmp_path), Settings(), book_of("apple"), ("A port is taken.",))
    desk.use(book_of("apple"), ("A pack is not used.",))
    before = desk.status()["problems"]
    desk.use(book_of("pear"))

    assert (["A port is taken.", "A pack is not used."], ["A port is taken."]) == (before, desk.status()["problems"])
