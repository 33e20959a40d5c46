"""Small rulebooks out of TOML texts, for the tests of everything that reads or judges with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proviso.checker import Checker
from proviso.packs import Overrides, Rulebook
from proviso.packs.compiled import load_pack
from proviso.packs.read import read_vocabulary
from proviso.store.fresh import compile_source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from proviso.model import Report
    from proviso.packs.pack import Pack

FACTS = """
[[fact]]
name = "fruit"
words = ["apple", "pear"]

[[fact]]
name = "number"
entity = "US_SSN"
pattern = '(?<!\\d)\\d{3}-\\d{2}-\\d{4}(?!\\d)'
trigger = "digits"

[[fact]]
name = "employer"
in = ["text", "bio"]
override = "identifies_employer"
words = ["orchard"]
"""

HEAD = """
name = "{name}"
title = "A policy"
version = "1"
document = "The policy"
level = "{level}"
[[applies]]
"""

CLAUSES = """
[[clause]]
id = "{name}.fruit"
locator = "1"
quote = "Do not talk about fruit."

[[clause]]
id = "{name}.secret"
locator = "2"
quote = "Keep secrets."
confidentiality = true
"""

POLICY = "1. Do not talk\nabout fruit. 2. Keep secrets."

RULE = """
[[rule]]
id = "{id}"
clauses = ["{name}.fruit"]
category = "{category}"
severity = "{severity}"
title = "Fruit"
message = "About “{{match}}” in {name}."
why = "Because."
when = {when}
{more}
[[rule.flagged]]
text = "[[apple]]"
context = {{ account = "personal" }}
[[rule.flagged]]
text = "a [[pear]]"
context = {{ account = "personal" }}
[[rule.clean]]
text = "apples"
context = {{ account = "personal" }}
[[rule.clean]]
text = "a pearl"
context = {{ account = "personal" }}
"""


def rule(
    when: str = '{ all = ["fruit"] }',
    more: str = "",
    *,
    name: str = "base",
    id: str = "fruit",  # noqa: A002 - the key in TOML
    category: str = "conduct",
    severity: str = "error",
) -> str:
    """One rule of a section file."""
    return RULE.format(when=when, more=more, name=name, id=id, category=category, severity=severity)


def files(name: str = "base", level: str = "base", head: str = "", **sections: str) -> dict[str, bytes]:
    """The files of a pack; `sections` are further files without their ending."""
    texts = {
        "pack.toml": HEAD.format(name=name, level=level) + head,
        "clauses.toml": CLAUSES.format(name=name),
        "policy.txt": POLICY,
        **{f"{section}.toml": text for section, text in sections.items()},
    }
    return {file: text.encode() for file, text in texts.items()}


def pack(source: Mapping[str, bytes], facts: str = FACTS, parameters: Mapping[str, str] | None = None) -> Pack:
    """Compile a pack and load it again, as an agent does."""
    name = source["pack.toml"].split(b'"', 2)[1].decode()
    return load_pack(
        compile_source(name, source, read_vocabulary({"facts/test.toml": facts.encode()})), parameters or {}
    )


def rulebook(*sources: Mapping[str, bytes], facts: str = FACTS, overrides: Overrides | None = None) -> Rulebook:
    """A rulebook of packs, without proving them."""
    return Rulebook([pack(source, facts) for source in sources], overrides)


def check(book: Rulebook, text: str, **context: object) -> Report:
    """Check a text against a rulebook."""
    return Checker(book).check(text, context)


def fired(report: Report) -> list[tuple[str, str]]:
    """Rules with their severities, as tests compare them."""
    return [(finding.rule, finding.severity.word) for finding in report.findings]
