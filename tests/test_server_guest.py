"""What an authenticated guest is told: reports, cards, status, policy; and that conversations do not disturb each other."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import faults
from knocking import guest, open_house, paths_in, rulebook
from proviso.model import Context, Edit, Finding, Fix, Post, Report, Severity
from proviso.server import wire
from proviso.server.desk import Desk
from proviso.server.guest import Guest
from proviso.server.messages import Check
from proviso.session import Session
from proviso.settings import Settings, load
from rulebooks import files, rule
from rulebooks import rulebook as small_book

if TYPE_CHECKING:
    from proviso.packs import Rulebook

SSN = "078-05-1120"
SSA = '[person]\njurisdiction = "us-federal"\nagency = "SSA"\n'


def valid(message: dict[str, object]) -> dict[str, object]:
    """The message, once it has the shape of docs/protocol.schema.json."""
    assert [] == faults("agent-to-client", message)
    return message


def units(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def cut(text: str, start: int, end: int) -> str:
    """What JavaScript's slice(start, end) gives."""
    return units(text)[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")


class Collector:
    """A guest without a socket: messages are collected, sessions can be held up."""

    def __init__(self, desk: Desk, *, whole_context: bool = False) -> None:
        self.sent: list[dict[str, object]] = []
        self.arrived = asyncio.Event()
        self.guest = Guest(desk, self._take, self._nothing, whole_context=whole_context)

    async def _take(self, text: str) -> None:
        self.sent.append(valid(json.loads(text)))
        self.arrived.set()

    def _nothing(self) -> None:
        return

    async def say(self, **message: object) -> None:
        await self.guest.receive(json.dumps(message))

    async def check(self, conversation: str, revision: int, text: str = "x", **more: object) -> None:
        await self.say(type="check", conversation=conversation, revision=revision, text=text, **more)

    async def next(self) -> dict[str, object]:
        while not self.sent:
            self.arrived.clear()
            await asyncio.wait_for(self.arrived.wait(), 20)
        return self.sent.pop(0)


def desk_in(folder: Path, own: Settings | None = None) -> Desk:
    return Desk(paths_in(folder), own or Settings(), rulebook())


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


text_with_everything = st.text(st.characters(codec=None), max_size=40)


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


class Held(Session):
    """A session that waits where the test says."""

    gates: dict[str, asyncio.Event] = {}  # noqa: RUF012 - emptied by the fixture
    begun: list[int] = []  # noqa: RUF012

    def __init__(self, book: Rulebook) -> None:
        super().__init__(book)

    async def check(self, post: Post, revision: int) -> Report | None:
        self.begun.append(revision)
        gate = self.gates.get(post.text)
        if gate is not None:
            await gate.wait()
        return await super().check(post, revision)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> type[Held]:
    Held.gates, Held.begun = {}, []
    monkeypatch.setattr("proviso.server.guest.Session", Held)
    return Held


async def test_a_slow_conversation_delays_no_other(tmp_path: Path, held: type[Held]) -> None:
    held.gates["slow"] = asyncio.Event()
    post = Collector(desk_in(tmp_path))
    await post.check("first", 1, "slow")
    await post.check("second", 1, "quick")
    early = await post.next()
    held.gates["slow"].set()
    late = await post.next()

    assert ["second", "first"] == [early["conversation"], late["conversation"]]


async def test_a_revision_that_has_not_begun_is_replaced_by_a_newer_one(tmp_path: Path, held: type[Held]) -> None:
    post = Collector(desk_in(tmp_path))
    for revision in (1, 2, 3):
        await post.check("c", revision, "long " * 1000)
    report = await post.next()

    assert (3, [3]) == (report["revision"], held.begun)
    assert [] == post.sent


async def test_a_revision_that_is_overtaken_on_the_way_is_not_answered(tmp_path: Path, held: type[Held]) -> None:
    held.gates["old"] = asyncio.Event()
    post = Collector(desk_in(tmp_path))
    await post.check("c", 1, "old")
    await asyncio.sleep(0)
    await post.check("c", 2, "new")
    newest = await post.next()
    held.gates["old"].set()
    await post.check("c", 3, "newer")
    after = await post.next()

    assert [1, 2, 3] == held.begun
    assert [2, 3] == [newest["revision"], after["revision"]]
    assert [] == post.sent


async def test_a_failure_of_the_engine_is_an_error_without_a_word_of_the_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def fail(_self: Session, post: Post, _revision: int) -> Report | None:
        raise ValueError(post.text)

    monkeypatch.setattr(Session, "check", fail)
    post = Collector(desk_in(tmp_path))
    await post.check("c", 7, "canary-6b1f")
    answer = await post.next()
    said = capsys.readouterr()

    assert ("internal", "c", 7) == (answer["code"], answer["conversation"], answer["revision"])
    assert "ValueError" in said.err
    assert "canary" not in said.err + said.out + json.dumps(answer)


async def test_a_guest_that_does_not_read_is_not_read_from(tmp_path: Path, held: type[Held]) -> None:
    held.gates["stuck"] = asyncio.Event()
    post = Collector(desk_in(tmp_path))
    reading = asyncio.gather(*(post.check(f"c{n}", 1, "stuck") for n in range(100)))
    await asyncio.sleep(0.01)
    running = len(held.begun)
    held.gates["stuck"].set()
    await reading

    assert 64 == running


async def test_many_conversations_forget_the_longest_unused(tmp_path: Path) -> None:
    post = Collector(desk_in(tmp_path))
    for number in range(300):
        await post.check(f"c{number}", 1)
        await post.next()
    await post.check("c0", 1)
    again = await post.next()

    assert ("c0", 1) == (again["conversation"], again["revision"])
    assert 256 == len(post.guest._conversations)


async def test_a_closed_conversation_starts_anew(tmp_path: Path) -> None:
    post = Collector(desk_in(tmp_path))
    await post.check("c", 9)
    await post.next()
    await post.say(type="close", conversation="c")
    await post.check("c", 1)

    assert 1 == (await post.next())["revision"]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 5), text_with_everything), max_size=12))
