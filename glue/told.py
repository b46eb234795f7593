"""Tables as the broadcast macro needs them: what each operation tells of a row `r`."""

from dataclasses import dataclass
from pathlib import Path

from glue.audited import read_audited


@dataclass(frozen=True, slots=True)
class Operation:
    """Pieces of SQL over the rows that one operation changed."""

    verb: str
    rows: str
    key: str
    changed: str


@dataclass(frozen=True, slots=True)
class Told:
    """One broadcast table: `r` is a row as it is now, or as it last was; `o` before."""

    table: str
    columns: tuple[str, ...]
    keys: tuple[str, ...]

    @property
    def function(self) -> str:
        """The name of its trigger function."""
        schema, name = self.table.split(".")
        return f"{schema}.tg_{name}__broadcast"

    @property
    def events(self) -> tuple[tuple[str, str], ...]:
        """The events that are told, with the rows that each one's trigger sees."""
        return (
            ("insert", "referencing new table as new_rows"),
            ("update", "referencing old table as old_rows new table as new_rows"),
            ("delete", "referencing old table as old_rows"),
        )

    @property
    def inserted(self) -> Operation:
        """What an insert tells: the whole row."""
        return Operation("inserted", "new_rows as r", self._key, "to_jsonb(r)")

    @property
    def updated(self) -> Operation:
        """What an update tells: the key, and what is new; a row that kept all is silent."""
        join = " and ".join(f"r.{name} = o.{name}" for name in self.keys)
        rows = f"new_rows as r\nleft join old_rows as o on {join}\nwhere o is distinct from r"
        same = ",\n    ".join(
            f"case when o.{name} is not distinct from r.{name} then '{name}' end"
            for name in self.columns
            if name not in self.keys
        )
        changed = f"to_jsonb(r) - array[\n    {same}\n]"
        return Operation("updated", rows, self._key, changed)

    @property
    def deleted(self) -> Operation:
        """What a delete tells: the key of what is gone."""
        pairs = ", ".join(f"'{name}', r.{name}" for name in self.keys)
        return Operation("deleted", "old_rows as r", self._key, f"jsonb_build_object({pairs})")

    @property
    def _key(self) -> str:
        texts = [f"r.{name}::text" for name in self.keys]
        return texts[0] if len(texts) == 1 else f"jsonb_build_array({', '.join(texts)})::text"


def read_told(root: Path, table: str) -> Told:
    """Read the one table of `sql/tables/<schema>/<name>.sql`."""
    shape = read_audited(root, table)
    return Told(table, shape.columns, shape.key)
