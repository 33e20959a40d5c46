"""A fix changes the editor's own state and nothing else: the page agrees, typing goes on behind it, undo takes it back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from e2e.harness import settle

if TYPE_CHECKING:
    from e2e.harness import XPage

SSN = "078-05-1120"
OTHER = "219-09-9999"
FAMILY = "👨‍👩‍👧‍👦"
HOME = "home/tweetTextarea_0"


@dataclass(frozen=True)
class Change:
    """Replace these words, or, where they are empty, insert at the offset."""

    words: str
    by: str
    at: int | None = None

    def span(self, text: str) -> tuple[int, int]:
        start = text.index(self.words) if self.at is None else self.at
        return start, start + len(self.words)


@dataclass(frozen=True)
class Case:
    """A draft and what a fix does to it."""

    text: str
    changes: tuple[Change, ...]
    steps: int = 1  # how many presses of undo take it back

    @property
    def fixed(self) -> str:
        text = self.text
        for change in sorted(self.changes, key=lambda change: change.span(self.text), reverse=True):
            start, end = change.span(self.text)
            text = text[:start] + change.by + text[end:]
        return text

    @property
    def edits(self) -> list[dict[str, object]]:
        """As they come over the wire: offsets in UTF-16 units."""
        spans = [change.span(self.text) for change in self.changes]
        return [
            {"start": units(self.text[:start]), "end": units(self.text[:end]), "text": change.by}
            for change, (start, end) in zip(self.changes, spans, strict=True)
        ]


def units(text: str) -> int:
    """UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def case(text: str, *changes: tuple[str, str] | tuple[str, str, int], steps: int = 1) -> Case:
    return Case(text, tuple(Change(*change) for change in changes), steps)


CASES = {
    "replaces a word": case(f"My number is {SSN} today", (SSN, "[removed]")),
    "replaces at position 0": case(f"{SSN} is mine", (SSN, "[removed]")),
    "replaces at the end": case(f"mine is {SSN}", (SSN, "[removed]")),
    "replaces the whole text": case(SSN, (SSN, "[removed]")),
    "replaces on another line than the caret's": case(f"one\nmy {SSN} x\nthree", (SSN, "[removed]")),
    "replaces on a wrapped line": case("long words here " * 20 + f"{SSN} end", (SSN, "[removed]")),
    "replaces between empty lines": case(f"\n\n{SSN}\n\n", (SSN, "[removed]")),
    "replaces between emoji": case(f"{FAMILY}{SSN}{FAMILY}", (SSN, "[removed]")),
    "replaces an emoji by emoji": case(f"a {FAMILY} b", (FAMILY, "🎉🎉")),
    "replaces a hashtag": case("call #ssa now", ("#ssa", "#ok")),
    "replaces across a hashtag": case("call #ssa now", ("#ssa now", "today")),
    "replaces across mention and link": case("ask @jane at https://x.gov/a ok", ("@jane at https://x.gov/a", "me")),
    "replaces across lines": case("one two\nthree four\nfive", ("two\nthree", "2 3")),
    "replaces lines by lines": case("one two\nthree four\nfive", ("two\nthree four\nfive", "2\n3")),
    "deletes a word": case(f"a {SSN} b", (SSN, "")),
    "deletes at position 0": case(f"{SSN} tail", (SSN, "")),
    "deletes at the end": case(f"head {SSN}", (SSN, "")),
    "deletes the whole text": case(SSN, (SSN, "")),
    "deletes all of a line": case(f"one\n{SSN}\ntwo", (SSN, "")),
    "deletes all of the first line": case(f"{SSN}\ntwo", (SSN, "")),
    "deletes a line with its end": case(f"one\n{SSN}\ntwo", (f"{SSN}\n", "")),
    "deletes a line end": case("one\ntwo", ("\n", "")),
    "deletes behind an emoji": case(f"hi {FAMILY}{SSN} x", (SSN, "")),
    "deletes an emoji": case(f"hi {FAMILY} x", (FAMILY, "")),
    "deletes a mention": case("hi @jane x", ("@jane ", "")),
    "inserts at position 0": case("Proud to help", ("", "Note: ", 0)),
    "inserts in the middle of a word": case("Proud to help", ("", "-", 3)),
    "appends": case("Proud to help", ("", " Views are my own.", 13)),
    "appends a paragraph": case("Proud to help", ("", "\n\nViews are my own.", 13)),
    "appends behind a hashtag": case("Proud #help", ("", " Views are my own.", 11)),
    "appends on an empty last line": case("Proud\n", ("", "Views are my own.", 6)),
    "replaces two words of a line in one step": case(f"a {SSN} b {OTHER} c", (SSN, "[1]"), (OTHER, "[2]")),
    "replaces on two lines": case(f"a {SSN}\nb {OTHER} c", (SSN, "[1]"), (OTHER, "[2]"), steps=2),
}


async def apply(x: XPage, edits: list[dict[str, object]], expected: str, key: str = HOME) -> object:
    """What the composer's editor answers when a fix is applied."""
    return await x.in_extension(f"{editor(x, key)}.apply({json.dumps(edits)}, {json.dumps(expected)})")


def editor(x: XPage, key: str = HOME) -> str:
    """The editor of the composer that Proviso has found, as an expression."""
    return f"watch.composers().find((composer) => composer.editor.element === {x.element(key)}).editor"


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
async def test_a_fix(x: XPage, case: Case) -> None:
    await x.write(case.text)
    await x.holds(case.text)

    assert await apply(x, case.edits, case.text) == {"ok": True}
    await x.holds(case.fixed)

    await x.page.keyboard.type("Z")  # the caret was at the end, and still is
    await x.holds(f"{case.fixed}Z")

    await x.page.keyboard.press("Control+z")
    await x.holds(case.fixed)
    for _ in range(case.steps):
        await x.page.keyboard.press("Control+z")
    await x.holds(case.text)


