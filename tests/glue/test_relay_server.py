"""The relay with clients that are slow, loud, greedy, silent or not clients at all."""

import asyncio
import contextlib
import json
import logging
import random
import socket
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from glue import db
from glue.http.tokens import Claims, mint
from glue.json_log import JsonLines
from glue.postgres.server import Server
from tests.glue.sockets import JOIN, PATIENCE, BareSocket, bare_socket
from tests.relays import RULES, RunningRelay, running_relay

pytestmark = pytest.mark.once

DROPPED = "database message dropped"


@pytest.fixture(scope="module")
def database(make_database: Callable[..., str]) -> str:
    url = make_database()
    with db.connect(url) as conn:
        conn.execute(RULES)
    return url


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> Callable[[], list[dict[str, Any]]]:
    """The events that the relay has logged so far."""
    caplog.set_level(logging.INFO, "rowhouse.relay")
    return lambda: [
        {"event": record.getMessage(), **getattr(record, "facts", {})}
        for record in caplog.records
        if record.name == "rowhouse.relay"
    ]


async def _is_well(relay: RunningRelay) -> bool:
    """Return whether a newcomer is served as ever."""
    async with bare_socket(relay) as newcomer:
        await newcomer.join("health")
        relay.send("health")
        return bool((await newcomer.hear("broadcast"))["event"] == "event")


@pytest.mark.parametrize("end", [b"\n\n", b"\r\nb ad: x\r\n\r\n"])
def test_what_is_not_http_is_neither_repeated_nor_logged(
    server: Server, database: str, tmp_path: Path, caplog: pytest.LogCaptureFixture, end: bytes
) -> None:
    caplog.set_level(logging.DEBUG)
    secret = "sb_secret_never_to_be_told"

    async def scene() -> str:
        async with running_relay(server, database, tmp_path) as relay:
            reader, writer = await asyncio.open_connection("127.0.0.1", relay.plan.port)
            writer.write(b"GET /health HTTP/1.1\r\napikey: " + secret.encode() + end)
            async with asyncio.timeout(PATIENCE):
                text = (await reader.read()).decode()
            writer.close()
            return text

    text = asyncio.run(scene())
    assert " 400 " in text.splitlines()[0]
    assert json.loads(text.partition("\r\n\r\n")[2])["code"] == "bad_request"
    lines = [JsonLines().format(record) for record in caplog.records]
    assert secret not in text + "".join(lines)


def test_garbage_closes_its_own_socket_only(
    server: Server,
    database: str,
    tmp_path: Path,
    told: Callable[[], list[dict[str, Any]]],
) -> None:
    chance = random.Random(1)  # noqa: S311 - the same garbage each time
    starts = ["", "{", "[", "[null,", '{"topic":"realtime:x","event":"phx_join","payload":']

    def garbage() -> bytes | str:
        if chance.random() < 0.5:
            return bytes([chance.choice([0, 3, 4]), *chance.randbytes(chance.randrange(40))])
        return chance.choice(starts) + "".join(
            chance.choice('{}[]",:0aé\u2028') for _ in range(chance.randrange(30))
        )

    async def act() -> None:
        async with running_relay(server, database, tmp_path) as relay:
            async with bare_socket(relay) as witness:
                await witness.join("health")
                for _ in range(1_000):
                    async with bare_socket(relay, vsn=chance.choice(["1.0.0", "2.0.0"])) as loud:
                        data = garbage()
                        if isinstance(data, str):
                            await loud.socket.send_str(data)
                        else:
                            await loud.socket.send_bytes(data)
                        # Either it was a message by accident, and is answered, or the end.
                        message = await loud.socket.receive(PATIENCE)
                        if message.type is aiohttp.WSMsgType.CLOSE:
                            assert message.data == 1007
                            assert str(message.extra).startswith("malformed frame: ")
                relay.send("health")
                assert (await witness.hear("broadcast"))["event"] == "event"
            assert await _is_well(relay)

    asyncio.run(act())
    whys = [line["why"] for line in told() if line["event"] == "socket closed"]
    assert sum(why.startswith("malformed frame: ") for why in whys) > 900


