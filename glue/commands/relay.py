"""rowhouse relay: the stand-in for Supabase Realtime."""

import asyncio
import logging
import os

import click

from glue.cli_options import host_option, port_option
from glue.db import connect
from glue.errors import ConfigError
from glue.http.draining import stop_on_signals
from glue.json_log import log_as_json
from glue.postgres.ports import free_port
from glue.relay.environment import plan_from_environment
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
        raise ConfigError(
            "there is no local stack yet",
            "Run `rowhouse up`; on a server, add --port (docs/deploy.md).",
        )
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


def plan_alone(host: str, port: int) -> Plan:
    """Return what a relay without a local stack is to do."""
    plan = plan_from_environment(host, port)
    _refuse_other_realtime(plan.url)
    require_session(plan.url, "the relay")
    return plan


async def serve(plan: Plan) -> None:
    """Serve until SIGTERM or Ctrl-C; the second leaves at once."""
    await Relay(plan).serve(stop_on_signals())


@click.command("relay")
@host_option
@port_option
def relay_command(*, host: str, port: int | None) -> None:
    r"""Serve Realtime alone, in the foreground: broadcast and presence. The database must be up.

    Speaks the protocol of Supabase Realtime, both versions. One JSON line per event on stderr.
    Each limit is an environment variable, such as RELAY_MAX_CONNECTIONS.

    Without --port it is the relay of the local stack, as RELAY_DATABASE_URL when that is set, else
    as the role rowhouse_relay. With it, the environment says all: RELAY_DATABASE_URL,
    RELAY_CURSOR_FILE and the keys (docs/live.md).

    SIGTERM drains: /ready is 503 from then on, and sockets are closed one by one within
    RELAY_DRAIN_SECONDS.

    \b
    Example:
        rowhouse relay
        rowhouse relay --host 0.0.0.0 --port 4000
    """
    logging.getLogger("rowhouse.relay").setLevel(logging.INFO)
    log_as_json()
    if port is not None:
        asyncio.run(serve(plan_alone(host, port)))
        return
    plan = plan_relay()
    record = ProcessRecord(Stack().home, "relay")
    if record.process() is None:
        record.write(os.getpid(), port=plan.port)
    asyncio.run(serve(plan))
