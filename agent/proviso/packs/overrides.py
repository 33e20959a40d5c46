"""What IT may change without forking a pack: severity or mode of a rule, with reason and end; values for blanks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from .pack import MODES
from .read_rules import SEVERITIES
from .tables import Table, finish, parse, stored

if TYPE_CHECKING:
    from collections.abc import Mapping

    from proviso.model import Severity

    from .tables import Values

NAME: Final = "overrides.toml"


@dataclass(frozen=True, slots=True)
class Override:
    """A change of one rule, in force until a date."""

    severity: Severity | None
    mode: str | None
    reason: str
    until: str


@dataclass(frozen=True, slots=True)
class Overrides:
    """All changes of one organisation."""

    rules: Mapping[str, Override] = field(default_factory=dict)  # by full name of the rule
    parameters: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # by pack

    def over(self, others: Overrides) -> Overrides:
        """Both; where they speak of the same, these win."""
        packs = {**others.parameters, **self.parameters}
        parameters = {pack: {**others.parameters.get(pack, {}), **self.parameters.get(pack, {})} for pack in packs}
        return Overrides({**others.rules, **self.rules}, parameters)


def read_overrides(source: bytes, file: str = NAME) -> Overrides:
    """Read `[override."pack/rule"]` and `[parameters.pack]`. Raises PackError."""
    return _read(parse(file, source))


def overrides_of(values: Values, file: str) -> Overrides:
    """Read the same out of a release. Raises PackError."""
    return _read(stored(file, values))


def _read(table: Table) -> Overrides:
    table.only("override", "parameters")
    rules = {
        name: _override(table.table("override").table(name).named(f'override "{name}"'))
        for name in table.table("override").values
    }
    packs = table.table("parameters")
    parameters = {pack: {key: packs.table(pack).text(key) for key in packs.table(pack).values} for pack in packs.values}
    finish(table)
    return Overrides(rules, parameters)


def _override(table: Table) -> Override:
    table.only("severity", "mode", "reason", "until")
    if "severity" not in table.values and "mode" not in table.values:
        table.wrong("severity", "nothing is changed; give severity or mode")
    if "until" not in table.values:
        table.wrong("until", "is missing; an override ends on a date, so that somebody looks at it again")
    severity = SEVERITIES[table.choice("severity", SEVERITIES) or "info"] if "severity" in table.values else None
    mode = table.choice("mode", MODES) if "mode" in table.values else None
    return Override(severity, mode, table.text("reason"), table.date("until") or "")
