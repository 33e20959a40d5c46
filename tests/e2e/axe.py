"""What axe, the accessibility checker, complains about on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from e2e.harness import PAGES

if TYPE_CHECKING:
    from playwright.async_api import Page

_AXE: Final = PAGES / "node_modules" / "axe-core" / "axe.min.js"
_RUN: Final = """async (onlyOurs) => {
  const ours = [...document.documentElement.children].filter((one) => one.shadowRoot);
  const { passes, violations } = await (onlyOurs ? axe.run({ include: ours }) : axe.run());
  const complaints = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
  return { passes: passes.length, complaints };
}"""


async def complaints(page: Page, *, only_ours: bool = False) -> list[str]:
    """Each rule that is broken, with the element that breaks it. `only_ours`: what Proviso has put on somebody else's page.

    Raises:
        AssertionError: axe saw nothing at all, as with a closed shadow root, and would complain about nothing.
    """
    await page.evaluate(_AXE.read_text(encoding="utf-8"))
    seen = await page.evaluate(_RUN, only_ours)
    assert seen["passes"] > 0
    return list(seen["complaints"])
