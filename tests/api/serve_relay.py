"""A relay in a process of its own, until its standard input ends: for clients that restart it.

Usage: python -m tests.api.serve_relay PLAN, where PLAN is JSON: url, port, keys, cursor_file,
limits. Says `ready` when it serves and hears the database.
"""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from glue.relay.callers import Keys
from glue.relay.limits import Limits
from glue.relay.relay import Plan, Relay


async def serve(told: dict[str, Any]) -> None:
    """Serve until the parent process closes the other end."""
    relay = Relay(
        Plan(
            told["url"],
            told["port"],
            Keys(**told["keys"]),
            Path(told["cursor_file"]),
            limits=Limits(**told["limits"]),
        )
    )
    await relay.start()
    await relay.hub.ready.wait()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)
    await relay.stop()


if __name__ == "__main__":
    asyncio.run(serve(json.loads(sys.argv[1])))
