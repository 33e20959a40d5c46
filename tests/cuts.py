"""An agent whose power is cut in the middle of an update, and what it is like afterwards."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fleets import Machine, Works
from power import writes_of
from proviso.fleet.publish import roll_back
from proviso.store.active import read_active
from proviso.updates.probation import begin
from rulebooks import rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCENES: Final = ("first install", "update", "rollback")
_BUNDLED, _FIRST, _SECOND = ("base/fruit",), ("base/fruit", "base/first"), ("base/fruit", "base/first", "base/second")


@dataclass(frozen=True)
class Scene:
    """What an agent has before, and what is offered to it. Its state is copied for each cut."""

    name: str
    works: Works
    state: Path
    before: tuple[str, ...]
    after: tuple[str, ...]

    def machine(self) -> Machine:
        """An agent as it is before."""
        copy = self.works.folder / "cut"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.state, copy)
        return self.works.agent("cut")

    def writes(self) -> int:
        """How many writes the update takes."""
        machine = self.machine()
        writes = writes_of(machine.update, machine.state)
        assert writes is not None
        return writes

    def cut(self, at: int, seed: int) -> Aftermath:
        """Cut the power at one write, start again, update again."""
        machine = self.machine()
        assert writes_of(machine.update, machine.state, at, seed) is None
        begin(machine.state)
        loaded = tuple(machine.rules)
        outcome = machine.update()
        return Aftermath(
            loaded in (self.before, self.after),
            loaded == self.after,
            outcome.is_good and tuple(machine.rules) == self.after,
        )


@dataclass(frozen=True)
class Aftermath:
    """How an agent came through."""

    is_whole: bool  # it checks with the old rules or with the new ones
    is_new: bool
    is_mended: bool  # the next update brings the new ones


def scenes(folder: Path) -> Iterator[Scene]:
    """The three kinds of update, one after the other, in one fleet. The bundled rules must be those of `folder/bundled`."""
    works = Works.written(folder)
    shutil.copytree(works.rules, folder / "bundled")
    works.write(text=rule() + rule(id="first"))
    works.publish()
    (folder / "none").mkdir()
    yield Scene("first install", works, folder / "none", _BUNDLED, _FIRST)
    one = works.agent("one")
    one.update()
    works.write(text=rule() + rule(id="first") + rule(id="second"))
    works.publish()
    yield Scene("update", works, one.state, _FIRST, _SECOND)
    two = works.agent("two")
    shutil.rmtree(two.state)
    shutil.copytree(one.state, two.state)
    two.update()
    assert read_active(two.state).current is not None
    roll_back(works.publisher, "stable", None)
    yield Scene("rollback", works, two.state, _SECOND, _FIRST)
