"""Where the bundled rules and the extension are: inside the installed package, or in a checkout. Reads nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).parent
_CHECKOUT: Final = _PACKAGE.parent.parent


def rules() -> Path:
    """The folder with facts/ and packs/."""
    return _find("rules")


def extension() -> Path:
    """The extension's folder, as installed in the browser byte for byte."""
    return _find("extension")


def root() -> Path:
    """The root of trust for rule updates, for whoever builds a package of their own with it; most have none."""
    return _PACKAGE / "_bundled" / "root.json"


def _find(name: str) -> Path:
    inside = _PACKAGE / "_bundled" / name
    return inside if inside.is_dir() else _CHECKOUT / name
