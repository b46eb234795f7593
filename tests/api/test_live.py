"""Devices of one reader, over the real API and a real relay: live, offline, and in chaos."""

import asyncio
import json
import random
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial, reduce
from pathlib import Path
from typing import Any, get_args

import httpx
import pytest
from supabase import AsyncClient
from supabase.lib.client_options import AsyncClientOptions
from yarl import URL

from glue import db
from glue.clients import (
    ConflictResolver,
    Edit,
    EditQueue,
    Options,
    Policy,
    RealtimeService,
    Subscription,
)
from glue.http.tokens import user_id
from glue.postgres.server import Server
from tests.api.conftest import RunningApi
from tests.api.lossy import FATES, Chance, LossyTransport, lossy_sockets
from tests.relays import RunningRelay, running_relay

pytestmark = [pytest.mark.once, pytest.mark.needs("reading")]

QUICK = Options(backoff_base_seconds=0.02, backoff_cap_seconds=0.2, poll_seconds=0.1)
POLICIES = pytest.mark.parametrize("policy", get_args(Policy))


@dataclass
class Device:
    """One service and its events."""

    service: RealtimeService
    reader: str
    updates: list[tuple[int, Edit | None]] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    made: list[tuple[int, Edit]] = field(default_factory=list)

    async def subscribe(self) -> Subscription:
        """Listen to the reader's progress."""
        return await self.service.subscribe_to_progress(
            str(user_id(self.reader)),
            lambda series_id, edit: self.updates.append((series_id, edit)),
            on_state=self.states.append,
        )

    def read(self, series_id: int, chapter: int) -> None:
        """Make an edit, and remember it."""
        self.service.update_progress(series_id, chapter=chapter)
        last = self.service.list_pending()[-1]
        self.made.append((last.series_id, last.edit))


async def until(check: Callable[[], bool], seconds: float = 20) -> None:
    """Wait for what is made true by steps in the service, the API and the relay."""
    async with asyncio.timeout(seconds):
        while not check():  # noqa: ASYNC110 - it may be any step of any of them
            await asyncio.sleep(0.005)


@dataclass
class Place:
    """Where devices run: an API, a relay before the same database, a folder for queues."""

    running: RunningApi
    relay: RunningRelay
    folder: Path
    reader: str

    @asynccontextmanager
    async def device(
        self, name: str, options: Options = QUICK, *, lasts: tuple[str, ...] = ()
    ) -> AsyncIterator[Device]:
        """Switch a device on; its tokens last as long as `lasts` says in turn, then an hour."""
        async with httpx.AsyncClient() as http:
            yield_from = self._device(name, options, http, self.relay.url, lasts)
            async with yield_from as device:
                yield device

    @asynccontextmanager
    async def lossy_device(
        self, name: str, options: Options, chance: Chance
    ) -> AsyncIterator[Device]:
        """Switch a device on that has a bad network."""
        sockets = self.relay.url.replace("http", "ws")
        async with (
            lossy_sockets(sockets, chance) as url,
            httpx.AsyncClient(transport=LossyTransport(chance)) as http,
            self._device(name, options, http, url, ()) as device,
        ):
            yield device

    @asynccontextmanager
    async def _device(
        self, name: str, options: Options, http: httpx.AsyncClient, url: str, lasts: tuple[str, ...]
    ) -> AsyncIterator[Device]:
        lifetimes = iter(lasts)

        async def get_token() -> str:
            return self.relay.token(self.reader, lasts=next(lifetimes, "1h"))

        key = self.running.api.publishable_key
        settings = AsyncClientOptions(schema="api", httpx_client=http)
        client = AsyncClient(self.running.api.url, key, settings)
        # The relay of these tests has an address of its own.
        client.realtime_url = URL(url) / "realtime/v1"
        file = self.folder / f"{name}.db"
        async with RealtimeService(client, name, file, get_token, options) as service:
            yield Device(service, self.reader)

    def series(self, count: int) -> list[int]:
        """Some series to read."""
        with db.connect(self.running.database) as conn:
            rows = conn.execute(
                "select id from reading.series order by id limit %s", (count,)
            ).fetchall()
        return [row["id"] for row in rows]

    def query(self, statement: str) -> list[dict[str, Any]]:
        """Ask the database for rows of this reader."""
        with db.connect(self.running.database) as conn:
            return conn.execute(statement.encode(), (user_id(self.reader),)).fetchall()

    def stored(self) -> dict[int, Edit]:
        """Return the progress according to the server."""
        rows = self.query("select to_jsonb(p) as row from reading.progress as p where user_id = %s")
        return {row["row"]["series_id"]: Edit.from_json(row["row"]) for row in rows}

    def folded(self, made: list[tuple[int, Edit]], policy: Policy) -> dict[int, Edit]:
        """Return the progress according to the rule, with corrected times of fast clocks."""
        rows = self.query("select * from reading.clock_corrections where user_id = %s")
        times = {
            (row["device_id"], row["series_id"], row["claimed_at"]): row["corrected_at"]
            for row in rows
        }
        by_series: dict[int, list[Edit]] = {}
        for series_id, edit in made:
            at = times.get((edit.device_id, series_id, edit.updated_at), edit.updated_at)
            by_series.setdefault(series_id, []).append(replace(edit, updated_at=at))
        merge = ConflictResolver(policy).merge
        return {series_id: reduce(merge, edits) for series_id, edits in by_series.items()}


