"""docs/policies.md: its commands do what the page shows, and what it quotes is in the worked example."""

from __future__ import annotations

import re
import shutil
import tomllib
from functools import cache
from pathlib import Path

import pytest

from proviso import bundled
from proviso.cli import drafts
from proviso.packs.read import read_vocabulary
from proviso.store import author
from proviso.store.author import read_drafts
from test_docs_rules import commands, run

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "policies.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", PAGE, re.DOTALL)
EXAMPLE = ROOT / "tests" / "data" / "alder-bay" / "packs" / "alder-bay-library"
PACK = Path("rules/packs/alder-bay-library")
CUT = "…\n"  # the page shows the beginning


def test_the_page_is_a_session_that_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PROVISO_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("PROVISO_CONFIG_DIR", str(tmp_path / "config"))
    # scripts/check has tried the shared patterns on hostile texts; here they would be tried, and read, at every command.
    monkeypatch.setattr(drafts, "read_drafts", lambda rules, **_: read_drafts(rules, is_tried=False))
    read_once = cache(lambda files: read_vocabulary(dict(files)))
    monkeypatch.setattr(author, "read_vocabulary", lambda files: read_once(tuple(sorted(files.items()))))
    shutil.copytree(bundled.rules() / "facts", "rules/facts")
    Path("rules/packs").mkdir()
    Path("post.txt").write_text("One of our regulars borrowed nine books on boats.\n", encoding="utf-8")

    shown, told = [], []
    for text in (text for kind, text in BLOCKS if kind == "console"):
        output = "".join(f"$ {command}\n{run(command)}" for command in commands(text))
        shown.append(text)
        told.append(output[: len(text) - len(CUT)] + CUT if text.endswith(CUT) else output)
        fill(len(told))

    assert shown == told
    assert len(shown) >= 6


def fill(step: int) -> None:
    """Do to the pack what the page tells between two commands: the document and its clauses first, then the rules."""
    if step == 1:
        shutil.rmtree(PACK)
        PACK.mkdir()
        for name in ("pack.toml", "policy.txt", "clauses.toml"):
            shutil.copy(EXAMPLE / name, PACK)
    else:
        shutil.copytree(EXAMPLE, PACK, dirs_exist_ok=True)


@pytest.mark.parametrize("text", [text for kind, text in BLOCKS if kind == "toml"])
def test_what_the_page_quotes_is_in_the_example(text: str) -> None:
    files = "\n".join(path.read_text(encoding="utf-8") for path in EXAMPLE.glob("*.toml"))

    assert text in files or "cite" in tomllib.loads(text)


def test_the_policy_of_the_example_is_long_enough_to_learn_from() -> None:
    clauses = tomllib.loads((EXAMPLE / "clauses.toml").read_text(encoding="utf-8"))["clause"]

    assert len(clauses) >= 20
