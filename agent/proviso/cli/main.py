"""The `proviso` command. One file per group of commands; a file is imported when one of its commands is called.

So `proviso check` does not wait for the server to be imported, nor `proviso run` for the tables of the terminal.
"""

from __future__ import annotations

import gc
from importlib import import_module
from keyword import iskeyword
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from collections.abc import Mapping

# command: the module in this folder that holds it, under its own name (with _ for -, and after a word of Python's own)
COMMANDS: Final[Mapping[str, str]] = {
    "check": "check",
    "coverage": "coverage",
    "explain": "rules",
    "rules": "rules",
    "run": "agent",
    "page": "agent",
    "status": "agent",
    "pair": "agent",
    "policy": "agent",
    "doctor": "doctor",
    "update": "updates",
    "import": "updates",
    "fleet": "fleet",
    "install": "install",
    "uninstall": "install",
}


class Lazy(click.Group):
    """A group that imports a command when it is called, and all of them for --help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name every command."""
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Find one command by its name."""
        del ctx
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        gc.disable()  # nothing of what is imported becomes garbage; looking for it takes a twentieth of a start
        name = cmd_name.replace("-", "_") + ("_" if iskeyword(cmd_name) else "")
        command = getattr(import_module(f"proviso.cli.{module}"), name)
        gc.freeze()
        gc.enable()
        assert isinstance(command, click.Command)  # noqa: S101 - a wrong line in the table above
        return command


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="proviso")
def main() -> None:
    """A second look before you post: checks a draft against your employer's policy, on your own machine."""
