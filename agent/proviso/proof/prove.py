"""Prove a pack: every example of every rule does what its author wrote down. The ledger of proofs is the store's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from proviso.engine import Sight, check, drafts_of, places_of
from proviso.model import Context, Edit, Post
from proviso.packs.examples import mark
from proviso.packs.problems import Problem
from proviso.packs.rulebook import Rulebook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from proviso.packs.pack import Example, Pack, Rule

Span = tuple[int, int]

OUT_OF_TIME: Final = "a pattern ran out of time; make it simpler"
_TRIALS: Final = 3  # of an example that a pattern ran out of time on


@dataclass(frozen=True, slots=True)
class Proof:
    """How often examples held, and which did not."""

    held: int
    problems: tuple[Problem, ...]

    @property
    def is_good(self) -> bool:
        """Whether the pack may be used."""
        return not self.problems


def prove(pack: Pack, rulebook: Rulebook) -> Proof:
    """Check every example of a pack against a rulebook that holds it."""
    problems: list[Problem] = []
    held = 0
    for rule in pack.rules:
        for example in rule.examples:
            wrong = _tried(rule, example, rulebook)
            problems.extend(_problem(rule, example, text) for text in wrong)
            held += not wrong
    return Proof(held, tuple(problems))


def proving_book(pack: Pack, packs: Iterable[Pack]) -> Rulebook:
    """A pack beside the general ones of `packs`: what its examples are judged with."""
    return Rulebook([*(other for other in packs if other.level == "base" and other.name != pack.name), pack])


def post_of(example: Example, pack: str, others: Iterable[str]) -> Post:
    """The post of an example: its own context, judged by its own pack and the general ones."""
    values: Mapping[str, object] = {"packs": (pack, *others), **example.context}
    return Post(example.text, Context.from_mapping(values))


def spans_in(rule: Rule, sight: Sight) -> tuple[Span, ...]:
    """The places that a rule means when it fires, in order."""
    return tuple(sorted({span for _, span in places_of(rule, sight)}))


def expected_spans(example: Example) -> tuple[Span, ...]:
    """The places that an example marks; none marked in a flagged one: the post as a whole."""
    return (example.spans or ((0, 0),)) if example.is_flagged else ()


def _tried(rule: Rule, example: Example, rulebook: Rulebook) -> list[str]:
    """What is wrong with an example. Out of time once may be a busy machine: only a pattern that is so each time is."""
    wrong: list[str] = []
    for _ in range(_TRIALS):
        wrong = list(_wrong(rule, example, rulebook))
        if OUT_OF_TIME not in wrong:
            break
    return wrong


def _wrong(rule: Rule, example: Example, rulebook: Rulebook) -> Iterator[str]:
    post = post_of(example, rule.pack, [info.name for info in rulebook.packs if info.name == "base"])
    sight = Sight(post, rulebook)
    drafts = [draft for draft in drafts_of(sight, rulebook) if draft.rule.name == rule.name]
    found = spans_in(rule, sight) if drafts else ()
    expected = expected_spans(example)
    if sight.sightings.unfinished:
        yield OUT_OF_TIME
    if found != expected:
        yield f"expected {_shown(example.text, expected)}, found {_shown(example.text, found)}"
    elif example.severity is not None and any(draft.severity != example.severity for draft in drafts):
        yield f"expected severity {example.severity.word}, found {drafts[0].severity.word}"
    elif example.is_flagged:
        yield from _unhelpful(rule, post, rulebook)


def _unhelpful(rule: Rule, post: Post, rulebook: Rulebook) -> Iterator[str]:
    """Safe fixes must do what they promise: after all of them the rule has nothing left to say."""
    if not any(fix.is_safe for fix in rule.fixes):
        return
    report = check(post, rulebook)
    edits = [
        edit
        for finding in report.findings
        if rule.name in (finding.rule, *finding.also)
        for fix in finding.fixes[:1]
        if fix.applicability == "safe"
        for edit in fix.edits
    ]
    if report.status != "complete":
        yield OUT_OF_TIME
        return
    if not edits:
        return
    fixed = Sight(Post(apply_edits(post.text, edits), post.context), rulebook)
    is_left = any(draft.rule.name == rule.name for draft in drafts_of(fixed, rulebook))
    if fixed.sightings.unfinished:
        yield OUT_OF_TIME
    elif is_left:
        yield "its safe fix leaves the finding as it was; change the fix, or say safe = false"


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """The text after edits that do not overlap."""
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _shown(text: str, spans: Sequence[Span]) -> str:
    if not spans:
        return "nothing"
    return "a finding about the whole post" if tuple(spans) == ((0, 0),) else f'"{mark(text, tuple(spans))}"'


def _problem(rule: Rule, example: Example, text: str) -> Problem:
    file, line = rule.source
    kind = "flagged" if example.is_flagged else "clean"
    return Problem(file, line, f'rule "{rule.name.partition("/")[2]}", {kind} {example.number}', text)
