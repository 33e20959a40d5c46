"""The duty clock: on duty or on a break, out of a schedule that the person wrote down. Pure: the time is given.

A wrong "off duty" could cost somebody a job, so what the schedule does not settle stays unknown. It never looks at
where a machine is. `holidays` is loaded only when somebody has a schedule, because most people have none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Mapping

Place = Literal["office", "telework"]
Days = frozenset[int]  # 0 is Monday

SAID_FOR: Final = timedelta(hours=1)  # how long "I am off duty" holds
SCHEDULE_KEYS: Final = ("zone", "days", "hours", "lunch", "telework", "leave", "federal_holidays")
_DAY_NAMES: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class ScheduleError(ValueError):
    """A schedule that cannot be kept: the message names the key and says what to write."""


@dataclass(frozen=True, slots=True)
class Hours:
    """A stretch of a day, the end not included. It goes over midnight when the end is not later than the start."""

    start: time
    end: time

    def covers(self, clock: time) -> bool:
        """Whether the stretch holds a time of the day it begins on."""
        return self.start <= clock and (clock < self.end or self.goes_over_midnight)

    def covers_next_day(self, clock: time) -> bool:
        """Whether the stretch of the day before still goes on."""
        return self.goes_over_midnight and clock < self.end

    @property
    def goes_over_midnight(self) -> bool:
        """Whether it ends on the day after."""
        return self.end <= self.start


@dataclass(frozen=True, slots=True)
class Schedule:
    """When somebody works. Nothing in it is measured; the person wrote it."""

    zone: str
    days: Days
    hours: Hours
    lunch: Hours | None = None
    telework: Days = frozenset()
    leave: frozenset[date] = frozenset()
    keeps_federal_holidays: bool = True


@dataclass(frozen=True, slots=True)
class Said:
    """What the person corrected with one click, and when. It counts for an hour and is kept in memory only."""

    on_duty: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Duty:
    """The answer. None is unknown. `until` is when it may change, for "save for after 17:30"."""

    on_duty: bool | None
    on_break: bool | None
    because: str
    until: datetime | None = None
    is_said: bool = False  # by the person, within the hour

    def context(self) -> Mapping[str, bool]:
        """The fields of the context that are known."""
        known = {"on_duty": self.on_duty, "on_break": self.on_break}
        return {name: value for name, value in known.items() if value is not None}


@dataclass(frozen=True, slots=True)
class _Shift:
    """The work of one day, in the schedule's own zone."""

    day: date
    end: datetime


def duty_at(now: datetime, schedule: Schedule | None, said: Said | None = None) -> Duty:
    """Say whether somebody is on duty. `now` knows its zone. What was said within the hour wins over the schedule."""
    if now.tzinfo is None:
        raise ScheduleError("now: must know its time zone")
    if said is not None and timedelta(0) <= now - said.at < SAID_FOR:
        because = "you said that you are on duty" if said.on_duty else "you said that you are off duty"
        return Duty(said.on_duty, on_break=False, because=because, until=said.at + SAID_FOR, is_said=True)
    if schedule is None:
        return Duty(None, None, "there is no schedule")
    local = now.astimezone(ZoneInfo(schedule.zone))
    shift = _shift_at(local, schedule)
    if shift is None:
        return Duty(on_duty=False, on_break=False, because=_why_off(local.date(), schedule))
    return _within(local, shift, schedule)


def _within(local: datetime, shift: _Shift, schedule: Schedule) -> Duty:
    """On duty, or at lunch: at home lunch is off duty, in the office it is a break, for the room counts too."""
    lunch = schedule.lunch
    if lunch is None or not lunch.covers(local.time()):
        return Duty(on_duty=True, on_break=False, because="your working hours", until=shift.end)
    end = local.replace(hour=lunch.end.hour, minute=lunch.end.minute, second=0, microsecond=0)
    if shift.day.weekday() in schedule.telework:
        return Duty(on_duty=False, on_break=False, because="your lunch hour, teleworking", until=end)
    return Duty(on_duty=False, on_break=True, because="your lunch hour at the office", until=shift.end)


