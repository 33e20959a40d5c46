"""Every lint check has a fixture that fails it, and the message names file, line, key and what to do."""

from __future__ import annotations

import pytest

from catastrophic import BOMBS, SLOW
from proviso.packs import PackError
from proviso.packs.lint import unknown_names
from proviso.packs.read import read_vocabulary, source_tables
from proviso.store.fresh import compile_source
from rulebooks import CLAUSES, FACTS, HEAD, files, pack, rule

FACT = '[[fact]]\nname = "fruit"\nwords = ["apple"]\n'


def problems(facts: str = FACTS, **sections: str) -> str:
    """What is said of a pack; "" when nothing is."""
    try:
        pack({**files(rules=rule()), **{f"{n}.toml": t.encode() for n, t in sections.items()}}, facts)
    except PackError as error:
        return str(error)
    return ""


def with_rule(old: str, new: str) -> str:
    text = rule()
    assert old in text
    return problems(rules=text.replace(old, new))


def with_pattern(pattern: str, more: str = "") -> str:
    return problems(f"{FACT}pattern = {pattern}\n{more}")


def test_a_good_pack_has_no_problems() -> None:
    assert problems() == ""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('severity = "error"', 'severity = "warn"', 'base/rules.toml:6: rule "fruit", severity: unknown severity "warn"; did you mean "warning"?'),
        ('severity = "error"', 'severity = "x"', "use error, info or warning"),
        ('category = "conduct"', 'category = "zzz"', 'base/rules.toml:5: rule "fruit", category: unknown category "zzz"; use accessibility,'),
        ('title = "Fruit"', "", 'rule "fruit", title: is missing; give a text'),
        ('title = "Fruit"', "title = 5", "title: must be a text in quotes"),
        ('why = "Because."', 'why = "Because."\nwy = 1', 'rule "fruit", wy: unknown key; did you mean "why"?'),
        ('clauses = ["base.fruit"]', "clauses = []", "clauses: is empty; every finding quotes the clause"),
        ('clauses = ["base.fruit"]', "clauses = [1]", 'clauses: must be a list of texts: ["…", "…"]'),
        ('clauses = ["base.fruit"]', 'clauses = ["base.frut"]', 'base/rules.toml:4: rule "fruit", clauses: "base.frut" is not in clauses.toml'),
        ('message = "', f'message = "{"x" * 140}', "characters; 140 fit under the words it is about"),
        ('message = "', 'message = "\\b', "message: holds a control character"),
        ('when = { all = ["fruit"] }', "", "when: is missing or empty; a rule needs at least one condition"),
        ('when = { all = ["fruit"] }', 'when = { all = ["frut"] }', 'when: there is no fact "frut"; see rules/facts, or add it to base/facts.toml'),
        ('when = { all = ["fruit"] }', 'when = { al = ["fruit"] }', "al: unknown condition; use all, any, none, unless, certain"),
        ('when = { all = ["fruit"] }', 'when = { account = "private" }', 'account: never has the value "private"; use official, personal'),
        ('when = { all = ["fruit"] }', 'when = { on_duty = "yes" }', "on_duty: must be true or false"),
        ('when = { all = ["fruit"] }', 'when = { date = { from = "x" } }', "from: unknown key; known keys: since, until"),
        ('when = { all = ["fruit"] }', 'when = { all = ["fruit"] }\nfix = { insert = "disclaimer" }', 'pack.toml has no wording "disclaimer"'),
        ('when = { all = ["fruit"] }', 'when = { all = ["fruit"] }\nfix = { redact = "", ask = "" }', "fix: must be one of replace, redact, insert, ask"),
        ('when = { all = ["fruit"] }', 'when = { all = ["fruit"] }\nsince = "2026-13-01"', "since: must be a date: YYYY-MM-DD"),
        ('when = { all = ["fruit"] }', 'when = { all = ["fruit"] }\nonce = "yes"', "once: must be true or false"),
        ('when = { all = ["fruit"] }', 'when = { all = ["fruit"] }\nmode = "loud"', 'unknown mode "loud"'),
        ('[[rule.clean]]\ntext = "a pearl"\ncontext = { account = "personal" }', "", 'rule "fruit", clean: 1 examples; give at least 2, the clean ones near misses'),
        ('[[rule.flagged]]\ntext = "a [[pear]]"\ncontext = { account = "personal" }', "", 'rule "fruit", flagged: 1 examples; give at least 2'),
        ('text = "a [[pear]]"', 'text = "a [[pear"', 'base/rules.toml:16: rule "fruit", flagged 2, text: "[[" is never closed'),
        ('text = "a [[pear]]"', 'text = "a pear]]"', '"]]" without "[["'),
        ('text = "a [[pear]]"', 'text = "a [[]]pear"', '"[[]]" marks nothing'),
        ('text = "a [[pear]]"', 'text = "[[a [[pear]]"', '"[[" inside "[[ ]]"'),
        ('text = "a pearl"', 'text = "a [[pearl]]"', "a clean example has nothing to mark"),
        ('text = "a pearl"', 'text = "a pearl"\nas = "zoe"', 'nobody in the cast is called "zoe"; add [cast.zoe] to pack.toml'),
        ('text = "a pearl"\ncontext = { account = "personal" }', 'text = "a pearl"\ncontext = { acount = "x" }', 'the context has no field "acount"'),
    ],
)  # fmt: skip
def test_a_rule_is_refused(old: str, new: str, expected: str) -> None:
    assert expected in with_rule(old, new)


