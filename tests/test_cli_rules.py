"""`proviso rules` and `proviso explain` where docs/writing-rules.md does not go: mistakes, and what is said of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from proviso.cli.main import main
from proviso.cli.told import folded
from rulebooks import FACTS, files, rule


@pytest.fixture(autouse=True)
def _folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PROVISO_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("PROVISO_CONFIG_DIR", str(tmp_path / "config"))
    put("base", rule())
    Path("rules/facts").mkdir()
    Path("rules/facts/test.toml").write_text(FACTS)


def put(name: str, text: str, level: str = "base", head: str = "", folder: str = "rules") -> None:
    pack = Path(folder, "packs", name)
    pack.mkdir(parents=True, exist_ok=True)
    for file, source in files(name, level, head, rules=text).items():
        (pack / file).write_bytes(source)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_lint_names_a_path_that_can_be_opened() -> None:
    put("base", rule().replace('severity = "error"', 'severity = "warn"'))
    result = run("rules", "lint", "--rules", "rules")

    assert 2 == result.exit_code
    assert 'rules/packs/base/rules.toml:6: rule "fruit", severity: unknown severity "warn"; did you mean "warning"?\n' == result.output  # fmt: skip


def test_lint_of_the_shared_facts_comes_first() -> None:
    Path("rules/facts/test.toml").write_text(FACTS + '[[fact]]\nname = "x"\npattern = "^a|b"\n')
    result = run("rules", "lint", "--rules", "rules")

    assert 2 == result.exit_code
    assert result.output.startswith('rules/facts/test.toml:17: fact "x", pattern:')


def test_an_example_that_fails_is_told_and_ends_with_2() -> None:
    put("base", rule().replace('text = "a pearl"', 'text = "a pear"'))
    result = run("rules", "test", "--rules", "rules")

    assert (2, 'rules/packs/base/rules.toml:2: rule "fruit", clean 2: expected nothing, found "a [[pear]]"\n') == (result.exit_code, result.output)  # fmt: skip


def test_a_condition_that_no_example_needs_ends_with_1() -> None:
    put("base", rule('{ all = ["fruit"], account = "personal" }'))
    result = run("rules", "test", "--rules", "rules", "--mutate")

    assert 1 == result.exit_code
    assert 'rule "fruit": no example needs "account is personal"; add one that does, or drop it' in result.output


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["rules", "lint", "nothing", "--rules", "rules"], "there is no pack nothing; there are: base"),
        (["rules", "new", "Bad Name"], "small letters, digits and hyphens"),
        (["rules", "new", "base"], "exists already; choose another name"),
        (["explain", "--rules", "rules"], "give a rule, a clause, or --text"),
        (["explain", "base/x", "--rules", "rules"], "no rule or clause is called base/x"),
        (["rules", "preview", "--rules", "rules", "--corpus", "bad.jsonl"], "bad.jsonl:1: give"),
    ],
)
def test_a_mistake_is_told_with_what_to_do(arguments: list[str], expected: str) -> None:
    Path("bad.jsonl").write_text("{}")
    result = run(*arguments)

    assert 2 == result.exit_code
    assert expected in result.output


def test_a_preview_without_changes_ends_with_0() -> None:
    Path("posts.txt").write_text("an apple\n\na plum\n")
    result = run("rules", "preview", "--rules", "rules", "--against", "rules", "--corpus", "posts.txt")

    assert (0, "0 posts change\n") == (result.exit_code, result.output)


def test_a_preview_never_shows_a_text() -> None:
    put("base", rule(severity="info"), folder="old")
    Path("old/facts").symlink_to(Path("rules/facts").resolve())
    Path("posts.txt").write_text("an apple a day\n")
    result = run("rules", "preview", "--rules", "rules", "--against", "old", "--corpus", "posts.txt")

    assert "1:\n  - info base/fruit at 3-8\n  + error base/fruit at 3-8\n1 posts change\n" == result.output


def test_a_clean_post_is_explained_by_what_was_looked_at() -> None:
    conflict = '[[conflict]]\nclause = "agency.fruit"\nother = "base.fruit"\ntext = "One allows it."\n'
    put("agency", rule('{ all = ["fruit"], account = "official" }', name="agency").replace('"personal"', '"official"'), "agency", conflict)  # fmt: skip
    out = run("explain", "--rules", "rules", "--text", "a tree", "--set", "account=personal").output

    assert "packs: agency, base; 2 rules; account: personal\nread: text\n" in out
    assert "conflict: agency.fruit and base.fruit: One allows it.\n" in out
    assert "saw none of the facts that these rules look for\n" in out


def test_a_clause_is_explained_by_its_rules() -> None:
    out = run("explain", "base.fruit", "--rules", "rules").output

    assert out.startswith("base.fruit: The policy, 1\n  “Do not talk about fruit.”\n  rules: base/fruit\n")


def explained(text: str, *arguments: str) -> str:
    return run("explain", *arguments, "--rules", "rules", "--text", text).output


def test_a_clause_is_explained_with_the_rules_that_other_packs_cite_it_for() -> None:
    cite = '[[cite]]\nrule = "base/fruit"\nclauses = ["agency.secret"]\n'
    put("agency", rule(name="agency"), "agency")
    Path("rules/packs/agency/cites.toml").write_text(cite)

    assert "\n\nbase/fruit: Fruit (conduct, error, enforce)\n" in explained("an apple", "agency.secret")


def test_an_explanation_of_a_post_says_which_conditions_kept_a_rule_silent() -> None:
    put("base", rule('{ all = ["fruit"], account = "official" }').replace('"personal"', '"official"'))
    out = run("explain", "--rules", "rules", "--text", "an apple", "--set", "account=personal").output

    assert out.endswith("saw fruit at 3-8: “apple”\nbase/fruit: silent\n  no: account is official\n")


def test_an_explanation_of_a_post_says_of_a_finding_what_the_check_says() -> None:
    assert explained("an apple").endswith("base/fruit: error: About “apple” in base.\n")


def test_many_places_of_a_fact_are_counted() -> None:
    out = explained("apple " * 9, "base/fruit")

    assert "    saw fruit at 24-29: “apple”\n    saw fruit at 4 more places\n" in out


def test_words_of_the_post_cannot_write_to_the_terminal_as_they_like() -> None:
    Path("rules/facts/test.toml").write_text(FACTS + '[[fact]]\nname = "line"\npattern = "pear[^.]*"\n')
    put("base", rule('{ all = ["line"] }').replace('"[[apple]]"', '"[[pears]]"').replace('"a pearl"', '"plum"'))

    assert "saw line at 0-9: “pear �[2J”" in run("explain", "--rules", "rules", "--text", "pear \x1b[2J").output


@pytest.mark.parametrize("width", [None, 40, 80])
def test_lines_are_folded_for_a_person_and_whole_for_a_program(width: int | None) -> None:
    line = f"  outcome: {'twelve words and more ' * 9}".rstrip()
    told = folded(f"{line}\n", width)

    assert line.split() == told.split()
    assert (told == f"{line}\n") is (width is None)
    assert all(len(part) <= (width or 999) and part.startswith("  ") for part in told.splitlines())
