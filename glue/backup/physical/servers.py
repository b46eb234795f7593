"""The server that is backed up: which cluster it is, where it lies, who runs it."""

import os
import pwd
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg.rows import DictRow

from glue.backup.programs import client
from glue.db import connect, script
from glue.errors import ConfigError
from glue.postgres.os_user import as_user

# What a start of the copy needs as it was: the libraries of functions, and the sizes without
# which WAL cannot be replayed.
CARRIED = (
    "max_connections",
    "max_locks_per_transaction",
    "max_prepared_transactions",
    "max_wal_senders",
    "max_worker_processes",
    "shared_preload_libraries",
    "timezone",
)

_FACTS = """
select
    (select system_identifier from pg_catalog.pg_control_system()) as system_identifier,
    (select bytes_per_wal_segment from pg_catalog.pg_control_init()) as segment_bytes,
    current_setting('data_directory') as data,
    current_setting('server_version_num')::integer / 10000 as major,
    current_setting('wal_level') as wal_level,
    current_setting('archive_mode') as archive_mode,
    current_setting('archive_command') as archive_command,
    pg_catalog.pg_is_in_recovery() as in_recovery,
    (select sum(pg_catalog.pg_database_size(oid)) from pg_catalog.pg_database)::bigint as bytes,
    (select rolname from pg_catalog.pg_roles where oid = 10) as superuser,
    (select r.rolsuper from pg_catalog.pg_roles as r where r.rolname = current_user) as is_super,
    clock_timestamp() as now
"""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a server says of itself."""

    system_identifier: int
    segment_bytes: int
    data: Path
    major: int
    wal_level: str
    archive_mode: str
    archive_command: str
    in_recovery: bool
    bytes: int
    superuser: str
    now: Any
    settings: dict[str, str]


def read_facts(conn: psycopg.Connection[DictRow]) -> Facts:
    """Ask the server; as its superuser, whom nothing of it is hidden from."""
    row = conn.execute(script(_FACTS)).fetchone() or {}
    if not row.pop("is_super"):
        raise ConfigError(
            "physical backups need a superuser of the server",
            "Set DATABASE_ADMIN_URL to one.",
        )
    settings = conn.execute(
        "select name, current_setting(name) as value from unnest(%s::text[]) as name",
        (list(CARRIED),),
    ).fetchall()
    row["data"] = Path(row["data"])
    return Facts(**row, settings={one["name"]: one["value"] for one in settings})


def facts_of(url: str) -> Facts:
    """Connect, and ask the server."""
    with connect(url) as conn:
        return read_facts(conn)


def server_user(facts: Facts) -> str:
    """Return who runs the server; refuse one that is not on this machine."""
    try:
        owner = (facts.data / "global" / "pg_control").stat().st_uid
    except PermissionError as exc:
        raise ConfigError(
            f"{facts.data} is not open to this user",
            "Run this command as the user that runs the server, or as root.",
        ) from exc
    except OSError as exc:
        raise ConfigError(
            f"{facts.data}, where the server keeps its data, is not on this machine",
            "Run this command on the server's machine: it archives WAL by a program there.",
        ) from exc
    return pwd.getpwuid(owner).pw_name


def owner_of(path: Path) -> str:
    """Return the name of who owns a folder."""
    return pwd.getpwuid(path.stat().st_uid).pw_name


def run_as(user: str, command: Iterable[str | Path]) -> subprocess.CompletedProcess[str]:
    """Run a program as a user, away from the folder of the caller; return what it said."""
    return subprocess.run(
        [str(part) for part in command],
        **as_user(user),
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "TZ": "UTC"},
    )


def binaries(major: int) -> Path:
    """Return the folder of a server's programs of exactly this major version."""
    return client("postgres", major).parent
