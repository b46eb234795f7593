"""Workers and Postgres are killed with SIGKILL under a mixed load: nothing is lost or doubled.

Every job that was committed ended exactly once, or is in the dead letter; effects of SQL jobs,
of SQL consumers and of bulk work happened exactly once; every event that a webhook is for came
to a real receiver under its id; every invariant holds.
"""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg.rows import DictRow

from glue import db, paths
from glue.postgres.server import Server
from glue.schema.build import build_from_sources
from glue.schema.invariants import verify
from glue.schema.scratch import ensure_blank_template
from glue.waiting import wait_until
from tests.clusters import FAST
from tests.glue.receivers import Receiver, running_receiver

pytestmark = pytest.mark.each_engine

WORKER = paths.ROOT / "tests/support/worker.py"
LEASE = 2.0
SETUP = """
create table core.t_intents (n bigint primary key, job bigint not null, event bigint not null);
create table core.t_effects (n bigint not null);
create table core.t_seen (event bigint not null);
create table core.t_bulk (n bigint not null);
alter table core.t_intents enable row level security;
alter table core.t_effects enable row level security;
alter table core.t_seen enable row level security;
alter table core.t_bulk enable row level security;
create sequence core.t_numbers;
create function core.t_sql(p_job core.jobs) returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp as $$
begin
    insert into core.t_effects values ((p_job.payload ->> 'n')::bigint);
    if (p_job.payload ->> 'n')::bigint % 13 = 0 then
        raise exception 'This one can not be done.';
    end if;
end;
$$;
create function core.t_see(p_consumer text, p_limit integer) returns integer
language sql volatile security invoker set search_path = pg_catalog, pg_temp as $$
    with seen as (
        insert into core.t_seen select id from core.read_events(p_consumer, p_limit)
        returning 1
    )
    select count(*)::integer from seen
$$;
create function core.t_chunk(p_operation core.operations, p_items jsonb) returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp as $$
begin
    insert into core.t_bulk select n::bigint from jsonb_array_elements_text(p_items) as n;
    if p_items @> '[-1]' then
        raise exception 'This item can not be done.';
    end if;
end;
$$;
insert into core.operation_kinds (kind, chunk_function, chunk_size, parallel, description)
values ('core.t_bulk', 'core.t_chunk', 5, 2, 'A test''s.');
create function core.t_load() returns void
language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp as $$
declare
    v_n bigint := nextval('core.t_numbers');
begin
    insert into core.t_intents values (
        v_n,
        core.enqueue(
            case when v_n % 3 = 0 then 'core.t_python' else 'core.t_sql' end,
            jsonb_build_object('n', v_n),
            p_max_attempts => case when v_n % 13 = 0 then 2 else 1000 end,
            p_concurrency_key => case when v_n % 10 = 0 then 'k' || v_n % 20 end
        ),
        core.emit(
            case when v_n % 10 = 0 then 'core.thing.marked' else 'core.thing.made' end,
            'core:thing', v_n::text, '{}', 's' || v_n % 5
        )
    );
    if v_n % 50 = 0 then
        perform core.start_operation(
            'core.t_bulk',
            (select jsonb_agg(v_n * 100 + i) from generate_series(1, 23) as i) || '[-1]'
        );
    end if;
    if v_n % 17 = 0 then
        raise exception 'Taken back.';
    end if;
end;
$$;
insert into core.job_kinds (
    kind, handler, sql_function, backoff_seconds, backoff_cap_seconds, description
)
values
    ('core.t_sql', 'sql', 'core.t_sql', 0, 0, 'A test''s.'),
    ('core.t_python', 'python', null, 0, 0, 'A test''s.');
update core.settings set value = '[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]'
where name = 'core.webhook_ladder_seconds';
update core.settings set value = '["127.0.0.1/32"]' where name = 'core.webhook_allowed_networks';
select core.add_consumer('core.t_seer', 'start');
update core.event_consumers set sql_function = 'core.t_see' where name = 'core.t_seer';
"""
FINISHED = "select from core.finished_jobs"
UNFINISHED = "select from core.jobs where status <> 'dead'"
NOT_ONCE = """
select i.n, f.ended, d.id is not null as is_dead
from core.t_intents as i
left join (select id, count(*) as ended from core.finished_jobs group by id) as f on i.job = f.id
left join core.jobs as d on i.job = d.id
where (coalesce(f.ended, 0) + (d.id is not null)::int) <> 1
"""
EFFECT_NOT_ONCE = """
select i.n from core.t_intents as i inner join core.finished_jobs as f on i.job = f.id
left join (select n, count(*) as times from core.t_effects group by n) as e on i.n = e.n
where i.n % 3 <> 0 and coalesce(e.times, 0) <> 1
"""
BULK_NOT_ONCE = """
select i.item from core.operation_chunks as c cross join jsonb_array_elements(c.items) as i (item)
left join (select n, count(*) as times from core.t_bulk group by n) as b on i.item = to_jsonb(b.n)
where coalesce(b.times, 0) <> (i.item <> '-1')::int
"""
BULK_MISCOUNTED = """
select from core.operations where status <> 'partial' or done <> 23 or failed <> 1
"""
ON_THE_WAY = "select from core.webhook_deliveries where status = 'pending'"
LEASED = """
update core.webhook_deliveries set leased_until_at = now(), next_attempt_at = now()
where leased_by is not null
"""
UNSEEN = """
select e.id from core.events as e
left join (select event, count(*) as times from core.t_seen group by event) as s on e.id = s.event
where coalesce(s.times, 0) <> 1
"""


