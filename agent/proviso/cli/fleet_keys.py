"""`proviso fleet` where keys are concerned: init, sign, refresh, rotate."""

from __future__ import annotations

from pathlib import Path

import click

from proviso.cli.fleet_office import FOLDER_OPTION, PASSPHRASE_OPTION, at_work, orderly, publisher
from proviso.fleet.folder import Fleet
from proviso.fleet.found import Places, found
from proviso.fleet.roles import read_roles
from proviso.fleet.signing import sign_staged
from proviso.fleet.staging import discard as discard_staged
from proviso.fleet.upkeep import ROLES, renew_terms
from proviso.fleet.upkeep import refresh as refresh_roles
from proviso.fleet.upkeep import rotate as rotate_key
from proviso.updates.trust import fingerprint

KEY_PATH = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.option("--root-key", "root", multiple=True, type=KEY_PATH, help="Where to write a root key; three times.")
@click.option("--targets-key", "targets", multiple=True, type=KEY_PATH, help="Where to write a targets key; 1 or 3.")
@click.option(
    "--online-keys",
    "online",
    type=click.Path(file_okay=False, path_type=Path),
    help="A folder for the snapshot and timestamp keys, on the machine that publishes.",
)
@click.option("--pilot", is_flag=True, help="A trial on one machine: keys may share a folder (default: fleet/keys).")
@FOLDER_OPTION
@PASSPHRASE_OPTION
def init(  # noqa: PLR0917 - as many as there are options
    root: tuple[Path, ...],
    targets: tuple[Path, ...],
    online: Path | None,
    pilot: bool,
    folder: Path,
    secret: Path | None,
) -> None:
    """Make the keys and an empty repository. Two of three root keys sign; keep them offline, apart from each other."""
    fleet, keys = Fleet(folder), folder / "keys"
    if pilot:
        root = root or tuple(keys / f"root-{number}.pem" for number in (1, 2, 3))
        targets = targets or (keys / "targets-1.pem",)
    if not pilot and (online is None or not root or not targets):
        raise click.UsageError("give --root-key three times, --targets-key, and --online-keys; or --pilot for a trial")
    places = Places(root, targets, (online or keys) / "snapshot-1.pem", (online or keys) / "timestamp-1.pem")
    with orderly():
        found(publisher(folder, secret, is_new=True), places, is_pilot=pilot)
    click.echo(f"{fleet.repository} can be served. Give every agent {fleet.metadata / '1.root.json'}, fingerprint:")
    click.echo(f"  {fingerprint((fleet.metadata / '1.root.json').read_bytes())}")


@click.command()
@click.option("--key", type=KEY_PATH, help="Sign with this key; without it: only complete.")
@click.option("--discard", is_flag=True, help="Drop what waits.")
@FOLDER_OPTION
@PASSPHRASE_OPTION
def sign(key: Path | None, discard: bool, folder: Path, secret: Path | None) -> None:
    """Look at what waits for signatures, prove it here, and sign it. The last signature publishes it."""
    if discard:
        discard_staged(Fleet(folder).staged)
        click.echo("nothing waits any more")
        return
    with at_work(folder):
        done = sign_staged(publisher(folder, secret), key)
    for line in done.about:
        click.echo(line)
    if done.is_served:
        click.echo("published")
    else:
        click.echo(f"signed; still missing: root {done.missing.root}, targets {done.missing.targets}")


@click.command()
@click.option("--role", type=click.Choice(["root", "targets"]), help="Renew this role's term too; people must sign it.")
@FOLDER_OPTION
@PASSPHRASE_OPTION
def refresh(role: str | None, folder: Path, secret: Path | None) -> None:
    """Sign the timestamp anew, and what else is due. Run it once a day: agents call rules stale after seven."""
    with at_work(folder):
        if role is not None:
            is_served = renew_terms(publisher(folder, secret), role)
            click.echo(f"{role} is renewed" if is_served else f"{role} waits for signatures: proviso fleet sign")
            return
        due = refresh_roles(publisher(folder, secret))
    version = read_roles(Fleet(folder).metadata).timestamp.signed.version
    click.echo(f"timestamp {version} is published")
    for one in due:
        click.echo(f"{one} expires soon; renew it with: proviso fleet refresh --role {one}")


@click.command()
@click.argument("role", type=click.Choice(ROLES))
@click.option("--new-key", type=KEY_PATH, required=True, help="Where to write the new key.")
@click.option("--drop", metavar="NAME", help="The key that goes, as proviso fleet status names it.")
@FOLDER_OPTION
@PASSPHRASE_OPTION
def rotate(role: str, new_key: Path, drop: str | None, folder: Path, secret: Path | None) -> None:
    """Put a new key in the place of one of ROLE's, signed by the root keys. For a key that was lost or stolen."""
    with at_work(folder):
        is_served = rotate_key(publisher(folder, secret), role, new_key, drop)
    click.echo(f"{role} has a new key" if is_served else "the new root waits for signatures: proviso fleet sign")
