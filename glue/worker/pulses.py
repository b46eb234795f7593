"""Pulses: what is called again and again, where a schedule's minute is too long."""

import logging
import time
from dataclasses import dataclass

import psycopg

from glue.worker.lane import Conn, Lane
from glue.worker.observe import tell

_LIST = "select name, period_ms from core.interval_tasks order by name"
_RUN = "select core.run_interval_task(p_name => %s) as has_more"
_LOOK_SECONDS = 60.0
_MOST_SECONDS = 5.0


@dataclass
class Pulse:
    """One of them, and when it is due."""

    name: str
    seconds: float
    due: float = 0.0
    failures: int = 0


class PulseLane(Lane):
    """Calls each pulse when its period is over, or at once where more waits."""

    name = "pulses"
    bells = ()

    def begin(self, conn: Conn) -> None:
        """Read which there are; a release may have brought others."""
        rows = conn.execute(_LIST).fetchall()
        self._pulses = [Pulse(row["name"], row["period_ms"] / 1000) for row in rows]
        self._known_until = time.monotonic() + _LOOK_SECONDS

    def turn(self, conn: Conn) -> None:
        """Call what is due, then wait for the next."""
        now = time.monotonic()
        if now > self._known_until:
            self.begin(conn)
        for pulse in self._pulses:
            if pulse.due <= now:
                self._call(conn, pulse)
        due = min((pulse.due for pulse in self._pulses), default=now + _MOST_SECONDS)
        self.bell.wait(conn, max(0.0, due - time.monotonic()))

    def _call(self, conn: Conn, pulse: Pulse) -> None:
        try:
            row = conn.execute(_RUN, (pulse.name,)).fetchone()
        except psycopg.Error as exc:
            if conn.closed:
                raise
            tell("pulse failed", level=logging.ERROR, pulse=pulse.name, error=str(exc))
            pulse.failures += 1
            wait = min(_MOST_SECONDS, pulse.seconds * 2**pulse.failures)
        else:
            pulse.failures = 0
            wait = 0.0 if row and row["has_more"] else pulse.seconds
        pulse.due = time.monotonic() + wait
