"""One composer: the newest revision wins, partial results are kept, others are let in, a slow pattern is retried."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from catastrophic import SLOW
from proviso.facts.finder import LONG as LONG_PARAGRAPH
from proviso.facts.finder import Finder
from proviso.facts.quarantine import STRIKES
from proviso.facts.spec import FactSpec, Pattern, Word
from proviso.model import Context, Post, Report
from proviso.packs import Rulebook
from proviso.session import Session, warm
from rulebooks import files, pack, rule, rulebook

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from collections.abc import Set as AbstractSet

    from proviso.facts.asked import Asked
    from proviso.facts.finder import Scan

BOOK = rulebook(files(rules=rule()))


def slow_book(pattern: str) -> Rulebook:
    source = pack(files(rules=rule()))
    slow = replace(source.facts["fruit"], patterns=(Pattern(pattern, (), "always"),))
    return Rulebook([replace(source, facts={"fruit": slow})])


HANGING = "(?:x|xx)+$"
HARD = "x" * 60 + "!"
LONG = "\n".join(f"apple {number} " + "words " * 300 for number in range(60))


@pytest.fixture(autouse=True)
def _little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proviso.session.RETRY_S", 0.05)


async def test_a_post_is_checked() -> None:
    report = await Session(BOOK).check(Post("an apple"), 1)

    assert report is not None
    assert [finding.rule for finding in report.findings] == ["base/fruit"]


async def test_a_newer_revision_supersedes_an_older_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proviso.session.TURN_S", 0.0)  # let others in after every paragraph
    session = Session(BOOK)
    older, newer = await asyncio.gather(session.check(Post(LONG), 1), session.check(Post("an apple"), 2))

    assert older is None
    assert isinstance(newer, Report)


async def test_what_was_found_before_is_kept_for_the_newer_revision(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proviso.session.TURN_S", 0.0)
    scanned = scans(monkeypatch)
    session = Session(BOOK)
    await asyncio.gather(session.check(Post("one apple\ntwo"), 1), session.check(Post("one apple\nthree"), 2))

    assert scanned.count("one apple") == 1


async def test_an_older_revision_that_comes_late_is_not_answered() -> None:
    session = Session(BOOK)
    await session.check(Post("an apple"), 2)

    assert await session.check(Post("an apple"), 1) is None


async def test_a_pattern_out_of_time_makes_the_report_incomplete_and_the_others_still_count() -> None:
    report = await Session(slow_book(HANGING)).check(Post(f"an apple\n{HARD}"), 1)

    assert report is not None
    assert (report.status, len(report.findings)) == ("incomplete", 1)


@pytest.mark.parametrize("pattern", SLOW)
async def test_a_catastrophic_pattern_ends_incomplete_while_others_are_answered(
    pattern: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    other_is_answered = threading.Event()
    finish = Finder.finish

    def waiting(finder: Finder, text: str, scan: Scan, skip: AbstractSet[int], timeout_s: float) -> Scan:
        assert text != SLOW[pattern] or other_is_answered.wait(30)
        return finish(finder, text, scan, skip, timeout_s)

    monkeypatch.setattr(Finder, "finish", waiting)
    book = slow_book(pattern)
    hanging = asyncio.create_task(Session(book).check(Post(SLOW[pattern]), 1))
    await asyncio.sleep(0)
    other = await Session(book).check(Post("pears"), 1)
    other_is_answered.set()
    report = await hanging

    assert ["complete", "incomplete"] == [found.status for found in (other, report) if found]


async def test_the_loop_runs_while_a_hanging_pattern_is_retried() -> None:
    beats = 0

    async def beat() -> None:
        nonlocal beats
        while True:
            beats += 1
            await asyncio.sleep(0.001)

    beating = asyncio.create_task(beat())
    await Session(slow_book(HANGING)).check(Post(HARD), 1)
    beating.cancel()

    assert beats > 10


def scans(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paragraphs that are scanned from now on."""
    scanned: list[str] = []
    steps = Finder.steps

    def counting(finder: Finder, text: str, skip: AbstractSet[int], asked: Asked | None) -> Generator[None, None, Scan]:
        scanned.append(text)
        return steps(finder, text, skip, asked)

    monkeypatch.setattr(Finder, "steps", counting)
    return scanned


