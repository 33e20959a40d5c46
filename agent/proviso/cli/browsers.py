"""Where each browser looks for one person's native-messaging hosts, and what it wants to read there. Writes nothing."""

from __future__ import annotations

import json
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from proviso.identity import NATIVE_HOST

if TYPE_CHECKING:
    from collections.abc import Mapping

System = Literal["linux", "darwin", "win32"]
Family = Literal["chromium", "firefox"]


@dataclass(frozen=True, slots=True)
class Browser:
    """One browser: where its profile lies, and which registry key it reads on Windows."""

    name: str
    title: str
    family: Family
    linux: str  # below the configuration folder, for Firefox below the home folder
    darwin: str  # below Library/Application Support
    key: str  # below HKEY_CURRENT_USER\Software


BROWSERS: Final = (
    Browser("chrome", "Google Chrome", "chromium", "google-chrome", "Google/Chrome", r"Google\Chrome"),
    Browser("chromium", "Chromium", "chromium", "chromium", "Chromium", "Chromium"),
    Browser("edge", "Microsoft Edge", "chromium", "microsoft-edge", "Microsoft Edge", r"Microsoft\Edge"),
    # Brave and Vivaldi read Chrome's key.
    Browser(
        "brave", "Brave", "chromium", "BraveSoftware/Brave-Browser", "BraveSoftware/Brave-Browser", r"Google\Chrome"
    ),
    Browser("vivaldi", "Vivaldi", "chromium", "vivaldi", "Vivaldi", r"Google\Chrome"),
    Browser("firefox", "Firefox", "firefox", ".mozilla", "Mozilla", "Mozilla"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where one manifest goes."""

    title: str
    family: Family
    profile: Path | None  # the browser's own folder: there when the browser has been used; None on Windows
    manifest: Path
    key: str | None = None  # Windows: the registry key that must name the manifest


def places(system: System, home: Path, environment: Mapping[str, str], state: Path) -> dict[str, Place]:
    """Work out the place of every browser, by its name."""
    return {browser.name: _place(browser, system, home, environment, state) for browser in BROWSERS}


def _place(browser: Browser, system: System, home: Path, environment: Mapping[str, str], state: Path) -> Place:
    if system == "win32":
        manifest = state / f"{NATIVE_HOST}.{browser.family}.json"
        key = rf"Software\{browser.key}\NativeMessagingHosts\{NATIVE_HOST}"
        return Place(browser.title, browser.family, None, manifest, key)
    config = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
    if system == "darwin":
        profile = home / "Library" / "Application Support" / browser.darwin
    elif browser.family == "firefox":
        return _firefox_on_linux(browser, home / browser.linux, config / "mozilla")
    else:
        profile = config / browser.linux
    return Place(browser.title, browser.family, profile, profile / "NativeMessagingHosts" / f"{NATIVE_HOST}.json")


def _firefox_on_linux(browser: Browser, old: Path, new: Path) -> Place:
    """Since Firefox 147 new profiles lie elsewhere, and hosts are still looked for in the old folder (bug 2005167)."""
    profile = new if new.is_dir() else old
    return Place(browser.title, browser.family, profile, old / "native-messaging-hosts" / f"{NATIVE_HOST}.json")


def place_in(user_data: Path) -> Place:
    """A browser of the Chromium family that runs with a folder of its own (--user-data-dir) looks there."""
    return Place(str(user_data), "chromium", user_data, user_data / "NativeMessagingHosts" / f"{NATIVE_HOST}.json")


def manifest(family: Family, wrapper: Path, chromium_ids: frozenset[str], firefox_id: str | None) -> str:
    """Write the manifest: the browser lets only the extensions named here call the host."""
    callers: dict[str, list[str]]
    if family == "firefox":
        callers = {"allowed_extensions": [firefox_id] if firefox_id else []}
    else:
        callers = {"allowed_origins": [f"chrome-extension://{identifier}/" for identifier in sorted(chromium_ids)]}
    described = {
        "name": NATIVE_HOST,
        "description": "Proviso: tells the extension where the agent listens, and starts it",
        "path": str(wrapper),
        "type": "stdio",
    }
    return json.dumps({**described, **callers}, indent=2) + "\n"


def wrapper_name(system: System) -> str:
    """Name the program that browsers start."""
    return "native-host.bat" if system == "win32" else "native-host"


def wrapper(system: System, python: Path, host: Path, state: Path, kept: Mapping[str, str]) -> str:
    """Write the program that browsers start. `kept`: variables that the agent needs and a browser may not have."""
    if system == "win32":
        lines = ["@echo off", *(f'set "{name}={value}"' for name, value in kept.items())]
        return "\r\n".join([*lines, f'"{python}" -I -S "{host}" "{state}" %*']) + "\r\n"
    lines = ["#!/bin/sh", "# Written by `proviso install`; `proviso uninstall` removes it."]
    lines += [f"export {name}={shlex.quote(value)}" for name, value in kept.items()]
    command = " ".join(shlex.quote(str(part)) for part in (python, "-I", "-S", host, state))
    return "\n".join([*lines, f'exec {command} "$@"']) + "\n"