def test_what_is_too_large_is_refused_with_a_reason(
    server: Server,
    database: str,
    tmp_path: Path,
    told: Callable[[], list[dict[str, Any]]],
) -> None:
    async def act() -> None:
        limits: dict[str, Any] = {"max_payload_bytes": 1_000, "max_frame_bytes": 10_000}
        async with running_relay(server, database, tmp_path, **limits) as relay:
            async with bare_socket(relay) as greedy:
                config = {"broadcast": {"ack": True, "replication_ready": True}}
                await greedy.join("room", {"config": config})
                large = {"event": "e", "payload": {"x": "x" * 1_000}}
                reply = await greedy.ask("realtime:room", "broadcast", large)
                assert reply["status"] == "error"
                assert "1000 are allowed" in reply["response"]["reason"]
                relay.send("room", json.dumps({"x": "x" * 1_000}))
                relay.send("room", '{"x": "small"}')
                assert (await greedy.hear("broadcast"))["payload"]["x"] == "small"
                await greedy.socket.send_str("x" * 10_001)
                assert await greedy.ending() == (1009, "the frame is too large")
            assert await _is_well(relay)

    asyncio.run(act())
    dropped = [line for line in told() if line["event"] == DROPPED]
    assert [line["topic"] for line in dropped] == ["room"]
    assert (dropped[0]["why"], dropped[0]["bytes"] > 1_000) == ("its payload is too large", True)


def test_a_slow_client_is_dropped_and_holds_up_nobody(
    server: Server, database: str, tmp_path: Path
) -> None:
    async def act() -> None:
        limits: dict[str, Any] = {"max_buffer_bytes": 200_000, "max_messages_per_second": 1e9}
        async with (
            running_relay(server, database, tmp_path, **limits) as relay,
            bare_socket(relay) as quick,
            bare_socket(relay) as sender,
        ):
            # Given: one that joins and then reads nothing more.
            slow = _open_deaf_socket(relay)
            await quick.join("room")
            await sender.join("room")
            assert relay.relay is not None
            room = relay.relay.hub.rooms.get(("room", False))
            assert room is not None
            async with asyncio.timeout(PATIENCE):
                while len(room.members) < 3:
                    await quick.ask("phoenix", "heartbeat", {})
            payload = {"event": "e", "payload": {"x": "x" * 100_000}}
            heard = 0
            async with asyncio.timeout(2 * PATIENCE):
                while len(room.members) == 3:
                    await sender.say("realtime:room", "broadcast", payload)
                    await quick.hear("broadcast")
                    heard += 1
            # It delayed no other client: they still receive messages.
            assert heard > 2
            await sender.say("realtime:room", "broadcast", payload)
            await quick.hear("broadcast")
            code, why = await asyncio.to_thread(_read_ending, slow)
            assert code == 1013
            assert why.startswith("too slow: ")

    asyncio.run(act())


def _open_deaf_socket(relay: RunningRelay) -> socket.socket:
    deaf = socket.socket()
    deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    deaf.connect(("127.0.0.1", relay.plan.port))
    deaf.settimeout(PATIENCE)
    deaf.sendall(
        f"GET /realtime/v1/websocket?apikey={relay.key} HTTP/1.1\r\nHost: x\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n".encode()
    )
    join = {"topic": "realtime:room", "event": "phx_join", "payload": {}, "ref": "1"}
    text = json.dumps(join).encode()
    deaf.sendall(bytes([0x81, 0x80 | len(text), 0, 0, 0, 0]) + text)
    return deaf


def _read_ending(deaf: socket.socket) -> tuple[int, str]:
    """Read on until the frame that ends it; return its code and its reason."""
    data = bytearray()
    with deaf:
        while True:
            piece = deaf.recv(1 << 20)
            assert piece, "cut off without a word"
            data += piece
            at = data.rfind(b"\x88", max(0, len(data) - 127))
            if at >= 0 and len(data) == at + 2 + data[at + 1]:
                return int.from_bytes(data[at + 2 : at + 4]), data[at + 4 :].decode()


