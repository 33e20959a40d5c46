"""The native-messaging host: hands port and token to the extension, and starts the agent when it is not running.

Run as a file (`python -I -S native_host.py STATE_DIR ORIGIN…`), so it is standard library only and imports nothing of
Proviso: the browser waits for it. It reads one message, writes one and ends. Which extension may call it is decided by
the browser, from the manifest that `proviso install` wrote; it never sees the text of a post.

The agent imports the reading of private files from here, so that both sides hold the state folder to the same rules.
`os.path` and not `pathlib`, whose import takes as long as everything else here together.
"""

import json
import os
import socket
import stat
import subprocess
import sys
import time

STATE_FILES = ("port", "token", "pid")
LOCK_NAME = "agent.lock"
_HEAD = 4  # bytes that hold the length of what follows
_MAX_MESSAGE = 4096  # bytes; a pairing request is under 20
_MAX_FILE = 16_384  # bytes; sixteen pairings are 3 KB
_START_WAIT_S = 5.0


class PrivateFileError(Exception):
    """A file or folder of the state is not this person's alone. The message says what to do."""


def verify_folder(path: str) -> None:
    """Refuse a state folder that is a link, somebody else's, or open to others.

    Raises:
        PrivateFileError: with the remedy. FileNotFoundError when there is none.
    """
    found = os.lstat(path)
    if not stat.S_ISDIR(found.st_mode):
        raise PrivateFileError(f"{path} is not a folder (a link is refused); remove it and start Proviso again")
    _verify(path, found, "700")


def read_private(folder: str, name: str) -> str:
    """Read a small file that belongs to this person alone, through a folder that does too.

    Raises:
        PrivateFileError: with the remedy. FileNotFoundError when there is none.
    """
    verify_folder(folder)
    path = os.path.join(folder, name)  # noqa: PTH118
    if not stat.S_ISREG(os.lstat(path).st_mode):
        raise PrivateFileError(f"{path} is not a plain file (a link is refused); remove it and start Proviso again")
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as source:
        _verify(path, os.fstat(source.fileno()), "600")  # of what was opened, not of what lay there before
        return source.read(_MAX_FILE).decode("ascii", "replace").strip()


def _verify(path: str, found: os.stat_result, mode: str) -> None:
    if sys.platform == "win32":  # the profile folder's own access list keeps others out
        return
    if found.st_uid != os.geteuid():
        raise PrivateFileError(f"{path} belongs to another user; remove it and start Proviso again")
    if found.st_mode & 0o077:
        raise PrivateFileError(f"{path} is open to other users; run: chmod {mode} '{path}'")


def agent_holds_lock(folder: str) -> bool:
    """Say whether an agent lives. A crash frees its lock at once, while its port file stays behind."""
    try:
        descriptor = os.open(os.path.join(folder, LOCK_NAME), os.O_RDWR)  # noqa: PTH118
    except OSError:
        return False
    try:
        return not _can_lock(descriptor)
    finally:
        os.close(descriptor)  # frees the lock as well


if sys.platform != "win32":
    import fcntl

    def _can_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

else:
    import msvcrt

    def _can_lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
        return True


def answers(port: int) -> bool:
    """Say whether something listens. Who it is, the extension finds out by the handshake."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


def pair(folder: str) -> dict[str, object] | None:
    """Return port and token of the running agent; None when none runs, whatever a crash has left behind."""
    try:
        if not agent_holds_lock(folder):
            return None
        port = int(read_private(folder, "port"))
        token = read_private(folder, "token")
    except (FileNotFoundError, ValueError):
        return None
    return {"port": port, "token": token} if answers(port) else None


def start_agent(folder: str) -> None:
    """Start the agent as a process of its own that outlives the browser. It writes nothing anywhere but its state."""
    command = [sys.executable, "-I", "-m", "proviso", "run"]
    flags = 0x00000008 | 0x00000200 if sys.platform == "win32" else 0  # DETACHED_PROCESS, CREATE_NEW_PROCESS_GROUP
    subprocess.Popen(  # noqa: S603 - our own program, no shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env={**os.environ, "PROVISO_STATE_DIR": folder},
        start_new_session=True,
        creationflags=flags,
    )


def answer(folder: str, message: object) -> dict[str, object]:
    """Answer one message of the extension."""
    if not isinstance(message, dict) or message.get("type") != "pair":
        return {
            "error": "bad-message",
            "remedy": 'Send {"type": "pair"}; is the extension of another version than the agent?',
        }
    try:
        running = pair(folder)
        if running is not None:
            return running
        os.makedirs(folder, mode=0o700, exist_ok=True)  # noqa: PTH103
        verify_folder(folder)
        start_agent(folder)
        return _wait_for(folder)
    except PrivateFileError as error:
        return {"error": "state-folder", "remedy": f"{error}."}
    except OSError as error:
        return {
            "error": "not-running",
            "remedy": f"Proviso could not be started ({error.strerror}); run: proviso doctor",
        }


def _wait_for(folder: str) -> dict[str, object]:
    end = time.monotonic() + _START_WAIT_S
    while time.monotonic() < end:
        time.sleep(0.05)
        running = pair(folder)
        if running is not None:
            return running
    return {
        "error": "not-running",
        "remedy": "Proviso did not start within five seconds; run in a terminal: proviso run",
    }


def read_message() -> object:
    """Read one message of the browser: its length in this machine's byte order, then JSON. None when it is not one."""
    head = sys.stdin.buffer.read(_HEAD)
    length = int.from_bytes(head, sys.byteorder)
    if len(head) < _HEAD or length > _MAX_MESSAGE:
        return None
    try:
        message: object = json.loads(sys.stdin.buffer.read(length))
    except (ValueError, RecursionError):
        return None
    return message


def main() -> None:
    """Answer one message and end."""
    body = json.dumps(answer(sys.argv[1], read_message())).encode()
    sys.stdout.buffer.write(len(body).to_bytes(_HEAD, sys.byteorder) + body)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
