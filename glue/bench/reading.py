"""Suite `reading`: handing in edits, and what telling other devices costs a direct write.

A push is measured as PostgREST makes it: one transaction that sets role and claims and calls
the RPC, to its commit. Direct writes are updates through the view `api.reading_progress`, each
committed, in a loop inside the server; the floor is a table of the same columns, checks and
indexes without policies and triggers, round by round in turn. Both loops commit without
waiting for the disk: it would hide what is measured.
"""

import json
import random
import time
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from glue.bench.figures import Figure, Watch, percentile
from glue.db import connect, script

SUITE = "reading"
FLOOR = "the same table without policies and triggers"
BAR = 200.0
SERIES = 1_000
READERS = 500
PUSHES = {1: 1_000, 1_000: 60}
UPDATES = 1_000
ROUNDS = 9
WRITER = UUID(int=1)
START = datetime(2026, 1, 1, tzinfo=UTC)

SETUP = """
create schema bench_reading;
create table bench_reading.bare (like reading.progress including all);
grant usage on schema bench_reading to authenticated;
grant select, update on bench_reading.bare to authenticated;
insert into reading.series (series_key, title, type, status)
select 'bench-' || n, 'Bench', 'Manga', 'Publishing' from generate_series(1, {series}) as n;
insert into reading.progress_versions (user_id) values ('{writer}');
insert into reading.progress (user_id, series_id, page, device_id)
select '{writer}', s.id, 0, 'bench' from reading.series as s
where s.series_key like 'bench-%' order by s.id limit 50;
insert into bench_reading.bare select * from reading.progress where user_id = '{writer}';
"""
LOOP = """
do $$
declare
    v_series_ids constant bigint[] := array(
        select series_id from {table} where user_id = '{writer}' order by series_id
    );
begin
    for i in 1 .. {updates} loop
        update {table} set page = page + 1, device_id = 'bench'
        where user_id = '{writer}' and series_id = v_series_ids[1 + mod(i, 50)];
        commit;
    end loop;
end $$
"""

Conn = psycopg.Connection[DictRow]


def measure(url: str, scale: float, watch: Watch) -> list[Figure]:
    """Measure pushes, then direct writes, in a database that goes afterwards."""
    with connect(url) as conn:
        conn.execute(script(SETUP.format(series=SERIES, writer=WRITER)))
        conn.execute("analyze")
        figures = []
        for size, times in PUSHES.items():
            watch(f"reading: push of {size}")
            figures.append(_push(conn, size, max(10, round(times * scale))))
        watch("reading: direct updates")
        figures.append(_write(url, conn, max(50, round(UPDATES * scale))))
    return figures


def _push(conn: Conn, size: int, times: int) -> Figure:
    """Push edits that all stand, each batch later than those before it."""
    rows = conn.execute("select id from reading.series where series_key like 'bench-%'").fetchall()
    series = [row["id"] for row in rows]
    draw = random.Random(size)  # noqa: S311 - a repeatable draw, not a secret
    spent = [
        _time(conn, UUID(int=2 + draw.randrange(READERS)), _edits(draw, series, size, number))
        for number in range(times)
    ]
    p95 = percentile(spent, 0.95)
    name = f"push of {size:,} edits" if size > 1 else "push of 1 edit"
    return Figure(SUITE, name, "ms", median(spent), p95, None, None, BAR, p95 <= BAR)


def _edits(draw: random.Random, series: list[int], size: int, number: int) -> list[dict[str, Any]]:
    return [
        {
            "series_id": series_id,
            "chapter": draw.randint(1, 500),
            "page": draw.randint(1, 40),
            "device_id": "bench",
            "updated_at": (START + timedelta(minutes=number, milliseconds=place)).isoformat(),
        }
        for place, series_id in enumerate(draw.sample(series, size))
    ]


def _time(conn: Conn, reader: UUID, edits: list[dict[str, Any]]) -> float:
    """Return the milliseconds of one request's transaction."""
    items = Jsonb(edits)
    start = time.perf_counter()
    with conn.transaction():
        conn.execute(
            "select set_config('role', 'authenticated', true),"
            " set_config('request.jwt.claims', %s, true)",
            (_claims(reader),),
        )
        conn.execute("select api.push_progress(items => %s)", (items,))
    return (time.perf_counter() - start) * 1000


def _claims(reader: UUID) -> str:
    return json.dumps({"sub": str(reader), "role": "authenticated"})


def _write(url: str, conn: Conn, updates: int) -> Figure:
    taken: dict[str, list[float]] = {"bench_reading.bare": [], "api.reading_progress": []}
    with connect(url) as writer:
        writer.execute("set role authenticated")
        writer.execute("set synchronous_commit = off")
        writer.execute("select set_config('request.jwt.claims', %s, false)", (_claims(WRITER),))
        for _ in range(ROUNDS):
            for table, times in taken.items():
                loop = LOOP.format(table=table, writer=WRITER, updates=updates)
                start = time.perf_counter()
                writer.execute(script(loop))
                times.append((time.perf_counter() - start) * 1000 / updates)
            conn.execute(
                "vacuum analyze reading.progress, reading.progress_versions, bench_reading.bare"
            )
    bare, ours = taken.values()
    ratio = median(ours) / median(bare)
    p95 = percentile(ours, 0.95)
    return Figure(SUITE, "direct update", "ms", median(ours), p95, ratio, FLOOR, None, ok=True)
