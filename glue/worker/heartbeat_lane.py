"""The lane that keeps the leases of Python jobs."""

import time

from glue.worker.lane import Conn, Lane, Process
from glue.worker.python_lane import PythonLane

ANNOUNCE_SECONDS = 300.0


class HeartbeatLane(Lane):
    """Extends the leases of Python jobs; asks those that are lost or cancelled to stop.

    It also says every few minutes which kinds have a handler here, for health.
    """

    name = "heartbeat"
    signals = ()

    def __init__(self, process: Process, jobs: PythonLane) -> None:
        super().__init__(process)
        self.jobs = jobs

    def begin(self, conn: Conn) -> None:
        """Say which kinds this worker knows."""
        conn.execute("select core.announce_handlers(%s)", (list(self.plan.handlers),))
        self._announce_at = time.monotonic() + ANNOUNCE_SECONDS

    def is_over(self) -> bool:
        """Beat until the last Python job has ended."""
        return super().is_over() and not self.jobs.thread.is_alive()

    def turn(self, conn: Conn) -> None:
        """Beat once, then wait for a third of the lease."""
        if time.monotonic() > self._announce_at:
            self.begin(conn)
        held = self.jobs.held()
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
