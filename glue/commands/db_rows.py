"""rowhouse db restore-rows: rows of one table, from a backup beside the live database."""

import contextlib
import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from glue.backup.archive import read_archive
from glue.backup.physical import work
from glue.backup.physical.recovery import Target
from glue.backup.physical.repository import open_repository
from glue.backup.rehearsal import restored_elsewhere
from glue.backup.rows import Compared, Selection, compare_rows, refuse_absent, restore_rows
from glue.cli_options import apply_option, json_option, print_table, say
from glue.commands.db_physical import key_option, to_option
from glue.config import live_admin_url


@click.command("restore-rows")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--table", required=True, help="The table, as SCHEMA.TABLE.")
@click.option("--where", default="true", help="Which rows of it: a condition of SQL.")
@click.option("--overwrite", is_flag=True, help="Also give rows that differ their old values.")
@click.option("--reason", default="restored from a backup", help="What the audit trail says.")
@to_option
@key_option
@apply_option
@json_option
def restore_rows_command(  # noqa: PLR0913, PLR0917 - one for each option
    source: Path,
    table: str,
    where: str,
    reason: str,
    to: datetime | None,
    key: Path,
    *,
    overwrite: bool,
    yes: bool,
    as_json: bool,
) -> None:
    r"""Bring rows of one table back from SOURCE, which runs beside the live database meanwhile.

    SOURCE is a file, or a folder of physical backups, then as of --to. Without --yes nothing
    changes: it shows which rows are missing, and which differ. With it the missing ones are
    inserted, with their keys, in one transaction; triggers fire once for each, as for any
    insert. Rows that refer to others come after those.

    \b
    Example:
        rowhouse db restore-rows /mnt/backups/app --to "2026-11-29 08:15:00" \
            --table master.brands --where "name like 'A%'"
    """
    here, selection = live_admin_url(), Selection(table, where)
    refuse_absent(here, selection)
    with _beside(source, key, Target(to)) as there:
        if not yes:
            _show(compare_rows(there, here, selection), as_json=as_json)
            say("nothing was changed: add --yes to bring the missing ones back")
            return
        before, after = restore_rows(there, here, selection, reason, overwrite=overwrite)
    _show(after, as_json=as_json)
    say(f"inserted {before.missing - after.missing} rows")
    if overwrite:
        say(f"gave {before.different} rows their old values")
    if after.different:
        say(f"{after.different} rows differ from the backup: see the columns")


@contextlib.contextmanager
def _beside(source: Path, key: Path, target: Target) -> Iterator[str]:
    if source.is_dir():
        with work.rehearsed(open_repository(source), key, target, say) as (_, there):
            yield there.url
    else:
        with restored_elsewhere(read_archive(source), say) as url:
            yield url


def _show(compared: Compared, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(asdict(compared), default=str, ensure_ascii=False))
        return
    print_table(
        [
            {
                "state": row["state"],
                "key": json.dumps(row["key"], ensure_ascii=False),
                "columns": ", ".join(row["columns"] or []),
            }
            for row in compared.shown
        ],
        as_json=False,
    )
    say(f"{compared.missing} missing, {compared.different} different, {compared.equal} equal")
