"""What every `proviso fleet` command begins with: the publisher's folder, and a way to ask for passphrases."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from filelock import FileLock, Timeout

from proviso.fleet.errors import FleetError
from proviso.fleet.folder import Fleet
from proviso.fleet.publisher import Publisher

if TYPE_CHECKING:
    from collections.abc import Iterator

_PATIENCE_S: Final = 60.0
FOLDER_OPTION = click.option(
    "--fleet",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("fleet"),
    envvar="PROVISO_FLEET",
    show_default=True,
    help="The publisher's folder.",
)
PASSPHRASE_OPTION = click.option(
    "--passphrase-file",
    "secret",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    envvar="PROVISO_FLEET_PASSPHRASE_FILE",
    help="Read the passphrase of every key from this file instead of asking.",
)
CHANNEL_OPTION = click.option("--channel", default="stable", show_default=True, help="Which agents: their channel.")


def publisher(folder: Path, secret: Path | None, *, is_new: bool = False) -> Publisher:
    """The publisher at a folder. A new key's passphrase is asked for twice."""

    def ask(path: Path) -> str:
        if secret is not None:
            return secret.read_text("utf-8").strip()
        confirm = is_new or not path.exists()
        told: str = click.prompt(f"Passphrase of {path.name}", hide_input=True, confirmation_prompt=confirm, err=True)
        return told

    return Publisher(Fleet(folder), ask)


@contextmanager
def at_work(folder: Path) -> Iterator[None]:
    """Be the only one who signs in a publisher's folder: a person must not meet the daily refresh."""
    lock = FileLock(folder / "fleet.lock", timeout=_PATIENCE_S)
    with orderly():
        if not folder.is_dir():
            raise FleetError(f"{folder}: no fleet here; make one with: proviso fleet init")
        try:
            with lock:
                yield
        except Timeout:
            raise FleetError(f"{folder}: somebody else publishes here right now; try again") from None


@contextmanager
def orderly() -> Iterator[None]:
    """Turn what cannot be done into one sentence and exit code 1."""
    try:
        yield
    except FleetError as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}") from None
