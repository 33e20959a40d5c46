"""What the employer is told: a few versions, digests and words of closed lists, and never a byte of what anybody wrote."""

from __future__ import annotations

import asyncio
import json
import os
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import websockets
from hypothesis import given
from hypothesis import strategies as st

from knocking import OURS, shake_hands
from proviso.cli.doctor import _employer
from proviso.cli.install import Machine
from proviso.cli.registry import NoRegistry
from proviso.server.handshake import GuestHandshake
from proviso.settings import load
from proviso.store.active import Active, Release, write_active
from proviso.updates.standing import Standing, write_standing
from proviso.updates.status_log import MAX_BYTES, FleetStatus, StatusLog, log_path, status_of
from running import PATIENCE_S, Agent, Home

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CANARY = "canary-5d1e0f7a"
DIGEST = "sha256:" + "5" * 64
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
KNOWN = FleetStatus("0b5c2a40-91b3-4a2e-8c1d-5e6f7a8b9c0d", "0.1.0", "activated", DIGEST, {"base": DIGEST}, 7, None)


def lines(folder: Path) -> list[dict[str, object]]:
    [path] = folder.glob("proviso-*.jsonl")
    return [json.loads(line) for line in path.read_text("ascii").splitlines()]


def test_a_line_holds_version_digests_state_and_error_code_and_nothing_else() -> None:
    assert {
        "v": 1,
        "time": "2026-11-21T09:00:00+00:00",
        "install": "0b5c2a40-91b3-4a2e-8c1d-5e6f7a8b9c0d",
        "agent": "0.1.0",
        "state": "activated",
        "release": 7,
        "rulebook": DIGEST,
        "packs": {"base": DIGEST},
        "error": None,
    } == json.loads(KNOWN.line(NOW))


def test_a_canary_in_any_field_does_not_come_out() -> None:
    words = f"a {CANARY}"  # a pack may well be called `canary`
    told = FleetStatus(words, words, words, words, {words: DIGEST, "base": words, "ok": DIGEST}, None, words)

    assert CANARY not in told.line(NOW)
    assert {"ok": DIGEST} == json.loads(told.line(NOW))["packs"]


@given(st.text(min_size=1), st.text(min_size=1))
def test_no_text_comes_out_of_a_field_that_is_no_text(words: str, error: str) -> None:
    told = json.loads(FleetStatus(words, words, words, words, {}, None, error).line(NOW))
    values = [told[name] for name in ("install", "agent", "state", "rulebook", "error")]

    assert all(value is None or not any(letter.isspace() for letter in value) for value in values)
    assert all(value is None or len(value) <= 71 for value in values)


def test_a_line_is_written_when_something_changes_and_every_few_hours(tmp_path: Path) -> None:
    log = StatusLog(tmp_path)
    for minutes in (0, 1, 2, 359, 360, 361):
        log.tell(KNOWN, NOW + timedelta(minutes=minutes))
    log.tell(FleetStatus(KNOWN.install, "0.2.0", "current", DIGEST), NOW + timedelta(minutes=362))

    assert ["0.1.0", "0.1.0", "0.2.0"] == [line["agent"] for line in lines(tmp_path)]


def test_a_folder_that_comes_later_is_told_then(tmp_path: Path) -> None:
    log = StatusLog(tmp_path / "later")
    with pytest.raises(FileNotFoundError):
        log.tell(KNOWN, NOW)
    (tmp_path / "later").mkdir()
    log.tell(KNOWN, NOW)

    assert 1 == len(lines(tmp_path / "later"))


@pytest.mark.skipif(os.name != "posix", reason="links are POSIX")
def test_a_link_that_somebody_has_put_there_is_not_followed(tmp_path: Path) -> None:
    log_path(tmp_path, KNOWN.install).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic link"):
        StatusLog(tmp_path).tell(KNOWN, NOW)

    assert not (tmp_path / "elsewhere").exists()


def test_a_full_file_is_set_aside(tmp_path: Path) -> None:
    path = log_path(tmp_path, KNOWN.install)
    path.write_bytes(b"x" * MAX_BYTES)
    StatusLog(tmp_path).tell(KNOWN, NOW)
    StatusLog(tmp_path).tell(KNOWN, NOW)

    assert 1 == len(lines(tmp_path))
    assert path.with_suffix(".jsonl.1").stat().st_size > MAX_BYTES


