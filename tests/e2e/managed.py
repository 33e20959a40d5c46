"""A managed computer for one browser: it finds policies under /etc that nobody else on this machine sees.

The browser is started in a mount namespace of its own, in which the test's folder lies over /etc. Nothing of the machine
is changed, and other browsers that run meanwhile notice nothing.
"""

from __future__ import annotations

import functools
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

OVER_ETC = "mount -t overlay overlay -o lowerdir={folder}:/etc /etc"


@functools.cache
def why_no_policies() -> str | None:
    """The reason to skip, or None where a view of the file system of one's own can be had."""
    if sys.platform != "linux" or os.geteuid() != 0 or shutil.which("unshare") is None:
        return "browser policies are tried as root on Linux alone, where they can be laid out for one browser only"
    with tempfile.TemporaryDirectory() as empty:
        command = ["unshare", "--mount", "sh", "-c", OVER_ETC.format(folder=empty)]
        tried = subprocess.run(command, capture_output=True, check=False)
    return None if tried.returncode == 0 else "this system lets nobody lay a folder over /etc, not even for one process"


def managed(program: Path, folder: Path, policies: Mapping[str, str]) -> Path:
    """A program that starts the browser where it finds `policies`, by their paths below /etc."""
    for name, body in policies.items():
        path = folder / "etc" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body, encoding="utf-8")
    inside = f'{OVER_ETC.format(folder=shlex.quote(str(folder / "etc")))} && exec {shlex.quote(str(program))} "$@"'
    starter = folder / "managed-browser"
    starter.write_text(f'#!/bin/sh\nexec unshare --mount sh -c {shlex.quote(inside)} sh "$@"\n', encoding="utf-8")
    starter.chmod(0o755)
    return starter
