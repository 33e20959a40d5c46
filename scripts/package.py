"""Package the extension: zip, xpi, and with a key a crx; with an address, what browsers need to install and update it.

Two runs on the same files make the same bytes. Every file is packed as it lies in `extension/`; only the manifest differs
between browsers, and the differences are in shipping/manifests.py. Uploads nothing and keeps no key.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from shipping import PackageError
from shipping.archive import read_folder, zipped
from shipping.crx3 import Signer, load_signer
from shipping.manifests import MANIFEST, Release, for_chromium, for_firefox, update_xml, updates_json, verify_signed
from shipping.policies import Published, policies

from proviso.identity import chromium_id

if TYPE_CHECKING:
    from collections.abc import Mapping

EXTENSION: Final = Path(__file__).resolve().parent.parent / "extension"


def build(signer: Signer | None, url: str | None, signed_xpi: bytes | None) -> dict[str, bytes]:
    """Make every file of a release, by its name. Pure, but for reading the extension."""
    files = read_folder(EXTENSION)
    manifest = files[MANIFEST]
    release = Release.of(manifest)
    stem = f"proviso-{release.version}"
    unsigned = zipped({**files, MANIFEST: for_firefox(manifest, url and f"{url}/updates.json")})
    made = {
        f"{stem}.zip": zipped(files),
        f"{stem}.xpi": verify_signed(signed_xpi, release) if signed_xpi else unsigned,
    }
    if signer:
        own = for_chromium(manifest, signer.public, url and f"{url}/update.xml")
        made[f"{stem}.crx"] = signer.crx(zipped({**files, MANIFEST: own}))
    return {**made, **(_announced(made, stem, release, signer, url) if url else {}), "SHA256SUMS": _sums(made)}


def _announced(
    made: Mapping[str, bytes], stem: str, release: Release, signer: Signer | None, url: str
) -> dict[str, bytes]:
    """What lies beside the packages under `url`, and the policies that point there."""
    xpi, crx = f"{stem}.xpi", f"{stem}.crx"
    files = {"updates.json": updates_json(release, f"{url}/{xpi}", _digest(made[xpi]))}
    identifier = signer.identifier if signer else _own_id()
    if signer:
        size = len(made[crx])
        files["update.xml"] = update_xml(identifier, release, f"{url}/{crx}", _digest(made[crx]), size)
    published = Published(identifier, f"{url}/update.xml", release.firefox_id, f"{url}/{xpi}")
    return files | {f"policies/{name}": body for name, body in policies(published).items()}


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _sums(made: Mapping[str, bytes]) -> bytes:
    """As `sha256sum --check` reads them."""
    return "".join(f"{_digest(body)}  {name}\n" for name, body in sorted(made.items())).encode()


def _own_id() -> str:
    identifier = chromium_id(EXTENSION / MANIFEST)
    if identifier is None:
        raise PackageError(f"{EXTENSION / MANIFEST} has no readable key; restore it")
    return identifier


def _report(made: Mapping[str, bytes], signer: Signer | None) -> None:
    """Say what was made, and what follows from whose key it was."""
    for name, body in made.items():
        print(f"{name:44} {len(body):>9,} bytes  {_digest(body) if '/' not in name else ''}")
    if signer is None:
        print(
            "\nNo --key, so there is neither a crx nor an update.xml. Browsers of the Chromium family call the extension\n"
            f"{_own_id()} when it is loaded from the folder; the policies, if any, name that id."
        )
    elif signer.identifier != _own_id():
        print(
            f"\nSigned with a key of your own, so browsers of the Chromium family call it {signer.identifier}.\n"
            "The agent must be told, or it refuses it. In its managed settings, before `proviso install` runs:\n\n"
            f'[agent]\nextensions = ["{signer.identifier}"]'
        )


def _address(text: str) -> str:
    """An address that both families of browsers take updates from: Firefox refuses a package that names another kind."""
    if not text.startswith("https://"):
        raise argparse.ArgumentTypeError(f"{text} does not begin with https://, so Firefox would refuse the package")
    return text.rstrip("/")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/package", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("dist"), help="the folder to write into (default: dist)")
    parser.add_argument("--key", type=Path, help="an RSA key in PEM form that signs the crx; keep it as you keep money")
    parser.add_argument(
        "--url", type=_address, help="where the files will lie, such as https://it.agency.example/proviso"
    )
    parser.add_argument("--signed-xpi", type=Path, help="the xpi as Mozilla has signed it, to announce that one")
    return parser.parse_args()


def main() -> int:
    """Build, write, and say what was made."""
    wanted = _arguments()
    try:
        signer = load_signer(wanted.key) if wanted.key else None
        signed = wanted.signed_xpi.read_bytes() if wanted.signed_xpi else None
        made = build(signer, wanted.url, signed)
        for name, body in made.items():
            target = wanted.out / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(body)
    except (PackageError, OSError) as error:
        print(f"Nothing usable was packaged: {error}", file=sys.stderr)
        return 2
    _report(made, signer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
