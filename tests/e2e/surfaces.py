"""Every place that Proviso knows: how a person gets there and publishes, and what the page says there. One row each.

`context` is exactly what the agent must be told; a field that is not in it must not be told.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from e2e.harness import Desk, XPage

Step = Callable[["XPage"], Awaitable[object]]
FACEBOOK: Final = "https://www.facebook.com/"
X: Final = "https://x.com"
JANE: Final = {"handle": "@jane_roe_ssa", "display_name": "Jane Roe"}
JANE_ON_FACEBOOK: Final = {"handle": "@jane.roe.5", "display_name": "Jane Roe"}
PAYMENTS: Final = {
    "reply_target": "official-agency-page",
    "replying_to": "@SocialSecurity: Payments arrive on Friday.",
}
PAYMENTS_ON_FACEBOOK: Final = {**PAYMENTS, "replying_to": "@Social Security: Payments arrive on Friday."}


def click(selector: str) -> Step:
    """Press what a selector finds first."""
    return lambda tab: tab.page.locator(selector).first.click()


def button(name: str) -> Step:
    """Press the last button of this name: a dialog is drawn after the page behind it."""
    return lambda tab: tab.page.get_by_role("button", name=name, exact=True).last.click()


def key(name: str) -> Step:
    """Press a key where the focus is."""
    return lambda tab: tab.page.keyboard.press(name)


def steps(*every: Step) -> Step:
    """One after the other."""

    async def take(tab: XPage) -> None:
        for step in every:
            await step(tab)

    return take


async def stay(_tab: XPage) -> None:
    """Already there."""


@dataclass(frozen=True)
class Surface:
    """One place to write."""

    url: str
    key: str  # the editor, as XPage names it
    publish: Step
    context: dict[str, object] = field(default_factory=dict)
    reach: Step = stay
    before: str = ""  # what stands in the editor already

    async def go(self, desk: Desk) -> XPage:
        """Open the page and the composer; the caret is at the end of what stands there."""
        tab = await desk.visit(self.url)
        tab.page.set_default_timeout(5000)
        await self.reach(tab)
        await tab.editor(self.key).click()
        await tab.page.keyboard.press("Control+End")
        return tab


def on_x(surface: str, **more: object) -> dict[str, object]:
    """What X's page always says."""
    return {"platform": "x", "site": "x.com", "surface": surface, **JANE, **more}


def on_facebook(surface: str, **more: object) -> dict[str, object]:
    """What Facebook's page always says."""
    return {"platform": "facebook", "site": "www.facebook.com", "surface": surface, **JANE_ON_FACEBOOK, **more}


SURFACES: Final = {
    "x post": Surface(f"{X}/home", "home/tweetTextarea_0", click('[data-testid="tweetButtonInline"]'), on_x("post")),
    "x thread": Surface(
        f"{X}/compose/post",
        "modal/tweetTextarea_1",
        click('[data-testid="tweetButton"]'),
        on_x("post"),
        click('[data-testid="addButton"]'),
    ),
    "x reply on its page": Surface(
        f"{X}/SocialSecurity/status/1", "status/tweetTextarea_0", key("Control+Enter"), on_x("reply", **PAYMENTS)
    ),
    "x reply in a dialog": Surface(
        f"{X}/home?answered=sam_poe",
        "modal/tweetTextarea_0",
        click('[data-testid="tweetButton"]'),
        on_x("reply", replying_to="@sam_poe: When do I get mine?"),
        click('[data-testid="reply"]'),
    ),
    "x quote": Surface(
        f"{X}/home",
        "modal/tweetTextarea_0",
        click('[data-testid="tweetButton"]'),
        on_x("quote", **PAYMENTS),
        click('[data-testid="quote"]'),
    ),
    "x edit": Surface(
        f"{X}/compose/post?edit=1",
        "modal/tweetTextarea_0",
        click('[data-testid="tweetButton"]'),
        on_x("edit", previous_text="The office is open on Friday."),
        before="The office is open on Friday.",
    ),
    "x direct message": Surface(f"{X}/messages/1-2", "dm", key("Enter"), on_x("dm")),
    "x profile": Surface(
        f"{X}/settings/profile",
        "bio",
        click('[data-testid="Profile_Save_Button"]'),
        on_x("profile"),
        before="Brewers, dogs, bad puns.",
    ),
    "x on a small screen": Surface(
        "https://mobile.x.com/home",
        "mobile",
        click('[data-testid="tweetButton"]'),
        {**on_x("post"), "site": "mobile.x.com"},
    ),
    "pro.x.com": Surface(
        "https://pro.x.com/home",
        "home/tweetTextarea_0",
        click('[data-testid="tweetButtonInline"]'),
        {**on_x("post"), "site": "pro.x.com"},
    ),
    "facebook post in two steps": Surface(
        f"{FACEBOOK}?dialog=post",
        "post",
        steps(button("Next"), button("Post")),
        on_facebook("post", audience="public"),
    ),
    "facebook post at once": Surface(
        f"{FACEBOOK}?dialog=post&steps=1", "post", button("Post"), on_facebook("post", audience="public")
    ),
    "facebook post by a page": Surface(
        f"{FACEBOOK}?dialog=post&as=SocialSecurity&name=Social+Security&id=100077000000001",
        "post",
        steps(button("Next"), button("Post")),
        on_facebook("post", audience="public", handle="@SocialSecurity", display_name="Social Security"),
    ),
    "facebook post in a group": Surface(
        f"{FACEBOOK}groups/123?dialog=post",
        "post",
        steps(button("Next"), button("Post")),
        on_facebook("post", audience="group"),
    ),
    "facebook comment": Surface(FACEBOOK, "comment", key("Enter"), on_facebook("comment", **PAYMENTS_ON_FACEBOOK)),
    "facebook reply": Surface(
        FACEBOOK,
        "reply",
        click("#focused-state-composer-submit"),
        on_facebook("reply", replying_to="@Sam Poe: When do I get mine?"),
        button("Reply"),
    ),
    "facebook share": Surface(
        FACEBOOK,
        "share",
        button("Share now"),
        on_facebook("share", audience="public", **PAYMENTS_ON_FACEBOOK),
        click('[role="button"]:has([data-ad-rendering-role="share_button"])'),
    ),
    "facebook edit": Surface(
        f"{FACEBOOK}?dialog=edit",
        "edit",
        button("Save"),
        on_facebook("edit", audience="public", previous_text="The office is open on Friday."),
        before="The office is open on Friday.",
    ),
    "facebook message": Surface(FACEBOOK, "message", key("Enter"), on_facebook("dm"), button("Messenger")),
    "facebook in Spanish": Surface(
        f"{FACEBOOK}?dialog=post&lang=es",
        "post",
        steps(button("Siguiente"), button("Publicar")),
        on_facebook("post", audience="public"),
    ),
    "facebook comment in Spanish": Surface(
        f"{FACEBOOK}?lang=es", "comment", key("Enter"), on_facebook("comment", **PAYMENTS_ON_FACEBOOK)
    ),
    "business.facebook.com": Surface(
        "https://business.facebook.com/latest/composer/?asset_id=100077000000001",
        "business",
        button("Publish"),
        {"platform": "facebook", "site": "business.facebook.com", "surface": "post", "handle": "100077000000001"},
    ),
}
