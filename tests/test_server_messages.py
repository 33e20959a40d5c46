"""What a guest may say, and that the schema, the examples and the parser agree on it."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import MESSAGES, Example, examples, faults
from proviso.server.messages import (
    MAX_TEXT_UNITS,
    CardRequest,
    Check,
    MessageError,
    NotAMessageError,
    parse,
)

HANDSHAKE = {"hello", "auth"}
DIRECTIONS = sorted({path.name.split(".")[0] for path in MESSAGES.glob("*.*.json")})
FROM_CLIENT = [e for e in examples("client-to-agent") if e.type not in HANDSHAKE]

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
keys = st.sampled_from(
    ["type", "conversation", "revision", "text", "context", "truncated", "rule", "clauses", "agency"]
)
types = st.sampled_from(["check", "close", "card", "explain", "ping", "status", "choose-policy"])


def refusal(text: str) -> MessageError:
    with pytest.raises(MessageError) as raised:
        parse(text)
    return raised.value


@pytest.mark.parametrize("example", [e for d in DIRECTIONS for e in examples(d) if e.is_valid], ids=str)
def test_valid_examples_have_the_shape_of_their_type(example: Example) -> None:
    message = json.loads(example.text)

    assert [] == faults(f"{example.direction}.{example.type}", message)
    assert [] == faults(example.direction, message)


@pytest.mark.parametrize(
    "example", [e for d in DIRECTIONS for e in examples(d) if not e.is_valid and e.type != "anything"], ids=str
)
def test_invalid_examples_do_not_have_the_shape_of_their_type(example: Example) -> None:
    assert faults(f"{example.direction}.{example.type}", json.loads(example.text))


@pytest.mark.parametrize("example", [e for e in FROM_CLIENT if e.is_valid], ids=str)
def test_valid_examples_are_read(example: Example) -> None:
    parse(example.text)


@pytest.mark.parametrize("example", [e for e in FROM_CLIENT if isinstance(e.answer, str)], ids=str)
def test_wrong_messages_are_answered_by_the_error_that_the_example_names(example: Example) -> None:
    assert example.answer == refusal(example.text).code


@pytest.mark.parametrize("example", [e for e in FROM_CLIENT if isinstance(e.answer, int)], ids=str)
def test_what_is_no_message_ends_the_connection(example: Example) -> None:
    with pytest.raises(NotAMessageError):
        parse(example.text)


@given(anything)
def test_any_json_is_a_message_or_one_of_two_refusals(value: object) -> None:
    with suppress(MessageError, NotAMessageError):
        parse(json.dumps(value))


@given(st.dictionaries(keys, anything, max_size=9), types)
def test_any_values_under_the_right_keys_are_a_message_or_an_error(values: dict[str, object], kind: str) -> None:
    with suppress(MessageError):
        parse(json.dumps({**values, "type": kind}))


@given(st.text(max_size=200))
def test_any_frame_is_read_without_surprise(text: str) -> None:
    with suppress(MessageError, NotAMessageError):
        parse(text)


@given(st.text(), st.integers(0, 2**53 - 1), st.dictionaries(st.text(max_size=8), anything, max_size=3))
def test_a_check_arrives_as_it_was_sent(text: str, revision: int, context: dict[str, object]) -> None:
    sent = {"type": "check", "conversation": "c", "revision": revision, "text": text, "context": context}

    assert Check("c", revision, text, context) == parse(json.dumps(sent))


def test_lone_surrogates_arrive_as_they_were_sent() -> None:
    check = parse(r'{"type":"check","conversation":"c","revision":1,"text":"a\ud83d b\ude00"}')

    assert isinstance(check, Check)
    assert "a\ud83d b\ude00" == check.text


@pytest.mark.parametrize("letter", ["a", "é", "😀", "\ud83d"], ids=["ascii", "latin", "astral", "surrogate"])
def test_a_text_may_have_as_many_utf16_units_as_the_limit_says(letter: str) -> None:
    fits = letter * (MAX_TEXT_UNITS // (2 if ord(letter) > 0xFFFF else 1))
    sent = {"type": "check", "conversation": "c", "revision": 1, "text": fits}

    assert isinstance(parse(json.dumps(sent)), Check)
    assert "too-long" == refusal(json.dumps({**sent, "text": fits + "a"})).code


def test_an_error_on_a_check_says_which_check_it_answers() -> None:
    error = refusal('{"type":"check","conversation":"c9","revision":4,"text":["a"]}')

    assert ("c9", 4) == (error.conversation, error.revision)


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("check", "conversation"),
        ("check", "revision"),
        ("check", "text"),
        ("check", "context"),
        ("card", "rule"),
        ("choose-policy", "jurisdiction"),
        ("canary-6b1f", "text"),
    ],
)
def test_an_error_never_repeats_what_was_sent(kind: str, key: str) -> None:
    good = {"conversation": "c", "revision": 1, "text": "canary-6b1f", "rule": "a/b", "jurisdiction": "au"}

    assert "canary" not in refusal(json.dumps({**good, "type": kind, key: ["canary-6b1f"]})).message


def test_brackets_nested_by_the_thousand_are_no_message() -> None:
    with pytest.raises(NotAMessageError):
        parse("[" * 100_000)


def test_clauses_of_a_card_are_optional() -> None:
    assert CardRequest("base/us-ssn", ()) == parse('{"type":"card","rule":"base/us-ssn"}')
