"""rowhouse db: the database itself."""

import os
import secrets
import shutil
import subprocess
from pathlib import Path
from typing import LiteralString
from urllib.parse import unquote, urlsplit, urlunsplit

import click
import psycopg
from psycopg import sql
from psycopg.rows import DictRow

from glue import paths
from glue.commands.verify import Verdict, verify
from glue.config import admin_url, is_local
from glue.db import (
    connect,
    create_database,
    database_of,
    drop_database,
    revoke_temporary,
    with_database,
)
from glue.errors import ConfigError, RowhouseError
from glue.options import json_option, print_table, url_option, yes_option
from glue.server import Server
from glue.stack import Stack
from glue.state import State


def program(name: str) -> str:
    """Return a client program of the same version as the server, or the one on PATH."""
    beside = Server().bin / name
    found = str(beside) if beside.exists() else shutil.which(name)
    if found is None:
        raise ConfigError(f"{name} is not there", "Run `make install`.")
    return found


def split_password(url: str) -> tuple[str, dict[str, str]]:
    """Return the URL without its password, and that for the environment: `ps` shows arguments."""
    parts = urlsplit(url)
    if parts.password is None:
        return url, {}
    host = parts.netloc.rpartition("@")[2]
    bare = urlunsplit(parts._replace(netloc=f"{parts.username}@{host}"))
    return bare, {"PGPASSWORD": unquote(parts.password)}


def reset() -> None:
    """Make the local database anew; a stack that ran runs again afterwards."""
    if not is_local():
        raise ConfigError(
            "DATABASE_URL is set: that database is not ours to remove",
            "Unset it to reset the local one.",
        )
    stack = Stack()
    with stack.starting():
        was_up = stack.is_up()
        stack.down()
        shutil.rmtree(stack.server.data, ignore_errors=True)
        stack.choose_ports(None)
        stack.prepare(_say)
        if was_up:
            stack.detach()
        else:
            stack.server.stop()


def backup(file: Path) -> int:
    """Write the whole database into one file; return its size."""
    if file.exists():
        raise ConfigError(f"{file} exists", "Choose another name: a backup is never overwritten.")
    draft = file.with_name(f"{file.name}.part")
    try:
        # Unlogged tables hold what may be forgotten: caches, buckets, what is being loaded.
        _run(_admin(), "pg_dump", "--format=custom", "--no-unlogged-table-data", f"--file={draft}")
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
    State(paths.HOME).put(newest_backup=str(file.resolve()))
    return file.stat().st_size


def rehearse_restore(file: Path | None, *, timeout_seconds: float) -> list[Verdict]:
    """Restore a backup (default: the newest) into a scratch database and verify it there."""
    newest = State(paths.HOME).get("newest_backup")
    if file is None and newest is None:
        raise ConfigError("there is no backup yet", "Make one: `rowhouse db backup FILE`.")
    chosen = file or Path(newest)
    if not chosen.exists():
        raise ConfigError(f"{chosen} is not there", "Name a backup: `… rehearse-restore FILE`.")
    url = _admin()
    name = f"rowhouse_rehearsal_{secrets.token_hex(4)}"
    target = create_database(url, name)
    try:
        _run(target, "pg_restore", "--exit-on-error", "--no-owner", str(chosen))
        with connect(url) as conn:
            revoke_temporary(conn, name)
        return verify(target, module=None, timeout_seconds=timeout_seconds)
    finally:
        drop_database(url, name)


def restore(file: Path, *, yes: bool) -> None:
    """Put a backup in the place of the database; a database in use needs a yes."""
    if not file.exists():
        raise ConfigError(f"{file} is not there")
    url = _admin()
    if _is_in_use(url) and not yes:
        raise ConfigError(
            "the database is not empty, and restoring replaces it", "Back it up, then add --yes."
        )
    if is_local():
        _restore_beside(file, url)
    else:
        how = ["--clean", "--if-exists", "--no-owner", "--single-transaction"]
        _run(url, "pg_restore", *how, str(file))
    with connect(url) as conn:
        # A dump holds no grants on the database itself.
        revoke_temporary(conn, database_of(url))
        conn.execute("notify pgrst, 'reload schema'")


