"""Changes of suppliers that meet: what one checks, the other does not undo."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from psycopg.rows import DictRow

from glue import db
from glue.waiting import wait_until

pytestmark = pytest.mark.needs("suppliers")

ADD = "select suppliers.add_supplier_to_project(2002, 3001) as it"
SWITCH_OFF = """
select suppliers.set_supplier('ACME', '{"name": "Acme", "is_active": false}') as it
"""
CLOSE_TASKS = "update suppliers.task_instances set status = 'cancelled' where supplier_id = 3001"
ASSIGN = "select suppliers.assign_task(tests.task_of('ACME', 'mould'), tests.user('sam')) as it"
AS_SAM = """
select set_config(
    'request.jwt.claims', json_build_object('sub', tests.user('sam'))::text, true
)
"""
CHUNK = """
select suppliers._run_bulk(
    jsonb_populate_record(
        null::core.operations,
        '{"id": 77, "params": {"change": {"status": "in_progress"}, "app_roles": ["supplier"]}}'
    ),
    jsonb_build_array(tests.task_of('BOLT', 'mould'))
) as it
"""
LOCK_BOLT = "select from suppliers.supplier_projects where supplier_id = 3002 for update"
DISMISS = "select suppliers.set_supplier_users(3001, '{}') as it"
OWNER = "select owner_id from suppliers.task_instances where id = tests.task_of('ACME', 'mould')"


@pytest.fixture
def project_url(db_url: str) -> str:
    """Return a database with the small project."""
    with db.connect(db_url) as conn:
        conn.execute("select tests.small_project()")
    return db_url


def ask(url: str, statement: str) -> Any:
    """Return the answer of a call, or the key of its refusal."""
    with db.connect(url) as conn:
        try:
            row = conn.execute(statement).fetchone()
        except psycopg.Error as exc:
            return exc.diag.message_primary
    return (row or {})["it"]


@contextmanager
def behind(url: str, first: str, second: str) -> Iterator[tuple["Future[Any]", Any]]:
    """Run a second call while the first one has not committed; the block commits it."""
    with ThreadPoolExecutor(1) as pool, db.connect(url, autocommit=False) as conn:
        conn.execute(first)
        asked = pool.submit(ask, url, second)
        assert wait_until(lambda: is_waiting(url) or asked.done(), 30)
        yield asked, conn
        conn.commit()


def is_waiting(url: str) -> bool:
    """Return whether a session of the database waits for a lock."""
    with db.connect(url) as conn:
        return bool(
            conn.execute(
                "select from pg_stat_activity"
                " where datname = current_database() and wait_event_type = 'Lock'"
            ).rowcount
        )


def value(url: str, statement: str) -> DictRow | None:
    """Return the row of a query."""
    with db.connect(url) as conn:
        return conn.execute(statement).fetchone()


def test_no_supplier_is_switched_off_while_it_gets_tasks(project_url: str) -> None:
    with db.connect(project_url) as conn:
        conn.execute(CLOSE_TASKS)
    with behind(project_url, ADD, SWITCH_OFF) as (asked, conn):
        assert not asked.done()
        conn.commit()
        assert asked.result(30) == "suppliers.tasks_open"


def test_no_supplier_gets_tasks_while_it_is_switched_off(project_url: str) -> None:
    with db.connect(project_url) as conn:
        conn.execute(CLOSE_TASKS)
    with behind(project_url, SWITCH_OFF, ADD) as (asked, conn):
        assert not asked.done()
        conn.commit()
        assert asked.result(30) == "suppliers.unknown_supplier"


def test_a_user_who_goes_owns_no_task_that_is_given_meanwhile(project_url: str) -> None:
    with behind(project_url, ASSIGN, DISMISS) as (asked, conn):
        assert not asked.done()
        conn.commit()
        assert asked.result(30)["released_tasks"] == 1
    assert value(project_url, OWNER) == {"owner_id": None}


def test_a_user_who_has_gone_gets_no_task(project_url: str) -> None:
    with db.connect(project_url) as conn:
        conn.execute(ASSIGN)
    with behind(project_url, DISMISS, ASSIGN) as (asked, conn):
        assert not asked.done()
        conn.commit()
        assert asked.result(30) == "suppliers.unknown_person"
    assert value(project_url, OWNER) == {"owner_id": None}


@pytest.mark.parametrize(
    "call",
    [
        "api.update_task_status(%s, 'in_progress')",
        "api.update_task_due(%s, '2999-01-04', 'Ice.')",
        "api.assign_task(%s, null)",
        "api.bulk_update_status(array[%s], 'in_progress')",
    ],
)
def test_nobody_waits_for_the_tasks_of_others(project_url: str, call: str) -> None:
    task = (value(project_url, "select tests.task_of('BOLT', 'mould') as id") or {})["id"]
    statement = f"select {call % task} as it"
    with db.connect(project_url, autocommit=False) as conn:
        conn.execute(LOCK_BOLT)
        with db.connect(project_url, autocommit=False) as other:
            other.execute("set local lock_timeout = '1s'")
            other.execute("select tests.login_as(tests.user('sam'), 'supplier')")
            with pytest.raises(psycopg.Error, match=r"suppliers\.unknown_task"):
                other.execute(statement)


def test_no_chunk_waits_for_the_tasks_of_others(project_url: str) -> None:
    with db.connect(project_url, autocommit=False) as conn:
        conn.execute(LOCK_BOLT)
        with db.connect(project_url, autocommit=False) as other:
            other.execute("set local lock_timeout = '1s'")
            other.execute(AS_SAM)
            refused = other.execute(CHUNK).fetchone()
    assert [one["key"] for one in (refused or {})["it"]] == ["suppliers.unknown_task"]
