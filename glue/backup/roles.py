"""The roles and the settings that a backup names, on another server."""

import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import psycopg
from psycopg import sql

from glue import paths
from glue.backup.archive import Archive
from glue.backup.programs import client, run_program, server_major
from glue.db import (
    connect,
    script,
)
from glue.errors import ConfigError
from glue.schema.build import run_file
from glue.schema.texts import read_text

Say = Callable[[str], None]

_ROLE = r'(?:"(?:[^"]|"")+"|[a-z_][a-z0-9_$]*)'

_NAMED_ROLES = re.compile(
    rf"^(?:GRANT|REVOKE|ALTER DEFAULT PRIVILEGES) .* (?:TO|FROM) (?P<given>{_ROLE})"
    rf"(?: WITH GRANT OPTION)?;$"
    rf"|^ALTER .* OWNER TO (?P<owner>{_ROLE});$"
    rf"|^CREATE POLICY .* TO (?P<to>{_ROLE}(?:, {_ROLE})*)(?: USING .*| WITH CHECK .*|;)?$",
    re.MULTILINE,
)

_DEFAULTS_OF = re.compile(rf"^ALTER DEFAULT PRIVILEGES FOR ROLE ({_ROLE}) ", re.MULTILINE)

# What a restore leaves out unless it makes the database itself: entries, then statements.
_OF_THE_DATABASE = re.compile(r"^\d+; \d+ \d+ (?:ACL - DATABASE|DATABASE PROPERTIES -|DATABASE -) ")
_NAMES_IT = re.compile(
    rf"^(?P<head>(?:GRANT|REVOKE) .* ON DATABASE |ALTER DATABASE |ALTER ROLE .* IN DATABASE )"
    rf"{_ROLE}(?P<tail> .*;)$",
    re.MULTILINE,
)


def roles_of(archive: Archive, program: Path) -> set[str]:
    """Return the roles that own, hold or are given something in a backup."""
    text = run_program(program, None, "--create", "--schema-only", "--file=-", str(archive.file))
    named = [name for match in _NAMED_ROLES.finditer(text) for name in match.groups() if name]
    found = {
        name[1:-1].replace('""', '"') if name.startswith('"') else name
        for names in [*named, *_DEFAULTS_OF.findall(text)]
        for name in re.findall(_ROLE, names)
    }
    return found - {"public"}


def ensure_roles(archive: Archive, url: str, *, make: bool = False) -> None:
    """Make Rowhouse's own roles where a server lacks them; refuse when others are missing.

    With `make` those are made as well, without a right to log in: for a rehearsal.
    """
    wanted = roles_of(archive, client("pg_restore", server_major(url)))
    with connect(url) as conn:
        if "app_worker" in wanted:
            roles = paths.SHIPPED / "sql" / "cluster" / "roles.sql"
            if roles.exists():
                run_file(conn, "cluster/roles", read_text(roles))
        known = {row["rolname"] for row in conn.execute("select rolname from pg_roles")}
        missing = sorted(wanted - known)
        if make:
            for name in missing:
                alter(conn, "create role {}", name)
        elif missing:
            raise ConfigError(
                f"the backup names roles that this server does not have: {', '.join(missing)}",
                "Run `rowhouse db prepare` for those of Supabase; create the others.",
            )


def be_as_backed_up(archive: Archive, url: str, name: str) -> None:
    """Give a new database the owner, rights and settings of the one that was backed up."""
    program = client("pg_restore", server_major(url))
    listed = run_program(program, None, "--list", "--create", str(archive.file)).splitlines()
    with tempfile.NamedTemporaryFile("w", suffix=".list") as chosen:
        chosen.write("\n".join(line for line in listed if _OF_THE_DATABASE.match(line)))
        chosen.flush()
        text = run_program(
            program, None, "--create", f"--use-list={chosen.name}", "--file=-", str(archive.file)
        )
    with connect(url) as conn:
        quoted = sql.Identifier(name).as_string(conn)
        for match in _NAMES_IT.finditer(text):
            conn.execute(script(f"{match['head']}{quoted}{match['tail']}"))
        # Who loads may make temporary objects, and no one else: of an old backup, too.
        alter(conn, "revoke temporary on database {} from public", name)


def alter(conn: psycopg.Connection[psycopg.rows.DictRow], statement: str, *names: str) -> None:
    """Run a statement whose placeholders are names."""
    conn.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
