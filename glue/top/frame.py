"""The facts of one moment, as functions of the database tell them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, LiteralString, TypeAlias

import psycopg
from psycopg.rows import DictRow

Rows: TypeAlias = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Frame:
    """Jobs, locks, sessions, statements and lags at one time."""

    at: str
    queues: Rows
    locks: Rows
    sessions: Rows
    statements: Rows
    lags: Rows


def read_frame(conn: psycopg.Connection[DictRow], *, rows: int) -> Frame:
    """Ask for all of it, one function after the other; at most so many rows of each."""

    def ask(statement: LiteralString) -> Rows:
        return conn.execute(statement).fetchmany(rows)

    slow = conn.execute(
        "select core.report_slow_statements(p_page_size => %s) as report", (rows,)
    ).fetchone()
    return Frame(
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        queues=ask("select * from core._list_queues()"),
        locks=ask("select * from core._list_lock_waits()"),
        sessions=ask("select * from core._list_sessions()"),
        statements=slow["report"]["items"] if slow else [],
        lags=ask("select * from core._list_lags()"),
    )
