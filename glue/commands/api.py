"""rowhouse api: the HTTP API alone, in the foreground."""

import os

import click

from glue.errors import ConfigError
from glue.postgres.ports import free_port
from glue.stack.parts import ProcessRecord, refuse_taken_port
from glue.stack.stack import Stack


def configure() -> tuple[str, ...]:
    """Choose and configure the API of the database that is there; return its command."""
    stack = Stack()
    if ProcessRecord(stack.home, "api").process() is not None:
        raise ConfigError("the API runs already", "`rowhouse down` stops the stack it is part of.")
    if not stack.state.get("jwt_secret"):
        raise ConfigError("there is no local stack yet", "Run `rowhouse up`.")
    if not stack.state.get("api_port"):
        stack.state.put(api_port=free_port())
    stack.choose_api(is_alone=True)
    api = stack.configured_api()
    refuse_taken_port(api.port)
    click.echo(f"{api.name} at {api.url}{api.prefix}", err=True)
    return api.command


@click.command("api")
def api_command() -> None:
    r"""Serve the HTTP API alone: it becomes this process. The database must be up.

    Without the gateway before it, it verifies the keys of clients itself. PostgREST runs
    pre_request in each request's own transaction; @supabase/lite does not run it.

    \b
    Example:
        rowhouse api
    """
    command = configure()
    ProcessRecord(Stack().home, "api").write(os.getpid())
    os.execv(command[0], command)  # noqa: S606 - the command is our own
