"""Suite `jobs`: enqueue, drain and latency, beside the least that could do the same.

Floors, in the same run, round by round in turn: a bare insert into a table with the same claim
index; a loop that leases 100 rows with SKIP LOCKED and deletes them. Enqueue is measured from
SQL: eight sessions that each commit every call, without a client's cost that would flatter it.
Run it where no other worker runs: that one would take the jobs.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from statistics import median
from typing import TypeVar
from uuid import uuid4

import psycopg
from psycopg.rows import DictRow

from glue.bench.figures import Figure, Watch, percentile
from glue.db import connect, script
from glue.waiting import wait_until
from glue.worker.sql_lane import CLAIM, RUN

SUITE = "jobs"
QUEUE = "bench"
CLIENTS = 8
CALLS = 1000
ROUNDS = 7
DRAINED = 20_000
BATCH = 100
SAMPLES = 300
SPACING_SECONDS = 0.01

SETUP = """
create schema bench_jobs;
create table bench_jobs.bare (
    id bigint generated always as identity primary key,
    kind text not null,
    queue text not null default 'bench',
    payload jsonb not null,
    priority integer not null default 0,
    run_at timestamptz not null default now(),
    attempts integer not null default 0,
    leased_until_at timestamptz,
    enqueued_at timestamptz not null default now()
);
create index on bench_jobs.bare (queue, priority desc, id);
create table bench_jobs.started (job bigint, asked_at timestamptz, at timestamptz);
create function bench_jobs.nothing(p_job core.jobs) returns void
    language sql volatile security invoker set search_path = pg_catalog, pg_temp as 'select';
create function bench_jobs.start(p_job core.jobs) returns void
    language sql volatile security invoker set search_path = pg_catalog, pg_temp as $$
    insert into bench_jobs.started
    values (p_job.id, (p_job.payload ->> 'at')::timestamptz, clock_timestamp())
$$;
insert into core.job_queues (name, description) values ('bench', 'Measurements.');
insert into core.job_kinds (kind, handler, sql_function, description)
values
    ('core.bench_nothing', 'sql', 'bench_jobs.nothing', 'Measurements.'),
    ('core.bench_start', 'sql', 'bench_jobs.start', 'Measurements.');
