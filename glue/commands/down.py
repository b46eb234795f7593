"""rowhouse down: stop the local stack."""

import click

from glue.stack.stack import Stack


def down() -> bool:
    """Stop every part; False when nothing ran."""
    stack = Stack()
    return stack.down()


@click.command("down")
def down_command() -> None:
    r"""Stop the local stack; nothing is lost. Also stops processes that a crash left behind.

    \b
    Example:
        rowhouse down
    """
    click.echo("stopped" if down() else "nothing was running", err=True)