def test_limits_on_connections_channels_and_joins(
    server: Server, database: str, tmp_path: Path
) -> None:
    async def act() -> None:
        limits: dict[str, Any] = {"max_connections": 1, "max_channels_per_connection": 2}
        async with (
            running_relay(server, database, tmp_path, **limits) as relay,
            bare_socket(relay) as only,
        ):
            with pytest.raises(aiohttp.WSServerHandshakeError, match="429"):
                async with bare_socket(relay):
                    pass
            await only.join("one")
            await only.join("two")
            reply = await only.ask("realtime:three", "phx_join", JOIN)
            assert reply["response"]["reason"].startswith("ChannelRateLimitReached: ")
        async with (
            running_relay(server, database, tmp_path, max_joins_per_second=0.05) as relay,
            bare_socket(relay) as eager,
        ):
            # Three in a minute.
            for name in ("one", "two", "three"):
                await eager.join(name)
            reply = await eager.ask("realtime:four", "phx_join", JOIN)
            assert reply["response"]["reason"].startswith("ClientJoinRateLimitReached: ")
            code, why = await eager.ending()
            assert code == 1008
            assert why.startswith("ClientJoinRateLimitReached: ")

    asyncio.run(act())


def test_too_many_messages_close_the_channel(
    server: Server,
    database: str,
    tmp_path: Path,
    told: Callable[[], list[dict[str, Any]]],
) -> None:
    async def act() -> None:
        async with (
            running_relay(server, database, tmp_path, max_messages_per_second=0.05) as relay,
            bare_socket(relay) as loud,
            bare_socket(relay) as other,
        ):
            await loud.join("room")
            await other.join("room")
            for _ in range(3):
                await loud.say("realtime:room", "broadcast", {"event": "e", "payload": {}})
            said = await loud.hear("system")
            assert (said["status"], said["message"]) == ("error", "Too many messages per second")
            await loud.hear("phx_close")
            # Two in and two out were enough; the database's own is dropped then.
            for _ in range(2):
                await other.hear("broadcast")
            relay.send("room")
            async with asyncio.timeout(PATIENCE):
                while not any(line["event"] == DROPPED for line in told()):
                    await other.ask("phoenix", "heartbeat", {})

    asyncio.run(act())


def test_presence_is_limited(server: Server, database: str, tmp_path: Path) -> None:
    async def act() -> None:
        limits: dict[str, Any] = {"max_presence_calls": 2, "max_presence_keys": 1}
        async with (
            running_relay(server, database, tmp_path, **limits) as relay,
            bare_socket(relay) as loud,
        ):
            await loud.join("room")
            track = {"event": "track", "payload": {"a": 1}}
            assert (await loud.ask("realtime:room", "presence", track))["status"] == "ok"
            track["payload"] = {"a": 1, "b": 2}
            assert (await loud.ask("realtime:room", "presence", track))["status"] == "error"
            await loud.say("realtime:room", "presence", track)
            said = await loud.hear("system")
            assert said["message"] == "Client presence rate limit exceeded"

    asyncio.run(act())


def test_who_is_silent_is_let_go(server: Server, database: str, tmp_path: Path) -> None:
    async def act() -> None:
        async with (
            running_relay(server, database, tmp_path, idle_seconds=0.4) as relay,
            bare_socket(relay) as silent,
        ):
            code, why = await silent.ending()
            assert code == 1008
            assert why.startswith("silent for")

    asyncio.run(act())


def test_a_relay_that_stops_says_so(server: Server, database: str, tmp_path: Path) -> None:
    async def act() -> None:
        async with (
            running_relay(server, database, tmp_path) as relay,
            bare_socket(relay) as there,
        ):
            await there.join("room")
            stopping = asyncio.create_task(relay.stop())
            assert await there.ending() == (1001, "the relay stops")
            await there.socket.close()
            await stopping

    asyncio.run(act())


