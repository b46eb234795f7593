"""A burst of lines from a foreign tool: exact at every step, and reads that stay small.

The short form of `rowhouse bench filters-burst`. What a read costs is counted, not timed: how many
changes it has to add to what is folded, by how many rows of the tables of changes a reader's
snapshot sees.
"""

import random
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from psycopg import sql
from psycopg.rows import DictRow

from glue import db
from glue.bench import filters_burst
from tests.glue.test_filters_writes import ask, assert_settled, compare, shop_url

pytestmark = [pytest.mark.once, pytest.mark.needs("filters")]

__all__ = ["shop_url"]

BULK = 200
BACKLOG = 1_000
LINES = 3_000
COLUMNS = "basket_id, store_id, product_key, brand_id, category_id, price_minor, quantity, sold_at"
COPY = f"copy filters.transactions ({COLUMNS}) from stdin"

Connection = psycopg.Connection[DictRow]


@pytest.fixture
def burst_url(shop_url: str) -> str:
    """The shop, where a few hundred changes are very many."""
    with db.connect(shop_url) as conn:
        for name, limit in (("_bulk_limit", BULK), ("_backlog_limit", BACKLOG)):
            conn.execute(
                sql.SQL(
                    "create or replace function filters.{}() returns bigint language sql"
                    " immutable as $$ select {}::bigint $$"
                ).format(sql.Identifier(name), sql.Literal(limit))
            )
    return shop_url


