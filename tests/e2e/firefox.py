"""A person's desk with Firefox: driven over WebDriver BiDi, which Firefox speaks by itself, so no driver is needed.

BiDi cannot evaluate in the world of content scripts. So tests do what a person does, keys and clicks, and read what a
person sees: the page, and the shadow roots, which the test copy of the extension leaves open. x.com is a TLS server on
this machine. The home folder is the test's own, because Firefox looks for native hosts there.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import shutil
import subprocess
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from websockets.asyncio.client import ClientConnection, connect

from e2e.agent import Agent
from e2e.harness import PAGES, UNDERLINED, copy_extension, selector, settle
from e2e.public_site import served

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

FIREFOXES = ("firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox")
OWN_ID = "{6f1f0c5e-9d0e-4b55-8a43-7d0f6f0a7c11}"  # `gecko.id` in the manifest
HOME = "home/tweetTextarea_0"
STARTS_WITHIN_S = 30
KEYS = {"Enter": "\ue007", "Escape": "\ue00c", "Backspace": "\ue003", "Home": "\ue011", "End": "\ue010", " ": " "}
KEYS |= {"Control": "\ue009", "Shift": "\ue008", "Alt": "\ue00a", "Tab": "\ue004", "ArrowLeft": "\ue012"}
# An element of the page or of an open shadow root: by a selector, and by the words it shows if there are any to go by.
DEEP = """(wanted, said) => {
  const fits = (one) => !said || one.innerText.trim() === said;
  const look = (root) => [...root.querySelectorAll(wanted)].find(fits) ??
    [...root.querySelectorAll("*")].reduce((found, one) => found ?? (one.shadowRoot && look(one.shadowRoot)), null);
  return look(document);
}"""
MIDDLE = "(one) => { const box = one.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2].map(Math.round); }"


def find_firefox() -> Path | None:
    """The Firefox that the tests drive: $PROVISO_FIREFOX, or an installed one, or none."""
    named = os.environ.get("PROVISO_FIREFOX")
    if named:
        return Path(named)
    found = next(filter(None, map(shutil.which, FIREFOXES)), None)
    return Path(found) if found else None


def why_no_firefox_tests() -> str | None:
    """The reason to skip, with its remedy, or None when everything is there."""
    firefox = find_firefox()
    if firefox is None or not firefox.exists():
        return "no Firefox: install it (Debian: apt-get install firefox-esr), or name one in $PROVISO_FIREFOX"
    if not (PAGES / "node_modules" / "draft-js").is_dir():
        return "the editors of the test pages are not installed: run scripts/setup test"
    return None


class HomeAgent(Agent):
    """An agent of a person with a home folder of their own."""

    @property
    def home(self) -> Path:
        """Where the agent, the browser and the native host look for this person's files."""
        return self.folder.parent

    @property
    def environment(self) -> dict[str, str]:
        """Home and what follows from it; what this machine's own person has set there is not theirs."""
        return {**super().environment, "HOME": str(self.home), "XDG_CONFIG_HOME": str(self.home / ".config")}


@dataclass
class Firefox:
    """A running Firefox with Proviso in it."""

    connection: ClientConnection
    host: str  # of moz-extension: another one for each installation
    extension: Path
    agent: HomeAgent
    errors: list[str] = field(default_factory=list)  # what the extension threw and nobody caught
    _count: int = 0

    async def send(self, method: str, **params: object) -> dict[str, object]:
        """Send one command and wait for its answer.

        Raises:
            RuntimeError: the browser refuses it.
        """
        self._count += 1
        await self.connection.send(json.dumps({"id": self._count, "method": method, "params": params}))
        while True:
            answer = json.loads(await self.connection.recv())
            if answer.get("id") == self._count:
                if answer["type"] == "error":
                    raise RuntimeError(f"{method}: {answer['error']}: {answer['message']}")
                result: dict[str, object] = answer["result"]
                return result

    async def open(self, address: str = "https://x.com/home") -> Tab:
        """Open an address in a new tab in front."""
        context = str((await self.send("browsingContext.create", type="tab"))["context"])
        tab = Tab(self, context)
        await tab.go(address)
        if address.startswith("https://x.com"):
            await tab.until("document.querySelector('[contenteditable=true]') !== null")
        return tab

    async def own_page(self, name: str) -> Tab:
        """Open "options" or "popup" in a tab."""
        return await self.open(f"moz-extension://{self.host}/{name}/{name}.html")

    async def background(self) -> str:
        """Whether the background is "running", or "stopped" because nobody needed it: Firefox knows."""
        tree = await self.send("browsingContext.getTree", **{"moz:scope": "chrome"})
        [window, *_] = tree["contexts"] if isinstance(tree["contexts"], list) else []
        expression = f"WebExtensionPolicy.getByID({json.dumps(OWN_ID)}).extension.backgroundState"
        where = {"context": window["context"]}
        answer = await self.send("script.evaluate", expression=expression, target=where, awaitPromise=False)
        result = answer["result"]
        assert isinstance(result, dict)
        return str(result["value"])

    async def install(self) -> None:
        """Load the extension, as "Load Temporary Add-on" does; a second time is what an update does."""
        data = {"type": "path", "path": str(self.extension)}
        await self.send("webExtension.install", extensionData=data)


