"""Loading a CSV into a table: batches by COPY, bad rows set aside, resumable.

One transaction a batch: COPY into a temporary table of text columns, one insert-select
(or `<schema>._load_<table>` where that exists), the rejected rows appended to their file,
the checkpoint. A batch that fails is halved under savepoints until the bad rows stand
alone. The rejected file is cut to the checkpoint's length before anything is appended, so
what a crash left behind a commit that never came is neither kept nor doubled.
"""

import hashlib
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import sql

from glue.db import connect
from glue.errors import ConfigError, RowhouseError
from glue.load.checkpoints import Checkpoint, Checkpoints
from glue.load.csv_rows import CsvFile, Record, content_sha256, reading
from glue.load.rejected_file import RejectedFile, refuse_rejected_path
from glue.load.request import Rejection, Report, Request
from glue.load.retiring import retire_missing
from glue.load.staging import Staging, describe, stops_the_load
from glue.load.target import Connection, Target, find_target, match_columns
from glue.sessions import require_session

BATCH_CHARACTERS = 32 * 1024 * 1024
"""A batch ends at its number of rows or at this size, whichever comes first."""

PROBE = 200
"""The first batch: when all of it is rejected, the rest would be too."""

_DUPLICATE = "23505:"

Say = Callable[[str], None]


def load_file(
    url: str,
    request: Request,
    *,
    say: Say = lambda _words: None,
    watch: Callable[[int], None] = lambda _bytes: None,
) -> Report:
    """Load a file as the connection's role; `watch` gets the number of bytes read."""
    refuse_rejected_path(request)
    require_session(url, "a load")
    with connect(url) as conn:
        conn.execute("set time zone 'UTC'")
        conn.execute("set search_path to ''")
        target = find_target(conn, request.table)
        if request.retire and not target.has_retirer:
            raise ConfigError(f"--retire: rows of {target.full_name} are not retired")
        with CsvFile(request.path, request.delimiter) as rows:
            sources = match_columns(target, request, rows.header)
            ignored = sorted(set(rows.header) - set(sources.values()) - {""})
            if ignored:
                say("not loaded: " + ", ".join(ignored))
            content = content_sha256(request.path)
            _lock(conn, content, request, say)
            _refuse_constants(conn, target, request)
            staging = Staging(conn, target, request, rows.header, sources)
            checkpoints = Checkpoints(conn, _key(content, target, request))
            load = _Load(request, rows, staging, checkpoints)
            load.say = say
            load.watch = watch
            try:
                return load.run()
            except KeyboardInterrupt:
                raise RowhouseError(
                    f"interrupted after line {load.done.last_line} of {request.path}",
                    "What was committed stays; the same command goes on from there.",
                ) from None


def _refuse_constants(conn: Connection, target: Target, request: Request) -> None:
    for column, value in request.constants.items():
        found = conn.execute(
            "select core.value_fault(%s, %s) as fault",
            (value or None, target.kinds.get(column)),
        ).fetchone()
        if found and found["fault"]:
            raise ConfigError(f"--set {column}={value}: {value} {found['fault']}")


