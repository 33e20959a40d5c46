"""A publisher with small packs, and agents that update from it: the real code on both sides, in folders of a test."""

from __future__ import annotations

import atexit
import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from proviso.fleet.build import build
from proviso.fleet.folder import Fleet
from proviso.fleet.found import Places, found
from proviso.fleet.preview import ORDINARY, ordinary, run_preview
from proviso.fleet.publish import Plan, Published, publish
from proviso.fleet.publisher import Publisher
from proviso.store import load_rules
from proviso.updates.fetch import Limits
from proviso.updates.gate import InUse
from proviso.updates.updater import Source, Updater
from rulebooks import FACTS, files, rule

if TYPE_CHECKING:
    from proviso.store import Loaded
    from proviso.updates.outcome import Outcome

SECRET = "correct horse"
PATIENT = Limits(deadline_s=60.0, gap_s=30.0, gate_s=60.0)  # a busy machine is no attack
SHORT = Limits(deadline_s=1.0, gap_s=0.4, gate_s=60.0)


def passing_folder() -> Path:
    """A folder that is gone after the run."""
    folder = Path(mkdtemp(prefix="proviso-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def founded() -> Path:
    """A fleet with keys and an empty repository, made once; its keys stay where they are when it is copied."""
    folder = passing_folder()
    keys = folder / "keys"
    root = tuple(keys / f"root-{number}.pem" for number in (1, 2, 3))
    places = Places(root, (keys / "targets-1.pem",), keys / "snapshot-1.pem", keys / "timestamp-1.pem")
    found(Publisher(Fleet(folder / "fleet"), lambda _: SECRET), places, is_pilot=True)
    return folder / "fleet"


@dataclass
class Works:
    """IT's side: a folder with rules, and a fleet."""

    folder: Path
    days: float = 0.0  # how far the publisher's clock is off

    def __post_init__(self) -> None:
        if not self.fleet.folder.exists():
            shutil.copytree(founded(), self.fleet.folder)
        (self.rules / "facts").mkdir(parents=True, exist_ok=True)
        (self.rules / "facts" / "test.toml").write_text(FACTS)

    @classmethod
    def written(cls, folder: Path) -> Works:
        """With the source of a first rule, and nothing published yet."""
        works = cls(folder)
        works.write()
        return works

    @property
    def fleet(self) -> Fleet:
        return Fleet(self.folder / "fleet")

    @property
    def rules(self) -> Path:
        return self.folder / "rules"

    @property
    def publisher(self) -> Publisher:
        return Publisher(self.fleet, lambda _: SECRET, lambda: datetime.now(UTC) + timedelta(days=self.days))

    @property
    def root(self) -> bytes:
        return (self.fleet.metadata / "1.root.json").read_bytes()

    def write(self, name: str = "base", text: str | None = None, **more: str) -> None:
        """Write the source of a pack."""
        pack = self.rules / "packs" / name
        shutil.rmtree(pack, ignore_errors=True)
        pack.mkdir(parents=True)
        for file, source in files(
            name, "base" if name == "base" else "agency", rules=text or rule(name=name), **more
        ).items():
            (pack / file).write_bytes(source)

    def build(self) -> None:
        build([self.rules], (), self.fleet.built)

    def preview(self, channel: str = "stable") -> int:
        """Preview on ordinary posts; how many change."""
        names = [path.name for path in (self.rules / "packs").iterdir()]
        return len(list(run_preview(self.fleet, channel, ORDINARY, ordinary(names))))

    def publish(self, channel: str = "stable", **plan: object) -> Published:
        """Build, preview, publish."""
        self.build()
        self.preview(channel)
        return publish(self.publisher, replace(Plan(channel), **plan))  # type: ignore[arg-type]

    def agent(self, name: str = "agent", url: str | None = None, limits: Limits = PATIENT) -> Machine:
        """An agent of this fleet in a state folder of its own."""
        return Machine(self.folder / name, Source(url or self.fleet.repository.as_uri(), "stable", self.root), limits)


@dataclass
class Machine:
    """An agent's side: a state folder and what updates it."""

    state: Path
    source: Source
    limits: Limits = PATIENT
    days: float = 0.0  # how far this machine's clock is off

    def __post_init__(self) -> None:
        self.state.mkdir(exist_ok=True)

    @property
    def updater(self) -> Updater:
        def now() -> datetime:
            return datetime.now(UTC) + timedelta(days=self.days)

        def in_use() -> InUse:
            return InUse.of(self.loaded.rulebook) if self.is_updated else InUse()

        return Updater(self.state, self.source, in_use, self.limits, now)

    def update(self) -> Outcome:
        return self.updater.run()

    @property
    def is_updated(self) -> bool:
        return (self.state / "active.json").exists()

    @property
    def loaded(self) -> Loaded:
        """What an agent would check with now."""
        return load_rules(self.state)

    @property
    def rules(self) -> list[str]:
        return [rule.name for rule in self.loaded.rulebook.rules]
