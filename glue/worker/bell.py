"""How a lane of the worker sleeps, and what wakes it.

NOTIFY takes a lock of the whole database at commit, so writers ring only when somebody
is in core.idle_workers. Writers look there after their insert. A writer that looked just
before the row came, and commits after the sleeper's last look, would not be heard: but
its transaction is below the xmax of a snapshot taken after the row was committed. So a
sleeper keeps looking, more and more slowly, until every transaction below that mark has
ended; only then it relies on the bell alone, with a poll as a fallback.
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
"""Who sleeps need not survive a crash of Postgres."""

EXTRA_SECONDS = 5.0
"""How much longer than its sleep a sleeper's row counts: its next one comes before."""


class Bell:
    """One lane's bell: a notification, or a word from another thread of this process."""

    def __init__(self, bells: Sequence[str] | None) -> None:
        self.bells = list(bells) if bells is not None else None
        self.id: UUID = uuid4()
        self.is_asleep = False
        self._heard, self._pull = socket.socketpair()
        self._heard.setblocking(False)  # noqa: FBT003 - the socket's own signature

    def ring(self) -> None:
        """Wake the lane from another thread or a signal handler."""
        with contextlib.suppress(OSError):
            self._pull.send(b"!")

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
        """Sleep until there is something: `look` found it, the bell rang, or time is over."""
        conn.execute(
            "select core.register_idle_worker(p_worker => %s, p_signals => %s, p_seconds => %s),"
            f" {NO_FLUSH}",
            (self.id, self.bells, seconds + EXTRA_SECONDS),
        )
        # Only now that the row is committed: who missed it is below this.
        row = conn.execute("select pg_snapshot_xmax(pg_current_snapshot())::text as mark")
        mark = (row.fetchone() or {})["mark"]
        self.is_asleep = True
        self._sleep(conn, mark, look, time.monotonic() + seconds)

    def wake(self, conn: psycopg.Connection[DictRow]) -> None:
        """Say that nobody need ring: there is work. Said after it has begun."""
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
        """Wait for a notification or a word; True when one came."""
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
