"""The packages: the same bytes twice, the files of the folder and nothing else, signatures that hold, policies that are current."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import plistlib
import shutil
import tomllib
import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_public_key,
)

from packages import CRX, EXTENSION, ROOT, URL, VERSION, XPI, ZIP, Crx, package, write_key
from proviso.identity import chromium_id, firefox_id
from proviso.settings import Paths, load

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATES = ROOT / "docs" / "deploy-extension"
FOLDER = {path.relative_to(EXTENSION).as_posix(): path.read_bytes() for path in EXTENSION.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_key(tmp_path_factory.mktemp("key") / "key.pem")


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory, key: Path) -> Path:
    """A whole release, signed with an agency's own key."""
    out = tmp_path_factory.mktemp("release")
    done = package("--out", out, "--key", key, "--url", URL)
    assert done.returncode == 0, done.stderr
    (out / "said").write_text(done.stdout)
    return out


def contents(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(raw: bytes) -> dict[str, tuple[object, object]]:
    """What differs from the folder: the keys of the manifest, with what stands there in the folder and in the package."""
    files = contents(raw)
    assert {name for name in FOLDER if files.get(name) != FOLDER[name]} <= {"manifest.json"}
    assert files.keys() == FOLDER.keys()
    ours, theirs = json.loads(FOLDER["manifest.json"]), json.loads(files["manifest.json"])
    return {name: (ours.get(name), theirs.get(name)) for name in {*ours, *theirs} if ours.get(name) != theirs.get(name)}


def test_two_builds_are_byte_for_byte_equal(tmp_path: Path, key: Path, released: Path) -> None:
    # Another checkout, with other dates and modes, in another zone, with other hashes.
    for folder in ("extension", "scripts"):
        shutil.copytree(ROOT / folder, tmp_path / folder, copy_function=shutil.copyfile)
    done = package(
        "--out", tmp_path / "out", "--key", key, "--url", URL, root=tmp_path, TZ="Asia/Tokyo", PYTHONHASHSEED="7"
    )
    assert done.returncode == 0, done.stderr

    def files(folder: Path) -> dict[str, bytes]:
        paths = [path for path in folder.rglob("*") if path.is_file() and path.name != "said"]
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}

    assert files(released) == files(tmp_path / "out")
    assert len(files(released)) > 10


def test_the_zip_is_the_folder(released: Path) -> None:
    assert FOLDER == contents((released / ZIP).read_bytes())


def test_the_names_are_sorted_and_say_no_time(released: Path) -> None:
    with zipfile.ZipFile(released / ZIP) as archive:
        entries = archive.infolist()

    assert sorted(FOLDER) == [entry.filename for entry in entries]
    assert {(1980, 1, 1, 0, 0, 0)} == {entry.date_time for entry in entries}


def test_the_crx_differs_from_the_folder_in_key_and_address_alone(released: Path) -> None:
    crx = Crx.read((released / CRX).read_bytes())
    ours = json.loads(FOLDER["manifest.json"])["key"]

    assert {
        "key": (ours, base64.b64encode(crx.public_key).decode()),
        "update_url": (None, f"{URL}/update.xml"),
    } == changed(crx.payload)


def test_the_xpi_leaves_out_what_firefox_does_not_know(released: Path) -> None:
    differences = changed((released / XPI).read_bytes())

    assert {"key", "minimum_chrome_version", "background", "browser_specific_settings"} == differences.keys()
    assert differences["background"][1] == {"scripts": ["background.js"], "type": "module"}
    assert differences["key"][1] is differences["minimum_chrome_version"][1] is None


def test_without_an_address_the_xpi_names_none(tmp_path: Path) -> None:
    assert package("--out", tmp_path).returncode == 0

    assert "browser_specific_settings" not in changed((tmp_path / XPI).read_bytes())
    assert {"SHA256SUMS", XPI, ZIP} == {path.name for path in tmp_path.iterdir()}