def retries(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paragraphs that are given more time in a worker from now on."""
    tried: list[str] = []
    finish = Finder.finish

    def counting(finder: Finder, text: str, scan: Scan, skip: AbstractSet[int], timeout_s: float) -> Scan:
        tried.append(text)
        return finish(finder, text, scan, skip, timeout_s)

    monkeypatch.setattr(Finder, "finish", counting)
    return tried


async def test_an_unchanged_paragraph_is_not_retried_and_stays_incomplete(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = retries(monkeypatch)
    session = Session(slow_book(HANGING))
    reports = [await session.check(Post(f"{HARD}\n{'y' * number}"), number) for number in range(3)]

    assert 1 == tried.count(HARD)
    assert ["incomplete"] * 3 == [report.status for report in reports if report]


async def test_after_three_strikes_a_pattern_is_set_aside_for_all_composers(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = retries(monkeypatch)
    book = slow_book(HANGING)
    for number in range(STRIKES):
        assert book.problems() == ()
        await Session(book).check(Post(HARD + "!" * number), 1)
    report = await Session(book).check(Post("harmless words"), 1)

    assert STRIKES == len(tried)
    assert book.problems() == (
        "The rule base/fruit is set aside: a pattern takes too long, so a post that needs it is never called clear.",
    )
    assert report is not None
    assert report.status == "incomplete"


async def test_a_pattern_that_takes_long_costs_the_loop_its_time_only_once(monkeypatch: pytest.MonkeyPatch) -> None:
    book = slow_book(HANGING)
    await Session(book).check(Post(HARD), 1)
    runs: list[str] = []

    def counting(*_: object) -> Iterator[None]:
        runs.append("")
        return iter(())

    monkeypatch.setattr("proviso.facts.runner.Runner.find", counting)
    monkeypatch.setattr(Finder, "finish", lambda _, __, scan, *___: scan)
    await Session(book).check(Post(HARD + "!"), 1)

    assert runs == []


async def test_a_retry_that_finishes_makes_the_report_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proviso.session.RETRY_S", 10)
    monkeypatch.setattr("proviso.facts.finder.TIMEOUT_S", 1e-9)  # everything is too slow at first
    book = slow_book("[a-z]+ple")
    report = await Session(book).check(Post("apple " * 300), 1)

    assert report is not None
    assert ("complete", 300, ()) == (report.status, len(report.findings), book.problems())


async def test_one_pattern_out_of_time_is_enough_for_one_paragraph() -> None:
    source = pack(files(rules=rule()))
    patterns = tuple(Pattern(f"(?:{letter}|{letter * 2})+$", (), "always") for letter in "xyz")
    slow = replace(source.facts["fruit"], patterns=patterns, words=(Word("apple"),))
    book = Rulebook([replace(source, facts={"fruit": slow})])
    scan = book.finder.scan("x" * 60 + "y" * 60 + "z" * 60 + "! apple")

    assert ((0,), (0, 1, 2), 1) == (scan.late, scan.unfinished, len(scan.hits))


async def test_a_rule_of_a_pack_that_does_not_apply_leaves_the_report_complete() -> None:
    source = pack(files(rules=rule()))
    slow = FactSpec("slow", patterns=(Pattern(HANGING, (), "always"),))
    other = pack(files("agency", "agency", rules=rule(name="agency")))
    other = replace(
        other, facts={**other.facts, "slow": slow}, rules=(replace(other.rules[0], underline=("slow",)),), applies=()
    )
    book = Rulebook([source, other])
    reports = [
        await Session(book).check(Post(HARD, Context(packs=packs)), 1) for packs in (("base",), ("base", "agency"))
    ]

    assert ["complete", "incomplete"] == [report.status for report in reports if report]


def test_a_long_paragraph_is_scanned_in_steps_and_a_short_one_in_one() -> None:
    finder = Finder([FactSpec(f"f{n}", patterns=(Pattern("x{2}", (), "always"),)) for n in range(5)])

    assert (5, 0) == (len(list(finder.steps("y" * 2 * LONG_PARAGRAPH))), len(list(finder.steps("y" * 9))))


async def test_a_swapped_rulebook_is_used_from_the_next_check_on() -> None:
    session = Session(BOOK)
    await session.check(Post("an apple"), 1)
    session.swap(rulebook(files(rules=rule(severity="info"))))
    report = await session.check(Post("an apple"), 2)

    assert report is not None
    assert [finding.severity.word for finding in report.findings] == ["info"]


async def test_other_composers_are_answered_while_one_checks_a_long_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proviso.session.TURN_S", 0.0)
    order: list[str] = []

    async def ask(name: str, text: str) -> None:
        await Session(BOOK).check(Post(text, Context(platform="x")), 1)
        order.append(name)

    await asyncio.gather(ask("long", LONG), ask("short", "an apple"))

    assert order == ["short", "long"]


async def test_warming_compiles_every_pattern() -> None:
    book = slow_book("abc+")
    await warm(book, Context())

    assert list(book.finder.warm()) == []
