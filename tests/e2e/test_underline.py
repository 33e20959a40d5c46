"""What is underlined on X's real editor is exactly what the agent found, wherever it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from e2e.harness import settle

if TYPE_CHECKING:
    from e2e.harness import XPage

SSN = "078-05-1120"
OTHER = "219-09-9999"
FAMILY = "👨‍👩‍👧‍👦"  # four people and three joiners: eleven UTF-16 units that are one character to the eye

# Where offsets go wrong: astral characters, decorated words, line ends, empty lines, wrapped lines, right-to-left text.
PLACES = {
    "alone": SSN,
    "at position 0": f"{SSN} is my number",
    "at the end": f"my number is {SSN}",
    "after a family emoji": f"{FAMILY} {SSN}",
    "between family emoji": f"{FAMILY}{FAMILY} {SSN} {FAMILY}",
    "after flags and skin tones": f"🇺🇸👍🏽🏴󠁧󠁢󠁳󠁣󠁴󠁿 {SSN} 👍🏿",
    "after letters beyond the first plane": f"𩸽 𠮷 {SSN}",
    "after combining marks": f"e\u0301e\u0301 n\u0303 {SSN}",
    "between hashtags": f"#first {SSN} #second",
    "between mentions": f"@one {SSN} @two",
    "after a link": f"https://example.gov/a?b=c {SSN}",
    "among all of them": f"#tag @one {FAMILY} https://example.gov {SSN} #tag {FAMILY}",
    "on the second line": f"one\n{SSN}\nthree",
    "after empty lines": f"\n\n{SSN}\n\n",
    "after a line of emoji": f"{FAMILY}{FAMILY}\n{SSN}",
    "on a wrapped line": "these words fill more than one line of the composer " * 4 + SSN,
    "in right-to-left text": f"מספר {SSN} שלי",
}


@pytest.mark.parametrize("text", PLACES.values(), ids=PLACES.keys())
async def test_a_number_is_underlined_exactly_where_it_stands(x: XPage, text: str) -> None:
    await x.write(text)

    await x.underlines([SSN])
    await x.holds(text)


async def test_every_stretch_of_a_hard_text_has_its_exact_range(x: XPage) -> None:
    text = f"a #tag{FAMILY} @jane\n\nhttps://x.gov {FAMILY}\n#x 𩸽 e\u0301\n"
    await x.write(text)
    await x.holds(text)

    wrong = await x.in_extension(
        f"""(() => {{
          const seen = snapshot({x.element()});
          const wrong = [];
          for (let start = 0; start <= seen.text.length; start++) {{
            for (let end = start; end <= seen.text.length; end++) {{
              const shown = rangeFor(seen, start, end).toString();
              if (shown !== seen.text.slice(start, end).replaceAll("\\n", "")) wrong.push([start, end, shown]);
            }}
          }}
          return wrong;
        }})()"""
    )

    assert wrong == []


async def test_an_offset_leads_to_the_page_and_back(x: XPage) -> None:
    text = f"a #tag{FAMILY} @jane\n\nhttps://x.gov {FAMILY}\n#x 𩸽 e\u0301\n"
    await x.write(text)
    await x.holds(text)

    there_and_back = await x.in_extension(
        f"""(() => {{
          const seen = snapshot({x.element()});
          return [...Array(seen.text.length + 1).keys()].map((offset) => {{
            const range = rangeFor(seen, offset, offset);
            return offsetOf(seen, range.startContainer, range.startOffset);
          }});
        }})()"""
    )

    assert list(range(len(text.encode("utf-16-le")) // 2 + 1)) == there_and_back


async def test_a_range_over_a_line_end_reaches_into_the_next_line(x: XPage) -> None:
    await x.write("one\n\ntwo")
    await x.holds("one\n\ntwo")

    blocks = await x.in_extension(
        f"""(() => {{
          const seen = snapshot({x.element()});
          const range = rangeFor(seen, 3, 5);
          const block = (node) => [...document.querySelectorAll("main [data-block]")].findIndex((one) => one.contains(node));
          return [block(range.startContainer), block(range.endContainer)];
        }})()"""
    )

    assert blocks == [0, 2]


async def test_underlines_move_with_the_text_around_them(x: XPage) -> None:
    await x.write(f"{SSN} and {OTHER}")
    await x.underlines([SSN, OTHER])

    await x.page.keyboard.press("Home")
    await x.page.keyboard.type("#new words ")
    await x.page.keyboard.press("Enter")

    await x.underlines([SSN, OTHER])
    await x.holds(f"#new words \n{SSN} and {OTHER}")


async def test_a_changed_number_loses_its_underline_and_undo_gives_it_back(x: XPage) -> None:
    await x.write(SSN)
    await x.underlines([SSN])

    await x.page.keyboard.press("Backspace")
    await x.underlines([])
    await x.page.keyboard.press("Control+z")

    await x.underlines([SSN])


async def test_a_soft_line_break_at_the_end_of_a_block_is_one_character(x: XPage) -> None:
    text = await x.in_extension(
        """(() => {
          const root = document.createElement("div");
          const block = root.appendChild(document.createElement("div"));
          block.dataset.block = "true";
          block.append("one\\n\\n");
          return snapshot(root).text;
        })()"""
    )

    assert text == "one\n"  # Draft draws a "\n" at the end of a block twice, so that the browser shows it


async def test_text_between_blocks_is_a_line_of_its_own(x: XPage) -> None:
    text = await x.in_extension(
        """(() => {
          const line = (text) => Object.assign(document.createElement("div"), { textContent: text });
          const empty = document.createElement("div");
          empty.append(document.createElement("br"));
          const root = document.createElement("div");
          root.append("one", line("two"), empty, "three", document.createElement("br"), "four");
          return snapshot(root).text;
        })()"""
    )

    assert text == "one\ntwo\n\nthree\nfour"


async def test_every_editor_of_a_thread_has_its_own_underlines(x: XPage) -> None:
    await x.page.get_by_test_id("SideNav_NewTweet_Button").click()
    await x.page.get_by_test_id("addButton").click()
    await x.write(f"first {SSN}", "modal/tweetTextarea_0")
    await x.write(f"second {OTHER}", "modal/tweetTextarea_1")

    await x.underlines([SSN, OTHER])


async def test_a_closed_composer_leaves_nothing_behind(x: XPage) -> None:
    await x.page.get_by_test_id("SideNav_NewTweet_Button").click()
    await x.write(SSN, "modal/tweetTextarea_0")
    await x.underlines([SSN])

    await x.page.get_by_test_id("app-bar-close").click()

    await settle(lambda: x.in_extension("watch.composers().length"), 0)
    await settle(lambda: x.page.evaluate("[...CSS.highlights.values()].reduce((sum, group) => sum + group.size, 0)"), 0)
    await settle(lambda: x.page.evaluate("document.documentElement.children.length"), 2)


async def test_nothing_is_added_to_the_page_s_own_elements(x: XPage) -> None:
    await x.write(f"#tag {SSN}")
    await x.underlines([SSN])

    names = await x.page.evaluate(
        """() => [...document.querySelectorAll("#react-root *")].flatMap((one) => [one.tagName, ...one.getAttributeNames()])"""
    )

    assert not [name for name in names if "proviso" in name.lower() or "grammar" in name.lower()]


async def test_names_that_a_page_can_read_say_nothing(x: XPage) -> None:
    await x.write(SSN)
    await x.underlines([SSN])

    names = await x.page.evaluate("[...CSS.highlights.keys()]")

    assert names == ["underline-1"]


async def test_the_button_is_the_one_of_the_same_composer(x: XPage) -> None:
    await x.write("home")
    await x.page.get_by_test_id("SideNav_NewTweet_Button").click()
    await x.write("modal", "modal/tweetTextarea_0")

    buttons = await x.in_extension("watch.composers().map((composer) => composer.submitButton().dataset.testid)")

    assert buttons == ["tweetButtonInline", "tweetButton"]
