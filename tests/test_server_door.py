"""The loopback door over real sockets: who is refused, with what, and what nobody learns."""

from __future__ import annotations

import asyncio
import json
from contextlib import AsyncExitStack, suppress
from typing import TYPE_CHECKING

import pytest
import websockets
from websockets.asyncio.server import ServerConnection, serve

from knocking import (
    FIREFOX,
    OURS,
    UPGRADE,
    close_code,
    frame,
    guest,
    knock,
    open_house,
    shake_hands,
    stranger,
    upgrade,
)
from proviso.server.door import MAX_CONNECTIONS
from proviso.server.guest import Guest
from proviso.server.handshake import GuestHandshake, Refuse, mac, new_nonce

if TYPE_CHECKING:
    from pathlib import Path

EVIL = "https://evil.example"
PORT = "PORT"  # replaced by the port of the open door

REFUSED = {
    "evil page": ([("Host", "127.0.0.1:PORT"), ("Origin", EVIL)], 403),
    "sandboxed frame": ([("Host", "127.0.0.1:PORT"), ("Origin", "null")], 403),
    "no origin": ([("Host", "127.0.0.1:PORT")], 403),
    "two origins, ours first": ([("Host", "127.0.0.1:PORT"), ("Origin", OURS), ("Origin", EVIL)], 403),
    "two origins, both ours": ([("Host", "127.0.0.1:PORT"), ("Origin", OURS), ("Origin", OURS)], 403),
    "another extension": ([("Host", "127.0.0.1:PORT"), ("Origin", "chrome-extension://" + "p" * 32)], 403),
    "origin with a tail": ([("Host", "127.0.0.1:PORT"), ("Origin", OURS + ".evil.example")], 403),
    "the local page's origin": ([("Host", "127.0.0.1:PORT"), ("Origin", "http://127.0.0.1:PORT")], 403),
    "rebound name": ([("Host", "evil.example:PORT"), ("Origin", "http://evil.example:PORT")], 421),
    "rebound name, our origin": ([("Host", "evil.example:PORT"), ("Origin", OURS)], 421),
    "prefixed host": ([("Host", "localhost.evil.example:PORT"), ("Origin", OURS)], 421),
    "host without a name": ([("Host", ":PORT"), ("Origin", OURS)], 421),
    "host without a port": ([("Host", "127.0.0.1"), ("Origin", OURS)], 421),
    "host of another port": ([("Host", "127.0.0.1:1"), ("Origin", OURS)], 421),
    "empty host": ([("Host", ""), ("Origin", OURS)], 421),
}


@pytest.mark.parametrize(("headers", "status"), REFUSED.values(), ids=REFUSED.keys())
async def test_a_wrong_knock_gets_a_status_and_nothing_else(
    tmp_path: Path, headers: list[tuple[str, str]], status: int
) -> None:
    async with open_house(tmp_path) as house:
        sent = [(name, value.replace(PORT, str(house.port))) for name, value in headers]
        answer = await knock(house.port, [*sent, *UPGRADE])

    assert (status, b"") == (answer.status, answer.body)
    assert not [name for name, _ in answer.headers if name.lower().startswith("access-control")]