@dataclass
class Tab:
    """One tab. Editors are named as the page names them: "home/tweetTextarea_0"."""

    firefox: Firefox
    context: str

    async def go(self, address: str) -> None:
        """Load an address."""
        await self.firefox.send("browsingContext.navigate", context=self.context, url=address, wait="complete")

    async def close(self) -> None:
        """Close the tab."""
        await self.firefox.send("browsingContext.close", context=self.context)

    async def front(self) -> None:
        """Bring it to the front: a tab behind another one gets no keys."""
        await self.firefox.send("browsingContext.activate", context=self.context)

    async def evaluate(self, expression: str) -> object:
        """Evaluate in the page's own world; a promise is awaited."""
        answer = await self.firefox.send(
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
        await self.until(f"{found}?.disabled === false || {found}?.isContentEditable === true")
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
        await self.firefox.send("input.performActions", context=self.context, actions=[source])

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

    async def holds(self, expected: str, key: str = HOME) -> None:
        """Wait until the editor's own state is this text, and the page shows it."""
        await settle(lambda: self.evaluate(f"window.__state[{json.dumps(key)}] ?? null"), expected)
        blocks = f"[...document.querySelectorAll({json.dumps(selector(key) + ' [data-block]')})]"
        await settle(lambda: self.evaluate(f"{blocks}.map((block) => block.textContent).join('\\n')"), expected)

    async def posts(self) -> object:
        """The texts that were posted, oldest first."""
        return await self.evaluate("window.__posts.map((post) => post.text)")


def graphemes(text: str) -> list[str]:
    """Characters as a keyboard or an emoji panel enters them: joined emoji and combining marks stay together."""
    joined = "[\u0300-\u036f\u200d\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
    return re.findall(rf"(?:[\U0001f1e6-\U0001f1ff]{{2}}|.)(?:{joined}(?:(?<=\u200d).)?)*", text, re.DOTALL)


def preferences(port: int, host: str) -> str:
    """The profile's settings: x.com is here, nothing else is asked for, and the extension's address is known."""
    values: dict[str, object] = {
        "network.socket.forcePort": f"443={port}",
        "network.dns.localDomains": "x.com",
        "network.proxy.type": 0,
        "extensions.webextensions.uuids": json.dumps({OWN_ID: host}),
        "remote.active-protocols": 1,  # BiDi alone
        "datareporting.policy.dataSubmissionEnabled": False,
        "app.normandy.enabled": False,
        "browser.shell.checkDefaultBrowser": False,
        "extensions.webextOptionalPermissionPrompts": False,  # no hand can press what the browser itself asks
    }
    return "".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in values.items())


@contextlib.asynccontextmanager
async def at_firefox(agent: HomeAgent, *, introduced: bool, more: str = "") -> AsyncIterator[Firefox]:
    """Start Firefox with a fresh profile in the agent's home; end it afterwards. `more`: further lines of settings."""
    host = str(uuid.uuid4())
    if introduced:
        await agent.command("install", "--browser", "firefox")
    async with served(agent.home) as site:
        profile = agent.home / "profile"
        profile.mkdir()
        (profile / "user.js").write_text(preferences(site.port, host) + more, encoding="utf-8")
        process = await _start(profile, agent)
        errors: list[str] = []
        try:
            address, listening = await _listen(process, errors)
            async with connect(f"{address}/session", max_size=None, proxy=None) as connection:
                firefox = Firefox(connection, host, copy_extension(agent.home / "extension"), agent, errors)
                await firefox.send("session.new", capabilities={"alwaysMatch": {"acceptInsecureCerts": True}})
                await firefox.install()
                yield firefox
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()
            await listening


async def _start(profile: Path, agent: HomeAgent) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        str(find_firefox()),
        "--headless",
        "--no-remote",
        "--profile",
        str(profile),
        "--remote-debugging-port=0",
        "--remote-allow-system-access",  # for the extension's own pages, which are no web pages
        env={**os.environ, **agent.environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


async def _listen(process: asyncio.subprocess.Process, errors: list[str]) -> tuple[str, asyncio.Task[None]]:
    """Wait for the address of the driver's door, then hear what the extension throws."""
    output = process.stderr
    if output is None:
        raise RuntimeError("Firefox has no standard error")
    async with asyncio.timeout(STARTS_WITHIN_S):
        async for line in output:
            found = re.search(r"WebDriver BiDi listening on (ws://\S+)", line.decode("utf-8", "replace"))
            if found:
                return found[1], asyncio.create_task(_hear(output, errors))
    raise RuntimeError("Firefox ended before it listened")


async def _hear(output: asyncio.StreamReader, errors: list[str]) -> None:
    async for line in output:
        text = line.decode("utf-8", "replace").strip()
        if "moz-extension://" in text:
            errors.append(text)
