"""Loading a CSV into a table: batches by COPY, bad rows set aside, resumable.

One transaction a batch: COPY into a temporary table of text columns, one insert-select
(or `<schema>._load_<table>` where that exists), the rejected rows appended to their file,
the checkpoint. A batch that fails is halved under savepoints until the bad rows stand
alone. The rejected file is cut to the checkpoint's length before anything is appended, so
what a crash left behind a commit that never came is neither kept nor doubled.
"""

import csv
import hashlib
import io
import json
import os
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, count
from operator import itemgetter
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.rows import DictRow

from glue.db import connect
from glue.errors import ConfigError, RowhouseError
from glue.load.csv_rows import LONGEST, CsvFile, Record, content_sha256, printable, reading

STAGING = sql.Identifier("pg_temp", "rowhouse_load_staging")
BATCH_CHARACTERS = 32 * 1024 * 1024
"""A batch ends at its number of rows or at this size, whichever comes first."""

_COLUMNS_LINE = re.compile(r"^Columns:\s*([^.]+)\.", re.MULTILINE)
_REQUIRED_LINE = re.compile(r"^Required:\s*([^.]+)\.", re.MULTILINE)
_ADDED = {name: re.compile(rf"{name}|rejected_{name}(_[0-9]+)?") for name in ("line", "reason")}
PROBE = 200
"""The first batch: when all of it is rejected, the rest would be too."""

_DUPLICATE = "23505:"

# Classes of SQLSTATE that say nothing about a row: the load stops, and can go on later.
_NOT_THE_ROWS_FAULT = frozenset(
    ("08", "0A", "25", "26", "28", "34", "3D", "3F", "40", "42", "53", "55", "57", "58", "XX")
)


@dataclass(frozen=True, slots=True)
class Request:
    """What to load where: `mapping` and `constants` are by the target's column."""

    table: str
    path: Path
    mapping: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    delimiter: str = ","
    batch: int = 20_000
    dry_run: bool = False
    again: bool = False
    rejected: Path | None = None
    wait_seconds: int = 10
    date_order: str | None = None

    @property
    def rejected_path(self) -> Path:
        """Where bad rows go."""
        return self.rejected or self.path.with_name(f"{self.path.name}.rejected.csv")


@dataclass(frozen=True, slots=True)
class Report:
    """The whole load, over all its runs; seconds and rate are of this run alone."""

    status: str
    inserted: int
    rejected: int
    lines: int
    remarks: int
    seconds: float
    rows_per_second: int


@dataclass(frozen=True, slots=True)
class Target:
    """A table and what may be loaded into it: column name to type.

    `kinds` has the columns whose spelling core.value_fault knows.
    """

    schema: str
    name: str
    columns: Mapping[str, str]
    kinds: Mapping[str, str]
    required: frozenset[str]
    has_loader: bool
    has_finisher: bool
    has_reviewer: bool

    @property
    def full_name(self) -> str:
        """The name as it was given."""
        return f"{self.schema}.{self.name}"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How far a load came: the row of core.load_checkpoints."""

    last_line: int = 0
    rows_read: int = 0
    rows_inserted: int = 0
    rows_rejected: int = 0
    rejected_bytes: int = 0
    is_finished: bool = False


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that stays out, and why."""

    record: Record
    reason: str


Say = Callable[[str], None]
Connection = psycopg.Connection[DictRow]


def load_file(
    url: str,
    request: Request,
    *,
    say: Say = lambda _words: None,
    watch: Callable[[int], None] = lambda _bytes: None,
) -> Report:
    """Load a file as the connection's role; `watch` gets the number of bytes read."""
    _refuse_rejected_path(request)
    with connect(url) as conn:
        conn.execute("set time zone 'UTC'")
        conn.execute("set search_path to ''")
        target = find_target(conn, request.table)
        with CsvFile(request.path, request.delimiter) as rows:
            sources = match_columns(target, request, rows.header)
            ignored = sorted(set(rows.header) - set(sources.values()) - {""})
            if ignored:
                say("not loaded: " + ", ".join(ignored))
            content = content_sha256(request.path)
            _lock(conn, content, request, say)
            _refuse_constants(conn, target, request)
            load = _Load(conn, target, request, rows, sources)
            load.key = _key(content, target, request)
            load.say = say
            load.watch = watch
            try:
                return load.run()
            except KeyboardInterrupt:
                raise RowhouseError(
                    f"interrupted after line {load.done.last_line} of {request.path}",
                    "What was committed stays; the same command goes on from there.",
                ) from None


