"""Tables as the audit macro needs them: columns and key, read from their own source."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pglast
from pglast import ast, enums

from glue.errors import ConfigError
from glue.texts import read_text


@dataclass(frozen=True, slots=True)
class Audited:
    """One audited table: pieces of SQL over its rows, `o` before and `n` after."""

    table: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    masked: tuple[str, ...] = ()
    uncounted: tuple[str, ...] = ()

    @property
    def function(self) -> str:
        """The name of its trigger function."""
        schema, name = self.table.split(".")
        return f"{schema}.tg_{name}__audit"

    @property
    def arguments(self) -> str:
        """What its triggers hand over: the masked columns, for readers of the catalog."""
        return ", ".join(f"'{name}'" for name in self.masked)

    @property
    def join(self) -> str:
        """The condition under which a row before and a row after are the same row."""
        return " and ".join(f"o.{name} = n.{name}" for name in self.key)

    @property
    def old_key(self) -> str:
        """The key of the row before, as one text."""
        return self._key("o")

    @property
    def new_key(self) -> str:
        """The key of the row after, as one text."""
        return self._key("n")

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
        """The condition under which an update changed more than what is uncounted."""
        if not self.uncounted:
            return "o is distinct from n"
        names = ", ".join(f"'{name}'" for name in self.uncounted)
        return (
            f"to_jsonb(o) - array[{names}]\n"
            f"            is distinct from to_jsonb(n) - array[{names}]"
        )

    @property
    def unchanged(self) -> tuple[str, ...]:
        """One expression per column: its name when it kept its value, else null."""
        key = (f"'{name}'" for name in self.key)
        rest = (
            f"case when o.{name} is not distinct from n.{name} then '{name}' end"
            for name in self.columns
            if name not in self.key
        )
        return (*key, *rest)

    @property
    def events(self) -> tuple[tuple[str, str], ...]:
        """The events that are audited, with the rows that each one's trigger sees."""
        return (
            ("insert", "referencing new table as new_rows"),
            ("update", "referencing old table as old_rows new table as new_rows"),
            ("delete", "referencing old table as old_rows"),
            ("truncate", ""),
        )

    def _key(self, row: str) -> str:
        texts = [f"{row}.{name}::text" for name in self.key]
        return texts[0] if len(texts) == 1 else f"jsonb_build_array({', '.join(texts)})::text"


def read_audited(
    root: Path, table: str, masked: Sequence[str] = (), uncounted: Sequence[str] = ()
) -> Audited:
    """Read the one table of `sql/tables/<schema>/<name>.sql`."""
    schema, name = table.split(".")
    path = root / "sql" / "tables" / schema / f"{name}.sql"
    if not path.exists():
        raise ConfigError(f"audit({table!r}): there is no {path.relative_to(root)}")
    elements = [
        element
        for raw in pglast.parse_sql(read_text(path))
        if isinstance(raw.stmt, ast.CreateStmt) and raw.stmt.relation.relname == name
        for element in raw.stmt.tableElts or ()
    ]
    columns = tuple(str(e.colname) for e in elements if isinstance(e, ast.ColumnDef))
    key = tuple(_key_columns(elements))
    if not key:
        raise ConfigError(f"audit({table!r}): {path.name} has no primary key")
    for column in masked:
        if column not in columns or column in key:
            raise ConfigError(f"audit({table!r}): {column!r} is no column that can be masked")
    return Audited(table, columns, key, tuple(masked), tuple(uncounted))


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