@pytest.fixture
def play(
    running: RunningApi, server: Server, tmp_path: Path, request: pytest.FixtureRequest
) -> Callable[..., None]:
    """Play a scene where API and relay run."""

    def run(scene: Callable[[Place], Any]) -> None:
        async def act() -> None:
            async with running_relay(server, running.database, tmp_path) as relay:
                await scene(Place(running, relay, tmp_path, request.node.name))

        asyncio.run(act())

    return run


Play = Callable[..., None]


def test_what_one_device_reads_another_shows(play: Play) -> None:
    async def scene(place: Place) -> None:
        series_id, other_id = place.series(2)
        async with place.device("phone") as phone, place.device("tablet") as tablet:
            for device in (phone, tablet):
                await device.subscribe()
            await until(lambda: phone.states == tablet.states == ["live"])
            phone.read(series_id, 12)
            await until(lambda: series_id in tablet.service.list_progress())
            tablet.read(series_id, 13)
            tablet.read(other_id, 1)
            await until(
                lambda: (
                    phone.service.list_progress() == tablet.service.list_progress()
                    and phone.service.version == tablet.service.version == 3
                )
            )
            assert phone.service.list_progress() == place.stored()
            assert [edit and edit.chapter for _, edit in phone.updates][:2] == [12, 13]
            assert place.query("select from reading.conflicts where user_id = %s") == []

            place.query(
                f"delete from reading.progress where user_id = %s and series_id = {series_id}"
                " returning 1"
            )
            await until(lambda: [*phone.service.list_progress()] == [other_id])
            assert phone.updates[-1] == (series_id, None)
            assert phone.states == ["live"]

    play(scene)


def test_without_the_relay_it_polls_and_with_it_is_live_again(play: Play) -> None:
    async def scene(place: Place) -> None:
        (series_id,) = place.series(1)
        async with place.device("phone") as phone, place.device("tablet") as tablet:
            subscription = await tablet.subscribe()
            await until(lambda: tablet.states == ["live"])
            await place.relay.stop()
            await until(lambda: subscription.state == "polling")
            phone.read(series_id, 12)
            await until(lambda: series_id in tablet.service.list_progress())
            assert subscription.state == "polling"
            await place.relay.start()
            await until(lambda: tablet.states == ["live", "polling", "live"])
            phone.read(series_id, 13)
            await until(lambda: tablet.service.list_progress() == place.stored() != {})
            await tablet.service.unsubscribe(subscription)
            assert tablet.states[-1] == "closed"

    play(scene)


def test_a_token_that_ends_is_replaced_before_joining_again(play: Play) -> None:
    async def scene(place: Place) -> None:
        (series_id,) = place.series(1)
        # Of the tokens the first two are for the join and for the catching up before it.
        async with (
            place.device("phone") as phone,
            place.device("tablet", lasts=("2s", "2s")) as tablet,
        ):
            await tablet.subscribe()
            await until(lambda: tablet.states == ["live", "polling", "live"])
            phone.read(series_id, 12)
            await until(lambda: series_id in tablet.service.list_progress())

    play(scene)


def test_what_was_read_without_a_network_is_sent_when_there_is_one(play: Play) -> None:
    async def scene(place: Place) -> None:
        (series_id,) = place.series(1)
        nowhere = replace(place.running.api, url="http://127.0.0.1:1")
        away = replace(place, running=replace(place.running, api=nowhere))
        async with away.device("phone") as phone:
            for chapter in range(1, 30):
                phone.read(series_id, chapter)
        async with place.device("phone") as phone:
            await until(lambda: phone.service.list_pending() == [])
            stored = place.stored()
            assert stored[series_id].chapter == 29
            assert phone.service.list_progress() == stored

    play(scene)


def _at(edit: Edit, at: datetime) -> Edit:
    return replace(edit, updated_at=at)


