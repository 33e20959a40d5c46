"""Who gets a release: channels, shares of the fleet, hold, resume, and back by a new release."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fleets import Machine, Works
from proviso.fleet.errors import FleetError
from proviso.fleet.publish import roll_back, roll_out
from proviso.store.active import Release
from proviso.updates.offer import Decision, Offer, OfferError, Rollout, bucket, decide, read_offer, write_offer
from proviso.updates.standing import INSTALL_ID
from rulebooks import rule

if TYPE_CHECKING:
    from pathlib import Path

IDS = [str(uuid.UUID(int=number * 2**96 + 7)) for number in range(4000)]
DIGEST = "sha256:" + "0" * 64


def release(number: int, channel: str = "stable") -> Release:
    return Release(channel, number, {"base": DIGEST}, {})


def offer(number: int = 3, percent: float = 100, *, is_paused: bool = False, previous: int | None = 1) -> Offer:
    rollout = Rollout(percent, "salt", is_paused)
    return Offer(release(number), rollout, release(previous) if previous else None)


def decided(offered: Offer, held: Release | None, install_id: str = IDS[0]) -> Decision:
    return decide(offered, held, install_id, "1.0")


def test_the_release_in_force_is_current() -> None:
    assert Decision("current") == decided(offer(), release(3))


def test_everybody_gets_a_complete_release() -> None:
    assert Decision("take", release(3)) == decided(offer(), release(1))


def test_who_is_not_in_the_ring_stays() -> None:
    assert Decision("held") == decided(offer(percent=0), release(1))


def test_a_new_machine_outside_the_ring_gets_the_last_complete_release() -> None:
    assert Decision("take", release(1)) == decided(offer(percent=0), None)


def test_a_pause_holds_everybody_where_they_are() -> None:
    paused = offer(is_paused=True)

    assert Decision("held") == decided(paused, release(1))
    assert Decision("held") == decided(paused, release(2))
    assert Decision("current") == decided(paused, release(3))


def test_who_had_an_abandoned_release_is_not_sent_back_by_a_smaller_ring() -> None:
    assert Decision("held") == decided(offer(percent=0), release(2))


def test_a_number_that_the_channel_never_reached_is_left() -> None:
    """After stolen keys were taken back."""
    assert Decision("take", release(3)) == decided(offer(), release(1000))
    assert Decision("take", release(1)) == decided(offer(percent=0), release(1000))


def test_another_channel_counts_as_none() -> None:
    assert Decision("take", release(3)) == decided(offer(), release(7, "canary"))


def test_an_old_agent_holds() -> None:
    newer = replace(offer(), min_agent="1.10")

    assert Decision("too-old") == decide(newer, release(1), IDS[0], "1.9.3")
    assert Decision("take", release(3)) == decide(newer, release(1), IDS[0], "1.10.0")


@pytest.mark.parametrize("percent", [1, 5, 25, 50])
def test_a_ring_has_about_its_share(percent: float) -> None:
    share = sum(bucket("salt", one) < percent * 100 for one in IDS) / len(IDS)

    assert abs(share - percent / 100) < 0.03


@given(st.floats(0, 100), st.floats(0, 100), st.sampled_from(IDS))
def test_a_larger_ring_holds_the_smaller_one(one: float, other: float, install_id: str) -> None:
    smaller, larger = sorted((one, other))
    if decided(offer(percent=smaller), release(1), install_id).kind == "take":
        assert "take" == decided(offer(percent=larger), release(1), install_id).kind


def test_another_salt_draws_another_ring() -> None:
    first, second = ({one for one in IDS if bucket(salt, one) < 500} for salt in ("a", "b"))

    assert len(first & second) < len(first) / 4


@given(
    st.integers(1, 10**9),
    st.floats(0, 100),
    st.booleans(),
    st.text(max_size=20),
    st.lists(st.sampled_from(["base/a", "base/b"]), unique=True),
)
def test_a_channel_file_is_read_back(
    number: int, percent: float, is_paused: bool, notes: str, shadow: list[str]
) -> None:
    written = write_offer(replace(offer(number, percent, is_paused=is_paused), notes=notes, shadow=tuple(shadow)))
    read = read_offer(written, "stable")

    assert (number, percent, is_paused, notes) == (
        read.release.number,
        read.rollout.percent,
        read.rollout.is_paused,
        read.notes,
    )
    assert read == read_offer(write_offer(read), "stable")


@given(
    st.binary(max_size=200)
    | st.recursive(
        st.none() | st.text(max_size=3), lambda x: st.lists(x) | st.dictionaries(st.text(max_size=3), x)
    ).map(lambda x: str(x).encode())
)
def test_anything_else_is_no_channel_file(content: bytes) -> None:
    with pytest.raises(OfferError):
        read_offer(content, "stable")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"packs/base/', '"packs/other/'),
        ('"packs/base/', '"../base/'),
        ('"release": 3', '"release": 0'),
        ('"release": 3', '"release": "3"'),
        ('"format": 1', '"format": 2'),
        ('"channel": "stable"', '"channel": "canary"'),
        ('"percent": 100', '"percent": "all"'),
    ],
)
def test_a_wrong_value_is_refused(old: str, new: str) -> None:
    written = write_offer(offer()).decode()
    assert old in written
    with pytest.raises(OfferError):
        read_offer(written.replace(old, new).encode(), "stable")


@pytest.fixture
def works(tmp_path: Path) -> Works:
    works = Works.written(tmp_path)
    works.publish()
    return works


def machines(works: Works, count: int) -> list[Machine]:
    """Agents that fall into evenly spread buckets, whatever the salt of the day."""
    agents = [works.agent(f"agent-{number}") for number in range(count)]
    for agent in agents:
        agent.update()
    return agents


def next_release(works: Works, number: int, percent: float) -> None:
    works.write(text=rule() + rule(id=f"new-{number}"))
    works.publish(percent=percent)


def on(agents: list[Machine]) -> list[int | None]:
    return [agent.update().release for agent in agents]


def place(agent: Machine, works: Works, *, is_in: bool, percent: float) -> None:
    """Give an agent a name that is in the ring of the newest release, or not."""
    salt = newest(works).rollout.salt
    name = next(one for one in IDS if (bucket(salt, one) < percent * 100) is is_in)
    (agent.state / INSTALL_ID).write_text(name)


def newest(works: Works) -> Offer:
    path = max((works.fleet.targets / "channels").iterdir(), key=lambda path: path.stat().st_mtime_ns)
    return read_offer(path.read_bytes(), "stable")


def test_a_rollout_grows_pauses_resumes_and_is_taken_back(works: Works) -> None:
    first, second = machines(works, 2)
    next_release(works, 2, 25)
    place(first, works, is_in=True, percent=25)
    place(second, works, is_in=False, percent=25)
    assert [2, 1] == on([first, second])

    roll_out(works.publisher, "stable", 100, is_paused=True)
    assert [2, 1] == on([first, second])
    roll_out(works.publisher, "stable", None, is_paused=False)
    assert [2, 2] == on([first, second])
    roll_back(works.publisher, "stable", None)
    assert [3, 3] == on([first, second])
    assert ["base/fruit"] == first.rules


def test_a_rollback_goes_to_any_earlier_release(works: Works) -> None:
    next_release(works, 2, 100)
    next_release(works, 3, 100)
    roll_back(works.publisher, "stable", 1, "too many alarms")
    [agent] = machines(works, 1)

    assert (4, ["base/fruit"]) == (agent.update().release, agent.rules)
    assert "too many alarms" == newest(works).notes


def test_a_rollback_needs_something_to_go_back_to(works: Works) -> None:
    with pytest.raises(FleetError, match="no such release; there are: 1"):
        roll_back(works.publisher, "stable", None)


def test_a_rollback_costs_no_download(works: Works) -> None:
    [agent] = machines(works, 1)
    next_release(works, 2, 100)
    agent.update()
    roll_back(works.publisher, "stable", None)
    for path in (works.fleet.targets / "packs" / "base").iterdir():
        path.unlink()

    assert ("activated", 3) == (agent.update().state, agent.update().release)


def test_channels_do_not_meet(works: Works) -> None:
    works.write(text=rule() + rule(id="early"))
    works.publish("canary")
    [stable] = machines(works, 1)
    canary = replace(stable, state=works.folder / "canary", source=replace(stable.source, channel="canary"))

    assert (1, 1) == (stable.update().release, canary.update().release)
    assert (["base/fruit"], ["base/fruit", "base/early"]) == (stable.rules, canary.rules)


def test_an_agent_that_is_too_old_says_so(works: Works) -> None:
    [agent] = machines(works, 1)
    works.write(text=rule() + rule(id="new"))
    works.publish(min_agent="99")
    outcome = agent.update()

    assert ("held", "agent-too-old", 1) == (outcome.state, outcome.error, outcome.release)


def test_overrides_and_the_shadow_come_with_the_release(works: Works) -> None:
    works.write(text=rule() + rule(id="loud") + rule(id="quiet"))
    change = {"severity": "info", "reason": "too loud", "until": "2099-01-01"}
    works.publish(overrides={"override": {"base/loud": change}}, shadow=("base/quiet",))
    [agent] = machines(works, 1)
    rules = agent.loaded.rulebook.overrides.rules

    assert {"base/loud": None, "base/quiet": "shadow"} == {name: one.mode for name, one in rules.items()}


def test_an_override_must_name_a_rule(works: Works) -> None:
    with pytest.raises(FleetError, match="there is no rule base/nothing"):
        works.publish(shadow=("base/nothing",))
