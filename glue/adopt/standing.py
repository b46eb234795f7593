"""What stands in a database beside Rowhouse, to prove that nothing of it changes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from glue.db import connect, script
from glue.schema.modules import read_modules

_QUERY = Path(__file__).with_name("standing.sql")
_ROLES = Path(__file__).with_name("roles.sql")
ROLES = ("app_worker", "app_reader")
_ALWAYS = ("api", "rowhouse", "filters_compiled", "tests")

MADE_OUTSIDE = frozenset(
    {
        *(("role", name) for name in ROLES),
        ("policy", "select_subscriber_topic on realtime.messages"),
    }
)
"""What a release makes outside its schemas; `rowhouse remove` takes it back."""


TAKEN_FROM_PUBLIC = frozenset({"schema public", "database it"})
"""What core revokes from PUBLIC, with a default privilege, in a database without other tables."""


_ATTACHED = re.compile(
    r"t(20_validate|(70_count|80_audit|90_broadcast|90_webhooks)_"
    r"(insert|update|delete|truncate)) on "
)


@dataclass(frozen=True, slots=True)
class Change:
    """One object of others, or outside our schemas, that is not as it was."""

    kind: str
    name: str
    what: str

    def __str__(self) -> str:
        """Say what happened to it."""
        return f"{self.kind} {self.name} was {self.what}"


def our_schemas(modules: Iterable[str]) -> list[str]:
    """Return the schemas that a release makes with these modules.

    A schema with the name of another module is of others.
    """
    return sorted({*modules, *_ALWAYS})


def read_roles(conn: psycopg.Connection[Any]) -> dict[str, bool]:
    """Return {role of a release that stands on the server: whether a release made it}."""
    rows = conn.execute(script(_ROLES.read_text())).fetchall()
    return {row["name"]: row["is_ours"] for row in rows}


def standing(url: str) -> dict[tuple[str, str], str]:
    """Return {(kind, name): definition} of everything outside the schemas of a release."""
    ours = "{" + ",".join(our_schemas(read_modules().chosen)) + "}"
    with connect(url, autocommit=False) as conn:
        conn.execute("select set_config('rowhouse.ours', %s, true)", (ours,))
        rows = conn.execute(script(_QUERY.read_text())).fetchall()
    return {(row["kind"], row["name"]): row["is"] for row in rows}


def changes(before: dict[tuple[str, str], str], after: dict[tuple[str, str], str]) -> list[Change]:
    """Return what came, went or is other than before."""
    found = [Change(*key, "made") for key in after.keys() - before.keys()]
    found += [Change(*key, "dropped") for key in before.keys() - after.keys()]
    found += [
        Change(*key, "changed") for key in before.keys() & after.keys() if before[key] != after[key]
    ]
    return sorted(found, key=lambda change: (change.kind, change.name))


def foreign_changes(
    before: dict[tuple[str, str], str], after: dict[tuple[str, str], str]
) -> list[Change]:
    """Return the changes that no release makes beside tables of others, and no attachment."""
    return [
        it
        for it in changes(before, after)
        if (it.kind, it.name) not in MADE_OUTSIDE
        and not (it.kind == "trigger" and it.what == "made" and _ATTACHED.match(it.name))
    ]


def is_taken_from_public(change: Change) -> bool:
    """Return whether core makes this change where a database has no tables but ours."""
    return change.kind == "default privilege" or f"{change.kind} {change.name}" in (
        TAKEN_FROM_PUBLIC
    )
