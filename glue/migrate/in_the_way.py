"""Objects of others that have the name of one that a run is about to make."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import errors

from glue.db import script
from glue.errors import DriftError
from glue.migrate.history import Migration
from glue.migrate.identities import Identity, identities
from glue.migrate.ledger import Item
from glue.migrate.once_only import made_anew

_QUERY = Path(__file__).with_name("in_the_way.sql")
_SHOWN = 5
_PUSHED = (
    " If this release made it by `supabase db push`, go on with that alone"
    " (docs/migrate.md#supabase-and-other-servers)."
)
_NO_SUCH_TYPE = (errors.UndefinedObject, errors.InvalidSchemaName)
"""Before Postgres 16, a look-up of a function with such a parameter raises it."""


@dataclass(frozen=True, slots=True)
class Change:
    """What stands by the ledger, and what comes."""

    applied: Mapping[str, Mapping[str, str]]
    standing: Sequence[Item]
    pending: Sequence[Migration]
    target: Sequence[Item]


def refuse(found: Sequence[str], more_remedy: str = "") -> None:
    """Raise where there are objects in the way, by their kinds and names."""
    if found:
        first, *more = found
        rest = f"{len(more)} more: {', '.join(more[:_SHOWN])}"
        also = f", and {rest}" if more else ""
        raise DriftError(
            f"{first} is in the way: this release makes one of this name{also}",
            f"Rename or drop it, and what uses it; nothing was changed.{more_remedy}",
        )


def refuse_what_is_in_the_way(conn: psycopg.Connection[Any], change: Change) -> None:
    """Raise where an object that the ledger does not know has the name of one that comes.

    Only what the change brings is looked up, in the catalog: a run without one asks nothing.
    A step that is run statement by statement is left out, since an earlier try may have left
    a part of it.
    """
    found = _without_parts(_foreign(conn, change))
    refuse([_words(it) for it in found], "" if change.applied else _PUSHED)


def _foreign(conn: psycopg.Connection[Any], change: Change) -> list[Identity]:
    ours = _made_by(item.body for item in change.standing)
    texts = {item.sha256 for item in change.standing}
    comes = made_anew([it.body for it in change.pending if it.transactional])
    comes |= _made_by(item.body for item in change.target if item.sha256 not in texts)
    there = _there(conn, [it for it in comes if it not in ours])
    if there:
        ours |= _made_by(row["body"] for row in change.applied.values())
    return [
        it
        for it in there
        if it not in ours and (it.kind != "function" or _is_foreign(conn, it, ours))
    ]


def _made_by(bodies: Iterable[str]) -> dict[Identity, None]:
    """Return what texts make that may be made again; not what roles may, nor attachments."""
    return {
        made: None
        for body in bodies
        for made in identities(body)
        if made.kind not in ("access", "attachment")
    }


def _there(conn: psycopg.Connection[Any], wanted: Sequence[Identity]) -> list[Identity]:
    """Return those of which an object exists; of a function, one of its name."""
    if not wanted:
        return []
    with conn.transaction():
        for name, values in (
            ("kinds", [it.kind for it in wanted]),
            ("names", [it.name for it in wanted]),
            ("tables", [it.table for it in wanted]),
        ):
            conn.execute(
                "select set_config('rowhouse.' || %s, %s::text[]::text, true)", (name, values)
            )
        rows = conn.execute(script(_QUERY.read_text())).fetchall()
    return [wanted[row[0] - 1] for row in rows]


def _is_foreign(
    conn: psycopg.Connection[Any], function: Identity, ours: Iterable[Identity]
) -> bool:
    """Return whether a function is there and is none of ours, however its types are spelt."""
    oid = _oid(conn, function)
    namesakes = (it for it in ours if it.kind == "function" and _name(it) == _name(function))
    return oid is not None and oid not in {_oid(conn, it) for it in namesakes}


def _oid(conn: psycopg.Connection[Any], function: Identity) -> int | None:
    try:
        with conn.transaction():
            row = conn.execute(script(function.locate)).fetchone()
    except _NO_SUCH_TYPE:
        return None
    return row[1] if row else None


def _name(function: Identity) -> str:
    return function.name.partition("(")[0]


def _without_parts(found: Sequence[Identity]) -> list[Identity]:
    """Leave out the parts of a table that is itself among them."""
    tables = {it.name for it in found if it.kind == "table"}
    return [it for it in found if it.table not in tables]


def _words(it: Identity) -> str:
    return f"column {it.table}.{it.name}" if it.kind == "column" else str(it)
