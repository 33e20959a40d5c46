"""Packs with one mistake each, and what must be said of it. A check of lint that none of them fails is a check nobody has seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from proviso.packs import PackError, read_overrides
from proviso.packs.lint import unknown_names
from proviso.packs.read import read_vocabulary
from proviso.store.fresh import compile_source
from rulebooks import CLAUSES, FACTS, HEAD, files, pack, rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FACT: Final = '[[fact]]\nname = "fruit"\nwords = ["apple"]\n'
RULES: Final = [
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
    ('when = { all = ["fruit"] }', 'when = { all = ["fruit"], certain = ["number"] }', 'when: certain names "number", which the rule does not ask about'),
    ('when = { all = ["fruit"] }', 'when = { al = ["fruit"] }', "al: unknown condition; use all, any, none, unless, certain"),
    ('when = { all = ["fruit"] }', 'when = { account = "private" }', 'account: never has the value "private"; use official, personal'),
    ('when = { all = ["fruit"] }', 'when = { on_duty = "yes" }', "on_duty: must be true or false"),
    ('when = { all = ["fruit"] }', "when = { date = { since = 5 } }", "since: must be a date (YYYY-MM-DD) or a time (HH:MM)"),
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
]  # fmt: skip

PATTERNS: Final = [
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
    ("'(?:apple{90}){90}'", "", "repeats what it repeats too often; make the numbers in { } smaller"),
    ("'apple(?:x|xx)+$'", "", "takes too long on repeated characters; bound what repeats"),
    ("'apple'", 'validator = "us-sn"', 'unknown validator "us-sn"; known: aba-routing, '),
    ("'apple'", 'entity = "US_SSM"', 'unknown entity "US_SSM"; did you mean "US_SSN"?'),
    ("'apple'", 'in = ["txt"]', 'unknown place "txt"'),
    ("'apple'", 'override = "bio"', 'unknown override "bio"'),
    ("'apple'", 'and = ["pear"]', 'rests on "pear", which does not exist'),
    ("'apple'", 'outside = ["fruit"]', "rests on itself"),
    ("'apple'", 'within = "page"', 'unknown within "page"'),
    ("'apple'", 'trigger = "sometimes"', 'unknown trigger "sometimes"'),
    ("'apple'", "and = [[]]", "must be names of facts"),
]  # fmt: skip

FACT_BLOCKS: Final = [
    ('[[fact]]\nname = "fruit"', "recognises nothing; give words, pattern, beside or and"),
    ('[[fact]]\nname = "fruit"\nwords = [5]', 'must be words: ["SSI"'),
    ('[[fact]]\nname = "fruit"\nwords = ["ap\\bple"]', "hold a control character"),
    ('[[fact]]\nname = "fruit"\nwords = ["a *"]', "'a *' has no three letters beside its \"*\"; add a word"),
    ('[[fact]]\nname = "fruit"\nwords = ["\u200b"]', "says nothing; write the words to look for"),
    ('[[fact]]\nname = "fruit"\nwords = [{ word = " *" }]', "' *' says nothing"),
    ('[[fact]]\nname = "fruit"\nbeside = { labels = ["no."] }', "beside: needs labels and a value"),
    ('[[fact]]\nname = "fruit"\nbeside = { labels = ["no."], value = "[0-9]{6}", gap = "wide" }', "gap: must be a number of characters up to"),
    (FACT + FACT, "is used twice in this file"),
    ('[[fact]]\nname = "fruit"\nwords = [{ word = "apple", until = "soon" }]', "until: must be a date"),
    ('[[fact]]\nname = "fruit"\nword = ["apple"]', 'unknown key; did you mean "words"?'),
    ("[[fact]\n", "facts/test.toml:1: is not TOML"),
    ('fact = "x"', "fact: must be tables: [[fact]]"),
]  # fmt: skip

QUOTES: Final = [
    ('"Keep secrets."', '"Keep secrets."\ncheck = "none"', 'clause "base.secret", reason: is missing; say why nothing here can keep the clause'),
    ('"Keep secrets."', '"Keep secrets."\ncheck = "reminder"', 'moment: goes with check = "reminder", and with nothing else'),
    ('"Keep secrets."', '"Keep secrets."\nmoment = "first-use"', 'moment: goes with check = "reminder", and with nothing else'),
    ('"Keep secrets."', '"Keep secrets."\ncheck = "test"', 'unknown check "test"; did you mean "text"?'),
    ('"Keep secrets."', '"Keep secrets."\nctg_element = "citizens"', 'unknown ctg_element "citizens"'),
    ('"Keep secrets."', '"Keep secrets."\nimplemented_by = "base.x"', 'this pack has no clause "base.x"; name the clause that it restates'),
    ("Do not talk about fruit.", "Don't talk about fruit.", 'base/clauses.toml:5: clause "base.fruit", quote: these words are not in base/policy.txt'),
    ('quote = "Keep secrets."', "", 'clause "base.secret", quote: give either the words, or citation-only = true'),
    ('quote = "Keep secrets."', 'quote = "Keep secrets."\ncitation-only = true', "give either the words, or citation-only"),
    ('locator = "1"', "", 'clause "base.fruit", locator: is missing'),
    ('id = "base.secret"', 'id = "base.fruit"', "id: is used twice"),
]  # fmt: skip

HEADS: Final = [
    ('[hold]\nofficial = "stop"', 'unknown official "stop"; use acknowledge, advice or none'),
    ('[[official]]\nplatform = "x"', "handle: is missing"),
    ('[[conflict]]\nclause = "base.x"\nother = "y"\ntext = "z"', 'conflict, clause: this pack has no clause "base.x"'),
    ('[protected]\nfact = "nothing"', 'there is no fact "nothing"'),
    ('levl = "x"', "levl: unknown key"),
]  # fmt: skip

CITES: Final = [
    ('rule = "other/x"\nclauses = ["base.none"]', 'cite other/x, clauses: "base.none" is not in clauses.toml'),
    ('rule = "other/x"\nclauses = []', "is empty; say which clause of this pack speaks of it"),
    ('rule = "base/fruit"\nclauses = ["base.fruit"]', "is a rule of this pack"),
    ('clauses = ["base.fruit"]', "is missing; name a rule of another pack"),
]  # fmt: skip

FACT_FILES: Final = [
    ({"facts/a.toml": FACT, "facts/b.toml": FACT}, 'facts/b.toml:1: fact "fruit": is already in another file'),
]
PACK_FILES: Final = [
    ("base", {"pack.toml": None}, "base/pack.toml: is missing; it names the pack"),
    ("base", {"clauses.toml": None}, "base/clauses.toml: is missing; it quotes the policy"),
    ("base", {"policy.txt": None}, "base/policy.txt: is missing; it is the policy"),
    ("base", {"rules.toml": b"# ok\n\xff"}, "base/rules.toml:2: is not UTF-8; save the file as UTF-8"),
    ("base", {"rules.toml": (rule() + rule()).encode()}, 'base/rules.toml:26: rule "fruit", id: is used twice; choose another'),
    ("other", {}, 'other/pack.toml:2: name: must be "other", as its folder'),
]  # fmt: skip
OVERRIDES: Final = [
    ('[override."a/b"]\nreason = "x"\nuntil = "2026-01-01"', "nothing is changed; give severity or mode"),
    ('[override."a/b"]\nseverity = "info"\nuntil = "2026-01-01"', "reason: is missing"),
    ('[override."a/b"]\nseverity = "info"\nreason = "x"', "until: is missing; an override ends on a date"),
    ('[override."a/b"]\nseverity = "off"\nreason = "x"\nuntil = "2026-01-01"', 'unknown severity "off"'),
    ('[override."a/b"]\nmode = "off"\nreason = "x"\nuntil = "2026-01-01"', 'unknown mode "off"'),
    ('[override."a/b"]\nmode = "shadow"\nreason = "x"\nuntil = "soon"', "until: must be a date"),
    ('override = "x"', "override: must be a table: [override]"),
    ('[overide."a/b"]', 'unknown key; did you mean "override"?'),
]


def of_pack(facts: str = FACTS, **sections: str) -> str:
    """What is said of a pack; "" when nothing is."""
    source = {**files(rules=rule()), **{f"{name}.toml": text.encode() for name, text in sections.items()}}
    return _told(lambda: pack(source, facts))


def of_rule(old: str, new: str, _: str = "") -> str:
    """Of a rule with something else in it."""
    assert old in rule()
    return of_pack(rules=rule().replace(old, new))


def of_pattern(pattern: str, more: str = "", _: str = "") -> str:
    """Of a fact with a pattern."""
    return of_pack(f"{FACT}pattern = {pattern}\n{more}")


def of_facts(facts: str, _: str = "") -> str:
    """Of a file of facts."""
    return of_pack(facts)


def of_quote(old: str, new: str, _: str = "") -> str:
    """Of clauses with something else in them."""
    text = CLAUSES.format(name="base")
    assert old in text
    return of_pack(clauses=text.replace(old, new))


def of_head(more: str, _: str = "") -> str:
    """Of a pack.toml with more in it."""
    return of_pack(pack=HEAD.format(name="base", level="base").replace("[[applies]]", "") + more)


def of_cite(cite: str, _: str = "") -> str:
    """Of a citation."""
    return of_pack(rules=f"{rule()}[[cite]]\n{cite}\n")


def of_fact_files(sources: dict[str, str], _: str = "") -> str:
    """Of several files of facts."""
    return _told(lambda: read_vocabulary({name: text.encode() for name, text in sources.items()}))


def of_pack_files(folder: str, changed: dict[str, bytes | None], _: str = "") -> str:
    """Of a folder with other files in it, or without some."""
    source = {name: text for name, text in {**files(rules=rule()), **changed}.items() if text is not None}
    vocabulary = read_vocabulary({"facts/test.toml": FACTS.encode()})
    return _told(lambda: compile_source(folder, source, vocabulary))


def of_overrides(text: str, _: str = "") -> str:
    """Of an overrides.toml."""
    return _told(lambda: read_overrides(text.encode()))


def of_citing(cited: str) -> str:
    """Of a pack that cites a clause for a rule of the pack base, when both are here."""
    base = pack(files(rules=rule()))
    agency = pack(files("agency", "agency", rules=f'[[cite]]\nrule = "{cited}"\nclauses = ["agency.fruit"]\n'))
    return "\n".join(map(str, unknown_names({"base": base, "agency": agency})))


def everything_told() -> Iterator[str]:
    """What is said of all of them, a line for each problem."""
    tables: list[tuple[Callable[..., str], list[tuple[object, ...]]]] = [
        (of_rule, [*RULES]), (of_pattern, [*PATTERNS]), (of_facts, [*FACT_BLOCKS]), (of_quote, [*QUOTES]), (of_head, [*HEADS]), (of_cite, [*CITES]),
        (of_fact_files, [*FACT_FILES]), (of_pack_files, [*PACK_FILES]), (of_overrides, [*OVERRIDES]),
    ]  # fmt: skip
    for of, rows in tables:
        for row in rows:
            yield from of(*row).splitlines()
    yield of_citing("base/x")


def _told(reading: Callable[[], object]) -> str:
    try:
        reading()
    except PackError as error:
        return str(error)
    return ""
