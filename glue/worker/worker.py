"""One worker process: lanes for jobs, events, schedules, interval tasks and webhooks.

Each lane has a connection of its own (glue/worker/lane.py), so a long SQL job holds up no
tick and no heartbeat.
"""

import logging
import os
import socket
import time

import psycopg

from glue.worker.canary_lane import CanaryLane
from glue.worker.heartbeat_lane import HeartbeatLane
from glue.worker.interval_tasks import IntervalTaskLane
from glue.worker.lane import Conn, Lane, Plan, Process
from glue.worker.listener_lane import ListenerLane
from glue.worker.observe import log_event, observe_batch
from glue.worker.python_lane import PythonLane
from glue.worker.sql_lane import SqlLane
from glue.worker.ticks import take_due_ticks
from glue.worker.wakeup import NO_FLUSH

TICK_SECONDS = 1.0
SIGN_SECONDS = 10.0


class EventLane(Lane):
    """SQL consumers of the log: each reads on until it has seen everything."""

    name = "events"
    signals = ("@events",)

    def turn(self, conn: Conn) -> None:
        """Let every consumer read a batch; sleep when none had one."""
        if self._dispatch(conn):
            self.wakeup.wake(conn)
        else:
            seconds = self.plan.poll.total_seconds()
            self.wakeup.sleep(conn, look=lambda: self._dispatch(conn), seconds=seconds)

    def _dispatch(self, conn: Conn) -> bool:
        rows = conn.execute(
            "select name from core.event_consumers where sql_function is not null order by name"
        ).fetchall()
        total = sum(self._dispatch_one(conn, row["name"]) for row in rows)
        return total > 0 or self.process.stopping.is_set()

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
            log_event("consumer failed", level=logging.ERROR, consumer=name, error=str(exc))
            return 0
        handled = int(row["handled"]) if row else 0
        if handled:
            spent = time.perf_counter() - started
            observe_batch(f"events of {name}", done=handled, failed=0, seconds=spent)
        return handled


class ClockLane(Lane):
    """Schedules: looks once a second which ticks have come.

    It also gives the worker's signs of life, for health and `rowhouse status`.
    """

    name = "clock"
    signals = ()
    leaves = True

    def begin(self, conn: Conn) -> None:
        """Give a sign of life."""
        conn.execute(
            f"select core.record_worker(p_worker => %s, p_host => %s, p_pid => %s), {NO_FLUSH}",
            (self.process.id, socket.gethostname(), os.getpid()),
        )
        self._sign_at = time.monotonic() + SIGN_SECONDS

    def end(self, conn: Conn) -> None:
        """Say that the worker stops: no sign of life is expected any more."""
        conn.execute("select core.forget_worker(p_worker => %s)", (self.process.id,))

    def turn(self, conn: Conn) -> None:
        """Take the ticks that have come, then wait."""
        if time.monotonic() > self._sign_at:
            self.begin(conn)
        take_due_ticks(conn)
        self.wakeup.wait(conn, TICK_SECONDS)


class WebhookLane(Lane):
    """Webhooks: a loop that waits for other people's servers, many at a time."""

    name = "webhooks"
    signals = ()

    def _run(self) -> None:
        # Here, not above: an HTTP client takes long to import, and SIGTERM may come soon.
        from glue.worker.webhook_lane import deliver  # noqa: PLC0415

        deliver(self.plan.url, self.process.stopping, concurrency=self.plan.requests)


class Worker:
    """One process and its lanes."""

    def __init__(self, plan: Plan) -> None:
        self.process = Process(plan)
        self.python = PythonLane(self.process)
        self.clock = ClockLane(self.process)
        self.lanes: list[Lane] = [
            SqlLane(self.process),
            EventLane(self.process),
            self.clock,
            IntervalTaskLane(self.process),
        ]
        if plan.canary is not None:
            self.lanes.append(CanaryLane(self.process))
        if plan.requests:
            self.lanes.append(WebhookLane(self.process))
        if plan.handlers:
            self.lanes += [self.python, HeartbeatLane(self.process, self.python)]
        if plan.url_session is not None:
            # A canary waits for no notification: for it, an interruption is the end.
            wakeups = [lane.wakeup for lane in self.lanes if not isinstance(lane, CanaryLane)]
            self.lanes.append(ListenerLane(self.process, plan.url_session, wakeups))

    def start(self) -> None:
        """Start every lane."""
        log_event("worker started", worker=self.process.id, queues=self.process.plan.queues)
        for lane in self.lanes:
            lane.thread.start()

    def is_whole(self) -> bool:
        """Return whether every lane runs; one that a bug ended would leave its work undone."""
        return all(lane.thread.is_alive() for lane in self.lanes)

    def stop(self) -> None:
        """Claim nothing any more; what runs may end."""
        self.process.stopping.set()
        for job in self.python.held():
            job.stop.set()
        for lane in self.lanes:
            lane.wakeup.interrupt()

    def join(self) -> None:
        """Wait until every lane is over."""
        for lane in self.lanes:
            while lane.thread.is_alive():
                lane.thread.join(0.2)
        left = [job.id for job in self.python.held()]
        log_event("worker stopped", worker=self.process.id, left_to_others=left)
