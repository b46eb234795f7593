"""rowhouse adopt: core beside the tables that a database has."""

import json
from dataclasses import asdict

import click

from glue import paths
from glue.adopt.standing import foreign_changes, is_taken_from_public, standing
from glue.adopt.survey import Survey, survey, was_beside_others
from glue.cli_options import (
    apply_option,
    editing_checkout,
    json_option,
    print_table,
    say,
    url_option,
)
from glue.errors import ConfigError, RowhouseError
from glue.migrate.runner import migrate_up
from glue.schema.modules import has_list, write_choice


def adopt(url: str) -> list[str]:
    """Install what is chosen, core alone by default; return the steps.

    What stood before is compared with what stands after: a release makes nothing of others
    anew, and a difference is a fault of ours.
    """
    if not has_list(paths.ROOT):
        write_choice(paths.ROOT, ())
    before = standing(url)
    done = migrate_up(url, say=say)
    changed = foreign_changes(before, standing(url))
    if not was_beside_others(url):
        changed = [change for change in changed if not is_taken_from_public(change)]
    if changed:
        raise RowhouseError(
            "; ".join(map(str, changed)),
            "This is not ours. Another session may have done it; else report it, and"
            " `rowhouse remove --yes` takes core away again.",
        )
    return done.migrations


@click.command("adopt")
@url_option
@json_option
@apply_option
def adopt_command(*, url: str, as_json: bool, yes: bool) -> None:
    r"""Look at a database that has tables, and with --yes install core beside them.

    It says which tables there are and what can be attached to them, what is missing, what
    would be made, and how many functions each role could call. It changes nothing that it
    did not make: no table, right, policy, or setting. In a database without a table of
    yours, core takes from PUBLIC what it may do there, and it says so. It installs the
    modules that rowhouse.toml lists, without a list core alone; later, those that were added
    since. Where it stopped half-way, --yes goes on. Rows are as Postgres estimates them: none
    is shown for a table that was not analyzed yet.

    \b
    Example:
        rowhouse adopt --json
        rowhouse adopt --yes
    """
    found = survey(url, paths.ROOT)
    if as_json:
        click.echo(json.dumps(asdict(found), default=str))
    else:
        _show(found)
    if found.needs:
        needs = "; ".join(f"{row['need']}: {row['remedy']}" for row in found.needs)
        raise ConfigError(f"this database lacks {needs}", "Nothing was changed.")
    if found.is_adopted and not found.missing:
        say("Rowhouse is here already: `rowhouse migrate status`")
    elif yes:
        with editing_checkout():
            adopt(url)
        say("installed; everything else is as it was. Next: `rowhouse attach --help`")
    elif found.is_unfinished:
        say("an installation stopped half-way here; --yes goes on with it")
    elif found.missing:
        say(f"Rowhouse is here already, without {', '.join(found.missing)}; --yes installs that")
    else:
        say("nothing was changed; --yes installs it")


def _show(found: Survey) -> None:
    """Print the report for people; sections without a line are left out."""
    print_table(found.tables, as_json=False)
    if not found.is_adopted and not found.is_unfinished:
        for thing in found.makes:
            click.echo(f"would make {thing}")
        for role in found.takes:
            click.echo(f"would give rights in core to role {role}, which is there already")
    for row in found.exposes:
        click.echo(
            f"would let {row['role']} call {row['rpcs']} functions of api,"
            " once that schema is exposed"
        )
