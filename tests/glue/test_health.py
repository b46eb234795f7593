"""Health, metrics and alerts, with real connections that wait, block or are late."""

import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner, Result
from psycopg.rows import DictRow

from glue import db
from glue.cli import main
from glue.postgres.server import SUPERUSER, Server
from glue.waiting import wait_until

pytestmark = pytest.mark.needs("filters")

ADD = """
    insert into core.health_checks (name, module, query, warn, fail, unit, meaning, timeout_ms)
    values (%s, split_part(%s, '.', 1), %s, %s, %s, 'things', 'Have fewer.', %s)
"""


class Health:
    """Adds checks to a database and asks for its health."""

    def __init__(self, url: str) -> None:
        self.url = url

    def only(self, *names: str) -> None:
        """Keep these checks only."""
        with db.connect(self.url) as conn:
            conn.execute("delete from core.health_checks where name <> all(%s)", (list(names),))

    def add(
        self, name: str, query: str, warn: int | None = 2, fail: int | None = 3, ms: int = 2000
    ) -> None:
        """Add a check."""
        with db.connect(self.url) as conn:
            conn.execute(ADD, (name, name, query, warn, fail, ms))

    def run(self, *arguments: str) -> Result:
        """Run the command."""
        return CliRunner().invoke(main, ["health", "--url", self.url, *arguments])

    def check(self, name: str) -> dict[str, Any]:
        """Ask one check."""
        with db.connect(self.url) as conn:
            row = conn.execute("select * from core.run_health_check(%s)", (name,)).fetchone()
        assert row is not None
        return row


@pytest.fixture
def health(db_url: str) -> Health:
    """The health of a fresh database."""
    return Health(db_url)


@contextmanager
def waiting(url: str, *, until: str, statement: str) -> Iterator[int]:
    """Run a statement that blocks in a thread; yield its process once `until` is true."""
    with db.connect(url) as conn, db.connect(url) as watch:

        def run() -> None:
            with suppress(psycopg.errors.QueryCanceled):
                conn.execute(statement)

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        for _ in range(500):
            row = watch.execute(until, {"pid": conn.info.backend_pid}).fetchone()
            if row and next(iter(row.values())):
                break
            threading.Event().wait(0.01)
        yield conn.info.backend_pid
        watch.execute("select pg_cancel_backend(%s)", (conn.info.backend_pid,))
        thread.join(10)


