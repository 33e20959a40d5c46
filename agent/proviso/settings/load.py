"""Read both settings files into one frozen value. Never raises for a wrong file, and decides nothing about posts."""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from proviso.model import CLOSED_LISTS, Context
from proviso.settings.duty import Schedule, ScheduleError, read_schedule

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from proviso.settings.paths import Paths

EVERY_MINUTES: Final = range(5, 1441)  # between two looks for newer rules
PORTS: Final = range(1024, 65536)  # that a person may listen on
_EXTENSION: Final = re.compile("[a-p]{32}")
_SITE: Final = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_CHANNEL: Final = re.compile(r"[a-z][a-z0-9-]{0,31}")
# What is fetched is signed, but who asks for what, and whether an answer is held back, is nobody else's to know.
_RULES_URL: Final = re.compile(r"(?:https://|file:///|http://(?:127\.0\.0\.1|localhost)(?=[:/]))[^\s?#]+")
_HUB_URL: Final = re.compile(r"(?:wss://|ws://(?:127\.0\.0\.1|localhost)(?=[:/]))[^\s?#]+")
_USUAL_MINUTES: Final = 60
_WITH_A_HUB_MINUTES: Final = 240  # polling is what remains when the hub fails
_MAX_FILE: Final = 1 << 20  # bytes; a settings file is a page, anything larger is a mistake


@dataclass(frozen=True, slots=True)
class Policy:
    """Whose rules apply."""

    jurisdiction: str
    agency: str | None
    managed: bool  # the employer has chosen it; the person cannot


@dataclass(frozen=True, slots=True)
class Updates:
    """Where newer rules come from."""

    url: str
    channel: str
    every_s: float
    is_managed: bool  # the employer named the address, so the employer's root of trust counts
    announce: str | None = None  # a hub that says when to look


@dataclass(frozen=True, slots=True)
class Settings:
    """What both files say together. Every field has a default, so that an agent without any file still runs."""

    person_values: Mapping[str, object] = field(default_factory=dict)
    packs: tuple[str, ...] | None = None
    port: int = 0  # 0: any free port
    extensions: tuple[str, ...] = ()  # ids of further Chromium extensions, beside Proviso's own
    schedule: Schedule | None = None  # when the person works, for the duty clock
    sites: tuple[str, ...] = ()  # further sites on which drafts are to be checked
    updates: Updates | None = None  # None: only the rules that Proviso came with
    status_folder: Path | None = None  # where the employer wants to read which rules are in force; None: nowhere
    locked: frozenset[str] = frozenset()  # "person.jurisdiction": keys that the managed file sets
    problems: tuple[str, ...] = ()  # one sentence each: file, key, remedy

    def known(self) -> dict[str, object]:
        """What is known about the person, by the names of the context's fields."""
        return {**self.person_values, "packs": self.packs}

    def person(self) -> Context:
        """Say what is known about the person, as context for every check."""
        return Context.from_mapping(self.known())

    @property
    def policy(self) -> Policy | None:
        """The chosen policy; None until somebody has chosen one."""
        person = self.person()
        if person.jurisdiction is None:
            return None
        return Policy(person.jurisdiction, person.agency, managed=bool(self.locked & POLICY_KEYS))


POLICY_KEYS: Final = frozenset({"person.jurisdiction", "person.agency", "rules.packs"})

_WORDS: Final[Mapping[type, str]] = {
    bool: "true or false",
    str: "a text in quotes",
    int: "a number",
    list: "a list of texts",
}


def _closed(name: str) -> tuple[Callable[[object], bool], str]:
    words = sorted(CLOSED_LISTS[name])
    # A word may carry a free note behind a colon.
    return (lambda v: isinstance(v, str) and v.split(":", 1)[0].strip() in words), "one of " + ", ".join(words)


def _of(kind: type) -> tuple[Callable[[object], bool], str]:
    return (lambda v: type(v) is kind), _WORDS[kind]


def _is_text_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_list_like(pattern: re.Pattern[str]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list) and all(isinstance(i, str) and pattern.fullmatch(i) for i in value)


