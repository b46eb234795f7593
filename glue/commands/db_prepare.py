"""rowhouse db prepare: what Supabase has, in a plain Postgres."""

import click

from glue.cli_options import say, unasked_option
from glue.config import live_admin_url
from glue.errors import ConfigError
from glue.schema.prepare import OWNER, Wish, is_supabase, prepare, wishes


@click.command("prepare")
@click.option("--dry-run", is_flag=True, help="Show what is missing; make nothing.")
@unasked_option
def prepare_command(*, dry_run: bool, yes: bool) -> None:
    r"""Create in a plain Postgres what Supabase has: roles, auth, realtime.

    As the superuser of DATABASE_ADMIN_URL (default: DATABASE_URL). What exists is left as
    it is; in a database of Supabase's there is nothing to make.

    \b
    Example:
        rowhouse db prepare --dry-run
        rowhouse db prepare --yes
    """
    url = live_admin_url()
    if is_supabase(url):
        say("this database is Supabase's: nothing to prepare")
        return
    missing = wishes(url)
    _show(missing)
    if dry_run or not missing:
        return
    if not yes and not _is_wanted():
        raise ConfigError("nothing was made", "Add --yes to make it without being asked.")
    prepare(url)
    if Wish("role", OWNER) in missing:
        say(f"role {OWNER} cannot log in yet: give it a password (docs/deploy-server.md#prepare)")
    say("the database is prepared: `rowhouse migrate up` may follow")


def _is_wanted() -> bool:
    """Ask; where nothing answers, nothing is made."""
    try:
        return click.confirm("Make all this?", err=True)
    except click.Abort:
        return False


def _show(missing: list[Wish]) -> None:
    for wish in missing:
        click.echo(f"{wish.kind} {wish.name}")
    say(f"{len(missing)} to make" if missing else "nothing to make")
