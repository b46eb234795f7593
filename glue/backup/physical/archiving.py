"""Archiving of a server: switched on and off, and how it fares."""

import shlex
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.rows import DictRow

from glue.backup.physical import sealing
from glue.backup.physical.repository import Repository, make_repository, open_repository
from glue.backup.physical.servers import Facts, read_facts, run_as, server_user
from glue.backup.physical.wal import ABSENT, DAMAGED
from glue.db import connect
from glue.errors import ConfigError, RowhouseError
from glue.postgres.os_user import give, open_the_way
from glue.waiting import wait_until

MODULE = "glue.backup.physical.wal"
DISCARD = "/bin/true"
SWITCH_ON = "Run `rowhouse db archive start FOLDER`, then restart Postgres."
TIMEOUT_SECONDS = 60
"""A segment that is not full is archived after so long: the most that a lost disk takes."""


@dataclass(frozen=True, slots=True)
class Archiver:
    """What Postgres counts of its archiver, and whether it archives at all."""

    is_on: bool
    archived: int
    failed: int
    last_archived: str | None
    last_archived_at: datetime | None
    last_failed: str | None
    last_failed_at: datetime | None

    @property
    def is_failing(self) -> bool:
        """Return whether the last attempt failed."""
        return self.last_failed_at is not None and (
            self.last_archived_at is None or self.last_failed_at > self.last_archived_at
        )


def read_archiver(conn: psycopg.Connection[DictRow]) -> Archiver:
    """Return the counts of now."""
    row = conn.execute(
        "select current_setting('archive_mode') <> 'off'"
        " and current_setting('archive_command') not in ('', '(disabled)', %s) as is_on,"
        " archived_count as archived, failed_count as failed,"
        " last_archived_wal as last_archived, last_archived_time as last_archived_at,"
        " last_failed_wal as last_failed, last_failed_time as last_failed_at"
        " from pg_catalog.pg_stat_archiver",
        (DISCARD,),
    ).fetchone()
    return Archiver(**(row or {}))


def program(action: str, repository: Repository, *arguments: str) -> str:
    """Return a command line for Postgres; the arguments after the action may hold its %p, %f."""
    words = [sys.executable, "-I", "-m", MODULE, action, str(repository.root)]
    return " ".join([*(shlex.quote(word).replace("%", "%%") for word in words), *arguments])


def push_command(repository: Repository) -> str:
    """Return the `archive_command` of a repository."""
    return program("push", repository, '"%p"')


def fetch_command(repository: Repository, key: Path) -> str:
    """Return the `restore_command` of a repository.

    Postgres takes the WAL to be over at every exit code up to 125, also where the program could not
    run at all. So only the code that says that a file is not stored becomes one of these.
    """
    fetch = program("fetch", repository, shlex.quote(str(key)), "%f", '"%p"')
    return (
        f"{fetch}; code=$?; test $code -eq {ABSENT} && exit 1; test $code -eq 0 || exit {DAMAGED}"
    )


def start(url: str, root: Path, key: Path) -> bool:
    """Let a server archive into a repository, made if need be; False: after a restart only."""
    with connect(url) as conn:
        facts = read_facts(conn)
        user = server_user(facts)
        if facts.archive_mode == "on" and facts.archive_command not in {"", "(disabled)", DISCARD}:
            _refuse_another(facts, root)
        repository = _make_or_open(facts, root, key)
        _try_as(user, repository)
        for name, value in (
            ("archive_command", push_command(repository)),
            ("archive_mode", "on"),
            ("archive_timeout", f"{TIMEOUT_SECONDS}s"),
        ):
            _alter(conn, name, value)
        if facts.wal_level == "minimal":
            _alter(conn, "wal_level", "replica")
            _alter(conn, "max_wal_senders", "10")
        conn.execute("select pg_reload_conf()")
        if facts.archive_mode != "on":
            return False
        await_push(conn)
        return True


def stop(url: str) -> None:
    """Let a server archive no more; takes effect at once."""
    with connect(url) as conn:
        read_facts(conn)
        _alter(conn, "archive_command", DISCARD)
        _alter(conn, "archive_mode", "off")
        conn.execute("select pg_reload_conf()")


def _alter(conn: psycopg.Connection[DictRow], name: str, value: str) -> None:
    conn.execute(
        sql.SQL("alter system set {} = {}").format(sql.Identifier(name), sql.Literal(value))
    )


def _refuse_another(facts: Facts, root: Path) -> None:
    words = shlex.split(facts.archive_command)
    if MODULE in words and str(root.resolve()).replace("%", "%%") in words:
        return
    raise ConfigError(
        f"this server archives already: {facts.archive_command}",
        "Stop that first: `rowhouse db archive stop`.",
    )


def _make_or_open(facts: Facts, root: Path, key: Path) -> Repository:
    if (root / "repository.json").exists():
        repository = open_repository(root)
        refuse_other(facts, repository)
        if str(sealing.read_key(key).to_public()) != repository.public_key:
            raise ConfigError(
                f"{key} is not the key of {root}", "Name the key that was made with it: --key-file."
            )
        return repository
    public = str(sealing.read_key(key).to_public()) if key.exists() else sealing.make_key(key)
    return make_repository(
        root,
        system_identifier=facts.system_identifier,
        segment_bytes=facts.segment_bytes,
        public_key=public,
    )


def refuse_other(facts: Facts, repository: Repository) -> None:
    """Raise where a repository is of another cluster."""
    if facts.system_identifier != repository.system_identifier:
        raise ConfigError(
            f"{repository.root} is of another cluster than this server",
            "Name a folder of its own for each cluster.",
        )


def _try_as(user: str, repository: Repository) -> None:
    """Let the user of the server reach and fill the folder of WAL, and see that it can."""
    give(repository.wal, user)
    python = Path(sys.executable)
    open_the_way(repository.root, python.parent, python.resolve().parent)
    done = run_as(user, [sys.executable, "-I", "-m", MODULE, "try", str(repository.root)])
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["no word"])[-1]
        raise ConfigError(
            f"user {user}, who runs the server, cannot archive into {repository.root}: {said}",
            "Give that user the folder `wal` there, and let it read this checkout.",
        )


def await_push(conn: psycopg.Connection[DictRow], seconds: float = TIMEOUT_SECONDS) -> None:
    """Close a segment and wait until it is archived."""
    before = read_archiver(conn)
    if not before.is_on:
        raise ConfigError("this server does not archive its WAL", SWITCH_ON)
    conn.execute("select pg_create_restore_point('rowhouse')")
    conn.execute("select pg_switch_wal()")

    def is_over() -> bool:
        now = read_archiver(conn)
        return now.archived > before.archived or now.failed > before.failed

    is_done = wait_until(is_over, seconds)
    after = read_archiver(conn)
    if not is_done or after.archived == before.archived:
        raise RowhouseError(
            f"the server does not archive its WAL; it fails at {after.last_failed or 'none yet'}",
            "The log of Postgres says why: a full disk, rights, or a damaged repository.",
        )
