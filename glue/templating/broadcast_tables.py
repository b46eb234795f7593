"""Tables as the broadcast macro needs them: what an event of each operation says of a row."""

from dataclasses import dataclass
from pathlib import Path

from glue.templating.audited_tables import AuditedTable, read_audited_table


@dataclass(frozen=True, slots=True)
class Operation:
    """Pieces of SQL over the rows that one operation changed."""

    verb: str
    rows: str
    key: str
    changed: str


@dataclass(frozen=True, slots=True)
class BroadcastTable:
    """One broadcast table: `r` is a row as it is now, or as it last was; `o` before."""

    shape: AuditedTable

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
        """The operations that are broadcast, with the rows that each one's trigger sees."""
        return tuple(event for event in self.shape.events if event[0] != "truncate")

    @property
    def inserted(self) -> Operation:
        """What the event of an insert holds: the whole row."""
        return Operation("inserted", "new_rows as r", self._key, "to_jsonb(r)")

    @property
    def updated(self) -> Operation:
        """What the event of an update holds: the key and what changed; none if nothing did."""
        join = " and ".join(column.joins("r", "o") for column in self.shape.keys)
        rows = f"new_rows as r\nleft join old_rows as o on {join}\nwhere (o *<> r) is not false"
        same = ",\n    ".join(self.shape.kept("o", "r"))
        changed = f"to_jsonb(r) - array[\n    {same}\n]"
        return Operation("updated", rows, self._key, changed)

    @property
    def deleted(self) -> Operation:
        """What the event of a delete holds: the key of the row."""
        pairs = ", ".join(f"'{name}', r.{name}" for name in self.shape.key)
        return Operation("deleted", "old_rows as r", self._key, f"jsonb_build_object({pairs})")

    @property
    def _key(self) -> str:
        return self.shape.key_of("r")


def read_broadcast_table(root: Path, table: str) -> BroadcastTable:
    """Read the one table of `sql/tables/<schema>/<name>.sql`."""
    return BroadcastTable(read_audited_table(root, table))
