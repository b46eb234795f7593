"""rowhouse token: a JWT for the local stack."""

import click

from glue.config import settings
from glue.server import Server
from glue.tokens import Claims, local_secret, mint, parse_duration

ROLES = ("anon", "authenticated", "service_role")


@click.command("token")
@click.option("--user", metavar="NAME", help="Whose: the same name is always the same user.")
@click.option(
    "--role", type=click.Choice(ROLES), default="authenticated", show_default=True, help="As what."
)
@click.option("--app-role", "app_roles", multiple=True, help="A role inside the app, repeatable.")
@click.option("--expires-in", default="1h", show_default=True, help="30m, 1h, 7d, ...")
def token_command(
    *, user: str | None, role: str, app_roles: tuple[str, ...], expires_in: str
) -> None:
    r"""Print a JWT for the local stack, to paste after `Authorization: Bearer`.

    \b
    Example:
        rowhouse token --user ada --app-role admin --expires-in 7d
    """
    name = user or ("ada" if role == "authenticated" else None)
    claims = Claims(role, name, app_roles, parse_duration(expires_in))
    click.echo(mint(local_secret(Server().state, settings()), claims))
