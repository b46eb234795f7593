"""Tables as the broadcast macro needs them: what each operation tells of a row `r`."""

from dataclasses import dataclass
from pathlib import Path

from glue.audited import Audited, read_audited


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

    shape: Audited

    @property
    def table(self) -> str:
        """The table, with its schema."""
        return self.shape.table

    @property
    def function(self) -> str:
        """The name of its trigger function."""
        schema, name = self.table.split(".")
        return f"{schema}.tg_{name}__broadcast"

    @property
    def settings(self) -> str:
        """The `set` clauses of its trigger function: every value has one spelling there."""
        return self.shape.settings

    @property
    def events(self) -> tuple[tuple[str, str], ...]:
        """The events that are told, with the rows that each one's trigger sees."""
        return tuple(event for event in self.shape.events if event[0] != "truncate")

    @property
    def inserted(self) -> Operation:
        """What an insert tells: the whole row."""
        return Operation("inserted", "new_rows as r", self._key, "to_jsonb(r)")

    @property
    def updated(self) -> Operation:
        """What an update tells: the key, and what is new; a row that kept all is silent."""
        join = " and ".join(column.joins("r", "o") for column in self.shape.keys)
        rows = f"new_rows as r\nleft join old_rows as o on {join}\nwhere (o *<> r) is not false"
        same = ",\n    ".join(self.shape.kept("o", "r"))
        changed = f"to_jsonb(r) - array[\n    {same}\n]"
        return Operation("updated", rows, self._key, changed)

    @property
    def deleted(self) -> Operation:
        """What a delete tells: the key of what is gone."""
        pairs = ", ".join(f"'{name}', r.{name}" for name in self.shape.key)
        return Operation("deleted", "old_rows as r", self._key, f"jsonb_build_object({pairs})")

    @property
    def _key(self) -> str:
        return self.shape.key_of("r")


def read_told(root: Path, table: str) -> Told:
    """Read the one table of `sql/tables/<schema>/<name>.sql`."""
    return Told(read_audited(root, table))
