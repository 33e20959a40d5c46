"""The Python door: load the packs once, check as many texts as you like. Other tools embed this."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from proviso.engine import check
from proviso.model import Context, Post, Report
from proviso.store import Loaded, load_rules

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from proviso.packs import Rulebook
    from proviso.proof.traces import Explanation, Trace


def today() -> str:
    """The author's own day, as contexts write it."""
    return time.strftime("%Y-%m-%d")


class Checker:
    """Checks texts against a rulebook.

    >>> import proviso
    >>> report = proviso.Checker().check("My SSN is 078-05-1120.", {"agency": "SSA"})
    >>> [finding.rule for finding in report.findings]
    ['base/us-ssn']

    It keeps no text between calls, writes none, and reaches no network.
    """

    def __init__(
        self,
        rulebook: Rulebook | None = None,
        *,
        state: Path | None = None,
        rules: Path | None = None,
        config: Path | None = None,
    ) -> None:
        """Use a rulebook, or load one.

        `rules` has facts/ and packs/ (default: those that come with Proviso), `config` an overrides.toml; `state` keeps
        compiled packs and proofs, so that the next start is quick. A pack that is not proved is left out: `problems`
        names it and what to do.
        """
        loaded = Loaded(rulebook) if rulebook else load_rules(state, rules, config)
        self.rulebook = loaded.rulebook
        self.problems = loaded.problems

    def check(self, text: str, context: Context | Mapping[str, object] | None = None) -> Report:
        """Check one text. Offsets are code points. A missing `date` is today."""
        return check(_post(text, context), self.rulebook)

    def explain(self, text: str, context: Context | Mapping[str, object] | None = None) -> Explanation:
        """Say what was looked at in one text, and why each rule that came into question spoke or was silent.

        `explanation.of(finding)` has the rules behind one finding. It says what `check` says of the same text.
        """
        from proviso.proof.explain import explain  # noqa: PLC0415 - only for those who ask why

        return explain(_post(text, context), self.rulebook)

    def trace(self, rule: str, text: str, context: Context | Mapping[str, object] | None = None) -> Trace:
        """Follow one rule through one text, also a rule that the text has nothing to do with.

        Raises:
            KeyError: no rule has this name; `rulebook.rules` has them all.
        """
        from proviso.proof.explain import trace  # noqa: PLC0415 - see above

        return trace(self.rulebook.rule(rule), _post(text, context), self.rulebook)


def _post(text: str, context: Context | Mapping[str, object] | None) -> Post:
    known = context if isinstance(context, Context) else Context.from_mapping(context or {})
    return Post(text, known if known.date is not None else Context(date=today()).with_known(known))
