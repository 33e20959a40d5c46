"""`proviso check`: files, standard input, or a stream of JSON lines."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from proviso.checker import Checker
from proviso.cli.answers import FORMATS, Checked, dump, report_values
from proviso.cli.context import CONTEXT_OPTION, context_of
from proviso.model import Context, Edit, Report, Severity
from proviso.proof.prove import apply_edits
from proviso.settings import Paths
from proviso.store import load_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

CLEAN: Final = 0
FOUND: Final = 1
FAILED: Final = 2
_MAX_ROUNDS: Final = 5  # of fixing: a fix may bring another rule into play


@click.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option("--format", "form", type=click.Choice(sorted(FORMATS)), default="text", help="How findings are written.")
@CONTEXT_OPTION
@click.option("--jsonl", is_flag=True, help='One {"id", "text", "context"} a line in, one answer a line out.')
@click.option("--fix", is_flag=True, help="Apply the fixes that keep the meaning; standard input is printed fixed.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix: apply the others too.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 whatever is found.")
@click.option(
    "--rules", type=click.Path(exists=True, file_okay=False, path_type=Path), help="A folder with facts/ and packs/."
)
def check(  # noqa: PLR0917 - one parameter for each option
    files: tuple[str, ...],
    form: str,
    settings: tuple[str, ...],
    jsonl: bool,
    fix: bool,
    unsafe_fixes: bool,
    exit_zero: bool,
    rules: Path | None,
) -> None:
    """Check texts against the policy. FILE… or - for standard input.

    Exit 0: nothing at warning or above. 1: findings. 2: wrong usage, or a pack that cannot be used.
    """
    base = context_of(settings)
    checker, is_whole = _checker(rules)
    if jsonl:
        worst = _stream(checker, base)
    else:
        checked = [_checked(checker, name, base, fix=fix, unsafe=unsafe_fixes) for name in files or ("-",)]
        if not (fix and not files):
            click.echo(FORMATS[form](checked, checker.rulebook))
            if form == "text" and not is_whole:
                click.echo("Not everything was checked: a pack is not used.")
        worst = max((_level(one.report) for one in checked), default=CLEAN)
    if not is_whole:
        sys.exit(FAILED)
    sys.exit(CLEAN if exit_zero else worst)


def _checker(rules: Path | None) -> tuple[Checker, bool]:
    paths = Paths.find()
    loaded = load_rules(paths.state, rules, paths.config)
    for problem in loaded.problems:
        click.echo(f"proviso: {problem}", err=True)
    return Checker(loaded.rulebook), not loaded.problems


def _level(report: Report) -> int:
    is_alarm = any(finding.severity >= Severity.WARNING for finding in report.findings)
    return FOUND if is_alarm or report.status == "incomplete" else CLEAN


def _checked(checker: Checker, name: str, base: Context, *, fix: bool, unsafe: bool) -> Checked:
    text = _read(name)
    report = checker.check(text, base)
    if fix:
        fixed, report = _fixed(checker, text, base, report, unsafe=unsafe)
        if name == "-":
            click.echo(fixed, nl=False)
        elif fixed != text:
            Path(name).write_bytes(fixed.encode("utf-8"))
        text = fixed
    return Checked("standard input" if name == "-" else name, text, report)


def _read(name: str) -> str:
    raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{name}: not UTF-8 at byte {error.start}; save it as UTF-8") from None


def _fixed(checker: Checker, text: str, base: Context, report: Report, *, unsafe: bool) -> tuple[str, Report]:
    """The text after its fixes, and what remains. Fixes are applied in rounds, because one may move another."""
    for _ in range(_MAX_ROUNDS):
        edits = list(_edits(report, unsafe=unsafe))
        if not edits:
            break
        text = apply_edits(text, edits)
        report = checker.check(text, base)
    return text, report


def _edits(report: Report, *, unsafe: bool) -> Iterator[Edit]:
    """The first fix of each finding that may be applied, left to right, without overlaps."""
    chosen = [
        edit
        for finding in report.findings
        for fix in [fix for fix in finding.fixes if fix.edits and (unsafe or fix.applicability == "safe")][:1]
        for edit in fix.edits
    ]
    reach = -1
    for edit in sorted(set(chosen), key=lambda edit: (edit.start, edit.end)):
        if edit.start >= reach and (edit.end, edit.start) != (reach, reach):
            reach = edit.end
            yield edit


def _stream(checker: Checker, base: Context) -> int:
    """Answer each line as it comes. Nothing is kept from one line to the next."""
    worst = CLEAN
    out = sys.stdout.buffer
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if not line.strip():
            continue
        identifier, text, context = _row(number, line)
        report = checker.check(text, base.with_known(context))
        out.write(dump(report_values(identifier, report)) + b"\n")
        out.flush()
        worst = max(worst, _level(report))
    return worst


def _row(number: int, line: bytes) -> tuple[object, str, Context]:
    try:
        row = json.loads(line)
    except ValueError:
        raise click.UsageError(f"line {number} is not JSON; give one object a line") from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise click.UsageError(f'line {number} has no "text"; give {{"id", "text", "context"}}')
    context = row.get("context")
    return row.get("id"), row["text"], Context.from_mapping(context if isinstance(context, dict) else {})
