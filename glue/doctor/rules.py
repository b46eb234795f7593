"""The rules of lint that hold the access to a database, asked of the live one.

A table without row-level security is a finding of core.diagnose() where API roles reach it.
"""

from collections.abc import Iterator

from psycopg import sql

from glue.db import transaction
from glue.doctor.findings import ERROR, Finding
from glue.doctor.target import Target
from glue.lint import check_catalog

RULES = (
    "api_is_thin",
    "function_search_path",
    "no_public_grants",
    "no_public_temporary",
    "policy_roles",
)


def examine(target: Target) -> Iterator[Finding]:
    """Run them as the owner, whose objects they judge."""
    with transaction(target.url) as conn:
        row = conn.execute(
            "select nspowner::regrole::text as owner from pg_namespace where nspname = 'core'"
        ).fetchone()
        if row is None:
            return
        conn.execute(sql.SQL("set local role {}").format(sql.SQL(row["owner"])))
        for found in check_catalog(conn, RULES):
            yield Finding(
                "rules",
                found.rule,
                ERROR,
                f"{found.where} {found.message}.",
                "The release does not make it so.",
                f"{found.remedy}.",
            )
        conn.rollback()
