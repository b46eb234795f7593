"""rowhouse jobs: look at the queue, and steer it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import click

from glue.cli_options import json_option, print_table, url_option
from glue.db import connect


def call(url: str, statement: str, *values: Any) -> list[dict[str, Any]]:
    """Call one function; return its rows."""
    with connect(url) as conn:
        return conn.execute(statement, values).fetchall()


def call_for_each(
    url: str, statement: str, job_ids: Sequence[int], *values: Any
) -> list[dict[str, Any]]:
    """Call one function for each job: for all of them, or, when one is refused, for none."""
    with connect(url) as conn, conn.transaction():
        return [
            {"id": job_id, **row}
            for job_id in job_ids
            for row in conn.execute(statement, (job_id, *values)).fetchall()
        ]


@click.group("jobs")
def jobs_command() -> None:
    r"""Show and control the job queue.

    \b
    Example:
        rowhouse jobs list --status dead
    """


@jobs_command.command("list")
@click.option(
    "--status",
    type=click.Choice(["ready", "running", "waiting", "dead", "finished"]),
    help="Only these.  [default: all unfinished]",
)
@click.option("--queue", "queue_name", help="Only this queue.")
@click.option("--kind", help="Only this kind.")
@click.option("--rows", type=click.IntRange(1, 10_000), default=50, show_default=True)
@json_option
@url_option
def list_command(  # noqa: PLR0913 - one parameter an option
    *,
    status: str | None,
    queue_name: str | None,
    kind: str | None,
    rows: int,
    as_json: bool,
    url: str,
) -> None:
    r"""List jobs, the newest first. With --json one array of objects: [] when there is none.

    \b
    Example:
        rowhouse jobs list --status waiting --queue default
        rowhouse jobs list --status dead --json
    """
    found = call(
        url,
        "select * from core.list_jobs(p_status => %s, p_queue => %s, p_kind => %s, p_limit => %s)",
        status,
        queue_name,
        kind,
        rows,
    )
    print_table(found, as_json=as_json)
    if not found and status is None:
        click.echo("no unfinished jobs; --status finished lists the others", err=True)


@jobs_command.command("show")
@click.argument("job_id", type=int)
@json_option
@url_option
def show_command(*, job_id: int, as_json: bool, url: str) -> None:
    r"""Show everything about one job.

    \b
    Example:
        rowhouse jobs show 4711
    """
    row = call(url, "select core.show_job(p_id => %s) as job", job_id)[0]["job"]
    if as_json:
        print_table([row], as_json=True)
    else:
        pairs = [{"field": name, "value": value} for name, value in row.items()]
        print_table(pairs, as_json=False)


@jobs_command.command("why")
@click.argument("job_id", type=int)
@json_option
@url_option
def why_command(*, job_id: int, as_json: bool, url: str) -> None:
    r"""Explain which rule, lock, limit or schedule keeps a job from running.

    \b
    Example:
        rowhouse jobs why 4711
    """
    print_table(call(url, "select * from core.explain_job(p_id => %s)", job_id), as_json=as_json)


@jobs_command.command("retry")
@click.argument("job_ids", type=int, nargs=-1)
@click.option("--kind", help="All dead jobs of this kind.")
@json_option
@url_option
def retry_command(*, job_ids: tuple[int, ...], kind: str | None, as_json: bool, url: str) -> None:
    r"""Run dead jobs again, waiting ones at once; or every dead job of a kind.

    \b
    Example:
        rowhouse jobs retry 4711 4712
    """
    if bool(job_ids) == bool(kind):
        raise click.UsageError("Name jobs, or --kind.")
    if kind:
        rows = call(url, "select id from core.redrive(p_kind => %s) as id", kind)
    else:
        rows = call_for_each(url, "select core.retry_job(p_id => %s) as was", job_ids)
    print_table(rows, as_json=as_json)
    click.echo(f"{len(rows)} jobs are ready", err=True)


@jobs_command.command("cancel")
@click.argument("job_ids", type=int, nargs=-1, required=True)
@click.option("--reason", help="Stored with the job.")
@json_option
@url_option
def cancel_command(
    *, job_ids: tuple[int, ...], reason: str | None, as_json: bool, url: str
) -> None:
    r"""Cancel jobs; one that runs is asked to stop.

    \b
    Example:
        rowhouse jobs cancel 4711 --reason "sent by hand"
    """
    statement = "select core.cancel_job(p_id => %s, p_reason => %s) as state"
    rows = call_for_each(url, statement, job_ids, reason)
    print_table(rows, as_json=as_json)


@jobs_command.command("pause")
@click.argument("queue_name")
@click.option("--seconds", type=click.FloatRange(min=0), help="How long.  [default: until resumed]")
@click.option("--reason", help="Shown by `rowhouse jobs why`.")
@url_option
def pause_command(*, queue_name: str, seconds: float | None, reason: str | None, url: str) -> None:
    r"""Stop starting jobs of a queue.

    \b
    Example:
        rowhouse jobs pause default --seconds 600 --reason "database move"
    """
    until: datetime | str = "infinity"
    if seconds is not None:
        until = datetime.now(UTC) + timedelta(seconds=seconds)
    statement = "select core.pause_queue(p_queue => %s, p_until => %s, p_reason => %s)"
    call(url, statement, queue_name, until, reason)
    click.echo(f"{queue_name} rests until {until}", err=True)


@jobs_command.command("resume")
@click.argument("queue_name")
@url_option
def resume_command(*, queue_name: str, url: str) -> None:
    r"""Start jobs of a paused queue again.

    \b
    Example:
        rowhouse jobs resume default
    """
    call(url, "select core.resume_queue(p_queue => %s)", queue_name)
    click.echo(f"{queue_name} goes on", err=True)
