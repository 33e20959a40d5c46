"""What a guest is told that asks "why?": spans and conditions of the newest text, and never a word of it."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import faults
from knocking import guest, open_house, paths_in
from knocking import rulebook as bundled_rules
from proviso.server.desk import Desk
from proviso.server.guest import Guest
from proviso.session import Session
from proviso.settings import Settings
from rulebooks import files, rule, rulebook

if TYPE_CHECKING:
    from proviso.model import Post, Report
    from proviso.packs import Rulebook

SSN = "078-05-1120"


class Asking:
    """A guest without a socket that checks a text and asks about it."""

    def __init__(self, book: Rulebook | None = None) -> None:
        desk = Desk(paths_in(Path("nowhere")), Settings(), book or bundled_rules())
        self._answers: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._guest = Guest(desk, self._take, lambda: None, whole_context=True)

    async def _take(self, text: str) -> None:
        message = json.loads(text)
        assert [] == faults("agent-to-client", message)
        await self._answers.put(message)

    async def say(self, **message: object) -> None:
        await self._guest.receive(json.dumps(message))

    async def hear(self) -> dict[str, Any]:
        return await asyncio.wait_for(self._answers.get(), 20)

    async def check(self, text: str, revision: int = 1, **more: object) -> dict[str, Any]:
        await self.say(type="check", conversation="c", revision=revision, text=text, **more)
        return await self.hear()

    async def why(self, rule: str | None = None, revision: int = 1, conversation: str = "c") -> dict[str, Any]:
        await self.say(type="explain", conversation=conversation, revision=revision, rule=rule)
        return await self.hear()

    async def whole(self, text: str, **context: object) -> dict[str, Any]:
        await self.check(text, context=context)
        return await self.why()


def cut(text: str, span: list[int]) -> str:
    """What JavaScript's slice gives."""
    return text.encode("utf-16-le", "surrogatepass")[2 * span[0] : 2 * span[1]].decode("utf-16-le", "surrogatepass")


async def test_a_finding_is_explained_over_the_wire_with_utf16_offsets(tmp_path: Path) -> None:
    text = f"👩‍👩‍👧 שלום {SSN} 😀"
    async with open_house(tmp_path) as house, guest(house) as inside:
        await inside.ask(type="check", conversation="c", revision=3, text=text)
        told: dict[str, Any] = await inside.ask(type="explain", conversation="c", revision=3, rule="base/us-ssn")

    assert [] == faults("agent-to-client.explanation", told)
    assert (3, "c", "base/us-ssn", "complete") == tuple(told[k] for k in ("revision", "conversation", "rule", "status"))
    assert [(SSN, 1)] == [(cut(text, fact["spans"][0]), fact["count"]) for fact in told["facts"]]
    [trace] = told["traces"]
    assert ("error", ["base.id-ssn"]) == (trace["outcome"], [clause["id"] for clause in trace["clauses"]])
    assert ("has us ssn", "yes", ["us-ssn"]) == tuple(trace["steps"][0][k] for k in ("condition", "answer", "facts"))


async def test_what_is_not_known_is_asked_for_in_words() -> None:
    asking = Asking()
    await asking.check(
        "Ask me about SSI", context={"agency": "SSA", "account": "personal", "platform": "x", "surface": "post"}
    )
    told = await asking.why("ssa-2014/disclaimer-in-post")
    unknown = [
        (step["condition"], step["missing"]) for step in told["traces"][0]["steps"] if step["answer"] == "unknown"
    ]

    assert "info" == told["traces"][0]["outcome"]
    assert [
        (
            "has employer shown or employer in profile or job voice",
            ["what your profile says", "the name on your profile"],
        ),
        (
            "not so: your profile is known to be empty and your profile has a disclaimer",
            ["what your profile says", "whether your profile has a disclaimer"],
        ),
    ] == unknown


async def test_a_clear_post_is_told_what_was_looked_at() -> None:
    told = await Asking().whole("Lakes, hills", agency="SSA", handle="@dana", bio="Gardener")

    assert ["ssa-2014", "base"] == [pack["name"] for pack in told["packs"]]
    assert ("your profile" in told["looked"], "the name on your profile" in told["not_known"]) == (True, True)
    assert ("personal", [], [], 0) == tuple(told[k] for k in ("account", "facts", "traces", "more"))
    assert told["rules"] >= 6


async def test_a_finding_of_two_packs_is_explained_by_the_rules_of_both() -> None:
    asking = Asking(rulebook(files(rules=rule()), files("agency", "agency", rules=rule(name="agency"))))
    await asking.check("an apple")
    told = await asking.why("agency/fruit")

    assert ["agency/fruit", "base/fruit"] == [trace["rule"] for trace in told["traces"]]


async def test_a_rule_that_is_silent_here_is_explained_too() -> None:
    asking = Asking()
    await asking.check("Good morning")
    [trace] = (await asking.why("base/us-ssn"))["traces"]

    assert ("silent", "no") == (trace["outcome"], trace["steps"][0]["answer"])


