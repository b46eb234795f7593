"""Offer requests at a fixed rate, whether or not the answers keep up.

Each request is what PostgREST would send: one transaction that sets role and claims, then
calls. A request that waits for a free connection has been waiting since it was due: latency
counts from there, so a stall cannot hide the requests behind it.
"""

import asyncio
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import psycopg

CONNECTIONS = 16
CLAIMS = json.dumps(
    {
        "sub": "00000000-0000-4000-8000-000000000001",
        "role": "authenticated",
        "app_metadata": {"roles": []},
    }
)
BECOME = (
    "select set_config('role', 'authenticated', true), set_config('request.jwt.claims', %s, true)"
)


@dataclass(frozen=True, slots=True)
class Call:
    """One request: a statement, its parameters and the claims of the caller."""

    statement: str
    parameters: tuple[Any, ...] = ()
    claims: str = CLAIMS


def offer(url: str, calls: Sequence[Call], rate: float) -> list[float]:
    """Offer these calls at `rate` a second; return each one's latency in milliseconds."""
    return asyncio.run(_offer(url, calls, rate))


async def _offer(url: str, calls: Sequence[Call], rate: float) -> list[float]:
    connections = await asyncio.gather(
        *(
            psycopg.AsyncConnection.connect(
                url, autocommit=True, prepare_threshold=0, application_name="rowhouse bench"
            )
            for _ in range(CONNECTIONS)
        )
    )
    try:
        latencies = [0.0] * len(calls)
        waiting = iter(enumerate(calls))
        start = time.perf_counter() + 0.1

        async def serve(connection: psycopg.AsyncConnection[Any]) -> None:
            for number, call in waiting:
                due = start + number / rate
                delay = due - time.perf_counter()
                if delay > 0:
                    await asyncio.sleep(delay)
                await request(connection, call)
                latencies[number] = (time.perf_counter() - due) * 1000

        await asyncio.gather(*(serve(connection) for connection in connections))
        return latencies
    finally:
        await asyncio.gather(*(connection.close() for connection in connections))


async def request(connection: psycopg.AsyncConnection[Any], call: Call) -> None:
    """Run one call as a signed-in user, in one round trip."""
    async with connection.pipeline():
        await connection.execute("begin")
        await connection.execute(BECOME, (call.claims,))
        await connection.execute(call.statement, call.parameters)
        await connection.execute("commit")
