"""One worker process: lanes for SQL jobs, Python jobs, events, schedules and heartbeats.

Each lane is a thread with a connection of its own, so a long SQL job holds up no tick and
no heartbeat. A lane whose connection is lost connects again and goes on with what it
holds: leases outlive a restart of Postgres, and what a lane cannot report any more runs
out and is done again by whoever claims it.
"""

import logging
import queue
import random
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from glue.db import connect
from glue.worker import telemetry
from glue.worker.bell import Bell
from glue.worker.handlers import Handler, Job, PermanentError, RetryLaterError
from glue.worker.observe import observe, observe_batch, tell
from glue.worker.ticks import take_due_ticks

Conn = psycopg.Connection[DictRow]
FIRST_DELAY, LONGEST_DELAY = 0.05, 5.0
TICK_SECONDS = 1.0
RETRY_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Plan:
    """What one worker process does, and how patient it is."""

    url: str
    handlers: dict[str, Handler]
    queues: Sequence[str] | None = None
    concurrency: int = 8
    batch: int = 100
    lease: timedelta = timedelta(minutes=1)
    poll: timedelta = timedelta(seconds=5)
    drain: timedelta = timedelta(seconds=30)
    sql_timeout: timedelta = timedelta(minutes=5)
    requests: int = 32
    """How many webhooks are under way at a time; 0: another process sends them."""


class Lane:
    """A loop on a connection of its own, until the worker stops."""

    name = ""
    bells: Sequence[str] | None = None

    def __init__(self, worker: "Worker") -> None:
        self.worker = worker
        self.plan = worker.plan
        self.bell = Bell(self.bells if self.bells is not None else worker.plan.queues)
        self.thread = threading.Thread(target=self._run, name=self.name, daemon=True)

    def _run(self) -> None:
        failures = 0
        while not self.is_over():
            try:
                with connect(self.plan.url) as conn:
                    self.bell.listen(conn)
                    self.begin(conn)
                    while not self.is_over():
                        self.turn(conn)
                        failures = 0
                    self.bell.wake(conn)
            except psycopg.OperationalError as exc:
                failures += 1
                delay = min(LONGEST_DELAY, FIRST_DELAY * 2 ** (failures - 1))
                delay *= random.uniform(0.5, 1.0)  # noqa: S311 - jitter, not a secret
                tell("connection lost", level=logging.WARNING, lane=self.name, error=str(exc))
                self.worker.stopping.wait(delay)
            except psycopg.Error as exc:
                tell("lane failed", level=logging.ERROR, lane=self.name, error=str(exc))
                self.worker.stopping.wait(1)

    def is_over(self) -> bool:
        """Tell whether this lane has nothing to do any more."""
        return self.worker.stopping.is_set()

    def begin(self, conn: Conn) -> None:
        """Prepare a new connection."""

    def turn(self, conn: Conn) -> None:
        """Do one round of work, or sleep until there is some."""
        raise NotImplementedError

    def idle(self, conn: Conn, look: Callable[[], bool], kinds: Sequence[str] | None) -> None:
        """Sleep until a bell, the next job that waits for a time, or the fallback poll."""
        seconds = self.plan.poll.total_seconds()
        row = conn.execute(
            "select extract(epoch from core.next_job_at(p_queues => %s, p_kinds => %s)"
            " - core.now())::float8 as seconds",
            (self.plan.queues, kinds),
        ).fetchone()
        if row and row["seconds"] is not None:
            seconds = min(seconds, max(row["seconds"], RETRY_SECONDS))
        self.bell.sleep(conn, look=look, seconds=seconds)


