"""A database with projects whose tasks real connections change, and what tests read of it."""

import json
import threading
from datetime import date, timedelta
from typing import Any

import psycopg
from psycopg import sql
from psycopg.rows import DictRow

from glue import db
from glue.http.tokens import user_id

MANAGER = ("mia", "project_manager")
FIRST = date(2099, 1, 5)
"""A Monday; every project begins on it."""


_LIMITS = """
    update core.settings set value = '{}'
    where name in ('suppliers.bulk_rate', 'suppliers.supplier_bulk_rate');
    update core.settings set value = '1000000'
    where name in ('core.operations_per_minute', 'core.operations_at_once');
"""
"""Tests call more often than a user may."""


class Refused(Exception):  # noqa: N818 - an answer of the database, not an error of the test
    """A call was refused, with a key."""

    def __init__(self, error: psycopg.Error) -> None:
        super().__init__(error.diag.message_primary, error.diag.message_detail)
        self.key = error.diag.message_primary or ""


class Site:
    """A database whose clock stands on a Monday.

    Each call is a transaction of its own, on the connection of its thread.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self._here = threading.local()
        self._opened: list[psycopg.Connection[DictRow]] = []
        with db.connect(url) as conn:
            conn.execute("select tests.set_clock('2026-06-01 12:00Z')")
            conn.execute(_LIMITS)

    def connection(self) -> psycopg.Connection[DictRow]:
        """Return the connection of this thread."""
        if not hasattr(self._here, "conn"):
            self._here.conn = db.connect(self.url, autocommit=False)
            self._opened.append(self._here.conn)
        conn: psycopg.Connection[DictRow] = self._here.conn
        return conn

    def close(self) -> None:
        """Close the connections of all threads."""
        for conn in self._opened:
            conn.close()

    def rows(self, query: str, *params: Any) -> list[dict[str, Any]]:
        """Return the rows of a statement of the owner."""
        with self.connection().transaction():
            cursor = self.connection().execute(db.script(query), params)
            return cursor.fetchall() if cursor.description else []

    def one(self, query: str, *params: Any) -> Any:
        """Return the only value of a statement of the owner."""
        (row,) = self.rows(query, *params)
        (value,) = row.values()
        return value

    def call(self, who: tuple[str, ...], rpc: str, **params: Any) -> dict[str, Any]:
        """Call an RPC as a user with app roles; raise Refused."""
        sent = {key: _as_parameter(value) for key, value in params.items()}
        call = sql.SQL("select api.{}({}) as it").format(
            sql.Identifier(rpc),
            sql.SQL(", ").join(
                sql.SQL("{} => {}").format(sql.Identifier(key), sql.Placeholder(key))
                for key in sent
            ),
        )
        try:
            with self.connection().transaction():
                self.connection().execute(
                    "select tests.login_as(%s, variadic %s)", (user_id(who[0]), list(who[1:]))
                )
                row = self.connection().execute(call, sent).fetchone()
        except psycopg.Error as error:
            if not (error.sqlstate or "").startswith("PT"):
                raise
            raise Refused(error) from error
        assert row is not None
        answer: dict[str, Any] = row["it"]
        return answer

    def make_project(self, templates: list[dict[str, Any]], edges: list[dict[str, Any]]) -> int:
        """Make a project of mia with templates; return its id."""
        project = self.one(
            """
            with made as (
                insert into suppliers.projects (
                    code, name, calendar_id, starts_on, created_at, updated_at
                )
                select
                    'P' || (select count(*) from suppliers.projects), 'P', c.id, %s, now(), now()
                from suppliers.calendars as c where c.code = 'STANDARD'
                returning id
            ), managed as (
                insert into suppliers.project_managers (project_id, user_id)
                select id, tests.user('mia') from made
            )
            select id from made
            """,
            FIRST,
        )
        self.call(
            MANAGER,
            "set_task_templates",
            project_id=project,
            templates=templates,
            dependencies=edges,
        )
        return int(project)

    def add_supplier(self, project: int, person: str = "sam") -> list[int]:
        """Add a new supplier, for which a person works; return its tasks by template."""
        supplier = self.one(
            """
            with made as (
                insert into suppliers.suppliers (code, name, created_at, updated_at)
                select 'S' || (select count(*) from suppliers.suppliers), 'S', now(), now()
                returning id
            ), people as (
                insert into suppliers.supplier_users (supplier_id, user_id)
                select id, tests.user(%s) from made
            )
            select id from made
            """,
            person,
        )
        self.call(MANAGER, "add_supplier_to_project", project_id=project, supplier_id=supplier)
        return [
            row["id"]
            for row in self.rows(
                "select i.id from suppliers.task_instances as i"
                " inner join suppliers.task_templates as t on i.task_template_id = t.id"
                " where i.project_id = %s and i.supplier_id = %s order by t.id",
                project,
                supplier,
            )
        ]

    def broken_histories(self) -> list[dict[str, Any]]:
        """Return tasks whose history is not their state, has a gap or leaves the table."""
        return self.rows(
            """
            with entry as (
                select
                    h.*,
                    lag(h.version) over w as before_version,
                    lag(h.status) over w as before_status,
                    lag(h.due_on) over w as before_due_on,
                    lead(h.id) over w is null as is_last
                from suppliers.task_history as h
                window w as (partition by h.task_id order by h.id)
            )
            select e.task_id, e.version
            from entry as e
            left join suppliers.task_transitions as x
                on e.before_status = x.from_status and e.status = x.to_status
            inner join suppliers.task_instances as i on e.task_id = i.id
            where
                e.version <> coalesce(e.before_version, 0) + 1
                or e.previous_status is distinct from e.before_status
                or e.previous_due_on is distinct from e.before_due_on
                or (e.status <> e.before_status and x.from_status is null)
                or (
                    e.is_last and (e.version, e.status, e.start_on, e.due_on)
                    <> (i.version, i.status, i.start_on, i.due_on)
                )
            """
        )


def make_templates(count: int) -> list[dict[str, Any]]:
    """Return templates t0, t1, … that are due one working day after another."""
    return [
        {"code": f"t{n}", "title": f"Task {n}", "canonical_due": str(workday(n))}
        for n in range(count)
    ]


def workday(number: int) -> date:
    """Return the working day that comes so many after the first one."""
    weeks, days = divmod(number, 5)
    return FIRST + timedelta(weeks * 7 + days)


def number_of(day: date) -> int:
    """Return how many working days after the first one a day is, or the last one before it."""
    weeks, days = divmod((day - FIRST).days, 7)
    return weeks * 5 + min(days, 4)


def _as_parameter(value: Any) -> Any:
    """Return objects, and lists of them, as JSON; a list of numbers is an array."""
    is_array = isinstance(value, list) and all(isinstance(item, int) for item in value)
    is_json = isinstance(value, (dict, list)) and (not is_array or not value)
    return json.dumps(value) if is_json else value