def _restore_beside(file: Path, url: str) -> None:
    """Restore into a database beside the old one, then swap: a bad file changes nothing."""
    name, draft = database_of(url), "rowhouse_restoring"
    drop_database(url, draft)
    target = create_database(url, draft)
    try:
        with connect(target) as conn:
            _alter(conn, "alter database {} owner to postgres", draft)
        _run(target, "pg_restore", "--exit-on-error", str(file))
    except BaseException:
        drop_database(url, draft)
        raise
    with connect(with_database(url, "template1")) as conn:
        _alter(conn, "drop database {} with (force)", name)
        _alter(conn, "alter database {} rename to {}", draft, name)


def _alter(conn: psycopg.Connection[DictRow], statement: LiteralString, *names: str) -> None:
    conn.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _is_in_use(url: str) -> bool:
    with connect(url) as conn:
        row = conn.execute("select to_regnamespace('core') as it").fetchone()
    return row is not None and row["it"] is not None


def _admin() -> str:
    """Return the database as its administrator, whom no policy hides a row from."""
    if is_local() and Server().pid is None:
        raise ConfigError("the local database is not up", "Run `rowhouse up --detach`.")
    return admin_url()


def _run(url: str, name: str, *arguments: str) -> None:
    bare, secret = split_password(url)
    done = subprocess.run(
        [program(name), f"--dbname={bare}", *arguments],
        env=os.environ | secret,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RowhouseError(f"{name} failed: {done.stderr.strip()}")


def _say(words: str) -> None:
    click.echo(words, err=True)


@click.group("db")
def db_command() -> None:
    """Work with the database itself."""


@db_command.command("url")
@url_option
def url_command(url: str) -> None:
    r"""Print the database's URL, password included.

    \b
    Example:
        psql "$(rowhouse db url)"
    """
    click.echo(url)


@db_command.command("psql", context_settings={"ignore_unknown_options": True})
@url_option
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def psql_command(url: str, arguments: tuple[str, ...]) -> None:
    r"""Open psql; what follows is for psql itself.

    \b
    Example:
        rowhouse db psql -c 'select core.now()'
    """
    psql, (bare, secret) = program("psql"), split_password(url)
    os.execve(psql, [psql, bare, *arguments], os.environ | secret)  # noqa: S606 - as asked


@db_command.command("reset")
@yes_option
def reset_command(*, yes: bool) -> None:
    r"""Remove the local database and make it anew. Everything in it is lost.

    \b
    Example:
        rowhouse db reset --yes
    """
    if not yes:
        raise ConfigError("this removes every row of the local database", "Add --yes.")
    reset()
    _say("the database is new")


@db_command.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
def backup_command(file: Path) -> None:
    r"""Write the whole database into FILE (pg_dump's custom format).

    \b
    Example:
        rowhouse db backup monday.dump
    """
    _say(f"writing {file}")
    _say(f"wrote {backup(file) / 2**20:.1f} MiB")


@db_command.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@yes_option
def restore_command(file: Path, *, yes: bool) -> None:
    r"""Put the backup in FILE in the place of the database.

    \b
    Example:
        rowhouse db restore monday.dump --yes
    """
    _say(f"reading {file}")
    restore(file, yes=yes)
    _say("restored")


@db_command.command("rehearse-restore")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--timeout", default=60.0, show_default=True, help="Seconds for one invariant.")
@json_option
def rehearse_restore_command(file: Path | None, timeout: float, *, as_json: bool) -> None:
    r"""Restore the newest backup, or FILE, into a scratch database and verify everything there.

    \b
    Example:
        rowhouse db rehearse-restore
    """
    verdicts = rehearse_restore(file, timeout_seconds=timeout)
    rows = [{"name": v.name, "state": v.state, "violations": v.violations} for v in verdicts]
    print_table(rows, as_json=as_json)
    broken = [v.name for v in verdicts if v.state == "error"]
    if broken:
        raise RowhouseError(
            f"the backup breaks {len(broken)} invariants: {', '.join(broken)}",
            "Keep older backups; see `rowhouse verify` on the live database.",
        )
    _say(f"the backup restores, and {len(verdicts)} invariants hold there")
