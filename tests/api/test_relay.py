"""Real clients of the relay lose no message when the relay or Postgres restarts."""

import asyncio
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from glue import db
from glue.postgres.server import Server
from glue.schema.build import apply_stand_in
from tests.api.conftest import RunningApi
from tests.api.listeners import (
    Listen,
    Listener,
    listen_with_javascript,
    listen_with_old_javascript,
    listen_with_python,
)
from tests.clusters import FAST
from tests.relays import RULES, RunningRelay, running_relay

pytestmark = pytest.mark.once

CLIENTS = pytest.mark.parametrize(
    "listen",
    [listen_with_python, listen_with_javascript, listen_with_old_javascript],
    ids=["supabase-py", "supabase-js", "supabase-js-v1"],
)
READY = {"broadcast": {"replication_ready": True}}
PRIVATE = {**READY, "private": True}
OPEN = "probe:open"


@pytest.fixture(scope="module")
def database(make_database: Callable[..., str]) -> str:
    url = make_database()
    with db.connect(url) as conn:
        conn.execute(RULES)
    return url


async def _join(listener: Listener, topic: str, config: dict[str, Any]) -> None:
    """Subscribe, and wait until broadcasts of the database are heard."""
    await listener.do("subscribe", topic=topic, config=config)
    assert (await listener.hear("status", topic))["status"] == "SUBSCRIBED"
    said = await listener.hear("system", topic)
    assert said["message"] == "Replication connection established"


@CLIENTS
def test_a_public_topic(server: Server, database: str, tmp_path: Path, listen: Listen) -> None:
    async def act() -> None:
        async with (
            running_relay(server, database, tmp_path) as relay,
            listen(relay.url, relay.key) as listener,
            listen(relay.url, relay.key) as other,
        ):
            for one in (listener, other):
                await _join(one, "room", READY)
            # A private topic of the same name is another room.
            relay.send("room", '{"a": "hidden"}', private=True)
            relay.send("room", '{"a": "ä\\u0000"}'.replace("\\u0000", ""))
            heard = await listener.hear("broadcast", "room")
            assert heard["event"] == "event"
            assert heard["payload"] == {"a": "ä", "id": heard["meta"]["id"]}
            assert await other.hear("broadcast", "room") == heard

            # A client's own word goes to the others, and over HTTP to itself too.
            await listener.do("send", topic="room", event="mine", payload={"b": 2})
            said = await other.hear("broadcast", "room")
            assert (said["event"], said["payload"]) == ("mine", {"b": 2})
            assert "meta" not in said
            await listener.do("http_send", topic="room", event="posted", payload={"c": 3})
            for one in (listener, other):
                said = await one.hear("broadcast", "room")
                assert (said["event"], said["payload"]) == ("posted", {"c": 3})

    asyncio.run(act())


@CLIENTS
def test_self_and_ack(server: Server, database: str, tmp_path: Path, listen: Listen) -> None:
    async def act() -> None:
        async with (
            running_relay(server, database, tmp_path) as relay,
            listen(relay.url, relay.key) as listener,
        ):
            config = {"broadcast": {"self": True, "ack": True, "replication_ready": True}}
            await _join(listener, "room", config)
            await listener.do("send", topic="room", event="mine", payload={"b": 2})
            said = await listener.hear("broadcast", "room")
            assert (said["event"], said["payload"]) == ("mine", {"b": 2})
            if listen is not listen_with_python:
                assert await listener.hear("sent", "room") == "ok"

    asyncio.run(act())


@CLIENTS
def test_a_private_topic(server: Server, database: str, tmp_path: Path, listen: Listen) -> None:
    async def act() -> None:
        async with (
            running_relay(server, database, tmp_path) as relay,
            listen(relay.url, relay.key) as listener,
            listen(relay.url, relay.key) as nobody,
        ):
            await nobody.do("subscribe", topic="probe:topic", config=PRIVATE)
            refused = await nobody.hear("status", "probe:topic")
            assert refused["status"] == "CHANNEL_ERROR"
            assert "Unauthorized: You do not have permissions to read" in refused["error"]

            await listener.do("set_auth", token=relay.token())
            await _join(listener, "probe:topic", PRIVATE)
            relay.send("probe:topic", private=True)
            heard = await listener.hear("broadcast", "probe:topic")
            assert heard["payload"]["a"] == 1

            # A topic without a rule, and a policy that fails.
            await listener.do("subscribe", topic="closed:topic", config=PRIVATE)
            assert "Unauthorized" in (await listener.hear("status", "closed:topic"))["error"]
            await listener.do("subscribe", topic="probe:broken", config=PRIVATE)
            broken = await listener.hear("status", "probe:broken")
            assert "Unauthorized: You do not have permissions to read" in broken["error"]
            assert "division" not in broken["error"]

    asyncio.run(act())


