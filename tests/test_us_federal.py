"""The pack us-federal: the decision table, its clauses, duty, place, disclaimers, and our own labelled posts."""

from __future__ import annotations

import re
import tomllib
from typing import Final

import pytest

from federal import CAST, PACK, ROOT, ROWS, RULEBOOK, alarms, as_person, findings, hatch_act, own_posts, worst
from proviso import bundled
from proviso.engine import check
from proviso.model import Context, Post, Severity

ACCOUNTED: Final = tomllib.loads((ROOT / "tests/data/us_federal_clauses.toml").read_text(encoding="utf-8"))


# ------------------------------------------------------------------ the table and the clauses


def test_the_page_is_what_the_rules_say() -> None:
    """When this fails: scripts/hatch_act.py."""
    assert hatch_act.PAGE.read_text(encoding="utf-8") == hatch_act.render(RULEBOOK, PACK)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.number)
def test_a_row_has_its_verdict(row: hatch_act.Row) -> None:
    found = check(hatch_act.post_of(row, CAST), RULEBOOK).findings

    assert hatch_act.verdict_of(row, found) == row.verdict
    assert not row.rules or any(finding.rule.partition("/")[2] in row.rules for finding in found)
    assert set(row.clauses) <= PACK.clauses.keys()


def test_every_rule_on_political_activity_is_in_the_table() -> None:
    named = {name for row in ROWS for name in row.rules}

    assert [r.name for r in PACK.rules if r.category == "hatch-act" and r.name.partition("/")[2] not in named] == []


def test_every_clause_is_a_rule_a_guard_or_outside_with_a_reason() -> None:
    cited = {clause for rule in PACK.rules for clause in rule.clauses}
    guards = [entry["clause"] for entry in ACCOUNTED["guard"]]
    outside = [entry["clause"] for entry in ACCOUNTED["outside"]]

    assert len(PACK.clauses) == 75
    assert cited | set(guards) | set(outside) == set(PACK.clauses)
    assert not cited & {*guards, *outside}
    assert all(entry["reason"] for entry in ACCOUNTED["outside"])


@pytest.mark.parametrize("guard", ACCOUNTED["guard"], ids=lambda guard: guard["clause"])
def test_a_guard_keeps_silent(guard: dict[str, object]) -> None:
    context = guard.get("context", {})
    assert isinstance(context, dict)

    assert alarms(as_person(str(guard["who"]), str(guard["text"]), **context)) == []


def test_guidance_whose_wording_was_not_seen_is_cited_and_not_quoted() -> None:
    guidance = {name for name in PACK.clauses if name.startswith(("us.osc", "us.oge"))}

    assert {name for name, spec in PACK.clauses.items() if spec.clause.quote is None} == guidance


def test_the_words_that_open_a_list_are_in_the_document() -> None:
    document = " ".join((bundled.rules() / "packs/us-federal/policy.txt").read_text(encoding="utf-8").split())
    openings = re.findall(r"after “(.+?)”", " ".join(spec.clause.locator for spec in PACK.clauses.values()))

    assert len(openings) > 10
    assert [opening for opening in openings if opening not in document] == []


def test_the_statement_on_disclosures_stands_beside_a_confidentiality_clause() -> None:
    card = RULEBOOK.card("us-federal/nonpublic-information", ["us.cfr2635.703.a-nonpublic"])

    assert card.statement is not None
    assert card.statement == PACK.clauses["us.usc2302.b13a-statement"].clause.quote


# ------------------------------------------------------------------ context decides

PARTISAN: Final = [
    "Vote Delgado on Tuesday.",
    "Tolliver for Senate!",
    "Democrats need to lose the House.",
    "#VoteRedNoMatterWho",
    "Canvassing for Delgado this weekend.",
]


@pytest.mark.parametrize("text", PARTISAN)
def test_duty_decides(text: str) -> None:
    assert worst(as_person("desk", text)) == "error"
    assert worst(as_person("home", text)) == "info"
    assert worst(as_person("desk", text, on_duty=None)) == "warning"
    assert alarms(as_person("desk", text, hatch="none")) == []


def test_unknown_duty_says_when_it_would_be_allowed() -> None:
    found = as_person("desk", PARTISAN[0], on_duty=None)

    assert "Allowed only off duty and outside federal rooms." in found[0].message


