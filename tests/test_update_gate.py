"""The gate in front of activation: whatever was signed, a release that is wrong is refused, and stays refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bad_packs import catastrophic, compiled, eager, failing, many
from fleets import Machine, Works
from forging import forge
from proviso.packs import Rulebook
from proviso.packs.compiled import digest_of, load_pack
from proviso.packs.lint_patterns import fact_problems
from proviso.store.active import Release
from proviso.store.ledger import Ledger
from proviso.updates.gate import Candidate, InUse, Refused, pass_gate
from proviso.updates.quarantine import Fault, Quarantine
from rulebooks import FACTS, rule

if TYPE_CHECKING:
    from pathlib import Path

    from proviso.updates.outcome import ErrorCode


def verdict(
    packs: dict[str, bytes], in_use: dict[str, int] | None = None, *, allow_shrink: bool = False
) -> Fault | None:
    release = Release("stable", 2, {name: digest_of(pack) for name, pack in packs.items()}, {})
    try:
        pass_gate(Candidate(release, packs, InUse(in_use or {}), allow_shrink), None, 60.0)
    except Refused as refused:
        return refused.fault
    return None


def test_a_good_pack_passes() -> None:
    assert verdict({"base": compiled(rule())}) is None


BAD = {
    "an example fails": ({"base": failing()}, Fault("example", "base/r0")),
    "a catastrophic pattern": (
        {"base": catastrophic()},
        Fault("slow", "base/slow"),
    ),
    "matches everything": (
        {"base": eager()},
        Fault("matches-everything", "base/eager"),
    ),
    "empty": ({"base": compiled("")}, Fault("empty", "base")),
    "no pack at all": ({}, Fault("empty")),
    "not JSON": ({"base": b"\x00"}, Fault("pack-format", "base")),
    "another format": (
        {"base": compiled(rule()).replace(b'"format":', b'"format":9')},
        Fault("pack-format", "base"),
    ),
    "under another name": ({"other": compiled(rule())}, Fault("pack-format", "other")),
    "a clause that is not there": (
        {"base": compiled(rule()).replace(b'"clauses":["base.fruit"]', b'"clauses":["base.tree."]')},
        Fault("pack-lint", "base/fruit"),
    ),
    "facts that do not fit together": (
        {
            "base": compiled(rule()),
            "other": compiled(
                rule(name="other"), name="other", facts=FACTS.replace('"apple", "pear"', '"apple", "pear", "fig"')
            ),
        },
        Fault("pack-conflict", "other"),
    ),
}


@pytest.mark.parametrize(("packs", "fault"), BAD.values(), ids=BAD)
def test_a_bad_pack_is_refused(packs: dict[str, bytes], fault: Fault) -> None:
    assert fault == verdict(packs)


@pytest.mark.parametrize(("before", "now", "is_refused"), [(5, 2, True), (4, 2, False), (5, 3, False), (0, 1, False)])
def test_a_pack_that_lost_more_than_half_of_its_rules_is_refused(before: int, now: int, is_refused: bool) -> None:
    fault = Fault("shrunk", "base") if is_refused else None

    assert fault == verdict({"base": many(now)}, {"base": before})
    assert verdict({"base": many(now)}, {"base": before}, allow_shrink=True) is None


def test_a_pack_that_lost_all_of_its_rules_is_empty() -> None:
    assert Fault("empty", "base") == verdict({"base": compiled(""), "other": other()}, {"base": 1, "other": 1})


def test_a_pack_may_be_there_for_its_clauses_alone() -> None:
    assert verdict({"base": compiled(""), "other": other()}, {"base": 0, "other": 1}) is None


def other() -> bytes:
    return compiled(rule(name="other"), name="other")


def test_a_pack_that_is_gone_is_refused() -> None:
    assert Fault("shrunk", "other") == verdict({"base": many(1)}, {"base": 1, "other": 3})


def test_patterns_in_force_are_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def remember(source: str, _: object) -> bool:
        tried.append(source)
        return False

    monkeypatch.setattr("proviso.packs.lint_patterns._is_slow", remember)
    fact_problems.cache_clear()
    packs = {
        "base": compiled(
            rule('{ all = ["number"] }')
            .replace("[[apple]]", "[[123-45-6789]]")
            .replace("a [[pear]]", "my [[123-45-6789]]")
        )
    }
    in_use = InUse.of(Rulebook([load_pack(packs["base"], {})]))
    pass_gate(Candidate(Release("stable", 1, {}, {}), packs, in_use), None, 60.0)
    assert [] == tried
    pass_gate(Candidate(Release("stable", 1, {}, {}), packs), None, 60.0)

    assert 1 == len(tried)


def test_the_gate_has_a_budget() -> None:
    packs = {"base": compiled(rule())}
    with pytest.raises(Refused) as refused:
        pass_gate(Candidate(Release("stable", 1, {}, {}), packs), None, -1.0)

    assert Fault("slow") == refused.value.fault


def test_what_was_proved_once_is_not_proved_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packs = {"base": compiled(rule())}
    candidate = Candidate(Release("stable", 1, {}, {}), packs)
    pass_gate(candidate, Ledger(tmp_path), 60.0)
    monkeypatch.setattr("proviso.updates.gate.prove", lambda *_: pytest.fail("proved again"))

    assert pass_gate(candidate, Ledger(tmp_path), 60.0).rules


@pytest.fixture
def works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Works:
    works = Works.written(tmp_path)
    works.publish()
    return works


def refusing(works: Works) -> Machine:
    """An agent that has release 1 and is offered a bad release 2."""
    agent = works.agent()
    agent.update()
    forge(works.fleet, {"targets", "snapshot", "timestamp"}, failing())
    return agent


def test_a_refused_release_is_told_and_the_old_one_stays(works: Works) -> None:
    agent = refusing(works)
    outcome = agent.update()

    assert ("rejected", "example", "base/r0") == (outcome.state, outcome.error, outcome.rule)
    assert (
        "Release 2 of stable is refused: An example fails on this machine (base/r0). Release 1 of stable stays in force."
        == outcome.sentence
    )
    assert ["base/fruit"] == agent.rules


def test_a_refused_pack_is_not_tried_again(works: Works, monkeypatch: pytest.MonkeyPatch) -> None:
    agent = refusing(works)
    first = agent.update()
    monkeypatch.setattr("proviso.updates.updater.pass_gate", lambda *_: pytest.fail("tried again"))

    assert first == agent.update()


@pytest.mark.parametrize("error", ["slow", "crash"])
def test_what_a_busy_machine_may_have_caused_is_tried_once_more(tmp_path: Path, error: ErrorCode) -> None:
    Quarantine(tmp_path).add("x", Fault(error))
    assert Quarantine(tmp_path).find(["x"]) is None
    Quarantine(tmp_path).add("x", Fault(error))

    assert Fault(error) == Quarantine(tmp_path).find(["x"])


def test_a_newer_agent_tries_again(works: Works, monkeypatch: pytest.MonkeyPatch) -> None:
    agent = refusing(works)
    agent.update()
    monkeypatch.setattr("proviso.updates.quarantine.made_by", lambda: "proviso 99")

    assert Quarantine(agent.state).find([digest_of(failing())]) is None


def test_a_refused_release_is_followed_by_the_next_good_one(works: Works) -> None:
    agent = refusing(works)
    agent.update()
    works.write(text=rule() + rule(id="new"))
    works.publish()

    assert "activated" == agent.update().state
    assert ["base/fruit", "base/new"] == agent.rules


@pytest.mark.parametrize("content", ["", "[]", "{", '{"x": 1}', '{"x": {"error": "nonsense"}}'])
def test_a_spoilt_quarantine_is_an_empty_one(tmp_path: Path, content: str) -> None:
    (tmp_path / "quarantine.json").write_text(content)

    assert Quarantine(tmp_path).find(["x"]) is None