@pytest.mark.parametrize(
    ("topic", "event", "payload", "reason"),
    [
        ("realtime:", "phx_join", JOIN, "TopicNameRequired: "),
        ("other", "phx_join", JOIN, "TopicNameRequired: "),
        ("realtime:x", "broadcast", {}, "unmatched topic"),
        ("realtime:x", "phx_join", {"config": 5}, "UnknownErrorOnChannel: "),
        ("realtime:x", "phx_join", {"config": {"private": []}}, "UnknownErrorOnChannel: "),
        (
            "realtime:x",
            "phx_join",
            {"config": {"postgres_changes": [{"event": "*", "schema": "public"}]}},
            "UnknownErrorOnChannel: postgres_changes is not served here",
        ),
        ("realtime:x", "phx_join", {"access_token": "x.y.z"}, "MalformedJWT: "),
        (
            "realtime:x",
            "phx_join",
            {"config": {"broadcast": {"replay": {"since": 1}}}},
            "UnableToReplayMessages: ",
        ),
        (
            "realtime:probe:x",
            "phx_join",
            {"config": {"private": True, "broadcast": {"replay": {"since": 1, "limit": 26}}}},
            "UnableToReplayMessages: ",
        ),
    ],
)
def test_a_refusal_has_a_reason(  # noqa: PLR0913, PLR0917 - a table of cases
    server: Server,
    database: str,
    tmp_path: Path,
    topic: str,
    event: str,
    payload: dict[str, Any],
    reason: str,
) -> None:
    async def act() -> None:
        async with (
            running_relay(server, database, tmp_path) as relay,
            bare_socket(relay, key=relay.token()) as client,
        ):
            reply = await client.ask(topic, event, payload)
            assert reply["status"] == "error"
            assert reply["response"]["reason"].startswith(reason)
            # And the socket goes on.
            assert await client.ask("phoenix", "heartbeat", {}) == {"status": "ok", "response": {}}

    asyncio.run(act())


def test_a_second_join_closes_the_first(server: Server, database: str, tmp_path: Path) -> None:
    async def act() -> None:
        async with (
            running_relay(server, database, tmp_path) as relay,
            bare_socket(relay) as client,
        ):
            await client.join("room")
            await client.say("realtime:room", "phx_join", JOIN)
            await client.hear("phx_close")
            assert (await client.hear("phx_reply"))["status"] == "ok"
            await client.say("realtime:room", "phx_leave", {})
            assert (await client.hear("phx_reply"))["status"] == "ok"
            await client.hear("phx_close")
            reply = await client.ask("realtime:room", "broadcast", {})
            assert reply["response"]["reason"] == "unmatched topic"

    asyncio.run(act())


@pytest.mark.parametrize(
    ("key", "why"),
    [
        (None, "API key is missing"),
        ("garbage", "The token provided is not a valid JWT"),
        ("expired", "Token has expired"),
        ("forged", "Failed to validate JWT signature"),
    ],
)
def test_a_key_that_is_not_valid_is_refused_before_the_upgrade(
    server: Server, database: str, tmp_path: Path, key: str | None, why: str
) -> None:
    async def act() -> None:
        async with running_relay(server, database, tmp_path) as relay:
            keys = {
                "expired": _token(relay.plan.keys.jwt_secret, -1),
                "forged": _token("x" * 64, 3600),
            }
            params = {"apikey": keys.get(key, key)} if key else {}
            async with (
                aiohttp.ClientSession() as session,
                session.get(f"{relay.url}/realtime/v1/websocket", params=params) as answer,
            ):
                assert answer.status == 401
                assert why in (await answer.json())["error"]

    asyncio.run(act())


def _token(secret: str, lasts: int) -> str:
    return mint(secret, Claims(user="ada", expires_in=timedelta(seconds=lasts)))


