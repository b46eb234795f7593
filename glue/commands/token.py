"""rowhouse token: a JWT for the local stack."""

import click

from glue.commands.keys import local_state
from glue.config import settings
from glue.http.signing import signing_key
from glue.http.tokens import (
    Claims,
    local_secret,
    mint,
    mint_with_key,
    parse_duration,
    user_id,
)
from glue.postgres.server import Server

ROLES = ("anon", "authenticated", "service_role")


@click.command("token")
@click.option("--user", metavar="NAME", help="The user; the same name is always the same user.")
@click.option(
    "--role",
    type=click.Choice(ROLES),
    default="authenticated",
    show_default=True,
    help="The database role.",
)
@click.option("--app-role", "app_roles", multiple=True, help="A role inside the app, repeatable.")
@click.option(
    "--sign",
    type=click.Choice(("hs256", "es256")),
    default="hs256",
    show_default=True,
    help="With the shared secret, or with the newest key of `rowhouse keys`.",
)
@click.option("--expires-in", default="1h", show_default=True, help="30m, 1h, 7d, ...")
@click.option("--id", "only_id", is_flag=True, help="Print the id of the user instead.")
def token_command(  # noqa: PLR0913 - one parameter an option
    *,
    user: str | None,
    role: str,
    app_roles: tuple[str, ...],
    sign: str,
    expires_in: str,
    only_id: bool,
) -> None:
    r"""Print a JWT for the local stack, to paste after `Authorization: Bearer`.

    \b
    Examples:
        rowhouse token --user ada --app-role admin --expires-in 7d
        rowhouse token --user ada --id
    """
    name = user or ("ada" if role == "authenticated" else None)
    if only_id:
        if name is None:
            raise click.UsageError("--id needs a user: add --user NAME.")
        click.echo(user_id(name))
        return
    claims = Claims(role, name, app_roles, parse_duration(expires_in))
    secret = local_secret(Server().state, settings())
    if sign == "es256":
        click.echo(mint_with_key(signing_key(local_state()), claims))
    else:
        click.echo(mint(secret, claims))
