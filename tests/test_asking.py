"""What nobody asks for where a post is written is not looked for, and no verdict changes by that."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from proven import proved
from proviso.engine import Memory, check
from proviso.facts.asked import Asked
from proviso.facts.runner import Runner
from proviso.model import Context, Post
from proviso.packs.asking import may_speak
from proviso.packs.rulebook import Outlook, Rulebook
from proviso.store import load_rulebook
from rulebooks import FACTS, files, rule, rulebook

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from proviso.facts.runner import Hit

LABELLED = Path(__file__).parent / "data"
WHERE = [
    {"account": "personal", "platform": "x", "surface": "post", "author_role": "employee"},
    {"account": "official", "platform": "facebook", "surface": "post", "author_role": "poster"},
    {"surface": "comment", "author_role": "public", "reply_target": "official-agency-page"},
    {},
]
NUMBER = "078-05-1120"


def one_rule(when: str, category: str = "conduct") -> Rulebook:
    return rulebook(files(rules=rule(when, category=category)))


@pytest.mark.parametrize(
    ("when", "context", "expected"),
    [
        ('{ all = ["number"] }', {}, True),
        ('{ all = ["number"], account = "official" }', {"account": "official"}, True),
        ('{ all = ["number"], account = "official" }', {"account": "personal"}, False),
        ('{ all = ["number"], account = "official" }', {}, False),
        ('{ all = ["number"], reply_target = "friend" }', {}, True),
        ('{ all = ["number"], reply_target = "friend" }', {"reply_target": "friend: an old one"}, True),
        ('{ all = ["number"], reply_target = "friend" }', {"reply_target": "colleague"}, False),
        ('{ all = ["number"], reply_target = "friend" }', {"surface": "post"}, False),
        ('{ all = ["number"], on_duty = true }', {"on_duty": False}, True),
    ],
)
def test_a_rule_may_speak_where_its_place_and_writer_allow(
    when: str, context: Mapping[str, object], expected: bool
) -> None:
    [only] = one_rule(when).rules

    assert may_speak(only, Context.from_mapping(context)) is expected


def test_identifiers_are_asked_for_whoever_writes() -> None:
    [only] = one_rule('{ all = ["number"], account = "official" }', "pii").rules

    assert may_speak(only, Context())


def test_what_is_asked_for_changes_with_the_account() -> None:
    book = one_rule('{ all = ["number"], account = "official" }')
    memory = Memory(book)
    found = [
        check(Post(NUMBER, Context(account=a)), book, memory).findings for a in ("personal", "official", "personal")
    ]

    assert [0, 1, 0] == list(map(len, found))


def test_a_pattern_that_no_rule_asks_for_is_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    book = one_rule('{ all = ["number"], account = "official" }')
    monkeypatch.setattr("proviso.facts.runner.Runner.find", lambda *_: pytest.fail("it was run"))

    assert check(Post(NUMBER, Context(account="personal")), book).findings == ()


@pytest.mark.parametrize("where", WHERE, ids=lambda where: where.get("account", where.get("author_role", "nowhere")))
def test_the_bundled_rules_say_the_same_when_every_fact_is_looked_for(
    where: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proviso.facts.finder.TIMEOUT_S", 5.0)  # a busy machine is no difference
    book = load_rulebook(proved())
    context = Context.from_mapping({**where, "agency": "SSA", "packs": [pack.name for pack in book.packs]})
    posts = [Post(text, context) for text in labelled()[len(where) :: 64]]
    brief = [check(post, book) for post in posts]
    asked = Asked(frozenset(book.facts), {})
    everything = Outlook(frozenset(range(len(book.rules))), asked, asked, book.places)
    monkeypatch.setattr(Rulebook, "outlook", lambda *_: everything)
    monkeypatch.setattr(Rulebook, "likely", Rulebook.candidates)

    assert brief == [check(post, book) for post in posts]


def labelled() -> list[str]:
    files_of_posts = (file.read_text(encoding="utf-8") for file in sorted(LABELLED.glob("*.jsonl")))
    return [json.loads(line)["text"] for source in files_of_posts for line in source.splitlines()]


PARTS = """
[[fact]]
name = "alarming"
pattern = 'zebra (?P<mark>\\w+)'

[[fact]]
name = "alarm"
and = ["alarming", "number"]

[[fact]]
name = "alarm-anywhere"
and = ["alarming", "number"]
within = "post"
"""


@pytest.mark.parametrize(
    ("asked", "text", "runs", "found"),
    [
        ("alarm", "zebra crossing", 0, 0),
        ("alarm", f"zebra crossing {NUMBER}", 2, 1),
        ("alarm", f"zebra crossing\n{NUMBER}", 0, 0),
        ("alarm-anywhere", f"zebra crossing\n{NUMBER}", 2, 1),
        ("alarming", "zebra crossing", 1, 1),
    ],
)
def test_what_counts_only_beside_others_is_looked_for_where_they_can_be(
    asked: str, text: str, runs: int, found: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = rulebook(files(rules=rule(f'{{ all = ["{asked}"] }}')), facts=FACTS + PARTS)
    run: list[str] = []
    find = Runner.find

    def counting(runner: Runner, paragraph: str, starts: Sequence[int] | None, timeout_s: float) -> Iterator[Hit]:
        run.append(runner.fact)
        return find(runner, paragraph, starts, timeout_s)

    monkeypatch.setattr(Runner, "find", counting)

    assert found == len(check(Post(text, Context()), book).findings)
    assert runs == len(run)
