"""Read typed values out of parsed TOML or JSON, collecting what is wrong instead of stopping at the first mistake."""

from __future__ import annotations

import datetime as dt
import difflib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import regex

from .problems import Lines, PackError, Problem

Values = Mapping[str, object]
_DATE: Final = regex.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")


@dataclass(slots=True)
class Notes:
    """What was found wrong in one file so far."""

    file: str
    lines: Lines
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file: its values, and where it stands for messages."""

    values: Values
    notes: Notes
    path: tuple[tuple[str, int], ...] = ()
    title: str = ""  # 'rule "us-ssn"'

    def wrong(self, key: str, text: str) -> None:
        """Note a problem with a key of this table."""
        about = ", ".join(part for part in (self.title, key) if part)
        self.notes.problems.append(Problem(self.notes.file, self.notes.lines.of(self.path, key), about, text))

    def named(self, title: str) -> Table:
        """This table under a title for messages."""
        return Table(self.values, self.notes, self.path, title)

    def only(self, *known: str) -> None:
        """Note every key that is not known, with the nearest one that is."""
        for key in self.values:
            if key not in known:
                near = difflib.get_close_matches(key, known, 1)
                hint = f'did you mean "{near[0]}"?' if near else f"known keys: {', '.join(sorted(known))}"
                self.wrong(key, f"unknown key; {hint}")

    def text(self, key: str, default: str | None = None) -> str:
        """A string. Without a default it must be there and not be empty."""
        value = self.values.get(key, default)
        if isinstance(value, str) and (value.strip() or default is not None):
            return value
        self.wrong(key, "is missing; give a text" if value is None else "must be a text in quotes")
        return ""

    def maybe(self, key: str) -> str | None:
        """A string that may be left out."""
        return self.text(key) if key in self.values else None

    def choice(self, key: str, allowed: Iterable[str], default: str | None = None) -> str:
        """A word of a closed list."""
        options = sorted(allowed)
        value = self.text(key, default)
        if value in options or not value:
            return value
        near = difflib.get_close_matches(value, options, 1)
        use = f'did you mean "{near[0]}"?' if near else f"use {', '.join(options[:-1])} or {options[-1]}"
        self.wrong(key, f'unknown {key} "{value}"; {use}')
        return ""

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings; a single string is a list of one."""
        value = self.values.get(key, ())
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, (list, tuple)) or not all(isinstance(item, str) and item.strip() for item in items):
            self.wrong(key, 'must be a list of texts: ["…", "…"]')
            return ()
        return tuple(str(item) for item in items)

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Yes or no."""
        value = self.values.get(key, default)
        if isinstance(value, bool):
            return value
        self.wrong(key, "must be true or false")
        return default

    def date(self, key: str) -> str | None:
        """A date, YYYY-MM-DD, with or without quotes."""
        if key not in self.values:
            return None
        value = str(self.values[key])
        if _DATE.fullmatch(value):
            return value
        self.wrong(key, "must be a date: YYYY-MM-DD")
        return None

    def moment(self, key: str, default: str) -> str:
        """A date or a time, with or without quotes."""
        value = self.values.get(key, default)
        if isinstance(value, (str, dt.date, dt.time)):
            return str(value)
        self.wrong(key, "must be a date (YYYY-MM-DD) or a time (HH:MM)")
        return default

    def table(self, key: str) -> Table:
        """A table; empty when it is not there."""
        value = self.values.get(key, {})
        if not isinstance(value, Mapping):
            self.wrong(key, f"must be a table: [{key}] or {key} = {{ … }}")
            value = {}
        return Table(value, self.notes, (*self.path, (key, 0)), self.title)

    def tables(self, key: str) -> Iterable[Table]:
        """An array of tables; a single table is a list of one."""
        value = self.values.get(key, ())
        items: Sequence[object] = [value] if isinstance(value, Mapping) else value if isinstance(value, list) else []
        if (value and not items) or not all(isinstance(item, Mapping) for item in items):
            self.wrong(key, f"must be tables: [[{key}]]")
            return
        for number, item in enumerate(items):
            if isinstance(item, Mapping):
                yield Table(item, self.notes, (*self.path, (key, number)), self.title)


def parse(file: str, source: bytes) -> Table:
    """Parse TOML. Raises PackError with the line when it is not TOML or not UTF-8."""
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError as error:
        line = source[: error.start].count(b"\n") + 1
        raise PackError([Problem(file, line, "", "is not UTF-8; save the file as UTF-8")]) from None
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line_number = _line_of(str(error), text)
        raise PackError([Problem(file, line_number, "", f"is not TOML: {error}")]) from None
    return Table(values, Notes(file, Lines(text)))


def stored(file: str, values: Values) -> Table:
    """A table out of compiled JSON: the same reading, without lines."""
    return Table(values, Notes(file, Lines("")))


def finish(*tables: Table) -> None:
    """Raise PackError when anything was noted in the files of these tables."""
    problems = {problem for table in tables for problem in table.notes.problems}
    if problems:
        raise PackError(sorted(problems))


def _line_of(message: str, source: str) -> int:
    _, _, tail = message.partition("at line ")
    digits = tail.split(",", 1)[0]
    return int(digits) if digits.isdecimal() else source.count("\n") + 1  # "at end of document"
