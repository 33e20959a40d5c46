"""Every example of docs/python.md gives what the page shows, and every public name and field is on it."""

from __future__ import annotations

import dataclasses
import doctest
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

import proviso
from proven import proved
from proviso import checker
from proviso.cli.main import main
from proviso.store import load_rules

PAGE = (Path(__file__).parents[1] / "docs" / "python.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(pycon|console)\n(.*?)```", PAGE, re.DOTALL)


def test_the_page_is_a_session_that_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    # What is proved for all tests need not be proved again for each checker of the page.
    bundled = load_rules(proved())
    monkeypatch.setattr(checker, "load_rules", lambda *where: load_rules(*where) if any(where) else bundled)
    names: dict[str, object] = {}
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    told: list[str] = []
    for number, (kind, text) in enumerate(BLOCKS):
        if kind == "console":
            assert 0 == run(text)
            continue
        example = doctest.DocTestParser().get_doctest(text, names, f"block {number}", "docs/python.md", 0)
        runner.run(example, out=told.append, clear_globs=False)
        names = example.globs

    assert not told, "".join(told)
    assert runner.summarize(verbose=False).attempted > 30


def run(text: str) -> int:
    [command] = [line[2:] for line in text.splitlines() if line.startswith("$ ")]
    program, *arguments = shlex.split(command)
    assert program == "proviso"
    return CliRunner().invoke(main, arguments).exit_code


@pytest.mark.parametrize("value", [proviso.Explanation, proviso.Trace, proviso.Step, proviso.Seen])
def test_every_field_of_an_explanation_is_on_the_page(value: type[object]) -> None:
    [row] = [line for line in PAGE.splitlines() if line.startswith(f"| `{value.__name__}` |")]

    assert [] == [field.name for field in dataclasses.fields(value) if f"`{field.name}`" not in row]  # type: ignore[arg-type]


def test_everything_a_checker_does_is_on_the_page() -> None:
    public = [name for name in vars(proviso.Checker) if not name.startswith("_")]

    assert ["check", "explain", "trace"] == public
    assert [] == [name for name in public if f".{name}(" not in PAGE]
