"""A gateway for the suite `users`, in a process of its own: its plan comes on stdin."""

import asyncio
import json
import signal
import sys

from glue.gateway.plan import Plan, RestPart
from glue.gateway.server import Gateway
from glue.http.keys import Keys


async def serve(plan: Plan) -> None:
    """Serve until SIGTERM."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await Gateway(plan).serve(stop)


def main() -> None:
    """Serve as stdin says."""
    given = json.loads(sys.stdin.read())
    rest = RestPart(given["api"], given["prefix"], Keys(*given["inner"]))
    plan = Plan(given["port"], given["database"], Keys(*given["outer"]), rest, given["relay"])
    asyncio.run(serve(plan))


if __name__ == "__main__":
    main()
