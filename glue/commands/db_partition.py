"""rowhouse db partition, rowhouse db retire: lines by month, and old months that go."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import click

from glue.cli_options import json_option, print_table, url_option, yes_option
from glue.db import connect
from glue.errors import ConfigError, RowhouseError
from glue.load.reshaping import SHAPES, TABLE, cancel, faults, reshape, retire, running, shape_of
from glue.schema.modules import require_chosen

_SIZES = """
select
    sum(greatest(c.reltuples, 0))::bigint as lines,
    sum(pg_total_relation_size(c.oid))::bigint as bytes,
    count(*) as tables
from filters._list_source_tables('filters.transactions') as t (name)
inner join pg_catalog.pg_class as c on t.name = c.oid
where c.relkind = 'r'
"""
_OLD = "select count(*) as lines from filters.transactions where sold_at < %s"
_DAY = click.DateTime(["%Y-%m-%d"])


def look(url: str, shape: str) -> list[dict[str, object]]:
    """Return what a change would do and need, and what stands in its way."""
    with connect(url) as conn:
        size = conn.execute(_SIZES).fetchone() or {}
        run = running(conn)
        found: list[dict[str, object]] = [
            {"what": "is", "value": f"{shape_of(conn)}, in {size['tables']} tables"},
            {"what": "lines, about", "value": size["lines"]},
            {"what": "disk that a copy needs, MB", "value": size["bytes"] // 2**20},
        ]
        if run is not None:
            found.append({"what": f"running, to {run['shape']}", "value": run["state"]})
        elif shape_of(conn) != shape:
            found += [{"what": "in the way", "value": fault} for fault in faults(conn, shape)]
    return found


def _require_table(table: str) -> None:
    require_chosen("filters", TABLE)
    if table != TABLE:
        raise ConfigError(f"{table} cannot be partitioned", f"Name {TABLE}.")


@contextmanager
def _going_on_later() -> Iterator[None]:
    """Say on Ctrl-C that the change is not over: until then each write is done twice."""
    try:
        yield
    except KeyboardInterrupt:
        click.echo(
            "the change is not over: call this again to go on, or with --cancel to give it up",
            err=True,
        )
        raise


@click.command("partition")
@click.argument("table")
@click.option("--by", type=click.Choice([*SHAPES]), default="month", show_default=True)
@click.option("--from", "first", type=_DAY, help="First month with a partition of its own.")
@click.option("--batch", default=5000, show_default=True, help="Lines copied at a time.")
@click.option("--pause", default=0.0, show_default=True, help="Seconds between two batches.")
@click.option("--dry-run", is_flag=True, help="Show what it needs, and what is in the way.")
@click.option("--cancel", "gives_up", is_flag=True, help="Give up a change that is running.")
@json_option
@url_option
def partition_command(  # noqa: PLR0913 - one for each option
    *,
    table: str,
    by: str,
    first: datetime | None,
    batch: int,
    pause: float,
    dry_run: bool,
    gives_up: bool,
    as_json: bool,
    url: str,
) -> None:
    r"""Keep the lines of TABLE by month, or in one table again (--by none), while it is used.

    A run that was cut off goes on when it is called again. The lines are copied beside the
    old ones, so the disk needs room for both.

    \b
    Example:
        rowhouse db partition filters.transactions --by month --dry-run
        rowhouse db partition filters.transactions --by month
        rowhouse db partition filters.transactions --by none
        rowhouse db partition filters.transactions --cancel
    """
    _require_table(table)
    if gives_up:
        cancel(url)
        click.echo("given up: the lines are as they were", err=True)
        return
    if dry_run:
        print_table(look(url, SHAPES[by]), as_json=as_json)
        return
    with _going_on_later():
        done = reshape(
            url,
            SHAPES[by],
            lambda words: click.echo(words, err=True),
            first=first.date() if first else None,
            batch=batch,
            pause_seconds=pause,
        )
    if done is None:
        click.echo(f"{TABLE} is {SHAPES[by]} already", err=True)
        return
    row = {"shape": done.shape, "repaired": done.repaired, "tries": done.tries}
    print_table([row | {"switch_ms": done.switch_ms}], as_json=as_json)


@click.command("retire")
@click.argument("table")
@click.option("--before", type=_DAY, required=True, help="Lines sold before this day, in UTC.")
@click.option("--batch", default=5000, show_default=True, help="Lines deleted at a time.")
@yes_option
@json_option
@url_option
def retire_command(  # noqa: PLR0913 - one for each option
    *, table: str, before: datetime, batch: int, yes: bool, as_json: bool, url: str
) -> None:
    r"""Delete the lines of TABLE that were sold before a day, and drop months that are empty.

    Every line is counted out as it goes, so filters stay exact.

    \b
    Example:
        rowhouse db retire filters.transactions --before 2020-01-01 --yes
    """
    _require_table(table)
    if not yes:
        with connect(url) as conn:
            row = conn.execute(_OLD, (before.replace(tzinfo=UTC),)).fetchone() or {}
        raise ConfigError(
            f"this deletes {row['lines']:,} lines for good", "Back the database up, then add --yes."
        )
    if before > datetime.now():  # noqa: DTZ005 - a day, compared as days are given
        raise RowhouseError("that day is not over", "Name a day of the past.")
    deleted, dropped = retire(
        url, before.date(), lambda words: click.echo(words, err=True), batch=batch
    )
    print_table([{"deleted": deleted, "dropped": ", ".join(dropped)}], as_json=as_json)
