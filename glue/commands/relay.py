"""rowhouse relay: the local stand-in for Supabase Realtime."""

import asyncio
import logging
import os
import signal

import click

from glue.db import connect
from glue.errors import ConfigError
from glue.json_log import log_as_json
from glue.postgres.ports import free_port
from glue.relay.relay import Plan, Relay
from glue.sessions import require_session
from glue.stack.parts import ProcessRecord, refuse_taken_port
from glue.stack.stack import Stack


def plan_relay() -> Plan:
    """Return what the relay of this stack is to do; raise when it can not."""
    stack = Stack()
    running = ProcessRecord(stack.home, "relay").process()
    # The supervisor has written down the very process that this is.
    if running is not None and running.pid != os.getpid():
        raise ConfigError("a relay runs already", "`rowhouse down` stops the stack it is part of.")
    if not stack.state.get("jwt_secret"):
        raise ConfigError("there is no local stack yet", "Run `rowhouse up`.")
    if not stack.state.get("relay_port"):
        stack.state.put(relay_port=free_port())
    port = stack.state.get("relay_port")
    refuse_taken_port(port)
    url = stack.database.relay_url()
    _refuse_other_realtime(url)
    require_session(url, "the relay")
    return Plan(url, port, stack.keys(), stack.home / "run" / "relay_cursor.json")


def _refuse_other_realtime(url: str) -> None:
    with connect(url) as conn:
        row = conn.execute("select to_regnamespace('relay') as it").fetchone()
    if row is None or row["it"] is None:
        raise ConfigError(
            "this database has a Realtime of its own",
            "Connect clients to the project's own URL; the relay stands in where there is none.",
        )


async def serve(plan: Plan) -> None:
    """Serve until SIGTERM or Ctrl-C."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await Relay(plan).serve(stop)


@click.command("relay")
def relay_command() -> None:
    r"""Serve Realtime alone, in the foreground: broadcast and presence. The database must be up.

    Speaks the protocol of Supabase Realtime, both versions, on 127.0.0.1. One JSON line per
    event on stderr. Each limit is an environment variable, such as RELAY_MAX_CONNECTIONS.
    Connects as RELAY_DATABASE_URL when that is set, else as the role rowhouse_relay.

    \b
    Example:
        rowhouse relay
    """
    logging.getLogger("rowhouse.relay").setLevel(logging.INFO)
    log_as_json()
    plan = plan_relay()
    record = ProcessRecord(Stack().home, "relay")
    if record.process() is None:
        record.write(os.getpid(), port=plan.port)
    asyncio.run(serve(plan))