def find_target(conn: Connection, table: str) -> Target:
    """Look a table up, and the functions that load it if it has any; refuse the unknown."""
    schema, _, name = table.partition(".")
    if conn.execute("select to_regclass('core.load_checkpoints') as found").fetchone() == {
        "found": None
    }:
        raise ConfigError(
            "this database has no core.load_checkpoints", "Run `rowhouse migrate up`."
        )
    columns = conn.execute(_COLUMNS_QUERY, {"schema": schema, "name": name}).fetchall()
    if not columns:
        known = conn.execute(_TABLES_QUERY, {"schema": schema}).fetchall()
        raise ConfigError(
            f"there is no table {table}",
            "Name it schema.table; known: " + ", ".join(row["name"] for row in known) + ".",
        )
    functions = {
        row["name"]: row["comment"]
        for row in conn.execute(_FUNCTIONS_QUERY, {"schema": schema, "name": name})
    }
    loader, finisher, reviewer = f"_load_{name}", f"_finish_load_{name}", f"_review_{name}"
    if loader in functions:
        documented = _COLUMNS_LINE.search(functions[loader])
        if documented is None:
            raise ConfigError(f"the comment of {schema}.{loader} has no line `Columns: a, b.`")
        words = [entry.split(None, 1) for entry in documented[1].split(",")]
        required = _REQUIRED_LINE.search(functions[loader])
        return Target(
            schema,
            name,
            types := {name: rest[0] if rest else "text" for name, *rest in words},
            _kinds(conn, types),
            frozenset(required[1].replace(",", " ").split() if required else ()),
            has_loader=True,
            has_finisher=finisher in functions,
            has_reviewer=reviewer in functions,
        )
    if not columns[0]["may_insert"]:
        raise ConfigError(f"this role may not insert into {table}")
    return Target(
        schema,
        name,
        types := {row["name"]: row["type"] for row in columns},
        _kinds(conn, types),
        frozenset(row["name"] for row in columns if row["is_required"]),
        has_loader=False,
        has_finisher=finisher in functions,
        has_reviewer=reviewer in functions,
    )


def _kinds(conn: Connection, types: Mapping[str, str]) -> dict[str, str]:
    """Return by column how its values are spelled, where there is a rule."""
    rows = conn.execute(
        "select n.name, core.value_kind(to_regtype(n.type)) as kind"
        " from unnest(%s::text[], %s::text[]) as n (name, type)",
        ([*types], [*types.values()]),
    )
    return {row["name"]: row["kind"] for row in rows if row["kind"]}


def match_columns(target: Target, request: Request, header: Sequence[str]) -> dict[str, str]:
    """Return source by column: what `mapping` says, else the column of the same name."""
    known = f"{target.full_name} takes " + ", ".join(target.columns) + "."
    for column in (*request.mapping, *request.constants):
        if column not in target.columns:
            raise ConfigError(f"{target.full_name} has no column {column}", known)
    both = sorted(request.mapping.keys() & request.constants.keys())
    if both:
        raise ConfigError(f"{both[0]} is given by --map and by --set", "Choose one.")
    sources = {
        column: request.mapping.get(column, column)
        for column in target.columns
        if column not in request.constants and (column in request.mapping or column in header)
    }
    for source in sources.values():
        if header.count(source) != 1:
            problem = "several columns" if source in header else "no column"
            raise ConfigError(
                f"{request.path} has {problem} {source}", "It has " + ", ".join(header) + "."
            )
    if not sources:
        other = [mark for mark in ";\t|," if len(header) == 1 and mark in header[0]]
        raise ConfigError(
            f"no column of {request.path} is one of {target.full_name}",
            f"The header looks delimited by {other[0]!r}: use --delimiter."
            if other
            else f"{known} The file has {', '.join(header)}. Use --map COLUMN=SOURCE.",
        )
    missing = sorted(target.required - sources.keys() - request.constants.keys())
    if missing:
        raise ConfigError(
            f"{target.full_name} needs {', '.join(missing)}",
            f"Use --map COLUMN=SOURCE or --set COLUMN=VALUE; the file has {', '.join(header)}.",
        )
    return sources