class SqlLane(Lane):
    """SQL jobs: claimed in batches, run and completed in the database."""

    name = "sql"

    def __init__(self, worker: "Worker") -> None:
        super().__init__(worker)
        self.ids: list[int] = []
        self.tokens: list[int] = []
        self.kinds: list[str] = []

    def begin(self, conn: Conn) -> None:
        """Give handlers a limit; know which kinds are SQL's."""
        milliseconds = round(self.plan.sql_timeout.total_seconds() * 1000)
        conn.execute("select set_config('statement_timeout', %s, false)", (str(milliseconds),))
        rows = conn.execute("select kind from core.job_kinds where handler = 'sql'").fetchall()
        self.kinds = [row["kind"] for row in rows]

    def is_over(self) -> bool:
        """Stop with empty hands only: what is claimed is run first."""
        return super().is_over() and not self.ids

    def turn(self, conn: Conn) -> None:
        """Run what is claimed, then claim more; sleep when there is nothing."""
        if self.ids:
            self._run_batch(conn)
            self.bell.wake(conn)
        elif not self._claim(conn):
            self.idle(conn, lambda: self._claim(conn), self.kinds)

    def _claim(self, conn: Conn) -> bool:
        if self.worker.stopping.is_set():
            return True
        row = conn.execute(
            "select ids, tokens from core.claim_sql_jobs("
            "p_worker => %s, p_queues => %s, p_limit => %s, p_lease => %s)",
            (self.worker.id, self.plan.queues, self.plan.batch, self.plan.lease),
        ).fetchone()
        if row:
            self.ids, self.tokens = row["ids"], row["tokens"]
        return bool(self.ids)

    def _run_batch(self, conn: Conn) -> None:
        traceparents = self._traceparents(conn)
        started = time.perf_counter()
        try:
            done, failed = self._call(conn, self.ids, self.tokens)
        except psycopg.OperationalError as exc:
            if not isinstance(exc, psycopg.errors.QueryCanceled):
                raise
            done, failed = self._run_alone(conn)
        except psycopg.Error:
            done, failed = self._run_alone(conn)
        self.ids, self.tokens = [], []
        spent = time.perf_counter() - started
        observe_batch(
            "sql jobs", done=done, failed=failed, seconds=spent, traceparents=traceparents
        )

    def _traceparents(self, conn: Conn) -> list[str]:
        """Return the traces that the claimed jobs belong to, if anybody wants them."""
        if not telemetry.is_on():
            return []
        rows = conn.execute(
            "select distinct traceparent from core.jobs"
            " where id = any(%s) and traceparent is not null",
            (self.ids,),
        )
        return [row["traceparent"] for row in rows]

    def _run_alone(self, conn: Conn) -> tuple[int, int]:
        """Run each job in a transaction of its own; what cannot end there has failed."""
        done = failed = 0
        for job, token in zip(self.ids, self.tokens, strict=True):
            try:
                one_done, one_failed = self._call(conn, [job], [token])
                done, failed = done + one_done, failed + one_failed
            except psycopg.Error as exc:
                if conn.closed:
                    raise
                failed += 1
                report_failure(conn, job, token, f"{exc.sqlstate}: {exc}")
        return done, failed

    def _call(self, conn: Conn, ids: list[int], tokens: list[int]) -> tuple[int, int]:
        row = conn.execute(
            "select done, failed from core.run_jobs(p_ids => %s, p_tokens => %s)", (ids, tokens)
        ).fetchone()
        return (row["done"], row["failed"]) if row else (0, 0)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one run of a Python job ended."""

    job: Job
    result: Any = None
    error: str | None = None
    retry_after: timedelta | None = None
    is_permanent: bool = False


class PythonLane(Lane):
    """Python jobs: claimed as far as there are free slots, each run in a thread."""

    name = "python"

    def __init__(self, worker: "Worker") -> None:
        super().__init__(worker)
        self.running: dict[int, Job] = {}
        self.outcomes: queue.SimpleQueue[Outcome] = queue.SimpleQueue()
        self.unreported: list[Outcome] = []
        self.drain_until: float | None = None

    def is_over(self) -> bool:
        """When draining: over when all is reported, or patience is."""
        if not super().is_over():
            return False
        if self.drain_until is None:
            self.drain_until = time.monotonic() + self.plan.drain.total_seconds()
        busy = self.running or self.unreported or not self.outcomes.empty()
        return not busy or time.monotonic() > self.drain_until

    def turn(self, conn: Conn) -> None:
        """Report what ended, start what fits, wait for either."""
        self._report(conn)
        if self.worker.stopping.is_set() or len(self.running) >= self.plan.concurrency:
            self.bell.wait(conn, 0.2)
        elif self._claim(conn):
            self.bell.wake(conn)
        else:
            self.idle(conn, lambda: self._look(conn), list(self.plan.handlers))

    def held(self) -> list[Job]:
        """Return what runs now, for the heartbeat."""
        return list(self.running.values())

    def _look(self, conn: Conn) -> bool:
        return not self.outcomes.empty() or self._claim(conn)

    def _claim(self, conn: Conn) -> bool:
        if self.worker.stopping.is_set():
            return True
        free = self.plan.concurrency - len(self.running)
        rows = conn.execute(
            "select * from core.claim_jobs("
            "p_worker => %s, p_queues => %s, p_limit => %s, p_lease => %s, p_kinds => %s)",
            (self.worker.id, self.plan.queues, free, self.plan.lease, list(self.plan.handlers)),
        ).fetchall()
        for row in rows:
            job = _job(row, self.worker.id, self.plan.url)
            self.running[job.id] = job
            threading.Thread(target=self._work, args=(job,), daemon=True).start()
        return bool(rows)

    def _work(self, job: Job) -> None:
        self.outcomes.put(run_handler(self.plan.handlers[job.kind], job))
        self.bell.ring()

    def _report(self, conn: Conn) -> None:
        while not self.outcomes.empty():
            self.unreported.append(self.outcomes.get())
        if not self.unreported:
            return
        good = [outcome for outcome in self.unreported if outcome.error is None]
        if good:
            conn.execute(
                "select core.complete_jobs(p_ids => %s, p_tokens => %s, p_results => %s)",
                (
                    [outcome.job.id for outcome in good],
                    [outcome.job.token for outcome in good],
                    [_json(outcome.result) for outcome in good],
                ),
            )
        for outcome in self.unreported:
            if outcome.error is not None:
                report_failure(
                    conn,
                    outcome.job.id,
                    outcome.job.token,
                    outcome.error,
                    retry_after=outcome.retry_after,
                    is_permanent=outcome.is_permanent,
                )
        for outcome in self.unreported:
            if self.running.get(outcome.job.id) is outcome.job:
                del self.running[outcome.job.id]
        self.unreported.clear()


class HeartbeatLane(Lane):
    """Extends the leases of Python jobs; tells those that are lost or cancelled to stop."""

    name = "heartbeat"
    bells = ()

    def is_over(self) -> bool:
        """Beat until the last Python job has ended."""
        return super().is_over() and not self.worker.python.thread.is_alive()

    def turn(self, conn: Conn) -> None:
        """Beat once, then wait for a third of the lease."""
        held = self.worker.python.held()
        if held:
            rows = conn.execute(
                "select id, is_cancelled from core.heartbeat("
                "p_ids => %s, p_tokens => %s, p_lease => %s)",
                ([job.id for job in held], [job.token for job in held], self.plan.lease),
            ).fetchall()
            alive = {row["id"] for row in rows if not row["is_cancelled"]}
            for job in held:
                if job.id not in alive:
                    job.stop.set()
        self.bell.wait(conn, min(self.plan.lease.total_seconds() / 3, 5.0))


class EventLane(Lane):
    """SQL consumers of the log: each reads on until it has seen everything."""

    name = "events"
    bells = ("@events",)

    def turn(self, conn: Conn) -> None:
        """Let every consumer read a batch; sleep when none had one."""
        if self._dispatch(conn):
            self.bell.wake(conn)
        else:
            seconds = self.plan.poll.total_seconds()
            self.bell.sleep(conn, look=lambda: self._dispatch(conn), seconds=seconds)

    def _dispatch(self, conn: Conn) -> bool:
        rows = conn.execute(
            "select name from core.event_consumers where sql_function is not null order by name"
        ).fetchall()
        total = sum(self._dispatch_one(conn, row["name"]) for row in rows)
        return total > 0 or self.worker.stopping.is_set()

    def _dispatch_one(self, conn: Conn, name: str) -> int:
        started = time.perf_counter()
        try:
            row = conn.execute(
                "select core.dispatch_events(p_consumer => %s, p_limit => %s) as handled",
                (name, self.plan.batch),
            ).fetchone()
        except psycopg.Error as exc:
            if conn.closed:
                raise
            tell("consumer failed", level=logging.ERROR, consumer=name, error=str(exc))
            return 0
        handled = int(row["handled"]) if row else 0
        if handled:
            spent = time.perf_counter() - started
            observe_batch(f"events of {name}", done=handled, failed=0, seconds=spent)
        return handled


class ClockLane(Lane):
    """Schedules: looks once a second which ticks have come."""

    name = "clock"
    bells = ()

    def turn(self, conn: Conn) -> None:
        """Take the ticks that have come, then wait."""
        take_due_ticks(conn)
        self.bell.wait(conn, TICK_SECONDS)


class WebhookLane(Lane):
    """Webhooks: a loop that waits for other people's servers, many at a time."""

    name = "webhooks"
    bells = ()

    def _run(self) -> None:
        # Here, not above: an HTTP client takes long to import, and SIGTERM may come soon.
        from glue.worker.webhooks import deliver  # noqa: PLC0415

        deliver(self.plan.url, self.worker.stopping, concurrency=self.plan.requests)


