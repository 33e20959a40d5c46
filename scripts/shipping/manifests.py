"""The manifest as each browser gets it, and the small files from which a browser learns that there is a newer version.

Every other file is packed byte for byte as it lies in git. Of the manifest, only the keys named here are changed.
"""

from __future__ import annotations

import base64
import io
import json
import zipfile
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import quoteattr

from shipping import PackageError

MANIFEST: Final = "manifest.json"
# What Firefox does not know: the id in Chromium, Chromium's version, and the other kind of background.
_CHROMIUM_ONLY: Final = ("key", "minimum_chrome_version")


@dataclass(frozen=True, slots=True)
class Release:
    """What of the manifest the files around a package repeat."""

    version: str
    firefox_id: str
    firefox_from: str
    chromium_from: str

    @staticmethod
    def of(manifest: bytes) -> Release:
        """Read it from the manifest's bytes."""
        read = json.loads(manifest)
        gecko = read["browser_specific_settings"]["gecko"]
        return Release(read["version"], gecko["id"], gecko["strict_min_version"], read["minimum_chrome_version"])


def for_chromium(manifest: bytes, public_key: bytes, update_url: str | None) -> bytes:
    """Name the key that signs, and where newer versions are announced."""
    read = json.loads(manifest)
    read["key"] = base64.b64encode(public_key).decode("ascii")
    if update_url:
        read["update_url"] = update_url
    return _written(read)


def for_firefox(manifest: bytes, update_url: str | None) -> bytes:
    """Leave out what only Chromium knows, and name where newer versions are announced."""
    read = {key: value for key, value in json.loads(manifest).items() if key not in _CHROMIUM_ONLY}
    read["background"] = {key: value for key, value in read["background"].items() if key != "service_worker"}
    if update_url:
        read["browser_specific_settings"]["gecko"]["update_url"] = update_url
    return _written(read)


def verify_signed(xpi: bytes, release: Release) -> bytes:
    """Return what Mozilla has signed, if it is this version of this extension.

    Raises:
        PackageError: it is another one.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(xpi)) as archive:
            theirs = json.loads(archive.read(MANIFEST))
        signed = (theirs["browser_specific_settings"]["gecko"]["id"], theirs["version"])
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError):
        raise PackageError(
            "the signed xpi is no package of this extension; give the file that Mozilla returned"
        ) from None
    if signed != (release.firefox_id, release.version):
        raise PackageError(f"the signed xpi is {signed[0]} {signed[1]}, this is {release.firefox_id} {release.version}")
    return xpi


def update_xml(identifier: str, release: Release, link: str, package_hash: str, size: int) -> bytes:
    """Announce a version to browsers of the Chromium family."""
    attributes = {
        "codebase": link,
        "version": release.version,
        "prodversionmin": release.chromium_from,
        "hash_sha256": package_hash,
        "size": str(size),
    }
    shown = " ".join(f"{name}={quoteattr(value)}" for name, value in attributes.items())
    lines = (
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gupdate xmlns="http://www.google.com/update2/response" protocol="2.0">',
        f"  <app appid={quoteattr(identifier)}>",
        f"    <updatecheck {shown}/>",
        "  </app>",
        "</gupdate>",
    )
    return ("\n".join(lines) + "\n").encode()


def updates_json(release: Release, link: str, package_hash: str) -> bytes:
    """Announce a version to Firefox."""
    update = {
        "version": release.version,
        "update_link": link,
        "update_hash": f"sha256:{package_hash}",
        "applications": {"gecko": {"strict_min_version": release.firefox_from}},
    }
    return _written({"addons": {release.firefox_id: {"updates": [update]}}})


def _written(value: object) -> bytes:
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()