def test_two_installations_share_a_folder(tmp_path: Path) -> None:
    for install in (KNOWN.install, "f" + KNOWN.install[1:]):
        StatusLog(tmp_path).tell(FleetStatus(install, "0.1.0", "started", DIGEST), NOW)

    assert 2 == len(list(tmp_path.iterdir()))


@pytest.mark.parametrize(
    ("standing", "state", "error"),
    [
        (Standing(), "started", None),
        (Standing(state="rejected", error="example", rule=f"base/{CANARY}", sentence=CANARY), "rejected", "example"),
        (Standing(state="failed", error="expired", expires="2026-11-01T00:00:00+00:00"), "stale", "expired"),
    ],
)
def test_what_is_told_is_what_updates_have_left(
    tmp_path: Path, standing: Standing, state: str, error: str | None
) -> None:
    write_standing(tmp_path, standing)
    write_active(tmp_path, Active(Release("stable", 3, {"base": DIGEST}, {"note": CANARY})))
    told = status_of(tmp_path, DIGEST, NOW)

    assert (state, error, 3, {"base": DIGEST}) == (told.state, told.error, told.release, told.packs)
    assert CANARY not in told.line(NOW)


def employed(tmp_path: Path) -> tuple[Home, Path]:
    """A person whose employer wants status."""
    folder, home = tmp_path / "collected", Home(tmp_path)
    folder.mkdir()
    home.paths.managed.write_text(f"[status]\nfolder = {json.dumps(str(folder))}\n", encoding="utf-8")
    return home, folder


async def write_drafts(agent: Agent) -> None:
    """Type the canary wherever words can come in."""
    contexts: list[Mapping[str, object]] = [
        {"platform": "x", "surface": "post", "handle": f"@{CANARY}", "display_name": CANARY, "bio": CANARY},
        {"platform": "facebook", "surface": "comment", "replying_to": CANARY, "links": [f"https://{CANARY}.example"]},
        {"attachments": [{"kind": "image", "alt": CANARY}], "previous_text": CANARY, "paste_origin": CANARY},
    ]
    async with websockets.connect(
        f"ws://127.0.0.1:{agent.running.port}/agent", additional_headers={"Origin": OURS}, compression=None, proxy=None
    ) as connection:
        await shake_hands(connection, GuestHandshake("token", agent.running.token))
        for number, context in enumerate(contexts):
            text = f"{CANARY} 078-05-1120 {CANARY}"
            said = {"type": "check", "conversation": CANARY, "revision": number, "text": text, "context": context}
            await connection.send(json.dumps(said))
            assert "report" == json.loads(await connection.recv())["type"]


@pytest.mark.skipif(os.name != "posix", reason="a process is ended by a signal")
def test_no_byte_of_a_draft_reaches_the_employer(tmp_path: Path) -> None:
    home, folder = employed(tmp_path)
    home.settle(f'[person]\nagency = "{CANARY}"\nauthor_area = "{CANARY}"\n')
    with home.agent() as agent:
        asyncio.run(write_drafts(agent))
        end = time.monotonic() + PATIENCE_S
        while not list(folder.iterdir()) and time.monotonic() < end:
            time.sleep(0.02)
        [told] = lines(folder)
    left = b"".join(path.read_bytes() + path.name.encode() for path in folder.iterdir())

    assert "started" == told["state"]
    assert CANARY.encode() not in left
    assert b"078" not in left.replace(str(told["install"]).encode(), b"").replace(str(told["rulebook"]).encode(), b"")


def test_nobody_is_told_anything_unless_the_employer_asks(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.settle(f"[status]\nfolder = {json.dumps(str(tmp_path))}\n")
    settings = load(home.paths)

    assert settings.status_folder is None
    assert settings.problems[0].endswith(
        '"status.folder" is for the file of the employer; remove it here. Until then this key is not used.'
    )


def doctor(home: Home) -> list[tuple[str, str]]:
    machine = Machine("linux", home.folder, {}, NoRegistry(), home.paths)
    return [(found.state, found.remedy) for found in _employer(machine)]


def test_the_doctor_says_what_the_employer_is_told(tmp_path: Path) -> None:
    home, folder = employed(tmp_path)
    works = doctor(home)
    folder.rmdir()

    assert [("note", "")] == works
    assert [("wrong", f"ask your IT staff to make {folder} a folder that you can write to")] == doctor(home)


def test_where_the_employer_asks_for_nothing_the_doctor_says_nothing(tmp_path: Path) -> None:
    assert [] == doctor(Home(tmp_path))
