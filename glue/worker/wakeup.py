"""How a lane of the worker waits for work, and what ends its wait.

NOTIFY takes a database-wide lock at commit, so writers notify only while core.idle_workers
has a row for their signal. They look there after their insert. A writer that looked just
before the row was committed, and that commits after the lane's last look, does not notify.
Its transaction is below the xmax of a snapshot taken after the row was committed, so the
lane polls, less and less often, until every transaction below that mark has ended. From then
on it waits for a notification, with a poll as a fallback.
"""

import contextlib
import select
import socket
import time
from collections.abc import Callable, Sequence
from uuid import UUID, uuid4

import psycopg
from psycopg.rows import DictRow

CHANNEL = "core:jobs"
FIRST_LOOK, LONGEST_LOOK = 0.002, 0.25
NO_FLUSH = "set_config('synchronous_commit', 'off', true)"
"""The row of an idle worker need not survive a crash of Postgres."""

EXTRA_SECONDS = 5.0
"""How much longer than its wait a row counts; the lane registers again before that."""


class Wakeup:
    """Waits of one lane, ended by a notification or by another thread of this process."""

    def __init__(self, signals: Sequence[str] | None) -> None:
        self.signals = list(signals) if signals is not None else None
        self.id: UUID = uuid4()
        self.is_asleep = False
        self._heard, self._pull = socket.socketpair()
        for end in (self._heard, self._pull):
            end.setblocking(False)  # noqa: FBT003 - the socket's own signature

    def interrupt(self) -> None:
        """End the wait from another thread or a signal handler; never wait for the lane.

        A lane that is busy, or that never waits, reads nothing: a buffer that is full says already
        what one more byte would.
        """
        with contextlib.suppress(OSError):
            self._pull.send(b"!")

    def fileno(self) -> int:
        """Return what an event loop watches: it becomes readable with an interrupt."""
        return self._heard.fileno()

    def listen(self, conn: psycopg.Connection[DictRow]) -> None:
        """Listen on a new connection."""
        conn.execute(f'listen "{CHANNEL}"')

    def sleep(
        self,
        conn: psycopg.Connection[DictRow],
        *,
        look: Callable[[], bool],
        seconds: float,
    ) -> None:
        """Wait until `look` finds work, a notification comes, or the time is over."""
        conn.execute(
            "select core.register_idle_worker(p_worker => %s, p_signals => %s, p_seconds => %s),"
            f" {NO_FLUSH}",
            (self.id, self.signals, seconds + EXTRA_SECONDS),
        )
        # Taken after the row is committed: a writer that missed it is below this mark.
        row = conn.execute("select pg_snapshot_xmax(pg_current_snapshot())::text as mark")
        mark = (row.fetchone() or {})["mark"]
        self.is_asleep = True
        self._sleep(conn, mark, look, time.monotonic() + seconds)

    def wake(self, conn: psycopg.Connection[DictRow]) -> None:
        """Withdraw the request for notifications; called after the work has begun."""
        if self.is_asleep:
            conn.execute(
                f"select core.unregister_idle_worker(p_worker => %s), {NO_FLUSH}", (self.id,)
            )
            self.is_asleep = False

    def _sleep(
        self,
        conn: psycopg.Connection[DictRow],
        mark: str,
        look: Callable[[], bool],
        until: float,
    ) -> None:
        pause = FIRST_LOOK
        while True:
            row = conn.execute(
                "select core.has_no_writer_before(p_mark => %s) as quiet", (mark,)
            ).fetchone()
            quiet = bool(row and row["quiet"])
            if look():
                return
            left = until - time.monotonic()
            if self.wait(conn, left if quiet else min(pause, left)) or left <= 0 or quiet:
                return
            pause = min(pause * 2, LONGEST_LOOK)

    def wait(self, conn: psycopg.Connection[DictRow], seconds: float) -> bool:
        """Wait for a notification or an interrupt; return whether one came."""
        if self._drain(conn):
            return True
        sources: list[int] = [conn.fileno(), self._heard.fileno()]
        select.select(sources, [], [], max(0.0, seconds))
        return self._drain(conn)

    def _drain(self, conn: psycopg.Connection[DictRow]) -> bool:
        heard = False
        with contextlib.suppress(BlockingIOError):
            heard = bool(self._heard.recv(4096))
        return any(True for _ in conn.notifies(timeout=0)) or heard
