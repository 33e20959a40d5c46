"""Commands that run the agent and talk to the running one: run, page, status, pair, policy."""

from __future__ import annotations

import json
import sys

import click

from proviso import bundled
from proviso.app import Started
from proviso.app import run as run_agent
from proviso.identity import chromium_id
from proviso.model import CLOSED_LISTS
from proviso.server.errand import NoAnswerError, ask_status
from proviso.server.state import KEY_LIFE_S, Running, State, StateError
from proviso.settings import PORTS, Paths, SettingsError, load, save_policy

_NOT_RUNNING = "Proviso does not run. Start it with: proviso run"


@click.command()
@click.option(
    "--page", "with_page", is_flag=True, help="Print the address of a local page on which Proviso can be tried."
)
@click.option("--port", type=click.IntRange(PORTS[0], PORTS[-1]), help="Listen on this port instead of any free one.")
def run(*, with_page: bool, port: int | None) -> None:
    """Run the agent until Ctrl+C: it listens on 127.0.0.1 for the browser extension."""
    paths = Paths.find()

    def started(now: Started) -> None:
        click.echo(f"Proviso listens on 127.0.0.1:{now.port}. Press Ctrl+C to stop.")
        if now.replaced:
            click.echo("An earlier run had ended without goodbye; what it left behind is replaced.", err=True)
        for problem in now.problems:
            click.echo(f"Please look at this: {problem}", err=True)
        if with_page:
            click.echo(_invitation(_page_address(State(paths.state), now.port)))
        sys.stdout.flush()

    if not (paths.state / "packs").is_dir():
        click.echo("Compiling and proving the rules, once on this machine: a few seconds.", err=True)
    try:
        run_agent(paths, port, started)
    except StateError as error:
        raise click.ClickException(str(error)) from None


def _invitation(address: str) -> str:
    """How a newcomer goes on."""
    return f"""
Try it here, in any browser on this machine (the address opens once, within ten minutes; `proviso page` prints another):
  {address}

On X itself: load the folder {bundled.extension()}
  Chrome, Chromium, Edge, Brave: chrome://extensions, Developer mode, Load unpacked
  Firefox: about:debugging#/runtime/this-firefox, Load Temporary Add-on
and run `proviso install` once, so that the browser finds the agent.
"""


@click.command()
def page() -> None:
    """Print a fresh address of the local page; it opens once, within ten minutes."""
    state = State(Paths.find().state)
    click.echo(_page_address(state, _running(state).port))


def _page_address(state: State, port: int) -> str:
    return f"http://127.0.0.1:{port}/page/#{state.issue_page_key()}"


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print everything as one JSON object.")
def status(*, as_json: bool) -> None:
    """Say whether the agent runs, and what it works with. Exit code 1 when it does not run."""
    state = State(Paths.find().state)
    running = _running(state)
    try:
        told = ask_status(running, chromium_id(bundled.extension() / "manifest.json") or "")
    except NoAnswerError as error:
        raise click.ClickException(str(error)) from None
    if as_json:
        click.echo(json.dumps({"pid": running.pid, "port": running.port, **told}, indent=2))
        return
    click.echo(f"Proviso {told['agent']} runs: process {running.pid}, 127.0.0.1:{running.port}")
    click.echo(f"Policy:  {_policy(told.get('policy'))}")
    click.echo(f"Duty:    {_duty(told.get('duty'))}")
    click.echo(f"Rules:   {told['rules']}, {str(told['rulebook'])[:19]}")
    for line in _lines(told.get("packs"), "{title} {version}, {rules} rules ({name})"):
        click.echo(f"         {line}")
    problems = told.get("problems")
    for problem in problems if isinstance(problems, list) else []:
        click.echo(f"Problem: {problem}")


def _lines(rows: object, form: str) -> list[str]:
    return [form.format(**row) for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _policy(chosen: object) -> str:
    if not isinstance(chosen, dict):
        return "none chosen, only identifiers are looked for. Choose with: proviso policy JURISDICTION"
    agency = f", {chosen['agency']}" if chosen.get("agency") else ""
    return f"{chosen['jurisdiction']}{agency}" + (" (chosen by your employer)" if chosen.get("managed") else "")


def _duty(told: object) -> str:
    known = told if isinstance(told, dict) else {}
    on_duty = known.get("on_duty")
    state = "not known" if on_duty is None else "on duty" if on_duty else "off duty"
    return f"{'on a break' if known.get('on_break') else state} ({known.get('because', 'not told')})"


@click.command()
def pair() -> None:
    """Print a code that pairs a browser which cannot find the agent by itself. Paste it in the extension's options."""
    state = State(Paths.find().state)
    running = _running(state)
    click.echo(f"{running.port}-{state.issue_code()}")
    click.echo(f"Good for one use, within {KEY_LIFE_S // 60} minutes.", err=True)


@click.command()
@click.argument("jurisdiction", type=click.Choice(sorted(CLOSED_LISTS["jurisdiction"])))
@click.option("--agency", help="Your agency, for example SSA.")
def policy(jurisdiction: str, agency: str | None) -> None:
    """Choose whose rules apply to you. A running agent takes it up within a second."""
    paths = Paths.find()
    try:
        save_policy(paths, load(paths), jurisdiction, agency)
    except SettingsError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"Saved in {paths.settings}: {jurisdiction}" + (f", {agency}" if agency else ""))


def _running(state: State) -> Running:
    try:
        running = state.running()
    except StateError as error:
        raise click.ClickException(str(error)) from None
    if running is None:
        raise click.ClickException(_NOT_RUNNING)
    return running
