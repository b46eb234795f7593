"""Orders under random commands and real parallel connections, and the orders of Northwind."""

import contextlib
import csv
import random
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from typing import Any

import pytest

from glue import db, paths
from tests.glue.order_shop import Refused, Shop, fold

pytestmark = pytest.mark.needs("commerce")

REAL = paths.ROOT.parent / "shared" / "data" / "commerce"
ADMIN = ("dora", "admin")
PEOPLE = (("ada",), ("bob",), ADMIN, ("cleo", "warehouse"), ("bob", "warehouse"), ())
REFUSALS = {
    "commerce.insufficient_stock",
    "commerce.invalid_lines",
    "commerce.payment_mismatch",
    "commerce.reservation_expired",
    "commerce.transition_refused",
    "commerce.unknown_order",
    "commerce.unknown_parcel",
    "commerce.unknown_sku",
    "commerce.version_conflict",
    "core.not_permitted",
}
COMMANDS = {
    "place": 1,
    "pay": 4,
    "pack": 4,
    "ship": 4,
    "deliver": 3,
    "cancel": 1,
    "return": 2,
    "refund": 2,
    "expire": 1,
}
"""How often each command is given."""
KINDS = {
    "placed",
    "paid",
    "packed",
    "shipped",
    "delivered",
    "cancelled",
    "returned",
    "refunded",
}
ROUNDS = 8


@pytest.fixture
def empty_shop(db_url: str) -> Iterator[Shop]:
    """A fresh database."""
    shop = Shop(db_url)
    yield shop
    shop.close()


@pytest.fixture
def shop(empty_shop: Shop) -> Shop:
    """A fresh database with the small stock."""
    empty_shop.rows("select tests.small_stock()")
    return empty_shop


def shirts(quantity: int, sku: str = "SHIRT-L") -> list[dict[str, Any]]:
    """Return the lines of an order of shirts."""
    return [{"sku": sku, "quantity": quantity}]


