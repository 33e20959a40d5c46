"""Compiled packs that were signed although they are wrong: what the gate of every agent has to refuse."""

from __future__ import annotations

from proviso.packs.read import read_vocabulary
from proviso.store.fresh import compile_source
from rulebooks import FACTS, files, rule

CATASTROPHIC = FACTS + "\n[[fact]]\nname = \"slow\"\npattern = '(?:a|aa)+(?:b|bb)+xyz'\n"
EVERYTHING = FACTS + '\n[[fact]]\nname = "any"\npattern = \'\\w+\'\ntrigger = "always"\n'
_EXAMPLES = """
[[rule.flagged]]
text = "{flagged}"
context = {{ account = "personal" }}
[[rule.flagged]]
text = "{flagged}"
context = {{ account = "personal" }}
[[rule.clean]]
text = "..."
context = {{ account = "personal" }}
[[rule.clean]]
text = "!"
context = {{ account = "personal" }}
"""


def compiled(*rules: str, facts: str = FACTS, name: str = "base") -> bytes:
    """A pack that its author compiled without a look at it."""
    source = files(name, rules="".join(rules))
    return compile_source(name, source, read_vocabulary({"facts/test.toml": facts.encode()}), is_tried=False)


def many(count: int) -> bytes:
    """A pack of so many good rules."""
    return compiled(*several(count))


def several(count: int) -> list[str]:
    """The source of so many good rules."""
    return [rule(id=f"r{number}") for number in range(count)]


def failing(count: int = 1) -> bytes:
    """Each example of a clean post is one that is flagged."""
    return compiled(*several(count)).replace(b"a pearl", b"a pear ")


def catastrophic(count: int = 1) -> bytes:
    """A pattern that takes for ever on some texts, none of them an example."""
    return compiled(*several(count), _with_fact("slow", "[[abxyz]]"), facts=CATASTROPHIC)


def eager(count: int = 1) -> bytes:
    """A rule that fires on every post, with examples that do not show it."""
    return compiled(*several(count), _with_fact("any", "[[word]]", "eager"), facts=EVERYTHING)


def _with_fact(fact: str, flagged: str, name: str = "") -> str:
    head = rule(f'{{ all = ["{fact}"] }}', id=name or fact).split("[[rule.flagged]]")[0]
    return head + _EXAMPLES.format(flagged=flagged)
