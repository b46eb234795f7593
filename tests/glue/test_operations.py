"""Operations with real connections: each item counts once, whatever crashes and when."""

import json
import os
import random
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest

from glue import db

KIND = """
    create table core.t_added (n int not null, slow real not null);
    create function core.t_chunk(p_operation core.operations, p_chunk jsonb) returns void
    language plpgsql volatile security invoker set search_path = pg_catalog, pg_temp as $$
    begin
        insert into core.t_added
        select (i.value ->> 'n')::int, coalesce((i.value ->> 'slow')::real, 0)
        from jsonb_array_elements(p_chunk) as i (value);
        if exists (
            select from jsonb_array_elements(p_chunk) as i (value) where i.value ? 'bad'
        ) then
            perform core.raise_error('core.invalid_argument', 'Bad.');
        end if;
        perform pg_sleep(sum((i.value ->> 'slow')::real))
        from jsonb_array_elements(p_chunk) as i (value);
    end $$;
    insert into core.operation_kinds (kind, chunk_function, chunk_size, parallel, description)
    values ('core.t_kind', 'core.t_chunk', 5, 3, 'Adds numbers.');
    update core.settings set value = '20' where name = 'core.operation_slice_ms';
"""
CLAIM = """
    select c.ids, c.tokens from core.claim_sql_jobs(
        p_worker => gen_random_uuid(), p_limit => %s, p_lease => '200 milliseconds'
    ) as c
"""


class Work:
    """Starts operations and works on them as a worker does."""

    def __init__(self, url: str) -> None:
        self.url = url
        with db.connect(url) as conn:
            conn.execute(KIND)

    def start(self, items: list[dict[str, Any]]) -> int:
        """Start an operation; return its id."""
        with db.connect(self.url) as conn:
            row = conn.execute(
                "select core.start_operation('core.t_kind', %s::jsonb) as id", (json.dumps(items),)
            ).fetchone()
        assert row is not None
        return int(row["id"])

    def get(self, operation: int) -> dict[str, Any]:
        """Return the operation as its caller sees it."""
        with db.connect(self.url) as conn:
            row = conn.execute("select core.get_operation(%s) as o", (operation,)).fetchone()
        assert row is not None
        return dict(row["o"])

    def numbers(self) -> list[int]:
        """Return what was added, in order."""
        with db.connect(self.url) as conn:
            return [r["n"] for r in conn.execute("select n from core.t_added order by n")]

    def step(self, conn: psycopg.Connection[Any]) -> int:
        """Claim a few jobs and run them; return how many there were."""
        row = conn.execute(CLAIM, (2,)).fetchone()
        assert row is not None
        if row["ids"]:
            conn.execute("select * from core.run_jobs(%s, %s)", (row["ids"], row["tokens"]))
        return len(row["ids"])

    def drain(self, operation: int) -> None:
        """Work until the operation is finished; waiting jobs are made due."""
        with db.connect(self.url) as conn:
            while self.get(operation)["finished_at"] is None:
                if not self.step(conn):
                    conn.execute("select pg_sleep(0.02)")
                    conn.execute(
                        "update core.jobs set run_at = core.now() where status = 'waiting'"
                    )

    def violations(self) -> list[str]:
        """Return the broken invariants of operations."""
        with db.connect(self.url) as conn:
            names = conn.execute(
                "select name from core.invariants where name like 'core.operation%'"
            ).fetchall()
            assert len(names) == 3
            return [
                row["name"]
                for row in names
                if (
                    conn.execute(
                        "select violations from core.run_invariant(%s)", (row["name"],)
                    ).fetchone()
                    or {}
                )["violations"]
            ]


@pytest.fixture
def work(db_url: str) -> Work:
    """A fresh database with a kind of bulk work."""
    return Work(db_url)


def test_lanes_side_by_side_do_each_item_once(work: Work) -> None:
    items: list[dict[str, Any]] = [{"n": n} for n in range(400)]
    items[17]["bad"] = items[399]["bad"] = True
    operation = work.start(items)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: work.drain(operation), range(4)))
    found = work.get(operation)
    assert (found["status"], found["done"], found["failed"]) == ("partial", 398, 2)
    assert work.numbers() == [n for n in range(400) if n not in (17, 399)]
    assert work.violations() == []
    with db.connect(work.url) as conn:
        finished = conn.execute("select from core.events where type = 'core.operation.finished'")
        assert finished.rowcount == 1
        row = conn.execute("select core.list_operation_errors(%s) as e", (operation,)).fetchone()
    assert row is not None
    assert [error["item_number"] for error in row["e"]["items"]] == [18, 400]


