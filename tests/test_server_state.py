"""The state folder: this person's alone, one agent at a time, and nothing left behind."""

from __future__ import annotations

import multiprocessing
import os
import stat
import time
from typing import TYPE_CHECKING

import pytest

from proviso.server.pairings import Pairings
from proviso.server.state import KEY_LIFE_S, State, StateError

if TYPE_CHECKING:
    from multiprocessing.synchronize import Event
    from pathlib import Path

posix = pytest.mark.skipif(os.name != "posix", reason="modes and owners are POSIX")


def prepared(folder: Path) -> State:
    state = State(folder / "state")
    state.prepare()
    return state


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


@posix
def test_folder_and_files_are_this_persons_alone_under_any_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        state = prepared(tmp_path)
        with state.alone():
            state.announce(41234)
            state.issue_page_key()
            state.issue_code()
            Pairings(state).add("k", "moz-extension://x", 41234)
    finally:
        os.umask(before)

    assert 0o700 == mode(state.folder)
    assert {0o600} == {mode(path) for path in state.folder.iterdir()}


@posix
@pytest.mark.parametrize("wrong", [0o750, 0o705, 0o777])
def test_a_folder_that_is_open_to_others_is_refused_with_the_remedy(tmp_path: Path, wrong: int) -> None:
    state = prepared(tmp_path)
    state.folder.chmod(wrong)

    with pytest.raises(StateError, match=f"chmod 700 '{state.folder}'"):
        state.prepare()


@posix
def test_a_folder_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir(mode=0o700)
    (tmp_path / "state").symlink_to(tmp_path / "real")

    with pytest.raises(StateError, match="link is refused"):
        State(tmp_path / "state").prepare()


def test_a_file_in_the_folders_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("", encoding="utf-8")

    with pytest.raises(StateError):
        State(tmp_path / "state").prepare()


@posix
def test_a_folder_of_another_user_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state = prepared(tmp_path)
    monkeypatch.setattr(os, "geteuid", lambda: 54321)

    with pytest.raises(StateError, match="another user"):
        state.prepare()


@posix
def test_a_file_that_is_open_to_others_is_not_read(tmp_path: Path) -> None:
    state = prepared(tmp_path)
    with state.alone():
        state.announce(41234)
        (state.folder / "token").chmod(0o640)

        with pytest.raises(StateError, match="chmod 600"):
            state.running()


@posix
def test_a_file_that_is_a_link_is_not_read(tmp_path: Path) -> None:
    state = prepared(tmp_path)
    with state.alone():
        state.announce(41234)
        (state.folder / "token").rename(tmp_path / "elsewhere")
        (state.folder / "token").symlink_to(tmp_path / "elsewhere")

        with pytest.raises(StateError, match="link is refused"):
            state.running()


@posix
def test_a_link_in_a_files_place_is_replaced_and_not_written_through(tmp_path: Path) -> None:
    state = prepared(tmp_path)
    (tmp_path / "victim").write_text("mine", encoding="utf-8")
    (state.folder / "token").symlink_to(tmp_path / "victim")
    with state.alone():
        state.announce(41234)

    assert "mine" == (tmp_path / "victim").read_text("utf-8")


def test_a_goodbye_leaves_no_port_token_or_key(tmp_path: Path) -> None:
    state = prepared(tmp_path)
    with state.alone():
        state.announce(41234)
        state.issue_page_key()
        state.issue_code()
        state.withdraw()

    assert {"agent.lock"} >= {path.name for path in state.folder.iterdir()}


def hold(folder: Path, held: Event, let_go: Event) -> None:
    """Run an agent's lock in another process, then die without goodbye."""
    with State(folder).alone():
        State(folder).announce(41234)
        held.set()
        let_go.wait(20)
        os._exit(1)


def test_a_second_agent_is_told_who_runs_and_a_crash_lets_it_in(tmp_path: Path) -> None:
    state = prepared(tmp_path)
    spawn = multiprocessing.get_context("spawn")
    held, let_go = spawn.Event(), spawn.Event()
    other = spawn.Process(target=hold, args=(state.folder, held, let_go))
    other.start()
    try:
        assert held.wait(20)
        with pytest.raises(StateError, match=f"process {other.pid}, 127.0.0.1:41234"), state.alone():
            pass
    finally:
        let_go.set()
        other.join(20)

    assert state.running() is None  # although port and token are still there
    with state.alone():
        assert state.leftovers()


def test_nobody_runs_where_there_is_no_folder(tmp_path: Path) -> None:
    assert State(tmp_path / "none").running() is None


def test_a_pairing_code_can_be_read_aloud_and_is_good_for_ten_minutes(tmp_path: Path) -> None:
    state = prepared(tmp_path)
    shown = state.issue_code()
    fresh = state.code()
    past = time.time() - KEY_LIFE_S - 1
    os.utime(state.folder / "pairing-code", (past, past))

    assert [4, 4, 4, 4] == [len(group) for group in shown.split("-")]
    assert not set("ILOU") & set(shown)
    assert (shown.replace("-", ""), None) == (fresh, state.code())


def test_a_code_from_the_future_is_worth_nothing(tmp_path: Path) -> None:
    state = prepared(tmp_path)
    state.issue_code()
    future = time.time() + 3600
    os.utime(state.folder / "pairing-code", (future, future))

    assert state.code() is None


def test_of_two_who_know_a_code_one_comes_in(tmp_path: Path) -> None:
    state = prepared(tmp_path)
    state.issue_code()

    assert [True, False] == [state.spend_code(), state.spend_code()]


def test_a_pairing_is_kept_for_its_origin_alone(tmp_path: Path) -> None:
    pairings = Pairings(prepared(tmp_path))
    made = pairings.add("k", "moz-extension://a", 41234)

    assert made == pairings.find(made.id, "moz-extension://a", 41234)
    assert pairings.find(made.id, "moz-extension://b", 41234) is None


def test_a_pairing_is_worth_nothing_on_another_port(tmp_path: Path) -> None:
    pairings = Pairings(prepared(tmp_path))
    made = pairings.add("k", "moz-extension://a", 41234)

    assert pairings.find(made.id, made.origin, 41235) is None


def test_the_port_to_start_on_is_that_of_the_newest_pairing(tmp_path: Path) -> None:
    pairings = Pairings(prepared(tmp_path))
    before = pairings.port()
    pairings.add("k", "moz-extension://a", 41234)
    pairings.add("l", "moz-extension://b", 41235)

    assert (0, 41235) == (before, pairings.port())


def test_pairing_again_replaces_the_earlier_one(tmp_path: Path) -> None:
    pairings = Pairings(prepared(tmp_path))
    first = pairings.add("k", "moz-extension://a", 41234)
    second = pairings.add("l", "moz-extension://a", 41234)

    assert (None, second) == (
        pairings.find(first.id, first.origin, first.port),
        pairings.find(second.id, second.origin, second.port),
    )


def test_sixteen_pairings_are_kept(tmp_path: Path) -> None:
    pairings = Pairings(prepared(tmp_path))
    for number in range(20):
        pairings.add("k" * 64, f"moz-extension://{number:036}", 41234)

    assert 16 == len(pairings.load())


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"pairings": 1}', '{"pairings": [1]}', '{"pairings": [{"id": "a", "key": "b", "origin": "c"}]}'],
)
def test_a_broken_file_of_pairings_holds_none(tmp_path: Path, content: str) -> None:
    state = prepared(tmp_path)
    (state.folder / "pairings.json").write_text(content, encoding="utf-8")
    (state.folder / "pairings.json").chmod(0o600)

    assert () == Pairings(state).load()
