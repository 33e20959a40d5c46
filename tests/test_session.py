"""One composer: the newest revision wins, partial results are kept, others are let in, a slow pattern is retried."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from proviso.facts.finder import Finder, Scan
from proviso.facts.sightings import ParagraphCache
from proviso.facts.spec import Pattern
from proviso.model import Context, Post, Report
from proviso.packs import Rulebook
from proviso.session import Session, warm
from rulebooks import files, pack, rule, rulebook

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    import pytest

BOOK = rulebook(files(rules=rule()))


def slow_book(pattern: str) -> Rulebook:
    source = pack(files(rules=rule()))
    slow = replace(source.facts["fruit"], patterns=(Pattern(pattern, (), "always"),))
    return Rulebook([replace(source, facts={"fruit": slow})])


HANGS = slow_book("(?:x|xx)+$")
HARD = "x" * 60 + "!"
LONG = "\n".join(f"apple {number} " + "words " * 300 for number in range(60))


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
    scanned: list[str] = []
    scan = Finder.scan

    def counting(finder: Finder, text: str, skip: AbstractSet[int] = frozenset()) -> Scan:
        scanned.append(text)
        return scan(finder, text, skip)

    monkeypatch.setattr(Finder, "scan", counting)
    session = Session(BOOK)
    await asyncio.gather(session.check(Post("one apple\ntwo"), 1), session.check(Post("one apple\nthree"), 2))

    assert scanned.count("one apple") == 1


async def test_an_older_revision_that_comes_late_is_not_answered() -> None:
    session = Session(BOOK)
    await session.check(Post("an apple"), 2)

    assert await session.check(Post("an apple"), 1) is None


async def test_a_pattern_out_of_time_makes_the_report_incomplete_and_the_others_still_count() -> None:
    report = await Session(HANGS).check(Post(f"an apple\n{HARD}"), 1)

    assert report is not None
    assert (report.status, len(report.findings)) == ("incomplete", 1)


async def test_the_loop_runs_while_a_hanging_pattern_is_retried() -> None:
    beats = 0

    async def beat() -> None:
        nonlocal beats
        while True:
            beats += 1
            await asyncio.sleep(0.001)

    beating = asyncio.create_task(beat())
    await Session(HANGS).check(Post(HARD), 1)
    beating.cancel()

    assert beats > 10


async def test_a_quarantined_pattern_is_not_run_again_and_never_called_clear() -> None:
    session = Session(HANGS)
    await session.check(Post(HARD), 1)
    report = await session.check(Post("harmless words"), 2)

    assert report is not None
    assert report.status == "incomplete"


async def test_a_retry_that_finishes_makes_the_scan_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proviso.facts.finder.TIMEOUT_S", 1e-9)  # everything is too slow at first
    finder = slow_book("[a-z]+ple").finder
    cache = ParagraphCache()
    unfinished = cache.scan(finder, "apple " * 500).unfinished
    [(paragraph, patterns)] = cache.unfinished()
    finished = finder.retry(paragraph, patterns, 10)
    assert finished is not None
    cache.finish(paragraph, finished, patterns)

    assert ((0,), 500, set()) == (unfinished, len(cache.scan(finder, paragraph).hits), cache.quarantined)


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
    await warm(book)

    assert not book.finder.warm()