@CLIENTS
def test_who_may_not_send_is_not_heard(
    server: Server, database: str, tmp_path: Path, listen: Listen
) -> None:
    async def act() -> None:
        async with (
            running_relay(server, database, tmp_path) as relay,
            listen(relay.url, relay.key) as listener,
            listen(relay.url, relay.key) as other,
        ):
            for one in (listener, other):
                await one.do("set_auth", token=relay.token())
                await _join(one, "probe:topic", PRIVATE)
                await _join(one, OPEN, PRIVATE)
            await listener.do("send", topic="probe:topic", event="no", payload={})
            await listener.do("send", topic=OPEN, event="yes", payload={})
            assert (await other.hear("broadcast", OPEN))["event"] == "yes"
            relay.send("probe:topic", private=True)
            assert (await other.hear("broadcast", "probe:topic"))["event"] == "event"

    asyncio.run(act())


@CLIENTS
def test_presence(server: Server, database: str, tmp_path: Path, listen: Listen) -> None:
    async def hear_names(listener: Listener, key: str, names: list[str]) -> None:
        while True:
            state = await listener.hear("presence", OPEN)
            if [meta["name"] for meta in state.get(key, [])] == names:
                return

    async def act() -> None:
        async with (
            running_relay(server, database, tmp_path) as relay,
            listen(relay.url, relay.key) as watcher,
        ):
            await watcher.do("set_auth", token=relay.token("bob"))
            await _join(watcher, OPEN, {**PRIVATE, "presence": {"key": "bob", "enabled": True}})
            async with listen(relay.url, relay.key) as listener:
                await listener.do("set_auth", token=relay.token())
                config = {**PRIVATE, "presence": {"key": "ada", "enabled": True}}
                await _join(listener, OPEN, config)
                await listener.do("track", topic=OPEN, payload={"name": "one"})
                await hear_names(watcher, "ada", ["one"])
                if listen is listen_with_python:
                    # The pinned supabase-js keeps what was changed beside what it became.
                    await listener.do("track", topic=OPEN, payload={"name": "changed"})
                    await hear_names(watcher, "ada", ["changed"])
                    await hear_names(listener, "ada", ["changed"])
                await listener.do("untrack", topic=OPEN)
                await hear_names(watcher, "ada", [])
                await listener.do("track", topic=OPEN, payload={"name": "two"})
                await hear_names(watcher, "ada", ["two"])
            # Whose socket is gone is not present.
            await hear_names(watcher, "ada", [])

    asyncio.run(act())


@CLIENTS
def test_replay(server: Server, database: str, tmp_path: Path, listen: Listen) -> None:
    async def act() -> None:
        async with (
            running_relay(server, database, tmp_path) as relay,
            listen(relay.url, relay.key) as listener,
        ):
            for number in range(4):
                relay.send("probe:again", f'{{"n": {number}}}', private=True)
            await listener.do("set_auth", token=relay.token())
            again = {"replication_ready": True, "replay": {"since": 1, "limit": 3}}
            await _join(listener, "probe:again", {"private": True, "broadcast": again})
            for number in (1, 2, 3):
                heard = await listener.hear("broadcast", "probe:again")
                assert heard["payload"]["n"] == number
                assert heard["meta"]["replayed"] is True
            relay.send("probe:again", '{"n": 4}', private=True)
            heard = await listener.hear("broadcast", "probe:again")
            assert heard["payload"]["n"] == 4
            assert "replayed" not in heard["meta"]

    asyncio.run(act())


@CLIENTS
def test_a_token_expires_unless_it_is_renewed(
    server: Server, database: str, tmp_path: Path, listen: Listen
) -> None:
    async def act() -> None:
        async with (
            running_relay(server, database, tmp_path) as relay,
            listen(relay.url, relay.key) as listener,
            listen(relay.url, relay.key) as late,
        ):
            for one in (listener, late):
                await one.do("set_auth", token=relay.token())
                await _join(one, "probe:topic", PRIVATE)
                await one.do("set_auth", token=relay.token(lasts="4s"))
            await listener.do("set_auth", token=relay.token())
            # Not renewed in time: closed, and not before.
            ended = await late.hear("status", "probe:topic")
            assert ended["status"] in ("CHANNEL_ERROR", "CLOSED")
            relay.send("probe:topic", private=True)
            assert (await listener.hear("broadcast", "probe:topic"))["payload"]["a"] == 1

    asyncio.run(act())