def test_broadcasts_over_http(server: Server, database: str, tmp_path: Path) -> None:
    async def act() -> None:
        async with (
            running_relay(server, database, tmp_path) as relay,
            bare_socket(relay) as client,
            aiohttp.ClientSession(relay.url) as session,
        ):
            await client.join("room:a/b")

            async def post(path: str, *, as_: str | None = relay.key, **more: Any) -> int:
                headers = {"apikey": as_} if as_ else {}
                headers |= more.pop("headers", {})
                async with session.post(path, headers=headers, **more) as answer:
                    return answer.status

            many = "/realtime/v1/api/broadcast"
            message = {"topic": "room:a/b", "event": "e", "payload": {"n": 1}}
            assert await post(many, json={"messages": [message]}) == 202
            assert (await client.hear("broadcast"))["payload"] == {"n": 1}
            assert await post(many, json={"messages": [message]}, as_=None) == 401
            nameless = {**message, "event": ""}
            bodies: list[Any] = [{}, {"messages": []}, {"messages": [nameless]}]
            for wrong in bodies:
                assert await post(many, json=wrong) == 422
            hidden = {**message, "topic": "probe:topic", "private": True}
            assert await post(many, json={"messages": [hidden]}) == 202

            one = "/realtime/v1/api/broadcast/room:a%2Fb/events/e%20f"
            assert await post(one, json={"n": 2}) == 202
            heard = await client.hear("broadcast")
            assert (heard["event"], heard["payload"]) == ("e f", {"n": 2})
            kind: dict[str, Any] = {"headers": {"Content-Type": "text/plain"}}
            assert await post(one, data=b"x", **kind) == 415
            kind = {"headers": {"Content-Type": "application/json"}}
            assert await post(one, data=b"{", **kind) == 422
            private = "/realtime/v1/api/broadcast/probe:topic/events/e?private=true"
            assert await post(private, json={}) == 403
            opened = "/realtime/v1/api/broadcast/probe:open/events/e?private=true"
            assert await post(opened, json={}, as_=relay.token()) == 202

    asyncio.run(act())


def _private(token: str, *, presence: bool) -> dict[str, Any]:
    return {
        "config": {"private": True, "presence": {"enabled": presence}},
        "access_token": token,
    }


async def _hear_next(socket: BareSocket) -> tuple[str, Any]:
    message = json.loads(await socket.socket.receive_str(timeout=PATIENCE))
    return message["event"], message["payload"]


def test_presence_alone_hears_no_broadcast(server: Server, database: str, tmp_path: Path) -> None:
    async def act() -> None:
        async with (
            running_relay(server, database, tmp_path) as relay,
            bare_socket(relay) as watcher,
            bare_socket(relay) as curator,
        ):
            curator_token = relay.token(app_roles=["curator"])
            join = _private(curator_token, presence=True)
            join["config"]["broadcast"] = {"replication_ready": True}
            await curator.join("watch:room", join)
            reply = await watcher.ask(
                "realtime:watch:room", "phx_join", _private(relay.token(), presence=True)
            )
            assert reply["status"] == "ok"
            assert (await _hear_next(watcher))[0] == "presence_state"
            relay.send("watch:room", private=True)
            assert (await curator.hear("broadcast"))["event"] == "event"
            await curator.say(
                "realtime:watch:room", "presence", {"event": "track", "payload": {"a": 1}}
            )
            # The presence that came after the broadcast is the next that is heard.
            assert (await _hear_next(watcher))[0] == "presence_diff"

            # Without presence enabled nothing is left to read, and the join is refused.
            reply = await watcher.ask(
                "realtime:watch:room", "phx_join", _private(relay.token(), presence=False)
            )
            assert reply["response"]["reason"] == (
                "Unauthorized: You do not have permissions to read from this Channel topic:"
                " watch:room"
            )

    asyncio.run(act())


