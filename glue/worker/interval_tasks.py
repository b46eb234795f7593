"""Interval tasks: functions that run more often than a schedule can, core.interval_tasks."""

import logging
import time
from dataclasses import dataclass

import psycopg

from glue.waiting import Backoff
from glue.worker.lane import Conn, Lane
from glue.worker.observe import log_event

_LIST = "select name, period_ms from core.interval_tasks order by name"
_RUN = "select core.run_interval_task(p_name => %s) as has_more"
_LOOK_SECONDS = 60.0
_MOST_SECONDS = 5.0


@dataclass
class IntervalTask:
    """One task, and when it is due."""

    name: str
    seconds: float
    due: float = 0.0
    failures: int = 0


class IntervalTaskLane(Lane):
    """Calls each task when its period is over, or at once where more waits."""

    name = "interval_tasks"
    signals = ()

    def begin(self, conn: Conn) -> None:
        """Read the list of tasks; a migration may have changed it."""
        rows = conn.execute(_LIST).fetchall()
        self._tasks = [IntervalTask(row["name"], row["period_ms"] / 1000) for row in rows]
        self._known_until = time.monotonic() + _LOOK_SECONDS

    def turn(self, conn: Conn) -> None:
        """Call what is due, then wait for the next."""
        now = time.monotonic()
        if now > self._known_until:
            self.begin(conn)
        for task in self._tasks:
            if task.due <= now:
                self._call(conn, task)
        due = min((task.due for task in self._tasks), default=now + _MOST_SECONDS)
        self.wakeup.wait(conn, max(0.0, due - time.monotonic()))

    def _call(self, conn: Conn, task: IntervalTask) -> None:
        try:
            row = conn.execute(_RUN, (task.name,)).fetchone()
        except psycopg.Error as exc:
            if conn.closed:
                raise
            log_event("interval task failed", level=logging.ERROR, task=task.name, error=str(exc))
            task.failures += 1
            longest = max(_MOST_SECONDS, task.seconds)
            wait = Backoff(2 * task.seconds, longest).seconds(task.failures)
        else:
            task.failures = 0
            wait = 0.0 if row and row["has_more"] else task.seconds
        task.due = time.monotonic() + wait