def _refuse_rejected_path(request: Request) -> None:
    """Refuse to write rejected rows over anything but rejected rows."""
    path = request.rejected_path
    if not path.exists():
        return
    if path.samefile(request.path):
        raise ConfigError(
            f"{path} is the file to load: rejected rows would overwrite it",
            "Name another file with --rejected.",
        )
    if not path.is_file() or not is_rejected_file(path, request.delimiter):
        raise ConfigError(
            f"{path} exists and does not hold rejected rows",
            "Name another file with --rejected, or remove this one.",
        )


def is_rejected_file(path: Path, delimiter: str) -> bool:
    """Return whether a file begins as one of rejected rows does; an empty one may be filled."""
    with path.open("rb") as file:
        first = file.readline(LONGEST).decode("utf-8", "replace").strip()
    names = next(csv.reader([first], delimiter=delimiter), [])
    return not first or (
        len(names) > 1
        and _ADDED["line"].fullmatch(names[-2]) is not None
        and _ADDED["reason"].fullmatch(names[-1]) is not None
    )


def _refuse_constants(conn: Connection, target: Target, request: Request) -> None:
    for column, value in request.constants.items():
        found = conn.execute(
            "select core.value_fault(%s, %s) as fault",
            (value or None, target.kinds.get(column)),
        ).fetchone()
        if found and found["fault"]:
            raise ConfigError(f"--set {column}={value}: {value} {found['fault']}")


