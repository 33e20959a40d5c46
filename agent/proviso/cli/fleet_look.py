"""`proviso fleet` where nothing is signed: preview, status, serve."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import sys
from pathlib import Path

import click

from proviso.cli.context import CONTEXT_OPTION, context_of
from proviso.cli.corpus import posts_of, tell_changes
from proviso.cli.fleet_office import CHANNEL_OPTION, FOLDER_OPTION, orderly, publisher
from proviso.fleet.audit import broken_at
from proviso.fleet.build import read_built
from proviso.fleet.channels import channels, read_channel
from proviso.fleet.folder import Fleet
from proviso.fleet.hub import PILOT_JITTER_S, PILOT_LOOK_S, serve_announcements
from proviso.fleet.preview import ORDINARY, ordinary, run_preview
from proviso.fleet.roles import read_roles
from proviso.fleet.serve import served
from proviso.fleet.staging import missing, read_staged
from proviso.fleet.upkeep import terms


@click.command()
@CHANNEL_OPTION
@click.option(
    "--corpus",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help='{"id", "text", "context"} a line, or one post a line; default: ordinary posts that come with Proviso.',
)
@CONTEXT_OPTION
@FOLDER_OPTION
def preview(channel: str, corpus: Path | None, settings: tuple[str, ...], folder: Path) -> None:
    """Show which posts would be treated differently by what was built. Only ids are shown."""
    fleet = Fleet(folder)
    with orderly():
        names = [one.name for one in read_built(fleet.built)[1]]
        posts = ordinary(names) if corpus is None else posts_of(corpus, context_of(settings))
        tell_changes(run_preview(fleet, channel, corpus.name if corpus else ORDINARY, posts))


@click.command()
@FOLDER_OPTION
def status(folder: Path) -> None:
    """Say what every channel offers, how long signatures are good, and what waits."""
    fleet = Fleet(folder)
    with orderly():
        notes, roles = fleet.key_notes(), read_roles(fleet.metadata)
        for channel in channels(roles.targets.signed):
            offer = read_channel(fleet.targets, roles.targets.signed, channel)
            if offer is not None:
                paused = ", paused" if offer.rollout.is_paused else ""
                click.echo(f"{channel}: release {offer.release.number}, {offer.rollout.percent:g} %{paused}")
                for name, digest in offer.release.packs.items():
                    click.echo(f"  {name} {digest[:19]}")
        for term in terms(publisher(folder, None)):
            held = ", ".join(note.name for note in notes if note.id in roles.root.signed.roles[term.role].keyids)
            due = ", renew it" if term.is_due else ""
            click.echo(f"{term.role} {term.version}: until {term.expires:%Y-%m-%d}{due} ({held})")
        staged = read_staged(fleet.staged)
        if staged is not None:
            lacking = missing(staged, roles.root)
            click.echo(
                f"waits for signatures: {staged.about.get('action')}, root {lacking.root}, targets {lacking.targets}"
            )
        broken = broken_at(fleet.audit)
        if broken is not None:
            raise click.ClickException(f"{fleet.audit}:{broken}: does not follow from the line before it")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8080, show_default=True, help="0: any free one.")
@click.option("--announce-port", type=click.IntRange(0, 65535), help="Also announce releases, on this port.")
@FOLDER_OPTION
def serve(host: str, port: int, announce_port: int | None, folder: Path) -> None:
    """Serve the repository, for pilots and tests. In earnest, any web server does it better."""
    try:
        listener = socket.create_server((host, port))
    except OSError as error:
        raise click.ClickException(f"{host}:{port} cannot be used ({error.strerror}); choose another --port") from None
    click.echo(
        f"Serving {Fleet(folder).repository} on http://{host}:{listener.getsockname()[1]}. Press Ctrl+C to stop."
    )
    sys.stdout.flush()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(Fleet(folder).repository, listener, host, announce_port))


async def _serve(repository: Path, listener: socket.socket, host: str, announce_port: int | None) -> None:
    def announces(port: int) -> None:
        click.echo(f"Announcing releases on ws://{host}:{port}.")
        sys.stdout.flush()

    runner = await served(repository, listener)
    try:
        if announce_port is not None:
            await serve_announcements(
                str(repository),
                host,
                announce_port,
                max_jitter_s=PILOT_JITTER_S,
                look_s=PILOT_LOOK_S,
                started=announces,
            )
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()
