"""rowhouse verify: every invariant, each alone, none able to hold up the others."""

import json
import os
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from typing import Any

import click
import psycopg
from psycopg.rows import DictRow

from glue.cli_options import json_option, url_option
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


@click.command("verify")
@url_option
@json_option
@click.option("--module", help="Only the invariants of this module.")
@click.option(
    "--timeout",
    "timeout_seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=60,
    show_default=True,
    metavar="SECONDS",
    help="What each invariant may take.",
)
def verify_command(*, url: str, as_json: bool, module: str | None, timeout_seconds: float) -> None:
    r"""Run every invariant; print what violates it and how to repair that.

    Exit 1 when one of severity `error` is broken or cannot answer; a broken `warning`
    is shown and exits 0.

    \b
    Example:
        rowhouse verify --module filters
    """
    verdicts = verify(url, module=module, timeout_seconds=timeout_seconds)
    if as_json:
        rows = [{**asdict(verdict), "state": verdict.state} for verdict in verdicts]
        click.echo(json.dumps(rows, ensure_ascii=False))
    else:
        for verdict in verdicts:
            if verdict.state != "ok":
                _explain(verdict)
    count = Counter(verdict.state for verdict in verdicts)
    click.echo(
        f"{count['ok']} of {len(verdicts)} invariants hold, "
        f"{count['error']} errors, {count['warning']} warnings",
        err=True,
    )
    if count["error"]:
        raise SystemExit(1)


def _explain(verdict: Verdict) -> None:
    """Print one broken invariant: what, which rows, what to do."""
    reason = verdict.failure or f"{verdict.violations} rows"
    click.echo(f"{verdict.state}: {verdict.name}: {reason}")
    for row in verdict.shown:
        click.echo(f"    {json.dumps(row, ensure_ascii=False)}")
    if verdict.violations > len(verdict.shown):
        click.echo(f"    … {verdict.violations - len(verdict.shown)} more")
    click.echo(f"  repair: {verdict.repair}")
