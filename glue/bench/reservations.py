"""Suite `reservations`: reserve_stock beside a bare conditional UPDATE.

Each client of pgbench reserves one piece of a SKU at one location, as a signed-in user, one
call a transaction. The floor is one UPDATE of a level that succeeds if the level has a piece
left; it runs before each case in turn. On one hot SKU the floor has one row, and the stock of
the case is split into buckets. Afterwards no level may have more reserved than on hand.
"""

from dataclasses import dataclass
from statistics import median

from glue.bench.figures import Figure, Watch
from glue.bench.invariants import broken_invariants
from glue.bench.pgbench import rate
from glue.db import connect, script

SUITE = "reservations"
SKUS = 10_000
ROUNDS = 5
SECONDS = 3.0
BUCKETS = 16
FLOOR = "bare conditional UPDATE"
USER = "00000000-0000-4000-8000-000000000001"
SESSION = {
    "role": "authenticated",
    "request.jwt.claims": f'{{"sub":"{USER}","role":"authenticated"}}',
}

SETUP = """
insert into commerce.locations (code, name, created_at, updated_at)
values ('BENCH', 'Bench', now(), now());
insert into master.categories (category_key, name) values ('bench', 'Bench');
insert into commerce.products (
    title, category_id, status, published_at, created_at, updated_at
)
select 'Bench', c.id, 'published', now(), now(), now()
from master.categories as c where c.category_key = 'bench';
insert into commerce.variants (product_id, sku, options, created_at, updated_at)
select p.id, 'BENCH-' || n, jsonb_build_object('n', n), now(), now()
from commerce.products as p, generate_series(1, {skus} + 1) as n;
select commerce._post_movements(array(
    select row(
        v.id, 1000000, 'receive', 'supplier', null, null, 'on_hand', l.id, 0
    )::commerce.posting
    from commerce.variants as v, commerce.locations as l
));
select commerce._share_over_buckets(v.id, l.id, {buckets})
from commerce.variants as v, commerce.locations as l where v.sku = 'BENCH-{hot}';
update core.settings set value = '{{}}'
where name in ('commerce.hold_limits', 'commerce.hold_rate');
create schema bench_reservations;
create table bench_reservations.levels (
    sku integer primary key, on_hand integer not null, reserved integer not null,
    check (reserved <= on_hand)
) with (fillfactor = 70);
insert into bench_reservations.levels select n, 1000000, 0 from generate_series(1, {hot}) as n;
grant usage on schema bench_reservations to authenticated;
grant select, update on bench_reservations.levels to authenticated;
vacuum (analyze) bench_reservations.levels;
vacuum (analyze) commerce.stock_levels, commerce.variants;
"""
BARE = """
update bench_reservations.levels set reserved = reserved + 1
where sku = :key::integer and on_hand - reserved >= 1;
"""
# pgbench takes a colon before a name for a variable, in a literal too: the JSON is built.
RESERVE = """
select api.reserve_stock(jsonb_build_array(jsonb_build_object(
    'sku', 'BENCH-' || :key::integer, 'quantity', 1, 'location', 'BENCH'
)));
"""


@dataclass(frozen=True, slots=True)
class Case:
    """What the clients reserve: a random SKU of many, or always the first."""

    name: str
    clients: int
    key: str
    bar: float


CASES = (
    Case(f"{SKUS:,} SKUs, 1 client", 1, f"random(1, {SKUS})", 0.5),
    Case(f"{SKUS:,} SKUs, 8 clients", 8, f"random(1, {SKUS})", 0.5),
    Case(f"{SKUS:,} SKUs, 32 clients", 32, f"random(1, {SKUS})", 0.5),
    Case(f"one hot SKU in {BUCKETS} buckets, 32 clients", 32, str(SKUS + 1), 2.5),
)


def measure(url: str, scale: float, watch: Watch) -> list[Figure]:
    """Measure every case, floor and case in turn, then whether anything was oversold."""
    with connect(url) as conn:
        for statement in SETUP.format(skus=SKUS, hot=SKUS + 1, buckets=BUCKETS).split(";\n"):
            conn.execute(script(statement))
    figures = [_case(url, case, scale, watch) for case in CASES]
    return [*figures, broken_invariants(url, SUITE, "commerce")]


def _case(url: str, case: Case, scale: float, watch: Watch) -> Figure:
    floors: list[float] = []
    rates: list[float] = []
    rounds = max(1, round(ROUNDS * scale))
    for number in range(rounds):
        watch(f"{case.name}: round {number + 1} of {rounds}")
        for found, statement in ((floors, BARE), (rates, RESERVE)):
            text = f"\\set key {case.key}\n{statement}"
            found.append(rate(url, text, SECONDS * scale, case.clients, SESSION))
    ratio = median(mine / floor for mine, floor in zip(rates, floors, strict=True))
    return Figure(
        SUITE, case.name, "calls/s", round(median(rates)), None, round(ratio, 3), FLOOR,
        case.bar, ratio >= case.bar,
    )  # fmt: skip
