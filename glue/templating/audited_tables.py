"""Tables as the audit macro needs them: columns and key, read from their own source.

Two values are the same when they are stored alike, not when their type's `=` says so: an
interval of `1 month` equals one of `30 days`, numeric 1.0 equals 1.00, and json has no `=`
at all. A key has one spelling, whatever the session's settings say about times and numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pglast
from pglast import ast, enums

from glue.errors import ConfigError
from glue.schema.parsing import named_errors
from glue.schema.sources import path_of
from glue.schema.texts import read_text


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its type as SQL names it, without length or precision; `text[]` for arrays."""

    name: str
    type: str

    @property
    def is_plain(self) -> bool:
        """Whether values that are equal are also stored alike and spelled alike."""
        return self.type in _PLAIN

    @property
    def spelled_by(self) -> tuple[str, ...]:
        """The settings that decide how its text reads; all of them for an unknown type."""
        if self.type in _FIXED:
            return ()
        return _SPELLED_BY.get(self.type, tuple(_SETTINGS))

    def kept(self, before: str, after: str) -> str:
        """Return the condition under which both rows hold the same value."""
        if self.is_plain:
            return f"{before}.{self.name} is not distinct from {after}.{self.name}"
        return f"row({before}.{self.name})::record *= row({after}.{self.name})::record"

    def joins(self, before: str, after: str) -> str:
        """Return the condition under which both rows have the same part of the key."""
        if self.is_plain:
            return f"{before}.{self.name} = {after}.{self.name}"
        return f"{before}.{self.name}::text = {after}.{self.name}::text"


_FIXED = frozenset(
    {"smallint", "integer", "bigint", "oid", "boolean", "uuid", "text", "name", "regclass"}
    | {"numeric", "json", "jsonb", "text[]", "integer[]", "bigint[]", "uuid[]"}
)
"""Types whose text is the same under any settings."""

_PLAIN = (_FIXED - {"numeric", "json", "jsonb"}) | {"date", "timestamp", "timestamptz", "bytea"}
"""Types of which equal values are stored alike: comparing them is cheaper than their images."""

_SETTINGS = {
    "timezone": "'UTC'",
    "datestyle": "'ISO, YMD'",
    "intervalstyle": "'postgres'",
    "extra_float_digits": "1",
    "bytea_output": "'hex'",
    "lc_monetary": "'C'",
}
"""The settings that a value's text depends on, and what they are while a trigger writes it."""

_SPELLED_BY = {
    "timestamptz": ("timezone", "datestyle"),
    "timestamp": ("datestyle",),
    "date": ("datestyle",),
    "interval": ("intervalstyle",),
    "double precision": ("extra_float_digits",),
    "real": ("extra_float_digits",),
    "bytea": ("bytea_output",),
    "money": ("lc_monetary",),
}

_SPELLINGS = {
    "int2": "smallint",
    "int4": "integer",
    "int8": "bigint",
    "bool": "boolean",
    "float4": "real",
    "float8": "double precision",
    "varchar": "text",
}
"""What the grammar calls a type, where this module uses SQL's name."""