def test_a_token_that_loses_a_right_closes_the_channel(
    server: Server, database: str, tmp_path: Path
) -> None:
    async def act() -> None:
        async with (
            running_relay(server, database, tmp_path) as relay,
            bare_socket(relay) as listener,
        ):
            token = relay.token(app_roles=["curator"])
            await listener.ask("realtime:watch:room", "phx_join", _private(token, presence=True))
            await listener.say(
                "realtime:watch:room", "access_token", {"access_token": relay.token()}
            )
            said = await listener.hear("system")
            assert (said["status"], said["message"]) == (
                "error",
                "You no longer have permission to read from this Channel topic: watch:room",
            )
            await listener.hear("phx_close")

    asyncio.run(act())


@pytest.mark.parametrize("token", ["", "no token"])
def test_an_empty_token_is_malformed(
    server: Server, database: str, tmp_path: Path, token: str
) -> None:
    async def act() -> None:
        async with (
            running_relay(server, database, tmp_path) as relay,
            bare_socket(relay) as listener,
        ):
            reply = await listener.ask("realtime:room", "phx_join", {"access_token": token})
            assert reply["response"]["reason"] == (
                "MalformedJWT: The token provided is not a valid JWT"
            )
            await listener.join("room")
            others: list[Any] = [{"access_token": None}, {"access_token": "sb_x"}, {}, []]
            for ignored in others:
                await listener.say("realtime:room", "access_token", ignored)
            await listener.say("realtime:room", "access_token", {"access_token": token})
            said = await listener.hear("system")
            assert said["message"] == "The token provided is not a valid JWT"

    asyncio.run(act())


def test_track_enables_presence(server: Server, database: str, tmp_path: Path) -> None:
    async def act() -> None:
        async with (
            running_relay(server, database, tmp_path) as relay,
            bare_socket(relay) as listener,
        ):
            for name, token in (("room", None), ("probe:open", relay.token())):
                config = {"private": token is not None, "presence": {"enabled": False}}
                payload = {"config": config, **({"access_token": token} if token else {})}
                topic = f"realtime:{name}"
                assert (await listener.ask(topic, "phx_join", payload))["status"] == "ok"
                track = {"event": "track", "payload": {"a": 1}}
                await listener.say(topic, "presence", track)
                diff = await listener.hear("presence_diff")
                ((metas,),) = [list(entry.values()) for entry in diff["joins"].values()]
                assert metas[0]["a"] == 1

    asyncio.run(act())


@pytest.mark.parametrize(
    "role", ["supabase_realtime_admin", "rowhouse_relay", "postgres", "authenticator", "no_such"]
)
def test_a_role_that_is_not_of_the_api_joins_no_private_topic(
    server: Server, database: str, tmp_path: Path, role: str
) -> None:
    async def act() -> None:
        async with (
            running_relay(server, database, tmp_path) as relay,
            bare_socket(relay) as listener,
        ):
            reply = await listener.ask(
                "realtime:probe:topic",
                "phx_join",
                _private(relay.token(role=role), presence=True),
            )
            assert reply["response"]["reason"].startswith("Unauthorized: You do not have")
            answer = await _post(
                relay,
                "/realtime/v1/api/broadcast/probe:open/events/e?private=true",
                b"{}",
                relay.token(role=role),
            )
            assert answer == 403

    asyncio.run(act())


async def _post(relay: RunningRelay, path: str, body: bytes, token: str) -> int:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    async with (
        aiohttp.ClientSession() as session,
        session.post(relay.url + path, data=body, headers=headers) as answer,
    ):
        return answer.status


def test_a_topic_with_a_nul_is_refused_like_any_other(
    server: Server, database: str, tmp_path: Path
) -> None:
    async def act() -> None:
        async with (
            running_relay(server, database, tmp_path) as relay,
            bare_socket(relay) as listener,
        ):
            reply = await listener.ask(
                "realtime:probe:\x00", "phx_join", _private(relay.token(), presence=False)
            )
            assert reply["response"]["reason"] == (
                "Unauthorized: You do not have permissions to read from this Channel topic:"
                " probe:\x00"
            )
            path = "/realtime/v1/api/broadcast/probe:open%00/events/e?private=true"
            assert await _post(relay, path, b"{}", relay.token()) == 403

    asyncio.run(act())


