"""Check digits and readings of numbers: one wrong digit is noticed, and every way of writing a digit is read."""

from __future__ import annotations

import contextlib
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.facts.match import Match
from proviso.facts.spoken import readings
from proviso.facts.validators import VALIDATORS

WORDS: Final = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
# Numbers whose issuer lets a check digit catch every slip in one digit; the specimens of tests/data/README.md.
CHECKED: Final = {
    "au-abn": "51824753556",
    "au-ihi": "8003608000045922",
    "au-tfn": "123456782",
    "ca-sin": "046454286",
    "credit-card": "4111111111111111",
    "iban": "GB82WEST12345698765432",
    "uk-nhs": "9434765919",
    "us-npi": "1234567893",
}
NEVER_ISSUED: Final = ("000-12-3456", "666-12-3456", "900-12-3456", "123-00-4567", "123-45-0000", "111-11-1111")


def stands(validator: str, text: str, paragraph: str | None = None) -> bool:
    """Whether a validator lets a number stand, by itself or in a paragraph that holds it."""
    whole = paragraph or text
    start = whole.index(text)
    return VALIDATORS[validator](Match(whole, start, start + len(text)))


@pytest.mark.parametrize(("validator", "number"), CHECKED.items())
def test_a_specimen_stands(validator: str, number: str) -> None:
    assert stands(validator, number)


@pytest.mark.parametrize("validator", CHECKED)
@given(at=st.integers(0, 30), by=st.integers(1, 9))
def test_one_wrong_digit_is_noticed(validator: str, at: int, by: int) -> None:
    number = CHECKED[validator]
    places = [index for index, char in enumerate(number) if char.isdecimal()]
    place = places[at % len(places)]
    wrong = number[:place] + str((int(number[place]) + by) % 10) + number[place + 1 :]

    assert not stands(validator, wrong)


@pytest.mark.parametrize("number", NEVER_ISSUED)
def test_what_the_administration_never_issues_is_no_ssn(number: str) -> None:
    assert not stands("us-ssn", number)


@given(st.from_regex(r"(?!000|666)[0-8][0-9]{2}-(?!00)[0-9]{2}-(?!0000)[0-9]{4}", fullmatch=True))
def test_any_other_nine_digits_may_be_an_ssn(number: str) -> None:
    is_placeholder = len(set(number) - {"-"}) == 1

    assert stands("us-ssn", number) is not is_placeholder


@given(st.lists(st.integers(0, 9), min_size=4, max_size=12).filter(any))
def test_digits_in_words_are_read_as_digits(digits: list[int]) -> None:
    spoken = " ".join(WORDS[digit] for digit in digits)

    assert "".join(map(str, digits)) in readings(spoken)


@given(st.text(alphabet="0123456789", min_size=1, max_size=16), st.sampled_from(["-", " ", ".", "/", ", ", "_"]))
def test_signs_between_digits_do_not_count(digits: str, sign: str) -> None:
    assert readings(sign.join(digits)) == {digits}


@given(st.text(max_size=40))
def test_a_reading_is_made_of_digits(text: str) -> None:
    assert all(reading.isdecimal() for reading in readings(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two nineteen oh nine ninety nine ninety nine", "219099999"),
        ("double nine triple one", "99111"),
        ("twenty one", "201"),
        ("O78-O5-ll2O", "078051120"),
        ("219%2D09%2D9999", "219099999"),
    ],
)
def test_people_say_numbers_in_many_ways(text: str, expected: str) -> None:
    assert expected in readings(text)


@pytest.mark.parametrize("text", ["", "one of them", "call two people", "no digits"])
def test_other_words_are_no_number(text: str) -> None:
    assert readings(text) == frozenset()


@pytest.mark.parametrize(
    ("validator", "text", "paragraph", "expected"),
    [
        ("us-ein", "12-3456789", None, True),
        ("us-ein", "00-3456789", None, False),
        ("us-itin", "987-65-4320", None, True),
        ("us-itin", "987-93-4320", None, False),
        ("dea-number", "AB1234563", None, True),
        ("dea-number", "AB1234564", None, False),
        ("aba-routing", "021000021", None, True),
        ("aba-routing", "921000021", None, False),
        ("au-medicare", "2123456701", None, True),
        ("au-medicare", "7123456701", None, False),
        ("vin", "1HGCM82633A004352", None, True),
        ("vin", "1HGCM82633A004353", None, False),
        ("uk-nino", "AB123456C", None, True),
        ("uk-nino", "GB123456C", None, False),
        ("nanp-phone", "202-555-0143", None, True),
        ("nanp-phone", "800-555-0143", None, False),
        ("nanp-phone", "123-555-0143", None, False),
        ("ip-address", "203.0.113.9", None, True),
        ("ip-address", "192.168.1.1", None, False),
        ("ip-address", "300.1.1.1", None, False),
        ("swift-bic", "DEUTDEFF500", None, True),
        ("swift-bic", "response", None, False),
        ("birth-date", "3/14/1962", None, True),
        ("birth-date", "31/31/1962", None, False),
        ("birth-date", "March 14, 1862", None, False),
        ("pin", "1962", "pin: 1962", True),
        ("pin", "1962", "pinned since 1962", False),
        ("personal-mailbox", "jo.doe@example.org", None, True),
        ("personal-mailbox", "press.office@example.gov", None, False),
    ],
)
def test_validators_permit_what_issuers_give_out(
    validator: str, text: str, paragraph: str | None, expected: bool
) -> None:
    assert stands(validator, text, paragraph) is expected


@pytest.mark.parametrize("name", VALIDATORS)
def test_every_validator_is_there(name: str) -> None:
    with contextlib.suppress(ValueError):  # of a text that its pattern would never match
        assert VALIDATORS[name](Match("a 078-05-1120", 2, 13)) in (True, False)
