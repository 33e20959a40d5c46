"""What `install` writes for each browser on each system, and that `uninstall` leaves nothing."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path, PureWindowsPath

import pytest

from proviso.cli.browsers import BROWSERS, System, place_in, places, wrapper
from proviso.cli.install import Machine, choose, install_in, remove_traces
from proviso.cli.registry import NoRegistry
from proviso.server.state import State
from proviso.settings import Paths

ID = "ocifghhldafgdjjpnjlcpnkpfkbdgfng"


class Remembering:
    """A registry that can be looked into."""

    def __init__(self) -> None:
        self.keys: dict[str, str] = {}

    def read(self, key: str) -> str | None:
        return self.keys.get(key)

    def write(self, key: str, value: str) -> None:
        self.keys[key] = value

    def remove(self, key: str) -> None:
        self.keys.pop(key, None)


def machine(folder: Path, system: System = "linux", registry: Remembering | None = None, **environment: str) -> Machine:
    paths = Paths(folder / "config", folder / "state dir", folder / "managed.toml")
    State(paths.state).prepare()
    return Machine(system, folder / "home", environment, registry or NoRegistry(), paths)


def used(on: Machine, *names: str) -> None:
    """Let browsers have been used by this person."""
    for name in names:
        profile = on.places()[name].profile
        assert profile is not None
        profile.mkdir(parents=True)


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("system", "name", "expected"),
    [
        ("linux", "chrome", ".config/google-chrome/NativeMessagingHosts"),
        ("linux", "chromium", ".config/chromium/NativeMessagingHosts"),
        ("linux", "edge", ".config/microsoft-edge/NativeMessagingHosts"),
        ("linux", "brave", ".config/BraveSoftware/Brave-Browser/NativeMessagingHosts"),
        ("linux", "vivaldi", ".config/vivaldi/NativeMessagingHosts"),
        ("linux", "firefox", ".mozilla/native-messaging-hosts"),
        ("darwin", "chrome", "Library/Application Support/Google/Chrome/NativeMessagingHosts"),
        ("darwin", "edge", "Library/Application Support/Microsoft Edge/NativeMessagingHosts"),
        ("darwin", "firefox", "Library/Application Support/Mozilla/NativeMessagingHosts"),
    ],
)
def test_a_manifest_lies_where_the_browser_looks(system: System, name: str, expected: str) -> None:
    home = Path("/home/dana")
    place = places(system, home, {}, Path("/state"))[name]

    assert home / expected / "org.proviso.agent.json" == place.manifest


def test_a_moved_configuration_folder_is_followed_on_linux() -> None:
    place = places("linux", Path("/home/dana"), {"XDG_CONFIG_HOME": "/conf"}, Path("/state"))["chromium"]

    assert Path("/conf/chromium/NativeMessagingHosts/org.proviso.agent.json") == place.manifest


def test_only_browsers_that_have_been_used_are_told(tmp_path: Path) -> None:
    on = machine(tmp_path)
    used(on, "chromium", "firefox")

    assert ["Chromium", "Firefox"] == [place.title for place in choose(on, (), None)]


def test_a_firefox_that_keeps_its_profile_in_the_configuration_folder_is_told_where_it_still_looks(
    tmp_path: Path,
) -> None:
    on = machine(tmp_path)
    (tmp_path / "home/.config/mozilla").mkdir(parents=True)

    [firefox] = choose(on, (), None)
    assert tmp_path / "home/.mozilla/native-messaging-hosts/org.proviso.agent.json" == firefox.manifest


def test_a_browser_that_is_named_is_told_although_it_was_never_used(tmp_path: Path) -> None:
    assert ["Brave"] == [place.title for place in choose(machine(tmp_path), ("brave", "brave"), None)]


def test_chromium_is_told_of_one_extension_by_its_origin(tmp_path: Path) -> None:
    on = machine(tmp_path)
    [place] = install_in(on, [on.places()["chromium"]])
    written = json.loads(place.manifest.read_text("utf-8"))

    assert [f"chrome-extension://{ID}/"] == written["allowed_origins"]
    assert ("org.proviso.agent", "stdio", str(on.wrapper)) == (written["name"], written["type"], written["path"])


def test_firefox_is_told_of_one_extension_by_its_id(tmp_path: Path) -> None:
    on = machine(tmp_path)
    [place] = install_in(on, [on.places()["firefox"]])
    written = json.loads(place.manifest.read_text("utf-8"))

    assert ["{6f1f0c5e-9d0e-4b55-8a43-7d0f6f0a7c11}"] == written["allowed_extensions"]
    assert "allowed_origins" not in written


def test_further_extensions_of_the_settings_may_call_the_host_too(tmp_path: Path) -> None:
    on = machine(tmp_path)
    on.paths.config.mkdir()
    on.paths.settings.write_text(f'[agent]\nextensions = ["{"a" * 32}"]\n', encoding="utf-8")
    [place] = install_in(on, [on.places()["edge"]])

    origins = json.loads(place.manifest.read_text("utf-8"))["allowed_origins"]
    assert [f"chrome-extension://{'a' * 32}/", f"chrome-extension://{ID}/"] == origins


@pytest.mark.skipif(os.name != "posix", reason="a shell script")
def test_the_wrapper_starts_the_host_whatever_the_folders_are_called(tmp_path: Path) -> None:
    folder = tmp_path / "it's a $HOME `dir`"
    folder.mkdir()
    on = machine(folder)
    install_in(on, [])
    message = b'{"type":"nothing"}'
    asked = len(message).to_bytes(4, "little") + message
    done = subprocess.run([on.wrapper, f"chrome-extension://{ID}/"], input=asked, capture_output=True, check=True)

    assert "bad-message" == json.loads(done.stdout[4:])["error"]


def test_variables_that_the_agent_needs_are_kept_in_the_wrapper() -> None:
    text = wrapper("linux", Path("/py"), Path("/host.py"), Path("/state"), {"PROVISO_CONFIG_DIR": "/a b"})

    assert "export PROVISO_CONFIG_DIR='/a b'\n" in text
    assert text.endswith('exec /py -I -S /host.py /state "$@"\n')


def test_windows_gets_a_batch_file_that_quotes_every_path() -> None:
    python, host, state = (PureWindowsPath(p) for p in (r"C:\P F\python.exe", r"C:\P F\native_host.py", r"C:\U\d\s"))
    text = wrapper("win32", python, host, state, {"PROVISO_CONFIG_DIR": r"C:\c d"})  # type: ignore[arg-type]

    expected = '@echo off\r\nset "PROVISO_CONFIG_DIR=C:\\c d"\r\n"C:\\P F\\python.exe" -I -S "C:\\P F\\native_host.py" "C:\\U\\d\\s" %*\r\n'
    assert expected == text


def test_on_windows_the_registry_names_the_manifest(tmp_path: Path) -> None:
    registry = Remembering()
    on = machine(tmp_path, "win32", registry)
    install_in(on, choose(on, ("edge", "firefox", "brave"), None))

    state = on.paths.state
    assert {
        r"Software\Microsoft\Edge\NativeMessagingHosts\org.proviso.agent": str(
            state / "org.proviso.agent.chromium.json"
        ),
        r"Software\Mozilla\NativeMessagingHosts\org.proviso.agent": str(state / "org.proviso.agent.firefox.json"),
        r"Software\Google\Chrome\NativeMessagingHosts\org.proviso.agent": str(
            state / "org.proviso.agent.chromium.json"
        ),
    } == registry.keys


def test_uninstalling_on_windows_empties_the_registry(tmp_path: Path) -> None:
    registry = Remembering()
    on = machine(tmp_path, "win32", registry)
    install_in(on, choose(on, [browser.name for browser in BROWSERS], None))
    remove_traces(on)

    assert ({}, set()) == (registry.keys, files(tmp_path))


@pytest.mark.parametrize("system", ["linux", "darwin"])
def test_uninstalling_removes_every_trace_and_nothing_else(tmp_path: Path, system: System) -> None:
    on = machine(tmp_path, system)
    used(on, "chrome", "firefox")
    neighbour = on.places()["chrome"].manifest.with_name("org.example.other.json")
    neighbour.parent.mkdir()
    neighbour.write_text("{}", encoding="utf-8")
    before = files(tmp_path)
    own_folder = place_in(tmp_path / "kiosk")
    install_in(on, [*choose(on, (), None), own_folder])
    during = files(tmp_path)
    remove_traces(on)

    assert 5 == len(during - before)  # three manifests, the wrapper, the record of what was written
    assert before == files(tmp_path)
    assert not on.paths.state.exists()


def test_uninstalling_spares_a_folder_that_is_not_proviso_s(tmp_path: Path) -> None:
    on = machine(tmp_path)
    (on.paths.state / "thesis.txt").write_text("years of work", encoding="utf-8")
    remove_traces(on)

    assert {"state dir/thesis.txt"} == files(tmp_path)


def test_installing_twice_changes_nothing(tmp_path: Path) -> None:
    on = machine(tmp_path)
    used(on, "chromium")
    install_in(on, choose(on, (), None))
    before = {path: (tmp_path / path).read_bytes() for path in files(tmp_path)}
    install_in(on, choose(on, (), None))

    assert before == {path: (tmp_path / path).read_bytes() for path in files(tmp_path)}
