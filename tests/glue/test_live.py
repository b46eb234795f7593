"""Reading progress on the device: queue, catch-up, messages, reconnects, no leak."""

import asyncio
import gc
import json
import logging
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from glue.clients import Edit, EditQueue, Options, Queued, RealtimeService, Subscription
from glue.clients.rpc import seconds_from
from tests.glue.fake_server import (
    NOTHING,
    FakeServer,
    client_of,
    message,
    row,
    running_server,
    tick,
)

pytestmark = pytest.mark.needs("reading")

START = datetime(2026, 1, 1, 12, tzinfo=UTC)
READER = "00000000-0000-0000-0000-000000000007"
QUICK = Options(
    backoff_base_seconds=0.02,
    backoff_cap_seconds=0.1,
    poll_seconds=0.05,
    live_poll_seconds=1000,
    clock=lambda: START,
    chance=lambda: 0.5,
)
ON_DEMAND = replace(QUICK, poll_seconds=1000)


@dataclass
class Device:
    """One service, its server, and its events."""

    server: FakeServer
    service: RealtimeService
    updates: list[tuple[int, Edit | None]] = field(default_factory=list)
    states: list[str] = field(default_factory=list)

    def on_update(self, series_id: int, edit: Edit | None) -> None:
        """Remember it."""
        self.updates.append((series_id, edit))

    def on_state(self, state: str) -> None:
        """Remember it."""
        self.states.append(state)

    async def subscribe(self) -> Subscription:
        """Listen."""
        return await self.service.subscribe_to_progress(
            READER, self.on_update, on_state=self.on_state
        )

    async def until(self, check: Callable[[], bool]) -> None:
        """Wait for what the service makes true some steps after the server acted."""
        async with asyncio.timeout(20):
            while not check():  # noqa: ASYNC110 - it may be any step of the service
                await asyncio.sleep(0.001)

    def chapters(self) -> dict[int, Any]:
        """What stands of each series."""
        return {number: edit.chapter for number, edit in self.service.list_progress().items()}


@asynccontextmanager
async def a_device(folder: Path, options: Options = ON_DEMAND) -> AsyncIterator[Device]:
    async with running_server() as server, client_of(server) as client:
        tokens = iter(range(1, 10**6))

        async def get_token() -> str:
            return f"token {next(tokens)}"

        service = RealtimeService(client, "mine", folder / "edits.db", get_token, options)
        async with service:
            yield Device(server, service)


Rehearsal = Callable[[Device], Awaitable[None]]


@pytest.fixture
def rehearse(tmp_path: Path) -> Callable[..., None]:
    """Play a scene with one device."""

    def play(scene: Rehearsal, options: Options = ON_DEMAND) -> None:
        async def run() -> None:
            async with a_device(tmp_path, options) as device:
                await scene(device)

        asyncio.run(run())

    return play


Rehearse = Callable[..., None]


def merged(body: dict[str, Any]) -> list[dict[str, Any]]:
    """Answer push_progress as if every edit stood."""
    return [
        {
            "series_id": item["series_id"],
            "outcome": "applied",
            "reason": "new",
            "winner": {**item, "version": place},
        }
        for place, item in enumerate(body["items"], 1)
    ]


# -- the queue -----------------------------------------------------------------

