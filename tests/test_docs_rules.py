"""Every command of docs/writing-rules.md does what the page shows, and every block of TOML on it is read."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from proviso.cli.main import main
from proviso.packs.overrides import read_overrides
from proviso.packs.schema import rule_schema

PAGE = (Path(__file__).parent.parent / "docs" / "writing-rules.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", PAGE, re.DOTALL)


def test_the_page_is_a_session_that_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PROVISO_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("PROVISO_CONFIG_DIR", str(tmp_path / "config"))
    Path("posts.jsonl").write_text(
        '{"id": "p1", "text": "Hello"}\n{"id": "p2", "text": "It will be done by Friday."}\n'
    )
    Path("post.txt").write_text("It will be done by Friday.\n")
    Path("old-rules/packs").mkdir(parents=True)

    shown, told = [], []
    for kind, text in BLOCKS:
        if kind == "toml" and "promis" in text:
            write(text)
        if kind == "console":
            shown.append(text)
            told.append("".join(f"$ {command}\n{run(command)}" for command in commands(text)))

    assert shown == told
    assert len(shown) >= 6


def commands(text: str) -> list[str]:
    return [line[2:] for line in text.splitlines() if line.startswith("$ ")]


def run(command: str) -> str:
    program, *arguments = shlex.split(command)
    assert program == "proviso"
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.output


def write(text: str) -> None:
    """Add a block to the file that the page speaks of."""
    file = "facts.toml" if text.startswith("[[fact]]") else "1-promises.toml"
    with Path("rules/packs/my-agency", file).open("a", encoding="utf-8") as out:
        out.write(f"\n{text}")


def test_what_it_may_change_is_read() -> None:
    [text] = [text for kind, text in BLOCKS if kind == "toml" and text.startswith("[override")]
    overrides = read_overrides(text.encode())

    assert (list(overrides.rules), list(overrides.parameters)) == (["ssa-2014/disclaimer-in-post"], ["ma-sample"])


@pytest.mark.parametrize("text", [text for kind, text in BLOCKS if kind == "toml"])
def test_every_block_is_toml(text: str) -> None:
    assert tomllib.loads(text)


@pytest.mark.parametrize(("block", "heading"), [("fact", "## Facts"), ("rule", "## Rules")])
def test_every_key_is_on_the_page(block: str, heading: str) -> None:
    section = PAGE.split(heading)[1].split("\n## ")[0]
    keys = rule_schema()["properties"][block]["items"]["properties"]  # type: ignore[index]

    assert [key for key in keys if f"`{key}`" not in section] == []


def test_every_key_of_a_pack_is_on_the_page() -> None:
    section = PAGE.split("## Packs")[1].split("\n## ")[0]
    keys = set(rule_schema()["properties"]) - {"rule", "fact"}  # type: ignore[call-overload]

    assert sorted(key for key in keys if not re.search(rf"[`\[]{key}[`\].]", section)) == []