@dataclass(frozen=True, slots=True)
class AuditedTable:
    """One audited table: pieces of SQL over its rows, `o` before and `n` after."""

    table: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    masked: tuple[str, ...] = ()
    uncounted: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[Column, ...]:
        """The columns of the key, in its order."""
        by_name = {column.name: column for column in self.columns}
        return tuple(by_name[name] for name in self.key)

    @property
    def rest(self) -> tuple[Column, ...]:
        """The columns that are not in the key."""
        return tuple(column for column in self.columns if column.name not in self.key)

    @property
    def function(self) -> str:
        """The name of its trigger function."""
        schema, name = self.table.split(".")
        return f"{schema}.tg_{name}__audit"

    @property
    def settings(self) -> str:
        """The `set` clauses of its trigger function: every value has one spelling there."""
        needed = {name for column in self.keys for name in column.spelled_by}
        # JSON has a form of its own for dates, but not for the zone that a time is shown in.
        needed |= {name for column in self.rest for name in column.spelled_by} - {"datestyle"}
        fixed = (f"set {name} = {value}" for name, value in _SETTINGS.items() if name in needed)
        return "\n    ".join(["set search_path = pg_catalog, pg_temp", *fixed])

    @property
    def arguments(self) -> str:
        """What its triggers hand over: the masked columns, for readers of the catalog."""
        return ", ".join(f"'{name}'" for name in self.masked)

    @property
    def join(self) -> str:
        """The condition under which a row before and a row after are the same row."""
        return " and ".join(column.joins("o", "n") for column in self.keys)

    @property
    def old_key(self) -> str:
        """The key of the row before, as one text."""
        return self.key_of("o")

    @property
    def new_key(self) -> str:
        """The key of the row after, as one text."""
        return self.key_of("n")

    @property
    def either_key(self) -> str:
        """The key of the row before, or of the row after where there was none before."""
        if len(self.key) == 1:
            return f"coalesce({self.old_key}, {self.new_key})"
        return f"case when o.{self.key[0]} is null then {self.new_key} else {self.old_key} end"

    @property
    def whole(self) -> str:
        """The row before, masked columns covered."""
        if not self.masked:
            return "to_jsonb(o)"
        covers = ", ".join(f'"{name}": "***"' for name in self.masked)
        return f"(to_jsonb(o) || '{{{covers}}}')"

    @property
    def differs(self) -> str:
        """The condition under which an update changed more than what is uncounted.

        Also true of a row that has no partner.
        """
        if not self.uncounted:
            return "(o *<> n) is not false"
        first = self.key[0]
        return (
            f"o.{first} is null\n        or n.{first} is null\n"
            f"        or {self._image('o')} *<> {self._image('n')}"
        )

    @property
    def unchanged(self) -> tuple[str, ...]:
        """One expression per column: its name when it kept its value, else null."""
        return (*(f"'{name}'" for name in self.key), *self.kept("o", "n"))

    @property
    def events(self) -> tuple[tuple[str, str], ...]:
        """The events that are audited, with the rows that each one's trigger sees."""
        return (
            ("insert", "referencing new table as new_rows"),
            ("update", "referencing old table as old_rows new table as new_rows"),
            ("delete", "referencing old table as old_rows"),
            ("truncate", ""),
        )

    def _image(self, row: str) -> str:
        counted = (c.name for c in self.columns if c.name not in self.uncounted)
        fields = ",\n            ".join(f"{row}.{name}" for name in counted)
        return f"row(\n            {fields}\n        )::record"

    def kept(self, before: str, after: str) -> tuple[str, ...]:
        """Return one expression per column outside the key: its name when it kept its value."""
        return tuple(
            f"case when {column.kept(before, after)} then '{column.name}' end"
            for column in self.rest
        )

    def key_of(self, row: str) -> str:
        """Return the key of a row as one text, or as a JSON array of texts."""
        texts = [f"{row}.{name}::text" for name in self.key]
        return texts[0] if len(texts) == 1 else f"jsonb_build_array({', '.join(texts)})::text"


def read_audited_table(
    root: Path, table: str, masked: Sequence[str] = (), uncounted: Sequence[str] = ()
) -> AuditedTable:
    """Read the one table at `tables/<schema>/<name>`."""
    schema, name = table.split(".")
    path = path_of(f"tables/{schema}/{name}", root)
    if path is None:
        raise ConfigError(f"audit({table!r}): there is no sql/tables/{schema}/{name}.sql")
    statement = _read_table(path, name)
    if statement.partspec or statement.inhRelations:
        raise ConfigError(
            f"audit({table!r}): the table is partitioned or inherits",
            "Postgres fires no statement trigger of a parent for a write to its partition, and "
            "such a write would leave no entry. Audit plain tables only.",
        )
    elements = statement.tableElts or ()
    columns = tuple(_column(e) for e in elements if isinstance(e, ast.ColumnDef))
    key = tuple(_key_columns(elements))
    if not key:
        raise ConfigError(f"audit({table!r}): {path.name} has no primary key")
    for column in masked:
        if column not in {c.name for c in columns} or column in key:
            raise ConfigError(f"audit({table!r}): {column!r} is not a column that can be masked")
    return AuditedTable(table, columns, key, tuple(masked), tuple(uncounted))


def _read_table(path: Path, name: str) -> ast.CreateStmt:
    text = read_text(path)
    with named_errors(path.name, text):
        parsed = pglast.parse_sql(text)
    for raw in parsed:
        if isinstance(raw.stmt, ast.CreateStmt) and raw.stmt.relation.relname == name:
            return raw.stmt
    raise ConfigError(f"{path.name} creates no table {name}")


def _column(element: ast.ColumnDef) -> Column:
    """Read name and type; a text with a collation of its own may call different texts equal."""
    words = [str(part.sval) for part in element.typeName.names]
    spelling = words[-1] if len(words) == 1 or words[0] == "pg_catalog" else ".".join(words)
    name = _SPELLINGS.get(spelling, spelling)
    collations = (
        [str(part.sval) for part in element.collClause.collname] if element.collClause else []
    )
    if collations not in ([], ["C"], ["pg_catalog", "C"]):
        name += f' collate "{collations[-1]}"'
    return Column(str(element.colname), name + "[]" * len(element.typeName.arrayBounds or ()))


def _key_columns(elements: Sequence[ast.Node]) -> Sequence[str]:
    for element in elements:
        if isinstance(element, ast.Constraint) and _is_primary(element):
            return [str(key.sval) for key in element.keys]
        if isinstance(element, ast.ColumnDef) and any(
            _is_primary(constraint) for constraint in element.constraints or ()
        ):
            return [str(element.colname)]
    return []


def _is_primary(constraint: ast.Constraint) -> bool:
    return bool(constraint.contype == enums.ConstrType.CONSTR_PRIMARY)
