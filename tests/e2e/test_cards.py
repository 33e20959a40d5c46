"""The card of a finding: the clause in its own words, the fixes and what they change, under the pointer and by keyboard."""

from __future__ import annotations

from e2e.harness import settle
from e2e.stage import ERROR, HINT, SSN, WARNING, Stage

ALL_THREE = f"{WARNING}. {ERROR}, or {HINT}"
SHORTCUT = "Alt+Shift+P"


async def test_a_card_shows_the_words_of_the_clause_in_quotation_marks(stage: Stage) -> None:
    await stage.draft(ERROR)
    await stage.pill.click()
    await stage.openers.first.click()

    quotes = stage.card.locator("blockquote")
    assert "“Do not publish a Social Security number, your own or anyone else's.”" == await quotes.first.inner_text()
    assert "Proviso base rules, 1.1" == await stage.card.locator("cite").first.inner_text()


async def test_a_clause_whose_words_were_not_seen_is_cited_without_quotation_marks(stage: Stage) -> None:
    await stage.draft(HINT)
    await stage.pill.click()
    await stage.openers.first.click()

    assert "Proviso base rules, 1.4" == await stage.card.locator("cite").inner_text()
    assert 0 == await stage.card.locator("blockquote").count()


async def test_a_card_says_so_when_the_clause_cannot_be_had(stage: Stage) -> None:
    await stage.draft(ERROR)
    await stage.agent(state="away")
    await stage.pill.click()
    await stage.openers.first.click()

    await settle(stage.card.locator(".clauses").inner_text, "The clause cannot be shown while the agent is away.")


async def test_safe_fixes_come_first_and_unsafe_ones_say_what_they_change(stage: Stage) -> None:
    await stage.draft(WARNING)
    await stage.pill.click()

    assert ["Add the disclaimer", "Leave the name out"] == await stage.listing.locator(".fix .button").all_inner_texts()
    assert ["Changes what your post says."] == await stage.listing.locator(".unsafe").all_inner_texts()


async def test_a_fix_shows_the_old_text_and_the_new(stage: Stage) -> None:
    await stage.draft(ERROR)
    await stage.pill.click()

    assert SSN == await stage.listing.locator("del").inner_text()
    assert "[removed]" == await stage.listing.locator("ins").inner_text()


async def test_a_resting_pointer_opens_the_card_and_takes_no_focus(stage: Stage) -> None:
    await stage.draft(ERROR)
    await point_at(stage, SSN)
    await stage.card.wait_for()

    assert "tweetTextarea_0" == await stage.focused()
    await stage.page.mouse.move(5, 600)
    await stage.card.wait_for(state="detached")


async def test_a_card_of_the_pointer_can_be_walked_to(stage: Stage) -> None:
    await stage.draft(ERROR)
    await point_at(stage, SSN)
    await stage.card.wait_for()
    await stage.card.hover()
    await stage.page.wait_for_timeout(500)
    await stage.card.get_by_role("button", name="Remove the number").click()

    await settle(stage.x.text, "Mine is [removed]")


async def test_selecting_words_opens_no_card(stage: Stage) -> None:
    await stage.draft(ERROR)
    await point_at(stage, SSN)
    await stage.page.mouse.dblclick(*await middle_of(stage, SSN))
    await stage.page.wait_for_timeout(100)
    await stage.page.keyboard.type("nothing")

    await settle(stage.card.count, 0)


async def middle_of(stage: Stage, words: str) -> tuple[float, float]:
    """Where these words of the draft are on the screen."""
    x, y = await stage.x.editor().evaluate(
        """(editor, words) => {
          const walker = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
          for (let text = walker.nextNode(); text; text = walker.nextNode()) {
            const at = text.data.indexOf(words);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(text, at);
            range.setEnd(text, at + words.length);
            const { left, top, width, height } = range.getBoundingClientRect();
            return [left + width / 2, top + height / 2];
          }
        }""",
        words,
    )
    return float(x), float(y)


async def point_at(stage: Stage, words: str) -> None:
    await stage.page.mouse.move(*await middle_of(stage, words))
