"""Packages for the tests: `scripts/package.py` run as a maintainer runs it, with a key made for the run."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

ROOT = Path(__file__).parents[1]
EXTENSION = ROOT / "extension"
URL = "https://it.agency.example/proviso"
VERSION = json.loads((EXTENSION / "manifest.json").read_text("utf-8"))["version"]
ZIP, XPI, CRX = (f"proviso-{VERSION}.{kind}" for kind in ("zip", "xpi", "crx"))


def write_key(path: Path) -> Path:
    """Make an RSA key as `openssl genrsa` does."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return path


def package(*arguments: str | Path, root: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the script of a checkout."""
    return subprocess.run(
        [sys.executable, root / "scripts" / "package.py", *arguments],
        env={**os.environ, "PYTHONPATH": str(root / "scripts"), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@dataclass(frozen=True)
class Crx:
    """A crx taken apart by the format's own description, not by the code that wrote it."""

    public_key: bytes
    signature: bytes
    signed_data: bytes
    payload: bytes

    @staticmethod
    def read(raw: bytes) -> Crx:
        magic, version, length = struct.unpack("<4sII", raw[:12])
        if (magic, version) != (b"Cr24", 3):
            raise ValueError("no CRX3")
        header = _fields(raw[12 : 12 + length])
        proof = _fields(header[2])
        return Crx(proof[1], proof[2], header[10_000], raw[12 + length :])

    @property
    def covered(self) -> bytes:
        """What the signature is over."""
        return b"CRX3 SignedData\0" + struct.pack("<I", len(self.signed_data)) + self.signed_data + self.payload

    @property
    def identifier(self) -> str:
        """The id that the signed data claims, as browsers write it."""
        return _fields(self.signed_data)[1].hex().translate(str.maketrans("0123456789abcdef", "abcdefghijklmnop"))


def _fields(raw: bytes) -> dict[int, bytes]:
    """The length-delimited fields of a protocol buffer, by their numbers."""
    found: dict[int, bytes] = {}
    while raw:
        tag, raw = _number(raw)
        if tag & 7 != 2:
            raise ValueError("not length-delimited")
        length, raw = _number(raw)
        found[tag >> 3], raw = raw[:length], raw[length:]
    return found


def _number(raw: bytes) -> tuple[int, bytes]:
    value = 0
    for place, byte in enumerate(raw):
        value |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            return value, raw[place + 1 :]
    raise ValueError("a number without an end")