def test_two_rules_of_one_name_are_refused() -> None:
    assert 'base/rules.toml:26: rule "fruit", id: is used twice; choose another' in problems(rules=rule() + rule())


def test_all_mistakes_are_told_at_once() -> None:
    told = problems(rules=rule().replace('severity = "error"', 'severity = "warn"').replace('title = "Fruit"', ""))

    assert len(told.splitlines()) == 2


@pytest.mark.parametrize(
    ("pattern", "more", "expected"),
    [
        ('"\\bapple"', "", "holds a control character, as \"\\b\" becomes one; write it in single quotes: '\\b'"),
        ("'^apple|pear$'", "", "'^apple|pear$' anchors one branch only; put the branches in (?:…)"),
        ("'^apple|pear'", "", "anchors one branch only"),
        ("'apple|pear$'", "", "anchors one branch only"),
        ("'\\w+'", "", 'has no literal of three letters; add one, or trigger = "digits", "at" or "always"'),
        ("'\\w+|\\d'", 'trigger = "digits"', "can match without a digit"),
        ("'\\w+@?'", 'trigger = "at"', 'can match without "@"'),
        ("'apple('", "", "does not compile"),
        ("'(?:apple){e<=1}'", "", "matches fuzzily"),
        ("'(?:apple)?'", "", "matches nothing at all as well"),
        ("'apple\N{EN DASH}pie'", "", "has characters that the normal form never has; write 'apple-pie'"),
        (f"'{'apple' * 500}'", "", "has 2500 characters; make it a word list"),
        ("'apple'", 'validator = "us-sn"', 'unknown validator "us-sn"; known: aba-routing, '),
        ("'apple'", 'entity = "US_SSM"', 'unknown entity "US_SSM"; did you mean "US_SSN"?'),
        ("'apple'", 'in = ["txt"]', 'unknown place "txt"'),
        ("'apple'", 'override = "bio"', 'unknown override "bio"'),
        ("'apple'", 'and = ["pear"]', 'rests on "pear", which does not exist'),
        ("'apple'", 'outside = ["fruit"]', "rests on itself"),
        ("'apple'", 'within = "page"', 'unknown within "page"'),
        ("'apple'", 'trigger = "sometimes"', 'unknown trigger "sometimes"'),
        ("'apple'", "and = [[]]", "must be names of facts"),
    ],
)  # fmt: skip
def test_a_fact_is_refused(pattern: str, more: str, expected: str) -> None:
    told = with_pattern(pattern, more)

    assert expected in told
    assert told.startswith("facts/test.toml:")


