"""Private keys: Ed25519, each in a file of its own, encrypted with a passphrase (PKCS#8 PEM)."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)
from securesystemslib.signer._crypto_signer import CryptoSigner  # as its package offers it, typed

from .errors import FleetError

__all__ = ["CryptoSigner", "Passphrase", "generate", "load"]

Passphrase = Callable[[Path], str]  # of the key that lies there
MIN_PASSPHRASE: Final = 12  # characters: PKCS#8 makes each guess cost next to nothing


def generate(path: Path, passphrase: str) -> CryptoSigner:
    """Make a key and write it, never over another one.

    Raises:
        FleetError: the passphrase is too short, or the file cannot be made.
    """
    if len(passphrase) < MIN_PASSPHRASE:
        raise FleetError(f"{path}: a passphrase has at least {MIN_PASSPHRASE} characters; choose a longer one")
    key = Ed25519PrivateKey.generate()
    text = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase.encode()))
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
    except FileExistsError:
        raise FleetError(f"{path}: there is a file already; choose another path for the new key") from None
    except OSError as error:
        raise FleetError(f"{path}: {error.strerror}; make the folder writable, or choose another") from None
    return CryptoSigner(key)


def load(path: Path, passphrase: str) -> CryptoSigner:
    """Read a key.

    Raises:
        FleetError: it is not there, is no such key, or the passphrase is wrong.
    """
    try:
        key = load_pem_private_key(path.read_bytes(), passphrase.encode())
    except OSError as error:
        raise FleetError(f"{path}: {error.strerror}; insert the medium that holds this key") from None
    except (ValueError, TypeError):
        raise FleetError(f"{path}: wrong passphrase, or not an encrypted key; try again") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise FleetError(f"{path}: not an Ed25519 key; use one that proviso fleet has made")
    return CryptoSigner(key)
