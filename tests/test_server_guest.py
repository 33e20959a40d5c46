"""What an authenticated guest is told: reports, cards, status, policy."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from collecting import SSA, SSN, cut, desk_in, text_with_everything, units, valid
from knocking import guest, open_house, paths_in
from proviso.model import Context, Edit, Finding, Fix, Report, Severity
from proviso.server import wire
from proviso.server.messages import Check
from proviso.settings import Settings, load

if TYPE_CHECKING:
    from pathlib import Path


async def test_a_report_has_utf16_offsets(tmp_path: Path) -> None:
    text = f"👩‍👩‍👧 שלום {SSN} 😀"
    async with open_house(tmp_path) as house, guest(house) as inside:
        report = valid(await inside.ask(type="check", conversation="c", revision=3, text=text))

    findings = report["findings"]
    assert isinstance(findings, list)
    assert [SSN] == [cut(text, found["start"], found["end"]) for found in findings]
    assert (3, "c", "complete") == (report["revision"], report["conversation"], report["status"])


async def test_lone_surrogates_are_checked_like_any_text(tmp_path: Path) -> None:
    text = f"\ud83d\ud83d {SSN} \ude00"
    async with open_house(tmp_path) as house, guest(house) as inside:
        report = valid(await inside.ask(type="check", conversation="c", revision=1, text=text))

    findings = report["findings"]
    assert isinstance(findings, list)
    assert [SSN] == [cut(text, found["start"], found["end"]) for found in findings]


@settings(deadline=None)
@given(st.data(), text_with_everything)
def test_every_offset_of_a_report_cuts_what_the_engine_meant(data: st.DataObject, text: str) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    fix = Fix("Remove", "safe", (Edit(start, end, ""),))
    finding = Finding("a/b", "pii", Severity.ERROR, start, end, "m", "w", ("c",), fixes=(fix,))
    check = Check("c", 1, text)
    sent = json.loads(wire.report(check, Report("complete", (finding,)), "sha256:0"))["findings"][0]

    assert units(text[start:end]) == units(cut(text, sent["start"], sent["end"]))
    assert (sent["start"], sent["end"]) == (sent["fixes"][0]["edits"][0]["start"], sent["fixes"][0]["edits"][0]["end"])


async def test_the_beginning_of_a_longer_text_is_never_called_complete(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house, guest(house) as inside:
        report = await inside.ask(type="check", conversation="c", revision=1, text="hello", truncated=True)

    assert "incomplete" == report["status"]


async def test_a_card_shows_the_clauses_of_a_finding(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house, guest(house) as inside:
        report = await inside.ask(type="check", conversation="c", revision=1, text=SSN)
        finding = dict(report["findings"][0])  # type: ignore[index]
        card = valid(await inside.ask(type="card", rule=finding["rule"], clauses=finding["clauses"]))

    assert finding["clauses"] == [clause["id"] for clause in card["clauses"]]  # type: ignore[attr-defined]


async def test_a_card_of_a_rule_that_is_gone_is_an_error(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house, guest(house) as inside:
        answer = valid(await inside.ask(type="card", rule="base/gone", clauses=[]))

    assert ("error", "bad-message") == (answer["type"], answer["code"])


async def test_an_unknown_message_is_answered_and_changes_nothing(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house, guest(house) as inside:
        answer = valid(await inside.ask(type="self-destruct"))
        pong = valid(await inside.ask(type="ping"))

    assert ("unknown-type", "pong") == (answer["code"], pong["type"])


async def test_ready_and_status_say_what_the_agent_works_with(tmp_path: Path) -> None:
    async with open_house(tmp_path, SSA) as house, guest(house) as inside:
        told = valid(await inside.ask(type="status"))

    assert valid(inside.ready)["status"] == told["status"]
    assert {"jurisdiction": "us-federal", "agency": "SSA", "managed": False} == told["status"]["policy"]  # type: ignore[index]


async def test_a_wrong_settings_file_shows_in_the_status_and_checking_goes_on(tmp_path: Path) -> None:
    async with open_house(tmp_path, "[person") as house, guest(house) as inside:
        told = valid(await inside.ask(type="status"))
        report = await inside.ask(type="check", conversation="c", revision=1, text=SSN)

    problems = told["status"]["problems"]  # type: ignore[index]
    assert [True] == ["settings.toml: not valid TOML" in problem for problem in problems]
    assert 1 == len(report["findings"])  # type: ignore[arg-type]


async def test_a_chosen_policy_is_told_to_every_guest_and_survives(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house, guest(house) as one, guest(house) as other:
        mine = valid(await one.ask(type="choose-policy", jurisdiction="us-federal", agency="SSA"))
        theirs = valid(await other.receive())

    assert mine == theirs
    assert "SSA" == load(paths_in(tmp_path)).person().agency


async def test_a_managed_policy_cannot_be_chosen(tmp_path: Path) -> None:
    async with open_house(tmp_path, managed=SSA) as house, guest(house) as inside:
        answer = valid(await inside.ask(type="choose-policy", jurisdiction="au", agency=None))

    assert "managed" == answer["code"]


async def test_a_settings_file_that_cannot_be_written_is_an_error_with_the_file_in_it(tmp_path: Path) -> None:
    async with open_house(tmp_path, "[person") as house, guest(house) as inside:
        answer = valid(await inside.ask(type="choose-policy", jurisdiction="au", agency=None))

    assert "settings" == answer["code"]
    assert str(paths_in(tmp_path).settings) in str(answer["message"])


def test_the_page_may_not_say_who_the_person_is(tmp_path: Path) -> None:
    own = Settings(person_values={"agency": "SSA", "jurisdiction": "us-federal"})
    sent = Check("c", 1, "t", {"agency": "VA", "account": "official", "bio": "b", "date": "2001-01-01"})
    context = desk_in(tmp_path, own).post(sent, whole_context=False).context

    assert ("SSA", None, "b") == (context.agency, context.account, context.bio)
    assert "2001-01-01" != context.date


def test_the_local_page_says_who_writes_and_settings_are_not_mixed_in(tmp_path: Path) -> None:
    own = Settings(person_values={"agency": "SSA", "identifies_employer": True})
    sent = Check("c", 1, "t", {"jurisdiction": "au", "account": "official", "date": "2026-01-02"})
    context = desk_in(tmp_path, own).post(sent, whole_context=True).context

    assert Context(jurisdiction="au", account="official", date="2026-01-02") == context


def test_a_check_never_gets_the_context_of_another(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    sent = [{"bio": "a"}, {"bio": "a"}, {"bio": "b"}, {}]
    bios = [desk.post(Check("c", 1, "t", context), whole_context=False).context.bio for context in sent]
    desk.settings = Settings(person_values={"agency": "SSA"})
    mine = desk.post(Check("c", 1, "t", {"agency": "VA"}), whole_context=False).context
    theirs = desk.post(Check("c", 1, "t", {"agency": "VA"}), whole_context=True).context

    assert ["a", "a", "b", None] == bios
    assert ("SSA", "VA") == (mine.agency, theirs.agency)