def attempt(call: Callable[[], Any]) -> Any:
    """Return the answer of a call, or the key of its refusal."""
    try:
        return call()
    except Refused as refused:
        return refused.key


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Make calls from threads that start together; return answers and refusals."""
    barrier = threading.Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        barrier.wait()
        return attempt(call)

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def give_command(shop: Shop, rng: random.Random, orders: list[int]) -> None:
    """Give one random command, sensible or not; a refusal is one of the listed ones."""
    command = rng.choices(list(COMMANDS), list(COMMANDS.values()))[0]
    if command == "place" or not orders:
        lines = [a_piece(rng), *shirts(1)]
        orders.append(shop.place(rng.choice(["ada", "bob"]), lines))
        return
    if command == "expire":
        shop.rows("select tests.set_clock(core.now() + interval '5 hours')")
        shop.one("select commerce.cancel_overdue_orders()")
        return
    order = rng.choice(orders)
    (seen,) = shop.rows(
        "select o.version, o.total_minor, array_agg(t.command) as commands"
        " from commerce.orders as o"
        " inner join commerce.order_transitions as t on t.from_status = o.status"
        " where o.id = %s group by o.id",
        order,
    )
    if rng.random() < 0.6:
        command = rng.choice([c for c in seen["commands"] if c not in ("expire", "cancel")])
    who = rng.choice([*PEOPLE, ADMIN, ADMIN, ADMIN, ADMIN])
    shop.call(who, f"{command}_order", order_id=order, **parameters(command, rng, seen))


def parameters(command: str, rng: random.Random, seen: dict[str, Any]) -> dict[str, Any]:
    """Return random parameters of a command for an order that was seen."""
    some: dict[str, Callable[[], dict[str, Any]]] = {
        "pay": lambda: {"payment": {"amount_minor": seen["total_minor"] + (rng.random() < 0.1)}},
        "pack": lambda: {
            "parcels": rng.choice([None, [{"parcel": rng.randint(1, 3)} | a_piece(rng)]])
        },
        "ship": lambda: {"parcels": rng.choice([None, [rng.randint(1, 3)]]), "tracking": "T"},
        "deliver": lambda: {"parcels": rng.choice([None, [rng.randint(1, 3)]])},
        "cancel": lambda: {"reason": "Why not."},
        "return": lambda: {
            "lines": [
                a_piece(rng)
                | {
                    "location": rng.choice(["MAIN", "SHOP"]),
                    "state": rng.choice(["on_hand", "damaged"]),
                }
            ]
        },
        "refund": lambda: {"amount_minor": rng.choice([None, rng.randint(1, 20000)])},
    }
    version = rng.choice([None, None, None, seen["version"], seen["version"], 1])
    return some[command]() | {"expected_version": version}


def a_piece(rng: random.Random) -> dict[str, Any]:
    """Return a line with a few shirts."""
    return {"sku": rng.choice(["SHIRT-S", "SHIRT-L"]), "quantity": rng.choice([1, 1, 1, 2, 4])}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_random_commands_leave_orders_that_are_the_fold_of_their_events(
    shop: Shop, seed: int
) -> None:
    rng = random.Random(seed)  # noqa: S311 - chance, not secrets
    shop.rows(
        "update core.settings set value = '3' where name = 'commerce.order_snapshot_events'"
        " returning name"
    )
    orders: list[int] = []
    refused: set[str] = set()
    for _ in range(500):
        try:
            give_command(shop, rng, orders)
        except Refused as refusal:
            refused.add(refusal.key)
    assert refused <= REFUSALS
    assert {"commerce.transition_refused", "core.not_permitted"} <= refused
    assert len(orders) > 4
    taken = shop.rows("select distinct type from commerce.order_events")
    assert {row["type"] for row in taken} == KINDS

    transitions = {
        (row["from_status"], row["command"], row["to_status"])
        for row in shop.rows("select * from commerce.order_transitions")
    }
    for order in orders:
        page = shop.call((), "list_order_events", order_id=order, page_size=500)
        events = [
            event | {"at": shop.call((), "order_as_of", order_id=order, version=n)["changed_at"]}
            for n, event in enumerate(page["items"], 1)
        ]
        assert [event["version"] for event in events] == list(range(1, len(events) + 1))
        assert all(
            (event["from_status"], event["command"], event["to_status"]) in transitions
            for event in events
        )
        states = [fold(events[:n]) for n in range(1, len(events) + 1)]
        assert [state["status"] for state in states] == [event["to_status"] for event in events]
        assert shop.call((), "get_order", order_id=order) == {"id": order} | states[-1]
        for version, state in enumerate(states, 1):
            told = shop.call((), "order_as_of", order_id=order, version=version)
            assert told == {"id": order} | state
    assert shop.violations() == []


def test_of_two_commands_that_expect_one_version_one_is_refused(shop: Shop) -> None:
    for _ in range(ROUNDS):
        order = shop.place("ada", shirts(1))
        total = shop.one("select total_minor from commerce.orders where id = %s", order)
        answers = at_once(
            partial(shop.call, ("ada",), "cancel_order", order_id=order, expected_version=1),
            partial(
                shop.call,
                ADMIN,
                "pay_order",
                order_id=order,
                payment={"amount_minor": total},
                expected_version=1,
            ),
        )
        assert sorted(map(_outcome, answers)) == ["2", "commerce.version_conflict"]
    assert shop.violations() == []


def _outcome(answer: Any) -> str:
    return answer if isinstance(answer, str) else str(answer["version"])


def test_an_order_is_cancelled_or_shipped_but_not_both(shop: Shop) -> None:
    for _ in range(ROUNDS):
        order = shop.place("ada", shirts(1))
        shop.advance(order, "pay", "pack")
        answers = at_once(
            partial(shop.call, ADMIN, "cancel_order", order_id=order),
            partial(shop.call, ADMIN, "ship_order", order_id=order),
        )
        assert sorted(map(_outcome, answers)) == ["4", "commerce.transition_refused"]
    shipped = shop.one("select count(*) from commerce.orders where status = 'shipped'")
    sold = shop.one(
        "select coalesce(sum(quantity), 0) from commerce.stock_movements where to_state = 'sold'"
    )
    assert shipped == sold
    assert shop.violations() == []


def test_a_command_that_waited_sees_what_the_other_one_did(shop: Shop) -> None:
    """The second command starts while the first holds the order; it decides on the new state."""
    order = shop.place("ada", shirts(1))
    shop.advance(order, "pay", "pack")
    answers: list[Any] = []
    with db.connect(shop.url, autocommit=False) as first:
        shop.login(first, *ADMIN)
        shop.call_in(first, "ship_order", order_id=order)
        second = threading.Thread(
            target=lambda: answers.append(
                attempt(lambda: shop.call(ADMIN, "cancel_order", order_id=order))
            )
        )
        second.start()
        _await_waiter(shop)
    second.join()
    assert answers == ["commerce.transition_refused"]
    assert shop.violations() == []


def _await_waiter(shop: Shop) -> None:
    """Return when a backend of the database waits for a lock."""
    while not shop.one(
        "select count(*) from pg_stat_activity"
        " where datname = current_database() and wait_event_type = 'Lock'"
    ):
        pass


def test_an_order_is_paid_or_overdue_but_not_both(shop: Shop) -> None:
    for _ in range(ROUNDS):
        order = shop.place("ada", shirts(1))
        total = shop.one("select total_minor from commerce.orders where id = %s", order)
        # Both may win: the reservation lasts, the payment is overdue.
        shop.rows(
            "update commerce.orders set placed_at = core.now() - interval '2 days',"
            " payment_due_at = core.now() where id = %s returning id",
            order,
        )
        paid, _swept = at_once(
            partial(shop.call, ADMIN, "pay_order", order_id=order, payment={"amount_minor": total}),
            lambda: shop.one("select commerce.cancel_overdue_orders()"),
        )
        status = shop.one("select status from commerce.orders where id = %s", order)
        if isinstance(paid, dict):
            assert status == "paid"
        else:
            assert (paid, status) == ("commerce.transition_refused", "cancelled")
    assert shop.violations() == []


def test_one_key_places_one_order_however_often_it_is_sent_at_once(shop: Shop) -> None:
    for number in range(ROUNDS):
        answers = at_once(*[partial(shop.place, "ada", shirts(1), f"k{number}") for _ in range(4)])
        assert len(set(answers)) == 1
    assert shop.one("select count(*) from commerce.orders") == ROUNDS
    assert shop.violations() == []


@pytest.mark.parametrize(("limit", "most"), [("pieces", 3), ("reservations", 1)])
def test_two_holds_at_once_do_not_both_pass_the_limit_of_a_customer(
    shop: Shop, limit: str, most: int
) -> None:
    """The second call waits for the first, and counts what it holds."""
    shop.rows(
        "update core.settings set value = jsonb_build_object(%s::text, %s)"
        " where name = 'commerce.hold_limits' returning name",
        limit,
        most,
    )
    reserve = partial(shop.call, ("dan",), "reserve_stock", lines=shirts(2))
    answers: list[Any] = []
    with db.connect(shop.url, autocommit=False) as first:
        shop.login(first, "dan")
        held = shop.call_in(first, "reserve_stock", lines=shirts(2))
        second = threading.Thread(target=lambda: answers.append(attempt(reserve)))
        second.start()
        _await_waiter(shop)
    second.join()
    assert answers == ["commerce.too_many_held"]
    shop.call(("dan",), "release_reservation", reservation_id=held["reservation_id"])
    assert reserve()["status"] == "open"
    assert shop.violations() == []


def test_the_last_pieces_are_sold_once(shop: Shop) -> None:
    """Twenty large shirts, thirty customers who want one each, in two lines of two SKUs."""
    lines = [{"sku": "SHIRT-S", "quantity": 1}, {"sku": "SHIRT-L", "quantity": 1}]
    with ThreadPoolExecutor(8) as pool:
        answers = list(
            pool.map(
                lambda n: attempt(lambda: shop.place("ada", lines[:: 1 if n % 2 else -1])),
                range(30),
            )
        )
    # Nine are free at MAIN, four at SHOP.
    assert sum(isinstance(answer, int) for answer in answers) == 13
    assert {a for a in answers if isinstance(a, str)} == {"commerce.insufficient_stock"}
    assert shop.violations() == []


def test_a_rebuild_and_a_sweep_run_while_orders_go_on(shop: Shop) -> None:
    orders = [shop.place("ada", shirts(1)) for _ in range(6)]
    shop.rows(
        'update commerce.orders set state = state || \'{"status": "refunded"}\''
        " where id = %s returning id",
        orders[0],
    )
    answer = shop.call(ADMIN, "rebuild_orders")
    operation = answer["operation_id"]

    def buy() -> None:
        for _ in range(6):
            with contextlib.suppress(Refused):
                order = shop.place("bob", [*shirts(1, "SHIRT-S"), *shirts(1)])
                shop.advance(order, "pay", "pack")
                shop.call(ADMIN, "cancel_order", order_id=order)

    def pay() -> None:
        for order in orders[1:]:
            shop.advance(order, "pay", "pack", "ship")

    def rebuild() -> None:
        while shop.one("select core.run_operation_chunks(%s)", operation) != "finished":
            pass
        for _ in range(5):
            shop.one(
                "select commerce._rebuild_orders(null, %s::jsonb)",
                f'[{{"from": {orders[0]}, "until": {orders[-1] + 50}}}]',
            )

    def sweep() -> None:
        for _ in range(10):
            shop.one("select commerce.cancel_overdue_orders()")

    at_once(buy, buy, pay, rebuild, sweep)
    assert shop.call((), "get_operation", operation_id=operation)["status"] == "succeeded"
    assert shop.one("select status from commerce.orders where id = %s", orders[0]) == "placed"
    shipped = shop.one("select count(*) from commerce.orders where status = 'shipped'")
    assert shipped == len(orders) - 1
    assert shop.violations() == []


@pytest.mark.parametrize(
    ("who", "rpc", "params"),
    [
        (("ada",), "list_orders", {}),
        (("ada",), "list_orders", {"status": "placed"}),
        (ADMIN, "list_orders", {}),
        (ADMIN, "list_orders", {"status": "placed"}),
        (("ada",), "get_order", {"order_id": 30}),
        (("ada",), "list_order_events", {"order_id": 30}),
        (("ada",), "order_as_of", {"order_id": 30, "version": 1}),
        (("cleo", "warehouse"), "list_parcels", {}),
        (("cleo", "warehouse"), "list_parcels", {"status": "open"}),
        (ADMIN, "list_parcels", {"location": "SHOP", "status": "open"}),
        ((), "cancel_order", {"order_id": 30}),
    ],
)
def test_no_call_reads_a_whole_table_of_orders(
    many_orders: Shop, who: tuple[str, ...], rpc: str, params: dict[str, Any]
) -> None:
    shop = many_orders
    with shop.connection().transaction(force_rollback=True):
        if who:
            shop.login(shop.connection(), *who)
        shop.call_in(shop.connection(), rpc, **params)
        scans = shop.connection().execute(SCANS).fetchall()
    assert scans == []


@pytest.fixture(scope="module")
def many_orders(make_database: Callable[..., str]) -> Iterator[Shop]:
    """A database with 20,000 orders of a thousand customers, each in one parcel."""
    shop = Shop(make_database())
    shop.rows("select tests.small_stock()")
    with shop.connection().transaction():
        shop.connection().execute(db.script(MANY_ORDERS))
    with db.connect(shop.url) as conn:
        conn.execute("vacuum analyze")
    yield shop
    shop.close()


SCANS = """
select c.relname from pg_catalog.pg_class as c
where
    c.oid = any(
        '{commerce.orders, commerce.order_events, commerce.order_lines, commerce.parcels,
          commerce.parcel_lines, commerce.reservations,
          commerce.reservation_lines}'::regclass[]
    )
    and pg_stat_get_xact_numscans(c.oid) > 0
