"""Suite `limits`: taking a token, beside a PL/pgSQL function that does nothing.

Eight clients of pgbench, prepared statements, one call a transaction; the floor has the same
signature and the same attributes, and runs before each case in turn. Then exactness: of 800
calls at once at a cap of 100, exactly 100 may pass.
"""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from statistics import median

from glue.bench.figures import Figure, Watch
from glue.bench.pgbench import rate
from glue.db import connect

SUITE = "limits"
CLIENTS = 8
KEYS = 10_000
ROUNDS = 5
SECONDS = 3.0
BAR = 0.43
CALLS, CAP = 800, 100
FLOOR = "PL/pgSQL function that does nothing"

SETUP = """
create schema bench_limits;
create function bench_limits.nothing(
    p_key text, p_requests integer, p_seconds double precision,
    out is_allowed boolean, out remaining integer,
    out retry_after_seconds integer, out reset_seconds integer
)
    returns record language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as 'begin end';
"""
CLEAN = """
drop schema if exists bench_limits cascade;
delete from core.rate_limits where key like 'bench %'
"""
# pgbench takes a colon before a name for a variable, in a literal too: keys have blanks.
NOTHING = "select is_allowed from bench_limits.nothing('bench ' || :key::integer, 1000000, 60);"
CASES = {
    f"{KEYS:,} keys, allowed": ("many ' || :key::integer", 1_000_000, 60),
    f"{KEYS:,} keys, mostly refused": ("spent ' || :key::integer", 1, 86_400),
    "one hot key, allowed": ("hot ' || (:key::integer * 0)", 1_000_000, 60),
    "one hot key, mostly refused": ("cold ' || (:key::integer * 0)", 1, 86_400),
}


def measure(url: str, scale: float, watch: Watch) -> list[Figure]:
    """Measure every case, floor and case in turn, then whether the cap is exact."""
    with _prepared(url):
        figures = [_case(url, name, _taking(*case), scale, watch) for name, case in CASES.items()]
        watch(f"{CALLS} calls at a cap of {CAP}")
        figures.append(_exact(url))
    return figures


@contextmanager
def _prepared(url: str) -> Iterator[None]:
    """Make the floor; leave nothing behind."""
    with connect(url) as conn:
        conn.execute(CLEAN)
        conn.execute(SETUP)
        try:
            yield
        finally:
            conn.execute(CLEAN)


def _taking(key: str, requests: int, seconds: int) -> str:
    return f"select is_allowed from core.take_token('bench {key}, {requests}, {seconds});"  # noqa: S608 - constants of this file


def _case(url: str, name: str, statement: str, scale: float, watch: Watch) -> Figure:
    floors, rates = [], []
    rounds = max(1, round(ROUNDS * scale))
    for number in range(rounds):
        watch(f"{name}: round {number + 1} of {rounds}")
        floors.append(_rate(url, NOTHING, SECONDS * scale))
        rates.append(_rate(url, statement, SECONDS * scale))
    ratio = median(case / floor for case, floor in zip(rates, floors, strict=True))
    return Figure(
        SUITE, name, "calls/s", round(median(rates)), None, round(ratio, 3), FLOOR, BAR,
        ratio >= BAR,
    )  # fmt: skip


def _rate(url: str, statement: str, seconds: float) -> float:
    """Return how many transactions a second pgbench made of this statement."""
    return rate(url, f"\\set key random(1, {KEYS})\n{statement}\n", seconds, CLIENTS)


def _exact(url: str) -> Figure:
    """Make all calls at once and count those that pass."""

    def client(calls: int) -> int:
        with connect(url) as conn:
            return sum(
                bool(row["is_allowed"])
                for _ in range(calls)
                for row in conn.execute(
                    "select is_allowed from core.take_token('bench cap', %s, 86400)", (CAP,)
                )
            )

    started = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        passed = sum(pool.map(client, [CALLS // CLIENTS] * CLIENTS))
    took = time.perf_counter() - started
    return Figure(
        SUITE, f"passed of {CALLS} calls at a cap of {CAP}, in {took:.1f} s", "calls", passed,
        None, None, None, CAP, passed == CAP,
    )  # fmt: skip