def test_a_body_that_does_not_end_is_given_up(
    server: Server, database: str, tmp_path: Path
) -> None:
    async def act() -> None:
        async with running_relay(server, database, tmp_path, body_seconds=0.2) as relay:
            for path in ("/realtime/v1/api/broadcast", "/realtime/v1/api/broadcast/t/events/e"):
                reader, writer = await asyncio.open_connection("127.0.0.1", relay.plan.port)
                writer.write(
                    f"POST {path} HTTP/1.1\r\nHost: x\r\napikey: {relay.key}\r\n"
                    "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{".encode()
                )
                # The relay closes the connection: nothing more can be read from it.
                async with asyncio.timeout(PATIENCE):
                    with contextlib.suppress(ConnectionError):
                        while await reader.read(1000):
                            pass
                writer.close()
            assert await _is_well(relay)

    asyncio.run(act())


@pytest.mark.parametrize("part", ["topic", "event", "ref"])
def test_names_beyond_all_measure_end_the_conversation(
    server: Server,
    database: str,
    tmp_path: Path,
    told: Callable[[], list[dict[str, Any]]],
    part: str,
) -> None:
    async def act() -> None:
        async with running_relay(server, database, tmp_path) as relay:
            async with bare_socket(relay) as loud:
                message = {"topic": "realtime:x", "event": "phx_join", "payload": {}, "ref": "1"}
                message[part] = f"realtime:{'x' * 1_000_000}"
                await loud.socket.send_str(json.dumps(message))
                code, why = await loud.ending()
                assert (code, why.endswith("more than 255 bytes")) == (1008, True)
            body = {"messages": [{"topic": "x" * 256, "event": "e", "payload": {}}]}
            path = "/realtime/v1/api/broadcast"
            assert await _post(relay, path, json.dumps(body).encode(), relay.token()) == 422
            assert await _is_well(relay)

    asyncio.run(act())
    assert max(len(json.dumps(line)) for line in told()) < 1_000


def test_a_tracked_object_has_a_size(server: Server, database: str, tmp_path: Path) -> None:
    async def act() -> None:
        async with (
            running_relay(server, database, tmp_path) as relay,
            bare_socket(relay) as greedy,
        ):
            await greedy.join("room")
            track = {"event": "track", "payload": {"x": "x" * 64_000}}
            await greedy.say("realtime:room", "presence", track)
            assert (await greedy.hear("system"))["message"] == "Track message size exceeded"
            assert await _is_well(relay)

    asyncio.run(act())


def test_what_is_dropped_is_counted_in_health(
    server: Server, database: str, tmp_path: Path
) -> None:
    async def act() -> None:
        limits: dict[str, Any] = {"max_messages_per_second": 0.05}
        async with (
            running_relay(server, database, tmp_path, **limits) as relay,
            bare_socket(relay) as listener,
            aiohttp.ClientSession() as session,
        ):
            await listener.join("room")
            for _ in range(6):
                relay.send("room")
            async with asyncio.timeout(PATIENCE):
                dropped: dict[str, int] = {}
                while not dropped:
                    async with session.get(f"{relay.url}/health") as answer:
                        dropped = (await answer.json())["dropped"]
            assert set(dropped) == {"too many messages per second"}

    asyncio.run(act())


def test_every_line_of_the_log_is_json() -> None:
    def fail() -> None:
        raise RuntimeError("two\nlines")

    try:
        fail()
    except RuntimeError:
        record = logging.getLogger("aiohttp.server").makeRecord(
            "aiohttp.server", logging.ERROR, "f", 1, "Error handling %s", ("x",), sys.exc_info()
        )
    line = JsonLines().format(record)
    assert "\n" not in line
    told = json.loads(line)
    assert (told["level"], told["event"]) == ("error", "Error handling x")
    assert "RuntimeError: two" in told["traceback"]