def _kill_while_it_works(work: Work, seed: int, kills: int, items: int) -> None:
    """Work on an operation while backends are ended with SIGTERM at random moments."""
    rng = random.Random(seed)  # noqa: S311 - chance, not secrets
    operation = work.start([{"n": n, "slow": 0.001} for n in range(items)])
    done = 0
    while done < kills and work.get(operation)["finished_at"] is None:
        conn = db.connect(work.url)
        pid = conn.info.backend_pid
        timer = threading.Timer(rng.uniform(0, 0.03), _end, (work.url, pid))
        timer.start()
        try:
            for _ in range(100):
                if not work.step(conn):
                    conn.execute("select pg_sleep(0.01)")
                    conn.execute(
                        "update core.jobs set run_at = core.now() where status = 'waiting'"
                    )
        except psycopg.OperationalError:
            done += 1
        timer.join()
        conn.close()
    work.drain(operation)
    assert work.get(operation)["status"] == "succeeded"
    assert work.numbers() == list(range(items)), f"seed {seed}"
    assert work.violations() == [], f"seed {seed}"


def _end(url: str, pid: int) -> None:
    with db.connect(url) as conn:
        conn.execute("select pg_terminate_backend(%s)", (pid,))


def test_errors_of_one_slice_hold_back_no_other(work: Work) -> None:
    """Both have written errors of one operation before either counts: no deadlock."""
    operation = work.start([{"n": 1}, {"n": 2}])
    with (
        db.connect(work.url, autocommit=False) as one,
        db.connect(work.url, autocommit=False) as other,
    ):
        for place, conn in enumerate((one, other), 1):
            conn.execute(
                "insert into core.operation_errors"
                " values (%s, %s, '1', 'PT422', '', '', '', now())",
                (operation, place),
            )
        one.execute("set local lock_timeout = '5s'")
        for conn in (one, other):
            conn.execute("select core._record_operation_progress(%s, 0, 1)", (operation,))
            conn.commit()
    assert work.get(operation)["status"] == "failed"


def test_whoever_dies_in_the_middle_nothing_is_lost_or_doubled(work: Work) -> None:
    seed = int(os.environ.get("ROWHOUSE_SEED", random.randrange(10**6)))  # noqa: S311
    print(f"seed {seed}")  # noqa: T201 - shown when it fails
    _kill_while_it_works(work, seed, kills=10, items=600)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_whoever_dies_in_the_middle_at_length(work: Work, seed: int) -> None:
    _kill_while_it_works(work, seed, kills=25, items=2000)


def test_cancelling_waits_for_no_chunk_and_keeps_what_is_done(work: Work) -> None:
    with db.connect(work.url) as conn:
        conn.execute("update core.operation_kinds set chunk_size = 1 where kind = 'core.t_kind'")
        conn.execute(
            "update core.settings set value = '60000' where name = 'core.operation_slice_ms'"
        )
    operation = work.start([{"n": 1}, {"n": 2, "slow": 1.5}, *({"n": n} for n in range(3, 100))])
    with db.connect(work.url) as conn, ThreadPoolExecutor(1) as pool:
        # The first slice does item 1 and goes on into item 2, which takes its time.
        running = pool.submit(
            lambda: conn.execute("select core.run_operation_chunks(%s)", (operation,)).fetchone()
        )
        with db.connect(work.url) as other:
            for _ in range(500):
                if other.execute(
                    "select from pg_stat_activity where pid = %s and wait_event = 'PgSleep'",
                    (conn.info.backend_pid,),
                ).rowcount:
                    break
                threading.Event().wait(0.01)
            other.execute("set statement_timeout = '500ms'")
            other.execute("select core.cancel_operation(%s)", (operation,))
        assert work.get(operation)["cancel_requested"] is True
        running.result(10)
    work.drain(operation)
    found = work.get(operation)
    assert (found["status"], found["done"], found["skipped"]) == ("cancelled", 2, 97)
    assert work.numbers() == [1, 2]
    assert work.violations() == []


def test_limits_are_exact_when_a_caller_starts_many_at_once(work: Work) -> None:
    claims = json.dumps({"sub": "00000000-0000-4000-8000-000000000001", "role": "authenticated"})

    def start(_: int) -> str:
        try:
            with db.connect(work.url, autocommit=False) as conn:
                conn.execute("select set_config('request.jwt.claims', %s, true)", (claims,))
                conn.execute("select core.start_operation('core.t_kind', '[]')")
        except psycopg.Error as exc:
            return str(exc.diag.message_primary)
        return "started"

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(start, range(40)))
    assert sorted(set(answers)) == ["core.too_many_operations", "started"]
    assert answers.count("started") == 10