class _Load:
    """One run: the connection, the open file, and the checkpoint that moves on."""

    say: Say
    watch: Callable[[int], None]

    def __init__(
        self, request: Request, rows: CsvFile, staging: Staging, checkpoints: Checkpoints
    ) -> None:
        self.request = request
        self.rows = rows
        self.staging = staging
        self.checkpoints = checkpoints
        self.conn = staging.conn
        self.target = staging.target
        self.done = Checkpoint()
        self.remarks: Counter[str] = Counter()
        self._rejects = RejectedFile(request.rejected_path, rows.header, request.delimiter)

    def run(self) -> Report:
        """Load what is left to load."""
        started = time.monotonic()
        found = self.checkpoints.find()
        if found is not None and found.is_finished and not self.request.again:
            self.say(f"{self.request.path} is already in {self.target.full_name}: nothing to do")
            return _report("nothing to do", found, 0, time.monotonic() - started)
        resumed = found is not None and not found.is_finished and not self.request.again
        with self._rehearsal():
            if resumed and found is not None:
                self.done = found
                self.say(f"going on after line {found.last_line}")
            elif not self.request.dry_run:
                self._rejects.set_aside(self.say)
                self.checkpoints.begin(self.target.full_name, self.request.path.name)
            if not self.request.dry_run:
                self._rejects.cut(self.done.rejected_bytes)
            before = self.done.rows_read
            self._load_rest()
        rows = self.done.rows_read - before
        for finding, rows_found in self.remarks.most_common(10):
            self.say(f"{finding}: {rows_found} rows")
        status = "dry run" if self.request.dry_run else "resumed" if resumed else "loaded"
        if self.is_rejected and not self.request.dry_run:
            status = "rejected"
        return _report(status, self.done, rows, time.monotonic() - started, self.remarks.total())

    @property
    def is_rejected(self) -> bool:
        """Whether every row so far was rejected."""
        return self.done.rows_rejected > 0 and self.done.rows_inserted == 0

    @contextmanager
    def _rehearsal(self) -> Iterator[None]:
        """Hold a dry run in one transaction that is rolled back; a real one commits often."""
        if self.request.dry_run:
            with self.conn.transaction(force_rollback=True):
                yield
        else:
            yield

    def _load_rest(self) -> None:
        self.staging.make()
        self.rows.skip_to(self.done.last_line)
        records = self.rows.records()
        with reading(self.request.path):
            while batch := self._take_batch(records):
                with self.conn.transaction():
                    self.conn.execute("set constraints all immediate")
                    self.staging.clear()
                    reasons = self._load_batch(batch)
                self.watch(self.rows.position)
                rejected = self.done.rows_rejected
                is_again = all(reason.startswith(_DUPLICATE) for reason in reasons)
                if self.is_rejected and rejected >= PROBE and not is_again:
                    self.say(f"stopped: the first {rejected} rows are all rejected: {reasons[0]}")
                    break
        with self.conn.transaction():
            if self.is_rejected:
                # Nothing is in: the same command begins anew.
                self.checkpoints.forget()
                return
            if self.request.retire:
                self.say(retire_missing(self.request, self.staging, self.done.rows_rejected))
            if self.target.has_finisher:
                self.conn.execute(
                    sql.SQL("select {}()").format(
                        sql.Identifier(self.target.schema, f"_finish_load_{self.target.name}")
                    )
                )
            self.checkpoints.save(self.done, is_finished=True)

    def _take_batch(self, records: Iterator[Record]) -> list[Record]:
        batch: list[Record] = []
        limit = self.rows.characters + BATCH_CHARACTERS
        most = self.request.batch if self.done.rows_read else min(PROBE, self.request.batch)
        for record in records:
            batch.append(record)
            if len(batch) >= most or self.rows.characters >= limit:
                break
        return batch

    def _load_batch(self, batch: list[Record]) -> list[str]:
        """Load a batch and move the checkpoint on; the reasons of its rejected rows."""
        good = [record for record in batch if not record.flaw]
        rejections = [Rejection(record, record.flaw) for record in batch if record.flaw]
        inserted = self._insert_good(good, rejections) if good else 0
        rejections.sort(key=lambda rejection: rejection.record.line)
        rejected_bytes = self.done.rejected_bytes
        if self.request.dry_run:
            for rejection in rejections[: max(0, 5 - self.done.rows_rejected)]:
                self.say(f"line {rejection.record.line}: {rejection.reason}")
        elif rejections:
            rejected_bytes = self._rejects.append(self.done.rejected_bytes, rejections)
        done = Checkpoint(
            self.rows.line,
            self.done.rows_read + len(batch),
            self.done.rows_inserted + inserted,
            self.done.rows_rejected + len(rejections),
            rejected_bytes,
        )
        self.checkpoints.save(done)
        self.done = done
        return [rejection.reason for rejection in rejections]

    def _insert_good(self, records: list[Record], rejections: list[Rejection]) -> int:
        """Insert the records at once; at an error find the bad ones, cheap reasons first."""
        self.staging.put(records)
        records = self.staging.reject_misspelt(records, rejections)
        if not records:
            return 0
        self.remarks.update(self.staging.review())
        try:
            with self.conn.transaction():
                return self.staging.insert(records)
        except psycopg.Error as exc:
            if stops_the_load(exc):
                raise
        known = len(rejections)
        rest = self.staging.reject_uncastable(records, rejections)
        self.staging.delete(rejection.record.line for rejection in rejections[known:])
        if self.target.has_loader:
            rest = self.staging.reject_refused(rest, rejections)
            return self._halve_here(rest, rejections)
        return self.staging.insert_bisected(rest, rejections)

    def _halve_here(self, records: list[Record], rejections: list[Rejection]) -> int:
        """Halve with a loading function: it takes all that is staged, so each half is alone."""
        if not records:
            return 0
        try:
            with self.conn.transaction():
                self.staging.clear()
                self.staging.put(records)
                return self.staging.insert(records)
        except psycopg.Error as exc:
            if stops_the_load(exc):
                raise
            if len(records) == 1:
                rejections.append(Rejection(records[0], describe(exc)))
                return 0
        middle = len(records) // 2
        return self._halve_here(records[:middle], rejections) + self._halve_here(
            records[middle:], rejections
        )


def _key(content: str, target: Target, request: Request) -> str:
    """Name a load: the same content by the same mapping into the same table is the same."""
    parts: list[Any] = [
        content,
        target.full_name,
        sorted(request.mapping.items()),
        sorted(request.constants.items()),
        request.delimiter,
    ]
    if request.date_order:
        parts.append(request.date_order)
    if request.retire:
        parts.append("retire")
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _lock(conn: Connection, content: str, request: Request, say: Say) -> None:
    """Let one session at a time load a file; the lock goes with the connection."""
    tried = conn.execute("select pg_try_advisory_lock(hashtextextended(%s, 0)) as held", (content,))
    if (tried.fetchone() or {})["held"]:
        return
    say("another session is loading this file: waiting")
    conn.execute("select set_config('lock_timeout', %s, false)", (f"{request.wait_seconds}s",))
    try:
        conn.execute("select pg_advisory_lock(hashtextextended(%s, 0))", (content,))
    except psycopg.errors.LockNotAvailable as exc:
        raise RowhouseError(
            f"another session is loading {request.path}", "Run this again when it is done."
        ) from exc
    conn.execute("reset lock_timeout")


def _report(status: str, done: Checkpoint, rows: int, seconds: float, remarks: int = 0) -> Report:
    return Report(
        status,
        done.rows_inserted,
        done.rows_rejected,
        done.rows_read,
        remarks,
        round(seconds, 2),
        round(rows / seconds) if seconds else 0,
    )
