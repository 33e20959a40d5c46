"""A power cut at a chosen write of an update: the process ends there, and what was never flushed to the disk is torn.

Linux only: the update runs in a fork of this process, with an audit hook that counts what is written.
"""

from __future__ import annotations

import contextlib
import os
import random
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_WRITES = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.symlink", "os.link", "os.truncate"})
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
CUT = 77  # exit status


class Power:
    """Counts writes under a folder; at the chosen one the lights go out."""

    def __init__(self, folder: Path, at: int | None, seed: int) -> None:
        self.writes = 0
        self._folder = str(folder)
        self._at = at
        self._draw = random.Random(seed)  # noqa: S311 - repeatable
        self._loose: set[str] = set()  # written, and not flushed
        self._is_cutting = False

    def watch(self, event: str, args: tuple[object, ...]) -> None:
        """An audit hook: called before each of these things is done."""
        is_open = event == "open" and isinstance(args[2], int) and bool(args[2] & _WRITING)
        if self._is_cutting or not (is_open or event in _WRITES):
            return
        paths = [os.fspath(one) for one in args if isinstance(one, (str, os.PathLike))]
        touched = [str(path) for path in paths if str(path).startswith(self._folder)]
        if not touched:
            return
        self.writes += 1
        if self.writes == self._at:
            self._cut()
        if is_open:
            self._loose.add(touched[0])
        elif event == "os.rename" and touched[0] in self._loose:
            self._loose.discard(touched[0])
            self._loose.add(touched[-1])

    def flushed(self, descriptor: int) -> None:
        """A file is on the disk now, whatever name it has or will have."""
        number = os.fstat(descriptor).st_ino
        self._loose = {path for path in self._loose if not (Path(path).exists() and Path(path).stat().st_ino == number)}

    def _cut(self) -> None:
        self._is_cutting = True
        for path in sorted(self._loose):
            with contextlib.suppress(OSError):
                size = Path(path).stat().st_size
                os.truncate(path, self._draw.choice((0, size // 2, size)))
        os._exit(CUT)


def writes_of(work: Callable[[], object], folder: Path, cut_at: int | None = None, seed: int = 0) -> int | None:
    """Do some work in a fork; how many writes it took under a folder. None: the power was cut before its end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # other threads of the tests hold nothing that is used here
        child = os.fork()
    if child == 0:
        _in_child(work, Power(folder, cut_at, seed))
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code == CUT:
        return None
    assert code == 0, f"the update failed in its fork: {code}"
    return int((folder.parent / f"{folder.name}.writes").read_text())


def _in_child(work: Callable[[], object], power: Power) -> None:
    try:
        real = os.fsync

        def fsync(descriptor: int) -> None:
            real(descriptor)
            power.flushed(descriptor)

        os.fsync = fsync  # type: ignore[assignment]
        sys.addaudithook(power.watch)
        work()
        told = Path(power._folder)
        (told.parent / f"{told.name}.writes").write_text(str(power.writes))
        os._exit(0)
    finally:
        os._exit(1)
