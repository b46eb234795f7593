"""rowhouse detach: take lines of `rowhouse attach` back."""

import click

from glue import paths
from glue.adopt.attaching import detach
from glue.adopt.lines import KINDS
from glue.cli_options import editing_checkout


@click.command("detach")
@click.argument("kind", type=click.Choice([*KINDS, "all"]))
@click.argument("table", metavar="SCHEMA.TABLE")
def detach_command(*, kind: str, table: str) -> None:
    r"""Take what is attached to a table out of its trigger file; `migrate up` drops it.

    Entries of the audit trail and events stay. No database is asked, so it also works for a
    table that was dropped.

    \b
    Example:
        rowhouse detach audit public.todos
        rowhouse migrate up
    """
    with editing_checkout():
        gone = detach(paths.ROOT, KINDS if kind == "all" else [kind], table)
    for path, line in gone:
        click.echo(f"{path.relative_to(paths.ROOT)}: {line.kind}")
    click.echo(
        "taken out; apply it with `rowhouse migrate up`" if gone else "nothing is attached",
        err=True,
    )
