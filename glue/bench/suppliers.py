"""Suite `suppliers`: every RPC of the module, as requests that arrive at a fixed rate.

A million tasks of a thousand suppliers in projects, and ten million states of them, are made by
statements over whole tables. Then each RPC is called about fifty times, all of them mixed, over
16 connections; the bar of each is its own Budget. The history of one task is read alone, too,
and statuses are written in bulk: everything that writes for a task, beside a table that has
nothing but its rows.
"""

import time
from itertools import count
from statistics import median
from typing import LiteralString

import psycopg
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from glue.bench.calls import judge, offer_cases
from glue.bench.figures import Figure, Watch, percentile
from glue.bench.invariants import broken_invariants
from glue.bench.open_loop import offer
from glue.bench.suppliers_calls import Works
from glue.bench.suppliers_cases import READS, WRITES
from glue.bench.suppliers_records import RECORD_READS, RECORD_WRITES
from glue.bench.suppliers_works import make_works
from glue.db import connect
from glue.errors import RowhouseError

SUITE = "suppliers"
CALLS = 50
RATE = 100.0
LOOKUPS = 400
HISTORY_BAR = 5.0
TASKS = 10_000
CHUNK = 500
ROUNDS = 3
BULK_BAR = 10_000.0
FLOOR = "the same rows in a bare table"
_OPERATIONS = count(1)

_BUDGETS: LiteralString = """
    select
        p.proname as name,
        substring(obj_description(p.oid, 'pg_proc') from 'Budget: ([0-9]+) ms')::float8 as bar
    from pg_proc as p
    where p.pronamespace = 'api'::regnamespace
"""
_BEGIN: LiteralString = """
    with project as (
        select o.project_id as id from suppliers.task_instances as o
        where o.status = 'planned'
        group by o.project_id order by count(*) desc, o.project_id limit 1
    )
    select p.id, suppliers._set_statuses(
        array(
            select i.id from suppliers.task_instances as i
            where i.project_id = p.id and i.status = 'planned'
        ),
        'in_progress', 'Measured', 0
    )
    from project as p
"""
_BARE: LiteralString = """
    create table bench_suppliers.bare as
    select i.* from suppliers.task_instances as i
    where i.status = 'in_progress' and (i.project_id = %(project)s) = %(is_one)s
    order by i.id limit %(tasks)s
"""
_CHUNK: LiteralString = """
    select jsonb_array_length(
        suppliers._run_bulk(jsonb_populate_record(null::core.operations, %s), %s)
    ) as refused
"""
_FLOOR: LiteralString = """
    update bench_suppliers.bare
    set
        status = %s, started_at = coalesce(started_at, now()), paused_days = paused_days,
        changed_at = now(), change_reason = 'Measured', version = version + 1
    where id = any(%s)
"""


def measure(url: str, scale: float, watch: Watch) -> list[Figure]:
    """Measure in a database that goes afterwards."""
    calls = max(2, round(CALLS * min(1.0, scale)))
    watch("suppliers: making the tasks and their history")
    with connect(url) as conn:
        make_works(conn, scale, 2 * calls)
        works = Works(conn)
        bars = {row["name"]: row["bar"] for row in conn.execute(_BUDGETS).fetchall()}
    watch("suppliers: the history of one task")
    figures = [_history(url, works, scale)]
    watch("suppliers: every RPC")
    cases = (*WRITES, *RECORD_WRITES, *READS, *RECORD_READS)
    spent = offer_cases(url, works, cases, calls, RATE)
    figures += judge(SUITE, spent, lambda name: bars[name.split()[0]])
    watch("suppliers: statuses in bulk")
    with connect(url) as conn:
        figures += _bulk(conn, round(TASKS * min(1.0, scale)))
    return [*figures, broken_invariants(url, SUITE, "suppliers")]


def _history(url: str, works: Works, scale: float) -> Figure:
    """Read the history of single tasks, one call at a time."""
    (case,) = (case for case in READS if case.rpc == "list_task_history")
    calls = [case.call(works) for _ in range(max(2, round(LOOKUPS * min(1.0, scale))))]
    latencies = offer(url, calls, 50.0)
    return Figure(
        SUITE, "list_task_history alone", "ms", round(median(latencies), 1),
        round(p95 := percentile(latencies, 0.95), 1), None, None, HISTORY_BAR,
        p95 <= HISTORY_BAR,
    )  # fmt: skip


def _bulk(conn: psycopg.Connection[DictRow], tasks: int) -> list[Figure]:
    """Change the tasks of one project's suppliers, then those of as many as there are."""
    (project,) = conn.execute(_BEGIN).fetchall()
    return [
        _bulk_rate(
            conn, f"statuses in bulk, {of}", project=project["id"], is_one=is_one, tasks=tasks
        )
        for of, is_one in (("one project", True), ("all projects", False))
    ]


def _bulk_rate(conn: psycopg.Connection[DictRow], name: str, **tasks: int) -> Figure:
    """Write statuses by the chunk function of an operation; then the same rows, bare.

    Each round is an operation of its own, so each person has one notification of it.
    """
    conn.execute(_BARE, tasks)
    conn.execute("alter table bench_suppliers.bare add primary key (id)")
    conn.execute("create index on bench_suppliers.bare (supplier_project_id, status)")
    ids = [row["id"] for row in conn.execute("select id from bench_suppliers.bare").fetchall()]
    chunks = [ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK)]
    rates, floors = list[float](), list[float]()
    for status in ("blocked", "in_progress") * ROUNDS:
        operation = _operation(status)
        start = time.perf_counter()
        for chunk in chunks:
            (verdict,) = conn.execute(_CHUNK, (operation, Jsonb(chunk))).fetchall()
            if verdict["refused"]:
                raise RowhouseError(f"{verdict['refused']} tasks cannot become {status}")
        rates.append(len(ids) / (time.perf_counter() - start))
        start = time.perf_counter()
        for chunk in chunks:
            conn.execute(_FLOOR, (status, chunk))
        floors.append(len(ids) / (time.perf_counter() - start))
    conn.execute("drop table bench_suppliers.bare")
    rate, floor = median(rates), median(floors)
    return Figure(
        SUITE, name, "tasks/s", round(rate), None, round(rate / floor, 3), FLOOR, BULK_BAR,
        rate >= BULK_BAR,
    )  # fmt: skip


def _operation(status: str) -> Jsonb:
    """Return an operation of an admin that gives tasks a status."""
    change = {"status": status, "note": "Measured"}
    params = {"change": change, "app_roles": ["admin"]}
    return Jsonb({"id": next(_OPERATIONS), "params": params})
