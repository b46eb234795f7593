"""A lane of the worker: a thread with a connection of its own, and what all lanes share.

A lane whose connection is lost connects again and goes on with what it holds: leases
outlive a restart of Postgres, and what a lane cannot report any more runs out and is done
again by the next claim.
"""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.rows import DictRow

from glue.db import connect, is_login_refused, with_patience
from glue.sessions import settle
from glue.waiting import Backoff
from glue.worker.canary_target import Target
from glue.worker.handlers import Handler
from glue.worker.observe import log_event
from glue.worker.wakeup import Wakeup

Conn = psycopg.Connection[DictRow]
RECONNECT_BACKOFF = Backoff(first=0.05, cap=5)
CONNECT_SECONDS = 10
"""How long a server may take to answer: less than a probe grants a lane that is silent."""

LINGER_SECONDS, LINGER_LOOK = 0.05, 0.0005
"""Where jobs come one after the other, falling asleep and waking for each is most of the work."""
RETRY_SECONDS = 0.05
REFUSED = "Correct the password in WORKER_DATABASE_URL or DATABASE_URL, and start the worker again."
END_SECONDS = 3
"""How long a worker that stops waits for a database that is away."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What one worker process does, and how patient it is."""

    url: str
    """How the lanes reach the database: through a pooler, where there is one."""

    handlers: dict[str, Handler]
    queues: Sequence[str] | None = None
    concurrency: int = 8
    batch: int = 100
    lease: timedelta = timedelta(minutes=1)
    poll: timedelta = timedelta(seconds=5)
    drain: timedelta = timedelta(seconds=30)
    sql_timeout: timedelta = timedelta(minutes=5)
    canary: Target | None = None
    """Where the canary subscribes; None: this worker does not measure."""
    requests: int = 32
    """How many webhooks are under way at a time; 0: another process sends them."""

    url_session: str | None = None
    """The way around a pooler, for what needs a session; None where there is no pooler."""

    @property
    def url_of_jobs(self) -> str:
        """Where Python handlers and the canary connect: they hold what outlives a transaction."""
        return self.url_session or self.url


@dataclass(frozen=True, slots=True)
class Process:
    """What the lanes of one worker process share; its id is random, so a restart is another."""

    plan: Plan
    id: UUID = field(default_factory=uuid4)
    stopping: threading.Event = field(default_factory=threading.Event)


class Lane:
    """A loop on a connection of its own, until the worker stops."""

    name = ""
    signals: Sequence[str] | None = None
    leaves = False
    """Whether `end` has something to do."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.plan = process.plan
        self.wakeup = Wakeup(self.signals if self.signals is not None else self.plan.queues)
        self.thread = threading.Thread(target=self._run, name=self.name, daemon=True)
        self.seen_at = time.monotonic()
        """When the lane last began a turn, or to connect."""
        self.is_connected = False
        self.is_refused = False
        """Whether the last connection was refused for its login: a password that has changed."""

    def _run(self) -> None:
        failures = 0
        has_ended = False
        while not self.is_over():
            self.seen_at, self.is_connected = time.monotonic(), False
            try:
                with self.connect() as conn:
                    self.begin(conn)
                    self.is_connected, self.is_refused = True, False
                    while not self.is_over():
                        self.seen_at = time.monotonic()
                        self.turn(conn)
                        failures = 0
                    self.wakeup.wake(conn)
                    self.end(conn)
                    has_ended = True
            except psycopg.OperationalError as exc:
                failures += 1
                self._say_lost(exc)
                self.process.stopping.wait(RECONNECT_BACKOFF.seconds(failures))
            except psycopg.Error as exc:
                log_event("lane failed", level=logging.ERROR, lane=self.name, error=str(exc))
                self.process.stopping.wait(1)
        if self.leaves and not has_ended:
            self._end_late()

    def _say_lost(self, exc: psycopg.OperationalError) -> None:
        """Log why the connection failed; waiting does not help where the login is refused."""
        self.is_refused = is_login_refused(exc)
        facts = {"lane": self.name, "error": str(exc)}
        if self.is_refused:
            log_event("login refused", level=logging.ERROR, **facts, remedy=REFUSED)
        else:
            log_event("connection lost", level=logging.WARNING, **facts)

    def _end_late(self) -> None:
        """Leave nothing behind either where the worker stopped while the connection was lost."""
        url = make_conninfo(self.plan.url, connect_timeout=END_SECONDS)
        try:
            with connect(url) as conn:
                self.end(conn)
        except psycopg.Error as exc:
            log_event("not ended", level=logging.WARNING, lane=self.name, error=str(exc))

    def is_over(self) -> bool:
        """Return whether this lane has nothing to do any more."""
        return self.process.stopping.is_set()

    def connect(self) -> Conn:
        """Open the connection of this lane; behind a pooler another one listens for it."""
        conn = connect(with_patience(self.plan.url, CONNECT_SECONDS))
        if self.plan.url_session is None:
            self.wakeup.listen(conn)
        else:
            settle(conn)
        return conn

    def begin(self, conn: Conn) -> None:
        """Prepare a new connection."""

    def end(self, conn: Conn) -> None:
        """Leave nothing behind, once the worker stops."""

    def turn(self, conn: Conn) -> None:
        """Do one round of work, or sleep until there is some."""
        raise NotImplementedError

    def idle(self, conn: Conn, look: Callable[[], bool], kinds: Sequence[str] | None) -> None:
        """Linger where work was just done; then sleep until a wakeup, a time, or the poll."""
        if self._linger(conn, look):
            return
        seconds = self.plan.poll.total_seconds()
        row = conn.execute(
            "select extract(epoch from core.next_job_at(p_queues => %s, p_kinds => %s)"
            " - core.now())::float8 as seconds",
            (self.plan.queues, kinds),
        ).fetchone()
        if row and row["seconds"] is not None:
            seconds = min(seconds, max(row["seconds"], RETRY_SECONDS))
        self.wakeup.sleep(conn, look=look, seconds=seconds)

    def _linger(self, conn: Conn, look: Callable[[], bool]) -> bool:
        """Look again and again for a moment, unless the last sleep found nothing either."""
        until = time.monotonic() + LINGER_SECONDS
        while not self.wakeup.is_asleep and time.monotonic() < until:
            self.wakeup.wait(conn, LINGER_LOOK)
            if look():
                return True
        return False


def report_failure(  # noqa: PLR0913 - the parameters of core.fail_job
    conn: Conn,
    job: int,
    token: int,
    error: str,
    *,
    retry_after: timedelta | None = None,
    is_permanent: bool = False,
    traceback: str | None = None,
) -> None:
    """Report that an attempt failed; a job with a lost lease is another worker's by now.

    A report that cannot be made is dropped: the lease runs out, and the lane goes on.
    """
    try:
        conn.execute(
            "select core.fail_job(p_id => %s, p_token => %s, p_error => %s,"
            " p_retry_after => %s, p_is_permanent => %s, p_traceback => %s)",
            (job, token, error, retry_after, is_permanent, traceback),
        )
    except psycopg.Error as exc:
        if conn.closed:
            raise
        if exc.sqlstate == "PT409":
            log_event("lease lost", level=logging.WARNING, job=job, token=token)
        elif retry_after is not None:
            # A wait that the database cannot add is ignored.
            report_failure(conn, job, token, error, is_permanent=is_permanent, traceback=traceback)
        else:
            log_event("job unreported", level=logging.ERROR, job=job, token=token, error=str(exc))
