"""A reader's progress on one device: what is shown at once, what the server has, and between.

What is shown is the greatest of the row that the server sent last and the edits that it has
not answered for. Three things run in the background: one sends the queue, one catches up, one
keeps the channel joined. A message is a hint: whatever does not follow exactly on what is
known makes the device ask `progress_since`, so nothing depends on a message that may be lost,
doubled, late or out of order.
"""

import asyncio
import inspect
from collections.abc import Callable, Coroutine, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, Self, TypeAlias

from supabase import AsyncClient

from glue.clients.cache import Cache, Change, Since, read_winners
from glue.clients.conflicts import MOST_REWINDS, ConflictResolver, Edit, Policy
from glue.clients.feed import Ears, Feed, State
from glue.clients.options import LOG, Options
from glue.clients.queue import EditQueue, Queued
from glue.clients.rpc import GetToken, RefusedError, Server, ServerError, UnavailableError

BATCH = 1000
"""As many as `push_progress` takes."""

OnUpdate: TypeAlias = Callable[[int, Edit | None], object]
OnState: TypeAlias = Callable[[State], object]


@dataclass(eq=False, slots=True)
class Subscription:
    """One listener to a reader's progress; `state` is how it hears."""

    user_id: str
    on_update: OnUpdate
    on_state: OnState
    state: State = field(default="polling", init=False)

    def tell_state(self, state: State) -> bool:
        """Move to a state, and say so when it is another one."""
        is_new = state != self.state
        self.state = state
        if is_new:
            _call(self.on_state, state)
        return is_new


