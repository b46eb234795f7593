"""What to do when a database refuses: where it is away, lacks the release, or grants too little."""

import re

import psycopg

from glue.config import is_local
from glue.postgres.server import Server

_SAID = (
    ("password authentication failed", "Correct the user or the password in the URL."),
    ("no password supplied", "Write the password into the URL, or set PGPASSWORD or PGPASSFILE."),
    ("resolve host", "Correct the host in the URL."),
    (
        "does not exist",
        "Correct the name in the URL; `psql --list` shows the databases.",
    ),
    ("no pg_hba.conf entry", "Let pg_hba.conf of the server admit this user from this machine."),
    ("too many clients", "End sessions, or put a pooler in front: docs/pooling.md."),
    ("connection slots are reserved", "End sessions, or put a pooler in front: docs/pooling.md."),
    ("SSL", "Correct `sslmode` in the URL, or the certificates of the server."),
)
"""What the library or the server says, and what helps. Their words carry no SQLSTATE here."""

STACK = "Is it up? `rowhouse status` shows it, `rowhouse up` starts it."
ANOTHER = (
    "Correct host and port in --url or DATABASE_URL, or start that server; `rowhouse up` does not."
)
ABSENT = (
    "Is it the right database? `rowhouse migrate status` shows what it lacks, `rowhouse migrate up`"
    " brings it."
)
REPLICA = "This is a replica, or a leader that steps back: name the primary, which takes writes."
RIGHTS = "Connect as the owner: --url or DATABASE_URL of role postgres."
BUSY = "Another session holds a lock in the way: repeat this when its transaction has ended."
MAKER = (
    "A scratch database is needed: let the role of DATABASE_ADMIN_URL, or else of DATABASE_URL,"
    " make databases (`alter role … createdb`)."
)

_REMEDIES = (
    (psycopg.errors.ReadOnlySqlTransaction, REPLICA),
    (psycopg.errors.LockNotAvailable, BUSY),
    (psycopg.errors.InsufficientPrivilege, RIGHTS),
)
_LACKS = (
    psycopg.errors.UndefinedTable,
    psycopg.errors.UndefinedFunction,
    psycopg.errors.InvalidSchemaName,
)
_OURS = re.compile(r"\b(?:core|filters)\b")
"""What is named as absent is of a release, rather than a name that the caller gave."""


def remedy_unreachable(exc: psycopg.OperationalError) -> str:
    """Return what helps where a connection could not be made, or has broken."""
    said = str(exc)
    for words, remedy in _SAID:
        if words in said:
            return remedy
    return STACK if _is_of_the_stack(exc) else ANOTHER


def _is_of_the_stack(exc: psycopg.OperationalError) -> bool:
    """Return whether the local stack is meant; a connection that failed knows its port."""
    port = exc.pgconn.port.decode() if exc.pgconn is not None else None
    return is_local() and port in {None, str(Server().port)}


def remedy_refused(exc: psycopg.Error) -> str:
    """Return what helps where the server refused a statement; its own hint comes first."""
    if exc.diag.message_hint:
        return exc.diag.message_hint
    if isinstance(exc, _LACKS) and _OURS.search(exc.diag.message_primary or ""):
        return ABSENT
    if "permission denied to create database" in (exc.diag.message_primary or ""):
        return MAKER
    return next((remedy for kind, remedy in _REMEDIES if isinstance(exc, kind)), "")
