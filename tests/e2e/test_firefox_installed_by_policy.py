"""The xpi as an agency publishes it: Firefox installs it by policy, with access to its sites and what the employer sets."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from e2e.firefox import OWN_ID, HomeAgent, at_firefox, find_firefox
from e2e.guests import SETTINGS, SSN
from e2e.harness import settle
from e2e.managed import managed, why_no_policies
from packages import URL, package

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(why_no_policies() is not None, reason=why_no_policies() or "")

UNSIGNED = 'user_pref("xpinstall.signatures.required", false);\n'  # as an agency with ESR may; Firefox itself may not


async def test_firefox_installs_it_pairs_and_underlines(tmp_path: Path) -> None:
    released = tmp_path / "released"
    assert package("--out", released, "--url", URL).returncode == 0
    policies = json.loads(
        (released / "policies/firefox/policies.json").read_text("utf-8").replace(URL, released.as_uri())
    )
    policies["policies"]["3rdparty"]["Extensions"][OWN_ID]["keep_on"] = True
    program = find_firefox()
    assert program
    managed_program = managed(program, tmp_path, {"firefox/policies/policies.json": json.dumps(policies)})
    agent = HomeAgent(tmp_path / "agent")
    agent.settle(SETTINGS)
    await agent.start()
    try:
        async with at_firefox(agent, introduced=True, more=UNSIGNED, program=managed_program) as firefox:
            await settle(firefox.background, "running")
            options = await firefox.own_page("options")
            await settle(lambda: options.shown("#sites p"), "Your employer keeps Proviso on in this browser.")
            assert await options.evaluate("document.querySelector('#sites input').disabled") is True
            tab = await firefox.open()
            await tab.write(f"my number is {SSN}")
            await tab.underlines([SSN])
    finally:
        await agent.stop()