def test_an_edit_that_the_server_refuses_keeps_no_other_from_it(play: Play) -> None:
    async def scene(place: Place) -> None:
        series = place.series(5)
        queue = EditQueue(place.folder / "phone.db")
        for series_id in series:
            page = -1 if series_id == series[2] else 1
            edit = Edit(None, None, page, None, "phone", datetime(2026, 1, 1, tzinfo=UTC))
            queue.add(series_id, "phone", edit.updated_at, partial(_at, edit))
        queue.close()
        async with place.device("phone") as phone:
            await until(lambda: phone.service.list_pending() == [])
            (rejected,) = phone.service.list_rejected()
            assert rejected.series_id == series[2]
            assert rejected.rejected == "reading.invalid_edits: Item 1: page is negative."
        assert sorted(place.stored()) == [*series[:2], *series[3:]]

    play(scene)


# -- chaos ---------------------------------------------------------------------

SKEWS = (timedelta(0), timedelta(hours=-7), timedelta(minutes=4), timedelta(hours=3))


@dataclass(frozen=True)
class Chaos:
    """How much of it."""

    edits: int
    seed: int
    policy: Policy
    devices: int = 3


def skewed(skew: timedelta) -> Callable[[], datetime]:
    return lambda: datetime.now(UTC) + skew


async def rehearse(place: Place, chaos: Chaos) -> dict[str, Any]:
    """Let devices read, each with a clock and a network of its own; what happened."""
    draw = random.Random(chaos.seed)  # noqa: S311 - repeatable
    series = place.series(4)
    for series_id in series:
        place.query(
            "insert into reading.progress_policies (user_id, series_id, policy)"
            f" values (%s, {series_id}, '{chaos.policy}') returning 1"
        )
    async with AsyncExitStack() as stack:
        devices, chances = [], []
        for number, skew in enumerate(draw.sample(SKEWS, chaos.devices)):
            options = replace(
                QUICK,
                join_seconds=1,
                live_poll_seconds=0.5,
                ready_seconds=0.2,
                policies=dict.fromkeys(series, chaos.policy),
                clock=skewed(skew),
            )
            chance = Chance(random.Random(chaos.seed + number))  # noqa: S311 - repeatable
            name = f"{chaos.policy} {number} {skew}"
            device = await stack.enter_async_context(place.lossy_device(name, options, chance))
            await device.subscribe()
            devices.append(device)
            chances.append(chance)

        async def read(device: Device, own: random.Random) -> None:
            for number in range(chaos.edits):
                device.read(own.choice(series), number + own.randint(0, 40))
                await asyncio.sleep(own.uniform(0, 0.04))

        async def restart() -> None:
            for share in (0.3, 0.6):
                wanted = chaos.edits * chaos.devices * share
                await until(lambda n=wanted: sum(len(d.made) for d in devices) >= n, 600)  # type: ignore[misc]
                await place.relay.stop()
                await until(lambda: all("polling" in device.states for device in devices), 60)
                await place.relay.start()

        await until(lambda: all("live" in device.states for device in devices), 60)
        async with asyncio.TaskGroup() as group:
            group.create_task(restart())
            for device in devices:
                group.create_task(read(device, random.Random(draw.random())))  # noqa: S311
        await until(lambda: not any(device.service.list_pending() for device in devices), 60)
        stored = place.stored()
        await until(lambda: all(d.service.list_progress() == stored for d in devices), 60)
        made = [edit for device in devices for edit in device.made]
        assert stored == place.folded(made, chaos.policy)
        assert len(made) == chaos.edits * chaos.devices
        happened = {fate for chance in chances for fate in chance.counts}
        assert happened == {"passed", *FATES}
        return {
            "seed": chaos.seed,
            "policy": chaos.policy,
            "edits": len(made),
            "passed": [chance.counts for chance in chances],
            "states": [len(device.states) for device in devices],
            "stamped": len(place.query("select from reading.clock_corrections where user_id = %s")),
            "conflicts": len(place.query("select from reading.conflicts where user_id = %s")),
        }


@POLICIES
def test_in_chaos_all_devices_end_with_what_the_server_has(play: Play, policy: Policy) -> None:
    async def scene(place: Place) -> None:
        print(json.dumps(await rehearse(place, Chaos(60, 20_261, policy))))  # noqa: T201

    play(scene)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
@POLICIES
def test_in_long_chaos_too(play: Play, policy: Policy, seed: int) -> None:
    async def scene(place: Place) -> None:
        print(json.dumps(await rehearse(place, Chaos(400, seed, policy))))  # noqa: T201

    play(scene)
