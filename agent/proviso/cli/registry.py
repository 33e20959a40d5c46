"""The few registry operations that `install` needs on Windows, behind a protocol: tests watch them anywhere."""

from __future__ import annotations

import sys
from typing import Protocol


class Registry(Protocol):
    """Keys below HKEY_CURRENT_USER, each with its default value only."""

    def read(self, key: str) -> str | None:
        """Return the key's default value; None when there is no such key."""

    def write(self, key: str, value: str) -> None:
        """Make the key and set its default value."""

    def remove(self, key: str) -> None:
        """Remove the key; nothing happens when there is none."""


class NoRegistry:
    """What systems other than Windows have."""

    def read(self, key: str) -> str | None:
        """Nothing is ever there."""
        del key
        return None

    def write(self, key: str, value: str) -> None:
        """Never called: no place has a key here."""
        raise NotImplementedError(key, value)

    def remove(self, key: str) -> None:
        """Nothing is ever there."""


if sys.platform == "win32":
    import winreg

    class WindowsRegistry:
        """The real one."""

        def read(self, key: str) -> str | None:
            """Return the key's default value."""
            try:
                return winreg.QueryValue(winreg.HKEY_CURRENT_USER, key)
            except OSError:
                return None

        def write(self, key: str, value: str) -> None:
            """Make the key and set its default value."""
            winreg.SetValue(winreg.HKEY_CURRENT_USER, key, winreg.REG_SZ, value)

        def remove(self, key: str) -> None:
            """Remove the key."""
            try:
                winreg.DeleteKey(winreg.HKEY_CURRENT_USER, key)
            except FileNotFoundError:
                return


def this_registry() -> Registry:
    """Return the registry of this system."""
    if sys.platform == "win32":
        return WindowsRegistry()
    return NoRegistry()
