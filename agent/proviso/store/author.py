"""The author's side of packs on disk: read drafts with everything that is wrong with them, start a new pack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import regex

from proviso.packs import PackError, Problem
from proviso.packs.lint import facts_problems, lint, unknown_names
from proviso.packs.read import POLICY, read_pack, read_vocabulary, source_tables

from .files import read_sources

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from proviso.facts.spec import FactSpec
    from proviso.packs.pack import Pack

_NAME: Final = regex.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")

_PACK: Final = """\
#:schema ../../rule.schema.json
name = "{name}"
title = "{name}: what this policy is called"
version = "1"
document = "The document that {name} quotes"
level = "agency" # base, jurisdiction or agency: the more specific one speaks first

[[applies]] # to whom; leave it out and the pack applies only when it is named
agency = "{name}"

[cast.robin] # people for examples
account = "personal"
platform = "x"
surface = "post"
agency = "{name}"
bio = "I like trains."
"""
_CLAUSES: Final = """\
#:schema ../../rule.schema.json

[[clause]]
id = "{name}.guarantee"
locator = "1"
quote = "Do not promise the public a result."
"""
_POLICY: Final = "1. Do not promise the public a result.\n"
_FACTS: Final = """\
#:schema ../../rule.schema.json
# What is particular to this policy. Facts that several packs need belong into rules/facts.

[[fact]]
name = "promises-result"
words = ["guaranteed approval", "you will be approved"]
"""
_RULES: Final = """\
#:schema ../../rule.schema.json

[[rule]]
id = "promised-result"
clauses = ["{name}.guarantee"]
category = "accuracy"
severity = "warning"
title = "A result is promised"
message = "“{{match}}” promises a result that nobody can promise."
why = "People rely on what they read, and a case may be decided otherwise."
when = {{ all = ["promises-result"] }}
fix = {{ ask = "Say what people can do, not what will come of it" }}

[[rule.flagged]]
as = "robin"
text = "Come by, [[you will be approved]]!"

[[rule.flagged]]
as = "robin"
text = "It is [[guaranteed approval]] with this form."

[[rule.clean]]
as = "robin"
text = "Come by and find out whether you will qualify."

[[rule.clean]]
as = "robin"
text = "Nobody can guarantee approval."
"""


@dataclass(frozen=True, slots=True)
class Draft:
    """A pack as its author left it. No pack: it could not be read at all."""

    name: str
    pack: Pack | None
    problems: tuple[Problem, ...]


def read_drafts(rules: Path, *, is_tried: bool = True) -> list[Draft]:
    """Every pack of a folder. Raises PackError when the shared facts cannot be read.

    `is_tried`: lint runs every pattern on texts that make bad ones slow, which takes most of its time.
    """
    facts, sources = read_sources(rules)
    vocabulary = read_vocabulary(facts)
    problems = tuple(sorted(facts_problems(vocabulary, is_tried=is_tried)))
    if problems:
        raise PackError(problems)
    drafts = [_read(name, files, vocabulary, is_tried=is_tried) for name, files in sources.items()]
    packs = {draft.name: draft.pack for draft in drafts if draft.pack}
    unknown = tuple(unknown_names(packs))
    return [
        Draft(draft.name, draft.pack, (*draft.problems, *(p for p in unknown if p.file == draft.name)))
        for draft in drafts
    ]


def _read(name: str, files: Mapping[str, bytes], vocabulary: Mapping[str, FactSpec], *, is_tried: bool) -> Draft:
    try:
        tables = source_tables(name, files, vocabulary)
        pack = read_pack(tables, {})
        policy = files[POLICY].decode("utf-8", "replace")
        return Draft(name, pack, tuple(lint(pack, tables, policy, is_tried=is_tried)))
    except PackError as error:
        return Draft(name, None, error.problems)


def new_pack(rules: Path, name: str) -> list[Path]:
    """Write the files of a first pack. Raises ValueError (not a name) or FileExistsError (taken)."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name}: a pack is named in small letters, digits and hyphens: ky-cio-061")
    folder = rules / "packs" / name
    if folder.exists():
        raise FileExistsError(f"{folder} exists already; choose another name")
    folder.mkdir(parents=True)
    texts = {
        "pack.toml": _PACK,
        "clauses.toml": _CLAUSES,
        "policy.txt": _POLICY,
        "facts.toml": _FACTS,
        "1-promises.toml": _RULES,
    }
    for file, text in texts.items():
        (folder / file).write_text(text.format(name=name), encoding="utf-8")
    return [folder / file for file in texts]
