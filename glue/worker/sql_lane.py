"""The lane of jobs whose handler is SQL: they run inside the database, a batch at a time."""

import time

import psycopg

from glue.worker import telemetry
from glue.worker.lane import Conn, Lane, Process, report_failure
from glue.worker.observe import observe_batch

# Flushed like any commit: a claim that a crash took back would leave its fencing token to the
# next one, and two workers would hold the same.
CLAIM = """
    select ids, tokens
    from core.claim_sql_jobs(p_worker => %s, p_queues => %s, p_limit => %s, p_lease => %s)
"""
RUN = "select done, failed from core.run_jobs(p_ids => %s, p_tokens => %s)"


class SqlLane(Lane):
    """SQL jobs: claimed in batches, run and completed in the database."""

    name = "sql"

    def __init__(self, process: Process) -> None:
        super().__init__(process)
        self.ids: list[int] = []
        self.tokens: list[int] = []
        self.kinds: list[str] = []

    def begin(self, conn: Conn) -> None:
        """Give handlers a limit; know which kinds are SQL's."""
        if self.plan.url_session is None:
            self._limit(conn, is_local=False)
        rows = conn.execute("select kind from core.job_kinds where handler = 'sql'").fetchall()
        self.kinds = [row["kind"] for row in rows]

    def is_over(self) -> bool:
        """Stop with empty hands only: what is claimed is run first."""
        return super().is_over() and not self.ids

    def turn(self, conn: Conn) -> None:
        """Run what is claimed, then claim more; sleep when there is nothing."""
        if self.ids:
            self._run_batch(conn)
            self.wakeup.wake(conn)
        elif not self._claim(conn):
            self.idle(conn, lambda: self._claim(conn), self.kinds)

    def _claim(self, conn: Conn) -> bool:
        if self.process.stopping.is_set():
            return True
        row = conn.execute(
            CLAIM, (self.process.id, self.plan.queues, self.plan.batch, self.plan.lease)
        ).fetchone()
        if row:
            self.ids, self.tokens = row["ids"], row["tokens"]
        return bool(self.ids)

    def _run_batch(self, conn: Conn) -> None:
        traceparents = self._traceparents(conn)
        started = time.perf_counter()
        try:
            done, failed = self._call(conn, self.ids, self.tokens)
        except psycopg.OperationalError as exc:
            if not isinstance(exc, psycopg.errors.QueryCanceled):
                raise
            done, failed = self._run_alone(conn)
        except psycopg.Error:
            done, failed = self._run_alone(conn)
        self.ids, self.tokens = [], []
        spent = time.perf_counter() - started
        observe_batch(
            "sql jobs", done=done, failed=failed, seconds=spent, traceparents=traceparents
        )

    def _traceparents(self, conn: Conn) -> list[str]:
        """Return the traces that the claimed jobs belong to, if telemetry is on."""
        if not telemetry.is_on():
            return []
        rows = conn.execute(
            "select distinct traceparent from core.jobs"
            " where id = any(%s) and traceparent is not null",
            (self.ids,),
        )
        return [row["traceparent"] for row in rows]

    def _run_alone(self, conn: Conn) -> tuple[int, int]:
        """Run each job in a transaction of its own; what cannot end there has failed."""
        done = failed = 0
        for job, token in zip(self.ids, self.tokens, strict=True):
            try:
                one_done, one_failed = self._call(conn, [job], [token])
                done, failed = done + one_done, failed + one_failed
            except psycopg.Error as exc:
                if conn.closed:
                    raise
                failed += 1
                report_failure(conn, job, token, f"{exc.sqlstate}: {exc}")
        return done, failed

    def _call(self, conn: Conn, ids: list[int], tokens: list[int]) -> tuple[int, int]:
        if self.plan.url_session is None:
            row = conn.execute(RUN, (ids, tokens)).fetchone()
        else:
            # A pooler lends the connection for one transaction, so the limit is set in each.
            with conn.transaction():
                self._limit(conn, is_local=True)
                row = conn.execute(RUN, (ids, tokens)).fetchone()
        return (row["done"], row["failed"]) if row else (0, 0)

    def _limit(self, conn: Conn, *, is_local: bool) -> None:
        milliseconds = round(self.plan.sql_timeout.total_seconds() * 1000)
        values = (str(milliseconds), is_local)
        conn.execute("select set_config('statement_timeout', %s, %s)", values)
