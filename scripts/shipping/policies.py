"""The browser policies by which IT installs the extension on every machine, as each system wants them written.

All of them say three things: install it from here and keep it; what schema.json lets an employer set (here: nothing); and
the extension may talk to Proviso's agent, where talking to programs is otherwise forbidden.
"""

from __future__ import annotations

import json
import plistlib
from dataclasses import dataclass
from typing import Final

NATIVE_HOST: Final = "org.proviso.agent"
# What an employer may set, at its default: see extension/schema.json.
SETTINGS: Final[dict[str, bool | list[str]]] = {"keep_on": False, "sites_off": []}
# Where Windows and macOS keep the policies of each browser of the Chromium family.
_FAMILY: Final = {
    "chrome": (r"Google\Chrome", "com.google.Chrome"),
    "edge": (r"Microsoft\Edge", "com.microsoft.Edge"),
}


@dataclass(frozen=True, slots=True)
class Published:
    """What a policy has to name."""

    identifier: str  # in the Chromium family
    update_url: str  # of update.xml
    firefox_id: str
    install_url: str  # of the xpi


def policies(published: Published) -> dict[str, bytes]:
    """Render every policy, by the name of its file."""
    files = {
        "linux/chromium-family.json": _json(_chromium_on_linux(published)),
        "firefox/policies.json": _json({"policies": _firefox(published)}),
        "windows/firefox.reg": _registry(_firefox_on_windows(published)),
        "macos/org.mozilla.firefox.plist": _plist({"EnterprisePoliciesEnabled": True, **_firefox(published)}),
    }
    for name, (key, domain) in _FAMILY.items():
        files[f"windows/{name}.reg"] = _registry(_chromium_on_windows(published, key))
        files[f"macos/{domain}.plist"] = _plist(_chromium(published))
        files[f"macos/{domain}.extensions.{published.identifier}.plist"] = _plist(SETTINGS)
    return files


def _chromium(published: Published) -> dict[str, object]:
    return {
        "ExtensionInstallForcelist": [f"{published.identifier};{published.update_url}"],
        "NativeMessagingAllowlist": [NATIVE_HOST],
    }


def _chromium_on_linux(published: Published) -> dict[str, object]:
    return {**_chromium(published), "3rdparty": {"extensions": {published.identifier: SETTINGS}}}


def _firefox(published: Published) -> dict[str, object]:
    installed = {"installation_mode": "force_installed", "install_url": published.install_url}
    return {
        "ExtensionSettings": {published.firefox_id: installed},
        "3rdparty": {"Extensions": {published.firefox_id: SETTINGS}},
    }


def _chromium_on_windows(published: Published, key: str) -> list[str]:
    policy = rf"HKEY_LOCAL_MACHINE\SOFTWARE\Policies\{key}"
    own = rf"{policy}\3rdparty\extensions\{published.identifier}\policy"
    return [
        "; Where a number is taken by another extension, use the next free one.",
        rf"[{policy}\ExtensionInstallForcelist]",
        f'"1"="{published.identifier};{published.update_url}"',
        "",
        rf"[{policy}\NativeMessagingAllowlist]",
        f'"1"="{NATIVE_HOST}"',
        "",
        f"[{own}]",
        '"keep_on"=dword:00000000',
        "",
        f"; [{own}\\sites_off]",
        '; "1"="facebook.com"',
    ]


def _firefox_on_windows(published: Published) -> list[str]:
    values = [f'"{name}"="{_quoted(json.dumps(value))}"' for name, value in _firefox(published).items()]
    return [r"[HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Mozilla\Firefox]", *values]


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _registry(lines: list[str]) -> bytes:
    return "\r\n".join(["Windows Registry Editor Version 5.00", "", *lines, ""]).encode("ascii")


def _json(value: object) -> bytes:
    return (json.dumps(value, indent=2) + "\n").encode()


def _plist(value: dict[str, object] | dict[str, bool | list[str]]) -> bytes:
    return plistlib.dumps(dict(value))
