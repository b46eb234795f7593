"""rowhouse upgrade: bring a database, and its project, to the release that is installed."""

import json
from dataclasses import asdict

import click

from glue import paths
from glue.cli_options import (
    admin_of,
    editing_checkout,
    json_option,
    lock_budget_option,
    print_table,
    say,
    url_option,
)
from glue.errors import ConfigError
from glue.migrate.measure import measure, refuse_above
from glue.migrate.runner import migrate_up
from glue.schema.modules import release_of, write_release
from glue.upgrade.survey import Survey, refuse_what_is_in_the_way, survey


@click.command("upgrade")
@url_option
@click.option("--plan", "plan_only", is_flag=True, help="Only say what it would change.")
@click.option("--yes", is_flag=True, help="Go on where it breaks callers: they are ready.")
@lock_budget_option
@json_option
def upgrade_command(
    *, url: str, plan_only: bool, yes: bool, lock_budget: float | None, as_json: bool
) -> None:
    r"""Bring a database to the release that is installed, or say what that would change.

    Where something is to run, it tries that in a scratch database first. It names the locks
    and rewrites of each step, and every change of an RPC, event, setting, error, macro or
    command that breaks callers: then it changes nothing without --yes. It refuses where an
    object of yours has the name of one that the release makes. `rowhouse migrate down` goes
    back.

    \b
    Examples:
        rowhouse upgrade --plan
        rowhouse upgrade --lock-budget 500
    """
    found = survey(admin_of(url), url, say)
    _show(found, as_json=as_json)
    refuse_what_is_in_the_way(found)
    if plan_only:
        return
    if found.breaks and not yes:
        raise ConfigError(
            f"{len(found.breaks)} changes break callers: they are listed above",
            "Nothing was changed. Mend the callers, then repeat with --yes.",
        )
    if lock_budget is not None:
        refuse_above(measure(admin_of(url), url, say), lock_budget)
    migrate_up(url, say=say)
    _take_release(found.installed)


def _take_release(installed: str) -> None:
    """Write into the project which release it takes now."""
    if paths.is_project(paths.ROOT) and release_of(paths.ROOT) != installed:
        with editing_checkout():
            write_release(paths.ROOT, installed)
        say(f"rowhouse.toml takes {installed} now; `rowhouse accept` writes what follows from it")


def _show(found: Survey, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(asdict(found)))
        return
    say(f"from {found.standing or 'a release before 0.1.0'} to {found.installed}")
    if found.is_empty:
        say("nothing to do")
    for cost in found.steps:
        click.echo(f"step {cost.step}")
        for lock in cost.locks:
            click.echo(f"  takes {lock}")
        for table in cost.rewrites:
            click.echo(f"  REWRITES {table}")
    counts = [f"{count} {what}" for what, count in found.repeatables.items() if count]
    if counts:
        click.echo(f"functions, views, triggers, policies, seeds: {', '.join(counts)}")
    print_table(
        [
            {
                "": "BREAKS" if it.is_breaking else "",
                "what": f"{it.kind} {it.name}",
                "change": it.change,
            }
            for it in found.differences
        ],
        as_json=False,
    )
