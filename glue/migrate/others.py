"""What stands in a live database beside a release, which no comparison names."""

from dataclasses import dataclass
from typing import Any

import psycopg

Connection = psycopg.Connection[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Others:
    """What stands in a live database beside us: schemas, and objects in `public`."""

    schemas: tuple[str, ...] = ()
    in_public: tuple[str, ...] = ()
    has_rights: bool = False
    """Whether what PUBLIC may do, in public and with new functions, is theirs too."""
    compiled: tuple[str, ...] = ()
    """Functions that core wrote from validation rules that are not those of the release."""


NONE = Others()


def is_adopted_database(conn: Connection) -> bool:
    """Return whether core came beside tables of others, and left them what PUBLIC may do."""
    there = conn.execute("select where to_regclass('core.adoptions') is not null")
    return bool(there.rowcount and conn.execute("select from core.adoptions").rowcount)


def compiled_otherwise(live: Connection, wanted: Connection) -> tuple[str, ...]:
    """Return the check functions of entities whose rules are not those of the release.

    `attach validation` and an admin make such rules; the function follows from the rows.
    Where the rows are those of the release, a function that differs is drift.
    """
    one, two = _rules(live), _rules(wanted)
    entities = sorted(it for it in one.keys() | two.keys() if one.get(it) != two.get(it))
    return tuple(f"_check_{entity.replace('.', '__')}" for entity in entities)


def _rules(conn: Connection) -> dict[str, Any]:
    if not conn.execute("select where to_regclass('core.validation_rules') is not null").rowcount:
        return {}
    rows = conn.execute(
        "select entity, jsonb_agg(to_jsonb(r) order by name) as rules"
        " from core.validation_rules as r group by entity"
    )
    return {row["entity"]: row["rules"] for row in rows}


def rules_without(others: Others) -> list[dict[str, Any]]:
    """Return what a profile of the differ matches to leave out what is others'."""
    rules: list[dict[str, Any]] = []
    if others.schemas:
        names = list(others.schemas)
        rules += [
            {"schema": names},
            {"all": [{"kind": "schema"}, {"name": names}]},
            {"target": {"schema": names}},
            {"target": {"kind": "schema", "name": names}},
        ]
    if others.in_public:
        names = list(others.in_public)
        rules += [
            {"all": [{"schema": "public"}, {"name": names}]},
            {
                "all": [
                    {"schema": "public"},
                    {"idField": {"field": "table", "glob": names}},
                ]
            },
            {"target": {"schema": "public", "name": names}},
        ]
    if others.has_rights:
        rules += [
            {"all": [{"kind": "schema"}, {"name": ["public"]}]},
            {"target": {"kind": "schema", "name": ["public"]}},
            {"kind": "defaultPrivilege"},
        ]
    if others.compiled:
        names = list(others.compiled)
        rules += [
            {"all": [{"schema": "core"}, {"name": names}]},
            {"target": {"schema": "core", "name": names}},
        ]
    return rules
