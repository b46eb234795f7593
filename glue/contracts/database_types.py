"""The type Database for supabase-js, as the Supabase CLI writes it for schema `api`.

A project needs no CLI for it. In a checkout a test compares both.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg.rows import DictRow

from glue.contracts.contracts import Contracts
from glue.contracts.origins import Origin, read_origins
from glue.contracts.typescript import type_rpcs
from glue.db import script
from glue.schema.rpcs import Rpc

_HERE = Path(__file__).parent
_JSON = "string | number | boolean | null | { [key: string]: Json | undefined } | Json[]"
_NOTHING = "[_ in never]: never"
_TYPES = {
    "boolean": ("bool",),
    "number": ("int2", "int4", "int8", "float4", "float8", "numeric"),
    "string": (
        "bytea", "bpchar", "varchar", "date", "text", "citext", "time", "timetz", "timestamp",
        "timestamptz", "uuid", "vector", "interval",
    ),
    "Json": ("json", "jsonb"),
    "undefined": ("void",),
    "Record<string, unknown>": ("record",),
}  # fmt: skip
_WRITTEN = {name: written for written, names in _TYPES.items() for name in names}

Row = Mapping[str, Any]


def write_types(conn: psycopg.Connection[DictRow], rpcs: list[Rpc], contracts: Contracts) -> str:
    """Return supabase/types.ts for what a database exposes."""
    conn.execute("set local search_path = ''")
    rows = conn.execute(script((_HERE / "database_types.sql").read_text())).fetchall()
    conn.execute("set local search_path to default")
    found = _Catalog(
        {row["name"]: row["definition"] for row in rows if row["kind"] == "relation"},
        [row["definition"] | row for row in rows if row["kind"] == "foreign key"],
    )
    functions = _members(row for row in rows if row["kind"] == "function")
    views = sorted((r["exposed"], name) for name, r in found.relations.items() if r["exposed"])
    views.sort(key=lambda view: _collated(view[0]))
    database = (
        f'"api": {{\nTables: {{\n{_NOTHING}\n}}\n'
        f"Views: {{\n{_lines(found.view(*view) for view in views)}\n}}\n"
        f"Functions: {{\n{_lines(map(_function, functions))}\n}}\n"
        f"Enums: {{\n{_NOTHING}\n}}\nCompositeTypes: {{\n{_NOTHING}\n}}\n}}\n"
    )
    text = f"\nexport type Json = {_JSON}\n\nexport type Database = {{\n{database}}}\n\n"
    return type_rpcs(text + (_HERE / "helpers.ts").read_text(), rpcs, contracts)


@dataclass(frozen=True, slots=True)
class _Catalog:
    """Views, the tables below them, and their foreign keys."""

    relations: Mapping[str, Row]
    keys: list[Row]

    def view(self, shown: str, name: str) -> str:
        """Return the member of a view."""
        view = self.relations[name]
        columns = _members(
            {**column, "is_set": column["is_set"] or self._is_set(name, place)}
            for place, column in enumerate(view["columns"])
        )
        parts = [f"Row: {{\n{_lines(map(_read, columns))}\n}}", "ComputedFields: never"]
        parts += [
            f"{verb}: {{\n{_lines(map(_set, columns))}\n}}"
            for verb in ("Insert", "Update")
            if view[f"may_{verb.lower()}"]
        ]
        parts.append(f"Relationships: [{', '.join(self._relationships(name))}]")
        return f'"{shown}": {{\n{_lines(parts)}\n}}'

    def _is_set(self, relation: str, place: int) -> bool:
        """Return whether a column of a view is never null, since what it shows is not."""
        column = self.relations[relation]["columns"][place]
        if column["is_set"]:
            return True
        origin = self._origins(relation)[place]
        if origin is None or origin.may_lack or origin.relation not in self.relations:
            return False
        return self._is_set(origin.relation, self._place(origin))

    def _origins(self, relation: str) -> list[Origin | None]:
        found = self.relations[relation]
        if not found["definition"]:
            return [None] * len(found["columns"])
        return read_origins(found["definition"])

    def _place(self, origin: Origin) -> int:
        names = [column["name"] for column in self.relations[origin.relation]["columns"]]
        return names.index(origin.column)

    def _base(self, relation: str, place: int) -> tuple[str, str]:
        """Return the table and the column that a column of a view shows."""
        origin = self._origins(relation)[place]
        if origin is None or origin.relation not in self.relations:
            return relation, self.relations[relation]["columns"][place]["name"]
        return self._base(origin.relation, self._place(origin))

    def _shown(self, relation: str) -> dict[tuple[str, str], str]:
        """Return {what a column of a view shows: its name}."""
        columns = self.relations[relation]["columns"]
        return {self._base(relation, place): it["name"] for place, it in enumerate(columns)}

    def _relationships(self, name: str) -> Iterator[str]:
        """Yield the foreign keys of which a view and another of `api` show all columns."""
        mine = self._shown(name)
        views = {n: self._shown(n) for n, it in self.relations.items() if it["exposed"]}
        for key in sorted(self.keys, key=lambda it: _collated(it["name"])):
            wanted = [(key["of"], column) for column in key["columns"]]
            if not all(column in mine for column in wanted):
                continue
            for other in sorted(views, key=lambda n: _collated(self.relations[n]["exposed"])):
                theirs = [(key["to"], column) for column in key["to_columns"]]
                if all(column in views[other] for column in theirs):
                    columns = [mine[column] for column in wanted]
                    referenced = [views[other][column] for column in theirs]
                    yield (
                        f"{{\nforeignKeyName: {_json(key['name'])}\ncolumns: {_json(columns)}\n"
                        f"isOneToOne: {_json(key['is_one_to_one'])}\n"
                        f"referencedRelation: {_json(self.relations[other]['exposed'])}\n"
                        f"referencedColumns: {_json(referenced)}\n}}"
                    )


def _function(row: Row) -> str:
    """Return the member of a function, in the form in which `type_rpcs` looks for it."""
    has = row["definition"]
    arguments = ", ".join(
        f'"{it["name"]}"{"?" if it["has_default"] else ""}: {_type(it)}'
        for it in _members(has["arguments"])
    )
    taken = f"{{ {arguments} }}" if arguments else "Record<PropertyKey, never>"
    returned = _type(has)
    if has["table"]:
        columns = (f"{_json(it['name'])}: {_type(it)}" for it in _members(has["table"]))
        returned = f"{{\n{_lines(columns)}\n}}"
    many = "[]" if has["is_list"] else ""
    return f'"{row["name"]}":\n{{ Args: {taken}; Returns: {returned}{many}\n{" " * 27}}}'


def _read(column: Row) -> str:
    return f"{_json(column['name'])}: {_or_null(_type(column), is_null=not column['is_set'])}"


def _set(column: Row) -> str:
    written = _or_null(_type(column), is_null=True) if column["may_write"] else "never"
    return f"{_json(column['name'])}?: {written}"


def _or_null(written: str, *, is_null: bool) -> str:
    if written == "Json" and not is_null:
        return "NonNullable<Json>"
    return f"{written} | null" if is_null and written != "unknown" else written


def _type(it: Row, name: str | None = None) -> str:
    """Return the type of what PostgREST answers or takes."""
    name = name or it["type"]
    if name.startswith("_"):
        return f"({_type(it, name.removeprefix('_'))})[]"
    if name in _WRITTEN:
        return _WRITTEN[name]
    return " | ".join(map(_json, it["labels"])) if it["labels"] else "unknown"


def _members(found: Iterable[Row]) -> list[Row]:
    return sorted(found, key=lambda it: _collated(it["name"]))


def _collated(name: str) -> str:
    """Return a key that sorts names as the CLI does: an underscore before all else."""
    return name.lower().replace("_", " ")


def _lines(found: Iterable[str]) -> str:
    return ",\n".join(found) or _NOTHING


def _json(value: Any) -> str:
    return json.dumps(value)
