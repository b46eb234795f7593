"""Suite `commerce`: every RPC of the module, as requests that arrive at a fixed rate.

A shop of 100,000 products, five locations and a million movements of five years is made by
statements over whole tables. Then each RPC is called about fifty times, all of them mixed,
over 16 connections; reports follow at a lower rate. What a call needs, such as an order that
is paid, is prepared before. A new location has no full range here: one with it gets a level
per variant, in the same transaction.
"""

from glue.bench.calls import judge, offer_cases
from glue.bench.commerce_calls import Shop
from glue.bench.commerce_cases import LISTS, REPORTS, WRITES
from glue.bench.commerce_shop import make_shop
from glue.bench.figures import Figure, Watch
from glue.bench.invariants import broken_invariants
from glue.db import connect

SUITE = "commerce"
BAR = 200.0
PRODUCTS = 100_000
MOVEMENTS = 1_000_000
CALLS = 50
RATE = 100.0
REPORT_RATE = 5.0


def measure(url: str, scale: float, watch: Watch) -> list[Figure]:
    """Measure in a database that goes afterwards."""
    products = max(500, round(PRODUCTS * min(1.0, scale)))
    calls = max(2, round(CALLS * scale))
    watch("commerce: making the shop")
    with connect(url) as conn:
        make_shop(conn, products, max(5_000, round(MOVEMENTS * min(1.0, scale))), 2 * calls)
        shop = Shop(conn, products)
    watch("commerce: writes and lists")
    spent = offer_cases(url, shop, [*WRITES, *LISTS], calls, RATE)
    watch("commerce: reports")
    spent |= offer_cases(url, shop, REPORTS, calls, REPORT_RATE)
    return [*judge(SUITE, spent, lambda _: BAR), broken_invariants(url, SUITE, "commerce")]
