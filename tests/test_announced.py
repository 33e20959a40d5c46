"""From `publish` to an agent that has heard of it: hub, listener, poller, verified pull, with nothing in between."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from announcing import PATIENCE_S, announcing
from fleets import Works
from proviso.renewal import hear
from proviso.settings import Paths, load
from proviso.updates import listener
from proviso.updates.poller import Poller

if TYPE_CHECKING:
    from pathlib import Path

    from proviso.updates.outcome import Outcome

NEVER = 1e6


async def test_a_release_that_is_announced_is_put_in_force_without_a_poll(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listener, "FIRST_S", 0.0)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    works = Works.written(tmp_path)
    await asyncio.to_thread(works.publish)
    agent = works.agent()
    outcomes: asyncio.Queue[Outcome] = asyncio.Queue()
    poller = Poller(agent.updater.update, outcomes.put_nowait, every_s=NEVER, first_s=NEVER)
    paths = Paths(tmp_path / "config", agent.state, tmp_path / "managed.toml")
    async with announcing(works.fleet.repository, max_jitter_s=0) as port:
        url = f"ws://127.0.0.1:{port}/"
        tasks = [asyncio.create_task(poller.run()), asyncio.create_task(hear(url, paths, poller.nudge))]
        outcome = await asyncio.wait_for(outcomes.get(), PATIENCE_S)
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    assert ("activated", 1) == (outcome.state, outcome.release)


@pytest.mark.parametrize(
    ("settings", "minutes"),
    [
        ("", 60),
        ('announce = "wss://hub.example.gov/"', 240),
        ('announce = "wss://hub.example.gov/"\nevery_minutes = 30', 30),
    ],
)
def test_polls_are_rarer_where_a_hub_tells(tmp_path: Path, settings: str, minutes: int) -> None:
    paths = Paths(tmp_path, tmp_path, tmp_path / "managed.toml")
    paths.managed.write_text(f'[updates]\nurl = "https://rules.example.gov/"\n{settings}\n', encoding="utf-8")
    updates = load(paths).updates

    assert updates is not None
    assert minutes * 60 == updates.every_s


@pytest.mark.parametrize("address", ["ws://hub.example.gov/", "https://hub.example.gov/", "wss://"])
def test_a_hub_is_listened_to_over_tls_only(tmp_path: Path, address: str) -> None:
    paths = Paths(tmp_path, tmp_path, tmp_path / "managed.toml")
    paths.managed.write_text(
        f'[updates]\nurl = "https://rules.example.gov/"\nannounce = "{address}"\n', encoding="utf-8"
    )
    settings = load(paths)

    assert settings.updates is not None
    assert settings.updates.announce is None
    assert 'use the address of a hub: "wss://' in settings.problems[0]
