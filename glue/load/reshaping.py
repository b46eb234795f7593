"""filters.transactions by month, or back in one table, while readers and writers go on.

Each step is a call that commits by itself, and the database keeps how far it is
(filters.reshapes). So a run that was cut off, wherever that was, goes on when it is called
again.
"""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from datetime import time as daytime
from typing import Any, LiteralString

import psycopg
from psycopg.rows import DictRow

from glue.db import connect
from glue.errors import ConfigError, RowhouseError
from glue.sessions import require_session
from glue.waiting import Backoff

Say = Callable[[str], None]
Connection = psycopg.Connection[DictRow]

TABLE = "filters.transactions"
SHAPES = {"month": "months", "none": "plain"}

COPY_GIVES_WAY = "300ms"
"""Below deadlock_timeout: a writer that waits for the copy is never the one to be ended."""
PATIENCE_MS = (*[100] * 10, *[300] * 10, 800)
"""How long a step waits for its lock at each try; readers that come then wait behind it.

Always below deadlock_timeout, so that the step gives way and not who is in its way.
"""
TRIES = 200
_PAUSE = Backoff(first=0.1, cap=2.0)
_IN_THE_WAY = (
    psycopg.errors.LockNotAvailable,
    psycopg.errors.DeadlockDetected,
    psycopg.errors.SerializationFailure,
)
_SPOILT = (psycopg.errors.IntegrityError, psycopg.errors.DataError)
"""What a line that fits the table and not its copy raises: the table was changed meanwhile."""
_ALONE = "select pg_try_advisory_lock(hashtextextended('filters.reshaping', 0)) as it"
_SHAPE = "select filters._shape_of_lines() as it"
_RUN = "select * from filters.reshapes"
_OLDER = "select count(*) as n from filters.list_older_sessions()"


@dataclass(frozen=True, slots=True)
class Done:
    """What a change of the shape came to; `switch_ms` is from asking for the lock to the commit."""

    shape: str
    repaired: int
    switch_ms: float
    tries: int


def shape_of(conn: Connection) -> str:
    """Return how the lines are stored: plain or months."""
    row = conn.execute(_SHAPE).fetchone()
    return str(row["it"]) if row else "plain"


def running(conn: Connection) -> dict[str, Any] | None:
    """Return the change that has begun and not ended."""
    return conn.execute(_RUN).fetchone()


def faults(conn: Connection, shape: str) -> list[str]:
    """Return why the lines cannot get a shape."""
    rows = conn.execute("select filters.list_reshape_faults(%s) as it", (shape,)).fetchall()
    return [row["it"] for row in rows]


def reshape(  # noqa: PLR0913 - one for each option
    url: str,
    shape: str,
    say: Say,
    *,
    first: date | None = None,
    batch: int = 5000,
    pause_seconds: float = 0.0,
) -> Done | None:
    """Bring the lines to a shape, from wherever an earlier run ended; None: nothing to do."""
    with _connected(url) as conn:
        run = running(conn)
        if run is None and shape_of(conn) == shape:
            return None
        if run is not None and run["shape"] != shape:
            raise ConfigError(
                f"a change to {run['shape']} is running", "Finish it, or give it up with --cancel."
            )
        if run is None:
            say("make the new table, and write each change to both from now on")
            since = _utc(first) if first else None
            call(conn, "select filters.start_reshape(%s, %s)", shape, since)
        else:
            say(f"go on with the change to {shape}: {run['state']}")
        try:
            return _go_on(conn, say, batch, pause_seconds)
        except _SPOILT as exc:
            raise RowhouseError(
                f"{TABLE} was changed meanwhile: {exc.diag.message_primary}",
                f"Give the change up, and begin again: rowhouse db partition {TABLE} --cancel",
            ) from exc


def _go_on(conn: Connection, say: Say, batch: int, pause_seconds: float) -> Done:
    _set_timeout(conn, COPY_GIVES_WAY)
    _repeat(conn, "select filters.copy_lines(%s) as n", batch, say, "copied_to", pause_seconds)
    _await_older(conn, say)
    _repeat(conn, "select filters.compare_lines(%s) as n", 20 * batch, say, "compared_to", 0)
    run = running(conn) or {}
    shape, repaired = str(run["shape"]), int(run["repaired"])
    tries, took = 0, 0.0
    if run["state"] == "compared":
        say("switch")
        tries, took = call(conn, "select filters.switch_lines()")
    while running(conn):
        call(conn, "select filters.finish_reshape()")
    conn.execute("analyze filters.transactions")
    return Done(shape, repaired, round(took * 1000, 1), tries)


