"""rowhouse gateway: the one address of the local stack."""

import asyncio
import logging
import os
import signal

import click

from glue.errors import ConfigError
from glue.gateway.plan import Plan
from glue.gateway.server import Gateway
from glue.json_log import log_as_json
from glue.postgres.ports import free_port
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
        raise ConfigError("there is no local stack yet", "Run `rowhouse up`.")
    if stack.state.get("api_is_alone"):
        raise ConfigError(
            "the API serves alone, with the keys of its clients", "Run `rowhouse up` instead."
        )
    if not stack.state.get("gateway_port"):
        stack.state.put(gateway_port=free_port())
    refuse_taken_port(stack.state.get("gateway_port"))
    return stack.gateway_plan()


async def serve(plan: Plan) -> None:
    """Serve until SIGTERM or Ctrl-C."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await Gateway(plan).serve(stop)


@click.command("gateway")
def gateway_command() -> None:
    r"""Serve the one address of the stack alone, in the foreground. The other parts must be up.

    It passes /rest/v1, /realtime/v1, /functions/v1 and /graphql/v1 on, after keys, limits and the
    access log. Each limit is an environment variable, such as GATEWAY_MAX_BODY_BYTES;
    CORS_ORIGINS names the origins whose pages may read answers. One JSON line per event on stderr.

    \b
    Example:
        rowhouse gateway
    """
    logging.getLogger("rowhouse.gateway").setLevel(logging.INFO)
    log_as_json()
    plan = plan_gateway()
    record = ProcessRecord(Stack().home, "gateway")
    if record.process() is None:
        record.write(os.getpid(), port=plan.port)
    asyncio.run(serve(plan))
