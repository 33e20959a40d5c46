"""The register of official accounts: whose account it is, who posts there, on what; and what is said first."""

from __future__ import annotations

import pytest

from proven import proved
from proviso import Checker
from proviso.model import Context
from proviso.packs import PackError
from rulebooks import check, files, rule, rulebook

REGISTER = """
[[official]]
platform = "x"
handle = "@Agency"
owner = "Communications"
posters = ["Dana Reyes", "@sam_w"]
topics = ["retirement", "SSI"]

[[official]]
platform = "facebook"
page = "100077000000001"
"""
BOOK = rulebook(files(head=REGISTER, rules=rule()))
FRUIT = {"handle": "@agency", "platform": "x"}


def told(**known: object) -> Context:
    """What the registers make of a context."""
    return BOOK.active(Context.from_mapping(known)).context


@pytest.mark.parametrize(
    ("known", "account"),
    [
        ({"handle": "100077000000001", "platform": "facebook"}, "official"),
        ({"handle": "100077000000001", "platform": "x"}, "personal"),
        ({"handle": "100077000000002", "platform": "facebook"}, "personal"),
        ({"handle": "@Agency", "platform": "x"}, "official"),
        ({"handle": "@Agencys", "platform": "x"}, "personal"),
        ({"platform": "x"}, None),
    ],
)
def test_an_account_is_known_by_its_handle_or_the_number_of_its_page(
    known: dict[str, object], account: str | None
) -> None:
    assert account == told(**known).account


@pytest.mark.parametrize(
    ("known", "role"),
    [
        ({**FRUIT, "author_name": "dana reyes"}, "authorised-poster"),
        ({**FRUIT, "author_name": "Sam_W", "author_role": "employee"}, "authorised-poster"),
        ({**FRUIT, "author_name": "Somebody Else", "author_role": "employee"}, "not-authorised"),
        ({**FRUIT, "author_role": "employee"}, "employee"),
        ({"handle": "100077000000001", "platform": "facebook", "author_name": "Somebody Else"}, None),
        ({"handle": "@dana", "platform": "x", "author_name": "Dana Reyes", "author_role": "employee"}, "employee"),
    ],
    ids=["listed", "listed by handle", "not listed", "no name", "no list", "on an account of one's own"],
)
def test_who_may_post_follows_from_the_list_of_posters(known: dict[str, object], role: str | None) -> None:
    assert role == told(**known).author_role


@pytest.mark.parametrize(
    ("known", "area"),
    [
        ({**FRUIT, "author_name": "Dana Reyes"}, "retirement, SSI"),
        ({**FRUIT, "author_name": "Dana Reyes", "author_area": "Families"}, "Families"),
        ({**FRUIT, "author_name": "Somebody Else"}, None),
        ({**FRUIT}, None),
    ],
)
def test_a_poster_s_area_is_what_the_account_speaks_of(known: dict[str, object], area: str | None) -> None:
    assert area == told(**known).author_area


@pytest.mark.parametrize(
    ("known", "standing"),
    [
        (FRUIT, "in register"),
        ({"handle": "@unknown_office", "account": "official"}, "not in register"),
        ({"handle": "@someone"}, None),
        ({"account": "official"}, None),
        ({**FRUIT, "account_register": "told otherwise"}, "told otherwise"),
    ],
)
def test_an_official_account_is_in_the_register_or_not(known: dict[str, object], standing: str | None) -> None:
    assert standing == told(**known).account_register


def test_a_context_that_the_register_adds_nothing_to_stays_as_it_is() -> None:
    context = Context(platform="x", account="personal")

    assert BOOK.active(context).context is context


def test_an_account_without_handle_and_page_is_refused() -> None:
    with pytest.raises(PackError, match="name the account by its handle"):
        rulebook(files(head='[[official]]\nplatform = "x"\n', rules=rule()))


def test_a_rule_that_goes_first_is_named_in_the_report() -> None:
    book = rulebook(files(rules=rule(more="first = true")))

    assert check(book, "an apple").first == ("base/fruit",)
    assert check(book, "nothing").first == ()


@pytest.fixture(scope="module")
def bundled_checker() -> Checker:
    return Checker(state=proved())


@pytest.mark.parametrize(
    ("text", "account", "rule_name"),
    [
        ("Honestly, I can't stand the new logo.", "official", "own-voice-on-official-account"),
        ("My husband and the lake are waiting.", "official", "own-voice-on-official-account"),
        ("Honestly, I can't stand the new logo.", "personal", None),
        ("Our offices are closed on Monday.", "personal", "office-voice-on-personal-account"),
        ("Our offices are closed on Monday.", "official", None),
        ("We are pleased to announce the birth of our daughter.", "personal", None),
        ("Honestly, I can't stand the new logo.", None, None),
    ],
)
def test_a_voice_in_the_wrong_account_is_said_first(
    bundled_checker: Checker, text: str, account: str | None, rule_name: str | None
) -> None:
    report = bundled_checker.check(text, {"account": account, "platform": "x", "surface": "post"})

    assert report.first == ((f"base/{rule_name}",) if rule_name else ())