CARETS = {
    "before the fix": (4, "one Zmy [removed] end"),
    "right before the fix": (7, "one my Z[removed] end"),
    "inside the fix": (10, "one my [removed]Z end"),
    "right behind the fix": (18, "one my [removed]Z end"),
    "behind the fix": (20, "one my [removed] eZnd"),
}


@pytest.mark.parametrize("where", CARETS)
async def test_the_caret_stays_where_it_was_in_the_text(x: XPage, where: str) -> None:
    offset, expected = CARETS[where]
    text = f"one my {SSN} end"
    await x.write(text)
    await x.page.keyboard.press("Home")
    for _ in range(offset):
        await x.page.keyboard.press("ArrowRight")

    assert await apply(x, case(text, (SSN, "[removed]")).edits, text) == {"ok": True}
    await x.page.keyboard.type("Z")

    await x.holds(expected)


async def test_a_selection_stays_selected(x: XPage) -> None:
    text = f"keep {SSN} these"
    await x.write(text)
    for _ in range(len("these")):
        await x.page.keyboard.press("Shift+ArrowLeft")

    assert await apply(x, case(text, (SSN, "")).edits, text) == {"ok": True}

    assert await x.page.evaluate("getSelection().toString()") == "these"


async def test_a_fix_takes_the_focus_back_from_elsewhere(x: XPage) -> None:
    text = f"one {SSN}"
    await x.write(text)
    await x.page.get_by_test_id("SideNav_AccountSwitcher_Button").focus()

    assert await apply(x, case(text, (SSN, "[removed]")).edits, text) == {"ok": True}

    await x.page.keyboard.type("Z")
    await x.holds("one [removed]Z")


async def test_a_fix_for_another_text_changes_nothing(x: XPage) -> None:
    await x.write("something else by now")

    answer = await apply(x, case(f"one {SSN}", (SSN, "")).edits, f"one {SSN}")

    assert answer == {"ok": False, "reason": "changed"}
    await x.holds("something else by now")


async def test_an_editor_that_ignores_the_paste_is_said_to_refuse(x: XPage) -> None:
    text = f"one {SSN}"
    await x.write(text)
    await x.page.evaluate(
        "window.addEventListener('paste', (event) => { event.preventDefault(); event.stopImmediatePropagation(); }, true)"
    )

    answer = await apply(x, case(text, (SSN, "[removed]")).edits, text)

    assert answer == {"ok": False, "reason": "refused"}
    await x.holds(text)


async def test_an_editor_that_vanishes_in_the_middle_is_one_clear_reason(x: XPage) -> None:
    key = "modal/tweetTextarea_0"
    text = f"one {SSN}\ntwo {OTHER}"
    await x.page.get_by_test_id("SideNav_NewTweet_Button").click()
    await x.write(text, key)
    edits = case(text, (SSN, "[1]"), (OTHER, "[2]")).edits

    answer = await x.in_extension(
        f"""(() => {{
          const answer = {editor(x, key)}.apply({json.dumps(edits)}, {json.dumps(text)});
          document.querySelector('[data-testid="app-bar-close"]').click();
          return answer;
        }})()"""
    )

    assert answer == {"ok": False, "reason": "vanished"}


async def test_overlapping_edits_are_refused_before_anything_changes(x: XPage) -> None:
    text = f"one {SSN}"
    await x.write(text)
    edits: list[dict[str, object]] = [{"start": 0, "end": 6, "text": "a"}, {"start": 4, "end": 9, "text": "b"}]

    assert await apply(x, edits, text) == {"ok": False, "reason": "refused"}
    await x.holds(text)


NATIVE = {
    "a textarea": "document.createElement('textarea')",
    "a plain contenteditable": "Object.assign(document.createElement('div'), { contentEditable: 'plaintext-only', style: 'white-space: pre-wrap' })",
}


@pytest.mark.parametrize("kind", NATIVE)
async def test_a_fix_in_an_editor_of_the_browser_s_own_keeps_undo(x: XPage, kind: str) -> None:
    text = f"one {SSN}\ntwo {OTHER} end"
    await x.page.evaluate(f"document.querySelector('h1').append(window.__native = {NATIVE[kind]})")
    await x.page.evaluate("window.__native.id = 'native'; window.__native.focus()")
    await x.page.keyboard.insert_text(text)
    edits = case(text, (SSN, ""), (OTHER, "[2]")).edits

    native = "new Editor(document.getElementById('native'), 'native', new AbortController().signal)"
    assert await x.in_extension(f"{native}.apply({json.dumps(edits)}, {json.dumps(text)})") == {"ok": True}
    assert await x.in_extension(f"{native}.read().text") == "one \ntwo [2] end"

    for _ in edits:
        await x.page.keyboard.press("Control+z")
    assert text == await x.in_extension(f"{native}.read().text")


async def test_the_fix_of_the_list_is_one_click(x: XPage) -> None:
    await x.write(f"my number is {SSN}, call me")
    await x.underlines([SSN])

    await x.page.keyboard.press("Alt+Shift+P")
    await x.page.locator(".list .fix button").first.click()

    await settle(lambda: x.editor().evaluate("() => getSelection().anchorOffset > 30"), expected=True)
    await x.page.keyboard.type("Z")
    fixed = await x.text() or ""

    assert SSN not in fixed
    assert fixed.endswith(", call meZ")
