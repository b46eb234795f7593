"""rowhouse migrate: bring a database to this release, or back; judge what would happen."""

import contextlib
from collections.abc import Iterator
from dataclasses import asdict

import click

from glue import config
from glue.cli_options import (
    admin_of,
    counted,
    editing_checkout,
    json_option,
    lock_budget_option,
    name_checkout,
    print_table,
    say,
    url_option,
    yes_option,
)
from glue.errors import DriftError
from glue.migrate import history
from glue.migrate.check import check, drift
from glue.migrate.draft import draft
from glue.migrate.export import export
from glue.migrate.measure import measure, refuse_above
from glue.migrate.plan import plan
from glue.migrate.run import Outcome
from glue.migrate.runner import (
    migrate_down,
    migrate_up,
)
from glue.migrate.status import remedy, status
from glue.postgres.private import private_server
from glue.postgres.server import SUPERUSER, Server
from glue.schema.build import apply_stand_in


@click.group("migrate")
def migrate_command() -> None:
    r"""Once-only migrations, and everything that may be applied again.

    \b
    Example:
        rowhouse migrate plan
        rowhouse migrate up
    """


@migrate_command.command("up")
@url_option
@click.option("--to", type=int, metavar="N", help="Stop after once-only step N.")
@lock_budget_option
@json_option
def up_command(url: str, to: int | None, lock_budget: float | None, *, as_json: bool) -> None:
    r"""Apply what is pending, then what has changed.

    It changes nothing where an object of yours has the name of one that it would make.

    With a lock budget, the change runs first on a copy of the database, rows included, while
    readers and writers wait for its tables: the copy needs as much disk as the database.

    \b
    Examples:
        rowhouse migrate up
        rowhouse migrate up --lock-budget 500
    """
    if lock_budget is not None:
        refuse_above(measure(admin_of(url), url, say, to=to), lock_budget)
        say(f"within the budget of {lock_budget:g} ms; now the database itself")
    _report(migrate_up(url, to=to, say=say), as_json=as_json)


@migrate_command.command("down")
@url_option
@click.option(
    "--to",
    type=int,
    metavar="N",
    help="Go back to the newest state whose last step is N; 0 is empty.",
)
@yes_option
@json_option
def down_command(url: str, to: int | None, *, yes: bool, as_json: bool) -> None:
    r"""Go back one release: its texts from the ledger, rollbacks for the steps since.

    What would lose rows, or leave no release, is refused unless it is asked for.

    The steps of a project are numbered from 5001: with `--to 5003` its own history ends at
    5003, with `--to 12` that of Rowhouse at 0012; the other stands as it stood then.

    \b
    Examples:
        rowhouse migrate down
        rowhouse migrate down --to 0 --yes
    """
    _report(migrate_down(url, to=to, lose_data=yes, say=say), as_json=as_json)


def _report(outcome: Outcome, *, as_json: bool) -> None:
    if as_json:
        print_table([asdict(outcome)], as_json=True)
        return
    done = [*outcome.migrations, *outcome.repeatables]
    done += [f"{address} (dropped)" for address in outcome.dropped]
    for name in done:
        click.echo(name)
    if not done:
        say("nothing to do")


@migrate_command.command("status")
@url_option
@json_option
def status_command(url: str, *, as_json: bool) -> None:
    r"""Show what is applied and what is pending; exit 3 when something is.

    \b
    Example:
        rowhouse migrate status --json
    """
    rows = status(url)
    print_table([asdict(row) for row in rows], as_json=as_json)
    waiting = [row for row in rows if row.state != "applied"]
    if waiting:
        raise DriftError(f"{len(waiting)} not as this release has it", remedy(waiting))


