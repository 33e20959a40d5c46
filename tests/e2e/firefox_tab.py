"""One tab of Firefox: what a person does there, by keys and clicks, and what a person sees. See firefox.py."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from e2e.harness import UNDERLINED, selector, settle

if TYPE_CHECKING:
    from collections.abc import Mapping

HOME = "home/tweetTextarea_0"
KEYS = {"Enter": "\ue007", "Escape": "\ue00c", "Backspace": "\ue003", "Home": "\ue011", "End": "\ue010", " ": " "}
KEYS |= {"Control": "\ue009", "Shift": "\ue008", "Alt": "\ue00a", "Tab": "\ue004", "ArrowLeft": "\ue012"}
# An element of the page or of an open shadow root: by a selector, and by the words it shows if there are any to go by.
DEEP = """(wanted, said) => {
  const fits = (one) => !said || one.innerText.trim() === said;
  const look = (root) => [...root.querySelectorAll(wanted)].find(fits) ??
    [...root.querySelectorAll("*")].reduce((found, one) => found ?? (one.shadowRoot && look(one.shadowRoot)), null);
  return look(document);
}"""
# Of what is further down the page, after it has been scrolled to, and of what moves, when it has come to rest.
MIDDLE = """async (one) => {
  one.scrollIntoView({ block: "nearest" });
  const middle = () => { const box = one.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2].map(Math.round); };
  for (let before = null, now = middle(); ; before = now, now = middle()) {
    if (String(before) === String(now)) return now;
    await new Promise(requestAnimationFrame);
  }
}"""


class Browser(Protocol):
    """What a tab needs of its browser."""

    async def send(self, method: str, **params: object) -> dict[str, object]: ...


@dataclass
class Tab:
    """One tab. Editors are named as the page names them: "home/tweetTextarea_0"."""

    browser: Browser
    context: str

    async def go(self, address: str) -> None:
        """Load an address."""
        await self.browser.send("browsingContext.navigate", context=self.context, url=address, wait="complete")

    async def close(self) -> None:
        """Close the tab."""
        await self.browser.send("browsingContext.close", context=self.context)

    async def front(self) -> None:
        """Bring it to the front: a tab behind another one gets no keys."""
        await self.browser.send("browsingContext.activate", context=self.context)

    async def evaluate(self, expression: str) -> object:
        """Evaluate in the page's own world; a promise is awaited."""
        answer = await self.browser.send(
            "script.evaluate",
            expression=f"Promise.resolve({expression}).then((value) => JSON.stringify(value) ?? 'null')",
            target={"context": self.context},
            awaitPromise=True,
            userActivation=True,
        )
        if "exceptionDetails" in answer:
            raise AssertionError(f"{expression}: {json.dumps(answer['exceptionDetails'])[:600]}")
        result = answer["result"]
        assert isinstance(result, dict)
        return json.loads(result["value"])

    async def until(self, expression: str) -> None:
        """Wait until an expression is true."""
        await settle(lambda: self.evaluate(expression), expected=True)

    async def press(self, *keys: str) -> None:
        """Press keys together: the first is held while the next goes down."""
        named = [KEYS.get(key, key) for key in keys]
        actions = [{"type": "keyDown", "value": key} for key in named]
        actions += [{"type": "keyUp", "value": key} for key in reversed(named)]
        await self._perform({"type": "key", "id": "keyboard", "actions": actions})

    async def type(self, text: str) -> None:
        """Press a key for each character; "\\n" is Enter. What the keyboard has no key for comes as one character too."""
        keys = [KEYS["Enter"] if one == "\n" else one for one in graphemes(text)]
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        await self._perform({"type": "key", "id": "keyboard", "actions": actions})

    async def click(self, wanted: str, said: str = "") -> None:
        """Click the middle of an element, wherever it is shown, as soon as it is there and can be pressed."""
        found = f"({DEEP})({json.dumps(wanted)}, {json.dumps(said)})"
        await self.until(f"((one) => one !== null && !one.disabled && one.ariaDisabled !== 'true')({found})")
        middle = await self.evaluate(f"({MIDDLE})({found})")
        assert isinstance(middle, list)
        actions: list[dict[str, object]] = [
            {"type": "pointerMove", "x": middle[0], "y": middle[1]},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        await self._perform(
            {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": actions}
        )

    async def _perform(self, source: Mapping[str, object]) -> None:
        await self.browser.send("input.performActions", context=self.context, actions=[source])

    async def shown(self, wanted: str) -> object:
        """The text of an element as a person reads it; None when there is none."""
        return await self.evaluate(f"({DEEP})({json.dumps(wanted)})?.innerText.trim().replace(/\\s+/g, ' ') ?? null")

    async def write(self, text: str, key: str = HOME) -> None:
        """Click into an editor and type."""
        await self.click(selector(key))
        await self.type(text)

    async def underlines(self, expected: list[str]) -> None:
        """Wait until exactly these words are underlined."""
        await settle(lambda: self.evaluate(f"({UNDERLINED})()"), expected)

    async def says(self, expected: str, key: str = HOME) -> None:
        """Wait until the editor's own state is this text."""
        await settle(lambda: self.evaluate(f"window.__state[{json.dumps(key)}] ?? null"), expected)

    async def holds(self, expected: str, key: str = HOME) -> None:
        """Wait until the editor's own state is this text, and the page shows it."""
        await self.says(expected, key)
        blocks = f"[...document.querySelectorAll({json.dumps(selector(key) + ' [data-block]')})]"
        await settle(lambda: self.evaluate(f"{blocks}.map((block) => block.textContent).join('\\n')"), expected)

    async def told(self) -> object:
        """What the agent was last told of the page."""
        return await self.evaluate("JSON.parse(document.documentElement.dataset.told)")

    async def posts(self) -> object:
        """The texts that were posted, oldest first."""
        return await self.evaluate("window.__posts.map((post) => post.text)")


def graphemes(text: str) -> list[str]:
    """Characters as a keyboard or an emoji panel enters them: joined emoji and combining marks stay together."""
    joined = "[\u0300-\u036f\u200d\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
    return re.findall(rf"(?:[\U0001f1e6-\U0001f1ff]{{2}}|.)(?:{joined}(?:(?<=\u200d).)?)*", text, re.DOTALL)
