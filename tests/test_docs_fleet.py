"""Every command of docs/fleet.md does what the page shows, in its order; "…" stands for what differs each time."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest
from click.testing import CliRunner

from attacks import ON_THE_PACK, ON_THE_TIMESTAMP, STOLEN
from fleets import SECRET
from proviso.cli.main import main
from proviso.updates.outcome import ErrorCode
from rulebooks import FACTS, files, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = (Path(__file__).parent.parent / "docs" / "fleet.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", PAGE, re.DOTALL)


class Desk:
    """A person at a terminal, in an empty folder."""

    def __init__(self) -> None:
        self.port = "8080"
        self.servers: list[subprocess.Popen[str]] = []

    def run(self, command: str) -> str:
        program, *arguments = shlex.split(command.replace("8080", self.port))
        if program == "mv":
            return self.move(*arguments)
        assert program == "proviso"
        if arguments[-1] == "&":
            return self.serve(arguments[:-1])
        result = CliRunner().invoke(main, arguments)
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result.output

    def serve(self, arguments: list[str]) -> str:
        """Serve on any free port, which takes the place of the page's from now on."""
        command = [sys.executable, "-m", "proviso", *(word.replace("8080", "0") for word in arguments)]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.servers.append(server)
        assert server.stdout is not None
        said = server.stdout.readline()
        self.port = said.split(":")[2].split(".")[0]
        return said.replace(self.port, "8080")

    @staticmethod
    def move(*paths: str) -> str:
        *sources, target = paths
        Path(target).mkdir()
        for source in sources:
            shutil.move(source, target)
        return ""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PROVISO_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("PROVISO_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("PROVISO_MANAGED_FILE", str(tmp_path / "managed" / "settings.toml"))
    monkeypatch.setenv("PROVISO_FLEET_PASSPHRASE_FILE", "passphrase.txt")
    Path("passphrase.txt").write_text(SECRET)
    bundled = Path("bundled")
    (bundled / "packs" / "base").mkdir(parents=True)
    (bundled / "facts").mkdir()
    (bundled / "facts" / "test.toml").write_text(FACTS)
    for name, source in files(rules=rule()).items():
        (bundled / "packs" / "base" / name).write_bytes(source)
    monkeypatch.setattr("proviso.bundled.rules", lambda: tmp_path / "bundled")
    desk = Desk()
    yield desk
    for server in desk.servers:
        server.kill()
        server.communicate()


def test_the_page_is_a_session_that_works(desk: Desk) -> None:
    shown, told = [], []
    for kind, text in BLOCKS:
        if kind == "toml":
            Path("config").mkdir()
            Path("config/settings.toml").write_text(text.replace("8080", desk.port))
        if kind == "console":
            commands = [line[2:] for line in text.splitlines() if line.startswith("$ ")]
            told.append("".join(f"$ {command}\n{desk.run(command)}" for command in commands))
            shown.append(text)

    assert [] == [told for shown, told in zip(shown, told, strict=True) if not fits(shown, told)]
    assert len(shown) >= 10


def fits(shown: str, told: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, shown.split("…"))), told, re.DOTALL) is not None


def test_every_error_is_on_the_page() -> None:
    assert [] == [code for code in get_args(ErrorCode) if f"`{code}`" not in PAGE]


def test_every_attack_is_on_the_page() -> None:
    named = [*ON_THE_PACK, *ON_THE_TIMESTAMP, *STOLEN, "an example fails", "a catastrophic pattern"]

    assert [] == [name for name in named if f"*{name}*" not in PAGE]


@pytest.mark.parametrize(
    "command",
    ["init", "build", "preview", "publish", "rollout", "rollback", "sign", "refresh", "rotate", "status", "serve"],
)
def test_every_command_is_on_the_page(command: str) -> None:
    assert f"\n$ proviso fleet {command}" in PAGE
