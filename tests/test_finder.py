"""Facts of one paragraph: the prefilter finds what a plain loop finds, and nothing waits for a slow pattern."""

from __future__ import annotations

import pytest

from proviso.facts.finder import Finder
from proviso.facts.runner import Hit
from proviso.facts.spec import FactSpec, Pattern, Word

SLOW = r"(?:x|xx)+$"  # ambiguous: `regex` takes for ever on xxx…!


def words(name: str, *entries: str) -> FactSpec:
    return FactSpec(name, words=tuple(map(Word, entries)))


def test_hits_of_one_fact_inside_another_of_it_are_left_out() -> None:
    hits = Finder([words("a", "ab cd", "cd", "cd ef")]).scan("ab cd ef").hits

    assert [(hit.start, hit.end) for hit in hits] == [(0, 5), (3, 8)]


def test_a_word_is_whole_also_where_a_pattern_wants_its_letters_inside_another() -> None:
    inside = FactSpec("inside", patterns=(Pattern(r"election\d*", ("election",)),))
    hits = Finder([words("a", "election*"), inside]).scan("a selection of elections").hits

    assert {(hit.fact, hit.start, hit.end) for hit in hits} == {("a", 15, 24), ("inside", 3, 11), ("inside", 15, 23)}


def test_matches_are_found_from_left_to_right_whichever_literal_ends_first() -> None:
    literals = ("bcde", "abcdefgh")
    found = FactSpec("p", patterns=(Pattern("bcde|abcdefgh", literals, leading=True),))

    assert [(0, 8)] == [hit[1:3] for hit in Finder([found]).scan("abcdefgh").hits]


@pytest.mark.parametrize(
    ("entry", "text", "expected"),
    [
        ("for a *", "for a  b.", ["for a  b"]),
        ("for a *", "for a  .", []),
        ("for a *", "for a", []),
        ("Prop *", "no on prop 8, Property 8", ["prop 8"]),
        ("no * on", "no vote on, no  Vote on, no on", ["no vote on", "no  Vote on"]),
        ("* for mayor", "Smith for mayor", ["Smith for mayor"]),
        ("*gate", "bridgegates Bridgegate, gate", ["Bridgegate", "gate"]),
    ],
)
def test_a_star_alone_is_one_whole_word(entry: str, text: str, expected: list[str]) -> None:
    assert expected == [text[hit.start : hit.end] for hit in Finder([words("w", entry)]).scan(text).hits]


def test_a_pattern_runs_only_where_both_its_sets_of_literals_are(monkeypatch: pytest.MonkeyPatch) -> None:
    source = "(?:apple|pear) .*(?:pie|cake)"
    pattern = Pattern(source, ("apple ", "pear "), None, leading=True, also=("cake", "pie"))
    finder = Finder([FactSpec("p", patterns=(pattern,))])

    assert [1, 0] == [len(finder.scan(text).hits) for text in ("a pear cake", "a pear and an apple")]
    assert [(0, 9)] == [hit[1:3] for hit in finder.scan("apple pie").hits]
    monkeypatch.setattr("proviso.facts.runner.Runner.find", lambda *_: iter([Hit("p", 0, 1)]))
    assert [0, 1] == [len(finder.scan(text).hits) for text in ("a pear and an apple", "a pear cake")]


def test_the_mark_group_is_what_is_found() -> None:
    hits = Finder([FactSpec("n", patterns=(Pattern(r"number (?P<mark>\d+)", ("number ",)),))]).scan("number 12 ok").hits

    assert [(hit.start, hit.end) for hit in hits] == [(7, 9)]


def test_a_validator_decides_on_each_match() -> None:
    ssn = FactSpec("ssn", patterns=(Pattern(r"\d{3}-\d{2}-\d{4}", (), "digits", 9),), validator="us-ssn")
    hits = Finder([ssn]).scan("078-05-1120 and 000-05-1120").hits

    assert [(hit.start, hit.end) for hit in hits] == [(0, 11)]


def test_a_pattern_that_runs_out_of_time_is_said_to_be_unfinished() -> None:
    finder = Finder([FactSpec("slow", patterns=(Pattern(SLOW, (), "always"),)), words("a", "ok")])
    scan = finder.scan("ok " + "x" * 60 + "!")

    assert scan.unfinished == (0,)
    assert [hit.fact for hit in scan.hits] == ["a"]


def test_a_pattern_in_quarantine_is_not_run() -> None:
    finder = Finder([FactSpec("slow", patterns=(Pattern(SLOW, (), "always"),))])

    assert finder.scan("harmless", skip={0}).unfinished == (0,)


def test_warming_compiles_one_pattern_at_a_time_and_ends() -> None:
    finder = Finder([FactSpec("p", patterns=(Pattern("abc", ("abc",)), Pattern("def", ("def",))))])
    warming = finder.warm()

    assert (next(warming), next(warming), list(warming), list(finder.warm())) == ("p", "p", [], [])


def test_only_patterns_that_are_asked_for_are_warmed() -> None:
    finder = Finder(
        [FactSpec("p", patterns=(Pattern("abc", ("abc",)),)), FactSpec("q", patterns=(Pattern("d", ("d",)),))]
    )

    assert (list(finder.warm({"q"})), list(finder.warm())) == (["q"], ["p"])


def test_digit_patterns_run_only_where_there_are_enough_digits() -> None:
    finder = Finder([FactSpec("d", patterns=(Pattern(r"(?:\d\D?){4}", (), "digits", 4),))])

    assert list(finder.scan("1 2 3").hits) == []
    assert len(finder.scan("1 2 3 4").hits) == 1
