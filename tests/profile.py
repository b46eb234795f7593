"""Which statements and functions of SQL a run has executed, database by database.

plpgsql_check's profiler counts the statements of PL/pgSQL, Postgres itself the calls of SQL
functions. Both count per database and forget one that is dropped, so each is read first.
"""

import json
from pathlib import Path

import psycopg
from psycopg.rows import DictRow

from glue import db
from glue.lint._catalog import OURS
from glue.postgres.server import SUPERUSER, Server

EXTENSION = "plpgsql_check"
SETTINGS = {
    "shared_preload_libraries": f"pg_stat_statements,{EXTENSION}",
    "plpgsql_check.profiler": "on",
    "plpgsql_check.profiler_max_shared_chunks": "50000",
    "track_functions": "all",
}

# The body is part of the name: a test may put another one into its database. The profiler
# cannot read a polymorphic function. A SQL function that Postgres may inline has no `set`, and
# its calls are not counted.
STATEMENTS = """
    select
        p.oid::regprocedure::text as function,
        md5(p.prosrc) as body,
        s.lineno,
        s.stmtid,
        s.exec_stmts > 0 as is_executed
    from ours as o
    inner join pg_catalog.pg_proc as p on o.oid = p.pronamespace
    inner join pg_catalog.pg_language as l on p.prolang = l.oid
    cross join lateral extensions.plpgsql_profiler_function_statements_tb(p.oid) as s
    where
        l.lanname = 'plpgsql'
        and not exists (
            select from unnest(p.proargtypes) as a (id)
            inner join pg_catalog.pg_type as t on a.id = t.oid
            where t.typtype = 'p'
        )
"""
FUNCTIONS = """
    select
        p.oid::regprocedure::text as function,
        md5(coalesce(p.prosrc, '') || coalesce(pg_get_function_sqlbody(p.oid), '')) as body,
        coalesce(s.calls, 0) > 0 as is_called
    from ours as o
    inner join pg_catalog.pg_proc as p on o.oid = p.pronamespace
    inner join pg_catalog.pg_language as l on p.prolang = l.oid
    left join pg_catalog.pg_stat_user_functions as s on p.oid = s.funcid
    where l.lanname = 'plpgsql' or p.prosecdef or p.proconfig is not null
"""
# The profiler keeps what it counted of a database that is gone; its memory is limited.
FORGET = """
    select extensions.plpgsql_profiler_reset(f.funcoid)
    from extensions.plpgsql_profiler_functions_all() as f
"""


def _is_bare(conn: psycopg.Connection[DictRow]) -> bool:
    """Return whether a test has made a database without anything of ours, or emptied it."""
    return conn.execute("select from pg_namespace where nspname = 'extensions'").rowcount == 0


class Profile:
    """What the databases of a server have executed, of all that its template holds."""

    def __init__(self, server: Server, template: str) -> None:
        self.server = server
        self.statements: dict[tuple[str, str, int, int], bool] = {}
        self.functions: dict[tuple[str, str], bool] = {}
        statements, functions = self._query(template)
        self.statements = dict.fromkeys(statements, False)
        self.functions = dict.fromkeys(functions, False)

    def read(self, url: str) -> None:
        """Add what a database has counted; afterwards it can be dropped."""
        statements, functions = self._query(db.database_of(url))
        self.statements |= {key: True for key in self.statements if statements.get(key)}
        self.functions |= {key: True for key in self.functions if functions.get(key)}

    def _query(
        self, database: str
    ) -> tuple[dict[tuple[str, str, int, int], bool], dict[tuple[str, str], bool]]:
        # A test may have given its database a limit.
        url = f"{self.server.url(SUPERUSER, database)}?options=-cstatement_timeout%3D0"
        with db.connect(url, autocommit=False) as conn:
            conn.execute("set local search_path = pg_catalog, pg_temp")
            if _is_bare(conn):
                return {}, {}
            conn.execute(f"create extension if not exists {EXTENSION} with schema extensions")
            conn.execute("set local role postgres")
            conn.execute(OURS)
            statements = {
                (row["function"], row["body"], row["lineno"], row["stmtid"]): row["is_executed"]
                for row in conn.execute(STATEMENTS)
            }
            functions = {
                (row["function"], row["body"]): row["is_called"] for row in conn.execute(FUNCTIONS)
            }
            conn.execute(FORGET)
            conn.rollback()
        return statements, functions

    def write(self, path: Path) -> None:
        """Write it as JSON: lists of function, line, statement, and whether it was executed."""
        statements = [
            [function, line, number, ran]
            for (function, _, line, number), ran in self.statements.items()
        ]
        functions = [[function, ran] for (function, _), ran in self.functions.items()]
        path.write_text(json.dumps({"statements": statements, "functions": functions}))
