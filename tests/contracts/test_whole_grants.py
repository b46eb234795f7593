"""A role that may execute an invoker function may execute what that function calls.

Generated from the catalog. A session keeps the plan of an expression, and with it a check of
rights that an earlier role passed, so a test that changes roles may not see a missing grant.
"""

import re

import psycopg
from psycopg.rows import DictRow

from glue.lint._catalog import OURS

FUNCTIONS = """
select
    o.nspname || '.' || p.proname as name,
    p.prosecdef as is_definer,
    p.prosrc || coalesce(pg_get_function_sqlbody(p.oid), '') as body,
    array(
        select r.rolname::text
        from pg_catalog.pg_roles as r
        where
            r.rolname in ('anon', 'authenticated', 'service_role', 'app_worker', 'app_reader')
            and has_function_privilege(r.oid, p.oid, 'execute')
    ) as roles
from ours as o
inner join pg_catalog.pg_proc as p on o.oid = p.pronamespace
"""
COMMENT = re.compile(r"--.*")
LITERAL = re.compile(r"'[^']*'")
CALL = re.compile(r"\b([a-z_]+\.[a-z_0-9]+)\s*\(")


def code(function: DictRow) -> str:
    """Return a body without comments; the texts of `rowhouse doctor` name calls as remedies."""
    body = COMMENT.sub("", function["body"])
    is_advice = function["name"].startswith("core._diagnose_")
    return LITERAL.sub("", body) if is_advice else body


def test_a_function_calls_only_what_its_callers_may_execute(
    conn: psycopg.Connection[DictRow],
) -> None:
    conn.execute(OURS)
    functions = conn.execute(FUNCTIONS).fetchall()
    roles: dict[str, set[str]] = {}
    for function in functions:
        roles.setdefault(function["name"], set()).update(function["roles"])

    missing = {
        f"{role} may execute {function['name']}, but not {called}"
        for function in functions
        if not function["is_definer"]
        for called in CALL.findall(code(function))
        for role in set(function["roles"]) - roles.get(called, set(function["roles"]))
    }

    assert sorted(missing) == []
