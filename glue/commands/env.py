"""rowhouse env: where the local stack is and how to call it, for a shell."""

import json
import shlex

import click

from glue.cli_options import json_option
from glue.errors import ConfigError
from glue.stack.pages import user_token
from glue.stack.stack import Stack


def environment(stack: Stack, user: str, app_roles: tuple[str, ...]) -> dict[str, str]:
    """Return what a client needs, by the names that examples use."""
    address = stack.address()
    return {
        "API": address.url,
        "REST": address.rest_url,
        "KEY": address.publishable_key,
        "TOKEN": user_token(stack, user, *app_roles),
    }


@click.command("env")
@click.option("--user", default="ada", show_default=True, metavar="NAME", help="Whose TOKEN.")
@click.option("--app-role", "app_roles", multiple=True, help="A role inside the app, repeatable.")
@click.option("--secret", is_flag=True, help="SECRET_KEY too: it acts as service_role.")
@json_option
def env_command(*, user: str, app_roles: tuple[str, ...], secret: bool, as_json: bool) -> None:
    r"""Print API, REST, KEY and the TOKEN of a user as export lines.

    The token is good for 12 hours.

    \b
    Example:
        eval "$(rowhouse env)"
        rowhouse env --user bob --json
    """
    stack = Stack()
    if not stack.is_known():
        raise ConfigError("there is no local stack yet", "Start it: `rowhouse up --detach`.")
    values = environment(stack, user, app_roles)
    if secret:
        values["SECRET_KEY"] = stack.address().secret_key
    if as_json:
        click.echo(json.dumps(values))
        return
    for name, value in values.items():
        click.echo(f"export {name}={shlex.quote(value)}")