@dataclass
class Worker:
    """One process; its identity is random, so a restarted one is another."""

    plan: Plan
    id: UUID = field(default_factory=uuid4)
    stopping: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        """Make the lanes."""
        self.python = PythonLane(self)
        self.lanes: list[Lane] = [SqlLane(self), EventLane(self), ClockLane(self)]
        if self.plan.requests:
            self.lanes.append(WebhookLane(self))
        if self.plan.handlers:
            self.lanes += [self.python, HeartbeatLane(self)]

    def start(self) -> None:
        """Start every lane."""
        tell("worker started", worker=self.id, queues=self.plan.queues)
        for lane in self.lanes:
            lane.thread.start()

    def stop(self) -> None:
        """Claim nothing any more; what runs may end."""
        self.stopping.set()
        for job in self.python.held():
            job.stop.set()
        for lane in self.lanes:
            lane.bell.ring()

    def join(self) -> None:
        """Wait until every lane is over."""
        for lane in self.lanes:
            while lane.thread.is_alive():
                lane.thread.join(0.2)
        left = [job.id for job in self.python.held()]
        tell("worker stopped", worker=self.id, left_to_others=left)


def run_handler(handler: Handler, job: Job) -> Outcome:
    """Run a handler; whatever it raises becomes the outcome."""
    try:
        with observe(job):
            return Outcome(job, result=handler(job))
    except RetryLaterError as exc:
        return Outcome(job, error=str(exc), retry_after=exc.after)
    except PermanentError as exc:
        return Outcome(job, error=str(exc), is_permanent=True)
    except Exception as exc:  # noqa: BLE001 - a handler's error is the job's, not the worker's
        return Outcome(job, error=f"{type(exc).__name__}: {exc}")


