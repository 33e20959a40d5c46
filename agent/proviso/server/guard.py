"""Who may knock: the exact Host and the exact Origin. Pure; refuses everything that is not on the list.

A prefix, a second header or an empty value is never a match: each has opened somebody's loopback server before.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_FIREFOX: Final = re.compile(r"moz-extension://[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def is_our_host(hosts: Sequence[str], port: int) -> bool:
    """Say whether the request was meant for us. Stops DNS rebinding."""
    return len(hosts) == 1 and hosts[0] in {f"127.0.0.1:{port}", f"localhost:{port}"}


def is_our_extension(origins: Sequence[str], extensions: frozenset[str]) -> bool:
    """Say whether our extension asks. Firefox gives each installation its own origin: there the secret decides."""
    if len(origins) != 1:
        return False
    scheme, _, identifier = origins[0].partition("://")
    if scheme == "chrome-extension":
        return identifier in extensions
    return _FIREFOX.fullmatch(origins[0]) is not None


def page_origin(port: int) -> str:
    """The origin of the local page."""
    return f"http://127.0.0.1:{port}"


def is_our_page(origins: Sequence[str], port: int) -> bool:
    """Say whether the local page asks."""
    return list(origins) == [page_origin(port)]