@migrate_command.command("plan")
@url_option
@click.option(
    "--measure",
    "with_load",
    is_flag=True,
    help="Instead, print for how long readers and writers would wait, measured on a copy.",
)
@json_option
def plan_command(url: str, *, with_load: bool, as_json: bool) -> None:
    r"""Print every statement that `up` would run, its locks, and the tables it rewrites.

    Measured in a scratch database beside this one, which is only read. With --measure, the
    whole database is copied, and the copy is changed under load.

    \b
    Examples:
        rowhouse migrate plan
        rowhouse migrate plan --measure
    """
    if with_load:
        found = measure(admin_of(url), url, say)
        print_table([asdict(it) for it in found], as_json=as_json)
        if not found:
            say("no table that exists is locked against readers or writers")
        return
    steps = plan(admin_of(url), url, say)
    if as_json:
        print_table([asdict(step) for step in steps], as_json=True)
        return
    for step in steps:
        click.echo(f"-- {step.origin}")
        for lock in step.locks:
            click.echo(f"--   takes {lock}")
        for table in step.rewrites:
            click.echo(f"--   REWRITES {table}")
        click.echo(f"{step.statement.strip()};\n")
    say(counted(len(steps), "statement") if steps else "nothing to do")


@migrate_command.command("new")
@url_option
@click.argument("name", metavar="NAME")
def new_command(url: str, name: str) -> None:
    r"""Draft the next migration and its rollback from what sql/ and migrations/ differ in.

    \b
    Example:
        rowhouse migrate new core.create_settings
    """
    with editing_checkout():
        for path in draft(admin_of(url), url, name, say):
            click.echo(path)


@migrate_command.command("check")
@click.option("--url", envvar="DATABASE_URL", help="Postgres to make scratch databases on.")
@json_option
def check_command(url: str | None, *, as_json: bool) -> None:
    r"""Prove that sql/ and migrations/ make the same catalog, up, down and up again.

    Works in scratch databases beside the one of --url or of the local stack. Where neither is
    there, it starts a Postgres of its own.

    \b
    Example:
        rowhouse migrate check
    """
    with _some_server(url) as (admin, there):
        found = check(admin, there, say)
    _refuse_differences(found, as_json=as_json)


@contextlib.contextmanager
def _some_server(url: str | None) -> Iterator[tuple[str, str]]:
    """Yield the administrator and the URL of a server; a new one where none is there."""
    if url:
        config.check_url(url, "--url or DATABASE_URL")
        yield admin_of(url), url
    elif Server().pid is not None:
        yield admin_of(config.database_url()), config.database_url()
    else:
        say("start a Postgres of its own")
        with private_server("check") as server:
            admin = server.url(SUPERUSER)
            apply_stand_in(admin)
            server.set_passwords()
            yield admin, server.url()


@migrate_command.command("drift")
@url_option
@json_option
def drift_command(url: str, *, as_json: bool) -> None:
    r"""Compare a live database with what this release makes; exit 3 when they differ.

    \b
    Example:
        rowhouse migrate drift
    """
    _refuse_differences(drift(admin_of(url), url, say), as_json=as_json)


def _refuse_differences(found: list[str], *, as_json: bool) -> None:
    if as_json:
        print_table([{"difference": line} for line in found], as_json=True)
    else:
        for line in found:
            click.echo(line)
    if found:
        raise DriftError(
            counted(len(found), "difference"),
            "Bring each into the sources, or undo it: docs/upgrade.md#before.",
        )
    say("no difference")


@migrate_command.command("freeze")
def freeze_command() -> None:
    r"""Write the checksums of released files: they are never edited again.

    \b
    Example:
        rowhouse migrate freeze
    """
    with editing_checkout():
        for name in history.freeze():
            click.echo(name)


@migrate_command.command("export")
@click.option("--check", "check_only", is_flag=True, help="Write nothing; exit 3 if stale.")
@click.option("--squash", is_flag=True, help="Rewrite files that were pushed to no database.")
def export_command(*, check_only: bool, squash: bool) -> None:
    r"""Write this release as supabase/migrations, for `supabase db push`.

    A file that was exported may have been pushed, so it stays: later changes
    come as one more file. With --squash the files that are not frozen are rewritten.

    \b
    Example:
        rowhouse migrate export
    """
    if not check_only:
        name_checkout()
    stale = export(check=check_only, squash=squash)
    if check_only and stale:
        raise DriftError("stale: " + ", ".join(stale), "Run `rowhouse migrate export`.")
    for name in stale:
        click.echo(name)
    if not stale:
        say("nothing to do")