def report_failure(  # noqa: PLR0913 - the parameters of core.fail_job
    conn: Conn,
    job: int,
    token: int,
    error: str,
    *,
    retry_after: timedelta | None = None,
    is_permanent: bool = False,
) -> None:
    """Tell that an attempt failed; a lost lease is somebody else's job by now."""
    try:
        conn.execute(
            "select core.fail_job(p_id => %s, p_token => %s, p_error => %s,"
            " p_retry_after => %s, p_is_permanent => %s)",
            (job, token, error, retry_after, is_permanent),
        )
    except psycopg.Error as exc:
        if exc.sqlstate != "PT409":
            raise
        tell("lease lost", level=logging.WARNING, job=job, token=token)


def _json(result: Any) -> Jsonb | None:
    return None if result is None else Jsonb(result)


def _job(row: DictRow, worker: UUID, url: str) -> Job:
    def moment(name: str) -> datetime:
        value: datetime = row[name]
        return value

    return Job(
        id=row["id"],
        kind=row["kind"],
        queue=row["queue"],
        payload=row["payload"],
        token=row["token"],
        attempts=row["attempts"],
        max_attempts=row["max_attempts"],
        concurrency_key=row["concurrency_key"],
        actor=row["actor"],
        traceparent=row["traceparent"],
        enqueued_at=moment("enqueued_at"),
        started_at=moment("started_at"),
        worker=worker,
        url=url,
    )
