"""Lines by month and back, while others read, write and fold: no error, no wrong answer.

Each step is cut off as it runs, and goes on afterwards; a process is killed half-way.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner
from psycopg.types.json import Jsonb

from glue import db
from glue.commands.db import db_command
from glue.load.reshaping import Connection, reshape, running, shape_of
from glue.migrate.check import drift
from glue.postgres.server import SUPERUSER, Server
from glue.waiting import wait_until
from tests.glue.test_filters_writes import Crowd, ask, assert_settled, compare, fold, shop_url

__all__ = ["shop_url"]

pytestmark = pytest.mark.needs("filters")

SENT = 60
MONTHS = 14
MORE = """
insert into filters.transactions (
    line_key, basket_id, store_id, product_key, brand_id, price_minor, quantity, sold_at
)
select
    case when g.n % 3 = 0 then concat('old', g.n) end, b.id, b.store_id, 'thing',
    (select max(id) from master.brands), g.n % 500, 1,
    timestamptz '2025-10-03Z' + g.n % 14 * interval '1 month'
from generate_series(1, 3000) as g (n)
cross join lateral (
    select id, store_id from filters.baskets order by id offset g.n % 40 limit 1
) as b
"""
STEPS = (
    "filters.start_reshape('months')",
    "filters.copy_lines(1000)",
    "filters.copy_lines(1000)",
    "filters.copy_lines(5000)",
    "filters.copy_lines(5000)",
    "filters.compare_lines(2000)",
    "filters.compare_lines(5000)",
    "filters.compare_lines(5000)",
    "filters.switch_lines()",
    *["filters.finish_reshape()"] * 4,
)


@pytest.fixture
def months_url(shop_url: str) -> str:
    """The small shop with 3,000 lines more, of fourteen months."""
    with db.connect(shop_url) as conn:
        conn.execute(MORE)
        conn.execute("select filters._fold_all()")
    return shop_url


def quiet(_: str) -> None:
    """Say nothing."""


def send(conn: Connection, chance: random.Random) -> None:
    """Send lines as a source does: some are known, and some of those move to another month."""
    rows = [
        {
            "key": f"sent{key}",
            "basket": f"sent{key % 7}",
            "store": f"s{1 + key % 7 % 3}",
            "product": "p",
            "price": chance.choice([0, 1.5, 7]),
            "quantity": 1,
            "sold_at": f"2026-{chance.randint(1, 12):02}-0{chance.randint(1, 9)}T08:00:00Z",
        }
        for key in chance.sample(range(SENT), 8)
    ]
    conn.execute("select filters.ingest_transactions(%s)", (Jsonb(rows),))
    conn.commit()
    time.sleep(chance.uniform(0, 0.05))


def write(conn: Connection, chance: random.Random) -> None:
    """Insert, move or delete a few lines by plain statements; one in four takes it back."""
    conn.execute(
        chance.choice(
            (
                MORE.replace("3000", "5").replace("concat('old', g.n)", "null"),
                (
                    "update filters.transactions set sold_at = sold_at + interval '40 days',"
                    " price_minor = price_minor + 1"
                    " where id = any(array(select id from filters.transactions"
                    " where line_key is null order by random() limit 3 for update skip locked))"
                ),
                (
                    "delete from filters.transactions"
                    " where id = any(array(select id from filters.transactions"
                    " where line_key is null order by random() limit 2 for update skip locked))"
                ),
            )
        ).encode()
    )
    if chance.random() < 0.75:
        conn.commit()
    time.sleep(chance.uniform(0, 0.05))


class Waits:
    """A reader, or a writer, that asks again as soon as it is answered; keeps each wait."""

    def __init__(self, statement: bytes) -> None:
        self.statement = statement
        self.seconds: list[float] = []

    def step(self, conn: Connection, _: random.Random) -> None:
        """Ask once."""
        since = time.monotonic()
        conn.execute(self.statement)
        conn.commit()
        self.seconds.append(time.monotonic() - since)
        time.sleep(0.002)

    def words(self, name: str) -> str:
        """Return the p95 and the longest wait."""
        waits = sorted(self.seconds)
        p95 = 1000 * waits[int(0.95 * len(waits))]
        return f"{name}: {len(waits)} waits, p95 {p95:.0f} ms, longest {1000 * waits[-1]:.0f} ms"


def reader() -> Waits:
    """Return a reader of one RPC."""
    return Waits(b"select api.filter_options()")


def writer() -> Waits:
    """Return a writer of one line."""
    return Waits(MORE.replace("3000", "1").replace("concat('old', g.n)", "null").encode())


def test_lines_go_by_month_and_back_while_everybody_writes(
    months_url: str, record_property: Callable[[str, object], None]
) -> None:
    crowd = Crowd(months_url, time.monotonic() + 600)
    waits = {"reader": reader(), "writer": writer()}

    def read(conn: Connection, chance: random.Random) -> None:
        compare(conn, chance)

    with ThreadPoolExecutor(10) as pool:
        tasks = [
            *(pool.submit(crowd.run, "send", seed, send) for seed in range(3)),
            *(pool.submit(crowd.run, "write", seed, write) for seed in range(2)),
            pool.submit(crowd.run, "fold", 1, fold),
            pool.submit(crowd.run, "read", 1, read),
            *(pool.submit(crowd.run, name, 1, it.step) for name, it in waits.items()),
        ]
        try:
            there = reshape(months_url, "months", quiet, batch=200, pause_seconds=0.05)
            with db.connect(months_url) as conn:
                assert shape_of(conn) == "months"
            back = reshape(months_url, "plain", quiet, batch=200)
        finally:
            crowd.until = 0
        for task in tasks:
            task.result()
    assert there is not None
    assert back is not None
    assert all(crowd.done[name] > 5 for name in ("send", "write", "fold", "read")), crowd.done
    with db.connect(months_url, autocommit=False) as conn:
        assert_settled(conn)
        assert shape_of(conn) == "plain"
        assert ask(conn, "(select count(*) from filters.transactions where line_key like 'sent%')")
        keys = "(select count(*) = count(distinct line_key) from filters.transactions"
        assert ask(conn, f"{keys} where line_key is not null)")
    for name, it in waits.items():
        record_property("figure", it.words(name))
    record_property("figure", f"switch: {there.switch_ms} ms, back {back.switch_ms} ms")


def cut_off(url: str, step: str) -> None:
    """Begin a step, and end its session before the commit."""
    with db.connect(url) as killer, db.connect(url, autocommit=False) as conn:
        conn.execute(f"select {step}".encode())
        killer.execute("select pg_terminate_backend(%s)", (conn.info.backend_pid,))
        with pytest.raises(psycopg.OperationalError):
            conn.execute("select 1")
        conn.close()


def lines(conn: Connection) -> list[dict[str, Any]]:
    """Return all lines."""
    return conn.execute("select * from filters.transactions order by id").fetchall()


def is_exact(conn: Connection) -> bool:
    """Return whether the answers are those of the lines."""
    return bool(ask(conn, "tests.filter_answers() = tests.naive_answers()"))


def test_each_step_may_be_cut_off(months_url: str) -> None:
    with db.connect(months_url) as conn:
        before = lines(conn)
        for number, step in enumerate(STEPS):
            was = running(conn)
            cut_off(months_url, step)
            assert running(conn) == was
            assert lines(conn) == before
            conn.execute(f"select {step}".encode())
            assert lines(conn) == before, step
            if number % 3 == 0:
                assert is_exact(conn)
        assert shape_of(conn) == "months"
        assert running(conn) is None
    with db.connect(months_url, autocommit=False) as conn:
        assert_settled(conn)


def rowhouse(url: str, *arguments: str) -> list[str]:
    """Return the command line of a change."""
    command = [sys.executable, "-m", "glue", "db", *arguments]
    return [*command, "--url", url]


def test_a_killed_process_goes_on_when_it_is_called_again(months_url: str) -> None:
    command = rowhouse(months_url, "partition", "filters.transactions", "--batch", "50")
    process = subprocess.Popen([*command, "--pause", "0.05"], stderr=subprocess.DEVNULL)
    with db.connect(months_url) as conn:
        assert wait_until(lambda: (running(conn) or {"copied_to": 0})["copied_to"] > 100, 60)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        run = running(conn)
        assert run is not None
        assert run["state"] == "copying"
        conn.execute("delete from filters.transactions where line_key = 'old3'")
        assert is_exact(conn)
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert "go on with the change to months: copying" in done.stderr
        assert shape_of(conn) == "months"
        assert is_exact(conn)


def test_a_change_waits_for_an_older_snapshot(months_url: str) -> None:
    said: list[str] = []
    with db.connect(months_url, autocommit=False) as old, ThreadPoolExecutor(1) as pool:
        old.execute("set transaction isolation level repeatable read")
        assert ask(old, "(select count(*) from filters.stores)") == 3
        change = pool.submit(reshape, months_url, "months", said.append)
        assert wait_until(lambda: any("wait for 1 older" in words for words in said), 60)
        # It comes to the lines only now, and sees all of its time.
        assert ask(old, "(select count(*) from filters.transactions)") == 3007
        old.commit()
        assert change.result() is not None


def test_what_an_old_snapshot_deletes_is_repaired(months_url: str) -> None:
    with db.connect(months_url) as conn, db.connect(months_url, autocommit=False) as old:
        conn.execute("select filters.start_reshape('months')")
        old.execute("set transaction isolation level repeatable read")
        ask(old, "(select count(*) from filters.stores)")
        while ask(conn, "filters.copy_lines()"):
            pass
        old.execute("delete from filters.transactions where line_key = 'old3'")
        old.commit()
        assert ask(conn, "(select count(*) from filters.transactions_new)") == 3007
        done = reshape(months_url, "months", quiet)
        assert done is not None
        assert done.repaired == 1
        assert ask(conn, "(select count(*) from filters.transactions)") == 3006
        assert is_exact(conn)


def test_later_months_are_made_with_all_that_months_have(months_url: str) -> None:
    product = {"name": "product", "source": "filters.transactions", "column": "product_key"}
    with db.connect(months_url) as conn:
        conn.execute(
            "select core.run_operation_chunks("
            "(filters.register_dimension(%s) ->> 'operation_id')::bigint)",
            (Jsonb(product),),
        )
        reshape(months_url, "months", quiet)
        late = "now() + interval '5 months'"
        conn.execute(
            "insert into filters.transactions (line_key, basket_id, store_id, product_key,"
            f" price_minor, quantity, sold_at) select 'late', id, store_id, 'x', 1, 1, {late}"
            " from filters.baskets where basket_key = 'b1'".encode()
        )
        where = "select tableoid::regclass::text as it from filters.transactions"
        row = conn.execute(f"{where} where line_key = 'late'".encode()).fetchone()
        assert row == {"it": "filters.transactions_default"}
        made = ask(conn, "core.ensure_partitions('filters.transactions', interval '1 month', 5)")
        assert made.startswith("filters.transactions_p20")
        row = conn.execute(f"{where} where line_key = 'late'".encode()).fetchone()
        assert row is not None
        assert row["it"] != "filters.transactions_default"
        conn.execute(f"delete from {row['it']} where line_key = 'late'".encode())
        assert ask(conn, "(select count(*) from filters.line_keys where line_key = 'late')") == 0
        broken = conn.execute(
            "select name from core.invariants where module = 'filters'"
            " and (core.run_invariant(name)).violations > 0"
        ).fetchall()
        assert broken == []
        assert conn.execute("select * from core._diagnose_partitions()").fetchall() == []


def test_lines_with_a_generated_column_move_to_a_later_month(months_url: str) -> None:
    with db.connect(months_url) as conn:
        conn.execute(
            "alter table filters.transactions"
            " add column tax bigint generated always as (price_minor / 5) stored"
        )
        reshape(months_url, "months", quiet)
        conn.execute(
            "insert into filters.transactions (basket_id, store_id, product_key, price_minor,"
            " quantity, sold_at) select id, store_id, 'x', 500, 1, now() + interval '5 months'"
            " from filters.baskets limit 1"
        )
        assert ask(conn, "core.ensure_partitions('filters.transactions', interval '1 month', 5)")
        assert ask(conn, "(select count(*) from filters.transactions_default where tax = 100)") == 0
        assert ask(conn, "(select count(*) from filters.transactions where tax = 100)") > 0
        assert is_exact(conn)


def test_old_months_are_retired(months_url: str) -> None:
    reshape(months_url, "months", quiet)
    arguments = ["retire", "filters.transactions", "--before", "2025-12-01", "--url", months_url]
    assert CliRunner().invoke(db_command, arguments).exit_code != 0
    done = CliRunner().invoke(db_command, [*arguments, "--yes", "--json", "--batch", "100"])
    assert done.exit_code == 0, done.output
    assert "transactions_p2025_11" in done.stdout
    with db.connect(months_url, autocommit=False) as conn:
        first = ask(conn, "(select min(sold_at) from filters.transactions)")
        assert first.date() >= date(2025, 12, 1)
        assert_settled(conn)


def test_a_dry_run_says_what_is_in_the_way(months_url: str) -> None:
    arguments = ["partition", "filters.transactions", "--url", months_url]
    with db.connect(months_url) as conn:
        conn.execute("create materialized view public.m as select id from filters.transactions")
        done = CliRunner().invoke(db_command, [*arguments, "--dry-run", "--json"])
        assert "materialized view public.m depends on it" in done.stdout
        conn.execute("drop materialized view public.m")
        conn.execute("select filters.start_reshape('months')")
        done = CliRunner().invoke(db_command, [*arguments, "--cancel"])
        assert done.exit_code == 0, done.output
        assert running(conn) is None
    done = CliRunner().invoke(db_command, ["partition", "core.jobs", "--url", months_url])
    assert "cannot be partitioned" in str(done.exception)


def test_months_are_no_drift(db_url: str, server: Server) -> None:
    admin = server.url(SUPERUSER)
    reshape(db_url, "months", quiet, first=date(2026, 1, 1))
    assert drift(admin, db_url, quiet) == []
    with db.connect(db_url) as conn:
        conn.execute("select core.ensure_partitions('filters.transactions', '1 month', 7)")
        assert drift(admin, db_url, quiet) == []
        conn.execute("drop trigger t60_keep_keys_insert on filters.transactions")
    assert any("t60_keep_keys_insert" in words for words in drift(admin, db_url, quiet))
    reshape(db_url, "plain", quiet)
    assert drift(admin, db_url, quiet) == []