def lines(conn: Connection, number: int, seed: int = 7) -> list[tuple[Any, ...]]:
    """Return random lines of baskets old and new."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable draw, not a secret
    baskets = [
        (row["id"], row["store_id"])
        for row in conn.execute("select id, store_id from filters.baskets order by id")
    ]
    brands = [row["id"] for row in conn.execute("select id from master.brands order by id")]
    kinds = [row["id"] for row in conn.execute("select id from master.categories order by id")]
    return [
        (
            *chance.choice(baskets), "thing", chance.choice([None, *brands]),
            chance.choice([None, *kinds]), chance.choice([-500, 0, 7, 250, 90_000]), 1,
            "2024-05-04 08:00Z",
        )
        for _ in range(number)
    ]  # fmt: skip


def parts(rows: list[tuple[Any, ...]], size: int) -> list[list[tuple[Any, ...]]]:
    """Cut rows into statements of so many."""
    return [rows[start : start + size] for start in range(0, len(rows), size)]


def copy(conn: Connection, rows: list[tuple[Any, ...]]) -> None:
    """Bring lines in as any tool does."""
    with conn.cursor().copy(COPY.encode()) as stream:
        for row in rows:
            stream.write_row(row)


def waiting(conn: Connection) -> int:
    """Return how many changes a read of this snapshot has to add."""
    return int(ask(conn, "(select count(*) from filters.unfolded_changes)"))


@contextmanager
def watched(url: str) -> Iterator[list[int]]:
    """Compare answers with lines all the while; what waits in each snapshot is the answer."""
    over = threading.Event()
    seen: list[int] = []

    def watch() -> None:
        chance = random.Random(3)  # noqa: S311
        with db.connect(url, autocommit=False) as conn:
            while not over.is_set() or not seen:
                compare(conn, chance)
                seen.append(waiting(conn))
                conn.rollback()

    with ThreadPoolExecutor(1) as pool:
        task = pool.submit(watch)
        try:
            yield seen
        finally:
            over.set()
        task.result()


def test_a_copy_is_counted_before_it_is_seen(burst_url: str) -> None:
    with db.connect(burst_url, autocommit=False) as conn, watched(burst_url) as seen:
        rows = lines(conn, LINES)
        copy(conn, rows)
        assert waiting(conn) == LINES, "the transaction itself has its changes at once"
        assert ask(conn, "tests.filter_answers() = tests.naive_answers()")
        conn.commit()
        assert waiting(conn) == 0, "nothing is left to the next fold"
        assert ask(conn, "tests.filter_answers() = tests.naive_answers()")
        conn.rollback()
    assert max(seen) == 0
    with db.connect(burst_url, autocommit=False) as conn:
        assert_settled(conn)


RAISE = "update filters.transactions set price_minor = price_minor + 1 where price_minor > 0"
MOVE = """
update filters.transactions as t
set basket_id = b.id, store_id = b.store_id, brand_id = null
from (select id, store_id from filters.baskets order by id limit 1) as b
where t.price_minor = 7
"""
TAKE = "delete from filters.transactions where price_minor <> 7"


@pytest.mark.parametrize(
    "statement",
    [RAISE, MOVE, TAKE, "delete from filters.transactions"],
)
def test_what_changes_or_goes_in_bulk_is_counted_too(burst_url: str, statement: str) -> None:
    with db.connect(burst_url, autocommit=False) as conn, watched(burst_url) as seen:
        copy(conn, lines(conn, LINES))
        conn.commit()
        conn.execute(statement.encode())
        assert ask(conn, "tests.filter_answers() = tests.naive_answers()")
        # And in the same transaction: some more lines, few at a time.
        for part in parts(lines(conn, 2 * BULK, 11), 20):
            copy(conn, part)
        assert ask(conn, "tests.filter_answers() = tests.naive_answers()")
        conn.commit()
        assert waiting(conn) == 0
        assert ask(conn, "tests.filter_answers() = tests.naive_answers()")
        conn.rollback()
    assert max(seen) == 0
    with db.connect(burst_url, autocommit=False) as conn:
        assert_settled(conn)


def test_what_comes_after_a_truncate_is_counted(burst_url: str) -> None:
    """A truncate empties the table for older snapshots too, so no comparison runs meanwhile."""
    with db.connect(burst_url, autocommit=False) as conn:
        copy(conn, lines(conn, LINES))
        conn.execute("truncate filters.transactions")
        copy(conn, lines(conn, LINES, 11))
        assert ask(conn, "tests.filter_answers() = tests.naive_answers()")
        conn.commit()
        assert waiting(conn) == 0
        assert ask(conn, "tests.filter_answers() = tests.naive_answers()")
        assert_settled(conn)


def test_many_statements_leave_a_bounded_backlog(burst_url: str) -> None:
    """No fold runs beside this writer: where it finds too much waiting, it folds."""
    part = 100
    with db.connect(burst_url) as conn, watched(burst_url) as seen:
        for some in parts(lines(conn, LINES), part):
            copy(conn, some)
            assert waiting(conn) <= BACKLOG + part
    assert max(seen) <= BACKLOG + part
    with db.connect(burst_url, autocommit=False) as conn:
        assert_settled(conn)


def test_a_statement_waits_for_no_fold(burst_url: str) -> None:
    with (
        db.connect(burst_url) as conn,
        db.connect(burst_url, autocommit=False) as folding,
        watched(burst_url),
    ):
        folding.execute("select filters._lock_folds()")
        conn.execute("set lock_timeout = '10s'")
        rows = lines(conn, 10 * BACKLOG)
        for some in parts(rows[:-100], 100):
            copy(conn, some)
        assert waiting(conn) == 10 * BACKLOG - 100
        folding.rollback()
        copy(conn, rows[-100:])
        assert waiting(conn) <= 9 * BACKLOG + 100
    with db.connect(burst_url, autocommit=False) as conn:
        assert_settled(conn)


def test_writers_that_outrun_the_folds_wait_for_them(burst_url: str) -> None:
    """A backlog is bounded however long a fold takes; a single line waits even then for none."""
    with (
        db.connect(burst_url) as conn,
        db.connect(burst_url) as other,
        db.connect(burst_url, autocommit=False) as folding,
        watched(burst_url) as seen,
        ThreadPoolExecutor(1) as pool,
    ):
        folding.execute("select filters._lock_folds()")
        pid = conn.info.backend_pid
        rows = lines(conn, 10 * BACKLOG)
        for some in parts(rows[:-100], 100):
            copy(conn, some)
        writing = pool.submit(copy, conn, rows[:200])
        blocked = "select from pg_locks where pid = %s and locktype = 'advisory' and not granted"
        while not other.execute(blocked, (pid,)).rowcount:
            assert not writing.done()
        other.execute("select tests.sell('b1', 'fizz', 'food/drinks', 1)")
        assert waiting(other) == 10 * BACKLOG - 99
        folding.rollback()
        writing.result()
        assert waiting(other) <= 9 * BACKLOG + 201
    assert max(seen) < 10 * BACKLOG
    with db.connect(burst_url, autocommit=False) as conn:
        assert_settled(conn)


@pytest.mark.parametrize("isolation", ["repeatable read", "serializable"])
def test_a_snapshot_older_than_the_commit_is_left_to_the_pulse(
    burst_url: str, isolation: str
) -> None:
    with db.connect(burst_url, autocommit=False) as conn, db.connect(burst_url) as other:
        conn.execute(f"set transaction isolation level {isolation}".encode())
        rows = lines(conn, LINES)
        copy(conn, rows[:100])
        other.execute("select tests.sell('b1', 'fizz', 'food/drinks', 1)")
        other.execute("select filters._fold_all()")
        copy(conn, rows[100:])
        conn.commit()
        assert waiting(other) == LINES
        assert ask(other, "tests.filter_answers() = tests.naive_answers()")
        other.execute("select filters.run_folds()")
        assert waiting(other) == 0
        other.autocommit = False
        assert_settled(other)


def test_a_bulk_write_that_cannot_fold_is_not_lost(burst_url: str) -> None:
    """The lock of folds is held for longer than a commit waits."""
    with db.connect(burst_url, autocommit=False) as conn, db.connect(burst_url) as holder:
        holder.execute(
            "create or replace function filters._await_folds() returns boolean language sql"
            " volatile as $$ select false $$"
        )
        copy(conn, lines(conn, LINES))
        conn.commit()
        assert waiting(conn) == LINES
        conn.rollback()
        compare(conn, random.Random(1))  # noqa: S311
        conn.rollback()
        assert_settled(conn)


def test_a_bulk_write_dies_and_nothing_was_written(burst_url: str) -> None:
    with (
        db.connect(burst_url, autocommit=False) as conn,
        db.connect(burst_url) as other,
        ThreadPoolExecutor(1) as pool,
    ):
        pid = conn.info.backend_pid
        before = ask(other, "tests.filter_answers()")
        other.execute("begin")
        other.execute("select from filters.cells for update")
        copy(conn, lines(conn, LINES))
        committing = pool.submit(conn.commit)
        blocked = "select from pg_locks where pid = %s and not granted"
        while not other.execute(blocked, (pid,)).rowcount:
            pass
        other.execute("select pg_terminate_backend(%s)", (pid,))
        with pytest.raises(psycopg.OperationalError):
            committing.result()
        other.execute("commit")
        assert waiting(other) == 0
        assert ask(other, "tests.filter_answers()") == before
        other.autocommit = False
        assert_settled(other)


def test_a_writer_of_single_lines_waits_for_no_bulk_write(burst_url: str) -> None:
    with db.connect(burst_url, autocommit=False) as conn, db.connect(burst_url) as other:
        copy(conn, lines(conn, LINES))
        conn.execute("set constraints all immediate")
        other.execute("set lock_timeout = '1s'")
        other.execute("select tests.sell('b1', 'fizz', 'food/drinks', 1)")
        compare(other_in_transaction(other), random.Random(1))  # noqa: S311
        other.rollback()
        conn.commit()
        assert_settled(conn)


def other_in_transaction(conn: Connection) -> Connection:
    """Let the connection begin a transaction by itself from now on."""
    conn.autocommit = False
    return conn


def test_the_bench_leaves_what_was_there(burst_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filters_burst, "STATEMENT", 100)
    with db.connect(burst_url) as conn:
        before = ask(conn, "tests.filter_answers()")
    figures = filters_burst.measure(burst_url, 0.001, lambda _: None)
    assert len([figure for figure in figures if "folded" in figure.name]) == 3
    with db.connect(burst_url, autocommit=False) as conn:
        assert_settled(conn)
        assert ask(conn, "tests.filter_answers()") == before
