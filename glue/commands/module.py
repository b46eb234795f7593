"""rowhouse module: which modules this project or checkout takes."""

from dataclasses import asdict, dataclass, replace
from typing import Any

import click

from glue import config, paths
from glue.cli_options import editing_checkout, json_option, print_table, say, yes_option
from glue.db import with_database
from glue.errors import ConfigError
from glue.migrate.history import migrations_of
from glue.migrate.removal import NOTHING, Removal, remove_modules
from glue.migrate.run import module_of
from glue.schema.modules import (
    CHOICE,
    CORE,
    Modules,
    choice_text,
    read_modules,
    refuse_unknown,
    write_choice,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of `module list`."""

    module: str
    chosen: str
    needs: str


def list_modules(modules: Modules) -> list[Row]:
    """Return every module, whether it is chosen, and what it needs."""

    def state(name: str) -> str:
        if name == CORE:
            return "always"
        if name in modules.listed:
            return "yes"
        takers = sorted(m for m in modules.listed if name in modules.with_needs([m]))
        return f"with {', '.join(takers)}" if takers else "no"

    return [
        Row(name, state(name), ", ".join(sorted(needs)))
        for name, needs in sorted(modules.needs.items())
    ]


def add_module(name: str) -> list[str]:
    """Choose one more module; return the modules that this adds."""
    before = read_modules()
    refuse_unknown(name, before.needs, "module add")
    if name in before.listed:
        return []
    after = replace(before, listed=before.listed | {name})
    write_choice(paths.ROOT, after.listed)
    return sorted(after.chosen - before.chosen)


def remove_module(name: str, url: str | None, *, lose_data: bool, plan_only: bool) -> Removal:
    """Drop a module from a database, then choose it no more; nothing changes on a refusal.

    What it alone needs goes with it. A module that was taken out of the list by hand is
    dropped too.
    """
    before = read_modules()
    refuse_unknown(name, before.needs, "module remove")
    if name == CORE:
        raise ConfigError("core is always there", "Every other module uses it.")
    after = replace(before, listed=before.listed - {name})
    if takers := [m for m in sorted(after.listed) if name in after.with_needs([m])]:
        raise ConfigError(f"{name} is needed by {', '.join(takers)}", f"Remove {takers[0]} first.")
    gone = before.with_needs([name]) - after.chosen
    if name in before.listed:
        choice_text(paths.ROOT, after.listed)  # refuses a list that cannot be edited
    done = NOTHING
    if url is not None:
        admin = config.admin_url() if url == config.database_url() else url
        done = remove_modules(
            with_database(admin, "postgres"),
            url,
            gone,
            say,
            rows="count" if plan_only else "lose" if lose_data else "refuse",
        )
    if name in before.listed and not plan_only:
        write_choice(paths.ROOT, after.listed)
    return done


@click.group("module")
def module_command() -> None:
    r"""Which modules this project takes: core, and those that rowhouse.toml lists.

    \b
    Example:
        rowhouse module list
        rowhouse module remove reading
    """


@module_command.command("list")
@json_option
def list_command(*, as_json: bool) -> None:
    r"""Show every module, whether it is chosen, and what it needs.

    \b
    Example:
        rowhouse module list
    """
    print_table([asdict(row) for row in list_modules(read_modules())], as_json=as_json)


@module_command.command("add")
@click.argument("name", metavar="NAME")
@json_option
def add_command(name: str, *, as_json: bool) -> None:
    r"""Choose one more module, with what it needs; `rowhouse migrate up` then installs it.

    \b
    Example:
        rowhouse module add filters
    """
    with editing_checkout():
        added = add_module(name)
    steps = [migration.id for migration in migrations_of(frozenset(added))]
    if as_json:
        print_table([{"module": module_of(step), "step": step} for step in steps], as_json=True)
    for step in [] if as_json else steps:
        click.echo(step)
    if added:
        say(f"{CHOICE} takes {', '.join(added)}. Install: rowhouse migrate up")
    else:
        say("nothing to do")


@module_command.command("remove")
@click.argument("name", metavar="NAME")
@click.option("--url", envvar="DATABASE_URL", help="Postgres to drop it from.")
@click.option("--plan", "plan_only", is_flag=True, help="Print what would go; change nothing.")
@yes_option
@json_option
def remove_command(
    name: str, url: str | None, *, plan_only: bool, yes: bool, as_json: bool
) -> None:
    r"""Drop a module from the database, and take it out of rowhouse.toml.

    Its schemas, functions in api, seeds and once-only steps go. A module whose tables hold
    more than its seeds is refused, unless --yes says that its rows may be lost. A seed that was
    changed counts as a row.

    \b
    Example:
        rowhouse module remove filters --plan
    """
    if url:
        config.check_url(url, "--url or DATABASE_URL")
    with editing_checkout():
        was_listed = name in read_modules().listed
        done = remove_module(
            name, url or config.known_database_url(), lose_data=yes, plan_only=plan_only
        )
    if as_json:
        print_table(_listed(done), as_json=True)
    else:
        for table, count in done.rows.items():
            seeds = done.changed_seeds.get(table)
            click.echo(
                f"{table}: {count} rows{f', of these {seeds} changed seeds' if seeds else ''}"
            )
        for line in [*done.steps, *done.addresses]:
            click.echo(line)
    if plan_only:
        say("nothing was changed")
    elif not (was_listed or done.steps):
        say("nothing to do")


def _listed(done: Removal) -> list[dict[str, Any]]:
    """Return what a removal takes, one row for each table with rows, step and object."""
    tables = [
        {
            "what": "rows",
            "name": table,
            "rows": count,
            "changed_seeds": done.changed_seeds.get(table, 0),
        }
        for table, count in done.rows.items()
    ]
    steps = [{"what": "step", "name": step} for step in done.steps]
    return [*tables, *steps, *({"what": "object", "name": address} for address in done.addresses)]
