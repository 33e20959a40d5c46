"""A person's desk with Firefox: driven over WebDriver BiDi, which Firefox speaks by itself, so no driver is needed.

BiDi cannot evaluate in the world of content scripts. So tests do what a person does, keys and clicks, and read what a
person sees: the page, and the shadow roots, which the test copy of the extension leaves open. The sites are a TLS server
on this machine. The home folder is the test's own, because Firefox looks for native hosts there.
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
from e2e.firefox_tab import Tab
from e2e.guests import SETTINGS, end_what_the_browser_started
from e2e.harness import PAGES, copy_extension
from e2e.public_site import served
from e2e.web import HOSTS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

FIREFOXES = ("firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox")
OWN_ID = "{6f1f0c5e-9d0e-4b55-8a43-7d0f6f0a7c11}"  # `gecko.id` in the manifest
STARTS_WITHIN_S = 30


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
        if address.startswith("https:"):
            await tab.until("document.querySelector('[contenteditable=true], textarea') !== null")
        return tab

    async def own_page(self, name: str) -> Tab:
        """Open "options" or "popup" in a tab."""
        return await self.open(f"moz-extension://{self.host}/{name}/{name}.html")

    async def background(self) -> str:
        """Whether the background is "running", "stopped" because nobody needed it, or "absent": Firefox knows."""
        tree = await self.send("browsingContext.getTree", **{"moz:scope": "chrome"})
        [window, *_] = tree["contexts"] if isinstance(tree["contexts"], list) else []
        expression = f"WebExtensionPolicy.getByID({json.dumps(OWN_ID)})?.extension?.backgroundState ?? 'absent'"
        where = {"context": window["context"]}
        answer = await self.send("script.evaluate", expression=expression, target=where, awaitPromise=False)
        result = answer["result"]
        assert isinstance(result, dict)
        return str(result["value"])

    async def install(self) -> None:
        """Load the extension, as "Load Temporary Add-on" does; a second time is what an update does."""
        data = {"type": "path", "path": str(self.extension)}
        await self.send("webExtension.install", extensionData=data)


def preferences(port: int, host: str) -> str:
    """The profile's settings: the sites are here, nothing else is asked for, and the extension's address is known."""
    values: dict[str, object] = {
        "network.socket.forcePort": f"443={port}",
        "network.dns.localDomains": ",".join(HOSTS),
        "network.proxy.type": 0,
        "extensions.webextensions.uuids": json.dumps({OWN_ID: host}),
        "remote.active-protocols": 1,  # BiDi alone
        "datareporting.policy.dataSubmissionEnabled": False,
        "app.normandy.enabled": False,
        "browser.shell.checkDefaultBrowser": False,
        "extensions.webextOptionalPermissionPrompts": False,  # no hand can press what the browser itself asks
        # On a busy machine a script that waits for its turn counts as slow, and would be ended.
        "dom.max_script_run_time": 0,
        "dom.max_ext_content_script_run_time": 0,
    }
    return "".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in values.items())


def hurry(extension: Path) -> None:
    """Let the background ping every 0.3 s."""
    script = extension / "background.js"
    slow, fast = "const pingMs = agent.limits?.ping_ms ?? 20_000;", "const pingMs = 300;"
    text = script.read_text("utf-8")
    assert slow in text
    script.write_text(text.replace(slow, fast), encoding="utf-8")


# What is said to the agent, where a test can read it: on the page, because the world of content scripts is closed to the driver.
TELL = """
const { send: sendQuietly } = Link.prototype;
Link.prototype.send = function (message) {
  if (message.type === "check") document.documentElement.dataset.told = JSON.stringify(message.context);
  return sendQuietly.call(this, message);
};
"""


def tell(extension: Path) -> None:
    """Let the content scripts show the page what they tell the agent of it."""
    script = extension / "content" / "link.js"
    script.write_text(script.read_text("utf-8") + TELL, encoding="utf-8")


@contextlib.asynccontextmanager
async def at_firefox(
    agent: HomeAgent, *, introduced: bool, more: str = "", program: Path | None = None, hurried: bool = False
) -> AsyncIterator[Firefox]:
    """Start Firefox with a fresh profile in the agent's home; end it afterwards.

    `more` are further lines of settings. A `program` to start it with brings the extension itself. `hurried`: Firefox ends
    an idle background after a second, which without that takes half a minute, and the background pings as much faster.
    """
    extension = copy_extension(agent.home / "extension")
    tell(extension)
    if hurried:
        hurry(extension)
        more += 'user_pref("extensions.background.idle.timeout", 1000);\n'
    host = str(uuid.uuid4())
    if introduced:
        await agent.command("install", "--browser", "firefox")
    async with served(agent.home) as site:
        profile = agent.home / "profile"
        profile.mkdir()
        (profile / "user.js").write_text(preferences(site.port, host) + more, encoding="utf-8")
        process = await _start(program or find_firefox(), profile, agent)
        errors: list[str] = []
        try:
            address, listening = await _listen(process, errors)
            async with connect(f"{address}/session", max_size=None, proxy=None) as connection:
                firefox = Firefox(connection, host, extension, agent, errors)
                await firefox.send("session.new", capabilities={"alwaysMatch": {"acceptInsecureCerts": True}})
                if program is None:
                    await firefox.install()
                yield firefox
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()
            await listening


@contextlib.asynccontextmanager
async def beside_an_agent(home: Path, *, introduced: bool = True, hurried: bool = False) -> AsyncIterator[Firefox]:
    """Start Firefox beside a running agent; `introduced` as `proviso install` does it."""
    agent = HomeAgent(home / "agent")
    agent.settle(SETTINGS)
    await agent.start()
    try:
        async with at_firefox(agent, introduced=introduced, hurried=hurried) as firefox:
            yield firefox
    finally:
        await agent.stop()
        await end_what_the_browser_started(agent)


async def _start(program: Path | None, profile: Path, agent: HomeAgent) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        str(program),
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
