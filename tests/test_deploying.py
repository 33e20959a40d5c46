"""The files for IT staff that docs/deploying.md names work: the web server's with a real nginx, the units with systemd."""

from __future__ import annotations

import asyncio
import re
import shlex
import shutil
import socket
import ssl
import subprocess
import time
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
import urllib3
import websockets
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from announcing import PATIENCE_S, announcing, publish
from proviso.cli.main import main
from proviso.updates.announcement import Announcement, read_announcement

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parents[1] / "docs" / "deploying.md"
SERVER = PAGE.parent / "deploy-server"
NAME = "rules.example.gov"
needs_nginx = pytest.mark.skipif(shutil.which("nginx") is None, reason="no nginx: apt-get install nginx-light")


@dataclass(frozen=True)
class Site:
    """The web server of a fleet."""

    folder: Path
    port: int

    @property
    def repository(self) -> Path:
        return self.folder / "repository"

    @property
    def trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.folder / "site.pem"))

    def get(self, path: str, method: str = "GET") -> urllib3.BaseHTTPResponse:
        pool = urllib3.HTTPSConnectionPool(
            "127.0.0.1", self.port, ssl_context=self.trust, server_hostname=NAME, assert_hostname=NAME
        )
        try:
            return pool.request(method, path, redirect=False, retries=False)
        finally:
            pool.close()


def write_certificate(folder: Path) -> None:
    """A certificate for the site, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name, now = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)]), datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "site.pem").write_bytes(made.public_bytes(Encoding.PEM))
    (folder / "site.key").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@contextmanager
def served(folder: Path, hubs: tuple[int, int] = (1, 1)) -> Iterator[Site]:
    """A real nginx with the documented file: only places and ports are others."""
    site = Site(folder, free_port())
    publish(site.repository, 1)
    (site.repository / "metadata" / "1.root.json").write_text("{}", encoding="ascii")
    for path in (folder, site.repository, site.repository / "metadata"):
        path.chmod(0o755)
    for path in (site.repository / "metadata").iterdir():
        path.chmod(0o644)
    write_certificate(folder)
    text = (SERVER / "nginx.conf").read_text("utf-8")
    for there, here in {
        "listen 443 ssl": f"listen 127.0.0.1:{site.port} ssl",
        "/etc/ssl/rules.example.gov.pem": str(folder / "site.pem"),
        "/etc/ssl/private/rules.example.gov.key": str(folder / "site.key"),
        "/srv/proviso/repository/": f"{site.repository}/",
        "127.0.0.1:8765": f"127.0.0.1:{hubs[0]}",
        "127.0.0.1:8766": f"127.0.0.1:{hubs[1]}",
    }.items():
        assert there in text
        text = text.replace(there, here)
    around = f"pid {folder}/pid; error_log {folder}/errors; daemon off; master_process off; events {{}}\n"
    (folder / "nginx.conf").write_text(f"{around}http {{ {text} }}", encoding="utf-8")
    with subprocess.Popen(["nginx", "-e", f"{folder}/errors", "-c", f"{folder}/nginx.conf"]) as server:
        try:
            await_port(site.port, server)
            yield site
        finally:
            server.terminate()


def await_port(port: int, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        assert server.poll() is None
        with socket.socket() as knocking:
            if knocking.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError("nginx does not listen")


def commands_of(page: Path) -> list[list[str]]:
    """The commands of a page, in lines and blocks of code."""
    text = page.read_text("utf-8")
    found = re.findall(r"`proviso ([a-z][^`…]*)`", text) + re.findall(r"^proviso ([a-z].*)$", text, re.MULTILINE)
    return [shlex.split(words) for words in found]


@pytest.mark.parametrize("words", commands_of(PAGE), ids=" ".join)
def test_every_command_of_the_page_is_one(words: list[str]) -> None:
    command: click.Command = main
    while isinstance(command, click.Group):
        found = command.get_command(click.Context(command), words.pop(0))
        assert found is not None
        command = found
    known = {option for parameter in command.params for option in parameter.opts}

    assert set() == {word for word in words if word.startswith("--")} - known


def test_every_file_that_the_page_names_is_there() -> None:
    named = re.findall(r"\]\(([^)#:]+)\)", PAGE.read_text("utf-8"))

    assert [] == [name for name in named if not (PAGE.parent / name).exists()]


@needs_nginx
def test_a_cache_may_keep_everything_but_the_timestamp(tmp_path: Path) -> None:
    with served(tmp_path) as site:
        paths = ("timestamp.json", "1.root.json", "2.root.json")
        answers = [site.get(f"/proviso/metadata/{path}") for path in paths]

    assert [200, 200, 404] == [answer.status for answer in answers]
    assert ["public, max-age=60", "public, max-age=31536000, immutable", "public, max-age=60"] == [
        answer.headers["Cache-Control"] for answer in answers
    ]


@needs_nginx
def test_the_web_server_takes_nothing_lists_nothing_and_redirects_nobody(tmp_path: Path) -> None:
    with served(tmp_path) as site:
        asked = [("/proviso/metadata/", "GET"), ("/proviso/metadata/timestamp.json", "PUT"), ("/", "GET")]
        answers = [site.get(*one) for one in asked]

    assert [403, 403, 404] == [answer.status for answer in answers]
    assert not any("Location" in answer.headers for answer in answers)


@needs_nginx
async def test_announcements_come_through_the_web_server_over_tls(tmp_path: Path) -> None:
    publish(tmp_path / "repository", 1)
    async with AsyncExitStack() as stack:
        hubs = [await stack.enter_async_context(announcing(tmp_path / "repository")) for _ in range(2)]
        site = stack.enter_context(served(tmp_path, (hubs[0], hubs[1])))
        told = [await first(site) for _ in range(3)]

    assert [Announcement(1, 300)] * 3 == told


async def first(site: Site) -> Announcement | None:
    """What a newcomer is told."""
    address = f"wss://{NAME}/announce"
    async with (
        asyncio.timeout(PATIENCE_S),
        websockets.connect(address, host="127.0.0.1", port=site.port, ssl=site.trust, proxy=None) as listener,
    ):
        return read_announcement(await listener.recv())


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_finds_no_fault_with_the_unit_of_a_hub(tmp_path: Path) -> None:
    program, unit = Path("/opt/proviso/bin/proviso"), tmp_path / "proviso-hub@8765.service"
    text = (SERVER / "proviso-hub@.service").read_text("utf-8")
    assert str(program) in text
    unit.write_text(text.replace(str(program), "/bin/true"), encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)

    ours = [line for line in done.stderr.splitlines() if unit.name in line]
    assert [] == ours
