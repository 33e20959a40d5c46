"""The pack us-federal: the same words about either party get the same verdict; candidacies end, parties do not."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from typing import Final

import pytest

from federal import CAST, PACK, ROWS, RULEBOOK, TODAY, alarms, as_person, hatch_act, own_posts, worst
from proviso.engine import check
from proviso.model import Context, Post, Severity
from proviso.proof.prove import post_of as post_of_example

TO_RED: Final = (
    ("Democrats", "Republicans"),
    ("Democratic", "Republican"),
    ("DEMOCRATIC", "REPUBLICAN"),
    ("Democrat", "Republican"),
    ("democratic ", "republican "),
    ("dem up", "gop up"),
    ("Dems", "GOP"),
    ("dems", "gop"),
    ("DNC", "RNC"),
    ("actblue", "winred"),
    ("ActBlue", "WinRed"),
    ("TheDemocrats", "GOP"),
    ("VoteBlue", "VoteRed"),
    ("blue", "red"),
    ("Blue", "Red"),
    ("azul", "rojo"),
    ("Harris2024", "Trump2024"),
    ("Harris", "Trump"),
    ("ticket D ", "ticket R "),
    ("with a D ", "with an R "),
    ("(D)", "(R)"),
)
TO_BLUE: Final = (
    ("Republicans", "Democrats"),
    ("Republican", "Democratic"),
    ("republican ", "democratic "),
    ("GOP", "Dems"),
    ("gop", "dems"),
    ("RNC", "DNC"),
    ("winred", "actblue"),
    ("WinRed", "ActBlue"),
    ("VoteRed", "VoteBlue"),
    ("red ", "blue "),
    ("Red ", "Blue "),
    ("rojo", "azul"),
    ("Trump2024", "Harris2024"),
    ("ticket R ", "ticket D "),
    ("with an R ", "with a D "),
    ("(R)", "(D)"),
)


def swapped(text: str, pairs: tuple[tuple[str, str], ...]) -> str:
    return re.sub(
        "|".join(rf"(?<![a-z]){re.escape(old)}" if old[0].islower() else re.escape(old) for old, _ in pairs),
        lambda match: dict(pairs)[match[0]],
        text,
    )


def seen(post: Post) -> Counter[tuple[str, Severity]]:
    return Counter((finding.rule, finding.severity) for finding in check(post, RULEBOOK).findings)


@cache
def political_posts() -> tuple[Post, ...]:
    examples = [post_of_example(example, PACK.name, []) for rule in PACK.rules for example in rule.examples]
    rows = [hatch_act.post_of(row, CAST) for row in ROWS]
    labelled = [Post(text, Context.from_mapping({"date": TODAY, **context})) for _, text, context, _ in own_posts()]
    return (*examples, *rows, *labelled)


def other_side(post: Post, pairs: tuple[tuple[str, str], ...]) -> Post:
    context = post.context
    answered = context.replying_to and swapped(context.replying_to, pairs)
    picture = context.page_avatar and swapped(context.page_avatar, pairs)
    return Post(swapped(post.text, pairs), replace(context, replying_to=answered, page_avatar=picture))


@pytest.mark.parametrize("pairs", [TO_RED, TO_BLUE], ids=["to red", "to blue"])
def test_the_other_party_gets_the_same_verdict(pairs: tuple[tuple[str, str], ...]) -> None:
    posts = [(post, other_side(post, pairs)) for post in political_posts()]
    changed = [(one, other) for one, other in posts if one != other]

    assert len(changed) > 25
    assert [other.text for one, other in changed if seen(one) != seen(other)] == []


@pytest.mark.parametrize(
    ("text", "last_day", "day_after"),
    [
        ("I'm with Clinton, she has my vote", "2016-11-08", "2016-11-09"),
        ("#Trump2020", "2020-11-03", "2020-11-04"),
        ("#BidenHarris2020", "2020-11-03", "2020-11-04"),
        ("#Harris2024", "2024-11-05", "2024-11-06"),
        ("#Trump2024", "2024-11-05", "2024-11-06"),
        ("Make America Great Again", "2024-11-05", "2024-11-06"),
    ],
)
def test_a_candidacy_ends_the_day_after_the_election(text: str, last_day: str, day_after: str) -> None:
    if "my vote" in text:
        text = "I'm with Clinton, all the way"

    assert worst(as_person("desk", text, date=last_day)) == "error"
    assert alarms(as_person("desk", text, date=day_after)) == []


@pytest.mark.parametrize("text", ["#VoteBlue", "#VoteRed", "Vote Democratic, always", "Vote Republican, always"])
@pytest.mark.parametrize("date", ["2020-11-04", "2024-11-06", "2026-11-04", "2027-06-01"])
def test_what_is_about_a_party_never_ends(text: str, date: str) -> None:
    assert worst(as_person("desk", text, date=date)) == "error"
