"""rowhouse remove: a database without Rowhouse, as it was before."""

from dataclasses import asdict

import click

from glue.adopt.removal import remove
from glue.cli_options import json_option, print_table, url_option, yes_option


@click.command("remove")
@url_option
@json_option
@yes_option
def remove_command(*, url: str, as_json: bool, yes: bool) -> None:
    r"""Take Rowhouse out of a database: attachments, schemas, ledger, roles, nothing else.

    The audit trail, events and jobs are lost, so it asks for --yes. A role stays while another
    database of the server needs it, and where it was there before Rowhouse. Files of the
    project are left as they are.

    \b
    Example:
        rowhouse remove --yes
    """
    done = remove(url, lambda words: click.echo(words, err=True), lose_data=yes)
    if as_json:
        print_table([asdict(done)], as_json=True)
        return
    for name in [*done.attachments, *done.steps, *(f"role {role}" for role in done.roles)]:
        click.echo(name)
    click.echo("Rowhouse is gone" if done.steps else "nothing to do", err=True)
