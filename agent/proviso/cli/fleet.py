"""`proviso fleet`: for IT staff who publish rules to many agents. Build, publish, roll out, take back."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import click

from proviso import bundled
from proviso.cli.fleet_announce import announce
from proviso.cli.fleet_keys import init, refresh, rotate, sign
from proviso.cli.fleet_look import preview, serve, status
from proviso.cli.fleet_office import CHANNEL_OPTION, FOLDER_OPTION, PASSPHRASE_OPTION, at_work, orderly, publisher
from proviso.fleet.build import build as build_packs
from proviso.fleet.folder import Fleet
from proviso.fleet.publish import Plan, Published, roll_back, roll_out
from proviso.fleet.publish import publish as publish_plan

PERCENT = click.FloatRange(0, 100)


@click.group()
def fleet() -> None:
    """Publish signed rules to many agents: init, build, preview, publish, rollout, rollback, sign, refresh, rotate."""


@fleet.command()
@click.argument("packs", nargs=-1)
@click.option(
    "--rules",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with facts/ and packs/; default: the rules that come with Proviso.",
)
@click.option("--with-bundled", is_flag=True, help="Beside those of --rules, also the rules that come with Proviso.")
@FOLDER_OPTION
def build(packs: tuple[str, ...], rules: Path | None, with_bundled: bool, folder: Path) -> None:
    """Lint, compile and prove PACKS (default: all). What fails is not built.

    What is published takes the place of all rules that an agent has, those that came with Proviso among them.
    """
    folders = [bundled.rules()] if with_bundled or rules is None else []
    with orderly():
        built = build_packs([*folders, *([rules] if rules else [])], packs, Fleet(folder).built)
    for pack in built:
        click.echo(f"{pack.name} {pack.version}: {pack.rules} rules, {pack.digest[:19]}")


@fleet.command()
@CHANNEL_OPTION
@click.option("--percent", type=PERCENT, default=100, show_default=True, help="The share of agents to begin with.")
@click.option("--min-agent", default="0", help="Agents older than this version hold.")
@click.option("--allow-shrink", is_flag=True, help="It is meant that most rules of a pack are gone.")
@click.option(
    "--overrides",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file like overrides.toml, for every agent of the channel.",
)
@click.option("--shadow", multiple=True, metavar="PACK/RULE", help="A rule that is to be evaluated but not shown yet.")
@click.option("--notes", default="", help="What has changed, for the record.")
@FOLDER_OPTION
@PASSPHRASE_OPTION
def publish(  # noqa: PLR0917 - as many as there are options
    channel: str,
    percent: float,
    min_agent: str,
    allow_shrink: bool,
    overrides: Path | None,
    shadow: tuple[str, ...],
    notes: str,
    folder: Path,
    secret: Path | None,
) -> None:
    """Publish what was built and previewed, as the next release of a channel."""
    with at_work(folder):
        try:
            changes = _changes(overrides) if overrides else {}
        except ValueError as error:
            raise click.UsageError(f"{overrides}: {error}") from None
        plan = Plan(channel, percent, min_agent, allow_shrink, changes, shadow, notes)
        _tell(publish_plan(publisher(folder, secret), plan))


@fleet.command()
@CHANNEL_OPTION
@click.option("--percent", type=PERCENT, help="The new share of agents.")
@click.option("--pause/--resume", "is_paused", default=None, help="Hold every agent where it is, or go on.")
@FOLDER_OPTION
@PASSPHRASE_OPTION
def rollout(channel: str, percent: float | None, is_paused: bool | None, folder: Path, secret: Path | None) -> None:
    """Change who gets the release that a channel offers."""
    if percent is None and is_paused is None:
        raise click.UsageError("give --percent, --pause or --resume")
    with at_work(folder):
        _tell(roll_out(publisher(folder, secret), channel, percent, is_paused=is_paused))


@fleet.command()
@CHANNEL_OPTION
@click.option("--to", "number", type=int, help="The release to go back to; default: the one before.")
@click.option("--notes", default="", help="Why, for the record.")
@FOLDER_OPTION
@PASSPHRASE_OPTION
def rollback(channel: str, number: int | None, notes: str, folder: Path, secret: Path | None) -> None:
    """Publish an earlier release again, for everybody, under a new number."""
    with at_work(folder):
        _tell(roll_back(publisher(folder, secret), channel, number, notes))


def _changes(overrides: Path) -> dict[str, object]:
    """An overrides.toml as a release carries it, with its dates as texts. Raises ValueError."""
    changes: dict[str, object] = json.loads(json.dumps(tomllib.loads(overrides.read_text("utf-8")), default=str))
    return changes


def _tell(published: Published) -> None:
    offer = published.offer
    share = f"{offer.rollout.percent:g} %" + (", paused" if offer.rollout.is_paused else "")
    what = f"release {offer.release.number} of {offer.release.channel} ({share})"
    click.echo(f"{what} is published" if published.is_served else f"{what} waits for signatures: proviso fleet sign")


for _command in (announce, init, preview, refresh, rotate, serve, sign, status):
    fleet.add_command(_command)