"""
TEARDOWN = """
delete from core.jobs where queue = 'bench';
delete from core.finished_jobs where queue = 'bench';
delete from core.job_kinds where kind in ('core.bench_nothing', 'core.bench_start');
delete from core.job_queues where name = 'bench';
drop schema if exists bench_jobs cascade;
"""
LOOP = "do $$ begin for i in 1 .. {calls} loop {call} commit; end loop; end $$"
INSERT = "insert into bench_jobs.bare (kind, payload) values ('core.bench_nothing', '{\"v\": 1}');"
ENQUEUE = "perform core.enqueue('core.bench_nothing', '{\"v\": 1}', 'bench');"
LEASE = """
with picked as (
    select id from bench_jobs.bare
    where queue = 'bench' and (leased_until_at is null or leased_until_at < now())
    order by priority desc, id
    limit %s
    for update skip locked
)
update bench_jobs.bare as b
set leased_until_at = now() + interval '1 minute', attempts = attempts + 1
from picked
where b.id = picked.id
returning b.id, b.kind, b.payload
"""

Conn = psycopg.Connection[DictRow]
Measured = TypeVar("Measured")


def measure(url: str, scale: float, watch: Watch) -> list[Figure]:
    """Measure all three; what was made for it is gone afterwards."""
    with connect(url) as conn, _prepared(conn):
        watch("jobs: enqueue")
        enqueue = _enqueue(url, max(50, round(CALLS * scale)))
        watch("jobs: drain")
        drain = _drain(conn, max(BATCH, round(DRAINED * scale)))
        watch("jobs: enqueue to start")
        start = _vacuumed(conn, lambda: _start(url, conn, max(40, round(SAMPLES * scale))))
    return [enqueue, drain, start]


@contextmanager
def _prepared(conn: Conn) -> Iterator[None]:
    conn.execute(TEARDOWN)
    conn.execute(SETUP)
    try:
        yield
    finally:
        conn.execute(TEARDOWN)


def _enqueue(url: str, calls: int) -> Figure:
    def rate(call: str) -> float:
        with ThreadPoolExecutor(CLIENTS) as pool:
            started = time.perf_counter()
            list(pool.map(lambda _: _run(url, LOOP.format(calls=calls, call=call)), range(CLIENTS)))
            return CLIENTS * calls / (time.perf_counter() - started)

    floor, ours = _in_turn(lambda: rate(INSERT), lambda: rate(ENQUEUE))
    return _rate("enqueue, 8 sessions", floor, ours, "bare insert", 0.6)


def _run(url: str, statement: str) -> None:
    with connect(url) as conn:
        conn.execute(script(statement))


def _drain(conn: Conn, jobs: int) -> Figure:
    worker = uuid4()

    def raw() -> float:
        conn.execute(
            "insert into bench_jobs.bare (kind, payload)"
            " select 'core.bench_nothing', '{\"v\": 1}' from generate_series(1, %s)",
            (jobs,),
        )
        started = time.perf_counter()
        while rows := conn.execute(LEASE, (BATCH,)).fetchall():
            ids = [row["id"] for row in rows]
            conn.execute("delete from bench_jobs.bare where id = any(%s)", (ids,))
        return jobs / (time.perf_counter() - started)

    def ours() -> float:
        conn.execute(
            "select count(core.enqueue('core.bench_nothing', '{\"v\": 1}', 'bench'))"
            " from generate_series(1, %s)",
            (jobs,),
        )
        started = time.perf_counter()
        while _claim_and_run(conn, str(worker)):
            pass
        return jobs / (time.perf_counter() - started)

    conn.execute("truncate bench_jobs.bare")
    conn.execute("delete from core.jobs where queue = 'bench'")
    floor, rates = _in_turn(lambda: _vacuumed(conn, raw), lambda: _vacuumed(conn, ours))
    return _rate(f"drain {jobs:,} SQL jobs", floor, rates, "raw lease and delete of 100", 0.6)


def _vacuumed(conn: Conn, measured: Callable[[], Measured]) -> Measured:
    conn.execute("vacuum (analyze) core.jobs")
    conn.execute("vacuum (analyze) bench_jobs.bare")
    return measured()


def _claim_and_run(conn: Conn, worker: str) -> bool:
    row = conn.execute(CLAIM, (worker, [QUEUE], BATCH, "1 minute")).fetchone()
    if not row or not row["ids"]:
        return False
    conn.execute(RUN, (row["ids"], row["tokens"]))
    return True


def _start(url: str, conn: Conn, samples: int) -> Figure:
    words = "from glue.cli import main; main()"
    worker = subprocess.Popen(
        [sys.executable, "-c", words, "work", "--url", url, "--queues", QUEUE],
        stderr=subprocess.DEVNULL,
    )
    try:
        sleeping = "select from core.idle_workers where 'bench' = any(signals)"
        wait_until(lambda: conn.execute(sleeping).rowcount > 0, 30)
        for _ in range(samples):
            conn.execute(
                "select core.enqueue('core.bench_start',"
                " jsonb_build_object('at', clock_timestamp()), 'bench')"
            )
            time.sleep(SPACING_SECONDS)
        done = "select from bench_jobs.started"
        wait_until(lambda: conn.execute(done).rowcount == samples, 30)
    finally:
        worker.terminate()
        worker.wait()
    rows = conn.execute(
        "select extract(epoch from at - asked_at)::float8 * 1000 as ms from bench_jobs.started"
    ).fetchall()
    spent = [row["ms"] for row in rows]
    p95 = percentile(spent, 0.95)
    bar = 4.4
    ok = p95 <= bar and len(spent) == samples
    return Figure(SUITE, "enqueue to start", "ms", median(spent), p95, None, None, bar, ok)


def _in_turn(
    floor: Callable[[], float], ours: Callable[[], float]
) -> tuple[list[float], list[float]]:
    """Measure floor and subject in turn, so that a busy moment of the machine meets both."""
    pairs = [(floor(), ours()) for _ in range(ROUNDS)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def _rate(name: str, floor: list[float], ours: list[float], beside: str, bar: float) -> Figure:
    ratio = median(ours) / median(floor)
    return Figure(SUITE, name, "1/s", median(ours), None, ratio, beside, bar, ratio >= bar)
