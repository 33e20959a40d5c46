"""Pairing by a code, for a browser that native messaging does not reach."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from knocking import FIREFOX, House, close_code, guest, open_house, stranger
from proviso.server.handshake import GuestHandshake
from proviso.server.pairings import Pairings

if TYPE_CHECKING:
    from pathlib import Path

OTHER = "moz-extension://ffffffff-91b3-4a2e-8c1d-5e6f7a8b9c0d"


async def pair(house: House, code: str) -> tuple[str, str]:
    """Pair with a code; id and key of the pairing."""
    async with guest(house, "code", code, FIREFOX) as inside:
        assert inside.proven.pairing_key is not None
        return str(inside.ready["pairing"]), inside.proven.pairing_key


def secret_of(shown: str) -> str:
    return shown.replace("-", "")


async def refusal(house: House, key: str, secret: str, origin: str) -> int | None:
    """The close code that a hello with this key meets before any challenge."""
    async with stranger(house.port, origin) as connection:
        await connection.send(GuestHandshake(key, secret).hello())
        return await close_code(connection)


async def test_a_code_leaves_a_key_that_survives_a_restart(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        identifier, key = await pair(house, secret_of(house.state.issue_code()))
    async with open_house(tmp_path, port=house.port) as again, guest(again, identifier, key, FIREFOX) as inside:
        pong = await inside.ask(type="ping")

    assert {"type": "pong"} == pong
    assert "pairing" not in inside.ready


async def test_the_key_never_travels(tmp_path: Path) -> None:
    async with (
        open_house(tmp_path) as house,
        guest(house, "code", secret_of(house.state.issue_code()), FIREFOX) as inside,
    ):
        told = json.dumps(inside.ready)

    assert str(inside.proven.pairing_key) not in told


async def test_the_agent_keeps_the_port_that_a_pairing_relies_on(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        await pair(house, secret_of(house.state.issue_code()))

        assert house.port == Pairings(house.state).port()


async def test_a_key_passed_on_by_whoever_took_the_port_is_refused(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        identifier, key = await pair(house, secret_of(house.state.issue_code()))
        taken = house.port
    async with open_house(tmp_path) as elsewhere:
        assert elsewhere.port != taken
        assert 4401 == await refusal(elsewhere, identifier, key, FIREFOX)


async def test_a_code_is_good_once(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        code = secret_of(house.state.issue_code())
        await pair(house, code)

        assert 4401 == await refusal(house, "code", code, FIREFOX)


async def test_without_a_code_nobody_pairs(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        assert 4401 == await refusal(house, "code", "", FIREFOX)


async def test_a_pairing_is_worth_nothing_to_another_installation(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        identifier, key = await pair(house, secret_of(house.state.issue_code()))

        assert 4401 == await refusal(house, identifier, key, OTHER)


@pytest.mark.parametrize("key", ["", "nobody", "token ", "Token"])
async def test_a_key_that_names_nothing_is_refused(tmp_path: Path, key: str) -> None:
    async with open_house(tmp_path) as house:
        assert 4401 == await refusal(house, key, house.running.token, FIREFOX)