class RealtimeService:
    """The progress of one reader on one device.

    Every edit is on the disk before `update_progress` returns, and stays there until the
    server has answered for it. Close it when the reader signs out; `async with` does.
    """

    def __init__(
        self,
        client: AsyncClient,
        device_id: str,
        queue: Path | str,
        get_token: GetToken,
        options: Options | None = None,
    ) -> None:
        self.device_id = device_id
        self._client = client
        self._options = options or Options()
        self._server = Server(client, get_token)
        self._policies: dict[int, Policy] = dict(self._options.policies)
        self._queue = EditQueue(queue)
        self._cache = Cache()
        self._subscriptions: list[Subscription] = []
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._to_send = asyncio.Event()
        self._to_ask = asyncio.Event()
        self._asking: set[asyncio.Future[None]] = set()

    async def __aenter__(self) -> Self:
        """Send what an earlier run left in the queue."""
        self._start_sending()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close."""
        await self.close()

    # -- what the reader does and sees ---------------------------------------

    @property
    def version(self) -> int:
        """The version of the reader's progress up to which this device knows everything."""
        return self._cache.version

    def update_progress(
        self,
        series_id: int,
        *,
        chapter: Decimal | float | None = None,
        chapter_label: str | None = None,
        page: int | None = None,
        percent: Decimal | float | None = None,
    ) -> Edit:
        """Note where the reader is now; return what stands of the series.

        The edit is on the disk when this returns, for which it waits a few milliseconds: an
        edit must not be lost because its caller stopped waiting. It is sent in the background.
        Raises ValueError for a place that the server would refuse.
        """
        draft = Edit(
            chapter=None if chapter is None else Decimal(str(chapter)),
            chapter_label=chapter_label,
            page=page,
            percent=None if percent is None else Decimal(str(percent)),
            device_id=self.device_id,
            updated_at=self._options.clock(),
            base_version=self._cache.version_of(series_id) or None,
        )
        edit = replace(draft, rewinds=self._rewinds(series_id, draft))
        if edit.fault is not None:
            raise ValueError(edit.fault)
        with self._telling([series_id]):
            self._queue.add(
                series_id,
                self.device_id,
                edit.updated_at,
                lambda at: replace(edit, updated_at=at),
            )
        self._start_sending()
        return self.get_progress(series_id) or edit

    def get_progress(self, series_id: int) -> Edit | None:
        """Return what stands of a series, as far as this device knows."""
        row = self._cache.rows.get(series_id)
        known = self._queue.edits_of(series_id)
        resolver = ConflictResolver(self._policies.get(series_id, "lww"))
        return resolver.resolve(known if row is None else [row, *known])

    def list_progress(self) -> dict[int, Edit]:
        """Return what stands of each series that this device knows of."""
        found = {
            series_id: self.get_progress(series_id)
            for series_id in sorted({*self._cache.rows, *self._queue.series_ids()})
        }
        return {series_id: edit for series_id, edit in found.items() if edit is not None}

    def list_pending(self) -> list[Queued]:
        """Return the edits that the server has not answered for, oldest first."""
        return self._queue.oldest(len(self._queue))

    def list_rejected(self) -> list[Queued]:
        """Return the edits that the server will never take."""
        return self._queue.rejected()

    async def set_policy(self, series_id: int, policy: Policy) -> None:
        """Have the edits of a series merged by another rule from now on, here and there."""
        body = {"series_id": series_id, "policy": ConflictResolver(policy).policy}
        await self._server.call("set_progress_policy", body, dict)
        with self._telling([series_id]):
            self._policies[series_id] = policy

    # -- listening -----------------------------------------------------------

    async def subscribe_to_progress(
        self,
        user_id: str,
        on_update: OnUpdate,
        *,
        on_state: OnState = lambda _: None,
    ) -> Subscription:
        """Hear of every change of the reader's progress, live, else by polling.

        Both listeners are plain functions, called on the loop of the service. on_update
        gets a series and what stands of it, None when it was deleted. on_state gets live,
        polling or closed. Returns at once, also without a network.
        """
        if any(user_id != other.user_id for other in self._subscriptions):
            raise ValueError("a service is for one reader")
        for listener in (on_update, on_state):
            if inspect.iscoroutinefunction(listener):
                raise TypeError("a listener is a plain function: a coroutine would not be awaited")
        subscription = Subscription(user_id, on_update, on_state)
        if self._subscriptions:
            subscription.state = self._subscriptions[0].state
        self._subscriptions.append(subscription)
        self._ask()
        ears = Ears(self._hear, self._tell_state, self._caught_up)
        feed = Feed(self._client, self._server, self._options, ears)
        self._start("feed", lambda: feed.run(f"reading:progress:{user_id}"))
        self._start_sending()
        return subscription

    async def unsubscribe(self, subscription: Subscription) -> None:
        """Hear no more; with its last listener the channel is left."""
        if subscription not in self._subscriptions:
            return
        self._subscriptions.remove(subscription)
        if not self._subscriptions:
            await self._stop("feed", "catch_up")
        subscription.tell_state("closed")

    def handle_progress_update(self, payload: Mapping[str, Any]) -> None:
        """Take in one broadcast message: {event, payload, meta}.

        A message seen before, or of a version that is known, changes nothing. The next
        version's change is applied; anything else makes the device ask what it missed.
        """
        version = payload["payload"].get("version")
        if self._cache.is_repeated(payload) or not isinstance(version, int):
            return
        if version <= self.version:
            return
        change = self._cache.next_change(payload)
        if change is None:
            self._ask()
            return
        with self._telling([change.series_id]):
            self._cache.put([change])
            self._cache.version = version

    async def close(self) -> None:
        """Stop everything; edits that were not sent stay in the queue."""
        subscriptions, self._subscriptions = self._subscriptions, []
        await self._stop("feed", "catch_up", "send")
        self._queue.close()
        for subscription in subscriptions:
            subscription.tell_state("closed")

    # -- what stands ---------------------------------------------------------

    def _rewinds(self, series_id: int, draft: Edit) -> int:
        """Return how often the reader went back: once more, if this device was there last."""
        shown = self.get_progress(series_id)
        if shown is None:
            return 0
        goes_back = (
            self._policies.get(series_id) == "furthest_unless_same_device"
            and shown.device_id == self.device_id
            and draft.reach < shown.reach
        )
        return min(shown.rewinds + goes_back, MOST_REWINDS)

    @contextmanager
    def _telling(self, series_ids: Iterable[int]) -> Iterator[None]:
        """Call the listeners of each series whose shown progress has changed."""
        before = {series_id: self.get_progress(series_id) for series_id in sorted(series_ids)}
        yield
        for series_id, held in before.items():
            now = self.get_progress(series_id)
            if now != held:
                for subscription in tuple(self._subscriptions):
                    _call(subscription.on_update, series_id, now)

    # -- catching up ---------------------------------------------------------

    def _ask(self) -> None:
        """Have it asked what is newer, soon."""
        self._to_ask.set()
        self._start("catch_up", self._catch_up)

    async def _catch_up(self) -> None:
        """Ask for newer rows when a message asks for it and at intervals, one request at a time.

        Callers that want an answer while a request is under way share the next one.
        """
        failures = 0
        while True:
            await self._until_next_question()
            self._to_ask.clear()
            asking, self._asking = self._asking, set()
            try:
                since = await self._server.call(
                    "progress_since", {"version": self.version}, Since.from_json
                )
            except ServerError as exc:
                failures += 1
                LOG.info("progress_since failed: %s", exc)
                _settle(asking, exc)
                self._to_ask.set()
                await asyncio.sleep(self._pause(exc, failures))
            else:
                failures = 0
                self._take_in(since)
                _settle(asking, None)

    async def _until_next_question(self) -> None:
        if not self._subscriptions:
            await self._to_ask.wait()
            return
        seconds = self._options.between_polls(is_live=self._subscriptions[0].state == "live")
        # Not wait_for: on Python 3.11 that forgets a cancellation that meets the event.
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._to_ask.wait()

    def _take_in(self, since: Since) -> None:
        """Take over the answer of progress_since."""
        touched = {change.series_id for change in since.changes} | {*since.policies}
        if since.is_reset:
            touched |= set(self._cache.rows)
        with self._telling(touched):
            if since.is_reset:
                self._cache.forget()
            self._cache.put(since.changes)
            self._cache.version = max(self._cache.version, since.version)
            self._policies.update(since.policies)

    async def _caught_up(self) -> None:
        """Return when a question that is asked from now on has been answered."""
        answered: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._asking.add(answered)
        self._ask()
        try:
            await answered
        finally:
            self._asking.discard(answered)

    # -- sending -------------------------------------------------------------

    def _start_sending(self) -> None:
        if len(self._queue) > 0:
            self._to_send.set()
            self._start("send", self._send_queue)

    async def _send_queue(self) -> None:
        """Send the queue whenever there is one, one batch at a time."""
        failures = 0
        while True:
            await self._to_send.wait()
            try:
                await self._send(self._queue.oldest(BATCH))
            except ServerError as exc:
                failures += 1
                LOG.info("push_progress failed: %s", exc)
                await asyncio.sleep(self._pause(exc, failures))
            else:
                failures = 0
                if len(self._queue) == 0:
                    self._to_send.clear()

    async def _send(self, batch: list[Queued]) -> None:
        """Send the oldest; of a batch that is refused the first half, down to the culprit."""
        try:
            winners = await self._server.call(
                "push_progress",
                {"items": _items(batch)},
                lambda answers: read_winners(answers, len(batch)),
            )
        except RefusedError as exc:
            if exc.key != "reading.invalid_edits":
                raise
            if len(batch) > 1:
                await self._send(batch[: len(batch) // 2])
            else:
                self._reject(batch[0], str(exc))
        else:
            self._settle(batch, winners)

    def _settle(self, batch: list[Queued], winners: list[Change]) -> None:
        """Forget the edits that were answered for; take over what stands instead."""
        with self._telling({queued.series_id for queued in batch}):
            self._queue.remove(batch)
            # What this device knows of already is true of a later moment than the answer.
            self._cache.put(winner for winner in winners if winner.version > self.version)

    def _reject(self, queued: Queued, why: str) -> None:
        with self._telling([queued.series_id]):
            self._queue.reject(queued, why)
        _call(self._options.on_rejected, replace(queued, rejected=why))

    # -- background ----------------------------------------------------------

    def _hear(self, payload: Mapping[str, Any]) -> None:
        _call(self.handle_progress_update, payload)

    def _tell_state(self, state: State) -> None:
        changed = [subscription.tell_state(state) for subscription in tuple(self._subscriptions)]
        if any(changed) and state == "polling":
            self._ask()

    def _pause(self, error: ServerError, failures: int) -> float:
        """Return how long to leave the server alone: at least as long as it asks for."""
        asked = error.retry_after if isinstance(error, UnavailableError) else 0.0
        return max(asked, self._options.delay(failures))

    def _start(self, name: str, run: Callable[[], Coroutine[Any, Any, None]]) -> None:
        task = self._tasks.get(name)
        if task is None or task.done():
            self._tasks[name] = asyncio.get_running_loop().create_task(run(), name=name)

    async def _stop(self, *names: str) -> None:
        tasks = [task for name in names if (task := self._tasks.pop(name, None)) is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _items(batch: Iterable[Queued]) -> list[dict[str, Any]]:
    return [{"series_id": queued.series_id, **queued.edit.to_json()} for queued in batch]


def _settle(asking: Iterable[asyncio.Future[None]], error: ServerError | None) -> None:
    """Answer those who still wait."""
    for answered in asking:
        if answered.done():
            continue
        if error is None:
            answered.set_result(None)
        else:
            answered.set_exception(error)


def _call(listener: Callable[..., object], *args: object) -> None:
    """Call a listener of the app; its error does not keep others from being called."""
    try:
        listener(*args)
    except Exception:  # noqa: BLE001 - it is logged
        LOG.exception("a listener failed")
