"""Take Rowhouse out of a database, with all that it made, and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass

import psycopg
from psycopg import sql
from psycopg.rows import DictRow

from glue.db import connect
from glue.errors import ConfigError
from glue.migrate.ledger import applied_steps
from glue.migrate.runner import migrate_down

Say = Callable[[str], None]
ROLES = ("app_worker", "app_reader")


@dataclass(frozen=True, slots=True)
class Removed:
    """What was taken out."""

    attachments: list[str]
    steps: list[str]
    roles: list[str]


def remove(url: str, say: Say, *, lose_data: bool) -> Removed:
    """Detach everything, go down to nothing, drop the ledger and the roles.

    Each part may run again: a removal that was cut off goes on where it stopped.
    """
    with connect(url) as conn:
        steps = applied_steps(conn)
        attached = _attached(conn) if steps else []
    if steps and not lose_data:
        raise ConfigError(
            f"{len(steps)} steps, {len(attached)} attachments, and the audit trail, events and"
            " jobs with them would go",
            "Take a backup (`rowhouse db backup FILE`), then repeat with --yes.",
        )
    if steps:
        with connect(url) as conn:
            say("detach from the tables of others")
            conn.execute("select core.leave_database()")
        migrate_down(url, to=0, lose_data=True, say=say)
    with connect(url) as conn:
        conn.execute("drop schema if exists rowhouse cascade")
        roles = [role for role in ROLES if _drop_role(conn, role)]
    return Removed(attached, steps, roles)


def _attached(conn: psycopg.Connection[DictRow]) -> list[str]:
    if not conn.execute("select where to_regclass('core.attachments') is not null").rowcount:
        return []
    rows = conn.execute("select kind, table_name from core.attachments order by 2, 1")
    return [f"{row['kind']} of {row['table_name']}" for row in rows]


def _drop_role(conn: psycopg.Connection[DictRow], role: str) -> bool:
    """Drop a role that no database of the server needs; return whether it is gone."""
    name = sql.Identifier(role)
    try:
        conn.execute(sql.SQL("drop role if exists {}").format(name))
    except (psycopg.errors.DependentObjectsStillExist, psycopg.errors.InsufficientPrivilege):
        return False
    return True