class _Load:
    """One run: the connection, the open file, and the checkpoint that moves on."""

    key: str
    say: Say
    watch: Callable[[int], None]

    def __init__(
        self,
        conn: Connection,
        target: Target,
        request: Request,
        rows: CsvFile,
        sources: Mapping[str, str],
    ) -> None:
        self.conn = conn
        self.target = target
        self.request = request
        self.rows = rows
        self.sources = sources
        self.done = Checkpoint()
        self._rejects = _RejectedFile(request.rejected_path, rows.header, request.delimiter)
        self._pick = _picker([rows.header.index(source) for source in sources.values()])
        self._copy = sql.SQL("copy {} ({}) from stdin (format csv)").format(
            STAGING,
            sql.SQL(", ").join(map(sql.Identifier, ("_line", *sources))),
        )
        self.remarks: Counter[str] = Counter()
        self._kinds = {column: target.kinds[column] for column in sources if column in target.kinds}
        self._to_iso = self._iso_statement()
        self._faults = self._faults_statement()
        self._insert = self._insert_statement()
        self._cast = self._cast_statement()

    def run(self) -> Report:
        """Load what is left to load."""
        started = time.monotonic()
        found = self._find_checkpoint()
        if found is not None and found.is_finished and not self.request.again:
            self.say(f"{self.request.path} is already in {self.target.full_name}: nothing to do")
            return _report("nothing to do", found, 0, time.monotonic() - started)
        resumed = found is not None and not found.is_finished and not self.request.again
        with self._rehearsal():
            if resumed and found is not None:
                self.done = found
                self.say(f"going on after line {found.last_line}")
            elif not self.request.dry_run:
                self._begin()
            if not self.request.dry_run:
                self._rejects.cut(self.done.rejected_bytes)
            before = self.done.rows_read
            self._load_rest()
            rows = self.done.rows_read - before
        for finding, rows_found in self.remarks.most_common(10):
            self.say(f"{finding}: {rows_found} rows")
        status = "dry run" if self.request.dry_run else "resumed" if resumed else "loaded"
        if self.is_rejected and not self.request.dry_run:
            status = "rejected"
        return _report(status, self.done, rows, time.monotonic() - started, self.remarks.total())

    @property
    def is_rejected(self) -> bool:
        """Whether every row so far was rejected."""
        return self.done.rows_rejected > 0 and self.done.rows_inserted == 0

    @contextmanager
    def _rehearsal(self) -> Iterator[None]:
        """Hold a dry run in one transaction that is rolled back; a real one commits often."""
        if self.request.dry_run:
            with self.conn.transaction(force_rollback=True):
                yield
        else:
            yield

    def _load_rest(self) -> None:
        self._make_staging()
        self.rows.skip_to(self.done.last_line)
        records = self.rows.records()
        with reading(self.request.path):
            while batch := self._take_batch(records):
                with self.conn.transaction():
                    self.conn.execute("set constraints all immediate")
                    self._clear_staging()
                    reasons = self._load_batch(batch)
                self.watch(self.rows.position)
                rejected = self.done.rows_rejected
                if (
                    self.is_rejected
                    and rejected >= PROBE
                    and not all(reason.startswith(_DUPLICATE) for reason in reasons)
                ):
                    self.say(f"stopped: the first {rejected} rows are all rejected: {reasons[0]}")
                    break
        with self.conn.transaction():
            if self.is_rejected:
                # Nothing is in: the same command begins anew.
                self.conn.execute("delete from core.load_checkpoints where key = %s", (self.key,))
                return
            if self.target.has_finisher:
                self.conn.execute(
                    sql.SQL("select {}()").format(
                        sql.Identifier(self.target.schema, f"_finish_load_{self.target.name}")
                    )
                )
            self._save(self.done, is_finished=True)

    def _take_batch(self, records: Iterator[Record]) -> list[Record]:
        batch: list[Record] = []
        limit = self.rows.characters + BATCH_CHARACTERS
        most = self.request.batch if self.done.rows_read else min(PROBE, self.request.batch)
        for record in records:
            batch.append(record)
            if len(batch) >= most or self.rows.characters >= limit:
                break
        return batch

    def _load_batch(self, batch: list[Record]) -> list[str]:
        """Load a batch and move the checkpoint on; the reasons of its rejected rows."""
        good = [record for record in batch if not record.flaw]
        rejections = [Rejection(record, record.flaw) for record in batch if record.flaw]
        inserted = self._insert_good(good, rejections) if good else 0
        rejections.sort(key=lambda rejection: rejection.record.line)
        rejected_bytes = self.done.rejected_bytes
        if self.request.dry_run:
            for rejection in rejections[: max(0, 5 - self.done.rows_rejected)]:
                self.say(f"line {rejection.record.line}: {rejection.reason}")
        elif rejections:
            rejected_bytes = self._rejects.append(self.done.rejected_bytes, rejections)
        done = Checkpoint(
            self.rows.line,
            self.done.rows_read + len(batch),
            self.done.rows_inserted + inserted,
            self.done.rows_rejected + len(rejections),
            rejected_bytes,
        )
        self._save(done)
        self.done = done
        return [rejection.reason for rejection in rejections]

    def _insert_good(self, records: list[Record], rejections: list[Rejection]) -> int:
        """Insert the records at once; at an error find the bad ones, cheap reasons first."""
        self._stage(records)
        records = self._reject_misspelt(records, rejections)
        if not records:
            return 0
        self._review()
        try:
            with self.conn.transaction():
                return self._insert_staged(records)
        except psycopg.Error as exc:
            if _stops_the_load(exc):
                raise
        # Without its size the planner would read the whole staging table at every attempt.
        self.conn.execute(sql.SQL("analyze {}").format(STAGING))
        known = len(rejections)
        _, rest = self._halve_there(self._cast, records, rejections)
        if self.target.has_loader:
            return self._halve_here(rest, rejections)
        self.conn.execute(
            sql.SQL("delete from {} where _line = any(%s)").format(STAGING),
            ([rejection.record.line for rejection in rejections[known:]],),
        )
        return self._halve_there(self._insert, rest, rejections)[0]

    def _halve_there(
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

    def _halve_here(self, records: list[Record], rejections: list[Rejection]) -> int:
        """Halve with a loading function: it takes all that is staged, so each half is alone."""
        if not records:
            return 0
        try:
            with self.conn.transaction():
                self._clear_staging()
                self._stage(records)
                return self._insert_staged(records)
        except psycopg.Error as exc:
            if _stops_the_load(exc):
                raise
            if len(records) == 1:
                rejections.append(Rejection(records[0], _describe(exc)))
                return 0
        middle = len(records) // 2
        return self._halve_here(records[:middle], rejections) + self._halve_here(
            records[middle:], rejections
        )

    def _insert_staged(self, records: list[Record]) -> int:
        """Insert what is staged: these records, and nothing else."""
        if not self.target.has_loader:
            span = (records[0].line, records[-1].line)
            return psycopg.RawCursor(self.conn).execute(self._insert, span).rowcount
        row = self.conn.execute(self._insert).fetchone() or {}
        return int(row["inserted"])

    def _stage(self, records: list[Record]) -> None:
        buffer = io.StringIO()
        # CRLF makes the writer quote both kinds of line end inside a field.
        csv.writer(buffer, lineterminator="\r\n").writerows(
            (record.line, *self._pick(record.fields)) for record in records
        )
        with self.conn.cursor() as cursor, cursor.copy(self._copy) as copy:
            copy.write(buffer.getvalue())
        if self._to_iso:
            self.conn.execute(self._to_iso)

    def _reject_misspelt(self, records: list[Record], rejections: list[Rejection]) -> list[Record]:
        """Set aside the staged rows whose numbers and times are not spelled as such."""
        if not self._faults:
            return records
        found = {row["line"]: row["reason"] for row in self.conn.execute(self._faults)}
        if not found:
            return records
        rejections += [
            Rejection(record, found[record.line]) for record in records if record.line in found
        ]
        self.conn.execute(
            sql.SQL("delete from {} where _line = any(%s)").format(STAGING), ([*found],)
        )
        return [record for record in records if record.line not in found]

    def _review(self) -> None:
        """Count what the table's own function says of the staged rows."""
        if self.target.has_reviewer:
            query = sql.SQL("select finding, lines from {}({}::regclass)").format(
                sql.Identifier(self.target.schema, f"_review_{self.target.name}"),
                sql.Literal("pg_temp.rowhouse_load_staging"),
            )
            for row in self.conn.execute(query):
                self.remarks[row["finding"]] += row["lines"]

    def _clear_staging(self) -> None:
        self.conn.execute(sql.SQL("truncate {}").format(STAGING))

    def _make_staging(self) -> None:
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

    # -- the checkpoint ------------------------------------------------------

    def _find_checkpoint(self) -> Checkpoint | None:
        found = self.conn.execute(
            "select last_line, rows_read, rows_inserted, rows_rejected, rejected_bytes,"
            " finished_at is not null as is_finished"
            " from core.load_checkpoints where key = %s",
            (self.key,),
        ).fetchone()
        return None if found is None else Checkpoint(**found)

    def _begin(self) -> None:
        """Note the load before its first row, and forget an earlier one of this file."""
        with self.conn.transaction():
            self.conn.execute("delete from core.load_checkpoints where key = %s", (self.key,))
            self.conn.execute(
                "insert into core.load_checkpoints (key, table_name, file_name)"
                " values (%s, %s, %s)",
                (self.key, self.target.full_name, self.request.path.name),
            )

    def _save(self, done: Checkpoint, *, is_finished: bool = False) -> None:
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


class _RejectedFile:
    """The rows that stay out: the file's own columns, then line and reason.

    Where the file has columns of these names, ours are called rejected_line and
    rejected_reason.
    """

    def __init__(self, path: Path, header: Sequence[str], delimiter: str) -> None:
        self.path = path
        self._header = header
        self._added = [_free_name(name, header) for name in ("line", "reason")]
        self._delimiter = delimiter

    def cut(self, length: int) -> None:
        """Make the file as long as the checkpoint says; length 0 means no file."""
        if length == 0:
            self.path.unlink(missing_ok=True)
            return
        size = self.path.stat().st_size if self.path.exists() else 0
        if size < length:
            raise ConfigError(
                f"{self.path} has {size} bytes, the load had written {length}",
                "Put the file back where it was, or load everything anew with --again.",
            )
        os.truncate(self.path, length)

    def append(self, length: int, rejections: Sequence[Rejection]) -> int:
        """Write behind `length`, durably; return the new length."""
        buffer = io.StringIO()
        writer = csv.writer(buffer, delimiter=self._delimiter, lineterminator="\r\n")
        if length == 0:
            writer.writerow((*self._header, *self._added))
        for rejection in rejections:
            writer.writerow(
                (
                    *self._fit(rejection.record.fields),
                    rejection.record.line,
                    printable(rejection.reason),
                )
            )
        try:
            with self.path.open("r+b" if length else "wb") as file:
                file.truncate(length)
                file.seek(length)
                file.write(buffer.getvalue().encode())
                file.flush()
                os.fsync(file.fileno())
                return file.tell()
        except OSError as exc:
            raise RowhouseError(
                f"rejected rows cannot be written: {exc}",
                "Name another file with --rejected; the same command then goes on.",
            ) from exc

    def _fit(self, fields: Sequence[str]) -> list[str]:
        """Give a row the header's width; what is too much stays in the last column."""
        width = len(self._header)
        shown = [printable(text) for text in fields]
        if len(shown) > width:
            shown[width - 1 :] = [self._delimiter.join(shown[width - 1 :])]
        return shown + [""] * (width - len(shown))


def _free_name(name: str, taken: Sequence[str]) -> str:
    candidates = chain(
        (name, f"rejected_{name}"), (f"rejected_{name}_{number}" for number in count(2))
    )
    return next(candidate for candidate in candidates if candidate not in taken)


def _picker(positions: Sequence[int]) -> Callable[[list[str]], tuple[str, ...]]:
    if len(positions) > 1:
        return itemgetter(*positions)
    return lambda fields: (fields[positions[0]],)


def _key(content: str, target: Target, request: Request) -> str:
    """Name a load: the same content by the same mapping into the same table is the same."""
    parts: list[Any] = [
        content,
        target.full_name,
        sorted(request.mapping.items()),
        sorted(request.constants.items()),
        request.delimiter,
    ]
    if request.date_order:
        parts.append(request.date_order)
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _lock(conn: Connection, content: str, request: Request, say: Say) -> None:
    """Let one session at a time load a file; the lock goes with the connection."""
    tried = conn.execute("select pg_try_advisory_lock(hashtextextended(%s, 0)) as held", (content,))
    if (tried.fetchone() or {})["held"]:
        return
    say("another session is loading this file: waiting")
    conn.execute("select set_config('lock_timeout', %s, false)", (f"{request.wait_seconds}s",))
    try:
        conn.execute("select pg_advisory_lock(hashtextextended(%s, 0))", (content,))
    except psycopg.errors.LockNotAvailable as exc:
        raise RowhouseError(
            f"another session is loading {request.path}", "Run this again when it is done."
        ) from exc
    conn.execute("reset lock_timeout")


def _stops_the_load(exc: psycopg.Error) -> bool:
    """Return whether an error is about the load, not about a row that it holds."""
    if exc.sqlstate is None:
        return True
    # A policy refuses a row by the code that also means a missing privilege.
    is_policy = isinstance(exc, psycopg.errors.InsufficientPrivilege)
    return exc.sqlstate[:2] in _NOT_THE_ROWS_FAULT and not is_policy


def _describe(exc: psycopg.Error) -> str:
    words = f"{exc.sqlstate}: {exc.diag.message_primary}"
    return f"{words}: {exc.diag.message_detail}" if exc.diag.message_detail else words


def _report(status: str, done: Checkpoint, rows: int, seconds: float, remarks: int = 0) -> Report:
    return Report(
        status,
        done.rows_inserted,
        done.rows_rejected,
        done.rows_read,
        remarks,
        round(seconds, 2),
        round(rows / seconds) if seconds else 0,
    )


# Types without their modifier: `x::varchar(3)` would cut a text that is too long, while
# the assignment of a plain varchar refuses it.
_COLUMNS_QUERY = """
select
    a.attname as name,
    pg_catalog.format_type(a.atttypid, -1) as type,
    a.attnotnull
    and not a.atthasdef
    and a.attidentity = ''
    and not exists (
        select from pg_catalog.pg_trigger as t
        where t.tgrelid = c.oid and t.tgtype & 7 = 7
    ) as is_required,
    has_any_column_privilege(c.oid, 'insert') as may_insert
from pg_catalog.pg_class as c
inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
inner join pg_catalog.pg_attribute as a on c.oid = a.attrelid
where
    n.nspname = %(schema)s
    and c.relname = %(name)s
    and c.relkind in ('r', 'p', 'v', 'f')
    and a.attnum > 0
    and not a.attisdropped
    and a.attgenerated = ''
    and a.attidentity <> 'a'
order by a.attnum
"""

_TABLES_QUERY = """
select table_schema || '.' || table_name as name
from information_schema.tables
where
    table_schema = %(schema)s
    or (
        table_schema not in ('pg_catalog', 'information_schema')
        and not exists (
            select from pg_catalog.pg_namespace as n where n.nspname = %(schema)s
        )
    )
order by 1
"""

_FUNCTIONS_QUERY = """
select
    p.proname as name,
    coalesce(pg_catalog.obj_description(p.oid, 'pg_proc'), '') as comment
from pg_catalog.pg_proc as p
inner join pg_catalog.pg_namespace as n on p.pronamespace = n.oid
where
    n.nspname = %(schema)s
    and (
        (p.proname = '_load_' || %(name)s and p.pronargs = 1
            and p.proargtypes[0] = 'pg_catalog.regclass'::pg_catalog.regtype)
        or (p.proname = '_review_' || %(name)s and p.pronargs = 1
            and p.proargtypes[0] = 'pg_catalog.regclass'::pg_catalog.regtype)
        or (p.proname = '_finish_load_' || %(name)s and p.pronargs = 0)
    )
"""