async def test_the_last_check_of_every_conversation_is_answered(checks: list[tuple[str, int, str]]) -> None:
    post = Collector(Desk(paths_in(Path("nowhere")), Settings(), rulebook()))
    newest: dict[str, int] = {}
    for conversation, step, text in checks:
        newest[conversation] = newest.get(conversation, 0) + step + 1
        await post.check(conversation, newest[conversation], text)
    answered: dict[object, object] = {}
    while answered != newest:
        report = await post.next()
        answered[report["conversation"]] = report["revision"]

    assert newest == answered


def book_of(*fruit: str) -> Rulebook:
    """A rulebook that finds these words."""
    words = ", ".join(f'"{word}"' for word in fruit)
    return small_book(files(rules=rule()), facts=f'[[fact]]\nname = "fruit"\nwords = [{words}]\n')


def found_words(report: dict[str, object], text: str) -> list[str]:
    findings = report["findings"]
    assert isinstance(findings, list)
    return [text[found["start"] : found["end"]] for found in findings]


async def test_a_new_rulebook_checks_the_next_revision_of_an_open_conversation(tmp_path: Path) -> None:
    desk, text = desk_in(tmp_path), "apple pear"
    desk.use(book_of("apple"))
    post = Collector(desk)
    await post.check("c", 1, text)
    before = await post.next()
    desk.use(book_of("pear"))
    await post.check("c", 2, text)
    after = await post.next()

    assert (["apple"], ["pear"]) == (found_words(before, text), found_words(after, text))
    assert desk.rulebook.digest == after["rulebook"] != before["rulebook"]


async def test_a_check_that_runs_while_rules_change_names_those_it_was_made_with(
    tmp_path: Path, held: type[Held]
) -> None:
    held.gates["apple"] = asyncio.Event()
    desk, old = desk_in(tmp_path), book_of("apple")
    desk.use(old)
    post = Collector(desk)
    await post.check("c", 1, "apple")
    desk.use(book_of("pear"))
    held.gates["apple"].set()

    assert old.digest == (await post.next())["rulebook"]


async def test_stale_rules_are_told_and_go_on_working(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    desk.use(book_of("apple"))
    desk.is_stale = True
    post = Collector(desk)
    await post.say(type="status")
    status = (await post.next())["status"]
    await post.check("c", 1, "apple")

    assert isinstance(status, dict)
    assert "stale" == status["rules"]
    assert ["apple"] == found_words(await post.next(), "apple")


def test_what_was_wrong_with_the_rules_before_is_told_no_longer(tmp_path: Path) -> None:
    desk = Desk(paths_in(tmp_path), Settings(), book_of("apple"), ("A port is taken.",))
    desk.use(book_of("apple"), ("A pack is not used.",))
    before = desk.status()["problems"]
    desk.use(book_of("pear"))

    assert (["A port is taken.", "A pack is not used."], ["A port is taken."]) == (before, desk.status()["problems"])
