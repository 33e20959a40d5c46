"""The state folder: where the agent leaves port and token for its guests, and one-time keys for a page or a pairing.

Files are 0600 in a 0700 folder and written atomically. A folder that is a link, somebody else's or open to others is
refused.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from filelock import FileLock, Timeout

from proviso.files import write_atomically
from proviso.native_host import LOCK_NAME, STATE_FILES, PrivateFileError, agent_holds_lock, read_private, verify_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY_LIFE_S: Final = 600  # a page's key and a pairing code are good for ten minutes
_CLOCK_STEP_S: Final = 5  # a clock may be set back by a little
_PAGE_KEY: Final = "page-key-"
_CODE: Final = "pairing-code"
# Crockford's base 32: nothing that is read as something else.
_CODE_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_LENGTH: Final = 16  # 80 bits: the agent's first mac lets a local process guess without asking again


class StateError(Exception):
    """The state folder cannot be used, or another agent uses it. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Running:
    """An agent that runs."""

    pid: int
    port: int
    token: str


@dataclass(frozen=True, slots=True)
class State:
    """One person's state folder."""

    folder: Path

    def prepare(self) -> None:
        """Make the folder, or verify the one that is there.

        Raises:
            StateError: it is not this person's alone, or cannot be made.
        """
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            verify_folder(str(self.folder))
        except PrivateFileError as error:
            raise StateError(f"{error}.") from None
        except OSError as error:
            raise StateError(f"{self.folder}: {error.strerror}; make this folder writable for yourself.") from None

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the lock: one agent per person.

        Raises:
            StateError: another agent runs; says which and where.
        """
        lock = FileLock(
            self.folder / LOCK_NAME, timeout=1, mode=0o600
        )  # 1 s: the native host tries the lock for an instant
        try:
            lock.acquire()
        except Timeout:
            raise StateError(self._who()) from None
        except OSError as error:
            raise StateError(f"{self.folder / LOCK_NAME}: {error.strerror}; remove it and start again.") from None
        try:
            yield
        finally:
            lock.release()

    def _who(self) -> str:
        running = self.running()
        if running is None:
            return "Proviso is starting or stopping in another process; try again in a moment."
        return (
            f"Proviso already runs: process {running.pid}, 127.0.0.1:{running.port}. "
            "See it with `proviso status`, open its page with `proviso page`."
        )

    def running(self) -> Running | None:
        """Return who runs; None when nobody does, whatever a crash has left behind.

        Raises:
            StateError: the files are not this person's alone.
        """
        if not agent_holds_lock(str(self.folder)):
            return None
        try:
            return Running(int(self.read("pid")), int(self.read("port")), self.read("token"))
        except (OSError, ValueError):
            return None

    def read(self, name: str) -> str:
        """Read one private file.

        Raises:
            StateError: it is not this person's alone. OSError: it is not there.
        """
        try:
            return read_private(str(self.folder), name)
        except PrivateFileError as error:
            raise StateError(f"{error}.") from None

    def leftovers(self) -> bool:
        """Say whether an earlier agent ended without removing its files. Ask while holding the lock."""
        return any((self.folder / name).is_symlink() or (self.folder / name).exists() for name in STATE_FILES)

    def announce(self, port: int) -> str:
        """Leave port, process and a new token for guests; return the token."""
        token = secrets.token_hex(32)
        for name, value in (("pid", str(os.getpid())), ("token", token), ("port", str(port))):
            write_atomically(self.folder / name, value)  # the port last: who finds it finds the token
        return token

    def is_announced(self, token: str) -> bool:
        """Say whether guests can still find the agent with this token; the folder may be gone, or another's by now."""
        try:
            return self.read("token") == token
        except OSError:
            return False
        except StateError:
            return True  # its mode is wrong: `proviso doctor` knows the remedy, and the agent stays

    def withdraw(self) -> None:
        """Remove what `announce` left, and keys that nobody can use any more."""
        for name in (*STATE_FILES, _CODE):
            (self.folder / name).unlink(missing_ok=True)
        for path in self.folder.glob(_PAGE_KEY + "*"):
            path.unlink(missing_ok=True)

    def issue_page_key(self) -> str:
        """Make a key that opens the local page once. The file is named by the key's hash and does not hold it."""
        for path in self.folder.glob(_PAGE_KEY + "*"):
            if not _is_fresh(path):
                path.unlink(missing_ok=True)
        key = secrets.token_urlsafe(32)
        write_atomically(self._page_key(key), "")
        return key

    def redeem_page_key(self, key: str) -> bool:
        """Say whether the key is good, and spend it."""
        path = self._page_key(key)
        fresh = _is_fresh(path)
        try:
            path.unlink()
        except OSError:
            return False
        return fresh

    def _page_key(self, key: str) -> Path:
        return self.folder / (_PAGE_KEY + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest())

    def issue_code(self) -> str:
        """Make a pairing code, in groups of four; an earlier one is void."""
        code = "".join(secrets.choice(_CODE_LETTERS) for _ in range(_CODE_LENGTH))
        write_atomically(self.folder / _CODE, code)
        return "-".join(code[i : i + 4] for i in range(0, _CODE_LENGTH, 4))

    def code(self) -> str | None:
        """Return the pairing code that is good now."""
        if not _is_fresh(self.folder / _CODE):
            return None
        try:
            return self.read(_CODE)
        except (OSError, StateError):
            return None

    def spend_code(self) -> bool:
        """Say whether the code was still there to be used up: of two who know it only the first comes in."""
        try:
            (self.folder / _CODE).unlink()
        except OSError:
            return False
        return True


def _is_fresh(path: Path) -> bool:
    try:
        age_s = time.time() - path.lstat().st_mtime
    except OSError:
        return False
    return -_CLOCK_STEP_S <= age_s <= KEY_LIFE_S
