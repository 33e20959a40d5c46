"""`proviso fleet announce`: a hub that tells agents when there is a release."""

from __future__ import annotations

import asyncio
import contextlib
import sys

import click

from proviso.fleet.hub import LOOK_S, serve_announcements
from proviso.updates.announcement import MAX_JITTER_S, USUAL_JITTER_S


@click.command()
@click.argument("repository")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0: any free one.")
@click.option(
    "--max-jitter",
    type=click.IntRange(0, MAX_JITTER_S),
    default=USUAL_JITTER_S,
    show_default=True,
    help="Seconds over which agents spread their look at a release.",
)
@click.option(
    "--every",
    type=click.FloatRange(0.1, 3600),
    default=LOOK_S,
    show_default=True,
    help="Seconds between two looks at the repository.",
)
@click.option(
    "--after",
    type=click.FloatRange(0, 3600),
    default=0.0,
    show_default=True,
    help="Seconds to wait before telling: as long as a cache may keep timestamp.json.",
)
def announce(  # noqa: PLR0917 - as many as there are options
    repository: str, host: str, port: int, max_jitter: int, every: float, after: float
) -> None:
    """Tell agents when REPOSITORY (a folder or a URL) has a release. Any number of hubs may watch the same one.

    The hub speaks plain WebSocket: put it behind the proxy that ends TLS, as docs/deploying.md shows.
    """

    def started(found: int) -> None:
        click.echo(f"Announcing {repository} on ws://{host}:{found}. Press Ctrl+C to stop.")
        sys.stdout.flush()

    hub = serve_announcements(
        repository, host, port, max_jitter_s=max_jitter, look_s=every, after_s=after, started=started
    )
    try:
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(hub)
    except OSError as error:
        raise click.ClickException(f"{host}:{port} cannot be used ({error.strerror}); choose another --port") from None