CHILD = """
import asyncio, sys
from supabase import AsyncClient
from glue.clients import RealtimeService

async def no_token():
    await asyncio.Event().wait()

async def main():
    client = AsyncClient("http://127.0.0.1:1", "key")
    service = RealtimeService(client, "mine", sys.argv[1], no_token)
    for chapter in range(20):
        service.update_progress(7, chapter=chapter)
        print(chapter, flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""


def test_an_edit_survives_kill_9(tmp_path: Path) -> None:
    file = tmp_path / "edits.db"
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, file], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        said = [child.stdout.readline() for _ in range(10)]
        child.send_signal(signal.SIGKILL)
    assert said[-1] == "9\n"
    held = EditQueue(file).oldest(1000)
    assert [queued.edit.chapter for queued in held][:10] == list(range(10))


def test_what_an_earlier_run_left_is_shown_and_sent(tmp_path: Path) -> None:
    async def first(device: Device) -> None:
        device.server.answers["push_progress"] = lambda _: httpx.Response(503)
        device.service.update_progress(7, chapter=3)
        await device.server.until(lambda: bool(device.server.bodies("push_progress")))

    async def second(device: Device) -> None:
        assert device.chapters() == {7: 3}
        device.server.answers["push_progress"] = merged
        await device.until(lambda: not device.service.list_pending())
        assert device.chapters() == {7: 3}

    async def run() -> None:
        async with a_device(tmp_path) as device:
            await first(device)
        async with running_server() as server, client_of(server) as client:
            server.answers["push_progress"] = merged
            service = RealtimeService(client, "mine", tmp_path / "edits.db", _token, ON_DEMAND)
            device = Device(server, service)
            assert device.chapters() == {7: 3}
            async with service:
                await second(device)

    asyncio.run(run())


async def idle() -> None:
    """Let everything that is due have its turn."""
    for _ in range(100):
        await asyncio.sleep(0)


async def _token() -> str:
    return "token"


def test_a_device_s_times_only_grow(tmp_path: Path) -> None:
    def add(queue: EditQueue, now: datetime) -> datetime:
        queue.add(7, "mine", now, lambda at: Edit(Decimal(1), None, None, None, "mine", at))
        return queue.oldest(1000)[-1].edit.updated_at

    queue = EditQueue(tmp_path / "edits.db")
    assert add(queue, START) == START
    assert add(queue, START) == START + timedelta(microseconds=1)
    assert add(queue, START - timedelta(hours=5)) == START + timedelta(microseconds=2)
    queue.remove(queue.oldest(1000))
    queue.close()
    again = EditQueue(tmp_path / "edits.db")
    assert add(again, START - timedelta(hours=5)) == START + timedelta(microseconds=3)


def test_an_answer_that_comes_late_removes_no_other_edit(tmp_path: Path) -> None:
    queue = EditQueue(tmp_path / "edits.db")
    edit = Edit(Decimal(1), None, None, None, "mine", START)
    queue.add(7, "mine", START, lambda _: edit)
    answered = queue.oldest(1)
    queue.remove(answered)
    queue.add(8, "mine", START, lambda _: edit)
    queue.remove(answered)
    assert [queued.series_id for queued in queue.oldest(10)] == [8]
    assert queue.edits_of(7) == []
    queue.close()
    assert len(EditQueue(tmp_path / "edits.db")) == 1


def test_what_the_server_would_refuse_is_not_queued(rehearse: Rehearse) -> None:
    async def scene(device: Device) -> None:
        with pytest.raises(ValueError, match="it has no chapter, page or percent"):
            device.service.update_progress(7)
        assert device.service.list_pending() == []

    rehearse(scene)


# -- sending -------------------------------------------------------------------


def test_edits_are_sent_and_what_stands_instead_is_taken_over(rehearse: Rehearse) -> None:
    async def scene(device: Device) -> None:
        await device.subscribe()
        device.server.answers["push_progress"] = lambda _: [
            {
                "series_id": 7,
                "outcome": "conflict",
                "reason": "later",
                "winner": row(7, 4, chapter=9),
            },
            {"series_id": 8, "outcome": "kept", "reason": "unknown_series", "winner": None},
        ]
        shown = device.service.update_progress(7, chapter=12.3455, chapter_label="12 extra", page=2)
        device.service.update_progress(8, percent=50)
        assert (shown.chapter, shown.device_id, shown.version) == (Decimal("12.346"), "mine", None)
        await device.until(lambda: not device.service.list_pending())
        (body,) = device.server.bodies("push_progress")
        assert body["items"][0] == {
            "series_id": 7,
            "chapter": 12.346,
            "chapter_label": "12 extra",
            "page": 2,
            "percent": None,
            "device_id": "mine",
            "updated_at": START.isoformat(),
            "rewinds": 0,
            "base_version": None,
            "version": None,
        }
        assert device.chapters() == {7: 9}
        assert [(number, edit and edit.chapter) for number, edit in device.updates] == [
            (7, Decimal("12.346")),
            (8, None),
            (7, 9),
            (8, None),
        ]
        edit = device.service.update_progress(7, chapter=10)
        assert edit.base_version == 4

    rehearse(scene)


def test_a_listener_hears_once_of_what_it_knows(rehearse: Rehearse) -> None:
    async def scene(device: Device) -> None:
        device.server.answers["push_progress"] = merged
        await device.subscribe()
        device.service.update_progress(7, chapter=3)
        await device.until(lambda: not device.service.list_pending())
        device.service.handle_progress_update(message("inserted", 1, **row(7, 1, chapter=3)))
        await idle()
        assert len(device.updates) == 1

    rehearse(scene)


def test_at_most_a_thousand_are_sent_at_once(rehearse: Rehearse) -> None:
    async def scene(device: Device) -> None:
        device.server.answers["push_progress"] = merged
        for chapter in range(1001):
            device.service.update_progress(7, chapter=chapter)
        await device.until(lambda: not device.service.list_pending())
        sizes = [len(body["items"]) for body in device.server.bodies("push_progress")]
        assert sum(sizes) == 1001
        assert max(sizes) == 1000

    rehearse(scene)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 401, 404])
def test_a_server_that_does_not_answer_is_asked_again(rehearse: Rehearse, status: int) -> None:
    async def scene(device: Device) -> None:
        refusals = iter([httpx.Response(status, json={"message": "no"}), httpx.Response(status)])

        def answer(body: dict[str, Any]) -> Any:
            return next(refusals, None) or merged(body)

        device.server.answers["push_progress"] = answer
        device.service.update_progress(7, chapter=3)
        await device.until(lambda: not device.service.list_pending())
        assert len(device.server.bodies("push_progress")) == 3
        assert device.service.list_rejected() == []

    rehearse(scene)


@pytest.mark.parametrize("answer", [[], {}, None, "Welcome to our hotel", [{"winner": 1}]], ids=str)
def test_an_answer_of_somebody_else_is_none(rehearse: Rehearse, answer: Any) -> None:
    async def scene(device: Device) -> None:
        device.server.answers["push_progress"] = lambda _: httpx.Response(200, json=answer)
        device.server.answers["progress_since"] = lambda _: httpx.Response(200, json=answer)
        device.service.update_progress(7, chapter=3)
        device.service.handle_progress_update(tick(5))
        await device.until(lambda: len(device.server.calls) > 3)
        assert len(device.service.list_pending()) == 1
        device.server.answers["push_progress"] = merged
        device.server.answers["progress_since"] = lambda _: {**NOTHING, "version": 5}
        await device.until(lambda: not device.service.list_pending())
        await device.until(lambda: device.service.version == 5)

    rehearse(scene)


def test_without_a_network_the_edit_waits(rehearse: Rehearse) -> None:
    async def scene(device: Device) -> None:
        def fail(_: dict[str, Any]) -> None:
            raise httpx.ConnectError("no network")

        device.server.answers["push_progress"] = fail
        device.service.update_progress(7, chapter=3)
        await device.until(lambda: len(device.server.bodies("push_progress")) == 3)
        device.server.answers["push_progress"] = merged
        await device.until(lambda: not device.service.list_pending())

    rehearse(scene)


def test_retry_after_is_honoured(rehearse: Rehearse) -> None:
    async def scene(device: Device) -> None:
        loop = asyncio.get_running_loop()
        asked: list[float] = []

        def answer(body: dict[str, Any]) -> Any:
            asked.append(loop.time())
            busy = httpx.Response(429, headers={"Retry-After": "1"})
            return busy if len(asked) == 1 else merged(body)

        device.server.answers["push_progress"] = answer
        device.service.update_progress(7, chapter=3)
        await device.until(lambda: not device.service.list_pending())
        assert asked[1] - asked[0] >= 1

    rehearse(scene)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, 0),
        ("7", 7),
        ("Thu, 01 Jan 2026 12:01:00 GMT", 60),
        ("Thu, 01 Jan 2026 12:01:00 -0000", 60),
        ("Thu, 01 Jan 2026 11:59:00 GMT", 0),
        ("soon", 0),
    ],
)
def test_both_spellings_of_retry_after_are_read(header: str | None, seconds: float) -> None:
    assert seconds_from(header, START) == seconds


def test_delays_grow_to_a_cap_with_full_jitter() -> None:
    longest = replace(Options(), chance=lambda: 1.0)
    assert [longest.delay(n) for n in (1, 2, 3, 7, 10**6)] == [0.5, 1, 2, 30, 30]
    assert replace(longest, chance=lambda: 0.0).delay(9) == 0


def test_an_edit_that_the_server_refuses_keeps_no_other_from_it(tmp_path: Path) -> None:
    told: list[Queued] = []

    async def scene(device: Device) -> None:
        def answer(body: dict[str, Any]) -> Any:
            if any(item["series_id"] == 666 for item in body["items"]):
                error = {"code": "PT422", "message": "reading.invalid_edits", "details": "Item 1."}
                return httpx.Response(422, json=error)
            return merged(body)

        device.server.answers["push_progress"] = answer
        for number in range(64):
            device.service.update_progress(666 if number == 37 else number, chapter=number)
        await device.until(lambda: not device.service.list_pending())
        sent = [n["series_id"] for b in device.server.bodies("push_progress") for n in b["items"]]
        assert set(sent) == {*range(64), 666} - {37}
        assert len(device.server.bodies("push_progress")) < 30

    async def run() -> None:
        options = replace(ON_DEMAND, on_rejected=told.append)
        async with a_device(tmp_path, options) as device:
            await scene(device)
            assert 666 not in device.chapters()

    asyncio.run(run())
    again = EditQueue(tmp_path / "edits.db")
    assert len(again) == 0
    (rejected,) = again.rejected()
    assert told == [rejected]
    assert (rejected.series_id, rejected.rejected) == (666, "reading.invalid_edits: Item 1.")


def test_a_reader_may_go_back_where_this_device_was_last(rehearse: Rehearse) -> None:
    async def scene(device: Device) -> None:
        device.server.answers["push_progress"] = lambda _: httpx.Response(503)
        device.service.update_progress(7, chapter=12)
        back = device.service.update_progress(7, chapter=3)
        assert (str(back.chapter), back.rewinds) == ("3.000", 1)
        on = device.service.update_progress(7, chapter=4)
        assert (str(on.chapter), on.rewinds) == ("4.000", 1)
        plain = device.service.update_progress(8, chapter=12)
        assert device.service.update_progress(8, chapter=3) == plain

    policies: dict[int, Any] = {7: "furthest_unless_same_device", 8: "furthest"}
    rehearse(scene, replace(ON_DEMAND, policies=policies))


def test_another_device_s_place_is_not_gone_back_from(rehearse: Rehearse) -> None:
    async def scene(device: Device) -> None:
        device.server.answers["push_progress"] = lambda _: httpx.Response(503)
        device.service.handle_progress_update(message("inserted", 1, **row(7, 1, chapter=12)))
        assert device.service.update_progress(7, chapter=3).chapter == 12

    rehearse(scene, replace(ON_DEMAND, policies={7: "furthest_unless_same_device"}))


def test_a_policy_is_set_there_and_here(rehearse: Rehearse) -> None:
    async def scene(device: Device) -> None:
        device.server.answers["push_progress"] = lambda _: httpx.Response(503)
        device.server.answers["set_progress_policy"] = lambda body: body
        await device.subscribe()
        device.service.update_progress(7, chapter=12)
        device.service.update_progress(7, chapter=3)
        await device.service.set_policy(7, "furthest")
        assert device.server.bodies("set_progress_policy") == [
            {"series_id": 7, "policy": "furthest"}
        ]
        assert device.chapters() == {7: 12}
        assert device.updates[-1][1] == device.service.get_progress(7)

    rehearse(scene)


# -- messages ------------------------------------------------------------------


def test_the_next_versions_are_applied_without_asking(rehearse: Rehearse) -> None:
    async def scene(device: Device) -> None:
        handle = device.service.handle_progress_update
        handle(message("inserted", 1, user_id=READER, **row(7, 1, chapter=1, chapter_label="1")))
        handle(message("updated", 2, user_id=READER, series_id=7, chapter=2.5, version=2))
        edit = device.service.get_progress(7)
        assert edit is not None
        assert (edit.chapter, edit.chapter_label, edit.version) == (Decimal("2.5"), "1", 2)
        handle(message("deleted", 3, user_id=READER, series_id=7))
        assert device.service.list_progress() == {}
        handle(message("updated", 2, user_id=READER, series_id=7, chapter=4, version=2))
        assert device.service.version == 3
        await idle()
        assert device.server.calls == []

    rehearse(scene)


def test_a_message_that_comes_twice_is_applied_once(rehearse: Rehearse) -> None:
    async def scene(device: Device) -> None:
        await device.subscribe()
        first = message("inserted", 1, **row(7, 1, chapter=1))
        second = message("updated", 2, series_id=7, chapter=2, version=2)
        for one in (first, first, second, first, second):
            device.service.handle_progress_update(one)
        assert [edit and edit.chapter for _, edit in device.updates] == [1, 2]

    rehearse(scene)


def test_an_id_that_was_seen_is_not_looked_at_again(rehearse: Rehearse) -> None:
    async def scene(device: Device) -> None:
        first = message("inserted", 1, **row(7, 1, chapter=1))
        again = {**message("inserted", 2, **row(8, 2, chapter=1)), "meta": first["meta"]}
        device.service.handle_progress_update(first)
        device.service.handle_progress_update(again)
        assert device.chapters() == {7: 1}

    rehearse(scene)


@pytest.mark.parametrize(
    "missed",
    [
        message("inserted", 3, **row(7, 3, chapter=1)),
        message("updated", 1, series_id=7, chapter=2, version=1),
        tick(1),
        {"event": "reading.progress.updated", "payload": {"v": 1, "version": 1, "is_cut": True}},
        {"event": "reading.progress.inserted", "payload": {"v": 2, "version": 1, "changed": {}}},
    ],
    ids=["a gap", "an update of an unknown row", "a tick", "a cut one", "another format"],
)
def test_what_does_not_follow_is_asked_for(rehearse: Rehearse, missed: dict[str, Any]) -> None:
    async def scene(device: Device) -> None:
        answer = {**NOTHING, "version": 3, "rows": [row(7, 3, chapter=5)]}
        device.server.answers["progress_since"] = lambda _: answer
        device.service.handle_progress_update(missed)
        await device.until(lambda: device.service.version == 3)
        assert device.server.bodies("progress_since") == [{"version": 0}]
        assert device.chapters() == {7: 5}

    rehearse(scene)


def test_other_messages_change_nothing(rehearse: Rehearse) -> None:
    async def scene(device: Device) -> None:
        device.service.handle_progress_update({"event": "hello", "payload": {"a": 1}})
        await idle()
        assert device.server.calls == []

    rehearse(scene)


def test_questions_that_come_while_one_is_under_way_share_the_next(rehearse: Rehearse) -> None:
    async def scene(device: Device) -> None:
        for version in range(5, 55):
            device.service.handle_progress_update(tick(version))
            if version == 30:
                await device.server.until(lambda: len(device.server.calls) == 1)
        device.server.answers["progress_since"] = lambda _: {**NOTHING, "version": 54}
        await device.until(lambda: device.service.version == 54)
        assert len(device.server.bodies("progress_since")) <= 3

    rehearse(scene)


def test_it_is_live_when_a_question_after_joining_is_answered(rehearse: Rehearse) -> None:
    async def scene(device: Device) -> None:
        may_answer = asyncio.Semaphore(0)

        async def answer() -> dict[str, Any]:
            await may_answer.acquire()
            return NOTHING

        device.server.answers["progress_since"] = lambda _: answer()
        await device.subscribe()
        await device.server.until(lambda: bool(device.server.calls and device.server.members))
        # The channel is joined when the client has heard so.
        await device.until(lambda: bool(device.service._asking))  # noqa: SLF001
        may_answer.release()
        await device.server.until(lambda: len(device.server.calls) == 2)
        await idle()
        assert device.states == []
        may_answer.release()
        await device.until(lambda: device.states == ["live"])

    rehearse(scene)


def test_a_policy_that_was_chosen_on_another_device_counts_here(rehearse: Rehearse) -> None:
    async def scene(device: Device) -> None:
        told = {"version": 1, "rows": [row(7, 1, chapter=9)], "policies": {"7": "furthest"}}
        device.server.answers["progress_since"] = lambda _: {**NOTHING, **told}
        await device.subscribe()
        await device.until(lambda: device.states == ["live"])
        shown = device.service.update_progress(7, chapter=3)
        assert shown.chapter == 9

    rehearse(scene)


def test_tombstones_and_a_reset_take_away(rehearse: Rehearse) -> None:
    async def scene(device: Device) -> None:
        answer = {**NOTHING, "version": 2, "rows": [row(7, 1, page=1), row(8, 2, page=1)]}
        device.server.answers["progress_since"] = lambda _: answer
        await device.subscribe()
        await device.until(lambda: device.states == ["live"])
        answer = {**NOTHING, "version": 3, "tombstones": [{"series_id": 7, "version": 3}]}
        device.service.handle_progress_update(tick(3))
        await device.until(lambda: device.service.version == 3)
        assert [*device.service.list_progress()] == [8]
        answer = {**NOTHING, "version": 1, "reset": True, "rows": [row(9, 1, page=4)]}
        device.service.handle_progress_update(tick(4))
        await device.until(lambda: device.service.version == 1)
        assert [*device.service.list_progress()] == [9]
        assert [(number, edit and edit.page) for number, edit in device.updates] == [
            (7, 1),
            (8, 1),
            (7, None),
            (8, None),
            (9, 4),
        ]

    rehearse(scene)


def test_an_older_change_does_not_undo_a_newer_row(rehearse: Rehearse) -> None:
    async def scene(device: Device) -> None:
        device.server.answers["push_progress"] = lambda _: [
            {
                "series_id": 7,
                "outcome": "applied",
                "reason": "later",
                "winner": row(7, 3, chapter=9),
            }
        ]
        handle = device.service.handle_progress_update
        handle(message("inserted", 1, **row(7, 1, chapter=1)))
        device.service.update_progress(7, chapter=9)
        await device.until(lambda: not device.service.list_pending())
        handle(message("updated", 2, series_id=7, chapter=5, version=2))
        assert (device.service.version, device.chapters()) == (2, {7: 9})

    rehearse(scene)


def test_a_late_answer_does_not_bring_back_what_was_deleted(rehearse: Rehearse) -> None:
    async def scene(device: Device) -> None:
        def answer(_: dict[str, Any]) -> Any:
            # The message of the deletion overtakes the answer.
            device.service.handle_progress_update(message("inserted", 1, **row(7, 1, chapter=9)))
            device.service.handle_progress_update(message("deleted", 2, series_id=7))
            winner = row(7, 1, chapter=9)
            return [{"series_id": 7, "outcome": "applied", "reason": "new", "winner": winner}]

        device.server.answers["push_progress"] = answer
        device.service.update_progress(7, chapter=9)
        await device.until(lambda: not device.service.list_pending())
        assert device.service.list_progress() == {}

    rehearse(scene)


# -- the channel ---------------------------------------------------------------


def test_live_then_thrown_out_then_live_again(rehearse: Rehearse) -> None:
    async def scene(device: Device) -> None:
        subscription = await device.subscribe()
        await device.until(lambda: device.states == ["live"])
        await device.server.broadcast(message("inserted", 1, **row(7, 1, chapter=1)))
        await device.until(lambda: device.chapters() == {7: 1})
        answer = {**NOTHING, "version": 2, "rows": [row(7, 2, chapter=2)]}
        device.server.answers["progress_since"] = lambda _: answer
        await device.server.throw_out()
        await device.until(lambda: device.states == ["live", "polling", "live"])
        assert device.chapters() == {7: 2}
        tokens = [join["access_token"] for join in device.server.joins]
        assert len(set(tokens)) == len(tokens) == 2
        assert all(join["config"]["private"] for join in device.server.joins)
        assert all(join["config"]["broadcast"]["replication_ready"] for join in device.server.joins)
        await device.service.unsubscribe(subscription)
        await device.server.until(lambda: not device.server.members)
        assert device.states[-1] == "closed"

    rehearse(scene)


def test_while_it_is_not_let_in_it_polls(rehearse: Rehearse) -> None:
    async def scene(device: Device) -> None:
        device.server.lets_in = False
        await device.subscribe()
        await device.server.until(lambda: len(device.server.joins) > 2)
        answer = {**NOTHING, "version": 1, "rows": [row(7, 1, chapter=1)]}
        device.server.answers["progress_since"] = lambda _: answer
        await device.until(lambda: device.chapters() == {7: 1})
        assert device.states == []
        device.server.lets_in = True
        await device.until(lambda: device.states == ["live"])

    rehearse(scene, QUICK)


def test_when_nothing_listens_it_tries_again_with_a_new_token(tmp_path: Path) -> None:
    async def run() -> None:
        tokens: list[str] = []

        async def get_token() -> str:
            tokens.append(f"token {len(tokens)}")
            return tokens[-1]

        async with running_server() as server, client_of(server) as client:
            client.realtime_url = client.realtime_url.with_port(1)
            service = RealtimeService(client, "mine", tmp_path / "edits.db", get_token, ON_DEMAND)
            async with service:
                device = Device(server, service)
                await device.subscribe()
                await device.until(lambda: len(tokens) > 10)

    asyncio.run(run())


def test_a_listener_that_fails_keeps_no_other_from_hearing(rehearse: Rehearse) -> None:
    async def scene(device: Device) -> None:
        def fail(*_: object) -> None:
            raise RuntimeError

        await device.service.subscribe_to_progress(READER, fail, on_state=fail)
        await device.subscribe()
        device.service.handle_progress_update(message("inserted", 1, **row(7, 1, chapter=1)))
        assert len(device.updates) == 1
        with pytest.raises(ValueError, match="a service is for one reader"):
            await device.service.subscribe_to_progress("another", fail)

        async def lazy(*_: object) -> None:
            raise AssertionError

        with pytest.raises(TypeError, match="plain function"):
            await device.service.subscribe_to_progress(READER, lazy)

    rehearse(scene)


def test_a_token_that_can_not_be_had_is_asked_for_again(tmp_path: Path) -> None:
    async def run() -> None:
        refusals = iter(range(3))

        async def get_token() -> str:
            if next(refusals, None) is not None:
                raise RuntimeError("signed out")
            return "token"

        async with running_server() as server, client_of(server) as client:
            service = RealtimeService(client, "mine", tmp_path / "edits.db", get_token, QUICK)
            async with service:
                device = Device(server, service)
                await device.subscribe()
                await device.until(lambda: device.states == ["live"])

    asyncio.run(run())


# -- no leak -------------------------------------------------------------------


@dataclass(frozen=True)
class Held:
    """What this process holds."""

    objects: int
    blocks: int
    tasks: int
    files: int
    bytes: int


async def held(server: FakeServer) -> Held:
    await server.until(lambda: not server.members)
    for _ in range(3):
        await asyncio.sleep(0)
    gc.collect()
    process = psutil.Process()
    return Held(
        len(gc.get_objects()),
        sys.getallocatedblocks(),
        len(asyncio.all_tasks()),
        process.num_fds(),
        process.memory_info().rss,
    )


@pytest.fixture
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    """Keep no record of what the library says of refusals: it would be counted."""
    caplog.set_level(logging.CRITICAL, "realtime")


def cycle(rehearse: Rehearse, times: int) -> tuple[Held, Held]:
    """Subscribe and unsubscribe so often: at once, live, while joining, after a refusal."""
    found: list[Held] = []

    async def scene(device: Device) -> None:
        server = device.server

        async def go(number: int) -> None:
            server.lets_in = (True, True, None, False)[number % 4]
            joins = (0, 1, 1, 2)[number % 4]
            subscription = await device.subscribe()
            await server.until(lambda: len(server.joins) >= joins)
            if number % 4 == 1:
                await device.until(lambda: subscription.state == "live")
            await device.service.unsubscribe(subscription)
            device.states.clear()
            server.calls.clear()
            server.joins.clear()

        for number in range(max(40, times // 5)):
            await go(number)
        found.append(await held(server))
        for number in range(times):
            await go(number)
        found.append(await held(server))

    rehearse(scene)
    before, after = found
    print(json.dumps({"cycles": times, "before": vars(before), "after": vars(after)}))  # noqa: T201
    return before, after


@pytest.mark.usefixtures("quiet")
def test_nothing_is_left_of_200_subscriptions(rehearse: Rehearse) -> None:
    before, after = cycle(rehearse, 200)
    assert before.tasks == after.tasks == 1
    assert after.files <= before.files
    assert after.objects - before.objects < 100


@pytest.mark.slow
@pytest.mark.usefixtures("quiet")
def test_nothing_is_left_of_10_000_subscriptions(rehearse: Rehearse) -> None:
    before, after = cycle(rehearse, 10_000)
    assert before.tasks == after.tasks == 1
    assert after.files <= before.files
    assert after.objects - before.objects < 100
    assert after.blocks - before.blocks < 5_000
    assert after.bytes - before.bytes < 8 * 2**20
