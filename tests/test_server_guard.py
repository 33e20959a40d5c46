"""Who may knock: exact Host and exact Origin. The same knocks over a real socket are in test_server_door.py."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proviso.server.guard import is_our_extension, is_our_host, is_our_page

ID = "ocifghhldafgdjjpnjlcpnkpfkbdgfng"
OURS = frozenset({ID})
FIREFOX = "moz-extension://0b5c2a40-91b3-4a2e-8c1d-5e6f7a8b9c0d"


@pytest.mark.parametrize("host", ["127.0.0.1:8123", "localhost:8123"])
def test_the_agents_own_addresses_are_its_hosts(host: str) -> None:
    assert is_our_host([host], 8123)


@pytest.mark.parametrize(
    "hosts",
    [
        [],
        [""],
        [":8123"],
        ["127.0.0.1"],
        ["127.0.0.1:8124"],
        ["127.0.0.1:08123"],
        ["localhost.evil.example:8123"],
        ["evil.example:8123"],
        ["127.0.0.1:8123.evil.example"],
        ["[::1]:8123"],
        ["0.0.0.0:8123"],
        ["2130706433:8123"],
        ["LOCALHOST:8123"],
        ["127.0.0.1:8123", "127.0.0.1:8123"],
        ["127.0.0.1:8123", "evil.example"],
        ["127.0.0.1:8123, evil.example"],
    ],
    ids=str,
)
def test_every_other_host_is_refused(hosts: list[str]) -> None:
    assert not is_our_host(hosts, 8123)


@pytest.mark.parametrize("origin", [f"chrome-extension://{ID}", FIREFOX])
def test_our_extension_may_knock(origin: str) -> None:
    assert is_our_extension([origin], OURS)


@pytest.mark.parametrize(
    "origins",
    [
        [],
        [""],
        ["null"],
        ["https://evil.example"],
        ["https://x.com"],
        ["http://127.0.0.1:8123"],
        ["chrome-extension://"],
        ["chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba"],
        [f"chrome-extension://{ID}/"],
        [f"chrome-extension://{ID}.evil.example"],
        [f"Chrome-Extension://{ID}"],
        [f"https://chrome-extension://{ID}"],
        ["moz-extension://"],
        ["moz-extension://not-a-uuid"],
        [FIREFOX + ".evil.example"],
        [f"chrome-extension://{ID}", f"chrome-extension://{ID}"],
        [f"chrome-extension://{ID}", "https://evil.example"],
        [f"chrome-extension://{ID}, https://evil.example"],
    ],
    ids=str,
)
def test_every_other_origin_is_refused(origins: list[str]) -> None:
    assert not is_our_extension(origins, OURS)


@pytest.mark.parametrize(
    "origins", [[], ["null"], ["http://localhost:8123"], ["http://127.0.0.1:8124"], [FIREFOX]], ids=str
)
def test_only_the_page_itself_is_our_page(origins: list[str]) -> None:
    assert is_our_page(["http://127.0.0.1:8123"], 8123)
    assert not is_our_page(origins, 8123)


@given(st.text(), st.text())
def test_nothing_around_a_good_value_makes_it_good(before: str, after: str) -> None:
    if before or after:
        assert not is_our_host([f"{before}127.0.0.1:8123{after}"], 8123)
        assert not is_our_extension([f"{before}chrome-extension://{ID}{after}"], OURS)
        assert not is_our_extension([f"{before}{FIREFOX}{after}"], OURS)
