"""The lanes of jobs whose handler is Python: one runs them, one keeps their leases."""

import queue
import threading
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from glue.worker.handlers import Handler, Job, PermanentError, RetryLaterError
from glue.worker.lane import Conn, Lane, report_failure
from glue.worker.observe import observe

if TYPE_CHECKING:
    from glue.worker.worker import Worker


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