def test_promtool_accepts_the_metrics(health: Health) -> None:
    promtool = shutil.which("promtool")
    if promtool is None:
        pytest.skip("promtool is not here: apt-get install prometheus")
    health.add("core.t_odd", "select 1.5, 'a \"quoted\" \\ sentence'")
    with db.connect(health.url) as conn:
        conn.execute("select core.watch_health()")
        conn.execute("select api.list_dimensions()")
    text = CliRunner().invoke(main, ["metrics", "--url", health.url]).stdout
    done = subprocess.run(
        [promtool, "check", "metrics"], input=text, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    assert "source_failed" not in text
    assert "rowhouse_core_t_odd_things 1.5" in text


def test_the_checks_of_this_release_hold_on_an_empty_database(health: Health) -> None:
    done = health.run("--json")
    answer = json.loads(done.stdout)
    unwell = [check for check in answer["checks"] if check["status"] != "ok"]
    assert [check["name"] for check in unwell if "No answer" in check["detail"]] == []
    assert len(answer["checks"]) > 10


def test_the_table_shows_every_check_and_the_worst_decides(health: Health) -> None:
    health.only()
    health.add("core.t_well", "select 1, 'One.'")
    done = health.run()
    assert (done.exit_code, done.stderr) == (0, "ok\n")
    assert done.stdout.splitlines()[1].split() == ["core.t_well", "ok", "1", "things", "One."]

    health.add("core.t_high", "select 2, 'Two.'")
    done = health.run()
    assert (done.exit_code, done.stderr) == (0, "degraded\n")
    assert "Two. Have fewer." in done.stdout

    health.add("core.t_bad", "select 1 / 0, null")
    done = health.run()
    assert (done.exit_code, done.stderr) == (1, "down\n")
    assert "No answer: 22012: division by zero." in done.stdout


def test_json_has_every_check_and_the_status(health: Health) -> None:
    health.only()
    health.add("core.t_high", "select 2, null")
    answer = json.loads(health.run("--json").stdout)
    assert answer["status"] == "degraded"
    assert (
        answer["checks"][0].items()
        >= {
            "name": "core.t_high",
            "status": "warn",
            "value": 2,
            "unit": "things",
            "detail": "Have fewer.",
        }.items()
    )


def test_one_module_alone_and_an_unknown_one(health: Health) -> None:
    health.only()
    health.add("core.t_bad", "select 1 / 0, null")
    health.add("filters.t_well", "select 1, null")
    assert health.run("--module", "filters").exit_code == 0
    done = health.run("--module", "nope")
    assert done.exit_code == 2
    assert "Modules with some: core, filters." in done.stderr


def test_a_check_that_computes_too_long_ends_at_its_own_timeout(health: Health) -> None:
    health.only()
    health.add("core.t_slow", "select 1, null from pg_sleep(30)", ms=100)
    health.add("core.t_well", "select 1, null")
    answer = json.loads(health.run("--json").stdout)
    assert [(c["name"], c["status"], c["detail"]) for c in answer["checks"]] == [
        ("core.t_slow", "fail", "No answer within 100 ms."),
        ("core.t_well", "ok", ""),
    ]


def test_over_the_api_a_slow_check_costs_no_other(health: Health) -> None:
    health.only()
    health.add("core.a_slow", "select 1, null from pg_sleep(30)")
    health.add("core.b_well", "select 1, null")
    health.add("core.c_well", "select 1, null")
    with db.connect(health.url) as conn:
        for name in ("core.b_well", "core.c_well"):
            conn.execute(
                "insert into core.health_samples values (%s, 'ok', 1, '', 0.1, true, now())",
                (name,),
            )
        conn.execute("set statement_timeout = '300ms'")
        row = conn.execute("select core.health() as answer").fetchone()
        assert row is not None
        found = {c["name"]: (c["status"], c["detail"]) for c in row["answer"]["checks"]}
        assert found == {
            "core.a_slow": ("fail", "No answer in time."),
            "core.b_well": ("ok", ""),
            "core.c_well": ("ok", ""),
        }

        # The watcher records it, and from then on no caller waits for it.
        conn.execute("select core.watch_health()")
        conn.execute("set statement_timeout = 0")
        row = conn.execute("select core.health() as answer").fetchone()
        assert row is not None
        assert row["answer"]["checks"][0]["detail"].startswith("No answer in time. (measured ")


def test_a_check_that_waits_for_a_lock_ends_at_its_own_timeout(health: Health) -> None:
    health.only()
    health.add("core.t_waits", "select count(*), null from core.view_refreshes", ms=100)
    health.add("core.t_well", "select 1, null")
    with db.connect(health.url, autocommit=False) as blocker:
        blocker.execute("lock table core.view_refreshes")
        with db.connect(health.url) as conn:
            row = conn.execute("select core.health() as answer").fetchone()
        blocker.rollback()
    assert row is not None
    waits, well = row["answer"]["checks"]
    assert waits["detail"].startswith("No answer: 55P03:")
    assert well["status"] == "ok"


def test_who_waits_for_a_lock_is_named_with_who_blocks(health: Health) -> None:
    with db.connect(health.url, autocommit=False) as blocker:
        blocker.execute("lock table core.settings in share row exclusive mode")
        blocking = blocker.info.backend_pid
        with waiting(
            health.url,
            until="select exists (select from pg_locks where pid = %(pid)s and waitstart"
            " is not null)",
            statement="update core.settings set value = value where name = 'core.none'",
        ) as pid:
            found = health.check("core.lock_wait")
        blocker.rollback()
    assert f"Process {pid}" in found["detail"]
    assert f"of core.settings behind {blocking}" in found["detail"]
    assert found["value"] >= 0


def test_who_holds_the_oldest_snapshot_is_named(health: Health) -> None:
    with db.connect(health.url, autocommit=False) as holder:
        holder.execute("set transaction isolation level repeatable read")
        holder.execute("select 1")
        pid = holder.info.backend_pid
        with db.connect(health.url) as conn:
            for _ in range(20):
                conn.execute("select pg_current_xact_id()")
        # An older transaction, in any database of the server, is named before this one.
        named = wait_until(
            lambda: f"process {pid}" in health.check("core.oldest_xmin")["detail"], 20
        )
        xmin = health.check("core.oldest_xmin")
        transaction = health.check("core.oldest_transaction")
        holder.rollback()
    assert named
    assert xmin["value"] >= 20
    assert f"Process {pid}" in transaction["detail"]
    assert "idle in transaction" in transaction["detail"]


def test_an_index_whose_build_failed_is_named(health: Health) -> None:
    assert health.check("core.invalid_indexes")["value"] == 0
    with db.connect(health.url) as conn:
        conn.execute("create table core.t_twice as select 1 as n from generate_series(1, 2)")
        with pytest.raises(psycopg.errors.UniqueViolation):
            conn.execute("create unique index concurrently t_twice_n_idx on core.t_twice (n)")
    found = health.check("core.invalid_indexes")
    assert (found["status"], found["value"]) == ("warn", 1)
    assert "core.t_twice_n_idx" in found["detail"]


def test_a_table_that_runs_out_of_partitions_is_named(health: Health) -> None:
    with db.connect(health.url) as conn:
        conn.execute("create table core.t_parts (made_at timestamptz) partition by range (made_at)")
        conn.execute(
            "create table core.t_parts_1 partition of core.t_parts"
            " for values from ('2020-01-01') to ('2020-02-01')"
        )
    found = health.check("core.partition_runway")
    assert found["status"] == "fail"
    assert found["value"] < 0
    assert "core.t_parts" in found["detail"]


def _answer(status: str) -> str:
    """Return what a watcher records when the check answered so."""
    facts = {"status": status, "value": 2, "unit": "things", "detail": "", "took_ms": 1}
    return json.dumps([{"name": "core.t_high", "has_answered": True, **facts}])


def _record(url: str, status: str) -> int:
    with db.connect(url) as conn:
        row = conn.execute(
            "select core.record_health(%s::jsonb) as n", (_answer(status),)
        ).fetchone()
    assert row is not None
    return int(row["n"])


def test_watchers_that_look_at_once_open_and_clear_one_alert(health: Health) -> None:
    health.only()
    health.add("core.t_high", "select 2, null")
    with db.connect(health.url) as conn:
        conn.execute("update core.settings set value = '0' where name = 'core.alert_hold_seconds'")
    with ThreadPoolExecutor(8) as pool:
        for status in ("warn", "fail", "ok", "warn", "ok"):
            list(pool.map(lambda _, status=status: _record(health.url, status), range(16)))
    with db.connect(health.url) as conn:
        types = conn.execute("select type from core.events order by id").fetchall()
        alerts = conn.execute("select status, cleared_at is null as open from core.alerts")
        assert [row["type"].removeprefix("core.alert.") for row in types] == [
            "opened",
            "escalated",
            "cleared",
            "opened",
            "cleared",
        ]
        assert [(row["status"], row["open"]) for row in alerts] == [
            ("fail", False),
            ("warn", False),
        ]


def test_a_watcher_that_comes_second_waits_and_finds_the_alert(health: Health) -> None:
    health.only()
    health.add("core.t_high", "select 2, null")
    answer = _answer("warn")
    with db.connect(health.url, autocommit=False) as first, ThreadPoolExecutor(1) as pool:
        first.execute("delete from core.health_samples where true")
        first.execute(
            "insert into core.alerts (check_name, status, unit, detail, opened_at, seen_at)"
            " values ('core.t_high', 'warn', 'things', '', now(), now())"
        )
        with db.connect(health.url) as second, db.connect(health.url) as watch:
            waits = pool.submit(second.execute, "select core.record_health(%s::jsonb)", (answer,))
            for _ in range(500):
                if watch.execute(
                    "select from pg_locks where pid = %s and not granted",
                    (second.info.backend_pid,),
                ).rowcount:
                    break
                threading.Event().wait(0.01)
            first.commit()
            waits.result(10)
    with db.connect(health.url) as conn:
        assert conn.execute("select from core.alerts").rowcount == 1
        assert conn.execute("select from core.events").rowcount == 0


def test_statements_are_reported_by_rpc_with_their_budget(
    conn: psycopg.Connection[DictRow], server: Server
) -> None:
    if not conn.execute("select from pg_extension where extname = 'pg_stat_statements'").rowcount:
        pytest.skip("pg_stat_statements is not here")
    # The report shows the slowest 500, and the tests before have sent more statements.
    with db.connect(server.url(SUPERUSER, conn.info.dbname)) as admin:
        admin.execute(
            "select extensions.pg_stat_statements_reset("
            "0, (select oid from pg_database where datname = current_database()), 0)"
        )
    conn.execute('with x as (select * from "api"."list_dimensions"()) select count(*) from x')
    row = conn.execute("select core.report_slow_statements(500) as answer").fetchone()
    assert row is not None
    found = {item["rpc"]: item for item in row["answer"]["items"]}
    assert found["list_dimensions"]["budget_ms"] == 10
    assert found["list_dimensions"]["calls"] >= 1


UTILITIES = [
    "alter role t_leaks login password '{0}'",
    "/* {0} */ alter role t_leaks password '{0}'",
    "do $$ begin perform '{0}'; perform * from api.list_dimensions(); end $$",
    "do $do$ begin perform '{0}'; end $do$",
    "call pg_temp.leaks('{0}')",
    "set application_name = '{0}'",
    "copy (select '{0}') to stdout",
    "create table pg_temp.one as select '{0}' as it",
    "select '{0}' as it into pg_temp.two",
    "with x as (select '{0}' as it) select * into pg_temp.three from x",
    "explain select '{0}' from api.list_dimensions()",
    "prepare leaks as select '{0}'",
    "comment on table pg_temp.one is '{0}'",
    "create view pg_temp.leaks as select '{0}' as it",
    "-- {0}\nselect 1",
    "/* {0} */ select 1, 2",
]


def test_no_utility_statement_is_reported(server: Server, db_url: str) -> None:
    """A utility statement is kept as it was sent, with the password that it sets."""
    database = db.database_of(db_url)
    with db.connect(server.url("supabase_admin", database)) as conn:
        if not conn.execute(
            "select from pg_extension where extname = 'pg_stat_statements'"
        ).rowcount:
            pytest.skip("pg_stat_statements is not here")
        conn.execute("set pg_stat_statements.track_utility = on")
        conn.execute("create role t_leaks")
        conn.execute(
            "create procedure pg_temp.leaks(text) language plpgsql as $$ begin null; end $$"
        )
        secrets = {f"leak-{number}-secret": text for number, text in enumerate(UTILITIES)}
        for secret, statement in secrets.items():
            text = statement.format(secret).encode()
            if text.startswith(b"copy"):
                with conn.cursor().copy(text) as copied:
                    assert list(copied)
            else:
                conn.execute(text)
        conn.execute("drop role t_leaks")
        conn.execute("select count(*) as seen from core.events")
        kept = conn.execute(
            "select string_agg(query, ' ') as it from extensions.pg_stat_statements"
            " where dbid = (select oid from pg_database where datname = current_database())"
        ).fetchone()
        assert kept is not None
        # Given: which of them are kept differs from server to server, but these are.
        assert [
            text
            for secret, text in secrets.items()
            if text.startswith(("alter", "do", "copy")) and secret not in kept["it"]
        ] == []
        answer = conn.execute(
            "select core.report_slow_statements(500)::text"
            " || core.health()::text || core.metrics()::text as it,"
            " (select string_agg(s::text, ' ') from core._read_statements() as s) as all"
        ).fetchone()
        assert answer is not None
    for told in (answer["it"], answer["all"]):
        assert [text for secret, text in secrets.items() if secret in told] == []
    assert "select count(*) as seen from core.events" in answer["all"]


def test_a_text_is_shown_up_to_its_first_literal(server: Server, db_url: str) -> None:
    """The library keeps one that it could not number as it was sent."""
    with db.connect(server.url("supabase_admin", db.database_of(db_url))) as conn:
        if not conn.execute(
            "select from pg_extension where extname = 'pg_stat_statements'"
        ).rowcount:
            pytest.skip("pg_stat_statements is not here")
        conn.execute("alter extension pg_stat_statements drop view extensions.pg_stat_statements")
        conn.execute("alter view extensions.pg_stat_statements rename to seen")
        conn.execute(
            "create view extensions.pg_stat_statements as"
            " select s.dbid, t.query, s.calls, s.total_exec_time, s.max_exec_time, s.rows,"
            " s.shared_blks_hit, s.shared_blks_read"
            " from extensions.seen as s cross join (values"
            " ('select $1 as a, ''no-secret'''), ('select $2 as b, $x$no-secret$x$')"
            " ) as t (query)"
        )
        conn.execute("grant select on extensions.pg_stat_statements to public")
        told = conn.execute("select statement from core._read_statements() order by 1").fetchall()
    assert [row["statement"] for row in told] == ["select $1 as a, …", "select $2 as b, …"]
