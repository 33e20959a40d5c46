"""The duty clock on the desk: the answer of this moment, out of what was said, the settings, and the schedule.

What a person says with one click is kept in memory for an hour and nowhere else. Where a machine is, is no matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from proviso.packs.conditions import FieldIs
from proviso.settings import Duty, Said, duty_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from proviso.model import Finding, Report
    from proviso.packs import Rulebook
    from proviso.settings import Settings

_DUTY_FIELDS: Final = frozenset({"on_duty", "on_break"})


def _now() -> datetime:
    return datetime.now(UTC)


class DutyClock:
    """Remembers what was said last; the time comes from outside."""

    def __init__(self, now: Callable[[], datetime] = _now) -> None:
        self._now = now
        self._said: Said | None = None

    def say(self, *, on_duty: bool | None) -> None:
        """Take a person's word for the next hour; None takes it back."""
        self._said = None if on_duty is None else Said(on_duty, self._now())

    def read(self, settings: Settings) -> Duty:
        """Say whether the person is on duty now: their word, else what the settings fix, else the clock."""
        duty = duty_at(self._now(), settings.schedule, self._said)
        fixed = {name: settings.person_values[name] for name in _DUTY_FIELDS & settings.person_values.keys()}
        if duty.is_said or not fixed:
            return duty
        on_duty, on_break = fixed.get("on_duty"), fixed.get("on_break")
        return Duty(
            on_duty if isinstance(on_duty, bool) else duty.on_duty,
            on_break if isinstance(on_break, bool) else duty.on_break,
            "your settings say so",
        )


def duty_values(duty: Duty) -> dict[str, object]:
    """The answer as it is told to guests."""
    return {
        "on_duty": duty.on_duty,
        "on_break": duty.on_break,
        "because": duty.because,
        "said": duty.is_said,
        "until": duty.until.isoformat(timespec="seconds") if duty.until else None,
    }


@dataclass(frozen=True, slots=True)
class DutyTold:
    """What a report says of duty: the answer it was made with, and which rules of its findings turn on it."""

    values: dict[str, object]
    rules: frozenset[str]
    later: str  # what to do with a draft until then


def duty_told(duty: Duty, found: Report, rulebook: Rulebook) -> DutyTold:
    """The answer beside the findings that one click on it may settle."""
    turning = (finding.rule for finding in found.findings if _turns_on_duty(finding, rulebook))
    return DutyTold(duty_values(duty), frozenset(turning), _later(duty))


def _later(duty: Duty) -> str:
    until = duty.until if duty.on_duty and not duty.is_said else None
    return f"Copy it for after {until:%H:%M}" if until else "Copy it for after work"


def _turns_on_duty(finding: Finding, rulebook: Rulebook) -> bool:
    rules = (rulebook.rule(name) for name in (finding.rule, *finding.also))
    return any(isinstance(c, FieldIs) and c.name in _DUTY_FIELDS for rule in rules for c in rule.conditions)