def _is_like(pattern: re.Pattern[str]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


_KNOWN: Final[Mapping[str, tuple[Callable[[object], bool], str]]] = {
    "person.jurisdiction": _closed("jurisdiction"),
    "person.agency": _of(str),
    "person.author_role": _closed("author_role"),
    "person.author_area": _of(str),
    "person.author_name": _of(str),
    "person.hatch": _closed("hatch"),
    "person.identifies_employer": _of(bool),
    "person.profile_has_disclaimer": _of(bool),
    "person.on_duty": _of(bool),
    "person.on_break": _of(bool),
    "person.device": _closed("device"),
    "person.pseudonymous": _of(bool),
    "person.section3_agreed": _of(bool),
    "rules.packs": (_is_text_list, _WORDS[list]),
    "agent.port": ((lambda v: type(v) is int and (v == 0 or v in PORTS)), "0 or a number from 1024 to 65535"),
    "agent.extensions": (_is_list_like(_EXTENSION), "a list of extension ids (32 letters from a to p)"),
    "updates.url": (_is_like(_RULES_URL), 'an address: "https://rules.example.gov/proviso/" or "file:///…"'),
    "updates.channel": (_is_like(_CHANNEL), 'the name of a channel: "stable"'),
    "updates.every_minutes": (
        (lambda v: type(v) is int and v in EVERY_MINUTES),
        f"a number from {EVERY_MINUTES[0]} to {EVERY_MINUTES[-1]}",
    ),
    "updates.announce": (_is_like(_HUB_URL), 'the address of a hub: "wss://rules.example.gov/announce"'),
    "status.folder": (
        (lambda v: isinstance(v, str) and Path(v).is_absolute()),
        'the whole path of a folder: "/var/log/proviso"',
    ),
    "extension.sites": (_is_list_like(_SITE), 'a list of host names, such as "intranet.example.gov"'),
}
_EMPLOYERS: Final = frozenset({"status.folder"})  # keys that the person's own file cannot set


def load(paths: Paths) -> Settings:
    """Read the person's file and the managed one. A problem becomes a sentence in `problems`, never an exception."""
    own, own_problems = _read(paths.settings, is_managed=False)
    managed, managed_problems = _read(paths.managed, is_managed=True)
    values = {**own, **managed}
    person = {key.removeprefix("person."): value for key, value in values.items() if key.startswith("person.")}
    packs = values.get("rules.packs")
    extensions = values.get("agent.extensions")
    sites = values.get("extension.sites")
    port = values.get("agent.port")
    return Settings(
        person_values=person,
        packs=tuple(packs) if isinstance(packs, list) else None,
        port=port if isinstance(port, int) else 0,
        extensions=tuple(extensions) if isinstance(extensions, list) else (),
        sites=tuple(sites) if isinstance(sites, list) else (),
        schedule=schedule if isinstance(schedule := values.get("schedule"), Schedule) else None,
        updates=_updates(values, is_managed="updates.url" in managed),
        status_folder=Path(folder) if isinstance(folder := values.get("status.folder"), str) else None,
        locked=frozenset(managed),
        problems=(*own_problems, *managed_problems),
    )


def _updates(values: Mapping[str, object], *, is_managed: bool) -> Updates | None:
    url = values.get("updates.url")
    if not isinstance(url, str):
        return None
    minutes, announce = values.get("updates.every_minutes"), values.get("updates.announce")
    usual = _WITH_A_HUB_MINUTES if announce else _USUAL_MINUTES
    every_s = 60.0 * (minutes if isinstance(minutes, int) else usual)
    hub = announce if isinstance(announce, str) else None
    return Updates(url, str(values.get("updates.channel", "stable")), every_s, is_managed, hub)


def read_document(path: Path) -> tuple[str, dict[str, object]]:
    """Return the file's text and its tables; an absent file is empty.

    Raises:
        ValueError: the file cannot be read; the message names file and remedy.
    """
    try:
        with path.open("rb") as source:
            raw = source.read(_MAX_FILE + 1)
    except FileNotFoundError:
        return "", {}
    except OSError as error:
        raise ValueError(
            f"{path}: cannot be read ({error.strerror}); give yourself read permission or remove it"
        ) from None
    if len(raw) > _MAX_FILE:
        raise ValueError(f"{path}: larger than 1 MiB, so this is no settings file; remove it")
    try:
        text = raw.decode("utf-8-sig")
        return text, tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{path}: not valid TOML: {error}; mend that place or remove the file") from None


def _read(path: Path, *, is_managed: bool) -> tuple[dict[str, object], list[str]]:
    try:
        _, tables = read_document(path)
    except ValueError as error:
        return {}, [f"{error}. Until then its settings do not apply."]
    values: dict[str, object] = {}
    problems: list[str] = []
    if "schedule" in tables:
        try:
            values["schedule"] = _schedule(tables.pop("schedule"))
        except ScheduleError as error:
            problems.append(f"{path}: schedule.{error}. Until then there is no schedule.")
    for key, value in _flat(tables):
        problem = _problem(key, value)
        if problem is None and key in _EMPLOYERS and not is_managed:
            problem = f'"{key}" is for the file of the employer; remove it here'
        if problem is None:
            values[key] = value
        else:
            problems.append(f"{path}: {problem}. Until then this key is not used.")
    return values, problems


def _schedule(table: object) -> Schedule:
    if not isinstance(table, dict):
        raise ScheduleError('zone: write a table: [schedule] and under it zone = "America/New_York"')
    return read_schedule(table)


def _flat(tables: Mapping[str, object]) -> list[tuple[str, object]]:
    rows: list[tuple[str, object]] = []
    for name, table in tables.items():
        if isinstance(table, dict):
            rows += [(f"{name}.{key}", value) for key, value in table.items()]
        else:
            rows.append((name, table))
    return rows


def _problem(key: str, value: object) -> str | None:
    known = _KNOWN.get(key)
    if known is None:
        near = difflib.get_close_matches(key, _KNOWN, n=1)
        return f'unknown key "{key}"; ' + (f'did you mean "{near[0]}"?' if near else "remove it")
    accepts, wanted = known
    return None if accepts(value) else f'wrong value for "{key}"; use {wanted}'
