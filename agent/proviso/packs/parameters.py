"""Blanks that an agency fills in: "[agency name]" in a sample policy becomes the agency's name wherever it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import regex

_BLANK: Final = regex.compile(r"\[([A-Za-z][A-Za-z -]*)\]")


def filled(value: object, parameters: Mapping[str, str]) -> object:
    """The same values with every known blank filled in; blanks that nobody declared stay as they are."""
    if not parameters:
        return value
    if isinstance(value, str):
        return _fill(value, parameters)
    if isinstance(value, Mapping):
        return {key: filled(item, parameters) for key, item in value.items()}
    if isinstance(value, list):
        return [filled(item, parameters) for item in value]
    return value


def _fill(text: str, parameters: Mapping[str, str]) -> str:
    return _BLANK.sub(lambda blank: parameters.get(blank[1].casefold(), blank[0]), text)
