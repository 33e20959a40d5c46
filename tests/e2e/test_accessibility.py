"""What Proviso shows, seen by axe-core, and walked through by keyboard alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from e2e.axe import complaints
from e2e.harness import PAGES, settle
from e2e.stage import ERROR, HINT, WARNING, Stage

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

ALL_THREE = f"{WARNING}. {ERROR}, or {HINT}"
READABLE = 4.5  # WCAG 1.4.3, text
VISIBLE = 3.0  # WCAG 1.4.11, shapes and edges of what can be pressed


async def show_sign(stage: Stage) -> None:
    await stage.draft(ALL_THREE)


async def show_list(stage: Stage) -> None:
    await show_sign(stage)
    await stage.page.keyboard.press("Alt+Shift+P")


async def show_card(stage: Stage) -> None:
    await show_list(stage)
    await stage.page.keyboard.press("ArrowDown")
    await stage.page.keyboard.press("Enter")
    await stage.card.locator("blockquote").first.wait_for()


async def show_question(stage: Stage) -> None:
    await stage.draft(ALL_THREE)
    await stage.page.keyboard.press("Control+Enter")
    await stage.dialog.locator("blockquote").first.wait_for()
    await stage.page.wait_for_timeout(500)


async def show_acknowledgement(stage: Stage) -> None:
    await stage.agent(hold="acknowledge")
    await show_question(stage)


async def show_notice(stage: Stage) -> None:
    await stage.agent(state="away")
    await stage.x.write(ERROR)
    await stage.page.keyboard.press("Control+Enter")
    await stage.notice.wait_for()


SHOWN: tuple[Callable[[Stage], Awaitable[None]], ...] = (
    show_sign,
    show_list,
    show_card,
    show_question,
    show_acknowledgement,
    show_notice,
)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("show", SHOWN, ids=lambda show: show.__name__.removeprefix("show_"))
async def test_axe_finds_nothing_to_complain_about(
    stage: Stage, show: Callable[[Stage], Awaitable[None]], theme: str
) -> None:
    background = "black" if theme == "dark" else "white"
    await stage.page.evaluate("(color) => { document.body.style.backgroundColor = color; }", background)
    await show(stage)

    assert await complaints(stage.page, only_ours=True) == []
    assert theme == await stage.page.locator(".frame").last.get_attribute("data-theme")


async def test_everything_can_be_done_by_keyboard_alone(stage: Stage) -> None:
    keyboard = stage.page.keyboard
    await stage.x.editor().focus()
    await keyboard.type(ERROR)
    await settle(stage.pill.inner_text, "1 to look at")
    await keyboard.press("Alt+Shift+P")
    await keyboard.press("Enter")
    await settle(stage.focused, "Social Security number")
    await keyboard.press("Escape")
    await keyboard.press("Tab")
    assert "Remove the number" == await stage.focused()
    await keyboard.press("Enter")
    await settle(stage.x.text, "Mine is [removed]")
    await settle(stage.view, "clear")
    await keyboard.press("Control+Enter")

    await settle(stage.x.posts, ["Mine is [removed]"])


async def test_everything_pressable_is_at_least_24_pixels_high(stage: Stage) -> None:
    await show_card(stage)
    low = await stage.page.locator(".pill, .list button, .card button, .card summary").evaluate_all(
        "(all) => all.map((one) => [one.innerText || one.ariaLabel, one.getBoundingClientRect().height]).filter(([, height]) => height < 24)"
    )

    assert [] == low


def contrast(one: str, other: str) -> float:
    """The contrast of two colours written as #rrggbb, by WCAG's formula."""

    def luminance(colour: str) -> float:
        parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("background", ["black", "white"])
async def test_every_colour_stands_out(stage: Stage, background: str) -> None:
    await stage.page.evaluate("(color) => { document.body.style.backgroundColor = color; }", background)
    await show_sign(stage)
    names = ["ink", "soft", "surface", "raised", "strong-line", "accent", "on-accent", "focus"]
    names += ["error", "warning", "info", "clear", "off"]
    colours: dict[str, str] = await stage.page.locator(".frame").last.evaluate(
        "(frame, names) => Object.fromEntries(names.map((name) => [name, getComputedStyle(frame).getPropertyValue(`--${name}`).trim()]))",
        names,
    )
    texts = [(name, ground) for name in ("ink", "soft") for ground in ("surface", "raised")]
    texts += [(tone, "surface") for tone in ("error", "warning", "info")] + [("on-accent", "accent")]
    shapes = [(name, "surface") for name in ("strong-line", "clear", "off", "focus")]
    faint = [pair for pair in texts if contrast(*(colours[name] for name in pair)) < READABLE]
    faint += [pair for pair in shapes if contrast(*(colours[name] for name in pair)) < VISIBLE]

    assert [] == faint


async def test_forced_colours_keep_edges_and_shapes(stage: Stage) -> None:
    await stage.page.emulate_media(forced_colors="active")
    await show_list(stage)
    edges = await stage.page.locator(".pill, .list").evaluate_all(
        "(all) => all.map((one) => getComputedStyle(one).borderTopWidth)"
    )

    assert ["2px", "2px"] == edges
    await stage.page.emulate_media(forced_colors="none")


async def test_more_contrast_draws_lines_in_the_colour_of_text(stage: Stage) -> None:
    await stage.page.emulate_media(contrast="more")
    await show_list(stage)
    line, ink = await stage.listing.evaluate(
        "(list) => { const { borderTopColor, color } = getComputedStyle(list); return [borderTopColor, color]; }"
    )

    assert ink == line
    await stage.page.emulate_media(contrast="no-preference")


async def test_a_list_of_findings_is_a_list_to_a_screen_reader(stage: Stage) -> None:
    await show_list(stage)
    found = stage.page.get_by_role("list", name="Findings in this draft").get_by_role("listitem")

    assert 3 == await found.count()


async def test_the_words_of_both_languages_are_complete() -> None:
    locales = PAGES.parents[1] / "extension" / "_locales"
    english, spanish = (
        json.loads((locales / language / "messages.json").read_text(encoding="utf-8")) for language in ("en", "es")
    )

    assert english.keys() == spanish.keys()
