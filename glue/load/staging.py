"""The staging table of a load, and the statements that read it.

Its columns are texts, as the file has them. A row is cast when it is inserted, so a bad value
is an error of its own row.
"""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter

import psycopg
from psycopg import sql

from glue.load.csv_rows import Record
from glue.load.request import Rejection, Request
from glue.load.target import Connection, Target

STAGING = sql.Identifier("pg_temp", "rowhouse_load_staging")

# Classes of SQLSTATE that say nothing about a row: the load stops, and can go on later.
_NOT_THE_ROWS_FAULT = frozenset(
    ("08", "0A", "25", "26", "28", "34", "3D", "3F", "40", "42", "53", "55", "57", "58", "XX")
)


class Staging:
    """The rows of one batch in the database."""

    def __init__(
        self,
        conn: Connection,
        target: Target,
        request: Request,
        header: Sequence[str],
        sources: Mapping[str, str],
    ) -> None:
        self.conn = conn
        self.target = target
        self.request = request
        self.sources = sources
        self._pick = _picker([header.index(source) for source in sources.values()])
        self._copy = sql.SQL("copy {} ({}) from stdin (format csv)").format(
            STAGING,
            sql.SQL(", ").join(map(sql.Identifier, ("_line", *sources))),
        )
        self._kinds = {column: target.kinds[column] for column in sources if column in target.kinds}
        self._to_iso = self._iso_statement()
        self._faults = self._faults_statement()
        self._insertion = self._insert_statement()
        self._casts = self._cast_statement()

    def make(self) -> None:
        """Make the staging table: every column that the target knows, constants as defaults."""
        columns = [
            sql.SQL("{} text default {}").format(
                sql.Identifier(name), sql.Literal(self.request.constants.get(name) or None)
            )
            for name in self.target.columns
        ]
        self.conn.execute(
            sql.SQL("create temporary table rowhouse_load_staging ({})").format(
                sql.SQL(", ").join((sql.SQL("_line bigint primary key"), *columns))
            )
        )

    def clear(self) -> None:
        """Take every row out."""
        self.conn.execute(sql.SQL("truncate {}").format(STAGING))

    def put(self, records: list[Record]) -> None:
        """Copy rows in, with dates of another order as ISO dates."""
        buffer = io.StringIO()
        # CRLF makes the writer quote both kinds of line end inside a field.
        csv.writer(buffer, lineterminator="\r\n").writerows(
            (record.line, *self._pick(record.fields)) for record in records
        )
        with self.conn.cursor() as cursor, cursor.copy(self._copy) as copy:
            copy.write(buffer.getvalue())
        if self._to_iso:
            self.conn.execute(self._to_iso)

    def reject_misspelt(self, records: list[Record], rejections: list[Rejection]) -> list[Record]:
        """Set aside the staged rows whose numbers and times are not spelled as such."""
        if not self._faults:
            return records
        found = {row["line"]: row["reason"] for row in self.conn.execute(self._faults)}
        if not found:
            return records
        rejections += [
            Rejection(record, found[record.line]) for record in records if record.line in found
        ]
        self.delete(found)
        return [record for record in records if record.line not in found]

    def review(self) -> Counter[str]:
        """Count what the table's own function says of the staged rows."""
        if self.target.has_reviewer:
            query = sql.SQL("select finding, lines from {}({}::regclass)").format(
                sql.Identifier(self.target.schema, f"_review_{self.target.name}"),
                sql.Literal("pg_temp.rowhouse_load_staging"),
            )
            return Counter({row["finding"]: row["lines"] for row in self.conn.execute(query)})
        return Counter()

    def insert(self, records: list[Record]) -> int:
        """Insert what is staged: these records, and nothing else."""
        if not self.target.has_loader:
            span = (records[0].line, records[-1].line)
            return psycopg.RawCursor(self.conn).execute(self._insertion, span).rowcount
        row = self.conn.execute(self._insertion).fetchone() or {}
        return int(row["inserted"])

    def reject_uncastable(self, records: list[Record], rejections: list[Rejection]) -> list[Record]:
        """Set aside the staged rows with a value that its column's type refuses."""
        # Without its size the planner would read the whole staging table at every attempt.
        self.conn.execute(sql.SQL("analyze {}").format(STAGING))
        return self._bisect(self._casts, records, rejections)[1]

    def reject_refused(self, records: list[Record], rejections: list[Rejection]) -> list[Record]:
        """Set aside the staged rows that the table's own function refuses."""
        if not self.target.has_refuser:
            return records
        query = sql.SQL("select line, reason from {}({}::regclass)").format(
            sql.Identifier(self.target.schema, f"_refuse_{self.target.name}"),
            sql.Literal("pg_temp.rowhouse_load_staging"),
        )
        found = {row["line"]: row["reason"] for row in self.conn.execute(query)}
        rejections += [
            Rejection(record, found[record.line]) for record in records if record.line in found
        ]
        return [record for record in records if record.line not in found]

    def retire(self) -> int:
        """Retire what the staged rows, all of the file, no longer have."""
        row = self.conn.execute(
            sql.SQL("select {}({}::regclass) as retired").format(
                sql.Identifier(self.target.schema, f"_retire_{self.target.name}"),
                sql.Literal("pg_temp.rowhouse_load_staging"),
            )
        ).fetchone()
        return int((row or {})["retired"])

    def insert_bisected(self, records: list[Record], rejections: list[Rejection]) -> int:
        """Insert the staged rows that the table takes; set aside those that it refuses."""
        return self._bisect(self._insertion, records, rejections)[0]

    def delete(self, lines: Iterable[int]) -> None:
        """Take rows out of the staging table."""
        self.conn.execute(
            sql.SQL("delete from {} where _line = any(%s)").format(STAGING), ([*lines],)
        )

    def _bisect(
        self, statement: sql.Composed, records: list[Record], rejections: list[Rejection]
    ) -> tuple[int, list[Record]]:
        """Let the database find the staged lines that a statement fails for."""
        row = self.conn.execute(
            "select * from core._run_with_bisection("
            "p_statement => %s, p_lines => %s, p_fatal_classes => %s)",
            (
                statement.as_string(self.conn),
                [record.line for record in records],
                list(_NOT_THE_ROWS_FAULT),
            ),
        ).fetchone()
        answer = row or {}
        reasons = dict(zip(answer["bad_lines"], answer["reasons"], strict=True))
        rejections += [
            Rejection(record, reasons[record.line]) for record in records if record.line in reasons
        ]
        return answer["done"], [record for record in records if record.line not in reasons]

    def _iso_statement(self) -> sql.Composed | None:
        """Write the staged dates of another order as ISO dates."""
        order = self.request.date_order
        columns = [name for name, kind in self._kinds.items() if kind in ("date", "timestamp")]
        if not order or not columns:
            return None
        changes = [
            sql.SQL("{0} = core.iso_time({0}, {1})").format(
                sql.Identifier(name), sql.Literal(order)
            )
            for name in columns
        ]
        return sql.SQL("update {} set {}").format(STAGING, sql.SQL(", ").join(changes))

    def _faults_statement(self) -> sql.Composed | None:
        if not self._kinds:
            return None
        faults = [
            sql.SQL(
                "({0} || ': ' || core.excerpt({1}) || ' ' || core.value_fault({1}, {2}))"
            ).format(sql.Literal(name), sql.Identifier(name), sql.Literal(kind))
            for name, kind in self._kinds.items()
        ]
        # Nearly no value is wrong: the functions are called for the rows where one is.
        wrong = [
            sql.SQL("{} !~ (select core.value_pattern({}))").format(
                sql.Identifier(name), sql.Literal(kind)
            )
            for name, kind in self._kinds.items()
        ]
        return sql.SQL(
            "select _line as line, concat_ws('; ', {}) as reason from {} where {}"
        ).format(sql.SQL(", ").join(faults), STAGING, sql.SQL(" or ").join(wrong))

    def _insert_statement(self) -> sql.Composed:
        if self.target.has_loader:
            return sql.SQL("select {}({}::regclass) as inserted").format(
                sql.Identifier(self.target.schema, f"_load_{self.target.name}"),
                sql.Literal("pg_temp.rowhouse_load_staging"),
            )
        names = (*self.sources, *self.request.constants)
        return sql.SQL(
            "insert into {} ({}) select {} from {} where _line between $1 and $2 order by _line"
        ).format(
            sql.Identifier(self.target.schema, self.target.name),
            sql.SQL(", ").join(map(sql.Identifier, names)),
            sql.SQL(", ").join(self._typed(names)),
            STAGING,
        )

    def _cast_statement(self) -> sql.Composed:
        names = (*self.sources, *self.request.constants)
        counted = [sql.SQL("count({})").format(typed) for typed in self._typed(names)]
        return sql.SQL("select {} from {} where _line between $1 and $2").format(
            sql.SQL(", ").join(counted), STAGING
        )

    def _typed(self, names: Iterable[str]) -> list[sql.Composed]:
        """Cast staged columns; the types come from the catalog, written as SQL."""
        return [
            sql.SQL("{}::{}").format(sql.Identifier(name), sql.SQL(self.target.columns[name]))
            for name in names
        ]


def stops_the_load(exc: psycopg.Error) -> bool:
    """Return whether an error is about the load, not about a row that it holds."""
    if exc.sqlstate is None:
        return True
    # A policy refuses a row by the code that also means a missing privilege.
    is_policy = isinstance(exc, psycopg.errors.InsufficientPrivilege)
    return exc.sqlstate[:2] in _NOT_THE_ROWS_FAULT and not is_policy


def describe(exc: psycopg.Error) -> str:
    """Return the database's words on a row that it refuses."""
    words = f"{exc.sqlstate}: {exc.diag.message_primary}"
    return f"{words}: {exc.diag.message_detail}" if exc.diag.message_detail else words


def _picker(positions: Sequence[int]) -> Callable[[list[str]], tuple[str, ...]]:
    if len(positions) > 1:
        return itemgetter(*positions)
    return lambda fields: (fields[positions[0]],)