@pytest.mark.parametrize("hosts", [0, 2])
async def test_no_host_and_two_hosts_are_refused(
    tmp_path: Path, hosts: int, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    async with open_house(tmp_path) as house:
        host, *others = upgrade(house.port)
        answer = await knock(house.port, [*[host] * hosts, *others])

    assert answer.status in {400, 421}  # the HTTP parser may be the first to refuse it
    assert ("", []) == (capsys.readouterr().err, caplog.records)  # a stranger fills no journal


@pytest.mark.parametrize("origin", [OURS, FIREFOX])
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_a_right_knock_is_let_in_to_the_handshake(tmp_path: Path, origin: str, host: str) -> None:
    async with open_house(tmp_path) as house:
        answer = await knock(house.port, upgrade(house.port, host=f"{host}:{house.port}", origin=origin))

    assert 101 == answer.status
    assert answer.header("Sec-WebSocket-Extensions") is None  # no compression


@pytest.mark.parametrize("method", ["POST", "PUT", "OPTIONS", "HEAD"])
async def test_only_get_may_knock(tmp_path: Path, method: str) -> None:
    async with open_house(tmp_path) as house:
        answer = await knock(house.port, upgrade(house.port), method=method)

    assert 405 == answer.status


async def test_a_preflight_is_given_no_cors_headers(tmp_path: Path) -> None:
    ask = [("Access-Control-Request-Method", "GET"), ("Access-Control-Request-Private-Network", "true")]
    async with open_house(tmp_path) as house:
        answer = await knock(house.port, [*upgrade(house.port, origin=EVIL), *ask], method="OPTIONS")

    assert 405 == answer.status
    assert not [name for name, _ in answer.headers if name.lower().startswith("access-control")]


async def test_a_request_without_an_upgrade_is_told_so(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        answer = await knock(house.port, upgrade(house.port)[:2])

    assert 426 == answer.status


async def test_an_answer_names_no_program_version(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        refused = await knock(house.port, upgrade(house.port, origin=EVIL))
        accepted = await knock(house.port, upgrade(house.port))

    assert ["Proviso", "Proviso"] == [refused.header("Server"), accepted.header("Server")]


async def test_the_seventeenth_connection_is_refused_and_the_next_after_one_has_left_is_not(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house, AsyncExitStack() as stack:
        inside = [await stack.enter_async_context(guest(house)) for _ in range(MAX_CONNECTIONS)]
        seventeenth = await knock(house.port, upgrade(house.port))
        await inside[0].connection.close()
        await asyncio.sleep(0)
        async with guest(house) as late:
            answer = await late.ask(type="ping")

    assert (503, b"") == (seventeenth.status, seventeenth.body)
    assert {"type": "pong"} == answer


async def test_connections_that_have_proven_nothing_count_as_well(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house, AsyncExitStack() as stack:
        for _ in range(MAX_CONNECTIONS):
            await stack.enter_async_context(stranger(house.port))
        answer = await knock(house.port, upgrade(house.port))

    assert 503 == answer.status


async def test_a_silent_client_is_sent_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proviso.server.door.HANDSHAKE_S", 0.1)
    async with open_house(tmp_path) as house, stranger(house.port) as connection:
        assert 4401 == await close_code(connection)


async def test_a_client_that_stops_after_hello_is_sent_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proviso.server.door.HANDSHAKE_S", 0.1)
    async with open_house(tmp_path) as house, stranger(house.port) as connection:
        await connection.send(GuestHandshake("token", house.running.token).hello())

        assert 4401 == await close_code(connection)


@pytest.mark.parametrize("secret", ["", "0" * 64, "é"])
async def test_a_wrong_token_is_sent_away(tmp_path: Path, secret: str) -> None:
    async with open_house(tmp_path) as house, stranger(house.port) as connection:
        hello = GuestHandshake("token", secret).hello()
        await connection.send(hello)
        nonce = json.loads(await connection.recv())["nonce"]
        await connection.send(
            json.dumps({"type": "auth", "mac": mac(secret, "client", nonce, json.loads(hello)["nonce"])})
        )

        assert 4401 == await close_code(connection)


async def test_a_reflected_mac_is_sent_away(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house, stranger(house.port) as connection:
        await connection.send(GuestHandshake("token", "").hello())
        challenge = json.loads(await connection.recv())
        await connection.send(json.dumps({"type": "auth", "mac": challenge["mac"]}))

        assert 4401 == await close_code(connection)


@pytest.mark.parametrize(
    "first",
    ['{"type":"check","conversation":"c","revision":1,"text":"hello"}', '{"token":"x"}', "", "[]", b"\x00\x01"],
    ids=["check", "token", "empty", "list", "binary"],
)
async def test_nothing_but_hello_is_taken_before_the_proof(tmp_path: Path, first: str | bytes) -> None:
    async with open_house(tmp_path) as house, stranger(house.port) as connection:
        await connection.send(first)

        assert 4400 == await close_code(connection)


async def test_a_message_before_the_proof_is_at_most_four_kibibytes(tmp_path: Path) -> None:
    hello = {"type": "hello", "v": 1, "nonce": new_nonce(), "key": "token", "pad": ""}
    fits = json.dumps({**hello, "pad": "x" * (4096 - len(json.dumps(hello)))})
    async with open_house(tmp_path) as house:
        async with stranger(house.port) as connection:
            await connection.send(fits)
            challenge = json.loads(await connection.recv())
        async with stranger(house.port) as connection:
            await connection.send(fits.replace("xx", "xxx", 1))
            refused = await close_code(connection)

    assert ("challenge", 1009) == (challenge["type"], refused)


async def test_a_message_after_the_proof_is_at_most_512_kibibytes(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house, guest(house) as inside:
        ping = '{"type":"ping","pad":""}'
        await inside.connection.send(ping.replace('""', '"' + "x" * (524_288 - len(ping)) + '"'))
        answer = await inside.receive()
        await inside.connection.send(ping.replace('""', '"' + "x" * (524_289 - len(ping)) + '"'))
        refused = await close_code(inside.connection)

    assert ({"type": "pong"}, 1009) == (answer, refused)


async def test_ten_megabytes_of_text_end_the_connection_and_the_agent_stays(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        async with guest(house) as inside:
            with suppress(websockets.ConnectionClosed):  # it may end while the text is still on its way
                await inside.send(type="check", conversation="c", revision=1, text="a" * 10_000_000)
            refused = await close_code(inside.connection)
        async with guest(house) as again:
            answer = await again.ask(type="ping")

    assert refused in {1009, 1006}  # 1006: the goodbye was lost among what was still being sent
    assert {"type": "pong"} == answer


async def test_half_a_message_harms_nobody(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        reader, writer = await asyncio.open_connection("127.0.0.1", house.port)
        head = "\r\n".join(["GET /agent HTTP/1.1", *(f"{n}: {v}" for n, v in upgrade(house.port))])
        writer.write(f"{head}\r\n\r\n".encode())
        await reader.readuntil(b"\r\n\r\n")
        writer.write(frame(b'{"type":"hel', final=False)[:9])
        writer.close()
        await writer.wait_closed()
        async with guest(house) as inside:
            answer = await inside.ask(type="ping")

    assert {"type": "pong"} == answer


@pytest.mark.parametrize("sent", ["[]", "ping", b"{}", '{"type":"ping"'], ids=["list", "word", "binary", "half"])
async def test_what_is_no_message_ends_the_connection(tmp_path: Path, sent: str | bytes) -> None:
    async with open_house(tmp_path) as house, guest(house) as inside:
        await inside.connection.send(sent)

        assert 4400 == await close_code(inside.connection)


async def test_a_fake_agent_on_the_port_is_told_no_word() -> None:
    heard: list[str] = []

    async def pretend(connection: ServerConnection) -> None:
        async for message in connection:
            heard.append(str(message))
            challenge = {"type": "challenge", "nonce": new_nonce(), "mac": new_nonce()}
            await connection.send(json.dumps(challenge))

    async with serve(pretend, "127.0.0.1", 0, compression=None) as fake:
        port = fake.sockets[0].getsockname()[1]
        handshake = GuestHandshake("token", "7" * 64)
        async with stranger(port) as connection:
            await connection.send(handshake.hello())
            step = handshake.receive(str(await connection.recv()))

    assert isinstance(step, Refuse)
    assert [{"type", "v", "nonce", "key"}] == [set(json.loads(message)) for message in heard]


async def test_a_new_token_is_made_at_every_start(tmp_path: Path) -> None:
    async with open_house(tmp_path) as first:
        before = first.running.token
    async with open_house(tmp_path) as second, stranger(second.port) as connection:
        after = second.running.token
        hello = GuestHandshake("token", before).hello()
        await connection.send(hello)
        nonce = json.loads(await connection.recv())["nonce"]
        await connection.send(
            json.dumps({"type": "auth", "mac": mac(before, "client", nonce, json.loads(hello)["nonce"])})
        )

        assert 4401 == await close_code(connection)
    assert before != after


async def test_a_failure_inside_is_reported_by_its_type_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def fail(_self: Guest, text: str) -> None:
        raise ValueError(text)

    async with open_house(tmp_path) as house:
        with monkeypatch.context() as broken:
            broken.setattr(Guest, "receive", fail)
            async with guest(house) as inside:
                await inside.send(type="check", conversation="c", revision=1, text="canary-6b1f")
                await inside.connection.wait_closed()
        async with guest(house) as again:
            answer = await again.ask(type="ping")

    said = capsys.readouterr()
    assert "ValueError in the server" in said.err
    assert "canary" not in said.err + said.out
    assert {"type": "pong"} == answer


async def test_guests_are_told_goodbye_when_the_agent_stops(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        house = await stack.enter_async_context(open_house(tmp_path))
        connection = await (late := AsyncExitStack()).enter_async_context(stranger(house.port))
        await shake_hands(connection, GuestHandshake("token", house.running.token))
        await stack.aclose()

        assert 1001 == await close_code(connection)
        await late.aclose()
