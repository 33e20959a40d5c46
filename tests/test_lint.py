"""Every lint check has a fixture that fails it, and the message names file, line, key and what to do."""

from __future__ import annotations

import pytest

from catastrophic import BOMBS, SLOW
from lint_cases import (
    CITES,
    FACT_BLOCKS,
    FACT_FILES,
    HEADS,
    OVERRIDES,
    PACK_FILES,
    PATTERNS,
    QUOTES,
    RULES,
    everything_told,
    of_cite,
    of_citing,
    of_fact_files,
    of_facts,
    of_head,
    of_overrides,
    of_pack,
    of_pack_files,
    of_pattern,
    of_quote,
    of_rule,
)
from lint_messages import messages, messages_of
from proviso.packs import lint_patterns
from rulebooks import CLAUSES, rule


def test_a_good_pack_has_no_problems() -> None:
    assert of_pack() == ""


@pytest.mark.parametrize(("old", "new", "expected"), RULES)
def test_a_rule_is_refused(old: str, new: str, expected: str) -> None:
    assert expected in of_rule(old, new)


def test_all_mistakes_are_told_at_once() -> None:
    told = of_pack(rules=rule().replace('severity = "error"', 'severity = "warn"').replace('title = "Fruit"', ""))

    assert len(told.splitlines()) == 2


@pytest.mark.parametrize(("pattern", "more", "expected"), PATTERNS)
def test_a_fact_is_refused(pattern: str, more: str, expected: str) -> None:
    told = of_pattern(pattern, more)

    assert expected in told
    assert told.startswith("facts/test.toml:")


@pytest.mark.parametrize("pattern", [*SLOW, *BOMBS])
def test_a_catastrophic_pattern_is_refused(pattern: str) -> None:
    assert "facts/test.toml:" in of_pattern(f"'{pattern}'")


def test_a_slow_machine_does_not_make_a_pattern_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lint_patterns, "_QUICK_S", 1e-6)  # in which no machine finishes

    assert of_pattern("'apple \\w{1,40} pie'") == ""


@pytest.mark.parametrize(("facts", "expected"), FACT_BLOCKS)
def test_words_are_refused(facts: str, expected: str) -> None:
    assert expected in of_facts(facts)


@pytest.mark.parametrize(("old", "new", "expected"), QUOTES)
def test_a_clause_is_refused(old: str, new: str, expected: str) -> None:
    assert expected in of_quote(old, new)


def test_a_clause_may_be_only_a_citation() -> None:
    text = CLAUSES.format(name="base").replace('quote = "Keep secrets."', "citation-only = true")

    assert of_pack(clauses=text) == ""


@pytest.mark.parametrize(("more", "expected"), HEADS)
def test_a_head_is_refused(more: str, expected: str) -> None:
    assert expected in of_head(more)


@pytest.mark.parametrize(("sources", "expected"), FACT_FILES)
def test_files_of_facts_are_refused_together(sources: dict[str, str], expected: str) -> None:
    assert expected in of_fact_files(sources)


@pytest.mark.parametrize(("folder", "changed", "expected"), PACK_FILES)
def test_a_folder_is_refused(folder: str, changed: dict[str, bytes | None], expected: str) -> None:
    assert expected in of_pack_files(folder, changed)


@pytest.mark.parametrize(("text", "expected"), OVERRIDES)
def test_an_override_is_refused(text: str, expected: str) -> None:
    assert expected in of_overrides(text)


@pytest.mark.parametrize(("cite", "expected"), CITES)
def test_a_citation_is_refused(cite: str, expected: str) -> None:
    assert expected in of_cite(cite)


def test_a_citation_of_a_rule_that_its_pack_does_not_have_is_told() -> None:
    assert of_citing("base/x") == "agency: cite base/x: there is no such rule; see its pack"
    assert of_citing("base/fruit") == of_citing("not-here/x") == ""


def test_every_check_has_a_case_that_fails_it() -> None:
    told = list(everything_told())
    unseen = [message for message in messages() if not any(message.fullmatch(line) for line in told)]

    assert [] == [message.pattern for message in unseen]


def test_a_check_without_a_case_would_be_noticed() -> None:
    [message] = messages_of('table.wrong("key", f"is {odd}; change it")', {})

    assert message.fullmatch("file.toml:3: key: is strange; change it")
    assert not message.fullmatch("file.toml:3: key: is missing")
