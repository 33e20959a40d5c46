"""A package for the Chromium family: the zip behind a signature, in the public format CRX3.

    "Cr24" · version 3 · length of the header · header · zip

The header is a protocol buffer, CrxFileHeader: who signs (field 2: AsymmetricKeyProof, RSA with SHA-256) and what else is
signed (field 10000: SignedData, which holds the id). Only these fields are written. The key's owner is the only one who can
publish under this id, so the key is read and used here and never written.
"""

from __future__ import annotations

import hashlib
import struct
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from shipping import PackageError

if TYPE_CHECKING:
    from pathlib import Path

_MAGIC: Final = b"Cr24"
_VERSION: Final = 3
_SIGNED: Final = b"CRX3 SignedData\x00"
_BYTES: Final = 2  # wire type of a protocol buffer's length-delimited field
_LEAST_BITS: Final = 2048


class Signer:
    """An RSA key, and the id that Chromium makes of it."""

    def __init__(self, key: rsa.RSAPrivateKey) -> None:
        self._key = key
        self.public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)

    @property
    def id_bytes(self) -> bytes:
        """The first half of the public key's SHA-256."""
        return hashlib.sha256(self.public).digest()[:16]

    @property
    def identifier(self) -> str:
        """The id as browsers write it: a to p for the digits 0 to f."""
        return "".join(chr(ord("a") + int(digit, 16)) for digit in self.id_bytes.hex())

    def crx(self, payload: bytes) -> bytes:
        """Sign a zip. The signature has no random part, so the same zip and key make the same bytes."""
        signed = _field(1, self.id_bytes)
        covered = _SIGNED + struct.pack("<I", len(signed)) + signed + payload
        signature = self._key.sign(covered, padding.PKCS1v15(), hashes.SHA256())
        header = _field(2, _field(1, self.public) + _field(2, signature)) + _field(10_000, signed)
        return _MAGIC + struct.pack("<II", _VERSION, len(header)) + header + payload


def load_signer(path: Path) -> Signer:
    """Read a private key in PEM form.

    Raises:
        PackageError: it cannot be read, has a password, or is not RSA of 2048 bits or more.
    """
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise PackageError(
            f"{path}: no private key without a password in PEM form ({error}); make one with: openssl genrsa -out {path.name} 3072"
        ) from None
    if not isinstance(key, rsa.RSAPrivateKey) or key.key_size < _LEAST_BITS:
        raise PackageError(f"{path}: Chromium takes RSA keys of {_LEAST_BITS} bits or more for this; make another one")
    return Signer(key)


def _field(number: int, value: bytes) -> bytes:
    """One length-delimited field of a protocol buffer."""
    return _varint(number << 3 | _BYTES) + _varint(len(value)) + value


def _varint(number: int) -> bytes:
    """Seven bits to a byte, least first; the high bit says that more follow."""
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])
