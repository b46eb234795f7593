"""Who may call which RPC: the catalog, the reference and what happens agree.

Of every exposed function, for every role: the grant of the wrapper in `api`, the grant of the
body behind it, the line of docs/reference, and the answer to a call. One that asks for an app
role refuses a user without it before it looks at what is asked for.
"""

import re
from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from glue import db, paths
from glue.reference.pages import FOLDER
from glue.schema.modules import read_modules
from glue.schema.rpcs import Rpc, read_rpcs
from tests.api.sample import ROLES, USER, Connection, become

CALLERS = ("anon", "authenticated", "service_role", "app_worker", "app_reader")
LINE = re.compile(r"^For (?P<roles>[a-z_, ]+?)(?:, with app role (?P<app_roles>[a-z_, ]+))?\.")
GRANTS = """
select p.oid::regprocedure::text as function, p.proname as name, n.nspname as schema,
    array(
        select r.rolname::text from unnest(%s::text[]) as c (name)
        inner join pg_catalog.pg_roles as r on c.name = r.rolname
        where has_function_privilege(r.oid, p.oid, 'execute')
            and has_schema_privilege(r.oid, n.oid, 'usage')
        order by 1
    ) as roles
from pg_catalog.pg_proc as p
inner join pg_catalog.pg_namespace as n on p.pronamespace = n.oid
where n.nspname = 'api' and p.prokind = 'f'
"""
NOBODY = {"role": "authenticated", "sub": USER, "app_metadata": {"roles": ["nothing"]}}
"""A user whose token names a role that no function asks for."""


def documented() -> Iterator[tuple[str, set[str], set[str]]]:
    """Yield what the reference says of each RPC: its name, roles and app roles."""
    for page in (paths.ROOT / FOLDER).glob("*.md"):
        name = ""
        for line in page.read_text().splitlines():
            if line.startswith("### "):
                name = line.removeprefix("### ")
            if match := LINE.match(line):
                app_roles = match["app_roles"]
                yield (
                    name,
                    set(match["roles"].split(", ")),
                    set(app_roles.split(" or ")) if app_roles else set(),
                )


@pytest.mark.skipif(
    read_modules().chosen != read_modules().needs.keys(),
    reason="the reference that is committed has all modules",
)
def test_the_reference_says_what_the_catalog_grants(db_url: str) -> None:
    with db.connect(db_url) as conn:
        granted = {row["name"]: set(row["roles"]) for row in conn.execute(GRANTS, [[*CALLERS]])}
    said = {name: roles for name, roles, _ in documented()}
    assert said == granted
    app_roles = {name: of for name, _, of in documented()}
    assert app_roles == {rpc.name: set(rpc.app_roles) for rpc in read_rpcs()}


@pytest.fixture
def conn(db_url: str) -> Iterator[Connection]:
    with db.connect(db_url, autocommit=False) as opened:
        yield opened
        opened.rollback()


def outcome(conn: Connection, rpc: Rpc, role: str) -> str | None:
    """Call an RPC, null for what it asks for; return the SQLSTATE, or None where it answers."""
    claims = NOBODY if role == "authenticated" else ROLES.get(role, {"role": role})
    nulls = sql.SQL(", ").join(
        sql.SQL("{} => null").format(sql.Identifier(one.name))
        for one in rpc.parameters
        if one.default is None
    )
    call = sql.SQL("select * from {}({})").format(sql.Identifier("api", rpc.name), nulls)
    conn.execute("savepoint before_call")
    try:
        become(conn, claims, role=role)
        conn.execute(call)
    except psycopg.Error as exc:
        return exc.sqlstate
    else:
        return None
    finally:
        conn.execute("rollback to savepoint before_call")
        conn.execute("reset role")


def is_right(rpc: Rpc, role: str, answer: str | None) -> bool:
    """Return whether a call was answered, or refused, as the grants and app roles say."""
    if role not in rpc.roles:
        return answer == "42501"
    if rpc.app_roles and role == "authenticated":
        return answer == "PT403"
    if rpc.app_roles and answer == "PT403":
        return False
    return answer is None or answer.startswith("PT")


@pytest.mark.parametrize("role", CALLERS)
def test_a_call_is_refused_where_no_grant_and_no_app_role_lets_it_in(
    conn: Connection, role: str
) -> None:
    answers = {rpc.name: (rpc, outcome(conn, rpc, role)) for rpc in read_rpcs()}
    wrong = {name: got for name, (rpc, got) in answers.items() if not is_right(rpc, role, got)}
    assert wrong == {}
