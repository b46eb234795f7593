"""The rules of lint that hold the access to a database, asked of the live one.

A table without row-level security is a finding of core.diagnose() where API roles reach it.
"""

from collections.abc import Iterator

from psycopg import sql

from glue.db import transaction
from glue.doctor.findings import ERROR, Finding
from glue.doctor.target import Target
from glue.lint import check_catalog
from glue.migrate.others import is_adopted_database

TEMPORARY = "no_public_temporary"
"""Where core came beside tables of others, what PUBLIC may do with the database is theirs."""

RULES = (
    "api_is_thin",
    "function_search_path",
    "no_public_grants",
    TEMPORARY,
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
        is_adopted = is_adopted_database(conn)
        conn.execute(sql.SQL("set local role {}").format(sql.SQL(row["owner"])))
        rules = [rule for rule in RULES if not (is_adopted and rule == TEMPORARY)]
        for found in check_catalog(conn, rules):
            yield Finding(
                "rules",
                found.rule,
                ERROR,
                f"{found.where} {found.message}.",
                "The release does not make it so.",
                f"{found.remedy}.",
            )
        conn.rollback()
