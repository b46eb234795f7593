"""Many broadcasts in one HTTP request: how many, how fast, and with which rights."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from glue.relay.hub import Hub
from glue.relay.protocol import Message
from glue.relay.server import SocketServer
from tests.glue.relay_scenes import PUBLISHABLE, Scene, Wire

PATH = "/realtime/v1/api/broadcast"
HEADERS = {"apikey": PUBLISHABLE}


@asynccontextmanager
async def _served(scene: Scene) -> AsyncIterator[TestClient[Any, Any]]:
    app = SocketServer(scene.hub, lambda: "").app()
    async with TestClient(TestServer(app)) as client:
        yield client


async def _listen(scene: Scene) -> Wire:
    client, wire = scene.connect()
    await client.handle(Message("realtime:room", "phx_join", {}, "1", "1"))
    return wire


async def _post(
    client: TestClient[Any, Any], topics: Sequence[str], *, private: bool = False
) -> tuple[int, str]:
    messages = [
        {"topic": topic, "event": "e", "payload": {}, "private": private} for topic in topics
    ]
    async with client.post(PATH, json={"messages": messages}, headers=HEADERS) as answer:
        return answer.status, await answer.text()


def test_a_batch_above_the_rate_is_refused_whole() -> None:
    async def act() -> None:
        # Six in a minute.
        scene = Scene(max_messages_per_second=0.1)
        wire = await _listen(scene)
        async with _served(scene) as client:
            status, why = await _post(client, ["room"] * 7)
            assert (status, "reduce the batch size" in why) == (429, True)
            assert wire.count("broadcast") == 0
            assert (await _post(client, ["elsewhere"] * 6))[0] == 202

    asyncio.run(act())


def test_a_batch_ends_where_its_deliveries_exceed_the_rate() -> None:
    async def act() -> None:
        scene = Scene(max_messages_per_second=0.1)
        wires = [await _listen(scene), await _listen(scene)]
        async with _served(scene) as client:
            # Each is one in and two out.
            status, why = await _post(client, ["room"] * 5)
            assert (status, "3 of 5 were taken" in why) == (429, True)
            assert [wire.count("broadcast") for wire in wires] == [3, 3]

    asyncio.run(act())


def test_other_work_comes_between_the_messages_of_a_batch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    turns = 0
    seen: list[int] = []

    async def count() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    async def act() -> None:
        monkeypatch.setattr(Hub, "broadcast", lambda *_: seen.append(turns))
        async with _served(Scene()) as client:
            counting = asyncio.create_task(count())
            assert (await _post(client, ["room"] * 20))[0] == 202
            counting.cancel()
            with suppress(asyncio.CancelledError):
                await counting
        assert (len(seen), len({*seen})) == (20, 20)

    asyncio.run(act())


def test_a_right_is_asked_for_once_in_a_request() -> None:
    async def act() -> None:
        scene = Scene()
        async with _served(scene) as client:
            for _ in range(2):
                assert (await _post(client, ["a", "b", "a", "b"], private=True))[0] == 202
        assert scene.gate.questions == ["is_writable"] * 4

    asyncio.run(act())
