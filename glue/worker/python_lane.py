"""The lanes of jobs whose handler is Python: one runs them, one keeps their leases."""

import inspect
import json
import logging
import queue
import re
import threading
import time
import traceback
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import psycopg
from psycopg.rows import DictRow

from glue.worker.handlers import Handler, Job, PermanentError, RetryLaterError
from glue.worker.lane import Conn, Lane, report_failure
from glue.worker.observe import log_event, observe

if TYPE_CHECKING:
    from glue.worker.worker import Worker


RESULT_BYTES = 1024 * 1024
ERROR_CHARS, TRACEBACK_CHARS, LINE_CHARS = 2000, 8000, 500
ANNOUNCE_SECONDS = 300.0
_NUL = re.compile(r"(?<!\\)(\\\\)*\\u0000")

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


class ResultError(Exception):
    """What a handler returned can not be kept."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one run of a Python job ended."""

    job: Job
    result: str | None = None
    """As JSON."""
    error: str | None = None
    retry_after: timedelta | None = None
    is_permanent: bool = False
    traceback: str | None = None


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
        if self.worker.stopping.is_set() or not self._rooms():
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
        if self.worker.stopping.is_set():
            return True
        rooms = self._rooms()
        if not rooms:
            return False
        rows = conn.execute(
            _CLAIM,
            (
                self.worker.id,
                self.plan.queues,
                min(rooms.values()),
                self.plan.lease,
                list(rooms),
            ),
        ).fetchall()
        for row in rows:
            job = _job(row, self.worker.id, self.plan.url)
            self.running[job.id] = job
            try:
                threading.Thread(target=self._work, args=(job,), daemon=True).start()
            except RuntimeError as exc:
                self.outcomes.put(Outcome(job, error=_words(exc)))
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
            report_failure(conn, job.id, job.token, _clean(error), is_permanent=True)


class HeartbeatLane(Lane):
    """Extends the leases of Python jobs; asks those that are lost or cancelled to stop.

    It also says every few minutes which kinds have a handler here, for health.
    """

    name = "heartbeat"
    signals = ()

    def begin(self, conn: Conn) -> None:
        """Say which kinds this worker knows."""
        conn.execute("select core.announce_handlers(%s)", (list(self.plan.handlers),))
        self._announce_at = time.monotonic() + ANNOUNCE_SECONDS

    def is_over(self) -> bool:
        """Beat until the last Python job has ended."""
        return super().is_over() and not self.worker.python.thread.is_alive()

    def turn(self, conn: Conn) -> None:
        """Beat once, then wait for a third of the lease."""
        if time.monotonic() > self._announce_at:
            self.begin(conn)
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
        self.wakeup.wait(conn, min(self.plan.lease.total_seconds() / 3, 5.0))


def run_handler(handler: Handler, job: Job) -> Outcome:
    """Run a handler; whatever it raises becomes the outcome."""
    try:
        with observe(job):
            return Outcome(job, result=_as_json(handler(job)))
    except RetryLaterError as exc:
        after = exc.after if isinstance(exc.after, timedelta) else None
        return Outcome(job, error=_words(exc), retry_after=after, traceback=_trace(exc))
    except (PermanentError, ResultError) as exc:
        return Outcome(job, error=_words(exc), is_permanent=True, traceback=_trace(exc))
    except BaseException as exc:  # noqa: BLE001 - the job's error, also SystemExit, not the worker's
        name = type(exc).__name__
        return Outcome(job, error=_clean(f"{name}: {_words(exc)}"), traceback=_trace(exc))


def _as_json(result: Any) -> str | None:
    """Return a handler's result as JSON that Postgres takes, or say why it is none."""
    if result is None:
        return None
    if inspect.iscoroutine(result):
        result.close()
    try:
        text = json.dumps(result, allow_nan=False, ensure_ascii=False)
        size = len(text.encode())
    except (TypeError, ValueError, RecursionError) as exc:
        raise ResultError(f"The result is not JSON: {_words(exc)}") from exc
    if _NUL.search(text):
        raise ResultError("The result is not JSON: it holds the character U+0000.")
    if size > RESULT_BYTES:
        raise ResultError(f"The result has {size} bytes, at most {RESULT_BYTES}.")
    return text


def _words(error: BaseException) -> str:
    """Return an error's text; one that cannot be printed is named."""
    try:
        return _clean(str(error))
    except Exception:  # noqa: BLE001 - the error's own code
        return type(error).__name__


def _trace(error: BaseException) -> str:
    """Return the traceback; of a long one, the end: that is where it happened."""
    try:
        text = "".join(traceback.format_exception(error))
    except Exception:  # noqa: BLE001 - the error's own code
        text = "".join(traceback.format_tb(error.__traceback__))
    lines = (line[:LINE_CHARS] for line in text.splitlines(keepends=True))
    return _clean("".join(lines), last=TRACEBACK_CHARS)


def _clean(text: str, last: int | None = None) -> str:
    """Return text that Postgres takes, cut to its beginning, or to so much of its end."""
    cut = text[:ERROR_CHARS] if last is None else text[-last:]
    return cut.replace("\x00", "\ufffd").encode(errors="backslashreplace").decode()


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
