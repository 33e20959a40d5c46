"""What is remembered between two checks changes how long the next one takes, never what it says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from proviso.engine import Memory, check
from proviso.model import Context, Post
from proviso.packs.merging import Voice
from rulebooks import FACTS, files, rule, rulebook

if TYPE_CHECKING:
    import pytest

    from proviso.model import Finding, Report

WIDE = """
[[fact]]
name = "both"
and = ["fruit", "number"]
within = "post"

[[fact]]
name = "near"
and = ["both", "employer"]

[[fact]]
name = "pair"
and = ["fruit", "employer"]
without = ["number"]
mark = "all"

[[fact]]
name = "alone"
words = ["pear", "tree"]
outside = ["pair"]

[[fact]]
name = "dated"
words = [{ word = "tree", until = "2026-11-03" }]
"""
HEAD = '[wording]\nmine = ["These views are mine.", "Mine."]\n[protected]\nfact = "pair"\n[[official]]\nhandle = "@agency"\n'
AGENCY = {"name": "agency"}
BOOK = rulebook(
    files(
        head=HEAD,
        rules=rule()
        + rule('{ all = ["number"] }', 'fix = { redact = "" }', id="number", category="pii")
        + rule('{ all = ["fruit"] }', 'once = true\nfix = { insert = "mine" }', id="once", category="disclaimer")
        + rule('{ all = ["both"] }', id="both", category="accuracy")
        + rule('{ all = ["near"] }', id="near", category="approval")
        + rule('{ all = ["pair"] }', id="pair", category="commerce")
        + rule('{ all = ["alone"], none = ["dated"] }', id="alone", category="records", severity="warning")
        + rule('{ all = ["employer"], on_duty = true }', id="duty", category="off-topic")
        + rule('{ all = ["employer"], reply_target = "friend" }', id="post", category="process"),
    ),
    files("agency", "agency", rules=rule(**AGENCY, severity="warning") + rule('{ all = ["dated"] }', id="d", **AGENCY)),
    facts=FACTS + WIDE,
)
TEXTS = st.lists(
    st.sampled_from(["apple", "pear", "tree", "orchard", "078-05-1120", "\uff50ear", "no", "👩‍🦰", " ", " ", "\n", "\r\n", ". ", "É"]),
    max_size=14,
).map("".join)  # fmt: skip
CONTEXTS = st.builds(
    Context,
    platform=st.sampled_from([None, "x", "facebook"]),
    surface=st.sampled_from([None, "post", "reply"]),
    handle=st.sampled_from([None, "@agency", "@me"]),
    bio=st.sampled_from([None, "", "At the orchard"]),
    on_duty=st.sampled_from([None, True]),
    date=st.sampled_from([None, "2026-11-03", "2026-11-04"]),
)


@settings(max_examples=300)
@given(st.lists(st.tuples(TEXTS, CONTEXTS), min_size=2, max_size=5))
def test_a_check_with_memory_says_what_one_without_says(posts: list[tuple[str, Context]]) -> None:
    memory = Memory(BOOK)

    for text, context in posts:
        assert check(Post(text, context), BOOK) == check(Post(text, context), BOOK, memory)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 40), st.sampled_from("ap \n1.")), max_size=8))
def test_a_text_says_the_same_whichever_way_it_was_typed(text: str, keys: list[tuple[int, str]]) -> None:
    memory = Memory(BOOK)
    for place, key in keys:
        text = text[:place] + key + text[place:]
        typed = check(Post(text), BOOK, memory)

        assert check(Post(text), BOOK) == typed


def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words for which a finding was made from now on."""
    said: list[str] = []
    of = Voice.of

    def counting(voice: Voice, span: tuple[int, int], text: str, at: int, room: int | None) -> Finding:
        said.append(text[slice(*span)])
        return of(voice, span, text, at, room)

    monkeypatch.setattr(Voice, "of", counting)
    return said


def again(memory: Memory, text: str) -> Report:
    return check(Post(text), PLAIN, memory)


PLAIN = rulebook(files(rules=rule()))


def test_a_keystroke_makes_anew_only_the_findings_of_its_paragraph(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Memory(PLAIN)
    again(memory, "apple 1\npear 2\napple 3")
    said = spoken(monkeypatch)
    report = again(memory, "apple 1\npear 22\napple 3")

    assert ["pear"] == said
    assert [(0, 5), (8, 12), (16, 21)] == [(finding.start, finding.end) for finding in report.findings]


def test_a_fix_moves_with_its_finding() -> None:
    book = rulebook(files(rules=rule(more='fix = { redact = "" }')))
    memory = Memory(book)
    check(Post("x\nno apple here"), book, memory)
    text = "xy\nno apple here"
    [finding] = check(Post(text), book, memory).findings
    [edit] = finding.fixes[0].edits

    assert text[: edit.start] + edit.text + text[edit.end :] == "xy\nno here"


def test_the_rules_are_not_asked_again_while_they_are_told_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Memory(PLAIN)
    expected = again(memory, "an apple")
    monkeypatch.setattr("proviso.engine.judge", None)

    assert expected.findings[0].message == again(memory, "one apple").findings[0].message


def test_the_memory_of_another_rulebook_is_of_no_use_and_no_harm() -> None:
    other = rulebook(files(rules=rule(severity="info")))
    memory = Memory(PLAIN)
    again(memory, "an apple")

    assert check(Post("an apple"), other) == check(Post("an apple"), other, memory)


def test_the_same_paragraph_may_stand_twice() -> None:
    memory = Memory(PLAIN)
    again(memory, "apple\napple")

    assert [(2, 7), (8, 13)] == [
        (finding.start, finding.end) for finding in again(memory, "x\napple\napple").findings[:2]
    ]


def test_findings_are_values() -> None:
    [finding] = check(Post("an apple"), PLAIN).findings

    assert finding == finding._replace(also=())
    assert replace(check(Post("an apple"), PLAIN)) == check(Post("an apple"), PLAIN)
