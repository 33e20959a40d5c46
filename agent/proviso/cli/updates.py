"""Commands that bring newer rules to this machine: update, and import from a folder where there is no network."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from proviso.settings import Paths, Updates, load
from proviso.store import load_rules
from proviso.updates.configured import updater_for
from proviso.updates.gate import InUse
from proviso.updates.trust import TrustError, install_root

if TYPE_CHECKING:
    from proviso.updates.outcome import Outcome

_NO_SERVER = (
    "No update server is set. Put this into settings.toml, with the address that your IT staff give you:\n"
    '  [updates]\n  url = "https://rules.example.gov/proviso/"'
)
_PATIENCE_S: Final = 200.0  # as long as the running agent may take for one
JSON_OPTION = click.option("--json", "as_json", is_flag=True, help="Print the outcome as one JSON object.")


@click.command()
@click.option(
    "--root",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Trust this root.json from now on. Compare the fingerprint with the one that your IT staff tell you.",
)
@JSON_OPTION
def update(root: Path | None, *, as_json: bool) -> None:
    """Look for newer rules now, prove them on this machine and put them in force. Exit code 1 when that failed.

    A running agent takes them up within a second or two, and checks open drafts again.
    """
    paths = Paths.find()
    if root is not None:
        _trust(root, paths)
    updates = load(paths).updates
    if updates is None:
        if root is not None:
            return
        raise click.ClickException(_NO_SERVER)
    _finish(_run(paths, updates), as_json=as_json)


@click.command("import")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--channel", help="Instead of the channel in the settings.")
@JSON_OPTION
def import_(folder: Path, channel: str | None, *, as_json: bool) -> None:
    """Update from FOLDER, a copy of a rule repository: for machines without a network. Checked like any update."""
    paths = Paths.find()
    settings = load(paths).updates or Updates("", "stable", 0, is_managed=paths.managed_root.exists())
    source = replace(settings, url=folder.resolve().as_uri(), channel=channel or settings.channel)
    _finish(_run(paths, source), as_json=as_json)


def _trust(root: Path, paths: Paths) -> None:
    try:
        click.echo(f"Trusted from now on, fingerprint:\n  {install_root(root, paths)}", err=True)
    except TrustError as error:
        raise click.ClickException(str(error)) from None


def _run(paths: Paths, updates: Updates) -> Outcome:
    paths.state.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        in_use = partial(_in_use, paths)
        return replace(updater_for(paths, updates, in_use), patience_s=_PATIENCE_S).run()
    except TrustError as error:
        raise click.ClickException(str(error)) from None


def _in_use(paths: Paths) -> InUse:
    return InUse.of(load_rules(paths.state, config=paths.config).rulebook)


def _finish(outcome: Outcome, *, as_json: bool) -> None:
    click.echo(json.dumps(asdict(outcome), indent=2) if as_json else outcome.sentence)
    sys.exit(0 if outcome.is_good else 1)
