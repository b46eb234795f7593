"""Running the invariants: each alone, none able to hold up the others."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.rows import DictRow

from glue.db import connect
from glue.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one invariant answered; `failure` says why it could not answer."""

    name: str
    severity: str
    violations: int
    shown: list[dict[str, Any]]
    failure: str
    repair: str

    @property
    def state(self) -> str:
        """`ok`, or the severity; a query that cannot answer is never ok."""
        return self.severity if self.violations or self.failure else "ok"


def verify(url: str, *, module: str | None, timeout_seconds: float) -> list[Verdict]:
    """Run the invariants of one module, or of all, as the role of the connection."""
    with connect(url) as conn:
        invariants = conn.execute("select * from core.invariants order by name").fetchall()
    if module is not None:
        invariants = _of_module(invariants, module)

    def ask(invariant: DictRow) -> Verdict:
        with connect(url) as conn:
            return _run(conn, invariant, timeout_seconds)

    # They read whole tables: as many at a time as there are cores.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(ask, invariants))


def _of_module(invariants: Sequence[DictRow], module: str) -> list[DictRow]:
    """Return the invariants of a module that has some."""
    known = sorted({invariant["module"] for invariant in invariants})
    if module not in known:
        raise ConfigError(
            f"no invariant belongs to {module!r}", f"Modules with some: {', '.join(known)}."
        )
    return [invariant for invariant in invariants if invariant["module"] == module]


def _run(conn: psycopg.Connection[DictRow], invariant: DictRow, timeout_seconds: float) -> Verdict:
    """Ask one invariant, read-only, in a transaction and under a timeout of its own."""
    violations, shown, failure = 0, [], ""
    timeout = f"{max(1, round(timeout_seconds * 1000))}ms"
    try:
        with conn.transaction(force_rollback=True):
            conn.execute("set transaction read only")
            conn.execute("select set_config('statement_timeout', %s, true)", (timeout,))
            answer = conn.execute(
                "select * from core.run_invariant(p_name => %s)", (invariant["name"],)
            ).fetchone()
            violations, shown = (answer or {})["violations"], (answer or {})["shown"]
    except psycopg.errors.QueryCanceled as exc:
        failure = f"no answer within {timeout_seconds:g} s ({exc.diag.message_primary})"
    except psycopg.Error as exc:
        if conn.closed:
            raise
        failure = f"{exc.sqlstate}: {exc.diag.message_primary}"
    return Verdict(
        name=invariant["name"],
        severity=invariant["severity"],
        violations=violations,
        shown=shown,
        failure=failure,
        repair=invariant["repair"],
    )
