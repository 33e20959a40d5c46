"""How browsers know Proviso: the extension's id in each family, and the name of the native-messaging host."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

NATIVE_HOST: Final = "org.proviso.agent"
_HEX: Final = "0123456789abcdef"
_LETTERS: Final = "abcdefghijklmnop"


def chromium_id(manifest: Path) -> str | None:
    """Work out the fixed id from the public key in the manifest, as Chromium does; None without a readable key.

    The id is the first half of the key's SHA-256, with the letters a to p for the digits 0 to f.
    """
    try:
        key = base64.b64decode(json.loads(manifest.read_text("utf-8"))["key"], validate=True)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return hashlib.sha256(key).hexdigest()[:32].translate(str.maketrans(_HEX, _LETTERS))


def firefox_id(manifest: Path) -> str | None:
    """Read the id that Firefox is told in the manifest; None when there is none."""
    try:
        identifier = json.loads(manifest.read_text("utf-8"))["browser_specific_settings"]["gecko"]["id"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return identifier if isinstance(identifier, str) else None