@pytest.mark.parametrize("pattern", [*SLOW, *BOMBS])
def test_a_catastrophic_pattern_is_refused(pattern: str) -> None:
    assert "facts/test.toml:" in with_pattern(f"'{pattern}'")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ('[[fact]]\nname = "fruit"', "recognises nothing; give words, pattern, beside or and"),
        ('[[fact]]\nname = "fruit"\nwords = [5]', 'must be words: ["SSI"'),
        ('[[fact]]\nname = "fruit"\nwords = ["ap\\bple"]', "hold a control character"),
        ('[[fact]]\nname = "fruit"\nwords = ["a *"]', "'a *' has no three letters beside its \"*\"; add a word"),
        ('[[fact]]\nname = "fruit"\nwords = ["\u200b"]', "says nothing; write the words to look for"),
        ('[[fact]]\nname = "fruit"\nwords = [{ word = " *" }]', "' *' says nothing"),
        (FACT + FACT, "is used twice in this file"),
        ('[[fact]]\nname = "fruit"\nwords = [{ word = "apple", until = "soon" }]', "until: must be a date"),
        ('[[fact]]\nname = "fruit"\nword = ["apple"]', 'unknown key; did you mean "words"?'),
        ("[[fact]\n", "facts/test.toml:1: is not TOML"),
        ('fact = "x"', "fact: must be tables: [[fact]]"),
    ],
)
def test_words_are_refused(facts: str, expected: str) -> None:
    assert expected in problems(facts)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Do not talk about fruit.", "Don't talk about fruit.", 'base/clauses.toml:5: clause "base.fruit", quote: these words are not in base/policy.txt'),
        ('quote = "Keep secrets."', "", 'clause "base.secret", quote: give either the words, or citation-only = true'),
        ('quote = "Keep secrets."', 'quote = "Keep secrets."\ncitation-only = true', "give either the words, or citation-only"),
        ('locator = "1"', "", 'clause "base.fruit", locator: is missing'),
        ('id = "base.secret"', 'id = "base.fruit"', "id: is used twice"),
    ],
)  # fmt: skip
def test_a_clause_is_refused(old: str, new: str, expected: str) -> None:
    text = CLAUSES.format(name="base")
    assert old in text

    assert expected in problems(clauses=text.replace(old, new))


def test_a_clause_may_be_only_a_citation() -> None:
    text = CLAUSES.format(name="base").replace('quote = "Keep secrets."', "citation-only = true")

    assert problems(clauses=text) == ""


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ('[hold]\nofficial = "stop"', 'unknown official "stop"; use acknowledge, advice or none'),
        ('[[official]]\nplatform = "x"', "handle: is missing"),
        ('[[conflict]]\nclause = "base.x"\nother = "y"\ntext = "z"', 'conflict, clause: this pack has no clause "base.x"'),
        ('[protected]\nfact = "nothing"', 'there is no fact "nothing"'),
        ('levl = "x"', "levl: unknown key"),
    ],
)  # fmt: skip
def test_a_head_is_refused(more: str, expected: str) -> None:
    assert expected in problems(pack=HEAD.format(name="base", level="base").replace("[[applies]]", "") + more)


def test_the_name_is_that_of_the_folder() -> None:
    with pytest.raises(PackError, match=r'pack\.toml:2: name: must be "other", as its folder'):
        compile_source("other", files(rules=rule()), read_vocabulary({"facts/test.toml": FACTS.encode()}))


@pytest.mark.parametrize("file", ["pack.toml", "clauses.toml", "policy.txt"])
def test_a_missing_file_is_named(file: str) -> None:
    source = {name: text for name, text in files(rules=rule()).items() if name != file}

    with pytest.raises(PackError, match=f"base/{file}: is missing"):
        source_tables("base", source, read_vocabulary({"facts/test.toml": FACTS.encode()}))


@pytest.mark.parametrize(
    ("cite", "expected"),
    [
        ('rule = "other/x"\nclauses = ["base.none"]', 'cite other/x, clauses: "base.none" is not in clauses.toml'),
        ('rule = "other/x"\nclauses = []', "is empty; say which clause of this pack speaks of it"),
        ('rule = "base/fruit"\nclauses = ["base.fruit"]', "is a rule of this pack"),
        ('clauses = ["base.fruit"]', "is missing; name a rule of another pack"),
    ],
)
def test_a_citation_is_refused(cite: str, expected: str) -> None:
    assert expected in problems(rules=f"{rule()}[[cite]]\n{cite}\n")


def test_a_citation_of_a_rule_that_its_pack_does_not_have_is_told() -> None:
    base = pack(files(rules=rule()))
    agency = pack(files("agency", "agency", rules='[[cite]]\nrule = "base/x"\nclauses = ["agency.fruit"]\n'))

    assert list(map(str, unknown_names({"base": base, "agency": agency}))) == [
        "agency: cite base/x: there is no such rule; see its pack"
    ]


def test_a_file_that_is_not_utf8_is_told_with_its_line() -> None:
    source = {**files(rules=rule()), "rules.toml": b"# ok\n\xff"}

    with pytest.raises(PackError, match=r"base/rules\.toml:2: is not UTF-8; save the file as UTF-8"):
        pack(source)
