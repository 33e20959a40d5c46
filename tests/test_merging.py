"""What several packs say together: one finding for one place, clauses cited for rules of others, rules overridden."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from proviso.packs import Overrides, read_overrides
from rulebooks import FACTS, check, files, fired, rule, rulebook

if TYPE_CHECKING:
    from proviso.model import Finding

ERROR, WARNING, INFO = [("base/fruit", word) for word in ("error", "warning", "info")]
AGENCY = {"name": "agency", "severity": "warning"}
LEVELS = {"base": "base", "law": "jurisdiction", "agency": "agency"}
RED = '[[fact]]\nname = "red"\nwords = ["apple"]\n'
PIE = '[[fact]]\nname = "fruit"\nwords = ["apple pie"]\n'
WHOLE = '{ account = "personal" }'


def together(sections: dict[str, str], text: str = "an apple pie", own: str = "", **context: object) -> list[Finding]:
    """The findings of packs that are active at once; `own`: facts that the agency keeps to itself."""
    sources = [
        files(name, LEVELS[name], rules=rules, **({"facts": own} if own and name == "agency" else {}))
        for name, rules in sections.items()
    ]
    return list(check(rulebook(*sources, facts=FACTS + RED), text, account="personal", **context).findings)


# the rules of each pack, facts of the agency's own, and of each finding: rule, severity, the others, the clauses in order
MERGES = {
    "one rule is one finding": ({"base": rule()}, "", [("base/fruit", "error", (), ("base.fruit",))]),
    "the agency speaks, the highest severity counts": (
        {"base": rule(), "agency": rule(**AGENCY)}, "", [("agency/fruit", "error", ("base/fruit",), ("agency.fruit", "base.fruit"))],
    ),
    "the jurisdiction speaks before the base": (
        {"base": rule(), "law": rule(name="law", severity="info")}, "", [("law/fruit", "error", ("base/fruit",), ("law.fruit", "base.fruit"))],
    ),
    "three packs are cited in order": (
        {"base": rule(), "law": rule(name="law"), "agency": rule(**AGENCY)}, "",
        [("agency/fruit", "error", ("law/fruit", "base/fruit"), ("agency.fruit", "law.fruit", "base.fruit"))],
    ),
    "the order of loading does not matter": (
        {"agency": rule(**AGENCY), "base": rule()}, "", [("agency/fruit", "error", ("base/fruit",), ("agency.fruit", "base.fruit"))],
    ),
    "two rules of one pack cite a clause once": (
        {"base": rule() + rule(id="other", severity="info")}, "", [("base/fruit", "error", ("base/other",), ("base.fruit",))],
    ),
    "an unknown of the stronger rule does not lower the other": (
        {"base": rule('{ all = ["fruit"], on_duty = true }'), "agency": rule(**AGENCY)}, "",
        [("agency/fruit", "warning", ("base/fruit",), ("agency.fruit", "base.fruit"))],
    ),
    "a silent rule is not merged": (
        {"base": rule('{ all = ["fruit"], account = "official" }'), "agency": rule(**AGENCY)}, "", [("agency/fruit", "warning", (), ("agency.fruit",))],
    ),
    "a shadow rule is not merged": (
        {"base": rule(more='mode = "shadow"'), "agency": rule(**AGENCY)}, "", [("agency/fruit", "warning", (), ("agency.fruit",))],
    ),
    "another category stays another finding": (
        {"base": rule(), "agency": rule(**AGENCY, category="accuracy")}, "",
        [("base/fruit", "error", (), ("base.fruit",)), ("agency/fruit", "warning", (), ("agency.fruit",))],
    ),
    "another fact on the same words stays another finding": (
        {"base": rule(), "agency": rule('{ all = ["red"] }', **AGENCY)}, "",
        [("base/fruit", "error", (), ("base.fruit",)), ("agency/fruit", "warning", (), ("agency.fruit",))],
    ),
    "a pack's own fact of the same name merges with the shared one": (
        {"base": rule(), "agency": rule(**AGENCY)}, RED.replace("red", "fruit"),
        [("agency/fruit", "error", ("base/fruit",), ("agency.fruit", "base.fruit"))],
    ),
    "more words are another place": (
        {"base": rule(), "agency": rule(**AGENCY)}, PIE,
        [("base/fruit", "error", (), ("base.fruit",)), ("agency/fruit", "warning", (), ("agency.fruit",))],
    ),
    "two rules about the whole post stay two findings": (
        {"base": rule(WHOLE) + rule(WHOLE, id="other")}, "", [("base/fruit", "error", (), ("base.fruit",)), ("base/other", "error", (), ("base.fruit",))],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("sections", "own", "expected"), MERGES.values(), ids=MERGES.keys())
def test_rules_of_one_place_and_category_become_one_finding(
    sections: dict[str, str], own: str, expected: list[tuple[object, ...]]
) -> None:
    assert expected == [
        (found.rule, found.severity.word, found.also, found.clauses) for found in together(sections, own=own)
    ]


def test_the_most_specific_pack_words_the_finding() -> None:
    [merged] = together({"base": rule(), "agency": rule(**AGENCY)})
    [lowered] = together({"base": rule('{ all = ["fruit"], on_duty = true }'), "agency": rule(**AGENCY)})

    assert ["About “apple” in agency."] * 2 == [merged.message, lowered.message]


CITE = '[[cite]]\nrule = "base/fruit"\nclauses = ["agency.secret"]\n'
LAW_CITE = '[[cite]]\nrule = "base/fruit"\nclauses = ["law.secret", "law.fruit"]\n'


# the rules of each pack, which packs are active, and the clauses of the finding
CITED = [
    ({"base": rule(), "agency": CITE}, ["base"], ("base.fruit",)),
    ({"base": rule(), "agency": CITE}, ["base", "agency"], ("agency.secret", "base.fruit")),
    ({"base": rule(), "agency": CITE}, ["agency"], None),
    ({"base": rule(), "agency": CITE}, ["base", "agency", "unheard-of"], ("agency.secret", "base.fruit")),
    ({"base": rule(), "agency": CITE * 2}, ["base", "agency"], ("agency.secret", "base.fruit")),
    ({"base": rule(), "law": LAW_CITE}, ["base", "law"], ("law.secret", "law.fruit", "base.fruit")),
    ({"base": rule(), "law": LAW_CITE, "agency": CITE}, ["base", "law", "agency"], ("agency.secret", "law.secret", "law.fruit", "base.fruit")),
    ({"base": rule(), "law": LAW_CITE, "agency": CITE}, ["base", "agency"], ("agency.secret", "base.fruit")),
    ({"base": rule(), "agency": rule(**AGENCY) + CITE}, ["base", "agency"], ("agency.fruit", "agency.secret", "base.fruit")),
    ({"base": rule(id="other"), "agency": CITE}, ["base", "agency"], ("base.fruit",)),  # for another rule than the one that fires
]  # fmt: skip


@pytest.mark.parametrize(("sections", "active", "clauses"), CITED)
def test_a_pack_cites_its_clause_for_a_rule_of_another(
    sections: dict[str, str], active: list[str], clauses: tuple[str, ...] | None
) -> None:
    found = together(sections, packs=active)

    assert ([clauses] if clauses else []) == [finding.clauses for finding in found]


def overriding(change: str, rule_name: str = "base/fruit") -> Overrides:
    head = f'[override."{rule_name}"]\nreason = "too loud"\nuntil = "2026-12-31"\n'
    return read_overrides((head + change).encode())


# what is changed of which rule, the condition of the rule, the day, and what is left
OVERRIDDEN = [
    ('severity = "info"', "base/fruit", "", "2026-12-31", [INFO]),
    ('severity = "info"', "base/fruit", "", "2027-01-01", [ERROR]),
    ('severity = "warning"', "base/fruit", "", "2026-01-01", [WARNING]),
    ('severity = "warning"', "base/fruit", ", on_duty = true", "2026-01-01", [INFO]),  # an unknown lowers this one, too
    ('severity = "info"', "base/fruit", ", on_duty = true", "2026-01-01", [INFO]),  # there is nothing below
    ('severity = "warning"', "base/fruit", ', account = "official"', "2026-01-01", []),  # it changes how loud a rule is, not when
    ('severity = "info"', "base/other", "", "2026-01-01", [ERROR]),
    ('mode = "shadow"', "base/fruit", "", "2026-01-01", []),
    ('mode = "shadow"', "base/fruit", "", "2027-01-01", [ERROR]),
    ('mode = "advise"', "base/fruit", "", "2026-01-01", [ERROR]),
    ('mode = "advise"\nseverity = "info"', "base/fruit", "", "2026-01-01", [INFO]),
]  # fmt: skip


@pytest.mark.parametrize(("change", "name", "more", "date", "expected"), OVERRIDDEN)
def test_an_override_changes_one_rule_until_its_last_day(
    change: str, name: str, more: str, date: str, expected: list[tuple[str, str]]
) -> None:
    source = files(rules=rule(f'{{ all = ["fruit"]{more} }}'))
    found = check(rulebook(source, overrides=overriding(change, name)), "apple", date=date, account="personal")

    assert expected == fired(found)


def test_an_override_of_one_rule_leaves_those_it_is_merged_with() -> None:
    sources = files(rules=rule()), files("agency", "agency", rules=rule(**AGENCY))
    found = check(rulebook(*sources, overrides=overriding('severity = "info"')), "apple", date="2026-01-01")

    assert fired(found) == [("agency/fruit", "warning")]