def cancel(url: str) -> None:
    """Drop what was copied; the lines stay as they are."""
    with _connected(url) as conn:
        call(conn, "select filters.cancel_reshape()")


def retire(url: str, before: date, say: Say, *, batch: int = 5000) -> tuple[int, list[str]]:
    """Delete the lines of a time, counted as any delete, then drop the months that are empty."""
    deleted = 0
    with _connected(url) as conn:
        _set_timeout(conn, COPY_GIVES_WAY)
        while True:
            row = _tried(conn, "select filters.retire_lines(%s, %s) as n", (_utc(before), batch))
            if row["n"] == 0:
                break
            deleted += row["n"]
            say(f"{deleted} lines deleted")
        dropped: list[str] = []
        if shape_of(conn) == "months":
            statement: LiteralString = (
                "select coalesce(array_agg(d), '{}') as n from core.drop_partitions(%s, %s) as d"
            )
            dropped = _tried(conn, statement, (TABLE, _utc(before)))["n"]
    return deleted, dropped


def _connected(url: str) -> Connection:
    """Connect as the one run on the lines; another is refused, rather than met half-way."""
    require_session(url, f"a change of {TABLE}")
    conn = connect(url)
    if conn.execute(_ALONE).fetchone() != {"it": True}:
        conn.close()
        raise RowhouseError(f"another run is at work on {TABLE}", "Wait for it, or end it.")
    return conn


def call(conn: Connection, statement: LiteralString, *parameters: object) -> tuple[int, float]:
    """Call a step until it gets its locks; return the number of tries and the seconds of the last.

    Between two tries those who waited behind it go on.
    """
    for attempt in range(1, TRIES + 1):
        patience = PATIENCE_MS[min(attempt, len(PATIENCE_MS)) - 1]
        _set_timeout(conn, f"{patience}ms")
        since = time.monotonic()
        try:
            conn.execute(statement, parameters)
        except _IN_THE_WAY:
            time.sleep(_PAUSE.seconds(attempt))
            continue
        return attempt, time.monotonic() - since
    raise RowhouseError(
        f"{TABLE} was in use at each of {TRIES} tries",
        "End transactions that stay open (docs/upgrade.md), then call it again: it goes on.",
    )


def _tried(
    conn: Connection, statement: LiteralString, parameters: tuple[object, ...]
) -> dict[str, Any]:
    """Return the row of a call that is repeated while others are in its way."""
    for attempt in range(1, TRIES + 1):
        try:
            row = conn.execute(statement, parameters).fetchone()
        except _IN_THE_WAY:
            time.sleep(_PAUSE.seconds(min(attempt, 3)) * random.random())  # noqa: S311
            continue
        assert row is not None  # noqa: S101 - a function returns a row
        return row
    raise RowhouseError(
        f"{TABLE} was in use at each of {TRIES} tries", "Call it again: it goes on."
    )


def _repeat(  # noqa: PLR0913, PLR0917 - one for each thing that a step needs
    conn: Connection,
    statement: LiteralString,
    batch: int,
    say: Say,
    column: str,
    pause_seconds: float,
) -> None:
    """Call a step until nothing is left for it; say each tenth of the way."""
    said = -1
    while _tried(conn, statement, (batch,))["n"]:
        run = running(conn) or {}
        tenth = 10 * run[column] // max(run["copy_until"], 1)
        if tenth > said:
            said = tenth
            say(f"{column.replace('_', ' ')} id {run[column]} of {run['copy_until']}")
        time.sleep(pause_seconds)


def _await_older(conn: Connection, say: Say) -> None:
    """Wait until no session has a snapshot that misses copied lines."""
    said = 0
    while (row := conn.execute(_OLDER).fetchone()) and row["n"]:
        if row["n"] != said:
            said = row["n"]
            say(f"wait for {said} older transactions: see filters.list_older_sessions()")
        time.sleep(0.1)


def _utc(day: date) -> datetime:
    return datetime.combine(day, daytime.min, UTC)


def _set_timeout(conn: Connection, value: str) -> None:
    conn.execute("select set_config('lock_timeout', %s, false)", (value,))