@pytest.mark.parametrize("disclaimer", ["Views are my own.", "My opinion, not my agency's.", "Personal account."])
@pytest.mark.parametrize(
    ("who", "text"),
    [
        ("desk", "Vote Delgado on Tuesday."),
        ("home", "Chip in $5 for the Delgado campaign."),
        ("home", "As an EPA attorney I'm asking you to vote for Delgado."),
        ("office-page", "Vote Delgado on Tuesday."),
        ("further", "Phone banking for Delgado tonight."),
    ],
)
def test_no_disclaimer_cures_political_activity(who: str, text: str, disclaimer: str) -> None:
    assert worst(as_person(who, text)) == "error"
    assert worst(as_person(who, f"{text} {disclaimer}", profile_has_disclaimer=True)) == "error"


@pytest.mark.parametrize(
    ("line", "helps"),
    [
        ("Views are my own.", True),
        ("Opinions here are mine, not EPA's.", True),
        ("I speak for nobody but me.", True),
        ("My views are my own and those of my agency.", False),
        ("These are not just my own views.", False),
        ("No disclaimer needed.", False),
    ],
)
def test_only_an_honest_disclaimer_settles_whose_opinion_it_is(line: str, *, helps: bool) -> None:
    text = f"As an EPA scientist I say this pipeline is a disaster. {line}"

    assert ("us-federal/title-as-support" not in alarms(as_person("home", text, bio=""))) is helps


def test_sharing_is_judged_by_what_is_shared() -> None:
    campaign = {"surface": "share", "replying_to": "@DelgadoForSenate: Join us on Saturday."}
    weather = {"surface": "share", "replying_to": "@NWSBoston: Snow on Saturday."}

    assert worst(as_person("desk", "Nice.", **campaign)) == "error"
    assert worst(as_person("further", "Nice.", **campaign)) == "error"
    assert alarms(as_person("home", "Nice.", **campaign)) == []
    assert alarms(as_person("desk", "Nice.", **weather)) == []
    assert alarms(as_person("further", "Nice.", **weather)) == []


def test_a_local_race_that_nobody_listed_is_seen_by_its_shape() -> None:
    for text in (
        "RT @QuimbyForMayor: See you Saturday",
        "#QuimbyForMayor",
        "quimbyforsenate.com has the plan",
        "Great crowd for #TeamQuimby at the doors today",
    ):
        assert worst(as_person("desk", text)) == "error", text


def test_a_report_to_an_oversight_body_is_never_above_a_hint() -> None:
    text = "I reported the unreleased audit of our office to the Inspector General."

    assert alarms(as_person("home", text)) == []


def test_a_finding_on_a_personal_account_never_holds_the_post() -> None:
    post = Post("Vote Delgado on Tuesday.", Context.from_mapping({"packs": ["us-federal"], **CAST["desk"]}))

    assert check(post, RULEBOOK).hold == "advice"


def test_an_official_account_acknowledges_an_alarm() -> None:
    post = Post("Vote Delgado on Tuesday.", Context.from_mapping({"packs": ["us-federal"], **CAST["office-page"]}))

    assert check(post, RULEBOOK).hold == "acknowledge"


def test_taking_the_donation_link_out_leaves_nothing_to_say() -> None:
    text = "Have a nice day! secure.actblue.com/donate/delgado"
    finding = as_person("home", text)[0]
    (edit,) = finding.fixes[0].edits
    mended = text[: edit.start] + edit.text + text[edit.end :]

    assert alarms(as_person("home", mended)) == []
    assert mended.strip() == "Have a nice day!"


# ------------------------------------------------------------------ our own labelled posts


def test_our_own_posts_are_well_formed() -> None:
    posts = own_posts()

    assert len(posts) > 150
    assert len({name for name, *_ in posts}) == len(posts)
    assert 0.4 < sum(bool(expected) for *_, expected in posts) / len(posts) < 0.6


def test_our_own_posts_are_found_and_let_be() -> None:
    missed, disturbed, guilty, innocent = 0, 0, 0, 0
    for _, text, context, expected in own_posts():
        found = [finding for finding in findings(text, **context) if finding.severity >= Severity.WARNING]
        wanted = {category for category, _ in expected}
        guilty += bool(wanted)
        innocent += not wanted
        missed += bool(wanted) and not wanted & {finding.category for finding in found}
        disturbed += not wanted and bool(found)

    assert missed / guilty <= 0.10
    assert disturbed / innocent <= 0.03
