"""Take Rowhouse out of a database, with all that it made, and nothing else."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.rows import DictRow

from glue.adopt.standing import our_schemas, read_roles
from glue.cli_options import counted
from glue.db import connect, script
from glue.errors import ConfigError
from glue.migrate.ledger import applied_steps, has_ledger
from glue.migrate.run import module_of
from glue.migrate.runner import migrate_down

Say = Callable[[str], None]
_DEPENDENTS = Path(__file__).with_name("dependents.sql")


@dataclass(frozen=True, slots=True)
class Removed:
    """What was taken out."""

    attachments: list[str]
    steps: list[str]
    roles: list[str]


def remove(url: str, say: Say, *, lose_data: bool) -> Removed:
    """Detach everything and go down to nothing, in one transaction; drop the ledger and the roles.

    Each part may run again: a removal that was cut off goes on where it stopped.
    """
    with connect(url) as conn:
        _refuse_pushed(conn)
        steps = applied_steps(conn)
        attached = _attached(conn) if steps else []
    if steps and not lose_data:
        raise ConfigError(
            f"{counted(len(steps), 'step')}, {counted(len(attached), 'attachment')}, and the audit"
            " trail, events and jobs with them would go",
            "Take a backup (`rowhouse db backup FILE`), then repeat with --yes.",
        )
    if steps:
        _refuse_dependents(url, {module_of(step) for step in steps})
        say("detach from the tables of others")
        migrate_down(url, to=0, lose_data=True, say=say)
    with connect(url) as conn, conn.transaction():
        # A schema of this name that holds no ledger is of others, and so may the roles be.
        if not has_ledger(conn):
            return Removed([], [], [])
        conn.execute("drop schema rowhouse cascade")
        ours = [name for name, is_ours in read_roles(conn).items() if is_ours]
        roles = [role for role in ours if _drop_role(conn, role)]
    return Removed(attached, steps, roles)


def _refuse_dependents(url: str, modules: Collection[str]) -> None:
    """Raise, before anything is taken out, where objects of others use ours."""
    ours = "{" + ",".join(our_schemas(modules)) + "}"
    with connect(url, autocommit=False) as conn:
        conn.execute("select set_config('rowhouse.ours', %s, true)", (ours,))
        rows = conn.execute(script(_DEPENDENTS.read_text())).fetchall()
    if rows:
        raise ConfigError(
            f"of yours, {', '.join(row['name'] for row in rows)} uses what would go",
            "Change or drop it first. Nothing was changed.",
        )


def _refuse_pushed(conn: psycopg.Connection[DictRow]) -> None:
    """Raise where core came by other means than `migrate up`: no ledger has the way back."""
    there = conn.execute("select where to_regprocedure('core.leave_database()') is not null")
    if there.rowcount and not has_ledger(conn):
        raise ConfigError(
            "core stands in this database, but `rowhouse migrate up` did not make it",
            "Nothing was changed. After `supabase db push`, a migration of yours takes it out:"
            " docs/attach.md#detach-and-remove.",
        )


def _attached(conn: psycopg.Connection[DictRow]) -> list[str]:
    if not conn.execute("select where to_regclass('core.attachments') is not null").rowcount:
        return []
    rows = conn.execute("select kind, table_name from core.attachments order by 2, 1")
    return [f"{row['kind']} of {row['table_name']}" for row in rows]


def _drop_role(conn: psycopg.Connection[DictRow], role: str) -> bool:
    """Drop a role that no database of the server needs; return whether it was dropped."""
    name = sql.Identifier(role)
    try:
        with conn.transaction():
            conn.execute(sql.SQL("drop role {}").format(name))
    except (
        psycopg.errors.UndefinedObject,
        psycopg.errors.DependentObjectsStillExist,
        psycopg.errors.InsufficientPrivilege,
    ):
        return False
    return True
