"""Suite `pool`: 1,000 clients through PgBouncer, beside as few as it has server connections.

One transaction is what the API makes of a request: the role and the claims of a caller, then an
RPC. The floor runs in turn with each case, directly, with as many clients as the pooler has
connections: more would be no faster. Statements are not prepared, as PgBouncer keeps them from
1.21 on only. Every client must be served: one that is refused ends the run.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.parse import unquote, urlsplit

from glue.bench.figures import Figure, Watch, percentile
from glue.bench.pgbench import Load, logged
from glue.errors import ConfigError
from glue.postgres.pooler import Limits, Pooler, Target, raise_files

SUITE = "pool"
CLIENTS = 1_000
CONNECTIONS = 20
ROUNDS = 3
TRANSACTIONS = 40_000
"""Of all clients together, in a round."""

FLOOR = f"{CONNECTIONS} clients that are connected directly"
BAR = 0.5
SCRIPT = """
begin;
select set_config('role', 'authenticated', true), set_config('request.jwt.claims',
    '{"role": "authenticated", "sub": "11111111-1111-4111-8111-111111111111"}', true);
select api.list_notifications();
commit;
"""


def measure(url: str, scale: float, watch: Watch) -> list[Figure]:
    """Measure as many clients as connections, then all of them."""
    raise_files()
    with _pooling(url) as pooler:
        lent = pooler.url(url)
        return [
            _case((url, lent), clients, bar, scale, watch)
            for clients, bar in ((CONNECTIONS, None), (CLIENTS, BAR))
        ]


@contextmanager
def _pooling(url: str) -> Iterator[Pooler]:
    """Run a pooler in front of the server of a URL, for its one login."""
    parts = urlsplit(url)
    if not (parts.hostname and parts.username and parts.password):
        raise ConfigError("the URL needs a host, a user and a password", "Write all three.")
    target = Target(parts.hostname, parts.port or 5432, {parts.username: unquote(parts.password)})
    with tempfile.TemporaryDirectory(prefix="rowhouse-pool-") as folder:
        Path(folder).chmod(0o711)
        limits = Limits(default_pool_size=CONNECTIONS, reserve_pool_size=0, query_wait_timeout=60)
        pooler = Pooler(Path(folder), target, limits=limits)
        pooler.start()
        try:
            yield pooler
        finally:
            pooler.kill()


def _case(
    urls: tuple[str, str], clients: int, bar: float | None, scale: float, watch: Watch
) -> Figure:
    direct, lent = urls
    floors, rates, latencies = [], [], []
    rounds = max(1, round(ROUNDS * scale))
    for number in range(rounds):
        watch(f"{clients:,} clients: round {number + 1} of {rounds}")
        floors.append(_run(direct, CONNECTIONS, scale)[0])
        rate, took = _run(lent, clients, scale)
        rates.append(rate)
        latencies += took
    ratio = median(case / floor for case, floor in zip(rates, floors, strict=True))
    p95 = percentile(latencies, 0.95)
    return Figure(
        SUITE, f"{clients:,} clients, {CONNECTIONS} connections; p95 {p95:,.0f} ms",
        "transactions/s", round(median(rates)), None, round(ratio, 3), FLOOR, bar,
        bar is None or ratio >= bar,
    )  # fmt: skip


def _run(url: str, clients: int, scale: float) -> tuple[float, list[float]]:
    """Return the rate, and what each transaction took."""
    each = max(1, round(TRANSACTIONS * scale) // clients)
    run = logged(url, Load(SCRIPT, clients, protocol="simple"), each)
    return run.rate, [one for took in run.latencies.values() for one in took]
