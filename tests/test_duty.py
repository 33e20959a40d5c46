"""The duty clock: schedule, time zone, holidays, leave, telework, lunch, and what was said with one click."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.settings.duty import (
    SAID_FOR,
    Duty,
    Said,
    Schedule,
    ScheduleError,
    duty_at,
    federal_holidays,
    read_schedule,
)

pytest.importorskip("holidays", reason="needed only by those who have a schedule")

EASTERN = ZoneInfo("America/New_York")
OFFICE = read_schedule(
    {
        "zone": "America/New_York",
        "hours": "08:30-17:30",
        "lunch": "12:00-12:30",
        "telework": ["fri"],
        "leave": ["2026-12-28"],
    }
)
NIGHT = read_schedule({"zone": "America/Chicago", "days": ["fri"], "hours": "22:00-06:00"})


def at(text: str, zone: ZoneInfo = EASTERN) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def state(text: str, schedule: Schedule | None = OFFICE, said: Said | None = None) -> tuple[bool | None, bool | None]:
    duty = duty_at(at(text), schedule, said)
    return duty.on_duty, duty.on_break


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2026-11-19T08:29", (False, False)),
        ("2026-11-19T08:30", (True, False)),
        ("2026-11-19T17:29", (True, False)),
        ("2026-11-19T17:30", (False, False)),
        ("2026-11-21T10:00", (False, False)),  # a Saturday
        ("2026-12-28T10:00", (False, False)),  # leave
        ("2026-11-26T10:00", (False, False)),  # Thanksgiving
        ("2026-07-03T10:00", (False, False)),  # Independence Day, observed
        ("2029-01-19T10:00", (True, False)),  # the day before an inauguration
    ],
)
def test_the_schedule_decides(when: str, expected: tuple[bool, bool]) -> None:
    assert state(when) == expected


def test_lunch_at_the_office_is_a_break_and_at_home_it_is_off_duty() -> None:
    assert state("2026-11-19T12:10") == (False, True)
    assert state("2026-11-20T12:10") == (False, False)


def test_the_time_zone_is_the_schedules_and_not_the_machines() -> None:
    half_past_nine_in_new_york = datetime(2026, 11, 19, 14, 30, tzinfo=UTC)

    assert duty_at(half_past_nine_in_new_york, OFFICE).on_duty is True
    assert duty_at(half_past_nine_in_new_york - timedelta(hours=2), OFFICE).on_duty is False


def test_summer_time_moves_with_the_zone() -> None:
    assert duty_at(datetime(2026, 7, 9, 12, 45, tzinfo=UTC), OFFICE).on_duty is True
    assert duty_at(datetime(2026, 11, 19, 12, 45, tzinfo=UTC), OFFICE).on_duty is False


def test_a_night_shift_belongs_to_the_day_it_begins_on() -> None:
    central = ZoneInfo("America/Chicago")

    assert duty_at(at("2026-11-20T23:00", central), NIGHT).on_duty is True
    assert duty_at(at("2026-11-21T05:59", central), NIGHT).on_duty is True
    assert duty_at(at("2026-11-21T06:00", central), NIGHT).on_duty is False
    assert duty_at(at("2026-11-20T05:00", central), NIGHT).on_duty is False


def test_without_a_schedule_nothing_is_known() -> None:
    assert state("2026-11-19T10:00", None) == (None, None)
    assert duty_at(at("2026-11-19T10:00"), None).context() == {}


@pytest.mark.parametrize("on_duty", [True, False])
def test_what_was_said_holds_for_an_hour(*, on_duty: bool) -> None:
    said = Said(on_duty, at("2026-11-19T10:00"))

    assert state("2026-11-19T10:59", OFFICE, said) == (on_duty, False)
    assert state("2026-11-19T11:00", OFFICE, said) == (True, False)
    assert state("2026-11-19T09:59", OFFICE, said) == (True, False)
    assert state("2026-11-19T10:30", None, said) == (on_duty, False)


def test_the_answer_says_when_it_may_change() -> None:
    assert duty_at(at("2026-11-19T10:00"), OFFICE).until == at("2026-11-19T17:30")
    assert duty_at(at("2026-11-20T12:10"), OFFICE).until == at("2026-11-20T12:30")
    assert duty_at(at("2026-11-19T10:00"), OFFICE, Said(on_duty=False, at=at("2026-11-19T10:00"))).until == at(
        "2026-11-19T11:00"
    )


def test_the_reason_is_told() -> None:
    reasons = [
        duty_at(at(when), OFFICE).because
        for when in ("2026-11-26T10:00", "2026-12-28T10:00", "2026-11-21T10:00", "2026-11-19T20:00")
    ]

    assert reasons == [
        "a federal holiday",
        "you are on leave",
        "not one of your working days",
        "outside your working hours",
    ]


def test_the_context_has_the_fields_that_rules_ask_for() -> None:
    assert Duty(on_duty=False, on_break=True, because="").context() == {"on_duty": False, "on_break": True}


def test_the_holidays_are_those_of_the_statute() -> None:
    assert len(federal_holidays(2026)) == 12  # eleven, and the observed third of July
    assert {date(2026, 1, 1), date(2026, 6, 19), date(2026, 11, 11), date(2026, 11, 26), date(2026, 12, 25)} <= (
        federal_holidays(2026)
    )
    assert date(2029, 1, 20) not in federal_holidays(2029)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"zone": "Mars/Olympus"}, 'zone: write a time zone: "America/New_York"'),
        ({}, 'zone: write a time zone: "America/New_York"'),
        ({"zone": "UTC", "days": ["someday"]}, 'days: write days: ["mon", "tue", "wed", "thu", "fri"]'),
        ({"zone": "UTC", "hours": "nine to five"}, 'hours: write hours: "08:30-17:00"'),
        ({"zone": "UTC", "leave": ["soon"]}, 'leave: write dates: ["2026-12-24"]'),
        ({"zone": "UTC", "leave": "2026-12-24"}, 'leave: write a list: ["mon", "tue"]'),
        ({"zone": "UTC", "federal_holidays": "yes"}, "federal_holidays: write true or false"),
        (
            {"zone": "UTC", "lunsh": "12:00-12:30"},
            "lunsh: unknown key; use zone, days, hours, lunch, telework, leave, federal_holidays",
        ),
    ],
)
def test_a_wrong_schedule_says_what_to_write(values: dict[str, object], message: str) -> None:
    with pytest.raises(ScheduleError) as caught:
        read_schedule(values)

    assert str(caught.value) == message


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ScheduleError):
        duty_at(datetime(2026, 11, 19, 10, 0), OFFICE)  # noqa: DTZ001 - that is the point


def test_holidays_are_loaded_only_for_a_schedule() -> None:
    program = (
        "import sys, datetime as d; from proviso.settings.duty import duty_at; "
        "duty_at(d.datetime.now(d.UTC), None); print('holidays' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"


@given(st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_nobody_is_on_duty_and_on_a_break(now: datetime) -> None:
    duty = duty_at(now, OFFICE)

    assert (duty.on_duty, duty.on_break) in {(True, False), (False, True), (False, False)}
    assert duty.until is None or duty.until > now


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.timedeltas(timedelta(0), SAID_FOR - timedelta(seconds=1)),
)
def test_a_click_always_wins_for_its_hour(now: datetime, passed: timedelta) -> None:
    assert duty_at(now + passed, OFFICE, Said(on_duty=False, at=now)).on_duty is False
