"""The crash-loop guard: a release that ends the agent while it is new is taken back at the next start.

A mark lies in the state folder from before new rules are loaded until they have worked for a while. Who starts and
finds it knows that the start before did not get that far.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from proviso.files import write_atomically
from proviso.store.active import read_active, write_active

from .quarantine import Fault, Quarantine

if TYPE_CHECKING:
    from pathlib import Path

NAME: Final = "activating"
SETTLES_S: Final = 30.0  # of work after which a release counts as good


def begin(state: Path) -> tuple[str, ...]:
    """Prepare to load what is in force; a sentence when it had to be taken back. Call before loading.

    A state folder that cannot be written to leaves everything as it is: then nothing new can have come either.
    """
    mark, active = state / NAME, read_active(state)
    try:
        if active.current is None or active.is_settled:
            mark.unlink(missing_ok=True)
            return ()
        if _marked(mark) != active.current.key:
            write_atomically(mark, active.current.key)
            return ()
        Quarantine(state).add(active.current.key, Fault("crash"))
        write_active(state, active.taken_back())
        mark.unlink(missing_ok=True)
    except OSError:
        return ()
    told = (
        f"Release {active.current.number} of {active.current.channel} was taken back, because Proviso ended while it "
        "began to work with it. Checks go on with the rules before it; tell your IT staff."
    )
    return (told,)


def settle(state: Path) -> None:
    """Take the mark away: what is in force has worked."""
    try:
        active = read_active(state)
        if active.current is not None and _marked(state / NAME) == active.current.key:
            write_active(state, active.settled())
        (state / NAME).unlink(missing_ok=True)
    except OSError:
        return


def _marked(mark: Path) -> str | None:
    try:
        return mark.read_text("ascii")
    except (OSError, ValueError):
        return None
