"""Scratch databases: made from a template in a moment, dropped when done.

The template holds the stand-in and nothing else. Its name carries the checksum of the
stand-in's files, so an edited stand-in makes a new one; the old one is dropped then.
"""

import hashlib
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import sql

from glue import paths
from glue.db import connect, create_database, drop_database, with_database
from glue.schema.build import apply_stand_in

_PREFIX = "rowhouse_blank_"
_NAME = re.compile(r"rowhouse_[a-z]+_[0-9a-f]{8}")


def _template_name() -> str:
    digest = hashlib.sha256()
    for path in sorted(paths.STAND_IN.glob("*.sql")):
        digest.update(path.read_bytes())
    return _PREFIX + digest.hexdigest()[:12]


def ensure_blank_template(admin_url: str, owner: str) -> str:
    """Return the name of a database that holds the stand-in only, making it at need."""
    name = _template_name()
    with connect(with_database(admin_url, "postgres")) as conn:
        # One maker at a time, so that no other copies a half-made template.
        conn.execute("select pg_advisory_lock(hashtext(%s))", (_PREFIX,))
        found = conn.execute(
            "select datname from pg_database where starts_with(datname, %s)", (_PREFIX,)
        ).fetchall()
        if {"datname": name} in found:
            return name
        for stale in found:
            drop_database(admin_url, stale["datname"])
        draft = create_database(admin_url, f"{name}_draft")
        conn.execute(
            sql.SQL("alter database {} owner to {}").format(
                sql.Identifier(f"{name}_draft"), sql.Identifier(owner)
            )
        )
        apply_stand_in(draft)
        conn.execute(
            sql.SQL("alter database {} rename to {}").format(
                sql.Identifier(f"{name}_draft"), sql.Identifier(name)
            )
        )
    return name


def leave_attachments_out(conn: psycopg.Connection[Any]) -> None:
    """Let core.attach_table do nothing on a connection, if it leads to a scratch database.

    Tables of others are not there. Elsewhere a missing table is an error.
    """
    if _NAME.fullmatch(conn.info.dbname):
        conn.execute("set rowhouse.lacks_tables = 'on'")


@contextmanager
def scratch_database(admin_url: str, url: str, label: str = "scratch") -> Iterator[str]:
    """Yield the URL of a fresh database with the stand-in, as the role of `url`."""
    with connect(url) as conn:
        owner = conn.execute("select current_user as name").fetchone()
    template = ensure_blank_template(admin_url, owner["name"] if owner else "postgres")
    name = f"rowhouse_{label}_{secrets.token_hex(4)}"
    try:
        create_database(admin_url, name, template)  # Ctrl-C may come when the server has made it.
        with connect(with_database(admin_url, "postgres")) as conn:
            conn.execute(
                sql.SQL("alter database {} owner to {}").format(
                    sql.Identifier(name), sql.Identifier(owner["name"] if owner else "postgres")
                )
            )
        yield with_database(url, name)
    finally:
        drop_database(admin_url, name)
