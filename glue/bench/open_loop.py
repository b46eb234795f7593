"""Offer requests at a fixed rate, whether or not the answers keep up.

Each request is what PostgREST would send: one transaction that sets role and claims, then
calls. A request that waits for a free connection has been waiting since it was due: latency
counts from there, so a stall cannot hide the requests behind it. What a request needs before it
can be made is prepared in its transaction, and is not counted.
"""

import asyncio
import json
import sys
import time
from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass, replace
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
ACT = "select set_config('role', %s, true), set_config('request.jwt.claims', %s, true)"
CLAIM = "select set_config('request.jwt.claims', %s, true)"


@dataclass(frozen=True, slots=True)
class Call:
    """One request: a statement, its parameters, the claims of the caller and the role.

    `before` runs in the same transaction as the owner, with the claims. A request that is not
    kept is rolled back when it is answered.
    """

    statement: str
    parameters: tuple[Any, ...] = ()
    claims: str = CLAIMS
    role: str = "authenticated"
    before: str = ""
    is_kept: bool = True


Faults = MutableMapping[int, str]


def offer(
    url: str,
    calls: Sequence[Call],
    rate: float,
    faults: Faults | None = None,
    warm_up: Sequence[Call] = (),
) -> list[float]:
    """Offer these calls at `rate` a second; return each one's latency in milliseconds.

    A call that is refused ends the run, or is noted in `faults` by its number. Each connection
    makes the calls of the warm-up first, and takes them back.
    """
    return asyncio.run(_offer(url, calls, rate, faults, warm_up))


def try_out(url: str, calls: Sequence[Call]) -> dict[int, str]:
    """Make these calls, each taken back; return which were refused, by their number."""
    faults: dict[int, str] = {}

    async def try_all() -> None:
        connection = await _connect(url)
        await (await _warm(url, connection, calls, faults)).close()

    asyncio.run(try_all())
    return faults


async def _offer(
    url: str,
    calls: Sequence[Call],
    rate: float,
    faults: Faults | None,
    warm_up: Sequence[Call],
) -> list[float]:
    connections = await asyncio.gather(*(_connect(url) for _ in range(CONNECTIONS)))
    try:
        connections = await asyncio.gather(
            *(_warm(url, connection, warm_up, {}) for connection in connections)
        )
        latencies = [0.0] * len(calls)
        waiting = iter(enumerate(calls))
        start = time.perf_counter() + 0.1

        async def serve(place: int) -> None:
            for number, call in waiting:
                due = start + number / rate
                try:
                    latencies[number] = await _serve(connections[place], call, due)
                except psycopg.Error as refused:
                    if faults is None:
                        raise
                    faults[number] = tell(refused)
                    # What an ended pipeline had prepared is not known any more.
                    await connections[place].close()
                    connections[place] = await _connect(url)

        await asyncio.gather(*map(serve, range(CONNECTIONS)))
        return latencies
    finally:
        await asyncio.gather(*(connection.close() for connection in connections))


async def _connect(url: str) -> psycopg.AsyncConnection[Any]:
    connection = await psycopg.AsyncConnection.connect(
        url, autocommit=True, prepare_threshold=0, application_name="rowhouse bench"
    )
    # One that is forgotten in a pipeline may be used again before the server knows of it.
    connection.prepared_max = sys.maxsize
    return connection


async def _warm(
    url: str, connection: psycopg.AsyncConnection[Any], calls: Sequence[Call], faults: Faults
) -> psycopg.AsyncConnection[Any]:
    """Make each call and take it back; return the connection, or the one in its place."""
    for number, call in enumerate(calls):
        try:
            await _serve(connection, replace(call, is_kept=False), 0.0)
        except psycopg.Error as refused:
            faults[number] = tell(refused)
            await connection.close()
            connection = await _connect(url)
    return connection


async def _serve(connection: psycopg.AsyncConnection[Any], call: Call, due: float) -> float:
    """Make a request when it is due; return for how many milliseconds its client waited."""
    if call.before:
        late = max(0.0, time.perf_counter() - due)
        await prepare(connection, call)
        due = max(due, time.perf_counter()) - late
    delay = due - time.perf_counter()
    if delay > 0:
        await asyncio.sleep(delay)
    await request(connection, call)
    took = (time.perf_counter() - due) * 1000
    if not call.is_kept:
        await connection.rollback()
    return took


async def prepare(connection: psycopg.AsyncConnection[Any], call: Call) -> None:
    """Begin the transaction of a call with what it needs."""
    async with connection.pipeline():
        await connection.execute("begin")
        await connection.execute(CLAIM, (call.claims,))
        await connection.execute(call.before)


async def request(connection: psycopg.AsyncConnection[Any], call: Call) -> None:
    """Run one call as its caller, in one round trip; what is not kept is left to roll back."""
    async with connection.pipeline():
        if not call.before:
            await connection.execute("begin")
        await connection.execute(ACT, (call.role, call.claims))
        await connection.execute(call.statement, call.parameters)
        if call.is_kept:
            await connection.execute("commit")


def tell(refused: psycopg.Error) -> str:
    """Return an error in a line: its code, its key and its detail."""
    diag = refused.diag
    said = [refused.sqlstate, diag.message_primary or str(refused), diag.message_detail]
    return " ".join(" ".join(filter(None, said)).split())[:200]
