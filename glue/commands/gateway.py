"""rowhouse gateway: the one address in front of all parts."""

import asyncio
import logging
import os

import click

from glue.cli_options import host_option, port_option
from glue.db import refuse_wrong_login
from glue.errors import ConfigError
from glue.gateway.environment import plan_from_environment
from glue.gateway.plan import Plan
from glue.gateway.server import Gateway
from glue.http.draining import stop_on_signals
from glue.json_log import log_as_json
from glue.postgres.ports import free_port
from glue.stack.functions import without_token
from glue.stack.parts import ProcessRecord, refuse_taken_port
from glue.stack.stack import Stack


def plan_gateway() -> Plan:
    """Return what the gateway of this stack is to do; raise when it can not."""
    stack = Stack()
    running = ProcessRecord(stack.home, "gateway").process()
    # The supervisor has written down the very process that this is.
    if running is not None and running.pid != os.getpid():
        raise ConfigError(
            "a gateway runs already", "`rowhouse down` stops the stack it is part of."
        )
    if not stack.state.get("inner_jwt_secret") or not stack.state.get("api_port"):
        raise ConfigError(
            "there is no local stack yet",
            "Run `rowhouse up`; on a server, add --port (docs/deploy.md).",
        )
    if stack.state.get("api_is_alone"):
        raise ConfigError(
            "the API serves alone, with the keys of its clients", "Run `rowhouse up` instead."
        )
    if not stack.state.get("gateway_port"):
        stack.state.put(gateway_port=free_port())
    refuse_taken_port(stack.state.get("gateway_port"))
    return stack.gateway_plan()


async def serve(plan: Plan) -> None:
    """Serve until SIGTERM or Ctrl-C; the second leaves at once.

    A database that is away may come: the gateway answers 503 meanwhile.
    """
    await asyncio.to_thread(refuse_wrong_login, plan.database)
    await Gateway(plan).serve(stop_on_signals())


@click.command("gateway")
@host_option
@port_option
def gateway_command(*, host: str, port: int | None) -> None:
    r"""Serve the one address in front of all parts, in the foreground. The other parts must be up.

    It passes /rest/v1, /realtime/v1, /functions/v1 and /graphql/v1 on, after keys, limits and the
    access log. Each limit is an environment variable, such as GATEWAY_MAX_BODY_BYTES;
    CORS_ORIGINS names the origins whose pages may read answers. One JSON line per event on stderr.

    Without --port it is the gateway of the local stack. With it, the environment names the parts:
    GATEWAY_DATABASE_URL, REST_URL, REST_JWT_SECRET, the keys, and others (docs/gateway.md).

    SIGTERM drains: /ready is 503 from then on, requests that run may end within
    GATEWAY_DRAIN_SECONDS, and a second signal ends all at once.

    \b
    Example:
        rowhouse gateway
        rowhouse gateway --host 0.0.0.0 --port 8000
    """
    logging.getLogger("rowhouse.gateway").setLevel(logging.INFO)
    log_as_json()
    if port is not None:
        asyncio.run(serve(plan_from_environment(host, port, without_token())))
        return
    plan = plan_gateway()
    record = ProcessRecord(Stack().home, "gateway")
    if record.process() is None:
        record.write(os.getpid(), port=plan.port)
    asyncio.run(serve(plan))
