"""The mutual proof before any text, on both sides, without a socket."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import Example, examples, handshakes
from proviso.server.handshake import (
    PROOF_ERROR,
    PROTOCOL_ERROR,
    AgentHandshake,
    GuestHandshake,
    Proven,
    Refuse,
    Send,
    mac,
    new_nonce,
)

SECRET = "5" * 64


def agent(secret: str | None = SECRET, nonce: str | None = None) -> AgentHandshake:
    return AgentHandshake(lambda key: secret if key == "token" else None, nonce)


def sent(step: object) -> dict[str, object]:
    assert isinstance(step, Send)
    return dict(json.loads(step.text))


def test_both_sides_prove_that_they_know_the_secret() -> None:
    ours, theirs = agent(), GuestHandshake("token", SECRET)
    challenge = ours.receive(theirs.hello())
    assert isinstance(challenge, Send)
    proof = theirs.receive(challenge.text)
    assert isinstance(proof, Send)

    assert Proven("token") == ours.receive(proof.text)
    assert Proven("token") == theirs.receive('{"type":"ready","v":1}')


@pytest.mark.parametrize("run", handshakes(), ids=lambda run: str(run["name"]))
def test_both_sides_say_what_the_worked_examples_say(run: dict[str, object]) -> None:
    key, secret = str(run["key"]), str(run["secret"])
    ours = AgentHandshake({key: secret}.get, str(run["agent_nonce"]))
    theirs = GuestHandshake(key, secret, str(run["client_nonce"]))
    derived = run.get("derived_key")

    assert run["hello"] == json.loads(theirs.hello())
    assert run["challenge"] == sent(ours.receive(json.dumps(run["hello"])))
    assert run["auth"] == sent(theirs.receive(json.dumps(run["challenge"])))
    assert Proven(key, derived) == ours.receive(json.dumps(run["auth"]))  # type: ignore[arg-type]
    assert Proven(key, derived) == theirs.receive('{"type":"ready","v":1}')  # type: ignore[arg-type]


def test_a_wrong_token_is_refused_by_the_agent() -> None:
    ours, theirs = agent(), GuestHandshake("token", "6" * 64)
    nonce = sent(ours.receive(theirs.hello()))["nonce"]
    proof = mac("6" * 64, "client", str(nonce), json.loads(theirs.hello())["nonce"])

    assert Refuse(PROOF_ERROR) == ours.receive(json.dumps({"type": "auth", "mac": proof}))


def test_the_agents_own_mac_sent_back_proves_nothing() -> None:
    ours = agent()
    challenge = sent(ours.receive(GuestHandshake("token", "").hello()))

    assert Refuse(PROOF_ERROR) == ours.receive(json.dumps({"type": "auth", "mac": challenge["mac"]}))


def test_a_proof_is_worth_nothing_in_another_handshake() -> None:
    first, second, theirs = agent(), agent(), GuestHandshake("token", SECRET)
    challenge = first.receive(theirs.hello())
    second.receive(theirs.hello())
    assert isinstance(challenge, Send)
    proof = theirs.receive(challenge.text)
    assert isinstance(proof, Send)

    assert Refuse(PROOF_ERROR) == second.receive(proof.text)


def test_a_key_that_names_no_secret_is_refused_at_once() -> None:
    assert Refuse(PROOF_ERROR) == agent().receive(GuestHandshake("code", SECRET).hello())


@pytest.mark.parametrize("example", [e for e in examples("client-to-agent") if e.type == "hello"], ids=str)
def test_only_a_good_hello_is_answered_by_a_challenge(example: Example) -> None:
    step = AgentHandshake(lambda _: SECRET).receive(example.text)

    assert (Send if example.is_valid else Refuse) is type(step)


@pytest.mark.parametrize(
    "example", [e for e in examples("client-to-agent") if e.type == "auth" and not e.is_valid], ids=str
)
def test_only_a_proof_may_follow_the_challenge(example: Example) -> None:
    ours = agent()
    ours.receive(GuestHandshake("token", SECRET).hello())

    assert Refuse(PROTOCOL_ERROR) == ours.receive(example.text)


def test_a_guest_sends_nothing_to_an_agent_that_does_not_know_the_secret() -> None:
    theirs = GuestHandshake("token", SECRET)
    fake = sent(agent("6" * 64).receive(theirs.hello()))

    assert Refuse(PROOF_ERROR) == theirs.receive(json.dumps(fake))


def test_a_guest_refuses_its_own_nonce() -> None:
    nonce = new_nonce()
    theirs = GuestHandshake("token", SECRET, nonce)
    echo = {"type": "challenge", "nonce": nonce, "mac": mac(SECRET, "agent", nonce, nonce)}

    assert Refuse(PROOF_ERROR) == theirs.receive(json.dumps(echo))


@given(st.lists(st.text(max_size=60), max_size=4))
def test_no_chatter_gets_past_the_agent(frames: list[str]) -> None:
    ours = agent()

    assert not any(isinstance(ours.receive(frame), Proven) for frame in frames)


@given(st.text(max_size=70) | st.from_regex(r"[0-9a-f]{64}", fullmatch=True))
def test_no_guessed_mac_gets_past_the_agent(guess: str) -> None:
    ours = agent()
    ours.receive(GuestHandshake("token", SECRET).hello())

    assert isinstance(ours.receive(json.dumps({"type": "auth", "mac": guess})), Refuse)


def test_two_nonces_are_never_the_same() -> None:
    assert 100 == len({new_nonce() for _ in range(100)})