@dataclass
class Bench:
    """A server of its own, a load, and workers to kill."""

    server: Server
    url: str
    worker_url: str
    rng: random.Random
    log: Path
    receiver: Receiver
    over: threading.Event = field(default_factory=threading.Event)
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start_worker(self) -> None:
        """Start one more worker."""
        with self.log.open("ab") as words:
            self.workers.append(
                subprocess.Popen(
                    [sys.executable, WORKER, self.worker_url, str(LEASE)],
                    stderr=words,
                    cwd=paths.ROOT,
                    env={**os.environ, "PYTHONPATH": str(paths.ROOT)},
                )
            )

    def kill_worker(self) -> None:
        """Kill the oldest: it is the one most surely at work."""
        victim = self.workers.pop(0)
        victim.kill()
        victim.wait()

    def load(self) -> None:
        """Enqueue and emit until it is over."""
        while not self.over.is_set():
            with contextlib.suppress(psycopg.OperationalError), db.connect(self.url) as conn:
                while not self.over.is_set():
                    with contextlib.suppress(psycopg.errors.RaiseException):
                        conn.execute("select core.t_load()")
                    time.sleep(0.002)
            time.sleep(0.05)

    def all_sent(self) -> bool:
        """Let time pass for what dead senders held; return whether nothing is on its way."""
        self.rows(LEASED)
        return self.rows(ON_THE_WAY) == 0

    def came(self) -> bool:
        """Return whether each event that the webhook is for was received under its own id."""
        with db.connect(self.url) as conn:
            wanted = conn.execute(
                "select 'evt_' || id as id from core.events where type = 'core.thing.marked'"
            ).fetchall()
        ids = {request.headers["webhook-id"] for request in self.receiver.requests}
        return bool(ids) and {row["id"] for row in wanted} == ids

    def rows(self, query: str) -> int:
        """Count rows; -1 while the server is away."""
        try:
            with db.connect(self.url) as conn:
                return conn.execute(query.encode()).rowcount
        except psycopg.OperationalError:
            return -1


@pytest.fixture
def bench() -> Iterator[Bench]:
    with tempfile.TemporaryDirectory(prefix="rowhouse-killed-") as folder:
        home = Path(folder)
        home.chmod(0o711)
        # A kill forgets no page that the system holds, but it does forget an unflushed commit:
        # what a receiver was told must be there afterwards.
        server = Server(home, settings=FAST | {"synchronous_commit": "on"})
        server.start()
        try:
            with running_receiver() as receiver:
                yield from _bench(server, receiver)
        finally:
            server.stop()