"""
MANY_ORDERS = """
insert into commerce.reservations (user_id, expires_at, created_at)
select case mod(n, 1000) when 30 then tests.user('ada') else md5(mod(n, 1000)::text)::uuid end,
    core.now() + interval '1 day', core.now()
from generate_series(1, 20000) as n;
insert into commerce.orders (user_id, reservation_id, placed_at, payment_due_at, state)
select r.user_id, r.id, core.now(), core.now() + interval '1 day', jsonb_build_object(
    'version', 1, 'status', case when mod(r.id, 100) = 32 then 'placed' else 'cancelled' end,
    'currency', 'PHP', 'total_minor', 0, 'paid_minor', 0, 'refunded_minor', 0,
    'returned', '{}'::jsonb, 'user_id', r.user_id, 'ship_to', '{}'::jsonb,
    'parcels', jsonb_build_object('1', jsonb_build_object(
        'status', case when mod(r.id, 100) = 32 then 'open' else 'cancelled' end,
        'location_id', l.id, 'pieces', jsonb_build_object(v.id, 1)
    ))
)
from commerce.reservations as r
inner join commerce.locations as l on l.code = case mod(r.id, 2) when 0 then 'MAIN' else 'SHOP' end
inner join commerce.variants as v on v.sku = 'SHIRT-S'
where not exists (
    select from commerce.reservation_lines as n where n.reservation_id = r.id
)
order by r.id;
insert into commerce.order_events (
    order_id, version, type, command, from_status, to_status, payload, at
)
select o.id, 1, 'placed', 'place', 'new', 'placed', o.state || '{"v": 1}', core.now()
from commerce.orders as o;
insert into commerce.parcels
select p.* from commerce.orders as o
cross join commerce._list_state_parcels(o.id, o.state) as p;
insert into commerce.parcel_lines (order_id, parcel, variant_id, quantity)
select p.order_id, p.parcel, v.id, 1 from commerce.parcels as p
inner join commerce.variants as v on v.sku = 'SHIRT-S';
insert into commerce.reservation_lines (
    reservation_id, variant_id, location_id, bucket, quantity
)
select o.reservation_id, v.id, p.location_id, 0, 0 from commerce.orders as o
inner join commerce.parcels as p on o.id = p.order_id
inner join commerce.variants as v on v.sku = 'SHIRT-S';
"""


def read(name: str) -> list[dict[str, str]]:
    """Return the rows of a file of Northwind."""
    with (REAL / f"northwind_{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def cents(amount: Decimal) -> int:
    """Return an amount in minor units, rounded half up."""
    return int((amount * 100).quantize(Decimal(1), ROUND_HALF_UP))


@pytest.mark.skipif(not REAL.exists(), reason=f"{REAL} is not there")
def test_the_orders_of_northwind_keep_their_totals(empty_shop: Shop) -> None:
    """Each order costs what it did in 1996, and its pieces leave the stock."""
    shop = empty_shop
    details: dict[str, list[dict[str, str]]] = {}
    for row in read("order_details"):
        details.setdefault(row["order_id"], []).append(row)
    with shop.connection().transaction():
        shop.connection().execute(db.script(NORTHWIND))
    for product in read("products"):
        shop.rows(
            "select pg_temp.add_product(%s, %s)",
            f"NW-{product['product_id']}",
            product["product_name"],
        )

    placed = 0
    for row in read("orders")[::6]:
        lines = details[row["order_id"]]
        expected = 0
        for line in lines:
            price = cents(Decimal(line["unit_price"]))
            sale = cents(price * (1 - round(Decimal(line["discount"]), 2)) / 100)
            expected += sale * int(line["quantity"])
            shop.rows(
                "update commerce.prices as p set amount_minor = %s, sale_amount_minor = %s"
                " from commerce.variants as v where p.variant_id = v.id and v.sku = %s"
                " returning p.id",
                price,
                sale if sale < price else None,
                f"NW-{line['product_id']}",
            )
        answer = shop.call(
            ("ada",),
            "place_order",
            lines=[
                {"sku": f"NW-{line['product_id']}", "quantity": int(line["quantity"])}
                for line in lines
            ],
            ship_to={
                "name": row["ship_name"],
                "street": "-",
                "city": row["ship_city"],
                "country": row["ship_country"],
            },
            idempotency_key=row["order_id"],
        )
        assert answer["total_minor"] == expected
        assert answer["tax_minor"] == 0
        shop.advance(answer["order_id"], "pay", "pack", "ship", "deliver")
        placed += sum(int(line["quantity"]) for line in lines)
    assert (
        shop.one("select sum(quantity) from commerce.stock_movements where type = 'ship'") == placed
    )
    assert shop.violations() == []


NORTHWIND = """
update commerce.tax_rates set rate_percent = 0 where tax_class = 'standard';
insert into commerce.locations (code, name, created_at, updated_at)
values ('SEATTLE', 'Seattle', core.now(), core.now());
insert into master.categories (category_key, name) values ('food', 'Food');
create function pg_temp.add_product(p_sku text, p_title text) returns void
language plpgsql as $$
declare
    v_product_id bigint;
    v_variant_id bigint;
begin
    insert into commerce.products (
        title, category_id, status, published_at, created_at, updated_at
    )
    select p_title, c.id, 'published', core.now(), core.now(), core.now()
    from master.categories as c where c.category_key = 'food'
    returning id into v_product_id;
    insert into commerce.variants (product_id, sku, created_at, updated_at)
    values (v_product_id, p_sku, core.now(), core.now())
    returning id into v_variant_id;
    insert into commerce.prices (price_list_id, variant_id, amount_minor)
    select l.id, v_variant_id, 0 from commerce.price_lists as l where l.is_default;
    perform commerce._post_movements(
        array[row(
            v_variant_id, 10000, 'receive', 'supplier', null, null, 'on_hand', l.id, 0
        )::commerce.posting]
    )
    from commerce.locations as l where l.code = 'SEATTLE';
end;
$$;
"""
