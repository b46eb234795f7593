"""Suite `audit`: what writing costs on an audited table, beside the same table without.

The table is one as this project makes them: an identity key, a unique key, an index, two named
checks. Both are written by the same loops inside the server, one transaction a loop, bare and
audited taking turns; a signed-in user's claims are set, as PostgREST sets them. History is read
among a million entries of other rows. Everything happens in a schema that is dropped at the end.
"""

import random
import time
from collections.abc import Callable, Iterator
from statistics import median
from typing import Any

import psycopg
from psycopg import sql
from psycopg.rows import DictRow

from glue import paths
from glue.bench.figures import Figure, Watch, percentile
from glue.bench.open_loop import CLAIMS
from glue.db import connect, script
from glue.templating.audited_tables import AuditedTable, Column
from glue.templating.render import environment

SUITE = "audit"
FLOOR = "the same table without audit"
ROUNDS = 9
SINGLES = 5_000
BULK = 10_000
HISTORY = 1_000_000
ROW_ENTRIES = 20
LOOKUPS = 400
SCHEMA = "bench_audit"

_COLUMNS = (
    Column("id", "bigint"),
    Column("sku", "text"),
    Column("title", "text"),
    Column("status", "text"),
    Column("price_minor", "bigint"),
    Column("updated_at", "timestamptz"),
)
TABLE = """
create table bench_audit.{0} (
    id bigint generated always as identity primary key,
    sku text not null unique,
    title text not null,
    status text not null default 'draft',
    price_minor bigint not null,
    updated_at timestamptz not null default now(),
    constraint {0}_status_check check (status in ('draft', 'active', 'retired')),
    constraint {0}_price_minor_check check (price_minor >= 0)
);
create index {0}_status_updated_at_idx on bench_audit.{0} (status, updated_at);
"""
INSERT = """
do $$ begin
    for i in 1..{singles} loop
        insert into bench_audit.{table} (sku, title, price_minor)
        values ('sku-' || {round} || '-' || i, 'title ' || i, i);
    end loop;
end $$
"""
UPDATE = """
do $$ begin
    for i in 1..{singles} loop
        update bench_audit.{table}
        set price_minor = price_minor + 1, updated_at = clock_timestamp()
        where id = i;
    end loop;
end $$
"""
BULK_UPDATE = """
update bench_audit.{table}
set price_minor = price_minor + 1, updated_at = clock_timestamp()
where id <= {bulk}
"""
# Entries of 50,000 rows of another table's size, written at once: what is measured is reading.
_HISTORY = """
insert into core.audit_entries (table_name, row_id, operation, old_values, role)
select
    'bench_audit.audited',
    mod(n, %(rows)s)::text,
    'update',
    jsonb_build_object('price_minor', n),
    'postgres'
from generate_series(1, %(entries)s) as n
"""


def measure(url: str, scale: float, watch: Watch) -> list[Figure]:
    """Measure writes beside the bare table, then reads among many entries."""
    with connect(url) as conn:
        try:
            _make_tables(conn)
            figures = list(_measure_writes(conn, scale, watch))
            watch("history of one row")
            figures.append(_measure_history(conn, scale))
        finally:
            conn.rollback()
            conn.execute(script(f"drop schema if exists {SCHEMA} cascade"))
    return figures


def _make_tables(conn: psycopg.Connection[DictRow]) -> None:
    conn.execute(script(f"drop schema if exists {SCHEMA} cascade; create schema {SCHEMA}"))
    for table in ("bare", "audited"):
        conn.execute(script(TABLE.format(table)))
    audit_table(conn, "audited")


def audit_table(conn: psycopg.Connection[DictRow], name: str) -> None:
    """Audit a table of the schema, as `rowhouse render` writes it for a module."""
    macros = environment(paths.ROOT).get_template("sql/macros/audit.sql.j2").module
    audited = AuditedTable(f"{SCHEMA}.{name}", _COLUMNS, ("id",))
    conn.execute(script(macros.audit_function(audited, "definer")))  # type: ignore[attr-defined]
    for event, rows in audited.events:
        conn.execute(
            script(
                f"create trigger t80_audit_{event} after {event} on {audited.table} {rows}"
                f" for each statement execute function {audited.function}()"
            )
        )


def _measure_writes(
    conn: psycopg.Connection[DictRow], scale: float, watch: Watch
) -> Iterator[Figure]:
    singles, bulk = max(200, round(SINGLES * scale)), max(400, round(BULK * scale))

    def say(text: str, table: str, number: int) -> str:
        return text.format(table=table, round=number, singles=singles, bulk=bulk)

    cases: tuple[tuple[str, str, float, bool], ...] = (
        (f"{singles} single inserts", INSERT, 0.45, True),
        (f"{singles} single updates", UPDATE, 0.42, True),
        (f"update of {bulk} rows", BULK_UPDATE, 2.9, False),
    )
    for name, text, bar, is_rate in cases:
        watch(name)
        taken: dict[str, list[float]] = {"bare": [], "audited": []}
        for number in range(ROUNDS):
            for table, times in taken.items():
                times.append(time_statement(conn, say(text, table, number)))
            conn.execute(script(f"vacuum analyze {SCHEMA}.bare, {SCHEMA}.audited"))
        bare, audited = median(taken["bare"]), median(taken["audited"])
        ratio = bare / audited if is_rate else audited / bare
        yield Figure(
            SUITE,
            name,
            "ms",
            round(audited, 2),
            round(percentile(taken["audited"], 0.95), 2),
            round(ratio, 3),
            FLOOR,
            bar,
            ratio >= bar if is_rate else ratio <= bar,
        )


def _measure_history(conn: psycopg.Connection[DictRow], scale: float) -> Figure:
    """Time reading one row's history: entries are rolled back, since no role may delete them."""
    entries = max(10_000, round(HISTORY * scale))
    rows = entries // ROW_ENTRIES
    draw = random.Random(SINGLES)  # noqa: S311 - a repeatable draw, not a secret
    conn.autocommit = False
    conn.execute(_HISTORY, {"rows": rows, "entries": entries})
    conn.execute("analyze core.audit_entries")
    query = sql.SQL("select core.list_history('bench_audit.audited', {}, null, 50)")
    times = [
        _time_one(conn, lambda: query.format(sql.Literal(str(draw.randrange(rows)))))
        for _ in range(LOOKUPS)
    ]
    conn.rollback()
    conn.autocommit = True
    middle = median(times)
    name = f"history of one row among {entries} entries"
    return Figure(
        SUITE, name, "ms", round(middle, 3), round(percentile(times, 0.95), 3),
        None, None, 1.0, middle < 1.0,
    )  # fmt: skip


def time_statement(conn: psycopg.Connection[DictRow], statement: str) -> float:
    """Return the milliseconds that a statement takes as a signed-in user's transaction."""
    with conn.transaction():
        conn.execute("select set_config('request.jwt.claims', %s, true)", (CLAIMS,))
        start = time.perf_counter()
        conn.execute(script(statement))
        return (time.perf_counter() - start) * 1000


def _time_one(conn: psycopg.Connection[DictRow], query: Callable[[], Any]) -> float:
    statement = query()
    start = time.perf_counter()
    conn.execute(statement).fetchall()
    return (time.perf_counter() - start) * 1000
