"""A restore never changes the database that stands until the whole backup is in place.

It fills a database beside it, puts its transaction ids right there, and swaps the names.
"""

import contextlib
import re
import secrets
import tempfile
from collections.abc import Iterator
from urllib.parse import urlsplit

import psycopg
import tenacity

from glue.backup.archive import Archive, refuse_newer
from glue.backup.programs import client, run_program, server_major
from glue.backup.roles import Say, alter, be_as_backed_up, ensure_roles
from glue.db import (
    connect,
    create_database,
    database_of,
    drop_database,
    with_database,
)
from glue.errors import RowhouseError
from glue.sessions import require_session

_EXTENSION = re.compile(r"^\d+; \d+ \d+ (?:COMMENT - )?EXTENSION (?:- )?(?P<name>[\w-]+)")


DRAFT = "rowhouse_restoring"
_IS_LEFT_CLOSED = """
select not d.datallowconn and f.oid is not null
    and pg_try_advisory_lock(hashtext('rowhouse.restore')) as it
from pg_catalog.pg_database as d
left join pg_catalog.pg_database as f on f.datname = %s
where d.datname = %s
"""


def reopen(url: str) -> None:
    """Let a database be used again that a restore had closed for its swap when it was killed."""
    name = database_of(url)
    with connect(with_database(url, "template1")) as conn:
        if conn.execute(_IS_LEFT_CLOSED, (DRAFT, name)).fetchone() == {"it": True}:
            alter(conn, "alter database {} allow_connections true", name)


def restore_backup(archive: Archive, url: str, say: Say) -> None:
    """Put a backup in the place of a database, as the server's administrator."""
    refuse_newer(archive, server_major(url))
    ensure_roles(archive, url)
    draft = DRAFT
    require_session(url, "a restore")
    with connect(with_database(url, "template1")) as guard:
        taken = guard.execute(
            "select pg_try_advisory_lock(hashtext('rowhouse.restore')) as it"
        ).fetchone()
        if taken != {"it": True}:
            raise RowhouseError("another restore is at work on this server", "Wait for it.")
        drop_database(url, draft)
        try:
            target = create_database(url, draft)
            be_as_backed_up(archive, url, draft)
            fill(archive, target, say)
            say("putting the transactions of the backup before those of this cluster")
            rebase(target)
            _swap(guard, database_of(url), draft)
        except BaseException:
            _drop(guard, draft)
            raise


def _swap(guard: psycopg.Connection[psycopg.rows.DictRow], name: str, draft: str) -> None:
    """Give a database the name of another, which goes; both names change, or none does.

    The one that goes takes no connections meanwhile: pools would come back before its name
    was taken. Should this process be killed right then, the next restore opens it again, as does
    `alter database … allow_connections true`.
    """
    old = "rowhouse_replaced"
    _drop(guard, old)
    alter(guard, "alter database {} allow_connections false", name)
    try:
        for attempt in tenacity.Retrying(
            # A session that was let in before may still be ending.
            retry=tenacity.retry_if_exception_type(psycopg.errors.ObjectInUse),
            stop=tenacity.stop_after_attempt(10),
            reraise=True,
        ):
            with attempt, guard.transaction():
                guard.execute(
                    "select pg_terminate_backend(pid, 10000) from pg_catalog.pg_stat_activity"
                    " where datname in (%s, %s)",
                    (name, draft),
                )
                alter(guard, "alter database {} rename to {}", name, old)
                alter(guard, "alter database {} rename to {}", draft, name)
    except BaseException:
        alter(guard, "alter database {} allow_connections true", name)
        raise
    _drop(guard, old)


def _drop(guard: psycopg.Connection[psycopg.rows.DictRow], name: str) -> None:
    alter(guard, "drop database if exists {} with (force)", name)


def fill(archive: Archive, target: str, say: Say, *, leave_out: bool = False) -> None:
    """Restore a backup into an empty database; `leave_out` extensions that are not there."""
    program = client("pg_restore", server_major(target))
    with tempfile.NamedTemporaryFile("w", suffix=".list") as chosen:
        listed = run_program(program, None, "--list", str(archive.file))
        missing = _missing_extensions(target, listed) if leave_out else set()
        for name in sorted(missing):
            say(f"leaving out extension {name}: it is not installed here")
        chosen.write(
            "\n".join(
                line
                for line in listed.splitlines()
                if not (found := _EXTENSION.match(line)) or found["name"] not in missing
            )
        )
        chosen.flush()
        run_program(
            program,
            target,
            "--exit-on-error",
            f"--use-list={chosen.name}",
            str(archive.file),
        )


@contextlib.contextmanager
def dumped_and_restored(admin_url: str, database: str) -> Iterator[str]:
    """Yield the name of a copy of a database, made as a backup is; it goes afterwards."""
    major = server_major(admin_url)
    name = f"rowhouse_restored_{secrets.token_hex(4)}"
    source = with_database(admin_url, database)
    with tempfile.TemporaryDirectory() as folder:
        file = f"{folder}/copy.dump"
        run_program(client("pg_dump", major), source, "--format=custom", f"--file={file}")
        try:
            target = create_database(admin_url, name)  # Ctrl-C may come when the server made it.
            with connect(source) as conn:
                owner = conn.execute(
                    "select pg_get_userbyid(datdba) as name from pg_catalog.pg_database"
                    " where datname = current_database()"
                ).fetchone()
                alter(conn, "alter database {} owner to {}", name, (owner or {})["name"])
            _fill_copy(major, target, file)
            yield name
        finally:
            drop_database(admin_url, name)


def _fill_copy(major: int, target: str, file: str) -> None:
    """Restore a copy; it has objects of every owner, so whose login it is matters."""
    try:
        run_program(client("pg_restore", major), target, "--exit-on-error", file)
    except RowhouseError as exc:
        role = urlsplit(target).username or "this role"
        raise RowhouseError(
            f"{role} cannot make a copy of the database: {exc}",
            "Name this server's administrator, who may: set DATABASE_URL to this database and"
            " DATABASE_ADMIN_URL to the administrator.",
        ) from exc


def _missing_extensions(target: str, listed: str) -> set[str]:
    wanted = {found["name"] for line in listed.splitlines() if (found := _EXTENSION.match(line))}
    with connect(target) as conn:
        rows = conn.execute("select name from pg_catalog.pg_available_extensions").fetchall()
    return wanted - {row["name"] for row in rows}


def rebase(target: str) -> None:
    """Put what counts by transaction, and by day, right in a database that was restored."""
    with connect(target, autocommit=False) as conn:
        owner = conn.execute(
            "select proowner::regrole::text as name from pg_catalog.pg_proc"
            " where oid = to_regprocedure('core.rebase_after_restore()')"
        ).fetchone()
        if owner is None:
            return
        # Partitions are the owner's, who drops them one day.
        alter(conn, "set local role {}", owner["name"].strip('"'))
        conn.execute("select core.rebase_after_restore()")
        # The days of the backup are over; which of them go is for the worker to say.
        conn.execute(
            "select core.ensure_partitions(table_name::regclass, every, ahead)"
            " from core.partitioned_tables order by table_name"
        )
        conn.execute("reset role")
        relay = conn.execute("select to_regprocedure('relay.maintain_partitions()') as it")
        if relay.fetchone() != {"it": None}:
            conn.execute("select relay.maintain_partitions()")
