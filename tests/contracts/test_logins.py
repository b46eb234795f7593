"""No role that logs in can become an owner, or plant what another role runs.

Generated from the catalog. A login is judged by every role that it can take: whoever owns
a table, or may create a trigger on it, runs code as each role that writes to it; whoever
owns a function, or may create one in a schema, answers in the place of another.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from glue import db
from glue.postgres.server import Server
from glue.schema.build import apply_stand_in, build_from_sources
from tests.clusters import FAST

# The role that migrates owns everything; a superuser needs no way in.
LOGINS = """
select r.rolname as login
from pg_catalog.pg_roles as r
where r.rolcanlogin and not r.rolsuper and r.rolname <> 'postgres'
order by 1
"""
REACHABLE = """
select
    r.oid,
    r.rolname,
    r.rolsuper or r.rolcreaterole or r.rolcreatedb or r.rolreplication as is_mighty
from pg_catalog.pg_roles as r
where pg_has_role(%(login)s, r.oid, 'member')
union all
select 0, 'public', false
"""
# A name stands for a role; PUBLIC is what every role may do.
FAULTS = f"""
with reachable as ({REACHABLE}),
taken as (
    select r.rolname, 'is a superuser, or makes roles or databases' as fault
    from reachable as r
    where r.is_mighty
    union all
    select r.rolname, 'is the owner of the database or its role'
    from reachable as r
    where r.rolname in ('postgres', 'pg_database_owner')
    union all
    -- Those that read statistics and data are an operator's; these reach the files.
    select r.rolname, 'reaches the files or the processes of the server'
    from reachable as r
    where r.rolname ~ '^pg_(execute|read|write)_server|^pg_(signal|write|create|maintain)'
    union all
    select r.rolname, 'may grant ' || m.roleid::regrole
    from reachable as r
    inner join pg_catalog.pg_auth_members as m on r.oid = m.member
    where m.admin_option
    union all
    select r.rolname, 'owns ' || pg_describe_object(d.classid, d.objid, d.objsubid)
    from reachable as r
    inner join pg_catalog.pg_shdepend as d
        on r.oid = d.refobjid and d.refclassid = 'pg_authid'::regclass
    where
        d.deptype = 'o'
        and d.dbid in (
            0, (select b.oid from pg_catalog.pg_database as b where datname = current_database())
        )
    union all
    select r.rolname, 'may create in schema ' || n.nspname
    from reachable as r
    cross join pg_catalog.pg_namespace as n
    where has_schema_privilege(r.rolname, n.oid, 'create')
    union all
    select r.rolname, 'may create schemas'
    from reachable as r
    where has_database_privilege(r.rolname, current_database(), 'create')
    union all
    select r.rolname, 'may make temporary objects'
    from reachable as r
    where has_database_privilege(r.rolname, current_database(), 'temporary')
    union all
    select r.rolname, 'may make triggers on ' || c.oid::regclass
    from reachable as r
    cross join pg_catalog.pg_class as c
    where
        c.relkind in ('r', 'p', 'v', 'f')
        and c.relnamespace <> 'pg_catalog'::regnamespace
        and has_table_privilege(r.rolname, c.oid, 'trigger')
)

select distinct t.rolname || ' ' || t.fault as fault from taken as t order by 1
"""


def _faults(server: Server, url: str, login: str) -> list[str]:
    with db.connect(server.url("supabase_admin", db.database_of(url))) as conn:
        rows = conn.execute(FAULTS.encode(), {"login": login}).fetchall()
    return [row["fault"] for row in rows]


def test_no_login_can_become_an_owner(server: Server, db_url: str) -> None:
    with db.connect(db_url) as conn:
        logins = [row["login"] for row in conn.execute(LOGINS.encode())]
    assert {"authenticator", "app_worker", "lite_rest", "rowhouse_relay"} <= set(logins)
    assert {login: _faults(server, db_url, login) for login in logins} == {
        login: [] for login in logins
    }


@pytest.fixture(scope="module")
def apart() -> Iterator[Server]:
    """A cluster of its own: roles belong to the whole cluster, and other tests use them."""
    with tempfile.TemporaryDirectory(prefix="rowhouse-logins-") as folder:
        home = Path(folder)
        home.chmod(0o711)
        own = Server(home, settings=FAST)
        own.start()
        try:
            apply_stand_in(own.url("supabase_admin"))
            own.set_passwords()
            build_from_sources(own.url())
            own.set_passwords()
            yield own
        finally:
            own.stop()


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ("grant create on schema api to anon", "anon may create in schema api"),
        ("grant create on schema api to public", "anon may create in schema api"),
        ("alter function core.now() owner to app_reader", "app_reader owns function core.now()"),
        ("grant trigger on core.events to anon", "anon may make triggers on core.events"),
        (
            "grant trigger on realtime.messages to service_role",
            "service_role may make triggers on realtime.messages",
        ),
    ],
)
def test_a_way_in_is_found(apart: Server, given: str, fault: str) -> None:
    with db.connect(apart.url("supabase_admin")) as conn:
        conn.execute("grant app_reader to app_worker")
        conn.execute(given.encode())
    login = "app_worker" if "app_reader" in given else "rowhouse_relay"
    assert fault in _faults(apart, apart.url(), login)


def test_the_owner_of_the_messages_is_found(server: Server, db_url: str) -> None:
    """What the relay could once become."""
    faults = _faults(server, db_url, "supabase_realtime_admin")
    assert "supabase_realtime_admin owns table realtime.messages" in faults
    assert "supabase_realtime_admin may create in schema realtime" in faults
