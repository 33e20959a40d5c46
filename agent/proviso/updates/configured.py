"""The updater that the settings ask for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .standing import read_standing, write_standing
from .trust import trusted_root
from .updater import Source, Updater

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from proviso.settings import Paths, Updates

    from .gate import InUse


def updater_for(paths: Paths, updates: Updates, in_use: Callable[[], InUse]) -> Updater:
    """Make it. Raises TrustError: there is no root of trust."""
    return Updater(paths.state, Source(updates.url, updates.channel, trusted_root(paths, updates)), in_use)


def note_no_root(state: Path, channel: str, sentence: str) -> None:
    """Keep for status that nothing can be believed yet."""
    before = read_standing(state)
    write_standing(state, replace(before, state="failed", channel=channel, error="root", sentence=sentence))