def _shift_at(local: datetime, schedule: Schedule) -> _Shift | None:
    """The shift that is going on: today's, or yesterday's over midnight."""
    today, clock = local.date(), local.time()
    if schedule.hours.covers(clock) and is_working_day(today, schedule):
        return _shift(today, local, schedule.hours)
    yesterday = today - timedelta(days=1)
    if schedule.hours.covers_next_day(clock) and is_working_day(yesterday, schedule):
        return _shift(yesterday, local, schedule.hours)
    return None


def _shift(day: date, local: datetime, hours: Hours) -> _Shift:
    last = day + timedelta(days=int(hours.goes_over_midnight))
    return _Shift(day, datetime.combine(last, hours.end, local.tzinfo))


def is_working_day(day: date, schedule: Schedule) -> bool:
    """Whether somebody works on a day: one of theirs, no leave, no federal holiday."""
    if day.weekday() not in schedule.days or day in schedule.leave:
        return False
    return not (schedule.keeps_federal_holidays and day in federal_holidays(day.year))


def _why_off(day: date, schedule: Schedule) -> str:
    if day in schedule.leave:
        return "you are on leave"
    if schedule.keeps_federal_holidays and day in federal_holidays(day.year):
        return "a federal holiday"
    return "outside your working hours" if day.weekday() in schedule.days else "not one of your working days"


@lru_cache(maxsize=8)
def federal_holidays(year: int) -> frozenset[date]:
    """The legal public holidays of 5 U.S.C. 6103, with the days on which they are observed.

    Inauguration Day is a holiday in and around Washington only, so it is a working day here.
    """
    from holidays import country_holidays  # noqa: PLC0415 - only for those who have a schedule

    found = country_holidays("US", years=year, observed=True, categories=("public",))
    return frozenset(found)


def read_schedule(values: Mapping[str, object]) -> Schedule:
    """Read a `[schedule]` table. Raises ScheduleError with the key and what to write."""
    unknown = sorted(values.keys() - set(SCHEDULE_KEYS))
    if unknown:
        raise ScheduleError(f"{unknown[0]}: unknown key; use {', '.join(SCHEDULE_KEYS)}")
    return Schedule(
        zone=_zone(values.get("zone")),
        days=_days("days", values.get("days", ["mon", "tue", "wed", "thu", "fri"])),
        hours=_hours("hours", values.get("hours", "08:30-17:00")),
        lunch=_hours("lunch", values["lunch"]) if "lunch" in values else None,
        telework=_days("telework", values.get("telework", [])),
        leave=frozenset(_dates(values.get("leave", []))),
        keeps_federal_holidays=_flag(values.get("federal_holidays", True)),
    )


def _zone(value: object) -> str:
    try:
        ZoneInfo(str(value))
    except (ValueError, OSError, LookupError):
        raise ScheduleError('zone: write a time zone: "America/New_York"') from None
    return str(value)


def _texts(key: str, value: object) -> list[str]:
    if not isinstance(value, (list, tuple)):
        raise ScheduleError(f'{key}: write a list: ["mon", "tue"]')
    return [str(item) for item in value]


def _days(key: str, value: object) -> Days:
    names = [name.strip().lower()[:3] for name in _texts(key, value)]
    if any(name not in _DAY_NAMES for name in names):
        raise ScheduleError(f'{key}: write days: ["mon", "tue", "wed", "thu", "fri"]')
    return frozenset(_DAY_NAMES.index(name) for name in names)


def _hours(key: str, value: object) -> Hours:
    start, _, end = str(value).partition("-")
    try:
        return Hours(time.fromisoformat(start.strip()), time.fromisoformat(end.strip()))
    except ValueError:
        raise ScheduleError(f'{key}: write hours: "08:30-17:00"') from None


def _dates(value: object) -> list[date]:
    texts = _texts("leave", value)
    try:
        return [date.fromisoformat(text) for text in texts]
    except ValueError:
        raise ScheduleError('leave: write dates: ["2026-12-24"]') from None


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise ScheduleError("federal_holidays: write true or false")
