"""The root of trust: the one file that IT hands over by other means, and that everything else is checked against."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from tuf.api.exceptions import RepositoryError
from tuf.api.serialization import DeserializationError

from proviso import bundled
from proviso.files import write_atomically

from .roles import Metadata, Root

if TYPE_CHECKING:
    from pathlib import Path

    from proviso.settings import Paths, Updates

_MAX: Final = 512_000  # bytes


class TrustError(Exception):
    """There is no usable root of trust. The message says what to do."""


def trusted_root(paths: Paths, updates: Updates) -> bytes:
    """The root that goes with the address: whoever named the address brings the root.

    Raises:
        TrustError: there is none.
    """
    own = paths.managed_root if updates.is_managed else paths.root
    for path in (own, bundled.root()):
        try:
            return path.read_bytes()[:_MAX]
        except FileNotFoundError:
            continue
        except OSError as error:
            raise TrustError(f"{path}: {error.strerror}; give yourself read permission") from None
    by = "your IT staff put it there" if updates.is_managed else "get it from your IT staff: proviso update --root FILE"
    raise TrustError(f"{own} is missing, so no update can be believed; {by}")


def install_root(source: Path, paths: Paths) -> str:
    """Put a root beside the person's settings; its fingerprint, to be compared with what IT says.

    Raises:
        TrustError: it is not one, is not signed by its own keys, or another one is there.
    """
    try:
        content = source.read_bytes()[:_MAX]
        verify_root(content)
        if paths.root.exists() and paths.root.read_bytes() != content:
            raise TrustError(f"{paths.root}: another root is trusted already; remove it first if this is meant")
        write_atomically(paths.root, content)
    except OSError as error:
        raise TrustError(f"{error.filename}: {error.strerror}") from None
    return fingerprint(content)


def verify_root(content: bytes) -> Metadata[Root]:
    """Read a root that its own keys have signed. Raises TrustError."""
    try:
        root = Metadata[Root].from_bytes(content)
        root.signed.verify_delegate("root", root.signed_bytes, root.signatures)
    except (RepositoryError, DeserializationError, ValueError):
        raise TrustError("this is no root.json of a rule repository; take metadata/1.root.json") from None
    return root


def fingerprint(content: bytes) -> str:
    """A digest for two people to compare, in groups of eight."""
    digest = hashlib.sha256(content).hexdigest()
    return " ".join(digest[i : i + 8] for i in range(0, 64, 8))
