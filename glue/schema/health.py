"""Running the health checks: each in a transaction and under a timeout of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from time import perf_counter

import psycopg
from psycopg.rows import DictRow

from glue.db import connect
from glue.errors import ConfigError

OVERALL = {"ok": "ok", "warn": "degraded", "fail": "down"}


@dataclass(frozen=True, slots=True)
class Check:
    """What one check answered."""

    name: str
    status: str
    value: float | None
    unit: str
    detail: str
    took_ms: float


def health(url: str, *, module: str | None = None) -> list[Check]:
    """Run the checks of one module, or of all; none can hold up or break the others."""
    with connect(url) as conn:
        rows = conn.execute("select * from core.health_checks order by name").fetchall()
        if module is not None:
            rows = _of_module(rows, module)
        return [_run(conn, row) for row in rows]


def overall(checks: Sequence[Check]) -> str:
    """Return ok, degraded or down: the worst that a check says."""
    order = list(OVERALL)
    return OVERALL[max((check.status for check in checks), key=order.index, default="ok")]


def _of_module(rows: Sequence[DictRow], module: str) -> list[DictRow]:
    known = sorted({row["module"] for row in rows})
    if module not in known:
        raise ConfigError(
            f"no health check belongs to {module!r}", f"Modules with some: {', '.join(known)}."
        )
    return [row for row in rows if row["module"] == module]


def _run(conn: psycopg.Connection[DictRow], row: DictRow) -> Check:
    """Ask one check; what keeps it from answering is its detail."""
    began = perf_counter()
    try:
        with conn.transaction(force_rollback=True):
            conn.execute("set transaction read only")
            conn.execute(
                "select set_config('statement_timeout', %s, true)", (f"{row['timeout_ms']}ms",)
            )
            answer = conn.execute(
                "select * from core.run_health_check(p_name => %s)", (row["name"],)
            ).fetchone()
    except psycopg.errors.QueryCanceled:
        reason = f"No answer within {row['timeout_ms']} ms."
    except psycopg.Error as exc:
        if conn.closed:
            raise
        reason = f"No answer: {exc.sqlstate}: {exc.diag.message_primary}."
    else:
        answer = answer or {}
        return Check(
            name=row["name"],
            status=answer["status"],
            value=_number(answer["value"]),
            unit=answer["unit"],
            detail=answer["detail"] or "",
            took_ms=float(answer["took_ms"]),
        )
    took_ms = round((perf_counter() - began) * 1000, 3)
    return Check(row["name"], "fail", None, row["unit"], reason, took_ms)


def _number(value: Decimal | None) -> float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
