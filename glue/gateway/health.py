"""Health of the gateway: `/live`, `/health` and `/ready`.

`/live` answers while the process does, `/health` while the database answers too, and `/ready`
until the gateway drains. A supervisor that restarts processes asks the first, a load balancer the
last, as with PostgREST's `/live` and `/ready`.
"""

from http import HTTPStatus

from aiohttp import web

from glue.gateway.guard import Guard
from glue.gateway.replica_reads import Reads

LIVE, HEALTH, READY = "/live", "/health", "/ready"
PATHS = frozenset({LIVE, HEALTH, READY})


async def answer_health(
    path: str, guard: Guard, reads: Reads, *, is_draining: bool
) -> web.Response:
    """Answer for one of the three paths."""
    if path == LIVE:
        return web.json_response({"status": "ok"})
    trouble = await guard.trouble()
    is_stopping = path == READY and is_draining
    body = {"status": "stopping" if is_stopping else trouble or "ok"} | reads.state()
    is_well = not trouble and not is_stopping
    status = HTTPStatus.OK if is_well else HTTPStatus.SERVICE_UNAVAILABLE
    return web.json_response(body, status=status)
