"""The sites of the tests from a real TLS server on this machine, so that the browser applies to it what it applies to the internet.

Interception by the test driver would not do: an intercepted page has no address, and the browser then asks nobody before
it lets the page talk to this machine. The certificate is made for one run and trusted by its key alone.
"""

from __future__ import annotations

import base64
import contextlib
import datetime as dt
import hashlib
import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from e2e.web import answer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

HOST = "x.com"


@dataclass(frozen=True, slots=True)
class PublicSite:
    """A server that the browser takes for x.com."""

    port: int
    key_hash: str

    def switches(self, *, public: bool) -> tuple[str, ...]:
        """What makes the browser go here for x.com, and, if `public`, take this address for one of the internet."""
        space = (f"--ip-address-space-overrides=127.0.0.1:{self.port}=public",) if public else ()
        return (
            f"--host-resolver-rules=MAP {HOST}:443 127.0.0.1:{self.port}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            f"--ignore-certificate-errors-spki-list={self.key_hash}",
            *space,
        )


@contextlib.asynccontextmanager
async def served(folder: Path) -> AsyncIterator[PublicSite]:
    """Serve the test pages until the end, each as the host that the browser asks for."""
    certificate, key_hash = _certificate(folder)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    app = web.Application()
    app.router.add_get("/{path:.*}", _page)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls)
    await site.start()
    try:
        yield PublicSite(runner.addresses[0][1], key_hash)
    finally:
        await runner.cleanup()


async def _page(request: web.Request) -> web.Response:
    is_document = request.headers.get("Sec-Fetch-Dest", "document") == "document"
    found = answer(f"https://{request.host}{request.path_qs}", is_document=is_document)
    if found.status != 200:
        return web.Response(status=found.status)
    headers = {"Content-Security-Policy": found.policy, "Content-Type": found.content_type}
    return web.Response(body=found.body, headers=headers)


def _certificate(folder: Path) -> tuple[Path, str]:
    """Make a certificate with its key for this run, and the hash by which the browser is told to trust it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "certificate.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(private + certificate.public_bytes(Encoding.PEM))
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return file, base64.b64encode(hashlib.sha256(public).digest()).decode()
