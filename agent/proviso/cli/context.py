"""`--set KEY=VALUE`: who writes and where, from the command line."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Final

import click

from proviso.model import CLOSED_LISTS, Context

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

CONTEXT_OPTION: Final[Callable[..., Callable[..., object]]] = click.option(
    "--set", "settings", multiple=True, metavar="KEY=VALUE", help="A field of the context: --set account=personal"
)
_WORDS: Final = {"true": True, "false": False, "null": None}
_LISTS: Final = ("links", "packs")


def context_of(settings: Sequence[str]) -> Context:
    """The context that was set. Raises UsageError for fields and values that do not exist."""
    values = dict(map(_pair, settings))
    context = Context.from_mapping(values)
    for key, value in values.items():
        if value is not None and getattr(context, key) is None:
            allowed = CLOSED_LISTS.get(key)
            use = f"use {', '.join(sorted(allowed))}" if allowed else "use true or false"
            raise click.UsageError(f"--set {key}: cannot be {value!r}; {use}")
    return context


def _pair(setting: str) -> tuple[str, object]:
    key, equals, value = setting.partition("=")
    if not equals:
        raise click.UsageError(f"--set {setting}: give KEY=VALUE")
    known = Context.__dataclass_fields__
    if key not in known:
        near = difflib.get_close_matches(key, known, 1)
        hint = f'; did you mean "{near[0]}"?' if near else "; see the list of fields in docs/writing-rules.md"
        raise click.UsageError(f"--set {key}: the context has no such field{hint}")
    if key in _LISTS:
        return key, [part.strip() for part in value.split(",") if part.strip()]
    return key, _WORDS.get(value, value)
