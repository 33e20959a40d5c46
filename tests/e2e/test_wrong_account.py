"""A private voice on an official account, and an office's voice on a personal one: said before anything else, in the list and in the question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from e2e.harness import settle

if TYPE_CHECKING:
    from e2e.harness import Desk

SSN = "078-05-1120"
VOICES = {
    "a private voice on the office's account": (
        {"handle": "SocialSecurity", "name": "Social Security"},
        "My husband and the lake are waiting.",
        4,
    ),
    "the office's voice on a private account": ({}, "Our offices are closed on Monday.", 3),
}


@pytest.mark.parametrize(("account", "words", "findings"), VOICES.values(), ids=VOICES.keys())
async def test_what_reads_as_if_it_were_on_the_wrong_account_comes_first(
    desk: Desk, account: dict[str, str], words: str, findings: int
) -> None:
    desk.errors.clear()
    tab = await desk.open("/home", **account)
    await tab.write(f"Mine is {SSN}. {words}")
    await settle(lambda: tab.in_extension("watch.composers()[0].view.findings.length"), findings)
    await tab.page.keyboard.press("Alt+Shift+P")
    listed = await tab.page.locator(".list .open .message").all_inner_texts()
    await tab.page.keyboard.press("Escape")
    await tab.page.get_by_test_id("tweetButtonInline").click()
    asked = await tab.page.locator("dialog .found li > p").all_inner_texts()

    assert [True, *[False] * (findings - 1)] == ["account" in message for message in listed]
    assert listed[0] == asked[0]
    await tab.page.close()
    assert desk.errors == []