def _bench(server: Server, receiver: Receiver) -> Iterator[Bench]:
    admin = server.url("supabase_admin")
    ensure_blank_template(admin, "postgres")
    server.set_passwords()
    url = db.create_database(
        server.url("supabase_admin"), "killed", ensure_blank_template(admin, "postgres")
    )
    with db.connect(url) as conn:
        conn.execute("alter database killed owner to postgres")
    build_from_sources(server.url(database="killed"))
    with db.connect(url) as conn:
        conn.execute("alter role app_worker login password 'worker'")
        conn.execute("set role postgres")
        conn.execute(SETUP)
        _register(conn, receiver)
    worker_url = f"postgresql://app_worker:worker@127.0.0.1:{server.port}/killed"
    seed = random.randrange(2**32)  # noqa: S311 - a schedule, not a secret
    print("seed", seed)  # noqa: T201 - shown when the test fails
    rng = random.Random(seed)  # noqa: S311
    url, log = server.url(database="killed"), server.home / "worker.log"
    bench = Bench(server, url, worker_url, rng, log, receiver)
    yield bench
    bench.over.set()
    for worker in bench.workers:
        worker.kill()
        worker.wait()


def _register(conn: psycopg.Connection[DictRow], receiver: Receiver) -> None:
    """Given: an administrator's webhook for every tenth event."""
    conn.execute(
        "update core.settings set value = %s where name = 'core.webhook_ports'",
        (f"[{receiver.port}]",),
    )
    claims = {"sub": str(uuid4()), "app_metadata": {"roles": ["admin"]}}
    with conn.transaction():
        conn.execute("select set_config('request.jwt.claims', %s, true)", (json.dumps(claims),))
        conn.execute(
            "select core.register_webhook(%s, '{core.thing.marked}')",
            (receiver.url("/status/200"),),
        )
    conn.execute(
        "update core.webhook_endpoints set max_concurrency = 50, max_per_second = 1000 where true"
    )


def prove(bench: Bench, *, worker_kills: int, server_kills: int) -> None:
    loader = threading.Thread(target=bench.load)
    loader.start()
    kills = ["worker"] * worker_kills + ["server"] * server_kills
    bench.rng.shuffle(kills)
    bench.start_worker()
    bench.start_worker()
    finished = 0
    for kill in kills:
        # In the midst of work, not while Python starts.
        assert wait_until(lambda: bench.rows(FINISHED) > finished + 10, 30)  # noqa: B023
        time.sleep(bench.rng.uniform(0, 0.2))
        finished = bench.rows(FINISHED)
        if kill == "worker":
            bench.kill_worker()
            bench.start_worker()
        else:
            bench.server.kill()
            bench.server.start()
    bench.over.set()
    loader.join()
    assert wait_until(lambda: bench.rows(UNFINISHED) == 0, 60), bench.log.read_text()[-3000:]
    assert wait_until(lambda: bench.rows(UNSEEN) == 0, 30)
    assert wait_until(bench.all_sent, 60), bench.log.read_text()[-3000:]
    for worker in bench.workers:
        worker.terminate()
    for worker in bench.workers:
        # Ended by itself, or had not begun.
        assert worker.wait(20) in (0, -signal.SIGTERM)
    assert bench.rows("select from core.t_intents") > 100
    assert bench.rows("select from core.jobs where status = 'dead'") > 0
    assert bench.rows(NOT_ONCE) == 0
    assert bench.rows(EFFECT_NOT_ONCE) == 0
    assert bench.rows("select from core.operations") > 0
    assert bench.rows(BULK_NOT_ONCE) == 0
    assert bench.rows(BULK_MISCOUNTED) == 0
    assert bench.came()
    assert [
        v.name for v in verify(bench.url, module="core", timeout_seconds=60) if v.state == "error"
    ] == []


def test_a_few_kills_lose_nothing(bench: Bench) -> None:
    prove(bench, worker_kills=4, server_kills=1)


@pytest.mark.slow
def test_many_kills_lose_nothing(bench: Bench) -> None:
    prove(bench, worker_kills=50, server_kills=10)