def test_the_signature_of_the_crx_holds_for_its_bytes_and_no_others(released: Path) -> None:
    crx = Crx.read((released / CRX).read_bytes())
    public = load_der_public_key(crx.public_key)
    assert isinstance(public, rsa.RSAPublicKey)

    public.verify(crx.signature, crx.covered, padding.PKCS1v15(), hashes.SHA256())
    with pytest.raises(InvalidSignature):
        public.verify(crx.signature, crx.covered + b"\0", padding.PKCS1v15(), hashes.SHA256())


def test_the_id_follows_from_the_key_as_the_agent_works_it_out(released: Path, tmp_path: Path) -> None:
    crx = Crx.read((released / CRX).read_bytes())
    (tmp_path / "manifest.json").write_bytes(contents(crx.payload)["manifest.json"])

    assert chromium_id(tmp_path / "manifest.json") == crx.identifier
    assert chromium_id(EXTENSION / "manifest.json") != crx.identifier


def test_the_line_for_the_settings_is_one_that_the_agent_takes(released: Path, tmp_path: Path) -> None:
    said = (released / "said").read_text()
    lines = said[said.index("[agent]") :]
    (tmp_path / "settings.toml").write_text(lines)
    settings = load(Paths(tmp_path, tmp_path / "state", tmp_path / "managed.toml"))

    identifier = Crx.read((released / CRX).read_bytes()).identifier
    assert {"agent": {"extensions": [identifier]}} == tomllib.loads(lines)
    assert ((identifier,), ()) == (settings.extensions, settings.problems)


def test_the_digests_are_those_of_the_packages(released: Path) -> None:
    lines = [
        f"{hashlib.sha256((released / name).read_bytes()).hexdigest()}  {name}" for name in sorted((CRX, XPI, ZIP))
    ]

    assert lines == (released / "SHA256SUMS").read_text().splitlines()


def test_chromium_is_told_of_this_crx(released: Path) -> None:
    root = ET.fromstring((released / "update.xml").read_text())  # noqa: S314 - our own file
    space = "{http://www.google.com/update2/response}"
    crx = (released / CRX).read_bytes()

    app = root.find(f"{space}app")
    assert app is not None
    assert {"appid": Crx.read(crx).identifier} == app.attrib
    check = app.find(f"{space}updatecheck")
    assert check is not None
    assert (f"{URL}/{CRX}", VERSION, hashlib.sha256(crx).hexdigest(), str(len(crx))) == tuple(
        check.attrib[name] for name in ("codebase", "version", "hash_sha256", "size")
    )


def test_firefox_is_told_of_this_xpi_where_it_looks(released: Path) -> None:
    xpi = (released / XPI).read_bytes()
    own = firefox_id(EXTENSION / "manifest.json")
    gecko = json.loads(contents(xpi)["manifest.json"])["browser_specific_settings"]["gecko"]
    [update] = json.loads((released / "updates.json").read_text())["addons"][own]["updates"]

    assert f"{URL}/updates.json" == gecko["update_url"]
    assert (VERSION, f"{URL}/{XPI}") == (update["version"], update["update_link"])
    assert f"sha256:{hashlib.sha256(xpi).hexdigest()}" == update["update_hash"]


def test_what_mozilla_has_signed_is_announced_instead(tmp_path: Path, released: Path) -> None:
    signed = tmp_path / "signed.xpi"
    shutil.copyfile(released / XPI, signed)
    with zipfile.ZipFile(signed, "a") as archive:
        archive.writestr("META-INF/mozilla.sf", "signed")
    assert package("--out", tmp_path / "out", "--url", URL, "--signed-xpi", signed).returncode == 0

    assert hashlib.sha256(signed.read_bytes()).hexdigest() in (tmp_path / "out" / "updates.json").read_text()


