"""What ends while the database is asked: a token, a channel, a socket."""

import asyncio
import gc
import time
import weakref
from collections.abc import Mapping
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from glue.http.tokens import Claims, mint
from glue.relay import callers
from glue.relay.client import Client
from glue.relay.protocol import Message
from tests.glue.relay_scenes import SECRET, Scene, Wire

TOPIC = "realtime:room"
REPLAYED = {"broadcast": {"replay": {"since": 1, "limit": 1}}}


async def _join(client: Client, config: Mapping[str, Any] | None = None) -> None:
    payload = {"config": {"private": True, **(config or {})}}
    await client.handle(Message(TOPIC, "phx_join", payload, "1", "1"))


async def _broadcast(client: Client) -> None:
    await client.handle(Message(TOPIC, "broadcast", {"event": "e", "payload": {}}, "2", "1"))


def _reason(wire: Wire) -> str:
    ((event, payload),) = wire.heard
    assert (event, payload["status"]) == ("phx_reply", "error")
    return str(payload["response"]["reason"])


@pytest.mark.parametrize("is_private", [True, False])
def test_a_socket_whose_token_has_ended_joins_nothing(*, is_private: bool) -> None:
    async def act() -> None:
        scene = Scene()
        client, wire = scene.connect(time.time() - 10)
        await _join(client, {"private": is_private})
        assert _reason(wire).startswith("InvalidJWTToken: Token has expired 1")
        assert (len(scene.hub.rooms), client.channels, scene.gate.questions) == (0, {}, [])

    asyncio.run(act())


@pytest.mark.parametrize("question", ["list_readable", "read_replay"])
def test_a_token_that_ends_while_a_join_waits_joins_nothing(
    monkeypatch: pytest.MonkeyPatch, question: str
) -> None:
    async def act() -> None:
        scene = Scene()
        ends = time.time() + 600
        client, wire = scene.connect(ends)
        joining = await scene.wait_in(question, _join(client, REPLAYED))
        monkeypatch.setattr(callers, "time", SimpleNamespace(time=lambda: ends + 10))
        scene.gate.may_answer.set()
        await joining
        assert _reason(wire) == "InvalidJWTToken: Token has expired 10 seconds ago"
        assert (len(scene.hub.rooms), client.channels) == (0, {})

    asyncio.run(act())


def test_a_channel_that_ends_while_a_broadcast_waits_sends_nothing() -> None:
    async def act() -> None:
        scene = Scene()
        (sender, _), (other, heard) = scene.connect(), scene.connect()
        for client in (sender, other):
            await _join(client)
        sending = await scene.wait_in("is_writable", _broadcast(sender))
        sender.channels[TOPIC].fail("Token has expired 0 seconds ago")
        scene.gate.may_answer.set()
        await sending
        assert heard.count("broadcast") == 0
        # Another socket still sends.
        await _join(sender)
        await _broadcast(sender)
        assert heard.count("broadcast") == 1

    asyncio.run(act())


@pytest.mark.parametrize("question", ["list_readable", "read_replay"])
def test_a_socket_that_is_gone_while_a_join_waits_is_in_no_room(question: str) -> None:
    async def act() -> None:
        scene = Scene()
        client, wire = scene.connect(time.time() + 600)
        joining = await scene.wait_in(question, _join(client, REPLAYED))
        client.forget_all()
        scene.gate.may_answer.set()
        await joining
        assert _reason(wire) == "ChannelClosed: the channel is closed"
        assert (len(scene.hub.rooms), client.channels) == (0, {})

    asyncio.run(act())


@pytest.mark.parametrize("readable", [["broadcast"], []])
def test_a_channel_that_ends_while_a_new_token_waits_ends_once(readable: list[str]) -> None:
    async def act() -> None:
        scene = Scene()
        client, wire = scene.connect()
        await _join(client)
        token = mint(SECRET, Claims(user="ada", expires_in=timedelta(minutes=10)))
        payload = {"access_token": token}
        renewing = await scene.wait_in(
            "list_readable", client.handle(Message(TOPIC, "access_token", payload))
        )
        scene.gate.readable = readable
        channel = weakref.ref(client.channels[TOPIC])
        client.channels[TOPIC].fail("Token has expired 0 seconds ago")
        scene.gate.may_answer.set()
        await renewing
        assert (wire.count("system"), wire.count("phx_close")) == (1, 1)
        # No timer keeps it until the new token ends.
        gc.collect()
        assert channel() is None

    asyncio.run(act())