@CLIENTS
def test_a_new_token_without_the_right_closes_the_channel(
    server: Server, database: str, tmp_path: Path, listen: Listen
) -> None:
    async def act() -> None:
        async with (
            running_relay(server, database, tmp_path) as relay,
            listen(relay.url, relay.key) as listener,
        ):
            await listener.do("set_auth", token=relay.token())
            await _join(listener, "probe:topic", PRIVATE)
            await listener.do("set_auth", token=relay.token(user=None, role="anon"))
            ended = await listener.hear("status", "probe:topic")
            assert ended["status"] in ("CHANNEL_ERROR", "CLOSED")

    asyncio.run(act())


@CLIENTS
def test_a_restart_of_the_relay_loses_nothing(
    server: Server, database: str, tmp_path: Path, listen: Listen
) -> None:
    # Its own: a restarted relay tells again what was sent just before the cursor was taken,
    # and that may be another test's.
    topic = f"probe:{tmp_path.name}"

    async def act() -> None:
        async with (
            running_relay(server, database, tmp_path) as relay,
            listen(relay.url, relay.key) as listener,
        ):
            await listener.do("set_auth", token=relay.token())
            await _join(listener, topic, PRIVATE)
            relay.send(topic, '{"n": 0}', private=True)
            assert (await listener.hear("broadcast", topic))["payload"]["n"] == 0
            await relay.stop()
            for number in (1, 2):
                relay.send(topic, f'{{"n": {number}}}', private=True)
            await relay.start()
            relay.send(topic, '{"n": 3}', private=True)
            assert await _hear_numbers(listener, topic, 3) == [1, 2, 3]

    asyncio.run(act())


async def _hear_numbers(listener: Listener, topic: str, last: int) -> list[int]:
    """Return the numbers that are heard up to the last, each once."""
    numbers: list[int] = []
    while last not in numbers:
        number = (await listener.hear("broadcast", topic))["payload"]["n"]
        if number not in numbers:
            numbers.append(number)
    return [number for number in numbers if number > 0]


# Given: a server of this test's own, which it may stop.
@pytest.fixture
def own() -> Iterator[Server]:
    home = Path(tempfile.mkdtemp(prefix="rowhouse-relay-"))
    home.chmod(0o711)
    server = Server(home, settings=FAST)
    server.start()
    apply_stand_in(server.url("supabase_admin"))
    server.set_passwords()
    yield server
    server.stop()
    shutil.rmtree(home)


@CLIENTS
def test_a_restart_of_postgres_loses_nothing(own: Server, tmp_path: Path, listen: Listen) -> None:
    async def act() -> None:
        async with (
            running_relay(own, own.url(), tmp_path) as relay,
            listen(relay.url, relay.key) as listener,
        ):
            await _join(listener, "probe:topic", READY)
            await _restart(own, relay)
            relay.send("probe:topic", '{"n": 2}')
            assert await _hear_numbers(listener, "probe:topic", 2) == [1, 2]
            # The socket was never closed.
            assert listener.heard["status", "probe:topic"].empty()  # type: ignore[attr-defined]

    asyncio.run(act())


async def _restart(server: Server, relay: RunningRelay) -> None:
    """Stop Postgres, start it, and commit a message as soon as it is there."""
    assert relay.relay is not None
    ready = relay.relay.hub.ready
    await asyncio.to_thread(server.stop)
    await asyncio.to_thread(server.start)
    relay.send("probe:topic", '{"n": 1}')
    await ready.wait()


@CLIENTS
def test_the_api_has_the_same_address(
    running: RunningApi, server: Server, tmp_path: Path, listen: Listen
) -> None:
    async def act() -> None:
        port = running.relay_port
        async with (
            running_relay(server, running.database, tmp_path, port=port) as relay,
            listen(running.api.url, running.api.publishable_key) as listener,
        ):
            await _join(listener, "room", READY)
            relay.send("room")
            assert (await listener.hear("broadcast", "room"))["payload"]["a"] == 1
            await listener.do("http_send", topic="room", event="posted", payload={"c": 3})
            assert (await listener.hear("broadcast", "room"))["event"] == "posted"
        # Without a relay it is said so, and the API goes on.
        answer = await asyncio.to_thread(
            httpx.post, f"{running.api.url}/realtime/v1/api/broadcast", json={}
        )
        assert (answer.status_code, answer.json()["code"]) == (503, "part_away")
        assert await asyncio.to_thread(running.inner.is_healthy)

    asyncio.run(act())
