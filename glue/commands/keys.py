"""rowhouse keys: the signing keys of the local stack."""

from typing import Any

import click

from glue.cli_options import json_option, print_table
from glue.config import settings
from glue.errors import ConfigError
from glue.http.signing import list_keys, retire, rotate
from glue.postgres.server import Server
from glue.postgres.state import State


def local_state() -> State:
    """Return the state whose keys are meant; refuse when the stack believes in others."""
    if settings().supabase_jwks is not None:
        raise ConfigError(
            "SUPABASE_JWKS is set: the stack believes in the keys that are published there",
            "Unset it to use this checkout's own keys.",
        )
    return Server().state


def describe_keys(state: State) -> list[dict[str, Any]]:
    """Return each key without what is private, the one that signs first."""
    return [
        {"kid": key["kid"], "alg": key["alg"], "signs": place == 0}
        for place, key in enumerate(list_keys(state))
    ]


@click.group("keys")
def keys_command() -> None:
    r"""List, rotate and retire the keys that sign tokens, beside the shared secret (ES256).

    The gateway publishes the public ones at /auth/v1/.well-known/jwks.json, as Supabase does;
    gateway and relay notice a change at once.

    \b
    Example:
        rowhouse keys list
    """


@keys_command.command("list")
@json_option
def list_command(*, as_json: bool) -> None:
    r"""List the keys that are published; the first signs.

    \b
    Example:
        rowhouse keys list
    """
    print_table(describe_keys(local_state()), as_json=as_json)


@keys_command.command("rotate")
def rotate_command() -> None:
    r"""Make a new key that signs from now on; tokens of the others stay valid.

    \b
    Example:
        rowhouse keys rotate
    """
    click.echo(rotate(local_state())["kid"])


@keys_command.command("retire")
@click.argument("kid")
def retire_command(kid: str) -> None:
    r"""Stop publishing a key: tokens that it signed are refused from now on.

    \b
    Example:
        rowhouse keys retire 1f0a5c1e-6d0c-4b8e-9d35-0c1b2a3d4e5f
    """
    retire(local_state(), kid)
