"""`proviso rules` for those who write rules, and `proviso explain` for everybody who asks why."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Final

import click

from proviso.checker import today
from proviso.cli.context import CONTEXT_OPTION, context_of
from proviso.cli.corpus import posts_of, tell_changes
from proviso.cli.drafts import RULES_OPTION, drafts_of, must_be_there, tell, tell_all
from proviso.cli.told import folded, tell_clause, tell_explanation, tell_trace
from proviso.model import Context, Post
from proviso.packs import Rulebook
from proviso.packs.schema import rule_schema
from proviso.proof.explain import explain as explain_post
from proviso.proof.explain import trace
from proviso.proof.mutate import survivors
from proviso.proof.preview import preview as preview_posts
from proviso.proof.prove import prove, proving_book
from proviso.settings import Paths
from proviso.store import load_rules
from proviso.store.author import new_pack

FAILED: Final = 1


@click.group()
def rules() -> None:
    """Write rules: new, lint, test, preview, schema."""


@rules.command()
@click.argument("name")
@RULES_OPTION
def new(name: str, folder: Path | None) -> None:
    """Start the pack NAME with a rule, a clause and a policy that prove themselves."""
    try:
        made = new_pack(folder or Path("rules"), name)
    except (FileExistsError, ValueError) as error:
        raise click.UsageError(str(error)) from None
    for path in made:
        click.echo(f"made {path}")


@rules.command()
@click.argument("packs", nargs=-1)
@RULES_OPTION
def lint(packs: tuple[str, ...], folder: Path | None) -> None:
    """Say what is wrong with PACKS (default: all)."""
    drafts = drafts_of(folder, packs, is_tried=True)
    tell_all(drafts, folder)
    click.echo(f"{len(drafts)} packs, {sum(len(draft.pack.rules) for draft in drafts if draft.pack)} rules: good")


@rules.command()
@click.argument("packs", nargs=-1)
@RULES_OPTION
@click.option("--mutate", is_flag=True, help="Also report conditions that no example needs.")
def test(packs: tuple[str, ...], folder: Path | None, mutate: bool) -> None:
    """Prove every example of PACKS (default: all).

    With --mutate, exit 1 when there is a condition that no example needs.
    """
    drafts = drafts_of(folder, ())
    chosen = [draft for draft in drafts if not packs or draft.name in packs]
    must_be_there(packs, drafts)
    tell_all(chosen, folder)
    is_loose = False
    for draft in chosen:
        if draft.pack is None:
            continue
        book = proving_book(draft.pack, [other.pack for other in drafts if other.pack])
        proof = prove(draft.pack, book)
        tell(proof.problems, folder)
        click.echo(f"{draft.name}: {len(draft.pack.rules)} rules, {proof.held} examples hold")
        for survivor in survivors(draft.pack, book) if mutate else ():
            is_loose = True
            file, line = survivor.rule.source
            name = survivor.rule.name.partition("/")[2]
            click.echo(
                f'{file}:{line}: rule "{name}": no example needs "{survivor.dropped}"; add one that does, or drop it'
            )
    if is_loose:
        sys.exit(FAILED)


@rules.command()
def schema() -> None:
    """Print the JSON Schema of rule files, for editors."""
    click.echo(json.dumps(rule_schema(), ensure_ascii=False, indent=1))


@rules.command()
@click.option("--against", type=click.Path(exists=True, file_okay=False, path_type=Path), help="The old rules folder.")
@click.option("--corpus", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True)
@CONTEXT_OPTION
@RULES_OPTION
def preview(against: Path | None, corpus: Path, settings: tuple[str, ...], folder: Path | None) -> None:
    """Show which posts of a corpus change verdict: {"id", "text", "context"} a line, or one post a line.

    Exit 1 when any does. Texts are not shown, only their ids.
    """
    old, new_book = _whole(against), _whole(folder)
    changes = preview_posts(posts_of(corpus, context_of(settings)), old, new_book)
    sys.exit(FAILED if tell_changes(changes) else 0)


@click.command()
@click.argument("name", required=False)
@click.option("--text", help="The post; - for standard input.")
@CONTEXT_OPTION
@RULES_OPTION
def explain(name: str | None, text: str | None, settings: tuple[str, ...], folder: Path | None) -> None:
    """Explain a RULE (pack/rule) or CLAUSE; with --text, why it speaks or is silent there.

    Without a name and with --text: everything that was looked at.
    """
    paths = Paths.find()
    loaded = load_rules(paths.state, folder, paths.config)
    for problem in loaded.problems:
        click.echo(f"proviso: {problem}", err=True)
    known = Context(date=today()).with_known(context_of(settings))
    post = None if text is None else Post(sys.stdin.read() if text == "-" else text, known)
    if name is not None:
        _say(_explained(name, loaded.rulebook, post or Post("", known), has_text=post is not None))
    elif post is not None:
        _say(tell_explanation(explain_post(post, loaded.rulebook), post.text))
    else:
        raise click.UsageError("give a rule, a clause, or --text")


def _explained(name: str, book: Rulebook, post: Post, *, has_text: bool) -> str:
    """A rule, or a clause and the rules that state it."""
    clause = book.clause(name)
    chosen = [rule for rule in book.rules if rule.name == name] or book.rules_citing(name)
    if not chosen and clause is None:
        raise click.UsageError(f"no rule or clause is called {name}; rules are called pack/rule")
    told = [tell_clause(clause, [rule.name for rule in chosen])] if clause else []
    text = post.text if has_text else None
    return "\n\n".join([*told, *(tell_trace(trace(rule, post, book), rule, text) for rule in chosen)])


def _say(text: str) -> None:
    """Fold long lines for a person at a terminal; a program gets them whole."""
    click.echo(folded(text, shutil.get_terminal_size().columns if sys.stdout.isatty() else None))


def _whole(folder: Path | None) -> Rulebook:
    drafts = drafts_of(folder, ())
    tell_all(drafts, folder)
    return Rulebook([draft.pack for draft in drafts if draft.pack])
