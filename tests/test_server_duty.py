"""The duty clock on the desk: what the agent says of duty, and one click that corrects it for an hour."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

import pytest

from federal import RULEBOOK
from proviso.server.desk import Desk
from proviso.server.duty_clock import DutyClock
from proviso.server.guest import Guest
from proviso.settings import Paths, Settings, load

if TYPE_CHECKING:
    from pathlib import Path

PARTISAN: Final = "Vote Delgado on Tuesday, she answers her mail."
MONDAY_AT_TEN: Final = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)  # in New York
SCHEDULE: Final = """
[person]
jurisdiction = "us-federal"
author_role = "employee"
hatch = "less"

[schedule]
zone = "America/New_York"
hours = "08:30-17:30"
"""


class Watch:
    """A clock that somebody sets."""

    def __init__(self, time: datetime) -> None:
        self.time = time

    def __call__(self) -> datetime:
        return self.time


class Visitor:
    """A guest, and what it was told."""

    def __init__(self, folder: Path, file: str, at: datetime = MONDAY_AT_TEN, *, is_local_page: bool = False) -> None:
        paths = Paths(config=folder, state=folder / "state", managed=folder / "managed.toml")
        paths.settings.write_text(file, encoding="utf-8")
        self.watch = Watch(at)
        self.desk = Desk(paths, load(paths), RULEBOOK)
        self.desk.clock = DutyClock(self.watch)
        self.announced = 0
        self.told: asyncio.Queue[dict[str, object]] = asyncio.Queue()
        self.revision = 0
        self._guest = Guest(self.desk, self._take, self._announce, whole_context=is_local_page)

    async def _take(self, text: str) -> None:
        await self.told.put(json.loads(text))

    def _announce(self) -> None:
        self.announced += 1

    async def say(self, **message: object) -> None:
        await self._guest.receive(json.dumps(message))

    async def check(self, **context: object) -> dict[str, object]:
        self.revision += 1
        page = {"platform": "x", "surface": "post", "handle": "@dana_writes", **context}
        await self.say(type="check", conversation="c", revision=self.revision, text=PARTISAN, context=page)
        return await asyncio.wait_for(self.told.get(), 60)  # a busy machine answers late, and it still answers


def severities(report: dict[str, object]) -> list[object]:
    findings = report["findings"]
    assert isinstance(findings, list)
    return [finding["severity"] for finding in findings]


async def test_in_working_hours_a_report_says_so_and_marks_what_turns_on_it(tmp_path: Path) -> None:
    report = await Visitor(tmp_path, SCHEDULE).check()

    assert {
        "on_duty": True,
        "on_break": False,
        "because": "your working hours",
        "said": False,
        "until": "2026-11-23T17:30:00-05:00",
    } == report["duty"]
    assert [True] == [finding["duty"] for finding in report["findings"]]  # type: ignore[attr-defined]
    assert ["error"] == severities(report)


async def test_a_draft_can_be_kept_for_after_work(tmp_path: Path) -> None:
    findings = (await Visitor(tmp_path, SCHEDULE).check())["findings"]
    assert isinstance(findings, list)

    kept = {"label": "Copy it for after 17:30", "applicability": "unsafe", "edits": [], "keeps": True}
    assert [[kept]] == [finding["fixes"] for finding in findings]


async def test_one_click_settles_it_for_an_hour(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, SCHEDULE)
    await visitor.say(type="say-duty", on_duty=False)

    assert [] == severities(await visitor.check())
    assert 1 == visitor.announced
    visitor.watch.time += timedelta(hours=1)
    assert ["error"] == severities(await visitor.check())


async def test_what_was_said_can_be_taken_back(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, SCHEDULE)
    await visitor.say(type="say-duty", on_duty=False)
    await visitor.say(type="say-duty", on_duty=None)

    assert ["error"] == severities(await visitor.check())


async def test_without_a_schedule_duty_is_unknown_and_the_message_says_when_it_is_allowed(tmp_path: Path) -> None:
    report = await Visitor(tmp_path, SCHEDULE.partition("[schedule]")[0]).check()
    findings = report["findings"]
    assert isinstance(findings, list)

    assert (None, "there is no schedule") == (report["duty"]["on_duty"], report["duty"]["because"])  # type: ignore[index]
    assert ["warning"] == severities(report)
    assert "Allowed only off duty" in findings[0]["message"]
    assert findings[0]["duty"]


async def test_after_hours_there_is_nothing_to_say(tmp_path: Path) -> None:
    report = await Visitor(tmp_path, SCHEDULE, MONDAY_AT_TEN + timedelta(hours=9)).check()

    assert [] == severities(report)


async def test_the_page_cannot_say_that_its_reader_is_off_duty(tmp_path: Path) -> None:
    report = await Visitor(tmp_path, SCHEDULE).check(on_duty=False, local_time="21:00")

    assert ["error"] == severities(report)


async def test_the_local_page_is_told_nothing_of_the_persons_duty(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, SCHEDULE, is_local_page=True)
    report = await visitor.check(account="personal", jurisdiction="us-federal", hatch="less", on_duty=False)

    assert [] == severities(report)
    assert "duty" not in report


def test_a_fixed_answer_of_the_settings_goes_before_the_schedule_and_a_click_before_both(tmp_path: Path) -> None:
    paths = Paths(config=tmp_path, state=tmp_path, managed=tmp_path / "managed.toml")
    paths.settings.write_text(SCHEDULE.replace("[person]", "[person]\non_duty = false"), encoding="utf-8")
    settings, clock = load(paths), DutyClock(Watch(MONDAY_AT_TEN))

    assert (False, "your settings say so") == (clock.read(settings).on_duty, clock.read(settings).because)
    clock.say(on_duty=True)
    assert (True, True) == (clock.read(settings).on_duty, clock.read(settings).is_said)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('zone = "Mars/Olympus"', 'schedule.zone: write a time zone: "America/New_York"'),
        ('zone = "America/New_York"\nhours = "noon"', 'schedule.hours: write hours: "08:30-17:00"'),
        ('zone = "America/New_York"\nholiday = 1', "schedule.holiday: unknown key"),
    ],
)
def test_a_schedule_that_cannot_be_kept_names_file_key_and_remedy(tmp_path: Path, line: str, expected: str) -> None:
    paths = Paths(config=tmp_path, state=tmp_path, managed=tmp_path / "managed.toml")
    paths.settings.write_text(f"[schedule]\n{line}\n", encoding="utf-8")
    settings = load(paths)

    assert settings.schedule is None
    assert [True] == [str(paths.settings) in problem and expected in problem for problem in settings.problems]


def test_the_status_says_it_too(tmp_path: Path) -> None:
    desk = Desk(Paths(config=tmp_path, state=tmp_path, managed=tmp_path / "m.toml"), Settings(), RULEBOOK)

    assert {"on_duty": None, "on_break": None, "because": "there is no schedule", "said": False, "until": None} == (
        desk.status()["duty"]
    )
