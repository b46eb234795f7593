"""The stand-in's objects for the relay: partitions and grants, removed completely."""

from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.rows import DictRow

from glue import db, paths
from glue.postgres.server import Server
from glue.schema.build import run_file

PARTITIONS = """
select right(c.relname, 10) as day, c.relowner::regrole::text as owner, c.relrowsecurity as rls
from pg_inherits as i inner join pg_class as c on i.inhrelid = c.oid
where i.inhparent = 'realtime.messages'::regclass
order by c.relname
"""


def _admin(server: Server, url: str) -> str:
    return server.url("supabase_admin", url.rpartition("/")[2])


def _days(conn: psycopg.Connection[DictRow]) -> list[int]:
    """Return the days of the partitions, counted from today in UTC."""
    rows = conn.execute(
        "select to_date(right(c.relname, 10), 'YYYY_MM_DD')"
        " - (now() at time zone 'utc')::date as day"
        " from pg_inherits as i inner join pg_class as c on i.inhrelid = c.oid"
        " where i.inhparent = 'realtime.messages'::regclass order by day"
    ).fetchall()
    return [row["day"] for row in rows]


def test_partitions_are_made_and_dropped(server: Server, db_url: str) -> None:
    with db.connect(_admin(server, db_url)) as conn:
        # The kept cluster is of today, or of yesterday if midnight has passed since.
        made = _days(conn)
        assert made in ([-1, 0, 1, 2, 3], [-2, -1, 0, 1, 2])
        for row in conn.execute(PARTITIONS):
            assert (row["owner"], row["rls"]) == ("supabase_realtime_admin", True)
        # Given: what days have made of it.
        for offset in {-5, -4, -3, -2} - {*made}:
            conn.execute(
                psycopg.sql.SQL(
                    "create table realtime.{} partition of realtime.messages"
                    " for values from ({}) to ({})"
                ).format(*_partition(conn, offset))
            )
        conn.execute(psycopg.sql.SQL("drop table realtime.{}").format(_partition(conn, 2)[0]))
        conn.execute("alter table realtime.messages owner to supabase_realtime_admin")
    with db.connect(_admin(server, db_url)) as conn:
        conn.execute("grant supabase_realtime_admin to supabase_admin")
        for row in conn.execute(PARTITIONS).fetchall():
            conn.execute(
                psycopg.sql.SQL("alter table realtime.{} owner to supabase_realtime_admin").format(
                    psycopg.sql.Identifier(f"messages_{row['day']}")
                )
            )
    with db.connect(server.url("rowhouse_relay", db_url.rpartition("/")[2])) as relay:
        for _ in range(2):
            relay.execute("select relay.maintain_partitions()")
            with db.connect(db_url) as owner:
                assert _days(owner) == [-3, -2, -1, 0, 1, 2, 3]
    with db.connect(db_url) as caller:
        for role in ("anon", "authenticated", "service_role"):
            caller.execute(psycopg.sql.SQL("set role {}").format(psycopg.sql.Identifier(role)))
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                caller.execute("select relay.maintain_partitions()")


def _partition(conn: psycopg.Connection[DictRow], offset: int) -> tuple[Any, Any, Any]:
    row = conn.execute(
        "select (now() at time zone 'utc')::date + %s as day,"
        " (now() at time zone 'utc')::date + %s + 1 as next",
        (offset, offset),
    ).fetchone()
    assert row is not None
    name = psycopg.sql.Identifier(f"messages_{row['day']:%Y_%m_%d}")
    return name, psycopg.sql.Literal(row["day"]), psycopg.sql.Literal(row["next"])


def test_the_role_reads_messages_and_nothing_of_ours(server: Server, db_url: str) -> None:
    with db.connect(server.url("rowhouse_relay", db_url.rpartition("/")[2])) as conn:
        with db.connect(db_url) as sender:
            sender.execute("select realtime.send('{}', 'e', 't', true)")
        row = conn.execute("select count(*) as n from relay.read_keys('3', now())").fetchone()
        assert row == {"n": 0}
        row = conn.execute(
            "select count(*) as n from relay.read_keys('3', now() - interval '1 hour')"
        ).fetchone()
        assert row == {"n": 1}
        for query in (
            "select from core.events",
            "select from core.settings",
            "select from realtime.messages",
            "select realtime.send('{}', 'e', 't', true)",
            "create function relay.tg_mine() returns trigger language plpgsql as ''",
            "set role supabase_realtime_admin",
            "set role postgres",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                conn.execute(query.encode())
        reachable = conn.execute(
            "select n.nspname from pg_namespace as n"
            " where has_schema_privilege(n.oid, 'usage')"
            " and n.nspname !~ '^(pg_|information_schema$)'"
            " order by n.nspname"
        ).fetchall()
        assert {row["nspname"] for row in reachable} <= {
            "public",
            "extensions",
            "realtime",
            "relay",
            "tests",
        }


def test_a_question_leaves_nothing_behind(server: Server, db_url: str) -> None:
    with db.connect(server.url("rowhouse_relay", db_url.rpartition("/")[2])) as conn:
        conn.execute('listen "realtime:messages"')
        claims = '{"role": "authenticated", "sub": "00000000-0000-4000-8000-000000000001"}'
        conn.execute("select relay.list_readable('t', %s, '{}')", (claims,))
        conn.execute("select relay.is_writable('t', 'broadcast', %s, '{}')", (claims,))
        row = conn.execute(
            "select current_user as role, nullif(current_setting('request.jwt.claims', true), '')"
            " as claims"
        ).fetchone()
        assert row == {"role": "rowhouse_relay", "claims": None}
        with db.connect(db_url) as other:
            row = other.execute("select count(*) as n from realtime.messages").fetchone()
            assert row == {"n": 0}
        assert not list(conn.notifies(timeout=0.1))


def test_nobody_else_may_ask(db_url: str) -> None:
    with db.connect(db_url) as conn:
        conn.execute("set role service_role")
        for query in (
            "select relay.read_position()",
            "select relay.become('t', '{}', '{}')",
            "select relay.oldest_transaction_at()",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                conn.execute(query.encode())


def test_where_the_real_one_is_nothing_is_made(server: Server, db_url: str) -> None:
    with db.connect(_admin(server, db_url), autocommit=False) as conn:
        conn.execute("drop schema relay cascade")
        conn.execute("comment on table realtime.messages is null")
        conn.execute("create table realtime.schema_migrations (version bigint)")
        for path in sorted(Path(paths.STAND_IN).glob("[46]0_*.sql")):
            run_file(conn, path.name, path.read_text())
        row = conn.execute("select to_regnamespace('relay') as it").fetchone()
        assert row == {"it": None}
        conn.rollback()


def test_the_poll_reads_only_what_may_be_new(server: Server, db_url: str) -> None:
    with db.connect(_admin(server, db_url)) as conn:
        conn.execute(
            "insert into realtime.messages (topic, extension, event, payload, inserted_at)"
            " select 't', 'broadcast', 'e', '{}', now() - n * interval '1 second'"
            " from generate_series(1, 20000) as n"
        )
        conn.execute("analyze realtime.messages")
        # Soon after midnight, a scan of the day's few rows is cheaper.
        conn.execute("set enable_seqscan = off")
        plan = conn.execute(
            "explain select m.id from realtime.messages as m where m.extension = 'broadcast'"
            " and m.inserted_at >= (now() - interval '5 seconds') at time zone 'utc'"
        ).fetchall()
    assert "Index" in str(plan)
