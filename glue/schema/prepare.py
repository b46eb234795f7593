"""A plain Postgres made ready: what Supabase would have there, shown first and then made."""

from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

from glue.db import connect, script
from glue.errors import ConfigError
from glue.schema.build import run_stand_in

OWNER = "postgres"
OLDEST_MAJOR = 15

# Each of these is a table of Supabase's own services, which the stand-in never makes.
_SIGNS_OF_SUPABASE = """
select
from pg_catalog.pg_class as c
inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
where (n.nspname, c.relname) in (
    ('auth', 'schema_migrations'), ('realtime', 'schema_migrations'), ('storage', 'migrations')
)
"""

_NEEDED = """
select n.name
from (
    values
    ('role anon', to_regrole('anon')::oid),
    ('role authenticated', to_regrole('authenticated')),
    ('role service_role', to_regrole('service_role')),
    ('auth.users', to_regclass('auth.users')),
    ('auth.uid()', to_regprocedure('auth.uid()')),
    ('realtime.messages', to_regclass('realtime.messages'))
) as n (name, oid)
where n.oid is null
"""

_STANDING = """
select 'role' as kind, rolname::text as name from pg_catalog.pg_roles
union all
select 'member', format('%I of %I', m.member::regrole, m.roleid::regrole)
from pg_catalog.pg_auth_members as m
union all
select 'schema', nspname::text from pg_catalog.pg_namespace where nspname !~ '^pg_'
union all
select 'extension', extname::text from pg_catalog.pg_extension
union all
select
    case c.relkind when 'i' then 'index' when 'I' then 'index' else 'table' end,
    c.oid::regclass::text
from pg_catalog.pg_class as c
where c.relkind in ('r', 'p', 'i', 'I') and c.relnamespace::regnamespace::text !~ '^pg_'
    and not exists (
        select from pg_catalog.pg_depend as d where d.objid = c.oid and d.deptype = 'e'
    )
union all
select 'function', p.oid::regprocedure::text
from pg_catalog.pg_proc as p
where p.pronamespace::regnamespace::text !~ '^pg_'
    and not exists (
        select from pg_catalog.pg_depend as d where d.objid = p.oid and d.deptype = 'e'
    )
union all
select 'trigger', format('%s on %s', tgname, tgrelid::regclass)
from pg_catalog.pg_trigger where not tgisinternal
union all
select 'owner', format('%I of the database', pg_get_userbyid(datdba))
from pg_catalog.pg_database where datname = current_database()
"""
_REMEDIES = {
    False: "Run `rowhouse db prepare` first, as a superuser (docs/deploy-server.md).",
    True: (
        "Services of this Supabase project make them: upgrade the project, and switch on Auth"
        " and Realtime. `rowhouse db prepare` is for a plain Postgres."
    ),
}
_KINDS = ("role", "member", "owner", "extension", "schema", "table", "index", "function", "trigger")


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing that `prepare` makes."""

    kind: str
    name: str


def is_supabase(url: str) -> bool:
    """Return whether a database is one of Supabase's, hosted or self-hosted."""
    with connect(url) as conn:
        return bool(conn.execute(_SIGNS_OF_SUPABASE).rowcount)


def refuse_unprepared(conn: psycopg.Connection[Any]) -> None:
    """Raise when a database lacks what every migration may count on."""
    rows = conn.execute(script(_NEEDED)).fetchall()
    missing = [row["name"] if isinstance(row, dict) else row[0] for row in rows]
    if missing:
        raise ConfigError(
            f"this database lacks what Supabase has: {', '.join(missing)}",
            _REMEDIES[bool(conn.execute(_SIGNS_OF_SUPABASE).rowcount)],
        )


def wishes(url: str) -> list[Wish]:
    """Return what `prepare` would make: it is made, looked at and rolled back."""
    with connect(url, autocommit=False) as conn:
        before = _standing(conn)
        _make(conn)
        made = _standing(conn) - before
        conn.rollback()
    return sorted(made, key=lambda wish: (_KINDS.index(wish.kind), wish.name))


def prepare(url: str) -> None:
    """Make what is missing, in one transaction; what exists stays as it is."""
    with connect(url, autocommit=False) as conn:
        _make(conn)


def _standing(conn: psycopg.Connection[psycopg.rows.DictRow]) -> set[Wish]:
    return {Wish(row["kind"], row["name"]) for row in conn.execute(script(_STANDING))}


def _make(conn: psycopg.Connection[psycopg.rows.DictRow]) -> None:
    _refuse_unfit(conn)
    # Two at once would be refused: "tuple concurrently updated".
    conn.execute("select pg_advisory_xact_lock(hashtextextended('rowhouse.roles', 0))")
    conn.execute("set local client_min_messages = warning")
    run_stand_in(conn)
    row = conn.execute(
        "select current_database() as name, r.rolsuper or d.datdba = r.oid as may"
        " from pg_catalog.pg_roles as r, pg_catalog.pg_database as d"
        " where r.rolname = %s and d.datname = current_database()",
        (OWNER,),
    ).fetchone()
    if row is not None and not row["may"]:
        conn.execute(
            sql.SQL("alter database {} owner to {}").format(
                sql.Identifier(row["name"]), sql.Identifier(OWNER)
            )
        )


def _refuse_unfit(conn: psycopg.Connection[psycopg.rows.DictRow]) -> None:
    row = conn.execute(
        "select current_user::text as name, rolsuper, current_setting('server_encoding') as code"
        " from pg_catalog.pg_roles where rolname = current_user"
    ).fetchone()
    name, is_superuser, encoding = (row or {}).values()
    if conn.info.server_version // 10000 < OLDEST_MAJOR:
        raise ConfigError(
            f"this server is Postgres {conn.info.server_version // 10000}",
            f"Rowhouse needs {OLDEST_MAJOR} or newer.",
        )
    if not is_superuser:
        raise ConfigError(
            f"{name} is not a superuser, who alone may prepare a plain Postgres",
            "Set DATABASE_ADMIN_URL to the same database as a superuser.",
        )
    if encoding != "UTF8":
        raise ConfigError(
            f"this database is encoded in {encoding}",
            "Make it anew: create database … encoding 'UTF8' template template0.",
        )
