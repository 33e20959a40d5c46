"""Write the chosen policy into the person's settings file, keeping every other line of it as it was.

Edits text, not tables, so that comments and unknown keys stay. Refuses to touch a file that it cannot read back as
meant.
"""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING

from proviso.files import write_atomically
from proviso.settings.load import POLICY_KEYS, Settings, read_document

if TYPE_CHECKING:
    from proviso.settings.paths import Paths


class SettingsError(Exception):
    """The policy could not be saved. The message says why and what to do next."""

    def __init__(self, message: str, *, managed: bool = False) -> None:
        super().__init__(message)
        self.managed = managed  # the employer's file has the last word


_HEADER = re.compile(r"^[ \t]*\[person\][ \t]*(#.*)?$", re.MULTILINE)
_NEXT_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)


def save_policy(paths: Paths, settings: Settings, jurisdiction: str, agency: str | None) -> None:
    """Write jurisdiction and agency into the person's file.

    Raises:
        SettingsError: the policy is managed, or the file cannot be read or written.
    """
    if settings.locked & POLICY_KEYS:
        raise SettingsError(
            f"Your employer has chosen the policy ({paths.managed}); ask your IT staff to change it.", managed=True
        )
    wanted: dict[str, str | None] = {"jurisdiction": jurisdiction, "agency": agency}
    try:
        text, tables = read_document(paths.settings)
    except ValueError as error:
        raise SettingsError(f"The policy was not saved: {error}.") from None
    edited = edit_person(text, wanted)
    if not _reads_back(edited, tables, wanted):
        raise SettingsError(
            f"The policy was not saved: {paths.settings}: write the [person] table as plain lines, key = value."
        )
    try:
        write_atomically(paths.settings.resolve(), edited)  # a link into somebody's dotfiles stays a link
    except OSError as error:
        raise SettingsError(
            f"The policy was not saved: {paths.config}: {error.strerror}; make this folder writable."
        ) from None


def edit_person(text: str, values: dict[str, str | None]) -> str:
    """Set keys of the [person] table in TOML text; None removes a key. Other lines stay as they are."""
    header = _HEADER.search(text)
    if header is None:
        text = text + ("\n" if text and not text.endswith("\n") else "") + ("\n" if text else "") + "[person]\n"
        header = _HEADER.search(text)
    start = header.end() if header else len(text)
    following = _NEXT_TABLE.search(text, start)
    end = following.start() if following else len(text)
    body = text[start:end]
    for key, value in reversed(values.items()):  # each new line goes right behind the header
        body = _edit_key(body, key, value)
    return text[:start] + body + text[end:]


def _edit_key(body: str, key: str, value: str | None) -> str:
    line = re.compile(rf"^[ \t]*(?:{key}|\"{key}\")[ \t]*=[^\n]*\n?", re.MULTILINE)
    # A JSON string is a TOML basic string, as long as characters beyond the first plane are not written as two escapes.
    new = "" if value is None else f"{key} = {json.dumps(value, ensure_ascii=False)}\n"
    if line.search(body):
        return line.sub(lambda _: new, body, count=1)
    first, newline, rest = body.partition("\n")  # what stands behind the header on its own line stays there
    return f"{first}\n{new}{rest}" if newline or new else body


def _reads_back(edited: str, before: dict[str, object], wanted: dict[str, str | None]) -> bool:
    person = before.get("person", {})
    if not isinstance(person, dict):
        return False
    expected = {**before, "person": {k: v for k, v in {**person, **wanted}.items() if v is not None}}
    try:
        return tomllib.loads(edited) == expected
    except tomllib.TOMLDecodeError:
        return False