@pytest.mark.parametrize(("conversation", "revision"), [("c", 1), ("c", 3), ("d", 2)])
async def test_only_the_newest_text_is_explained(conversation: str, revision: int) -> None:
    asking = Asking()
    await asking.check(SSN, revision=1)
    await asking.check(SSN, revision=2)
    told = await asking.why(None, revision, conversation)

    assert ("outdated", "explain") == (told["code"], told["answers"])
    assert (conversation, revision) == (told["conversation"], told["revision"])


async def test_a_closed_composer_has_nothing_left_to_explain() -> None:
    asking = Asking()
    await asking.check(SSN)
    await asking.say(type="close", conversation="c")

    assert "outdated" == (await asking.why())["code"]


async def test_a_rule_that_is_gone_is_an_error_that_says_what_to_do() -> None:
    asking = Asking()
    await asking.check(SSN)
    told = await asking.why("base/gone")

    assert ("bad-message", "explain", 1) == (told["code"], told["answers"], told["revision"])
    assert "check the text again" in told["message"]


async def test_the_beginning_of_a_longer_text_is_never_explained_as_the_whole() -> None:
    asking = Asking()
    await asking.check("hello", truncated=True)

    assert "incomplete" == (await asking.why())["status"]


async def test_a_rule_in_the_shadow_is_not_shown() -> None:
    book = rulebook(files(rules=rule(more='mode = "shadow"') + rule(id="seen")))
    told = await Asking(book).whole("an apple")

    assert ["base/seen"] == [trace["rule"] for trace in told["traces"]]


async def test_an_explanation_is_short_however_much_was_found() -> None:
    book = rulebook(files(rules="".join(rule(id=f"fruit-{number}") for number in range(45))))
    told = await Asking(book).whole("apple " * 1000)
    [fact] = told["facts"]

    assert (20, 1000, 40, 5) == (len(fact["spans"]), fact["count"], len(told["traces"]), told["more"])


async def test_a_text_that_is_overtaken_while_it_is_explained_is_outdated(monkeypatch: pytest.MonkeyPatch) -> None:
    gate, check = asyncio.Event(), Session.check
    asking = Asking()
    await asking.check(SSN)

    async def wait(session: Session, post: Post, revision: int) -> Report | None:
        await gate.wait()
        return await check(session, post, revision) if revision > 1 else None

    monkeypatch.setattr(Session, "check", wait)
    await asking.say(type="explain", conversation="c", revision=1, rule=None)
    await asking.say(type="check", conversation="c", revision=2, text="new")
    gate.set()
    answers = [await asking.hear(), await asking.hear()]

    assert {("outdated", 1), (None, 2)} == {(answer.get("code"), answer["revision"]) for answer in answers}


async def test_a_failure_is_told_without_a_word_of_the_text(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asking = Asking()
    await asking.check("canary-6b1f")

    def fail(post: Post, *_: object) -> None:
        raise ValueError(post.text)

    monkeypatch.setattr("proviso.server.why.explain", fail)
    told = await asking.why()
    said = capsys.readouterr()

    assert ("internal", "explain") == (told["code"], told["answers"])
    assert "canary" not in said.err + said.out + json.dumps(told)


FOUND = rulebook(
    files(
        rules=rule('{ all = ["fruit"], none = ["employer"] }') + rule('{ any = ["number"] }', id="pii", category="pii")
    )
)
pieces = st.lists(st.sampled_from(["apple", "pear", "orchard", SSN, "😀", "é", "\ud83d", "\n"]), max_size=8)


@settings(deadline=None)
@given(pieces, st.sampled_from([None, "base/fruit", "base/pii"]))
async def test_every_span_cuts_what_the_engine_meant(parts: list[str], name: str | None) -> None:
    text = " ".join(parts)
    asking = Asking(FOUND)
    report = await asking.check(text)
    told = await asking.why(name)
    spoken = {trace["rule"] for trace in told["traces"] if trace["outcome"] != "silent"}
    expected = {"fruit": {"apple", "pear"}, "number": {SSN}, "employer": {"orchard"}}

    assert {finding["rule"] for finding in report["findings"] if name in (None, finding["rule"])} == spoken
    for fact in told["facts"]:
        assert {cut(text, span) for span in fact["spans"]} <= expected[fact["fact"]]
        assert fact["count"] == sum(part in expected[fact["fact"]] for part in parts)


@settings(deadline=None)
@given(st.lists(st.sampled_from(["apple canary", SSN, "canary", "orchard"])), st.sampled_from([None, "base/fruit"]))
async def test_an_explanation_never_repeats_a_word_of_the_post(parts: list[str], name: str | None) -> None:
    asking = Asking(FOUND)
    await asking.check(" ".join(parts), context={"bio": "canary of the orchard"})
    told = json.dumps(await asking.why(name))

    assert [] == [word for word in ("canary", SSN, "apple", "orchard") if word in told]