def test_another_version_that_mozilla_has_signed_is_refused(tmp_path: Path, released: Path) -> None:
    files = contents((released / XPI).read_bytes())
    files["manifest.json"] = files["manifest.json"].replace(f'"version": "{VERSION}"'.encode(), b'"version": "9.9"')
    with zipfile.ZipFile(tmp_path / "signed.xpi", "w") as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    done = package("--out", tmp_path / "out", "--signed-xpi", tmp_path / "signed.xpi")

    assert done.returncode == 2
    assert f"9.9, this is {firefox_id(EXTENSION / 'manifest.json')} {VERSION}" in done.stderr


@pytest.mark.parametrize(
    ("pem", "expected"),
    [
        (b"no key", "no private key without a password in PEM form"),
        (
            ec.generate_private_key(ec.SECP256R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
            "Chromium takes RSA keys",
        ),
        (
            rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
                Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"word")
            ),
            "no private key without a password in PEM form",
        ),
    ],
    ids=["a text", "another kind", "a password"],
)
def test_a_key_that_cannot_sign_is_refused_with_the_remedy(tmp_path: Path, pem: bytes, expected: str) -> None:
    (tmp_path / "key.pem").write_bytes(pem)
    done = package("--out", tmp_path / "out", "--key", tmp_path / "key.pem")

    assert (2, False) == (done.returncode, (tmp_path / "out").exists())
    assert expected in done.stderr


@pytest.mark.parametrize("stray", [".DS_Store", "content/guard.js.orig", "notes.txt", ".git/config"])
def test_what_does_not_belong_into_a_package_stops_it(tmp_path: Path, stray: str) -> None:
    for folder in ("extension", "scripts"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    (tmp_path / "extension" / stray).parent.mkdir(exist_ok=True)
    (tmp_path / "extension" / stray).touch()
    done = package("--out", tmp_path / "out", root=tmp_path)

    assert (2, False) == (done.returncode, (tmp_path / "out").exists())
    assert stray.partition("/")[0] in done.stderr


def test_an_address_that_firefox_would_refuse_is_refused(tmp_path: Path) -> None:
    done = package("--out", tmp_path, "--url", "http://it.agency.example/proviso")

    assert done.returncode == 2
    assert "does not begin with https://" in done.stderr


def test_the_policies_in_the_documentation_are_those_that_are_made_today(tmp_path: Path) -> None:
    assert package("--out", tmp_path, "--url", URL).returncode == 0
    made = tmp_path / "policies"

    assert {path.relative_to(made): path.read_bytes() for path in made.rglob("*.*")} == {
        path.relative_to(TEMPLATES): path.read_bytes() for path in TEMPLATES.rglob("*.*")
    }


def test_every_policy_names_the_extension_and_sets_only_what_the_schema_knows() -> None:
    identifier, own = chromium_id(EXTENSION / "manifest.json"), firefox_id(EXTENSION / "manifest.json")
    known = set(json.loads((EXTENSION / "schema.json").read_text())["properties"])
    on_linux = json.loads((TEMPLATES / "linux/chromium-family.json").read_text())
    on_mac = plistlib.loads((TEMPLATES / f"macos/com.google.Chrome.extensions.{identifier}.plist").read_bytes())
    in_firefox = json.loads((TEMPLATES / "firefox/policies.json").read_text())["policies"]

    assert known == set(on_linux["3rdparty"]["extensions"][identifier]) == set(on_mac)
    assert known == set(in_firefox["3rdparty"]["Extensions"][own])
    for name in ("chrome", "edge"):
        registry = (TEMPLATES / f"windows/{name}.reg").read_text("ascii")
        assert f"{identifier};{URL}/update.xml" in registry
        assert all(name in registry for name in known)


def test_every_permission_has_its_reason_in_the_documentation() -> None:
    manifest = json.loads(FOLDER["manifest.json"])
    documented = (ROOT / "docs" / "packaging.md").read_text("utf-8")
    asked = [*manifest["permissions"], *manifest["host_permissions"], *manifest["optional_host_permissions"]]

    assert [] == [permission for permission in asked if f"`{permission}`" not in documented]
