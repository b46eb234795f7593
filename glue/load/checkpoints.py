"""How far a load came: the rows of core.load_checkpoints."""

from dataclasses import dataclass

from glue.load.target import Connection


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How far a load came: the row of core.load_checkpoints."""

    last_line: int = 0
    rows_read: int = 0
    rows_inserted: int = 0
    rows_rejected: int = 0
    rejected_bytes: int = 0
    is_finished: bool = False


class Checkpoints:
    """The checkpoint of one load, by its key."""

    def __init__(self, conn: Connection, key: str) -> None:
        self.conn = conn
        self.key = key

    def find(self) -> Checkpoint | None:
        """Return how far this load came; None when it never began."""
        found = self.conn.execute(
            "select last_line, rows_read, rows_inserted, rows_rejected, rejected_bytes,"
            " finished_at is not null as is_finished"
            " from core.load_checkpoints where key = %s",
            (self.key,),
        ).fetchone()
        return None if found is None else Checkpoint(**found)

    def begin(self, table_name: str, file_name: str) -> None:
        """Note the load before its first row, and forget an earlier one of this file."""
        with self.conn.transaction():
            self.forget()
            self.conn.execute(
                "insert into core.load_checkpoints (key, table_name, file_name)"
                " values (%s, %s, %s)",
                (self.key, table_name, file_name),
            )

    def save(self, done: Checkpoint, *, is_finished: bool = False) -> None:
        """Move the checkpoint on, in the transaction of the rows."""
        self.conn.execute(
            "update core.load_checkpoints set last_line = %s, rows_read = %s,"
            " rows_inserted = %s, rows_rejected = %s, rejected_bytes = %s, updated_at = now(),"
            " finished_at = case when %s then now() end where key = %s",
            (
                done.last_line,
                done.rows_read,
                done.rows_inserted,
                done.rows_rejected,
                done.rejected_bytes,
                is_finished,
                self.key,
            ),
        )

    def forget(self) -> None:
        """Delete the checkpoint: the load begins anew."""
        self.conn.execute("delete from core.load_checkpoints where key = %s", (self.key,))
