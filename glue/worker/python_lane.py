"""The lane of jobs whose handler is Python: each runs in a thread."""

import logging
import queue
import threading
import time
from collections import Counter
from datetime import datetime
from uuid import UUID

import psycopg
from psycopg.rows import DictRow

from glue.worker.handlers import Job
from glue.worker.lane import Conn, Lane, Process, report_failure
from glue.worker.observe import log_event
from glue.worker.outcomes import Outcome, run_handler, storable, words_of

# What a handler needs; the times of a job that Python has not (infinity) stay where they are.
_CLAIM = """
    select
        id, kind, queue, payload, token, attempts, max_attempts, concurrency_key, actor,
        traceparent, enqueued_at, started_at
    from core.claim_jobs(
        p_worker => %s, p_queues => %s, p_limit => %s, p_lease => %s, p_kinds => %s
    )
"""
_COMPLETE = """
    select core.complete_jobs(p_ids => %s, p_tokens => %s, p_results => %s::text[]::jsonb[])
"""


class PythonLane(Lane):
    """Python jobs: claimed as far as there are free slots, each run in a thread."""

    name = "python"

    def __init__(self, process: Process) -> None:
        super().__init__(process)
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
        if self.process.stopping.is_set() or not self._rooms():
            self.wakeup.wait(conn, 0.2)
        elif self._claim(conn):
            self.wakeup.wake(conn)
        else:
            self.idle(conn, lambda: self._look(conn), list(self._rooms()))

    def held(self) -> list[Job]:
        """Return what runs now, for the heartbeat."""
        return list(self.running.values())

    def _rooms(self) -> dict[str, int]:
        """Return the kinds that may start now, and how many jobs of each.

        A quarter of the slots is closed to any one kind, so that a flood of one, or one
        whose jobs hang, leaves room for the others.
        """
        free = self.plan.concurrency - len(self.running)
        kinds = self.plan.handlers
        most = self.plan.concurrency
        if len(kinds) > 1 and most > 1:
            most -= max(1, most // 4)
        counts = Counter(job.kind for job in self.held())
        rooms = {kind: min(free, most - counts[kind]) for kind in kinds}
        return {kind: room for kind, room in rooms.items() if room > 0}

    def _look(self, conn: Conn) -> bool:
        return not self.outcomes.empty() or self._claim(conn)

    def _claim(self, conn: Conn) -> bool:
        if self.process.stopping.is_set():
            return True
        rooms = self._rooms()
        if not rooms:
            return False
        rows = conn.execute(
            _CLAIM,
            (
                self.process.id,
                self.plan.queues,
                min(rooms.values()),
                self.plan.lease,
                list(rooms),
            ),
        ).fetchall()
        for row in rows:
            job = _job(row, self.process.id, self.plan.url_of_jobs)
            self.running[job.id] = job
            try:
                threading.Thread(target=self._work, args=(job,), daemon=True).start()
            except RuntimeError as exc:
                self.outcomes.put(Outcome(job, error=words_of(exc)))
        return bool(rows)

    def _work(self, job: Job) -> None:
        self.outcomes.put(run_handler(self.plan.handlers[job.kind], job))
        self.wakeup.interrupt()

    def _report(self, conn: Conn) -> None:
        while not self.outcomes.empty():
            self.unreported.append(self.outcomes.get())
        if not self.unreported:
            return
        good = [outcome for outcome in self.unreported if outcome.error is None]
        if good:
            self._complete(conn, good)
        for outcome in self.unreported:
            if outcome.error is not None:
                report_failure(
                    conn,
                    outcome.job.id,
                    outcome.job.token,
                    outcome.error,
                    retry_after=outcome.retry_after,
                    is_permanent=outcome.is_permanent,
                    traceback=outcome.traceback,
                )
        for outcome in self.unreported:
            if self.running.get(outcome.job.id) is outcome.job:
                del self.running[outcome.job.id]
        self.unreported.clear()

    def _complete(self, conn: Conn, good: list[Outcome]) -> None:
        """Complete jobs together; where that fails, each alone, and that one has failed."""
        try:
            conn.execute(
                _COMPLETE,
                (
                    [outcome.job.id for outcome in good],
                    [outcome.job.token for outcome in good],
                    [outcome.result for outcome in good],
                ),
            )
        except psycopg.Error as exc:
            if conn.closed:
                raise
            if len(good) > 1:
                for outcome in good:
                    self._complete(conn, [outcome])
                return
            job = good[0].job
            log_event("result refused", level=logging.ERROR, job=job.id, error=str(exc))
            error = f"The result can not be kept: {exc.sqlstate}: {exc}"
            report_failure(conn, job.id, job.token, storable(error), is_permanent=True)


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
